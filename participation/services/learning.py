"""Looking at it again: which degree was reached, what was learned, and whether what changed has lasted."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, clocks
from core.overtaken import refuse_if_overtaken
from core.text import normalise
from participation.choices import Stage
from participation.models import Engagement, LearningNote
from participation.rules import looking_again as rules
from participation.selectors.endings import NOTES
from participation.selectors.learning import state_of
from participation.services.holding import held
from participation.services.keeping import refuse_if_held_back


@transaction.atomic
def say_degree(*, engagement: Engagement, degree: str, by: User | None) -> None:
    """Keep which degree of participation was reached as staff see it: at closing, and when it is looked at again.

    Raises PermissionDenied without the right at every hub of it, and ValidationError with every reason (rules/looking_again.py).
    """
    engagement = _held(engagement, by)
    if engagement.stage not in rules.MAY_BE_JUDGED:
        raise ValidationError("How it was done is said when families are being answered, not before.")
    if reasons := rules.why_not_say_degree(engagement, degree):
        raise ValidationError(reasons)
    _keep_degree(engagement, degree, by)


@transaction.atomic
def note_learning(*, engagement: Engagement, notes: Mapping[str, str], by: User | None, degree: str = "", seen: str | None = None) -> None:
    """Keep learning notes, by the code of their question; an empty one is taken away, and a question that is not named stays as it was.

    `degree` is kept with them where it is given. `seen` is what stood there when the writer began (selectors.learning.state_of); None asks
    nothing. Raises PermissionDenied without the right at every hub of it, and ValidationError with every reason.
    """
    engagement = _held(engagement, by, seen)
    if degree:
        say_degree(engagement=engagement, degree=degree, by=by)
    _keep_notes(engagement, _tidy(notes), by)


@transaction.atomic
def look_again(*, engagement: Engagement, degree: str, notes: Mapping[str, str], by: User | None, seen: str | None = None) -> None:
    """Say that a closed engagement was looked at again, with the degree reached and what was learned.

    Raises PermissionDenied without the right at every hub of it, and ValidationError with every reason; nothing is kept then.
    """
    engagement, notes = _held(engagement, by, seen), _tidy(notes)
    if reasons := rules.why_not_look_again(engagement, degree=degree, notes=notes):
        raise ValidationError(reasons)
    _keep_degree(engagement, degree, by)
    _keep_notes(engagement, notes, by)
    engagement.stage, engagement.looked_again_on = Stage.LOOKED, clocks.today()
    engagement.save(update_fields=["stage", "looked_again_on"])
    audit.record("participation.engagement.look_again", engagement, by=by, hub_id=None)


def _tidy(notes: Mapping[str, str]) -> dict[str, str]:
    return {code: normalise(words).strip() for code, words in notes.items()}


def _keep_degree(engagement: Engagement, degree: str, by: User | None) -> None:
    if engagement.achieved_degree == degree:
        return
    engagement.achieved_degree = degree
    engagement.save(update_fields=["achieved_degree"])
    audit.record("participation.engagement.say_degree", engagement, by=by, hub_id=None, achieved_degree=degree)


def _keep_notes(engagement: Engagement, notes: Mapping[str, str], by: User | None) -> None:
    if reasons := rules.why_not_note(engagement, notes):
        raise ValidationError(reasons)
    kept = {note.prompt: note for note in engagement.learning_notes.all()}
    changed = {code: words for code, words in notes.items() if words != (kept[code].words if code in kept else "")}
    if emptied := [kept[code].pk for code, words in changed.items() if not words]:
        refuse_if_held_back(NOTES, emptied)
    for code, words in changed.items():
        if words:
            new = {"words": words, "written_on": clocks.today()}
            LearningNote.objects.update_or_create(engagement=engagement, prompt=code, defaults=new)
        else:
            kept[code].delete()
    if changed:
        audit.record("participation.learning.note", engagement, by=by, hub_id=None, number=len(changed))


def _held(engagement: Engagement, by: User | None, seen: str | None = None) -> Engagement:
    """Return the engagement locked for this act.

    Raises PermissionDenied when `by` may not change it at all of its hubs, and Overtaken.
    """
    engagement = held(engagement, by)
    refuse_if_overtaken(seen=seen, now=state_of(engagement))
    return engagement
