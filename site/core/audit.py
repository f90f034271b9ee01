"""The audit trail: every consequential act is written down, in the act's own transaction (DESIGN promise 14).

`record()` is one plain insert. The worker seals new entries in batches, each seal hashing its entries and the seal before it, so that
nobody waits for a chain and nobody can edit, remove or slip in an entry unseen (`core/audit_seals.py`, `manage.py verify_audit`).
"""

import json
import re
from datetime import UTC, datetime

from django.db import models

from accounts.models import User
from core.models.audit import AuditEntry  # not by core.models: the look's form, which core.models reads, writes entries too

Fact = str | int | bool | list[str] | list[int] | None
_CODE = re.compile(r"[^@\n\r]{0,80}")


def record(verb: str, subject: models.Model, *, by: User | None, hub_id: int | None = None, **facts: Fact) -> None:
    """Write down that `by` did something to `subject`; no user means the system did.

    `verb` is `app.thing.act`. Facts hold ids, codes and names of fields, never what a family said or a person's name or address:
    longer text, lines and anything with an @ raise ValueError.
    """
    AuditEntry.objects.create(
        at=written(datetime.now(UTC)),
        actor=f"staff:{by.pk}" if by else "system",
        verb=verb,
        subject=name_of(subject),
        hub_id=hub_id,
        facts=canonical({key: _checked(key, value) for key, value in facts.items()}),
    )


def written(moment: datetime) -> str:
    """Return a moment as the trail writes it: in UTC and always equally long, so that moments sort as text."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def name_of(subject: models.Model) -> str:
    """Return what the trail calls a record: `feedback.WeDid:12`."""
    return f"{subject._meta.label}:{subject.pk}"


def canonical(value: object) -> str:
    """Return the one JSON text of a value, whatever order it was built in: what is hashed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _checked(key: str, value: Fact) -> Fact:
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, str) and not _CODE.fullmatch(part):
            raise ValueError(f"The audit fact {key} is more than a code: the trail keeps ids and names of fields, for ever.")
        if not isinstance(part, str | int | None):
            raise TypeError(f"The audit fact {key} is a {type(part).__name__}: give text, a whole number, yes or no, or a list of them.")
    return value
