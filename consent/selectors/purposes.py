"""Why the council uses what it knows of families, and the words it does so in."""

from collections.abc import Iterable

from django.conf import settings

from consent.models import ConsentRecord, Purpose, PurposeQuerySet, Wording
from consent.rules import purposes as rules

VIEW, ADD, EDIT, PUBLISH = "purpose.view", "purpose.add", "purpose.edit", "purpose.publish"


def purposes_to_read() -> PurposeQuerySet:
    """Return every purpose, those that have ended last."""
    return Purpose.objects.order_by("ended_on", "title")


def with_key(key: str) -> Purpose:
    """Return one of the purposes that every council begins with, by its key. Raises Purpose.DoesNotExist."""
    return Purpose.objects.get(key=key)


def current_wordings(purposes: Iterable[Purpose]) -> dict[int, list[Wording]]:
    """Return the words that families read now, by the purpose's id, in one query; English first."""
    found: dict[int, list[Wording]] = {purpose.pk: [] for purpose in purposes}
    for wording in Wording.objects.current().filter(purpose__in=found):
        found[wording.purpose_id].append(wording)
    for wordings in found.values():
        wordings.sort(key=lambda one: (one.is_translation, one.language, one.audience))
    return found


def wording_to_show(purpose: Purpose, *, language: str, audience: str) -> Wording | None:
    """Return the words that somebody is shown: in their language, else in English, for their audience; None when there are none."""
    found = {one.language: one for one in Wording.objects.current().filter(purpose=purpose, audience=audience)}
    return found.get(language) or found.get(settings.LANGUAGE_CODE)


def current_of(purpose: Purpose, *, language: str, audience: str) -> Wording | None:
    """Return the published words in exactly this language and for this audience."""
    return Wording.objects.current().filter(purpose=purpose, language=language, audience=audience).first()


def draft_of(purpose: Purpose, *, language: str, audience: str) -> Wording | None:
    """Return the words that somebody writes at."""
    return Wording.objects.filter(purpose=purpose, language=language, audience=audience, published_at__isnull=True).first()


def versions_of(purpose: Purpose) -> list[Wording]:
    """Return every version of a purpose's words, by language and audience, the newest first; each knows whether it holds (`is_current`)."""
    current = set(Wording.objects.current().filter(purpose=purpose).values_list("pk", flat=True))
    versions = list(purpose.wordings.select_related("published_by", "checked_by", "written_by"))
    versions.sort(key=lambda one: (one.is_translation, one.language, one.audience, -one.number))
    for one in versions:
        one.is_current = one.pk in current  # type: ignore[attr-defined]  # for the screen alone
    return versions


def is_decided_on(purpose: Purpose) -> bool:
    """Return whether anybody has decided about a purpose."""
    return ConsentRecord.objects.filter(purpose=purpose).exists()


def what_is_missing(purpose: Purpose, current: Iterable[Wording]) -> list[str]:
    """Return what a purpose still lacks, in words."""
    out = {(one.language, one.audience) for one in current}
    return rules.what_is_missing(purpose, out, dict(settings.LANGUAGES), english=settings.LANGUAGE_CODE)
