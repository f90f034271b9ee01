"""The front page says what waits about members: needs to ask for again, times that end, breaks that are over, who was forgotten."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import reverse

from accounts.models import User
from core.models import Hub
from panels.choices import MemberKind, Stage
from panels.choices.agenda import Came
from panels.models import Attendance, Membership, Panel, Terms, TermsAgreement
from panels.provides.members import what_waits
from panels.selectors.members import number_active
from tests.builders import today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.membering import make_need
from tests.panels.paneling import make_member, make_panel
from tests.panels.paying import meeting_was
from tests.participation.reaching import words

DAY = timedelta(days=1)


def late(hub: Hub) -> Panel:
    """Make a panel on which everything waits, and on which some of it does not wait yet."""
    panel = make_panel(hub)
    for name in ("Ada", "Bea"):
        make_need(make_member(panel, make_person(hub, name)), on=today() - timedelta(days=365))
    make_need(make_member(panel, make_person(hub, "Cleo"), term_until_on=today() + 7 * DAY), on=today() - timedelta(days=364))
    make_member(panel, make_person(hub, "Dana"), term_until_on=today() + 90 * DAY)
    make_member(panel, make_person(hub, "Eve"), stage=Stage.BREAK, break_until_on=today())
    make_member(panel, make_person(hub, "Fay"), stage=Stage.BREAK, break_until_on=today() + DAY)
    return panel


def texts(user: User) -> list[str]:
    return [one.text for one in what_waits(user=user, today=today())]


def test_each_thing_waits_for_who_looks_after_the_panel(elm: Hub, petra: User, cara: User, hana: User) -> None:
    panel = late(elm)

    assert texts(petra) == [
        f"{panel}: the break of 1 member is over: ask them",
        f"{panel}: ask 2 members again what to arrange",
        f"{panel}: the time of 1 member ends soon",
    ]
    assert texts(cara) == []
    assert texts(hana) == [], "who only reads members is asked nothing"


def test_a_line_leads_to_whom_it_is_about(elm: Hub, petra: User) -> None:
    late(elm)
    line = next(one for one in what_waits(user=petra, today=today()) if "arrange" in one.text)

    page = words(sign_in(petra).get(line.href))

    assert "Ada" in page
    assert "Bea" in page
    assert "Cleo" not in page
    assert "2 members." in page


def test_who_had_time_to_agree_and_did_not_waits_and_who_is_new_for_long(elm: Hub, petra: User) -> None:
    panel, day = make_panel(elm), today() - 28 * DAY
    terms = Terms.objects.create(panel=panel, words={}, written_by=petra, adopted_on=day, adopted_by=petra)
    said_yes = make_member(panel, make_person(elm, "Ada"))
    TermsAgreement.objects.create(terms=terms, membership=said_yes, agreed_on=today(), how="paper")
    make_member(panel, make_person(elm, "Bea"))
    make_member(panel, make_person(elm, "Cleo"), joined_on=today() - 27 * DAY)  # has had no four weeks yet
    make_member(panel, make_person(elm, "Dana"), kind=MemberKind.PROFESSIONAL)
    make_member(panel, make_person(elm, "Eve"), stage=Stage.BREAK)
    make_member(panel, make_person(elm, "Fay"), stage=Stage.INDUCTION, joined_on=today() - 56 * DAY, kind=MemberKind.SUPPORTER)
    make_member(panel, make_person(elm, "Gia"), stage=Stage.INDUCTION, joined_on=today() - 55 * DAY, kind=MemberKind.SUPPORTER)

    lines = {one.text: one.href for one in what_waits(user=petra, today=today())}

    assert sorted(lines) == [
        f"{panel}: 1 member has not agreed to how it works",
        f"{panel}: 1 member is still new: finish their induction",
    ]
    first, second = (words(sign_in(petra).get(lines[text])) for text in sorted(lines))
    assert [name for name in ("Ada", "Bea", "Cleo", "Dana", "Eve", "Fay", "Gia") if name in first] == ["Bea"]
    assert [name for name in ("Ada", "Bea", "Fay", "Gia") if name in second] == ["Fay"]


def test_what_was_agreed_before_the_panel_changed_it_is_asked_again(elm: Hub, petra: User) -> None:
    panel, long_ago = make_panel(elm), today() - 90 * DAY
    member = make_member(panel, joined_on=long_ago)
    first = Terms.objects.create(panel=panel, words={}, written_by=petra, adopted_on=long_ago, adopted_by=petra)
    TermsAgreement.objects.create(terms=first, membership=member, agreed_on=long_ago, how="paper")
    assert texts(petra) == []
    Terms.objects.create(panel=panel, number=2, words={}, written_by=petra, adopted_on=today() - 27 * DAY, adopted_by=petra)
    assert texts(petra) == [], "they have four weeks"
    Terms.objects.create(panel=panel, number=3, words={}, written_by=petra, adopted_on=today() - 28 * DAY, adopted_by=petra)
    assert texts(petra) == [f"{panel}: 1 member has not agreed to how it works"]


def test_who_left_waits_for_nothing(elm: Hub, petra: User) -> None:
    make_member(make_panel(elm), stage=Stage.LEFT, left_on=today(), term_until_on=today())

    assert texts(petra) == []


def test_it_costs_one_query_and_none_for_who_has_no_panels(
    elm: Hub, petra: User, ben: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    late(elm)
    for user in (petra, ben):
        list(user.roles.all())
        reverse("panel:index")
        what_waits(user=user, today=today())  # roles are read once
    with django_assert_max_num_queries(1):
        what_waits(user=petra, today=today())
    with django_assert_max_num_queries(0):
        what_waits(user=ben, today=today())


def test_a_guest_who_has_seen_a_meeting_is_asked_whether_they_stay(elm: Hub, petra: User) -> None:
    panel = make_panel(elm)
    guest, other = (make_member(panel, make_person(elm, name), kind=MemberKind.GUEST) for name in ("Ada", "Bea"))
    assert texts(petra) == []
    for one, came in ((guest, Came.YES), (other, Came.APOLOGIES)):
        Attendance.objects.create(meeting=meeting_was(panel), membership=one, came=came)

    (line,) = what_waits(user=petra, today=today())
    assert line.text == f"{panel}: 1 guest has seen a meeting: ask whether they stay"
    page = words(sign_in(petra).get(line.href))
    assert "Ada" in page
    assert "Bea" not in page, "who has not come yet is asked nothing"
    assert number_active(panel, today()) == 0, "a guest is no member of the national return"
    Membership.objects.filter(pk=guest.pk).update(kind=MemberKind.MEMBER)
    assert texts(petra) == []
