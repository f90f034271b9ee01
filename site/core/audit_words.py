"""The audit trail in plain words: what each verb means, what an entry is about, who did it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from core import audit_facts
from core.audit import written
from core.audit_verbs import VERBS as VERBS
from core.models import AuditEntry, Hub


@dataclass(frozen=True)
class Line:
    """One entry as a data protection officer reads it."""

    at: datetime | None
    who: str
    did: str
    about: str
    code: str
    where: str
    details: str
    seal: str


def in_words(verb: str) -> str:
    """Return a verb in plain words; one that nobody put into words yet is taken apart."""
    if verb in VERBS:
        return VERBS[verb]
    *_, thing, act = ["", *verb.split(".")]
    return f"{act}: {thing}".replace("_", " ").strip(": ")


def lines(entries: Iterable[AuditEntry]) -> dict[int, Line]:
    """Return a page of entries in words, by id, for as many queries however many there are.

    Three at most tell the names of staff and of hubs and the titles of posts; one for each kind of record that has a code tells the codes.
    """
    entries = list(entries)
    names, codes = audit_facts.names_in(entries), audit_facts.codes_in(entries)
    return {
        entry.pk: Line(
            at=moment_of(entry.at),
            who=audit_facts.person(entry.actor, names),
            did=in_words(entry.verb),
            about=audit_facts.about(entry.subject, codes),
            code=codes.get(entry.subject, ""),
            where=names[Hub].get(entry.hub_id or 0, ""),
            details=audit_facts.details(entry.facts, audit_facts.model_of(entry.subject), names, codes),
            seal=f"Seal {entry.sealed.seal.number}" if hasattr(entry, "sealed") else "Not sealed yet",
        )
        for entry in entries
    }


def moment_of(at: str) -> datetime | None:
    """Return a written moment in the time of here; nothing when somebody spoiled it."""
    try:
        return timezone.localtime(datetime.fromisoformat(at))
    except ValueError:
        return None


def bounds_of(day: date) -> tuple[str, str]:
    """Return the first moment of a day here and of the day after, as the trail writes moments."""
    first, following = (timezone.make_aware(datetime.combine(one, time.min)) for one in (day, day + timedelta(days=1)))
    return written(first), written(following)
