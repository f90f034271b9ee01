"""The register of what the council does with people's data."""

from collections.abc import Iterator

from django.db.models import QuerySet

from consent.choices.activities import BEGINS, Begins
from consent.models import ProcessingActivity
from core.imports.report import as_table

VIEW, EDIT = "activity.view", "activity.edit"
COLUMNS = (
    "name",
    "purposes",
    "people",
    "data",
    "lawful_basis",
    "legal_power",
    "special",
    "policy_link",
    "recipients",
    "transfers",
    "kept",
    "security",
    "joint",
    "system",
    "owner",
)


def activities() -> "QuerySet[ProcessingActivity]":
    """Return the register in the order of names."""
    return ProcessingActivity.objects.select_related("owner__hub")


def not_begun() -> list[Begins]:
    """Return what the register could begin with and does not hold: neither by its code nor by its name."""
    held = set(ProcessingActivity.objects.exclude(code="").values_list("code", flat=True))
    names = set(ProcessingActivity.objects.values_list("name", flat=True))
    return [row for row in BEGINS if row.code not in held and row.name not in names]


def in_words(activity: ProcessingActivity) -> list[tuple[str, str]]:
    """Return an activity as (label, words), in the order of the law."""
    return [(_label(name), _cell(activity, name)) for name in COLUMNS]


def as_csv() -> Iterator[str]:
    """Return the register as a table."""
    return as_table(map(_label, COLUMNS), ([_cell(activity, name) for name in COLUMNS] for activity in activities()))


def _label(name: str) -> str:
    label = str(ProcessingActivity._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a column has one
    return label[0].upper() + label[1:]


def _cell(activity: ProcessingActivity, name: str) -> str:
    if name in {"lawful_basis", "special"}:
        return str(getattr(activity, f"get_{name}_display")())
    value = getattr(activity, name)
    return value.with_hub if name == "owner" and value else str(value or "")
