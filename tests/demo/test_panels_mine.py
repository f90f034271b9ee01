"""Ashmere's co-chair is on her own page: she answered, has something to read, and money that she has not sent yet."""

import pytest

from core.models import Hub
from demo import panels_mine
from demo.families import _said
from demo.panels import FROM_THE_FORM
from demo.people import Staff
from demo.try_it import addresses
from tests.builders import today
from tests.cast import give_role, make_user
from tests.families import make_person
from tests.panels.at_my_panel import PAGE, phone_of
from tests.panels.meeting import words
from tests.panels.paneling import make_meeting, make_member
from tests.panels.paying import meeting_was, paying_panel

pytestmark = pytest.mark.django_db


def test_a_member_finds_what_she_did_on_her_own_page(elm: Hub) -> None:
    cora = make_user("cora.panel")
    give_role(cora, "panel_coordinator", elm)
    member = make_member(paying_panel(elm, cora), make_person(elm, email=panels_mine.ADDRESS))
    held = [meeting_was(member.panel)]

    panels_mine.seed(member, held, make_meeting(member.panel), Staff({"cora.panel": cora}, {}), today())

    page = words(phone_of(member).get(PAGE))
    assert "You told us: Coming" in page
    assert "Which of the two first?" in page
    assert "Would you read this for us? Sheet for new parents Thank you. You have read it." in page
    assert "£6.40" in page
    assert "Begun, and not sent yet" in page


def test_the_address_that_is_printed_is_hers() -> None:
    assert _said(FROM_THE_FORM[0])["email"] == panels_mine.ADDRESS
    assert any(path == PAGE and panels_mine.ADDRESS in what for path, what in addresses())
