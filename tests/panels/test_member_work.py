"""A member's page says what they take part in: meetings, what they took on, and their claims; each for who may read it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from panels.choices import Reply
from panels.choices.agenda import Came
from panels.models import Attendance, Invitation, Membership
from panels.models.actions import ActionOfMember
from tests.builders import today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.paneling import make_member
from tests.panels.paying import make_claim, meeting_was, paying_panel
from tests.panels.writing_down import make_action
from tests.participation.reaching import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def ola(elm: Hub, petra: User) -> Membership:
    """Ola Nowak, on a panel that pays."""
    return make_member(paying_panel(elm, petra))


def page_of(user: User, member: Membership) -> str:
    return words(sign_in(user).get(reverse("members:one", args=[member.pk])))


def test_it_says_what_they_answered_and_whether_they_came(ola: Membership, petra: User) -> None:
    asked, unasked = meeting_was(ola.panel, days_ago=3), meeting_was(ola.panel, days_ago=40)
    Invitation.objects.create(meeting=asked, membership=ola, reply=Reply.YES, how="rang", replied_on=today())
    for meeting, came in ((asked, Came.APOLOGIES), (unasked, Came.YES)):
        Attendance.objects.create(meeting=meeting, membership=ola, came=came)

    page = page_of(petra, ola)

    on = [f"{one.starts_at:%-d %B %Y} , {one}" for one in (asked, unasked)]
    assert f"{on[0]}: coming. Sent apologies" in page
    assert f"{on[1]}. Came" in page
    assert page.index(on[0]) < page.index(on[1]), "the newest first"


def test_what_they_took_on_is_for_who_looks_after_them(ola: Membership, petra: User, hana: User, elm: Hub) -> None:
    other = make_member(ola.panel, make_person(elm, "Bea"))
    for member, text, done_on in ((ola, "Ask the school.", None), (ola, "Bring pictures.", today()), (other, "Order chairs.", None)):
        action = make_action(meeting_was(ola.panel), petra, text, owner_kind="member", done_on=done_on)
        ActionOfMember.objects.create(action=action, membership=member)

    page = page_of(petra, ola)

    assert page.index("Ask the school. By") < page.index("Bring pictures. Done on")
    assert "Order chairs." not in page
    assert "Ask the school." not in page_of(hana, ola)


def test_claims_stand_there_as_their_own_list_shows_them(ola: Membership, petra: User, hana: User, elm: Hub) -> None:
    sent, draft = make_claim(ola, by=petra), make_claim(ola, by=petra, sent=False)
    foreign = make_claim(make_member(ola.panel, make_person(elm, "Bea")), by=petra)

    mine, theirs = page_of(petra, ola), page_of(hana, ola)

    assert f"{sent} , £30.00: sent" in mine
    assert f"{draft} , £30.00: " in mine
    assert str(foreign) not in mine
    assert str(sent) in theirs
    assert str(draft) not in theirs, "who checks claims reads no draft"


def test_it_costs_the_same_for_one_and_for_many(
    ola: Membership, petra: User, django_assert_num_queries: Callable[..., Any], django_assert_max_num_queries: Callable[..., Any]
) -> None:
    desk, address = sign_in(petra), reverse("members:one", args=[ola.pk])

    def more() -> None:
        meeting = meeting_was(ola.panel)
        Invitation.objects.create(meeting=meeting, membership=ola)
        Attendance.objects.create(meeting=meeting, membership=ola, came=Came.YES)
        ActionOfMember.objects.create(action=make_action(meeting, petra, owner_kind="member"), membership=ola)
        make_claim(ola, by=petra)

    more()
    desk.get(address)
    with django_assert_max_num_queries(80) as few:
        desk.get(address)
    for _ in range(5):
        more()
    with django_assert_num_queries(len(few)):
        desk.get(address)
