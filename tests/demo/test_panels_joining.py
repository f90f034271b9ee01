"""Who would like to join the panel of Ashmere: somebody to ring today, somebody late, and nobody who is real."""

from datetime import timedelta

import pytest

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub
from demo.panels_joining import seed
from demo.people import Staff
from panels.choices import HowEnded, Step
from panels.models import Interest
from tests.builders import make_post, today
from tests.cast import give_role, make_user
from tests.panels.paneling import make_panel

pytestmark = pytest.mark.django_db


def test_some_wait_one_is_late_and_one_does_not_go_on(elm: Hub) -> None:
    cora: User = make_user("Cora")
    give_role(cora, RoleKind.PANEL_COORDINATOR)
    panel = make_panel(elm, coordinator=make_post("Parent carer panel coordinator"), started_on=today() - timedelta(days=300))

    seed(panel, Staff(users={"cora.panel": cora}, posts={}), today())

    rows = list(Interest.objects.going_on())
    assert [one.is_late for one in rows].count(True) >= 1
    assert rows[0].is_late
    assert {one.step for one in rows} == {Step.CALL_BACK, Step.PACK}
    assert Interest.objects.get(ended_on__isnull=False).how_ended == HowEnded.NO
    assert all(one.introduction and one.introduction.phone.startswith("+447700900") for one in rows)
