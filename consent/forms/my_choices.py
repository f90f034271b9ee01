"""What families write when they ask something about their data."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.forms.formats import OwnWords
from consent.rules.rights import LONGEST
from core import contact


class WordsForm(forms.Form):
    """Words that may be left out, where nothing `must_say` what is wrong."""

    words = OwnWords(most=LONGEST["asked"], required=False, error_messages={"required": _("Write what is wrong, and what is right.")})

    def __init__(self, *args: Any, must_say: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = must_say or self.fields["words"].required

    def mistakes(self) -> list[dict[str, str]]:
        """Return what to put right, for the summary at the top."""
        return [{"href": f"#{name}", "text": str(reasons[0])} for name, reasons in self.errors.items()] if self.is_bound else []


class ComplaintForm(WordsForm):
    """A complaint: its words, and how to answer. Without a way to answer it is read all the same."""

    words = OwnWords(most=LONGEST["asked"], error_messages={"required": _("Write what went wrong, in your own words.")})
    name = OwnWords(most=120, required=False)
    reach = OwnWords(most=250, required=False)

    def __init__(self, *args: Any, is_known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_known = is_known

    def clean_reach(self) -> str:
        """Refuse what nobody could be reached by: who hopes for an answer must not wait for nothing."""
        typed: str = self.cleaned_data["reach"]
        if typed and not (contact.email_key(typed) or contact.phone_key(typed)):
            raise ValidationError(gettext("Write a whole e-mail address or phone number, or leave this out."))
        return typed

    def who(self) -> str:
        """Return who complains, as far as they said it."""
        if self.is_known:
            return ""
        told = ", ".join(filter(None, (self.cleaned_data["name"], self.cleaned_data["reach"])))
        return told or "They did not say who they are, so nobody can be answered."
