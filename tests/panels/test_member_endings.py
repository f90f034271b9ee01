"""Forgetting who was on a panel: when they ask, or two years after they left. What was counted stays true."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from accounts.models import User
from consent.choices.retention import BY_CODE
from consent.models import LegalHold, Person
from consent.rules.retention import months_before
from consent.services import retention
from consent.services.erasing import erase_everywhere, erase_or_say_why
from consent.services.people import merge_people
from core import questions
from core.clocks import day_in_words
from core.models import Hub
from panels.choices import Came, MeetingState, Stage
from panels.models import ActionOfMember, Attendance, Claim, ExitNote, MeetingAction, Membership, NeedCount, ShownMember
from panels.selectors.meetings import day_of
from panels.services.leaving import end_one
from tests.builders import today
from tests.consent.retention_people import looked_at
from tests.families import make_person
from tests.panels.membering import make_file
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel
from tests.panels.paying import make_claim, paying_panel
from tests.panels.writing_down import make_action

pytestmark = pytest.mark.django_db
CODE, WORD = "panel_files", "wombat"


def whole(hub: Hub, by: User, person: Person | None = None, **fields: Any) -> Membership:
    """Put somebody on a panel of whom everything is held that can be, each with the same word in it."""
    member = make_member(
        make_panel(hub),
        person or make_person(hub, "Ola Nowak"),
        speaks_for=WORD,
        ring_first=WORD,
        childrens_ages=["2-4"],
        knows_best=hub,
        **fields,
    )
    make_file(member, by=by, words=WORD)
    ExitNote.objects.create(membership=member, reason="time", words=WORD)
    meeting = make_meeting(member.panel, starts_at=in_days(-14), state=MeetingState.HELD)
    member.meeting_needs.create(meeting=meeting, kind="food", detail=WORD)
    member.invitations.create(meeting=meeting, reply="yes", replied_on=meeting.starts_at.date(), how="rang")
    return member


def what_says_something(member: Membership) -> set[str]:
    """Return the names of the models beside a membership that hold words or tell of its replies, and still have a row of it."""
    found = set()
    for link in Membership._meta.related_objects:
        rows = link.related_model._default_manager.filter(**{link.field.name: member.pk})
        says = any(isinstance(field, models.TextField) for field in link.related_model._meta.local_fields)
        if rows.exists() and says:
            found.add(link.related_model.__name__)
    return found


def left_on(day: date) -> dict[str, Any]:
    return {"joined_on": months_before(day, 12), "stage": Stage.LEFT, "left_on": day}


def test_erasing_takes_every_word_and_leaves_the_counts_true(elm: Hub, petra: User) -> None:
    member = whole(elm, petra)
    assert member.person
    assert Membership.objects.active_on(today()).count() == 1
    Attendance.objects.create(meeting=member.invitations.get().meeting, membership=member, came=Came.YES)

    erase_everywhere(member.person, today())

    stands = Membership.objects.get(pk=member.pk)
    assert (stands.person, stands.speaks_for, stands.ring_first, stands.childrens_ages, stands.knows_best) == (None, "", "", [], None)
    assert what_says_something(stands) == set()
    assert not stands.invitations.exists()
    assert (stands.stage, stands.left_on) == (Stage.LEFT, today()), "nobody asks them to a meeting any more"
    assert Membership.objects.active_on(member.joined_on).count() == 1, "that somebody was here stays counted"
    assert NeedCount.objects.get().number_asked == 1
    assert Attendance.objects.get(membership=stands).came == Came.YES, "who came stays counted"


def test_what_they_said_about_money_goes_before_nobody_finds_it_any_more(elm: Hub, petra: User) -> None:
    member = make_member(paying_panel(elm, petra))
    assert member.person
    claim = make_claim(member, by=petra, note=WORD)
    assert Claim.objects.get(pk=claim.pk).note == WORD

    erase_everywhere(member.person, today())

    assert Claim.objects.get(pk=claim.pk).note == ""
    assert Membership.objects.get(pk=member.pk).person is None


def test_who_is_still_owed_money_stays_past_their_time_and_then_their_words_go(elm: Hub, petra: User) -> None:
    member = make_member(paying_panel(elm, petra))
    claim = make_claim(member, by=petra, note=WORD)
    Membership.objects.filter(pk=member.pk).update(stage=Stage.LEFT, left_on=today())

    assert end_one(key=str(member.pk), today=today()).why_kept == "They are still owed money."
    Claim.objects.filter(pk=claim.pk).update(state="withdrawn", ended_on=today())
    assert not end_one(key=str(member.pk), today=today()).why_kept

    assert Claim.objects.get(pk=claim.pk).note == ""
    assert Membership.objects.get(pk=member.pk).person is None


def test_erasing_finds_what_stood_under_a_record_that_was_joined(elm: Hub, petra: User) -> None:
    goes, stays = make_person(elm, "Ola N."), make_person(elm, "Ola Nowak")
    member = whole(elm, petra, goes)
    merge_people(stays=stays, goes=goes, by=petra)

    erase_everywhere(stays, today())

    assert what_says_something(Membership.objects.get(pk=member.pk)) == set()
    assert Membership.objects.get(pk=member.pk).person is None


def test_erasing_twice_changes_nothing(elm: Hub, petra: User) -> None:
    member = whole(elm, petra)
    assert member.person
    pk = member.person.pk

    counts = [[one.number_of_records for one in questions.person_erase.answers(person_id=pk, today=today())] for _ in range(2)]

    assert sum(counts[0]) > 0
    assert sum(counts[1]) == 0


def test_two_years_after_they_left_it_is_deleted_and_not_a_day_before(elm: Hub, petra: User, priya: User) -> None:
    last = months_before(today(), 24)
    over = whole(elm, petra, **left_on(last))
    younger = whole(elm, petra, make_person(elm, "Kit"), **left_on(date.fromordinal(last.toordinal() + 1)))
    whole(elm, petra, make_person(elm, "Mo"))

    run = retention.approve(kind=BY_CODE[CODE], seen=looked_at(CODE, 1), by=priya, today=today())
    retention.carry_out(run, today())
    run.refresh_from_db()

    assert run.number_done == 1
    stands = Membership.objects.get(pk=over.pk)
    assert (stands.person, stands.left_on) == (None, last)
    assert what_says_something(stands) == set()
    assert Membership.objects.get(pk=younger.pk).person is not None
    assert Membership.objects.filter(person__isnull=False).count() == 2
    assert Membership.objects.active_on(over.joined_on).count() == 1


def test_whom_a_hold_keeps_stays_past_their_time(elm: Hub, petra: User, priya: User) -> None:
    member = whole(elm, petra, **left_on(months_before(today(), 30)))
    LegalHold.objects.create(name="Case", reason="A court.", person=member.person, from_on=today(), placed_by=priya)

    run = retention.approve(kind=BY_CODE[CODE], seen=looked_at(CODE, 1), by=priya, today=today())
    retention.carry_out(run, today())

    assert Membership.objects.get(pk=member.pk).person is not None
    assert what_says_something(member)


def test_a_hold_on_this_record_stops_the_erasing_and_the_officer_reads_why(elm: Hub, petra: User, priya: User) -> None:
    member = whole(elm, petra)
    assert member.person
    LegalHold.objects.create(name="Case", reason="A court.", code=CODE, record=str(member.pk), from_on=today(), placed_by=priya)

    with pytest.raises(ValidationError, match="Nothing is erased until it is lifted"):
        erase_or_say_why(member.person, today())

    assert what_says_something(member)
    assert Person.objects.get(pk=member.person.pk).name == "Ola Nowak"


def test_no_word_about_a_member_is_found_under_the_freedom_of_information_act(elm: Hub, petra: User, priya: User) -> None:
    """They are somebody's own data, which the Act leaves to the Data Protection Act (section 40): who it is about asks for a copy."""
    whole(elm, petra)

    for user in (petra, priya):
        found = questions.records_held.answers(user=user, words=WORD, since=None, until=None, hub_ids=None)
        assert [record for one in found for record in one.records] == []


