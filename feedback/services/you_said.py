"""You said: what several families said, in plain words, with an owner and a day by which they are answered."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Length

from accounts.models import User
from core import audit
from core.models import Hub, Post
from core.overtaken import Overtaken
from core.querysets import reach
from core.text import normalise
from feedback.models import Theme, Voice, YouSaid
from feedback.rules import answering_back as rules
from feedback.services.themes import lock_open_themes, refuse_without_words
from participation.models import Engagement

TRIES = 20


def raise_findings(findings: Iterable[rules.Finding]) -> None:
    """Raise ValidationError with what was found, by field; do nothing when nothing was."""
    by_field: dict[str, list[str]] = {}
    for field, reason in findings:
        by_field.setdefault(field, []).append(reason)
    if by_field:
        raise ValidationError(by_field)


def held(you_said: YouSaid, by: User | None, right: str) -> YouSaid:
    """Return the You said locked for an act. Raises PermissionDenied when `by` lacks this right at one of its hubs."""
    row = YouSaid.objects.select_for_update().get(pk=you_said.pk)
    if by is not None and not YouSaid.objects.wholly_within(by, right).filter(pk=row.pk).exists():
        raise PermissionDenied
    return row


def _refuse_foreign_hubs(hubs: Sequence[Hub], by: User | None, right: str) -> None:
    """Raise PermissionDenied when `by` lacks this right at one of the hubs."""
    mine = reach(by, right) if by is not None else None
    if mine is not None and (not mine or not {hub.pk for hub in hubs} <= mine):
        raise PermissionDenied


def _one_hub(hubs: Sequence[Hub]) -> int | None:
    return hubs[0].pk if len(hubs) == 1 else None


def _next_reference(year: int) -> str:
    """Return the next free reference of a year: YS-2026-001. Longer numbers come after shorter ones."""
    taken = YouSaid.objects.filter(reference__startswith=f"YS-{year}-").order_by(Length("reference").desc(), "-reference")
    last = taken.values_list("reference", flat=True).first()
    return f"YS-{year}-{int(last.rsplit('-', 1)[1]) + 1 if last else 1:03}"


def _create(year: int, **fields: Any) -> YouSaid:
    """Create under a reference nobody else got: the unique column decides, and who lost takes the next number."""
    for _ in range(TRIES):
        reference = _next_reference(year)
        try:
            with transaction.atomic():
                return YouSaid.objects.create(reference=reference, **fields)
        except IntegrityError:
            if not YouSaid.objects.filter(reference=reference).exists():
                raise  # it was not the reference
    raise RuntimeError("No free reference after many tries.")


@transaction.atomic
def raise_you_said(
    *,
    engagement: Engagement,
    text: str,
    topic: str,
    hubs: Sequence[Hub],
    owner: Post,
    heard_from_on: date,
    heard_until_on: date,
    answer_by_on: date,
    by: User | None,
    today: date,
    themes: Sequence[Theme] = (),
    voices: Sequence[Voice] = (),
) -> YouSaid:
    """Say in plain words what several families said, with who owns it and by when it is answered (domain reference 10.2).

    `by` is None when the system itself asks. Raises PermissionDenied without the right at every hub and for every source, and
    ValidationError with every reason against it, by field.
    """
    _refuse_foreign_hubs(hubs, by, "you_said.add")
    pks = {voice.pk for voice in voices}
    if by is not None and Voice.objects.visible_to(by, "you_said.add").filter(pk__in=pks).count() != len(pks):
        raise PermissionDenied
    refuse_without_words(voices)
    themes = lock_open_themes(themes, by=by, right="theme.view")
    text = normalise(text).strip()
    promised_on = engagement.promised_on(heard_from_on)
    raise_findings(
        rules.why_not_raise(text=text, heard_from_on=heard_from_on, heard_until_on=heard_until_on, answer_by_on=answer_by_on)
        + rules.why_not_due_then(answer_by_on=answer_by_on, heard_from_on=heard_from_on, promised_on=promised_on)
    )
    you_said = _create(
        today.year,
        engagement=engagement,
        text=text,
        topic=topic,
        owner=owner,
        heard_from_on=heard_from_on,
        heard_until_on=heard_until_on,
        answer_by_on=answer_by_on,
    )
    you_said.hubs.set(hubs)
    you_said.themes.set(themes)
    you_said.voices.set(voices)
    audit.record("feedback.you_said.raise", you_said, by=by, hub_id=_one_hub(hubs), reference=you_said.reference, comments=len(voices))
    return you_said


@transaction.atomic
def edit_you_said(*, you_said: YouSaid, seen_count: int | None, hubs: Sequence[Hub], by: User | None, **fields: Any) -> YouSaid:
    """Change a You said that families have not read yet; afterwards only who owns it.

    Raises Overtaken when somebody saved since `seen_count`, ValidationError with every reason against it.
    """
    row = held(you_said, by, "you_said.edit")
    _refuse_foreign_hubs(hubs, by, "you_said.edit")
    if row.edited_count != seen_count:
        raise Overtaken(row)
    changed, was_on = _changed(row, hubs, fields), row.answer_by_on
    if reasons := rules.why_not_change_you_said(row, changed=changed):
        raise ValidationError(reasons)
    for name, value in fields.items():
        setattr(row, name, normalise(value).strip() if name == "text" else value)
    raise_findings(
        rules.why_not_raise(
            text=row.text, heard_from_on=row.heard_from_on, heard_until_on=row.heard_until_on, answer_by_on=row.answer_by_on
        )
        + rules.why_not_put_off(answer_by_on=row.answer_by_on, was_on=was_on, promised_on=row.engagement.promised_on(row.heard_from_on))
    )
    row.edited_count += 1
    row.save(update_fields=[*fields, "edited_count"])
    row.hubs.set(hubs)
    moved = [f"answer_by_on: {was_on} to {row.answer_by_on}"] if row.answer_by_on != was_on else []
    audit.record("feedback.you_said.edit", row, by=by, hub_id=_one_hub(hubs), changed=sorted(changed), moved=moved)
    return row


def _changed(row: YouSaid, hubs: Sequence[Hub], fields: dict[str, Any]) -> set[str]:
    """Return the names of the fields whose value would become another one."""
    changed = {name for name, value in fields.items() if getattr(row, name) != value}
    return changed | ({"hubs"} if {hub.pk for hub in hubs} != set(row.hubs.values_list("pk", flat=True)) else set())
