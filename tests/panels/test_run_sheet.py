"""The run sheet: what is said, decided, taken on and recommended at a meeting, written down on one page with one thumb."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from core.overtaken import USED_BEFORE
from panels.models import BodyItem, Decision, Meeting, MeetingAction, MeetingPoint, Recommendation
from panels.services.run_sheet import write_down
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.panels.meeting import make_item, words
from tests.panels.paneling import make_meeting, make_member, make_panel
from tests.panels.writing_down import held_before, held_today, keys_on, make_action, make_body, make_decision, make_point, typed, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    return held_today(make_panel(elm))


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


def at(name: str, *args: object) -> str:
    return reverse(f"meeting:{name}", args=args)


def test_the_run_sheet_follows_the_agenda_and_shows_whom_to_ring_first(desk: Client, meeting: Meeting) -> None:
    make_item(meeting, "The café’s hours", presenter="Health visiting", what_is_open="The day it opens.")

    page = desk.get(at("run", meeting.pk))

    text = words(page).partition("Is somebody in danger now?")[2]
    order = ["Ring 999", "I worry about somebody", "What happened to what we said", "The café’s hours", "The day it opens."]
    assert [text.index(one) for one in order] == sorted(text.index(one) for one in order)
    assert f"{reverse('raise_worry:index')}?source=meeting" in page.text
    assert len(keys_on(page)) == len(set(keys_on(page))) == 2, "each line has a form with a key of its own"
    assert at("run", meeting.pk) in desk.get(at("one", meeting.pk)).text


def test_what_is_said_is_one_tap_and_names_nobody(desk: Client, meeting: Meeting) -> None:
    item = make_item(meeting)

    page = write(desk, meeting, "point", "The door is too heavy with a pram.", item=str(item.pk))

    point = MeetingPoint.objects.get()
    assert (point.words, point.item, point.whose) == ("The door is too heavy with a pram.", item, "parent")
    assert "Written down. Nobody’s name stands beside it." in words(page)
    assert page.redirect_chain[0][0].endswith(f"#item-{item.pk}")
    assert words(page).count("The door is too heavy with a pram.") >= 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM panels_meetingpoint")
        assert "door" not in cursor.fetchone()[0], "it is sealed"


@pytest.mark.parametrize("kind", ["point", "decision", "recommendation", "action"])
def test_a_second_tap_makes_no_second_row(desk: Client, meeting: Meeting, kind: str) -> None:
    body, post = make_body(meeting.panel), make_post("Manager")
    by = str(today() + timedelta(days=20))
    said = typed(kind, body=str(body.pk), answer_by_on=by, owner=f"post:{post.pk}", due_on=by)

    for _tap in range(2):
        desk.post(at("run", meeting.pk), said)

    models: dict[str, Any] = {"point": MeetingPoint, "decision": Decision, "recommendation": Recommendation, "action": MeetingAction}
    assert models[kind].objects.count() == 1
    assert BodyItem.objects.count() == (1 if kind == "recommendation" else 0)


def test_a_form_that_was_used_at_another_meeting_is_not_taken_for_this_one(meeting: Meeting, petra: User) -> None:
    point = make_point(meeting, petra)
    other = held_before(meeting.panel)

    with pytest.raises(ValidationError) as refused:
        write_down(row=MeetingPoint(pk=point.pk, meeting=other, words="Another."), by=petra, today=today())

    assert refused.value.messages == [USED_BEFORE]


def test_a_decision_in_one_tap_is_one_that_nobody_was_against(desk: Client, meeting: Meeting) -> None:
    page = write(desk, meeting, "decision", "We try a Saturday group.")

    assert "Decided We try a Saturday group. Nobody was against it. Nobody wrote down why yet." in words(page)


def test_hands_are_counted_and_who_saw_it_otherwise_is_heard(desk: Client, meeting: Meeting) -> None:
    refused = write(desk, meeting, "decision", "We try a Saturday group.", how="hands")
    assert "Count the hands" in words(refused)
    assert "We try a Saturday group." in refused.text
    assert not Decision.objects.exists()

    said = {"how": "hands", "number_for": "7", "number_against": "2", "number_abstained": ""}
    page = write(desk, meeting, "decision", "We try a Saturday group.", **said, reason="Many work.", minority_view="Sundays are quieter.")

    assert "By a show of hands: 7 for it, 2 against it, 0 neither. Why: Many work. Who saw it otherwise: Sundays are quieter." in words(
        page
    )


def test_the_database_knows_that_hands_are_counted_where_they_were_shown(meeting: Meeting, petra: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_decision(meeting, petra, how="hands")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_decision(meeting, petra, how="agreed", number_for=3)


def test_an_action_needs_who_does_it_and_by_when(desk: Client, meeting: Meeting) -> None:
    page = write(desk, meeting, "action", "Ask what a door opener costs.")

    assert "Say who does it. What nobody does is not done." in words(page)
    assert "Say by when." in words(page)
    assert "Ask what a door opener costs." in page.text
    assert not MeetingAction.objects.exists()


def test_a_post_a_member_and_another_body_can_each_do_something(desk: Client, meeting: Meeting) -> None:
    post, body, member = make_post("Family hub manager"), make_body(meeting.panel), make_member(meeting.panel)
    by = str(today() + timedelta(days=14))

    for owner in (f"post:{post.pk}", f"body:{body.pk}", f"member:{member.pk}", "member"):
        page = write(desk, meeting, "action", f"Do it, {owner}.", owner=owner, due_on=by)

    text = words(page)
    for called in ("Family hub manager", "Early help board", "Ola Nowak", "A member"):
        assert f"{called}" in text
    assert [one.owner_kind for one in MeetingAction.objects.order_by("written_at")] == ["post", "body", "member", "member"]
    assert member.actions_taken_on.count() == 1


def test_of_under_18s_nobody_is_written_down_as_who_does_it(desk: Client, elm: Hub, petra: User) -> None:
    panel = make_panel(elm, is_of_under_18s=True, coordinator=make_post("One"), second_reader=make_post("Two"))
    meeting, member = held_today(panel), make_member(panel)

    assert str(member.pk) not in desk.get(at("run", meeting.pk)).text
    page = write(desk, meeting, "action", "Draw the poster.", owner=f"member:{member.pk}", due_on=str(today()))

    assert "Select a valid choice" in words(page)
    assert not MeetingAction.objects.exists()


def test_a_recommendation_goes_on_the_list_of_what_is_out_with_its_day(desk: Client, meeting: Meeting) -> None:
    body, by = make_body(meeting.panel), today() + timedelta(days=28)
    refused = write(desk, meeting, "recommendation", "Pay for a door opener.", body=str(body.pk))
    assert "Say by when they answer. Without a day nobody asks them." in words(refused)

    page = write(desk, meeting, "recommendation", "Pay for a door opener.", body=str(body.pk), answer_by_on=str(by))

    sent = BodyItem.objects.get()
    assert (sent.body, sent.what, sent.sent_on, sent.answer_by_on) == (body, "Pay for a door opener.", today(), by)
    assert "Recommended Pay for a door opener. To Early help board." in words(page)
    assert "Pay for a door opener." in desk.get(reverse("bodies:list", args=[meeting.panel_id])).text


def test_another_panels_body_or_item_takes_nothing(desk: Client, meeting: Meeting, elm: Hub) -> None:
    other = make_panel(elm, "Other parents")
    body, item = make_body(other, "Other board"), make_item(make_meeting(other))
    by = str(today() + timedelta(days=14))

    write(desk, meeting, "recommendation", "Pay.", body=str(body.pk), answer_by_on=by)
    write(desk, meeting, "action", "Do.", owner=f"body:{body.pk}", due_on=by)
    page = write(desk, meeting, "point", "The door.", item=str(item.pk))

    assert [model.objects.count() for model in (BodyItem, MeetingAction, MeetingPoint)] == [0, 0, 0]
    assert page.status_code == 200


def test_what_was_written_by_a_slip_is_put_right_or_taken_away(desk: Client, meeting: Meeting, petra: User) -> None:
    point, decision = make_point(meeting, petra), make_decision(meeting, petra)
    form = desk.get(at("edit_point", meeting.pk, point.pk)).context["form"]

    said = {"words": "The door sticks.", "whose": "child", "seen": form["seen"].value()}
    page = desk.post(at("edit_point", meeting.pk, point.pk), said, follow=True)
    desk.post(at("remove_decision", meeting.pk, decision.pk))

    point.refresh_from_db()
    assert (point.words, point.whose) == ("The door sticks.", "child")
    assert "Child, in their own words" in words(page)
    assert not Decision.objects.exists()


def test_nobody_writes_over_what_a_colleague_wrote(desk: Client, meeting: Meeting, petra: User) -> None:
    action = make_action(meeting, petra)
    form = desk.get(at("edit_action", meeting.pk, action.pk)).context["form"]
    action.words = "Ask for three prices."
    action.save()

    said = {"words": "Ask Tom.", "owner": f"post:{action.post_id}", "due_on": str(action.due_on), "seen": form["seen"].value()}
    page = desk.post(at("edit_action", meeting.pk, action.pk), said)

    assert "A colleague changed this while you had it open." in words(page)
    assert "Ask for three prices." in page.text
    assert "Ask Tom." in page.text
    assert MeetingAction.objects.get().words == "Ask for three prices."


def test_what_was_typed_is_kept_when_a_colleague_took_it_away(desk: Client, meeting: Meeting, petra: User) -> None:
    decision = make_decision(meeting, petra)
    address = at("edit_decision", meeting.pk, decision.pk)
    seen = desk.get(address).context["form"]["seen"].value()
    decision.delete()
    said = {"words": "We try a Sunday group.", "how": "agreed", "reason": "", "minority_view": "", "seen": seen}

    page = desk.post(address, said)

    assert "A colleague took it away." in words(page)
    assert "We try a Sunday group." in page.text
    desk.post(address, said | {"seen": page.context["form"]["seen"].value()})
    assert Decision.objects.get().words == "We try a Sunday group."


def test_an_item_is_ticked_off(desk: Client, meeting: Meeting) -> None:
    item = make_item(meeting, "The café’s hours")

    page = desk.post(at("tick_off", meeting.pk, item.pk), {"done": "yes"}, follow=True)
    assert "The café’s hours Talked about" in words(page)

    page = desk.post(at("tick_off", meeting.pk, item.pk), {"done": "no"}, follow=True)
    assert "The café’s hours Talked about" not in words(page)


def test_what_an_earlier_meeting_left_to_do_stands_first_and_ends_there(desk: Client, meeting: Meeting, petra: User) -> None:
    before = held_before(meeting.panel)
    done, given_up = make_action(before, petra, "Ask the landlord."), make_action(before, petra, "Buy a bell.", due_on=today())
    late = make_action(before, petra, "Mend the gate.", due_on=today() - timedelta(days=3))

    text = words(desk.get(at("run", meeting.pk)))
    assert "Still to do from before" in text
    assert text.count("Late.") == 1

    desk.post(at("end_action", meeting.pk, done.pk), {"to": "done"})
    refused = desk.post(at("end_action", meeting.pk, given_up.pk), {"to": "dropped", "because": ""}, follow=True)
    assert "Say why it is not done. Members read it." in words(refused)
    desk.post(at("end_action", meeting.pk, given_up.pk), {"to": "dropped", "because": "There is one already."})

    told, _, to_do = words(desk.get(at("run", meeting.pk))).partition("Still to do from before")
    assert "Mend the gate." in to_do
    assert "Ask the landlord." not in to_do
    assert "Done: Ask the landlord." in told
    then = words(desk.get(at("run", before.pk)))
    assert "Done Ask the landlord." in then
    assert "Not done, because: There is one already." in then
    desk.post(at("end_action", before.pk, done.pk), {"to": "open"})
    assert MeetingAction.objects.filter(done_on=None, dropped_on=None).count() == 2
    assert late.is_open


def test_nothing_is_written_down_before_the_day_or_when_it_was_called_off(desk: Client, meeting: Meeting) -> None:
    to_come = make_meeting(meeting.panel)
    off = held_before(meeting.panel)
    Meeting.objects.filter(pk=off.pk).update(state="off", called_off_because="Snow.")

    assert "It is not the day of the meeting yet." in words(write(desk, to_come, "point"))
    assert "It was called off. Nothing is written down at it." in words(write(desk, off, "point"))
    assert not MeetingPoint.objects.exists()
    assert at("run", to_come.pk) not in desk.get(at("one", to_come.pk)).text


def test_who_does_not_call_its_meetings_writes_nothing(meeting: Meeting, asha: User, cara: User) -> None:
    row = MeetingPoint(pk=uuid.uuid4(), meeting=meeting, words="The door.")

    with pytest.raises(PermissionDenied):
        write_down(row=row, by=asha, today=today())
    assert sign_in(asha).get(at("run", meeting.pk)).status_code in {302, 403}
    assert sign_in(cara).get(at("run", meeting.pk)).status_code == 404


def test_another_meetings_point_is_not_there(desk: Client, meeting: Meeting, petra: User) -> None:
    other = make_point(held_before(meeting.panel), petra)

    assert desk.get(at("edit_point", meeting.pk, other.pk)).status_code == 404
    assert desk.post(at("remove_point", meeting.pk, other.pk)).status_code == 404
    assert MeetingPoint.objects.exists()
