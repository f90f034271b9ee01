"""What a form offers, when that depends on who asks."""

from typing import TYPE_CHECKING, Any

from django import forms

from core.models import Post

if TYPE_CHECKING:
    _ChoiceOfPosts = forms.ModelChoiceField[Post]
else:
    _ChoiceOfPosts = forms.ModelChoiceField  # Django's own takes no brackets while models are still being read


class PostChoice(_ChoiceOfPosts):
    """A choice of posts. Two hubs may have a post of the same title, so the hub stands beside it."""

    def label_from_instance(self, obj: Post) -> str:
        """Say the title and the hub."""
        return obj.with_hub


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
