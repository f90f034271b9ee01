"""What invitations, polls, questions and messages hold about somebody, for the copy that they may ask for (UK GDPR Article 15).

In English yet.
"""

from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import override

from core.clocks import day_in_words, today
from core.questions import Held
from panels.choices import MemberKind, Reply, Says, TimeSuits
from panels.models import CalendarFeed, Invitation, MessageTo, QuestionAnswer, TimeAnswer
from panels.rules.when import when_in_words

# A reader comes to no meeting and is not asked to one: their row stands beside the papers.
_ONLY_PAPERS = Q(membership__kind=MemberKind.READER, reply=Reply.NONE) & ~Q(papers_told="")
Rows = tuple[tuple[str, str], ...]


def held_about(person_id: UUID) -> list[Held]:
    """Return what somebody was asked to and answered, under this record alone. A part without a row is left out."""
    with override(settings.LANGUAGE_CODE):
        parts = (
            Held("Meetings you were asked to", _invitations(person_id), is_still_english=True),
            Held("Meetings whose papers you were told of", _papers(person_id), is_still_english=True),
            Held("Times that you said suit you, or do not", _times(person_id), is_still_english=True),
            Held("Messages to you", _messages(person_id), is_still_english=True),
            Held("What you said between meetings", _questions(person_id), is_still_english=True),
            Held("Your calendar’s address", _feeds(person_id), is_still_english=True),
        )
        return [one for one in parts if one.rows]


def _invitations(person_id: UUID) -> Rows:
    found = _beside_meetings(person_id).exclude(_ONLY_PAPERS)
    return tuple((_meeting(one), _said(one)) for one in found)


def _papers(person_id: UUID) -> Rows:
    return tuple((_meeting(one), "A letter said that papers are out") for one in _beside_meetings(person_id).filter(_ONLY_PAPERS))


def _beside_meetings(person_id: UUID) -> "QuerySet[Invitation]":
    found = Invitation.objects.filter(membership__person=person_id)
    return found.select_related("meeting__panel").order_by("meeting__starts_at", "pk")


def _meeting(one: Invitation) -> str:
    return f"{one.meeting.panel}, {when_in_words(one.meeting.starts_at, one.meeting.number_of_minutes)}"


def _said(one: Invitation) -> str:
    replied = f", on {day_in_words(one.replied_on)}" if one.replied_on else ""
    return f"{Reply(one.reply).label}{replied}"


def _times(person_id: UUID) -> Rows:
    said = TimeAnswer.objects.filter(asked__membership__person=person_id).select_related("option__poll").order_by("option__starts_at", "pk")
    return tuple((when_in_words(one.option.starts_at, one.option.poll.number_of_minutes), str(TimeSuits(one.suits).label)) for one in said)


def _messages(person_id: UUID) -> Rows:
    """Return what reached them by e-mail, or was passed on by hand."""
    reached = MessageTo.objects.filter(Q(left_at__isnull=False) | Q(told_on__isnull=False), membership__person=person_id)
    rows = reached.select_related("message__panel").order_by("message__sent_at", "pk")
    return tuple((f"{one.message.panel}: {one.message.heading}", f"{_came(one)}\n{one.message.words}") for one in rows)


def _came(one: MessageTo) -> str:
    if one.left_at:
        return f"By e-mail on {day_in_words(today(one.left_at))}"
    return f"{one.get_told_how_display()}, on {day_in_words(one.told_on)}" if one.told_on else ""


def _questions(person_id: UUID) -> Rows:
    said = QuestionAnswer.objects.filter(asked__membership__person=person_id).select_related("option__question")
    rows = said.order_by("option__question__closes_on", "option__question", "option__place", "pk")
    words = {value: str(label) for value, label in Says.choices}
    return tuple((f"{one.option.question.words}: {one.option.words}", words.get(one.said, f"Place {one.said}")) for one in rows)


def _feeds(person_id: UUID) -> Rows:
    feeds = CalendarFeed.objects.filter(membership__person=person_id).select_related("panel").order_by("pk")
    return tuple((str(one.panel), f"Made on {day_in_words(one.made_on)}") for one in feeds)
