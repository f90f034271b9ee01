"""What panels hold about somebody, for the copy that they may ask for (UK GDPR Article 15). In English yet."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.utils.translation import override

from core.clocks import day_in_words
from core.questions import Held
from panels.models import Membership

WORRY = "It may tell of a worry about a child, or of somebody else."
Rows = tuple[tuple[str, str], ...]


def held_about(person_id: UUID) -> list[Held]:
    """Return what we hold of them as a member, under this record alone: whose records were joined is asked for each. No empty part."""
    with override(settings.LANGUAGE_CODE):
        members = list(Membership.objects.filter(person=person_id).select_related("panel", "knows_best").order_by("joined_on", "pk"))
        parts = (
            Held("The panels you are on, or were", _rows(members, _of_membership), is_still_english=True),
            Held("What we arrange for you", _rows(members, _needs), is_still_english=True),
            Held("What you learned, and agreed to", _rows(members, _learned), is_still_english=True),
            Held("What you said you would do", _rows(members, _taken_on), is_still_english=True),
            Held("What you said of things that you read for us", _read(members), is_still_english=True),
            Held("Notes about you", _rows(members, _notes), is_still_english=True),
            Held("The support log", _rows(members, _log), hold_back=WORRY, is_still_english=True),
        )
        return [one for one in parts if one.rows]


def _rows(members: Iterable[Membership], of_one: object) -> Rows:
    assert callable(of_one)
    return tuple(row for member in members for row in of_one(member))


def _of_membership(member: Membership) -> Iterable[tuple[str, str]]:
    until = f" to {day_in_words(member.left_on)}" if member.left_on else ""
    yield str(member.panel), f"{member.get_kind_display()}, {day_in_words(member.joined_on)}{until or ', still'}"
    if member.speaks_for:
        yield f"Whom you speak for, or what you have lived: {member.panel}", member.speaks_for
    if member.childrens_ages:
        yield f"How old your children are: {member.panel}", ", ".join(member.ages_in_words)
    if member.ring_first:
        yield f"Whom we ring if something happens to you: {member.panel}", member.ring_first
    if member.knows_best:
        yield f"The hub you know best: {member.panel}", member.knows_best.name
    if member.term_until_on:
        yield f"Your time ends: {member.panel}", day_in_words(member.term_until_on)
    if member.break_until_on:
        yield f"Your break ends: {member.panel}", day_in_words(member.break_until_on)
    shown = getattr(member, "shown", None)
    if shown:
        beside = f"With your words: {shown.words}" if shown.words else "Without words of yours"
        yield f"Your first name is on the page of {member.panel}", beside
    note = getattr(member, "exit_note", None)
    if note:
        yield (
            f"What you said when you left: {member.panel}",
            "; ".join(filter(None, (note.reason and note.get_reason_display(), note.words))),
        )


def _needs(member: Membership) -> Iterable[tuple[str, str]]:
    for need in member.standing_needs.all():
        yield str(need.get_kind_display()), ": ".join(filter(None, ("At every meeting", need.detail)))
    for asked in member.meeting_needs.select_related("meeting"):
        yield str(asked.get_kind_display()), ": ".join(filter(None, (str(asked.meeting), asked.detail)))


def _learned(member: Membership) -> Iterable[tuple[str, str]]:
    for training in member.trainings.all():
        yield str(training.get_topic_display()), day_in_words(training.done_on)
    for agreed in member.agreements.select_related("terms__panel").order_by("agreed_on", "pk"):
        yield str(agreed.terms), f"{day_in_words(agreed.agreed_on)}: {agreed.get_how_display()}"


def _taken_on(member: Membership) -> Iterable[tuple[str, str]]:
    for one in member.actions_taken_on.select_related("action__meeting").order_by("action__due_on", "pk"):
        yield f"{one.action.meeting}, by {day_in_words(one.action.due_on)}", one.action.words


def _read(members: Iterable[Membership]) -> Rows:
    """Return what they read before others did, with what they said of it."""
    return tuple(
        (one.reading.title, "; ".join(note.words for note in member.reading_notes.filter(reading=one.reading)) or "You read it.")
        for member in members
        for one in member.has_read.select_related("reading")
    )


def _notes(member: Membership) -> Iterable[tuple[str, str]]:
    return [(day_in_words(note.written_on), note.words) for note in member.notes.all()]


def _log(member: Membership) -> Iterable[tuple[str, str]]:
    return [(day_in_words(note.written_on), note.words) for note in member.support_notes.all()]
