"""Leaving a panel, with its clean-up; and forgetting who somebody was, by erasing and by retention. What was counted stays true."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consent.selectors import holds
from core import audit
from core.answers import Erased, HeldBack, RowEnded
from core.clocks import day_in_words
from core.text import normalise
from panels.choices import ExitReason, MeetingState, Stage
from panels.choices.money import OWED
from panels.models import Claim, ExitNote, Interest, Invitation, MeetingNeed, Membership, QuestionAsked, TermsAgreement, TimeAsked
from panels.models.invitation import MeetingNeedQuerySet
from panels.models.membership import WORDS
from panels.rules import members as member_rules
from panels.rules import stages as rules
from panels.selectors.meetings import day_of
from panels.selectors.member_endings import CODE
from panels.services import money_kept, shown
from panels.services.forgetting import delete_needs
from panels.services.holding_members import held_member, is_held

# How many agreed to a version, and how people came to ask: ids and choices, of nobody once the membership is empty.
STAYS_COUNTED = (TermsAgreement, Interest)

CALLED_OFF = _("We had booked something for you for the meeting of %(panel)s on %(day)s. We cancel it.")


@dataclass(frozen=True)
class Goodbye:
    """What somebody said when they left, only where they offered it."""

    reason: str = ""
    words: str = ""


@dataclass(frozen=True)
class Booked:
    """Something that was booked for a meeting to come: of which panel, on which day, and what it was."""

    panel: str
    on: date
    what: str


@dataclass(frozen=True)
class Left:
    """What came of a leaving: which bookings are to be called off, and whether a legal hold keeps their needs for now."""

    to_call_off: tuple[Booked, ...]
    is_held: bool


@transaction.atomic
def leave_panel(*, member: Membership, on: date | None, said: Goodbye, by: User | None, today: date) -> Left:
    """Let somebody go. What they need is deleted at once, and so are invitations to come, open polls and what they speak for.

    `by` is None when they say so themselves: what was booked for them then stays on the list of what to book, without a word of theirs,
    until somebody called it off, since no member of staff reads what came of it. Notes and what they learned end by retention, two years
    later. Whom a legal hold keeps, of them everything sealed stays until it is lifted, and leaves with the rest.

    Raises ValidationError with every reason why not.
    """
    row = held_member(member, by, deletes=True)
    words = normalise(said.words).strip()
    reasons = rules.why_not_leave(row, on=on, today=today)
    reasons += member_rules.why_not_write(words, most=member_rules.LONGEST_EXIT) if words else []
    reasons += [] if said.reason in ExitReason.values else ["Choose one of the reasons, or none."]
    if reasons:
        raise ValidationError(reasons)
    kept = is_held(row)
    booked = () if kept else _clean_up(row, today=today, keeps_booked=by is None)
    row.stage, row.left_on, row.break_until_on, row.is_still_new = Stage.LEFT, on, None, False
    row.version += 1
    row.save(update_fields=["stage", "left_on", "break_until_on", "is_still_new", "version", *WORDS])
    if words or said.reason:
        ExitNote.objects.create(membership=row, reason=said.reason, words=words)
    audit.record("panels.membership.leave", row, by=by, hub_id=row.panel.hub_id, left_on=on.isoformat() if on else None)
    return Left(booked, kept)


def _clean_up(row: Membership, *, today: date, keeps_booked: bool) -> tuple[Booked, ...]:
    """Delete what is only needed while somebody comes; return which bookings are to be called off."""
    booked = _booked_of(row)
    needs = MeetingNeed.objects.filter(membership=row)
    if keeps_booked:
        to_call_off = list(_booked_to_come(row))
        for need in to_call_off:  # one by one: sealed words are not written in bulk
            need.detail = ""
            need.save(update_fields=["detail"])
        needs = needs.exclude(pk__in=[need.pk for need in to_call_off])
    delete_needs(needs)
    row.standing_needs.all().delete()
    shown.forget_of(row, today=today)
    upcoming = Q(meeting__state=MeetingState.PLANNED, meeting__starts_at__gte=timezone.now())
    Invitation.objects.filter(upcoming, membership=row).delete()
    TimeAsked.objects.filter(membership=row, poll__ended_on__isnull=True).delete()
    QuestionAsked.objects.filter(membership=row, question__ended_on__isnull=True).delete()
    row.empty_words()
    return booked


def _booked_of(row: Membership) -> tuple[Booked, ...]:
    """Return what is booked for somebody at meetings to come. Ask before it is deleted: afterwards nobody can tell which it was."""
    booked = _booked_to_come(row).select_related("meeting").order_by("meeting__starts_at", "pk")
    return tuple(Booked(row.panel.title, day_of(one.meeting), str(one.get_kind_display())) for one in booked)


def _booked_to_come(row: Membership) -> MeetingNeedQuerySet:
    coming = MeetingNeed.objects.filter(membership=row, meeting__state=MeetingState.PLANNED, meeting__starts_at__gte=timezone.now())
    return coming.filter(booked_on__isnull=False)


@transaction.atomic
def forget_members(*, person_id: UUID, today: date) -> Erased:
    """Forget who somebody was on every panel, inside the asker's transaction; say on how many, and for which days we call off what was
    booked. What it was is not said: the words are kept with their request, and would tell of a need. Running it again changes nothing.

    Raises HeldBack where a legal hold names one of these records, or all of their kind: then nothing is erased anywhere.
    """
    rows = list(Membership.objects.select_for_update(of=("self",)).filter(person_id=person_id).order_by("pk"))
    if holds.is_held({CODE: [str(row.pk) for row in rows]} if rows else {}):
        raise HeldBack
    booked = sorted({(one.on, one.panel) for row in rows for one in _booked_of(row)})
    for row in rows:
        forget(row, today)
    return Erased(len(rows), said=tuple(CALLED_OFF % {"panel": panel, "day": day_in_words(day)} for day, panel in booked))


@transaction.atomic
def end_one(*, key: str, today: date) -> RowEnded:
    """End what we hold about one who left, whose time is over. Whom a hold keeps stays. One that is gone already is ended."""
    row = Membership.objects.select_for_update(of=("self",)).select_related("person").filter(pk=key).first()
    if row is None or row.person is None:
        return RowEnded()
    if row.left_on is None:
        return RowEnded(why_kept="They are on the panel.")
    if is_held(row) or money_kept.is_held(row):
        return RowEnded(why_kept="They are held back.")
    if Claim.objects.filter(membership=row, state__in=OWED).exists():
        return RowEnded(why_kept="They are still owed money.")
    money_kept.forget_claims_of(row, today)
    forget(row, today)
    return RowEnded()


def forget(row: Membership, today: date) -> None:
    """Empty a membership of who it was. That somebody was here, from when to when, and came, stays: counts of the past stay true.

    What hangs on it goes, whatever part of panels put it there. What is protected stays (who came), and so does what is only counted.
    """
    delete_needs(MeetingNeed.objects.filter(membership=row))
    shown.forget_of(row, today=today)
    for link in Membership._meta.related_objects:
        model: Any = link.related_model
        if link.on_delete is models.CASCADE and model not in STAYS_COUNTED:
            model._base_manager.filter(**{link.field.name: row}).delete()
    row.empty_words()
    row.person, row.knows_best, row.break_until_on = None, None, None
    if row.left_on is None:
        row.stage, row.left_on = Stage.LEFT, max(today, row.joined_on)
    row.version += 1
    row.save()
