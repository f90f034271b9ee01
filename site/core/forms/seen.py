"""The mark that a page carries of the row it showed, so that who saves an old page is told what a colleague wrote meanwhile."""

from copy import copy
from typing import Any

from django import forms


def seen_field() -> forms.CharField:
    """Return the hidden field for a mark of `core.marks.mark_of`. Without it, or with an odd one, a page is taken for an old one."""
    return forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)


def seen_anew(form: forms.BaseForm, mark: Any, *, field: str = "seen") -> None:
    """Give a refused form the mark of what stands there now: once that was read beside what was typed, it can be saved."""
    data: Any = copy(form.data)  # what was posted keeps a list of each box, which `{**data}` would show as one
    data[form.add_prefix(field)] = "" if mark is None else str(mark)
    form.data = data