def test_a_record_is_found_by_its_id_and_says_where_it_is(elm: Hub, petra: User) -> None:
    member = whole(elm, petra, **left_on(months_before(today(), 30)))

    found = [one for one in questions.retention_find.answers(code=CODE, typed=f"panels.Membership:{member.pk}") if one]
    assert found == [str(member.pk)]
    which = [one for some in questions.retention_which.answers(code=CODE, keys=[str(member.pk)]) if some for one in some]
    assert [(one.where, one.number) for one in which] == [("Elm", 1)]


def test_the_copy_holds_everything_and_an_officer_reads_the_log_first(elm: Hub, petra: User) -> None:
    member = whole(elm, petra)
    assert member.person

    parts = [part for some in questions.person_export.answers(person_id=member.person.pk) for part in some]

    ours = {part.heading: part for part in parts if any(WORD in value for _, value in part.rows)}
    assert set(ours) == {"The panels you are on, or were", "What we arrange for you", "Notes about you", "The support log"}
    assert [part.heading for part in ours.values() if part.hold_back] == ["The support log"]
    learned = next(part for part in parts if part.heading == "What you learned, and agreed to")
    assert "Reading figures" in dict(learned.rows)


def test_a_claim_that_was_begun_and_never_sent_keeps_nobody_and_is_taken_back(elm: Hub, petra: User) -> None:
    member = make_member(paying_panel(elm, petra))
    claim = make_claim(member, by=petra, sent=False, note=WORD)
    Membership.objects.filter(pk=member.pk).update(stage=Stage.LEFT, left_on=today())

    assert end_one(key=str(member.pk), today=today()).why_kept == ""

    claim.refresh_from_db()
    assert (claim.state, claim.note) == ("withdrawn", "")


