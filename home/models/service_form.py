"""The form in which a service is written."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from core import clocks
from core.forms.fields import PostChoice
from core.models import Post
from home.choices import AgeUnit, ForWhom, HowToGetIt
from home.models.page_form import PageForm
from home.offer_list import LINE_OF

NO_WAY_IN = "Families have to book or ask first, and nothing says whom. Write a phone number, an e-mail or a web address."
NOWHERE = "Say where it is, under “Where”: choose a hub, or write another place, such as at home or on the phone."
NOT_SAID_YET = "Nobody has said this yet. Find out and choose, before families read it."
NO_AGES_YET = f"{NOT_SAID_YET} If it is for all ages, choose years and leave the ages empty."
_UNITS = ("youngest_unit", "oldest_unit")
# Choices that no draft of a list makes for its editor, and how a report names them (home/rules/left_open.py).
CHOICES_LEFT_OPEN = {"for_whom": "whether it is for everyone", "cost": "what it costs", "how_to_get_it": "how to get it"}


class ServiceForm(PageForm):
    """The editor of a service. Whoever came from a gap of the offer finds its box ticked (home/wagtail_hooks.py)."""

    kept_by = PostChoice(
        queryset=Post.objects.select_related("hub"),
        required=False,
        label="Who keeps it right",
        help_text="The post that is asked to check this page, and hears when a family says that something is wrong.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["checked_on"] = clocks.today()  # whoever writes a page has just found out
        for name in (*CHOICES_LEFT_OPEN, *_UNITS):
            if getattr(self.instance, name) == "" and name in self.fields:  # a list was silent about it: no choice is made for the editor
                field = self.fields[name]
                field.choices = [("", "Not said yet"), *field.choices]
                field.error_messages["required"] = NO_AGES_YET if name in _UNITS else NOT_SAID_YET
        line = LINE_OF.get(getattr(self.parent_page, "line_to_answer", ""))
        if line and self.instance.pk is None:
            self.initial["offer_lines"] = [line.code]
            self.initial["for_whom"] = ForWhom.EVERYONE if line.is_for_everyone else ForWhom.EXTRA_HELP

    def clean_checked_on(self) -> date | None:
        """Refuse a day to come; and keep a newer check, which a colleague may have made on a phone while this form stood open."""
        typed: date | None = self.cleaned_data["checked_on"]
        if typed and typed > clocks.today():
            raise ValidationError("That day is still to come. Write the day on which somebody made sure.")
        kept = type(self.instance)._default_manager.filter(pk=self.instance.pk).values_list("checked_on", flat=True).first()
        return max(filter(None, (typed, kept)), default=None)

    def clean(self) -> dict[str, Any]:
        """Refuse to publish a service that is nowhere. A draft may still be without a place."""
        cleaned: dict[str, Any] = super().clean()
        self._say_units(cleaned)
        if not self.is_deferred_validation and "times" in self.formsets and not self._is_somewhere():
            self.add_error(None, NOWHERE)
        if not self.is_deferred_validation and not self._can_be_reached(cleaned):
            self.add_error("how_to_get_it", NO_WAY_IN)
        return cleaned

    def _say_units(self, cleaned: dict[str, Any]) -> None:
        """Count in years what no age stands beside, once any age is said: one choice answers both."""
        said = any(cleaned.get(name) not in (None, "", False) for name in ("from_pregnancy", "youngest", "oldest", *_UNITS))
        for unit in _UNITS:
            if said and not cleaned.get(unit) and cleaned.get(unit.removesuffix("_unit")) is None:
                cleaned[unit] = AgeUnit.YEARS
                self.errors.pop(unit, None)

    def _can_be_reached(self, cleaned: dict[str, Any]) -> bool:
        """Return whether a family that has to book or ask knows whom: by the page, or by the number of a hub where it is."""
        if cleaned.get("how_to_get_it") == HowToGetIt.TURN_UP or any(cleaned.get(name) for name in ("phone", "email", "web_address")):
            return True
        return any(row["hub"].value() for row in self.formsets["times"].forms if not row["DELETE"].value())

    def _is_somewhere(self) -> bool:
        """Return whether a place is filled in and stays. What is wrong with one is said beside it."""
        rows = [row for row in self.formsets["times"].forms if not row["DELETE"].value()]
        return any(row["hub"].value() or row["place"].value() for row in rows)
