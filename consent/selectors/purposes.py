"""Why the council uses what it knows of families, and the words it does so in."""

from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings

from consent.models import ConsentRecord, Purpose, PurposeQuerySet, Wording
from consent.rules import purposes as rules

VIEW, ADD, EDIT, PUBLISH = "purpose.view", "purpose.add", "purpose.edit", "purpose.publish"


def purposes_to_read() -> PurposeQuerySet:
    """Return every purpose, those that have ended last."""
    return Purpose.objects.order_by("ended_on", "title")


def latest_wordings(purposes: Iterable[Purpose]) -> dict[int, list[Wording]]:
    """Return the published words that no newer ones replaced, by the purpose's id, in one query; English first."""
    found: dict[int, list[Wording]] = {purpose.pk: [] for purpose in purposes}
    for wording in Wording.objects.newest().filter(purpose__in=found):
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


def latest_of(purpose: Purpose, *, language: str, audience: str) -> Wording | None:
    """Return the latest published words in this language for this audience, also where families read English instead of them."""
    return Wording.objects.newest().filter(purpose=purpose, language=language, audience=audience).first()


def draft_of(purpose: Purpose, *, language: str, audience: str) -> Wording | None:
    """Return the words that somebody writes at."""
    return Wording.objects.filter(purpose=purpose, language=language, audience=audience, published_at__isnull=True).first()


def versions_of(purpose: Purpose) -> list[Wording]:
    """Return every version of a purpose's words, by language and audience, the newest first. Each knows whether it is the latest that is
    out (`is_latest`), and whether it translates English words that do not hold any more (`is_outdated`).
    """
    latest = set(Wording.objects.newest().filter(purpose=purpose).values_list("pk", flat=True))
    versions = list(purpose.wordings.select_related("published_by", "checked_by", "written_by"))
    versions.sort(key=lambda one: (one.is_translation, one.language, one.audience, -one.number))
    shown: list[Any] = versions
    for one in shown:
        one.is_latest, one.is_outdated = one.pk in latest, one.checked_on is not None and one.translates_id not in latest
    return versions


def is_decided_on(purpose: Purpose) -> bool:
    """Return whether anybody has decided about a purpose."""
    return ConsentRecord.objects.filter(purpose=purpose).exists()


def what_is_missing(purpose: Purpose, latest: Collection[Wording]) -> list[str]:
    """Return what a purpose still lacks, in words; `latest` are its published words that no newer ones replaced."""
    return rules.what_is_missing(purpose, latest, dict(settings.LANGUAGES), english=settings.LANGUAGE_CODE)
