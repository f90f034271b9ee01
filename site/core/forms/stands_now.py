"""What a colleague made of a row while its form was open, box by box and in words, for who typed something else."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Manager, Model
from django.utils.formats import date_format


def lines_that_differ(form: forms.ModelForm[Any], now: Model) -> list[tuple[str, str]]:
    """Return (label, words) of each box in which a checked form says something else than the row does now. For core/stands_now.html."""
    names = {field.name for field in (*now._meta.concrete_fields, *now._meta.many_to_many)}
    return [
        (str(form[name].label), _in_words(field, _standing(now, name)))
        for name, field in form.fields.items()
        if name in names and name in form.cleaned_data and not _is_same(form.cleaned_data[name], _standing(now, name))
    ]


def _standing(now: Model, name: str) -> Any:
    found = getattr(now, name)
    return list(found.all()) if isinstance(found, Manager) else found


def _is_same(typed: Any, stands: Any) -> bool:
    if isinstance(stands, list) and not isinstance(typed, list):
        return set(typed or ()) == set(stands)
    return bool(typed == stands) or (not typed and not stands)


def _in_words(field: forms.Field, value: Any) -> str:
    """Say a value as its box does."""
    if isinstance(field, forms.ModelChoiceField):
        rows = value if isinstance(value, list) else [value] if value else []
        return ", ".join(str(field.label_from_instance(row)) for row in rows)
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    if isinstance(value, dict):
        return "\n".join(f"{labels.get(key, key)}: {said}" for key, said in value.items() if said)
    if isinstance(value, list):
        return ", ".join(labels.get(str(one), str(one)) for one in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return "" if value is None else labels.get(str(value), str(value))
