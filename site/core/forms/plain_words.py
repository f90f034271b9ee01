"""A box for what staff type: odd letters are taken out before anything else looks at it; nothing is cut."""

from typing import Any

from django import forms

from core.text import normalise


class PlainWords(forms.CharField):
    """Plain words: a NUL, half a character or a turned direction is no reason to refuse the rest."""

    def to_python(self, value: Any) -> str:
        """Return what was typed as we keep it."""
        return normalise(super().to_python(value) or "").strip()
