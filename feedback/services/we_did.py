"""We did: write the answer, let somebody else look at it, publish it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit, second_look
from core.models import SecondLook
from core.overtaken import Overtaken
from core.text import normalise
from feedback.choices import HAPPENED, PROMISED, REFUSALS, Outcome, ThemeState, ToldHow
from feedback.models import Theme, Told, WeDid, YouSaid
from feedback.rules import answering_back as rules
from feedback.services.you_said import held, raise_findings

NEEDS = "we_did.publish"
# What each outcome does not say is left empty, so that a changed mind leaves no stray words behind.
_BELONGS = {
    "what_changed": HAPPENED,
    "changed_on": HAPPENED,
    "due_on": PROMISED | {Outcome.PARTLY},
    "reason": REFUSALS | {Outcome.PARTLY},
    "would_change_it": REFUSALS | {Outcome.PARTLY},
    "passed_to": {Outcome.PASSED_ON},
    "replies_by_on": {Outcome.PASSED_ON},
}


def fill_in_answer(answer: WeDid, fields: dict[str, Any]) -> None:
    """Set what was written, as plain text, and empty what does not belong to the outcome. Saves nothing."""
    for name, value in fields.items():
        setattr(answer, name, normalise(value).strip() if isinstance(value, str) else value)
    for name, outcomes in _BELONGS.items():
        if answer.outcome not in outcomes:
            setattr(answer, name, None if name.endswith("_on") else "")


@transaction.atomic
def write_answer(*, you_said: YouSaid, seen_count: int | None, by: User, today: date, **fields: Any) -> WeDid:
    """Write or change the answer that is being prepared. `seen_count` is None when there was none yet.

    After a published answer this is its correction. Raises Overtaken when somebody saved first, ValidationError by field.
    """
    held(you_said, by, "we_did.edit")  # two people who begin at once meet here
    answer = WeDid.objects.filter(you_said=you_said, published_at__isnull=True).first()
    if (answer.edited_count if answer else None) != seen_count:
        raise Overtaken(answer or you_said)
    if answer is None:
        supersedes = WeDid.objects.published().filter(you_said=you_said, superseded_by__isnull=True).first()
        answer = WeDid(you_said=you_said, supersedes=supersedes, written_by=by)
    else:
        answer.edited_count += 1
    fill_in_answer(answer, fields)
    raise_findings(rules.findings_on_answer(answer, today=today))
    answer.save()
    answer.writers.add(by)
    audit.record("feedback.we_did.write", answer, by=by, outcome=answer.outcome)
    return answer


def _as_it_stands(answer: WeDid) -> WeDid:
    """Return the answer anew, locked. Raises ValidationError when a colleague threw it away meanwhile."""
    found = WeDid.objects.select_for_update(of=("self",)).filter(pk=answer.pk).first()
    if found is None:
        raise ValidationError(["A colleague has thrown this answer away meanwhile. Look at the page again."])
    return found


@transaction.atomic
def drop_answer(*, answer: WeDid, by: User | None) -> None:
    """Throw away an answer that was never published. Raises ValidationError when it was, or when somebody else was quicker."""
    held(answer.you_said, by, "we_did.edit")
    answer = _as_it_stands(answer)
    if answer.published_at is not None:
        raise ValidationError(["Families have read this answer. Write a correction instead."])
    audit.record("feedback.we_did.drop", answer, by=by)
    answer.delete()


def digest(answer: WeDid) -> str:
    """Return the hash of all that families will read of this answer."""
    return rules.digest_of(answer, you_said=answer.you_said, hub_ids=answer.you_said.hubs.values_list("pk", flat=True))


@transaction.atomic
def ask_for_second_look(*, answer: WeDid, by: User, today: date, colleague: User | None = None) -> SecondLook:
    """Ask somebody who wrote none of it to look at these very words. Raises ValidationError when the answer is not fit to be shown."""
    held(answer.you_said, by, "we_did.edit")
    answer = _as_it_stands(answer)
    if reasons := rules.why_not_publish(answer, you_said=answer.you_said, has_second_look=True, today=today):
        raise ValidationError(reasons)
    return second_look.ask(
        about=answer,
        digest=digest(answer),
        by=by,
        colleague=colleague,
        needs=NEEDS,
        words=rules.words_of(answer, you_said=answer.you_said),
        writers=answer.writers.all(),
    )


@transaction.atomic
def publish_answer(*, answer: WeDid, by: User, today: date) -> WeDid:
    """Show the answer to families: it is frozen, its themes count as answered, and people count as told on the public page.

    A page that was taken down is back with it; what was taken down stays away. Raises ValidationError with every reason against it.
    """
    you_said = held(answer.you_said, by, NEEDS)
    answer = _as_it_stands(answer)
    looked = second_look.is_agreed(answer, digest(answer))
    if reasons := rules.why_not_publish(answer, you_said=you_said, has_second_look=looked, today=today):
        raise ValidationError(reasons)
    answer.published_at = timezone.now()
    answer.decided_as = rules.who_decided(answer)
    answer.save(update_fields=["published_at", "decided_as"])
    you_said.published_on, you_said.taken_down_on = you_said.published_on or today, None  # a corrected answer puts the page back
    you_said.save(update_fields=["published_on", "taken_down_on"])
    Theme.objects.filter(you_saids=you_said, state=ThemeState.OPEN).update(state=ThemeState.ANSWERED)
    Told.objects.create(you_said=you_said, how=ToldHow.PUBLIC_PAGE, told_on=today, by=by)
    audit.record(
        "feedback.we_did.publish", answer, by=by, reference=you_said.reference, outcome=answer.outcome, corrects=answer.supersedes_id or 0
    )
    return answer
