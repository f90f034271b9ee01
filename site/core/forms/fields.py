"""What a form offers, when that depends on who asks."""

from typing import Any

from django import forms


def choices_offered(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """Return a field that offers choices, so that they can be set. Raises TypeError when it offers none."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} offers no choices.")
    return field


def rows_offered(form: forms.BaseForm, name: str) -> "forms.ModelChoiceField[Any]":
    """Return a field that offers rows, so that they can be set. Raises TypeError when it offers none."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} offers no rows.")
    return field
