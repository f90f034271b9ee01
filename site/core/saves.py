"""What a save on a staff screen changed, for the audit trail: names of fields, and from what to what where that is a day, a state or an id.

Free text and names never leave the row. `WrittenDown` is laid over every stock screen by `core.viewsets`.
"""

from typing import Any

from django.db import models, transaction
from django.http import HttpRequest
from modelcluster.models import ClusterableModel, get_all_child_relations

from core import audit
from core.querysets import HubOwnedQuerySet

Standing = dict[str, Any]
# What may stand in the trail with its value: it can hold no words.
_TOLD = (models.DateField, models.TimeField, models.BooleanField, models.IntegerField, models.ForeignKey)


def standing(row: models.Model) -> Standing | None:
    """Return what the database holds of a row by the name of each field, what hangs on it included; None for one not stored yet.

    Holds the row until the transaction ends, so that what is compared is what was saved over.
    """
    if row.pk is None:
        return None
    rows: models.QuerySet[Any] = type(row)._default_manager.all()
    held = rows.select_for_update().get(pk=row.pk)
    many = {field.name: set(getattr(held, field.name).values_list("pk", flat=True)) for field in row._meta.many_to_many}
    return own_fields(held) | many | _hanging(held)


def own_fields(row: models.Model) -> Standing:
    """Return what a row holds by itself, stored or not."""
    return {field.name: field.value_from_object(row) for field in _kept(type(row))}


def _kept(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.editable and not field.primary_key]


def _hanging(row: models.Model) -> Standing:
    """Return the rows edited in the same form, such as a hub's opening times."""
    if not isinstance(row, ClusterableModel):
        return {}
    inlines = {one.get_accessor_name(): one.related_model for one in get_all_child_relations(type(row))}
    return {
        name: [tuple(field.value_from_object(child) for field in _kept(model)) for child in getattr(row, name).all()]
        for name, model in inlines.items()
    }


def changed(model: type[models.Model], before: Standing, after: Standing) -> dict[str, list[str]]:
    """Return the audit facts of a change: `changed` names fields, `moved` says from what to what; empty when nothing changed."""
    names = sorted(name for name in after if before.get(name) != after[name])
    moved = [line for name in names for line in _moved(model, name, before.get(name), after[name])]
    return ({"changed": names} if names else {}) | ({"moved": moved} if moved else {})


def _moved(model: type[models.Model], name: str, old: Any, new: Any) -> list[str]:
    if isinstance(new, list):
        return []
    if isinstance(new, set):
        return [f"{name}: with {pk}" for pk in sorted(new - old)] + [f"{name}: without {pk}" for pk in sorted(old - new)]
    field = model._meta.get_field(name)
    if not (isinstance(field, _TOLD) or getattr(field, "choices", None)):
        return []
    return [f"{name}: {_in_short(old)} to {_in_short(new)}"]


def _in_short(value: Any) -> str:
    return "none" if value in (None, "") else str(value)


def hub_of(row: models.Model) -> int | None:
    """Return the row's hub when it has one and no more: what the trail says of where."""
    rows = type(row)._default_manager.all()
    if not isinstance(rows, HubOwnedQuerySet):
        return None
    hubs = list(rows.filter(pk=row.pk).order_by().values_list(rows.hub_path, flat=True)[:2])
    return hubs[0] if len(hubs) == 1 else None


class WrittenDown:
    """A screen whose every save and deletion is in the audit trail, in the act's own transaction. Nothing when nothing changed."""

    request: HttpRequest
    object: Any
    form: Any
    scoped_policy: Any

    def _write_down(self, act: str, row: models.Model, **facts: list[str]) -> None:
        by: Any = self.request.user  # nobody but staff gets past the gate
        audit.record(f"{row._meta.app_label}.{self.scoped_policy.resource}.{act}", row, by=by, hub_id=hub_of(row), **facts)

    def save_instance(self) -> Any:
        """Save, and write down what changed. Wagtail calls it inside a transaction."""
        before = standing(self.form.instance)
        saved = super().save_instance()  # type: ignore[misc]  # the view below is Wagtail's
        if before is None:
            self._write_down("add", saved)
        elif facts := changed(type(saved), before, standing(saved) or {}):
            self._write_down("edit", saved, **facts)
        return saved

    def save_form(self, form: Any) -> Any:
        """Make a row in a chooser, and write it down."""
        with transaction.atomic():
            saved = super().save_form(form)  # type: ignore[misc]  # the view below is Wagtail's
            self._write_down("add", saved)
        return saved

    def delete_action(self) -> None:
        """Write down, then delete; or neither."""
        with transaction.atomic():
            self._write_down("delete", self.object)
            super().delete_action()  # type: ignore[misc]  # the view below is Wagtail's
