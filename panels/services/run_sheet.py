"""Writing down what comes of a meeting while it goes on: points, decisions, actions and recommendations. And taking a slip away."""

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit
from core.marks import mark_of
from core.overtaken import USED_BEFORE, Overtaken, refuse_if_overtaken
from core.text import normalise
from panels.choices import HowDecided, OwnerKind
from panels.choices.run_sheet import MOST_ROWS
from panels.models import (
    ActionOfMember,
    AgendaItem,
    BodyItem,
    Decision,
    Meeting,
    MeetingAction,
    MeetingPoint,
    Membership,
    OnRunSheet,
    OtherBody,
    Recommendation,
)
from panels.rules import run_sheet as rules
from panels.selectors.meetings import EDIT
from panels.selectors.run_sheet import are_minutes_out
from panels.services import bodies
from panels.services.holding_members import held_member, refuse_if_held
from panels.services.meetings import held_meeting

Row = TypeVar("Row", MeetingPoint, Decision, MeetingAction)
R = TypeVar("R", bound=OnRunSheet)

NAMES: dict[type[OnRunSheet], str] = {
    MeetingPoint: "point",
    Decision: "decision",
    MeetingAction: "action",
    Recommendation: "recommendation",
}
SAYS: dict[type[OnRunSheet], tuple[str, ...]] = {
    MeetingPoint: ("words", "whose"),
    Decision: ("words", "how", "number_for", "number_against", "number_abstained", "reason", "minority_view"),
    MeetingAction: ("words", "owner_kind", "post_id", "body_id", "due_on"),
}


def mark_of_row(row: OnRunSheet) -> str:
    """Return a mark of what a page showed of something that was written down."""
    return mark_of(row, SAYS[type(row)])


@transaction.atomic
def write_down(*, row: Row, by: User, today: date, member: Membership | None = None, seen: str | None = None) -> Row:
    """Keep a point, a decision or an action, once however often its form is sent: its id was made with the form.

    `member` is who of the panel takes an action on. `seen` is the mark of what the page showed of one that was there. Raises
    ValidationError, by field where one is wrong, and Overtaken where a colleague changed or removed it.
    """
    meeting, is_new = _open(row.meeting, by, today), row._state.adding
    stands: Any = type(row)._default_manager.filter(pk=row.pk).first()
    _tidy(row)
    if is_new and stands:
        same: Row = _the_same(stands, meeting, by, is_same=_says_the_same(stands, row, member))
        return same
    if not is_new:
        refuse_if_overtaken(seen=seen, now=mark_of_row(stands) if stands else "", theirs=stands)
        if stands is None:
            raise Overtaken(None)
        _refuse_comment(stands)
    if problems := _problems(row, today=today, is_new=is_new):
        raise ValidationError(dict(problems))
    _refuse_foreign(row, meeting)
    if is_new:
        _refuse_too_many(type(row), meeting)
        row.written_by = by
        row.save(force_insert=True)
    else:
        row.save(update_fields=SAYS[type(row)])  # that it is done was said meanwhile, perhaps, and stays so
    if isinstance(row, MeetingAction):
        _say_which_member(row, member, by)
    audit.record(f"panels.{NAMES[type(row)]}.{'add' if is_new else 'edit'}", row, by=by, hub_id=meeting.panel.hub_id)
    return row


@transaction.atomic
def recommend(
    *, key: UUID, meeting: Meeting, item: AgendaItem | None, body: OtherBody, what: str, answer_by_on: date | None, by: User, today: date
) -> Recommendation:
    """Recommend something to another body of this panel, once however often the form is sent: it goes on the list of what is out with them.

    Raises ValidationError by field.
    """
    meeting = _open(meeting, by, today)
    if stands := Recommendation.objects.filter(pk=key).first():
        sent = stands.sent
        asked = (normalise(what).strip(), body.pk, answer_by_on)
        return _the_same(stands, meeting, by, is_same=(sent.what, sent.body_id, sent.answer_by_on) == asked)
    if body.panel_id != meeting.panel_id or body.ended_on:
        raise ValidationError({"body": ["This panel does not work with them any more. Choose another body."]})
    if answer_by_on is None:
        raise ValidationError({"answer_by_on": ["Say by when they answer. Without a day nobody asks them."]})
    _refuse_too_many(Recommendation, meeting)
    sent = bodies.send(body=body, what=what, sent_on=today, reference="", answer_by_on=answer_by_on, by=by, today=today)
    row = Recommendation(pk=key, meeting=meeting, item=item, sent=sent, written_by=by)
    _refuse_foreign(row, meeting)
    row.save(force_insert=True)
    audit.record("panels.recommendation.add", row, by=by, hub_id=meeting.panel.hub_id)
    return row


@transaction.atomic
def take_away(*, row: OnRunSheet, by: User, today: date) -> None:
    """Take away what was written down by a slip. Raises ValidationError where it led further already."""
    meeting = _open(row.meeting, by, today)
    found: OnRunSheet | None = type(row)._default_manager.filter(pk=row.pk).first()
    if found is None:
        return
    row, row.meeting = found, meeting
    _refuse_comment(row)
    if isinstance(row, MeetingAction):
        _say_which_member(row, None, by)
    name, sent = NAMES[type(row)], row.sent if isinstance(row, Recommendation) else None
    if sent and sent.came_back:
        raise ValidationError(["They have answered it. It stays."])
    audit.record(f"panels.{name}.remove", row, by=by, hub_id=meeting.panel.hub_id)
    type(row)._default_manager.filter(pk=row.pk).delete()
    if sent:
        BodyItem.objects.filter(pk=sent.pk).delete()


