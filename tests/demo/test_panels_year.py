"""Ashmere's last quarter is signed off and this one is open; its panel's last year is published and this one begun."""

import pytest
from django.test import Client
from django.urls import reverse

from core.choices import RoleKind
from core.models import Hub
from demo.panels import Panels
from demo.panels_year import BY_HAND, seed
from demo.people import Staff
from panels.models import AnnualReport, QuarterReturn
from panels.selectors.quarter_counts import Quarter
from panels.selectors.quarter_return import lines
from tests.builders import today
from tests.cast import give_role, make_user, sign_in
from tests.families import make_person
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel, open_to_families
from tests.panels.reporting import last_year
from tests.panels.returning import last_quarter, leads_everywhere


@pytest.fixture
def made(elm: Hub) -> Panels:
    """A panel of ten that began before the last year ended."""
    panel = open_to_families(make_panel(elm, started_on=last_year().first))
    members = tuple(make_member(panel, make_person(elm, f"Parent {turn}"), joined_on=last_year().first) for turn in range(10))
    return Panels(panel, make_panel(elm, "Young"), members, (), make_meeting(panel, starts_at=in_days(8)))


def test_the_demo_tells_what_its_panel_did(made: Panels, client: Client) -> None:
    lena, cora = leads_everywhere(), make_user("Cora")
    give_role(cora, RoleKind.PANEL_COORDINATOR)

    seed(made, Staff({"asha.lead": lena, "cora.panel": cora}, {}), today())

    row = QuarterReturn.objects.get()
    assert (row.begins_on, row.signed_by) == (last_quarter().first, lena)
    assert {one.code for one in row.entries.all()} == set(BY_HAND)
    assert [one for one in lines(Quarter.of(today()), None, today=today()) if one.is_by_hand] == []
    assert [report.published_on is not None for report in AnnualReport.objects.all()] == [False, True]
    page = client.get(reverse("panel_year", args=[made.parents.slug, last_year().begins]))
    assert "The bus still stops at five." in page.text
    assert sign_in(lena).get(reverse("quarter_return:one", args=[last_quarter().key])).status_code == 200
