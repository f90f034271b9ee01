"""Checking the trail from a staff screen, and remembering what was found: in the trail itself."""

import json
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from core import audit, outbox
from core.audit_seals import Report, verify
from core.models import AuditEntry

VERB = "core.audit.check"
AT_ONCE = 50_000  # entries that are read again within a request, in about half a second; more go through the queue


@dataclass(frozen=True)
class Check:
    """What somebody found when they checked the trail."""

    at: datetime
    number_of_entries: int
    number_of_faults: int
    head: str


def check(*, by: User) -> Report:
    """Read the whole trail again and write down what was found."""
    report = verify()
    audit.record(
        VERB, by, by=by, entries=report.number_of_entries, seals=report.number_of_seals, faults=len(report.faults), head=report.head
    )
    return report


def ask_for_check(*, by: User) -> Report | None:
    """Check at once when the trail is short enough, else queue it and return nothing."""
    if AuditEntry.objects.count() <= AT_ONCE:
        return check(by=by)
    outbox.put("core.check_audit", by.pk, key=str(by.pk))
    return None


def last_check() -> Check | None:
    """Return what the last check found."""
    entry = AuditEntry.objects.filter(verb=VERB).order_by("-pk").first()
    if entry is None:
        return None
    facts = json.loads(entry.facts)
    return Check(datetime.fromisoformat(entry.at), facts["entries"], facts["faults"], facts["head"])
