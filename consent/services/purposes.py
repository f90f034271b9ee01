"""Beginning, changing and ending purposes; writing, checking and publishing their words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from consent.choices import Audience
from consent.choices.purposes_to_begin_with import BEGINNINGS, Beginning
from consent.models import Purpose, Wording
from consent.rules import purposes as rules
from consent.selectors import purposes as selectors
from consent.selectors.ledger_uses import in_use
from consent.services import ledger_uses
from core import audit, clocks
from core.text import normalise

_TEXTS = ("title", "about", "basis", "special", "controllers", "recipients", "kept", "ends_when")
FIELDS = (*_TEXTS, "channels", "good_for_months", "for_a_partner", "stops_in_one_step")
WORDS = ("question", "text", "yes", "no")


@transaction.atomic
def add_purpose(*, said: Mapping[str, Any], by: User) -> Purpose:
    """Add a purpose of the council's own. Raises ValidationError by field with every reason why not."""
    if wrong := rules.why_not_save(said) | _taken(said, None):
        raise ValidationError(wrong)
    purpose = Purpose(key=_free_key(str(said["title"])), **_tidy(said))
    purpose.full_clean()
    purpose.save()
    audit.record("consent.purpose.add", purpose, by=by)
    return purpose


@transaction.atomic
def edit_purpose(*, purpose: Purpose, said: Mapping[str, Any], by: User) -> Purpose:
    """Change what stands about a purpose; its published words stay as they are. What its yeses cover no more is stopped.

    Raises ValidationError by field: once people have decided, its basis stays and its places only grow fewer.
    """
    row = Purpose.objects.select_for_update().get(pk=purpose.pk)
    if wrong := rules.why_not_save(said, is_decided_on=selectors.is_decided_on(row), before=row) | _taken(said, row):
        raise ValidationError(wrong)
    tidy = _tidy(said)
    changed = [name for name, value in tidy.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, tidy[name])
    row.full_clean()
    row.save()
    if changed:
        audit.record("consent.purpose.edit", row, by=by, changed=changed)
    if {"channels", "special"} & set(changed):
        ledger_uses.stop_what_may_not_be_used(uses=in_use().filter(record__purpose=row), today=clocks.today(), by=by)
    return row


@transaction.atomic
def end_purpose(*, purpose: Purpose, by: User, today: date) -> None:
    """End a purpose: nobody is asked any more, and what rested on a yes may not be used. Raises ValidationError when it has ended."""
    row = Purpose.objects.select_for_update().get(pk=purpose.pk)
    if row.ended_on:
        raise ValidationError(["This purpose has ended already."])
    row.ended_on = today
    row.save(update_fields=["ended_on"])
    audit.record("consent.purpose.end", row, by=by)
    ledger_uses.stop_what_may_not_be_used(uses=in_use().filter(record__purpose=row), today=today, by=by)


@transaction.atomic
def write_wording(*, purpose: Purpose, language: str, audience: str, words: Mapping[str, str], by: User) -> Wording:
    """Write the words of a purpose: the draft that is there, or the next version. A check of a translation falls away with a new word.

    Raises ValidationError when the purpose has ended, or where a word is too long.
    """
    row = Purpose.objects.select_for_update().get(pk=purpose.pk)
    if reasons := rules.why_not_write(row):
        raise ValidationError(reasons)
    tidy = {name: normalise(words.get(name, "")).strip() for name in WORDS}
    draft = selectors.draft_of(row, language=language, audience=audience) or _next_version(row, language, audience)
    if any(getattr(draft, name) != value for name, value in tidy.items()):
        draft.checker, draft.checked_by, draft.checked_on, draft.translates = "", None, None, None
    for name, value in tidy.items():
        setattr(draft, name, value)
    draft.written_by = by
    draft.full_clean(exclude=["digest"])
    draft.save()
    audit.record("consent.wording.write", draft, by=by, language=language, audience=audience, number=draft.number)
    return draft


