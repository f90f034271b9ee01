"""What is typed on a run sheet is not lost: not with a used key, nor under a line that is gone, nor when the minutes went out meanwhile."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import LegalHold
from core.models import Hub
from core.overtaken import USED_BEFORE, Overtaken
from panels.models import (
    ActionOfMember,
    Attendance,
    AttendanceSheet,
    Decision,
    Meeting,
    MeetingAction,
    MeetingPoint,
    Membership,
    Recommendation,
)
from panels.services import run_sheet
from panels.services.actions import finish
from panels.services.holding_members import held_member
from panels.services.points import make_comment
from panels.services.run_sheet import take_away, write_down
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.panels.meeting import make_item, words
from tests.panels.paneling import make_member, make_panel
from tests.panels.writing_down import held_today, make_action, make_body, make_decision, make_minutes, make_point, typed, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    return held_today(make_panel(elm))


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


def at(name: str, *args: object) -> str:
    return reverse(f"meeting:{name}", args=args)


@pytest.mark.parametrize("kind", ["point", "decision", "recommendation", "action"])
def test_other_words_under_a_key_that_was_used_stay_in_their_box(desk: Client, meeting: Meeting, kind: str) -> None:
    body, post = make_body(meeting.panel), make_post("Manager")
    by = str(today() + timedelta(days=20))
    said = typed(kind, "The door is too heavy.", body=str(body.pk), answer_by_on=by, owner=f"post:{post.pk}", due_on=by)
    desk.post(at("run", meeting.pk), said)

    page = desk.post(at("run", meeting.pk), said | {"words": "And the lift is broken."})

    assert USED_BEFORE in words(page)
    assert "And the lift is broken." in page.text
    models: dict[str, Any] = {"point": MeetingPoint, "decision": Decision, "recommendation": Recommendation, "action": MeetingAction}
    row = models[kind].objects.get()
    assert (row.sent.what if kind == "recommendation" else row.words) == "The door is too heavy."


@pytest.mark.parametrize(("number_for", "asks"), [("2", False), ("3", True)])
def test_more_hands_than_members_who_were_there_are_asked_about_and_kept(
    desk: Client, meeting: Meeting, petra: User, number_for: str, asks: bool
) -> None:
    AttendanceSheet.objects.create(meeting=meeting, kept_by=petra, kept_on=today())
    for came in ("yes", "online", "excused"):
        Attendance.objects.create(meeting=meeting, membership=make_member(meeting.panel), came=came)

    said = {"how": "hands", "number_for": number_for, "number_against": "0", "number_abstained": "0"}
    page = words(write(desk, meeting, "decision", "We try Saturdays.", **said))

    assert ("You counted 3 hands, and 2 members are ticked as there. Are both right?" in page) == asks
    assert Decision.objects.get().number_for == int(number_for)


def test_hands_are_not_asked_about_before_somebody_wrote_down_who_came(desk: Client, meeting: Meeting) -> None:
    page = words(write(desk, meeting, "decision", "We try Saturdays.", how="hands", number_for="9"))

    assert Decision.objects.exists()
    assert "Are both right?" not in page


def test_another_member_under_a_key_that_was_used_is_not_dropped(desk: Client, meeting: Meeting) -> None:
    ola, other = make_member(meeting.panel), make_member(meeting.panel)
    said = typed("action", "Bring the plans.", owner=f"member:{ola.pk}", due_on=str(today()))
    for _tap in range(2):
        assert USED_BEFORE not in words(desk.post(at("run", meeting.pk), said, follow=True))

    assert USED_BEFORE in words(desk.post(at("run", meeting.pk), said | {"owner": f"member:{other.pk}"}))
    assert ActionOfMember.objects.get().membership == ola


def test_a_second_tap_is_the_same_also_when_it_became_a_comment_meanwhile(desk: Client, meeting: Meeting, petra: User) -> None:
    said = typed("point")
    desk.post(at("run", meeting.pk), said)
    make_comment(point=MeetingPoint.objects.get(), hub=None, by=petra, today=today())

    assert "Written down." in words(desk.post(at("run", meeting.pk), said, follow=True))
    assert MeetingPoint.objects.count() == 1


def test_what_was_typed_under_an_item_that_is_gone_stands_under_the_first(desk: Client, meeting: Meeting) -> None:
    item = make_item(meeting)
    said = typed("point", "The lift is broken.", item=str(item.pk))
    item.delete()

    page = desk.post(at("run", meeting.pk), said)

    assert "A colleague took this item off the agenda." in words(page)
    form = page.context["lines"][0][1]
    assert (form["words"].value(), form["item"].value()) == ("The lift is broken.", "")
    desk.post(at("run", meeting.pk), said | {"item": form["item"].value()})
    assert MeetingPoint.objects.get().words == "The lift is broken."


def test_what_was_typed_is_shown_when_the_minutes_went_out_meanwhile(desk: Client, meeting: Meeting, petra: User) -> None:
    make_minutes(meeting, petra)

    page = write(desk, meeting, "decision", "We buy a lift.", reason="The stairs are steep.")

    for shown in ("The minutes are out", "What you typed is not kept", "We buy a lift.", "The stairs are steep."):
        assert shown in words(page)


def test_what_was_done_meanwhile_stays_done_when_its_words_are_put_right(meeting: Meeting, petra: User) -> None:
    action = make_action(meeting, petra, "Ask for too prices.")
    read_before = MeetingAction.objects.get(pk=action.pk)
    finish(action=action, by=petra, today=today())

    read_before.words = "Ask for two prices."
    write_down(row=read_before, by=petra, today=today())

    row = MeetingAction.objects.get()
    assert (row.words, row.done_on) == ("Ask for two prices.", today())


def test_nothing_is_put_right_that_is_gone(meeting: Meeting, petra: User) -> None:
    decision = make_decision(meeting, petra)
    Decision.objects.all().delete()

    with pytest.raises(Overtaken):
        write_down(row=decision, by=petra, today=today())


def test_what_became_a_comment_meanwhile_is_not_taken_away(meeting: Meeting, petra: User) -> None:
    point = make_point(meeting, petra)
    read_before = MeetingPoint.objects.get(pk=point.pk)
    make_comment(point=point, hub=None, by=petra, today=today())

    with pytest.raises(ValidationError, match="It became a comment"):
        take_away(row=read_before, by=petra, today=today())
    assert MeetingPoint.objects.exists()


@pytest.fixture
def hers(meeting: Meeting, petra: User) -> MeetingAction:
    action = make_action(meeting, petra, "Bring teh plans.", owner_kind="member")
    ActionOfMember.objects.create(action=action, membership=make_member(meeting.panel))
    return action


def put_right(desk: Client, action: MeetingAction) -> Any:
    address = at("edit_action", action.meeting_id, action.pk)
    form = desk.get(address).context["form"]
    said = {name: form[name].value() for name in ("owner", "due_on", "seen")}
    return desk.post(address, said | {"words": "Bring the plans."}, follow=True)


def test_a_typo_is_put_right_while_a_hold_stands_and_when_the_member_left(desk: Client, hers: MeetingAction, priya: User) -> None:
    member = hers.of_member.membership
    LegalHold.objects.create(name="Case", reason="A court.", person=member.person, from_on=today(), placed_by=priya)
    Membership.objects.filter(pk=member.pk).update(stage="left", left_on=today())

    put_right(desk, hers)

    assert MeetingAction.objects.get().words == "Bring the plans."
    assert ActionOfMember.objects.get().membership == member


def test_a_member_is_held_before_their_row_goes(hers: MeetingAction, petra: User, monkeypatch: pytest.MonkeyPatch) -> None:
    member = hers.of_member.membership
    held: list[tuple[Membership, bool, int]] = []

    def hold(row: Membership, *args: Any, **how: Any) -> Membership:
        held.append((row, how.get("deletes", False), ActionOfMember.objects.count()))
        return held_member(row, *args, **how)

    monkeypatch.setattr(run_sheet, "held_member", hold)
    hers.owner_kind, hers.post = "post", make_post("Manager")
    write_down(row=hers, by=petra, today=today())

    assert held == [(member, True, 1)], "an erasing locks the member first, and whoever places a hold is waited for"
    assert not ActionOfMember.objects.exists()


def test_a_reason_that_was_refused_stands_in_the_box_of_its_own_action(desk: Client, meeting: Meeting, petra: User) -> None:
    mine, other = make_action(meeting, petra), make_action(meeting, petra, "Buy a bell.")
    said = {"to": "dropped", "because": "Ring 01632 960 123", "of": str(mine.pk)}

    page = desk.post(at("end_action", meeting.pk, mine.pk), said, follow=True)

    boxes = dict(re.findall(r'id="because-([^"]+)"[^>]* value="([^"]*)"', page.text))
    assert boxes == {str(mine.pk): "Ring 01632 960 123", str(other.pk): ""}
    assert page.text.count(f'name="of" value="{mine.pk}"') == 1
