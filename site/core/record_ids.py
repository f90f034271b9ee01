"""The id of a record as somebody types or pastes it: from its page, from a list, or from the audit trail."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet, UUIDField

from core.row_numbers import row_number

LONGEST = 200


def id_typed(typed: str, rows: "QuerySet[Any]") -> str | None:
    """Return the id of the row that was typed, as it is stored everywhere (`str(pk)`); None where these rows have none such.

    Capitals and missing dashes do not matter. The name that the trail gives a record (`consent.Breach:6f1c…`) is its id, too, and so is the
    address of its page where ids are random: a number there may be that of anything.
    """
    typed, is_random = typed.strip(), isinstance(rows.model._meta.pk, UUIDField)
    if len(typed) > LONGEST:
        return None
    if is_random and "/" in typed:
        typed = typed.rstrip("/").rpartition("/")[2]
    label, _, bare = typed.rpartition(":")
    if label and label.strip().lower() != rows.model._meta.label_lower:
        return None
    pk = _uuid(bare) if is_random else row_number(bare.strip())
    return str(pk) if pk and rows.filter(pk=pk).exists() else None


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed.strip())
    except ValueError:
        return None