@transaction.atomic
def tick_off(*, item: AgendaItem, is_done: bool, by: User, today: date) -> None:
    """Say that an item of the agenda was talked about, or that it was not yet."""
    meeting = _open(item.meeting, by, today)
    AgendaItem.objects.filter(pk=item.pk, meeting=meeting).update(is_done=is_done)
    audit.record("panels.agenda.tick_off", meeting, by=by, hub_id=meeting.panel.hub_id)


def _open(meeting: Meeting, by: User, today: date) -> Meeting:
    """Return a meeting held. Raises ValidationError where nothing is written down at it now."""
    row = held_meeting(meeting, by)
    if reasons := rules.why_closed(row, today=today, is_out=are_minutes_out(row)):
        raise ValidationError(reasons)
    return row


def _refuse_comment(row: OnRunSheet) -> None:
    if isinstance(row, MeetingPoint) and row.voice_id:
        raise ValidationError(["It became a comment, and is answered. It stays as it is."])


def _the_same(stands: R, meeting: Meeting, by: User, *, is_same: bool) -> R:
    """Return what a form wrote down already. Raises ValidationError where other words came with it: those are not lost unsaid."""
    if stands.meeting_id != meeting.pk or stands.written_by_id != by.pk or not is_same:
        raise ValidationError([USED_BEFORE])
    return stands


def _says_the_same(stands: OnRunSheet, row: OnRunSheet, member: Membership | None) -> bool:
    """Return whether what stands says what was sent; a point that is a comment by now says what its comment does."""
    if isinstance(stands, MeetingPoint) and isinstance(row, MeetingPoint):
        return (stands.said, stands.whose) == (row.words, row.whose)
    if isinstance(stands, MeetingAction) and _member_of(stands) != _taken_on_by(stands, member):
        return False
    return all(getattr(stands, name) == getattr(row, name) for name in SAYS[type(stands)])


def _tidy(row: OnRunSheet) -> None:
    """Take odd letters out of what was typed, and the hands of what was decided otherwise."""
    for name in ("words", "reason", "minority_view"):
        if hasattr(row, name):
            setattr(row, name, normalise(getattr(row, name)).strip())
    if isinstance(row, Decision):
        hands = ("number_for", "number_against", "number_abstained")
        for name in hands:
            setattr(row, name, (getattr(row, name) or 0) if row.how == HowDecided.HANDS else None)


def _problems(row: OnRunSheet, *, today: date, is_new: bool) -> rules.Problems:
    if isinstance(row, MeetingPoint):
        return rules.why_not_point(row)
    if isinstance(row, Decision):
        return rules.why_not_decide(row)
    assert isinstance(row, MeetingAction)  # the fourth kind is kept by `recommend`
    return rules.why_not_take_on(row, today=today, is_new=is_new)


def _refuse_foreign(row: OnRunSheet, meeting: Meeting) -> None:
    """Raise ValidationError where the item is of another meeting, or was taken off, or the body is another panel's."""
    if row.item_id and not AgendaItem.objects.filter(pk=row.item_id, meeting=meeting).exists():
        raise ValidationError(["A colleague took this item off the agenda. Write it under another one."])
    if isinstance(row, MeetingAction) and row.body and row.body.panel_id != meeting.panel_id:
        raise ValidationError({"owner": ["This body is not one of this panel’s. Choose another."]})


def _refuse_too_many(model: type[OnRunSheet], meeting: Meeting) -> None:
    if model._default_manager.filter(meeting=meeting).count() >= MOST_ROWS:
        raise ValidationError([f"At most {MOST_ROWS} of a kind are kept of a meeting. Say more in one."])


def _member_of(action: MeetingAction) -> Membership | None:
    """Return which member does it, as far as that is written down."""
    row = ActionOfMember.objects.filter(action=action).select_related("membership__panel").first()
    return row.membership if row else None


def _taken_on_by(action: MeetingAction, member: Membership | None) -> Membership | None:
    """Return whom to write down. Of a panel of under-18s that is nobody: it is one of “a member”."""
    return member if action.owner_kind == OwnerKind.MEMBER and not action.meeting.panel.is_of_under_18s else None


def _say_which_member(action: MeetingAction, member: Membership | None, by: User) -> None:
    """Keep which member does it, beside the action; where nobody else does it than before, nothing is touched.

    Whoever did it is held before their row is, as an erasing does. Raises ValidationError where a legal hold keeps it.
    """
    before, now = _member_of(action), _taken_on_by(action, member)
    if before == now:
        return
    if now is not None and now.panel_id != action.meeting.panel_id:
        raise ValidationError({"owner": ["They are not on this panel. Choose somebody else."]})
    if before is not None:
        refuse_if_held(held_member(before, by, EDIT, deletes=True, also_left=True))
        ActionOfMember.objects.filter(action=action, membership=before).delete()
    if now is not None:
        ActionOfMember.objects.create(action=action, membership=held_member(now, by, EDIT))