def test_erasing_says_for_which_meeting_a_booking_is_called_off_and_not_what_it_was(elm: Hub, petra: User) -> None:
    member = whole(elm, petra)
    assert member.person
    meeting = make_meeting(member.panel, starts_at=in_days(7))
    booked = {"booked_on": today(), "booked_by": petra}
    member.meeting_needs.create(meeting=meeting, kind="interpreter", detail=WORD, **booked)

    said = erase_everywhere(member.person, today()).said

    (line,) = [one for one in said if "booked" in one]
    assert (
        line == f"We had booked something for you for the meeting of {member.panel.title} on {day_in_words(day_of(meeting))}. We cancel it."
    )


def test_the_copy_says_each_invitation_once_and_has_the_words_on_the_panels_page(elm: Hub, petra: User) -> None:
    member = whole(elm, petra)
    assert member.person
    ShownMember.objects.create(membership=member, words="We were heard about the ramp.")

    parts = [part for some in questions.person_export.answers(person_id=member.person.pk) for part in some]

    rows = [(part.heading, *row) for part in parts for row in part.rows]
    assert [heading for heading, *row in rows if row[1].startswith("Coming")] == ["Meetings you were asked to"]
    assert any("We were heard about the ramp." in value for *_, value in rows)


def test_what_a_member_said_they_would_do_is_in_their_copy_and_is_nobodys_once_they_are_forgotten(elm: Hub, petra: User) -> None:
    member = whole(elm, petra)
    assert member.person
    action = make_action(member.invitations.get().meeting, petra, "Bring the plans.", owner_kind="member")
    ActionOfMember.objects.create(action=action, membership=member)

    parts = [part for some in questions.person_export.answers(person_id=member.person.pk) for part in some]
    assert [part.rows[0][1] for part in parts if part.heading == "What you said you would do"] == ["Bring the plans."]
    erase_everywhere(member.person, today())

    stands = MeetingAction.objects.get()
    assert (stands.owner_kind, stands.words, hasattr(stands, "of_member")) == ("member", "Bring the plans.", False)