def _next_version(purpose: Purpose, language: str, audience: str) -> Wording:
    latest = selectors.latest_of(purpose, language=language, audience=audience)
    last = purpose.wordings.filter(language=language, audience=audience).order_by("-number").first()
    return Wording(purpose=purpose, language=language, audience=audience, number=last.number + 1 if last else 1, supersedes=latest)


@transaction.atomic
def mark_as_checked(*, wording: Wording, checker: str, by: User, today: date) -> None:
    """Say that a person who reads the language has checked a translation, against the English words that families read now.

    Raises ValidationError with every reason why not.
    """
    row, checker = _locked(wording), normalise(checker).strip()
    if reasons := rules.why_not_check(row, checker=checker):
        raise ValidationError(reasons)
    row.checker, row.checked_by, row.checked_on, row.translates = checker, by, today, _english_of(row)
    row.save(update_fields=["checker", "checked_by", "checked_on", "translates"])
    audit.record("consent.wording.check", row, by=by, language=row.language)


@transaction.atomic
def publish_wording(*, wording: Wording, by: User) -> Wording:
    """Put words before families; from now on they cannot be changed. Raises ValidationError with every reason why not."""
    row = _locked(wording)
    if reasons := rules.why_not_publish(row, english=_english_of(row)):
        raise ValidationError(reasons)
    row.supersedes = selectors.latest_of(row.purpose, language=row.language, audience=row.audience)
    _fix(row, by)
    audit.record("consent.wording.publish", row, by=by, language=row.language, audience=row.audience, digest=row.digest)
    return row


def _fix(row: Wording, by: User | None) -> None:
    """Save words as families read them from now on."""
    row.controllers, row.recipients = row.purpose.controllers, row.purpose.recipients
    row.digest = rules.digest_of(row)
    row.published_by, row.published_at = by, timezone.now()
    row.save()


def _english_of(wording: Wording) -> Wording | None:
    return selectors.current_of(wording.purpose, language=settings.LANGUAGE_CODE, audience=wording.audience)


@transaction.atomic
def begin() -> int:
    """Put in place the purposes that every council starts with, where they never were; return how many.

    What a council ended stays ended.
    """
    there = set(Purpose.objects.values_list("key", flat=True))
    missing = [one for one in BEGINNINGS if one.key not in there and not Purpose.objects.filter(title=one.title).exists()]
    for one in missing:
        _begin(one)
    return len(missing)


def _begin(one: Beginning) -> None:
    same = {name: getattr(one, name) for name in FIELDS if name not in {"channels", "controllers"}}
    purpose = Purpose.objects.create(key=one.key, channels=list(one.channels), **same)
    for audience, (question, text) in ((Audience.ADULTS, (one.question, one.text)), (Audience.YOUNG, one.young)):
        if text:
            words = {"question": question, "text": text, "yes": one.yes, "no": one.no}
            _fix(Wording(purpose=purpose, audience=audience, **words), None)


def _taken(said: Mapping[str, Any], row: Purpose | None) -> dict[str, list[str]]:
    same = Purpose.objects.filter(title=normalise(str(said.get("title", ""))).strip()).exclude(pk=row.pk if row else 0)
    return {"title": ["There is a purpose of this name already. Choose another name."]} if same.exists() else {}


def _tidy(said: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: said[name] for name in FIELDS if name in said}
    return {name: normalise(value).strip() if isinstance(value, str) else value for name, value in kept.items()}


def _free_key(title: str) -> str:
    """Return a key that no purpose has, made of a title."""
    wanted, number = slugify(title)[:34] or "purpose", 1
    while Purpose.objects.filter(key=wanted if number == 1 else f"{wanted}-{number}").exists():
        number += 1
    return wanted if number == 1 else f"{wanted}-{number}"


def _locked(wording: Wording) -> Wording:
    return Wording.objects.select_for_update(of=("self",)).select_related("purpose").get(pk=wording.pk)
