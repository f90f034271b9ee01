"""Which lines of the offer a service answers: kept in the service's own row, ticked in the page editor."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from home.offer_list import LINE_OF, LINES


def only_lines_of_the_offer(codes: Any) -> None:
    """Refuse what is no list of codes of the offer."""
    if not isinstance(codes, list) or not all(isinstance(code, str) and code in LINE_OF for code in codes):
        raise ValidationError("Choose from the lines of the offer.")


class OfferLinesField(models.JSONField):
    """A list of codes of the offer. A column of the row itself: a page of forty services asks nothing more for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(default=list, blank=True, validators=[only_lines_of_the_offer])
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Return the plain field: another line of the offer is no change of the database."""
        name, _, args, kwargs = super().deconstruct()
        kwargs.pop("validators")
        return name, "django.db.models.JSONField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """Return boxes to tick, in the order in which families need the lines."""
        choices = [(line.code, _in_staff_words(line.staff_words, line.is_for_everyone)) for line in LINES]
        return forms.MultipleChoiceField(
            choices=choices,
            required=False,
            label=self.verbose_name.capitalize(),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


def _in_staff_words(words: str, is_for_everyone: bool) -> str:
    return f"{words[0].upper()}{words[1:]}" + ("" if is_for_everyone else " (extra help)")
