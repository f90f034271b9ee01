"""What a member fills in under “My panel”: a tap, or a few words that nobody has to give."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from core.text import normalise, too_long
from panels.rules.members import LONGEST_EXIT

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Weeks, and what families call so many.
REST: "dict[int, StrOrPromise]" = {4: _("A month"), 13: _("Three months"), 26: _("Half a year"), 52: _("A year")}


class FamilyForm(forms.Form):
    """A form whose mistakes stand above it, each leading to its box. `on_page`: its boxes from top to bottom, where its fields differ."""

    on_page: Sequence[str] = ()

    def mistakes(self) -> list[dict[str, str]]:
        """Return what is to be put right, as components/error_summary.html shows it: in the order in which a thumb comes by it."""
        places = {name: number for number, name in enumerate(self.on_page)}
        found = sorted(self.errors.items(), key=lambda one: places.get(one[0], -1)) if self.is_bound else []
        return [{"text": str(errors[0])} | ({"href": f"#{name}"} if name != NON_FIELD_ERRORS else {}) for name, errors in found]


class RestForm(FamilyForm):
    """For how long somebody steps back."""

    how_long = forms.TypedChoiceField(
        choices=[(str(weeks), said) for weeks, said in REST.items()],
        coerce=lambda weeks: timedelta(weeks=int(weeks)),
        error_messages={"required": _("Choose for how long."), "invalid_choice": _("Choose for how long.")},
    )

    def options(self) -> list[dict[str, Any]]:
        """Return the answers, as components/radios.html shows them."""
        return [{"value": str(weeks), "text": said, "checked": self["how_long"].value() == str(weeks)} for weeks, said in REST.items()]


class LeaveForm(FamilyForm):
    """Leaving, with a few words where somebody offers them."""

    most = LONGEST_EXIT
    words = forms.CharField(required=False)

    def clean_words(self) -> str:
        """Return the words as they are kept; too long is said, and nothing cut off."""
        words = normalise(self.cleaned_data["words"]).strip()
        if too_long(words, self.most):
            raise forms.ValidationError(_("Please make this shorter: up to %(n)s letters.") % {"n": self.most})
        return words
