"""What staff write down about somebody. The rules say what is wrong with it when it is saved; the form keeps what was typed."""

import re
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import override
from wagtail.admin.widgets import AdminAutoHeightTextInput

from consent.choices import Channel, SafeThere
from consent.models import Person
from consent.rules.people import LONGEST
from core.forms.fields import rows_offered
from core.forms.seen import seen_field
from core.long_boxes import LongBox
from core.models import Hub
from core.text import folded

_AS_NUMBERS = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})\s*[/.]\s*(\d{4})", re.ASCII)
_IN_WORDS = re.compile(r"([a-z]{3,9})\.?\s+(\d{4})")
NOT_A_MONTH = "Write a month and a year, such as May 2027."
EARLIEST, LATEST = 2000, 2100
WHEN_TO_ASK = "A month, such as May 2027. Then it stands on your front page."
NAME_IS_ENOUGH = "What they want to be called. A first name will do."


_NOT_KEPT = frozenset({"keep_both", "seen", "not_to_old"})


class MonthField(forms.Field):
    """A month of a year, as a browser that knows months sends it (`2027-05`) or as somebody types it: `May 2027`, `05/2027`.

    Its value is the first day of the month.
    """

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"type": "month", "placeholder": ""}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return a day as the browser's box wants it; what somebody typed as they typed it."""
        return f"{value:%Y-%m}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        """Return the first day of the month. Raises ValidationError for what is none."""
        typed = str(value or "").strip()
        if not typed:
            return None
        year, month = _read(typed)
        if not (EARLIEST <= year <= LATEST and 1 <= month <= 12):
            raise ValidationError(NOT_A_MONTH)
        return date(year, month, 1)


def _read(typed: str) -> tuple[int, int]:
    if numbers := _AS_NUMBERS.fullmatch(typed):
        return int(numbers[1] or numbers[4]), int(numbers[2] or numbers[3])
    words = _IN_WORDS.fullmatch(folded(typed))
    if words is None:
        return 0, 0
    with override(settings.LANGUAGE_CODE):
        found = [number for number, name in MONTHS.items() if str(name).lower().startswith(words[1])]
    return int(words[2]), found[0] if len(found) == 1 else 0


class PersonForm(forms.Form):
    """Who somebody is and how they want to be met."""

    name = forms.CharField(label="Name", required=False, strip=False, help_text=NAME_IS_ENOUGH)
    email = forms.CharField(label="E-mail address", required=False, widget=forms.TextInput(attrs={"inputmode": "email"}))
    not_to_old = forms.BooleanField(
        label="Somebody else reads the old address: write nothing there",
        required=False,
        help_text="Else a letter without a name tells the old address that it was changed.",
    )
    phone = forms.CharField(label="Phone number", required=False, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    post_address = LongBox(
        label="Address for letters",
        required=False,
        max_length=LONGEST["post_address"],
        widget=AdminAutoHeightTextInput(attrs={"rows": 3}),
    )
    safe = forms.ChoiceField(
        label="Is it safe to write to them there?",
        choices=SafeThere.choices,
        required=False,
        help_text="Ask it as it stands here. Until somebody has asked, we write to nobody.",
    )
    channel = forms.ChoiceField(label="How they like to be reached", choices=[("", "They did not say"), *Channel.choices], required=False)
    language = forms.ChoiceField(label="They read", choices=settings.LANGUAGES, initial=settings.LANGUAGE_CODE)
    hub = forms.ModelChoiceField(label="Hub", queryset=Hub.objects.all(), required=False, empty_label="The whole council")
    is_young = forms.BooleanField(label="A child or young person", required=False)
    decided_by = forms.CharField(
        label="Who decides for them until they can themselves",
        required=False,
        help_text="As they told you, such as: Dana, their mother. We keep no proof.",
    )
    says_may_decide = forms.BooleanField(label="That person said: “I am allowed to decide for them.”", required=False)
    ask_again_from = MonthField(
        label="Ask the young person themselves from",
        required=False,
        help_text=WHEN_TO_ASK,
    )
    seen = seen_field()
    keep_both = forms.BooleanField(label="It is somebody else. Keep both.", required=False)

    def __init__(self, *args: Any, hubs: "list[Hub] | None", tells_old: bool = False, **kwargs: Any) -> None:
        """Offer these hubs; None is all of them, and the whole council too. `tells_old`: a changed e-mail address would be told so."""
        super().__init__(*args, **kwargs)
        self.tells_old = tells_old
        if hubs is not None:
            field = rows_offered(self, "hub")
            field.queryset = Hub.objects.filter(pk__in=[hub.pk for hub in hubs])
            field.required, field.empty_label = True, "Choose a hub" if len(hubs) > 1 else None
            field.error_messages["required"] = "Choose the hub that knows them."
        self.may_be_the_same: list[Person] = []
        self.stands_now: list[tuple[str, str]] = []

    def said(self) -> dict[str, Any]:
        """Return what is to be kept, by field."""
        return {name: value for name, value in self.cleaned_data.items() if name not in _NOT_KEPT}

    def say_what_is_wrong(self, error: ValidationError) -> None:
        """Put what the rules say beside the fields it is about."""
        if hasattr(error, "error_dict"):
            for name, reasons in error.message_dict.items():
                for reason in reasons:
                    self.add_error(name if name in self.fields else None, reason)
        else:
            self.add_error(None, error)

    def visible(self) -> list[forms.BoundField]:
        """Return the fields as the page draws them: "It is somebody else" only where somebody alike was found."""
        left_out = _NOT_KEPT - {"not_to_old"} if self.tells_old else _NOT_KEPT
        return [field for field in self if field.name not in left_out]
