"""What somebody tells us who nobody here knows yet: how to call them, where to write, and whether that is safe."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from consent.forms.formats import OwnWords
from consent.rules.people import LONGEST
from core import contact

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SAFE: "list[tuple[str, StrOrPromise]]" = [("yes", _("Yes")), ("no", _("No, or I am not sure"))]
AGES: "list[tuple[str, StrOrPromise]]" = [("adult", _("18 or older")), ("young", _("13 to 17")), ("child", _("Under 13"))]


def _choice(choices: "list[tuple[str, StrOrPromise]]", missing: "StrOrPromise") -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, error_messages={"required": missing, "invalid_choice": _("Choose one of the answers shown.")})


class BeginForm(forms.Form):
    """Five things, nothing chosen beforehand but the language that somebody reads already.

    Who lives with somebody that reads their e-mail, and children under 13 (domain 5.3), are met by a person (`needs_a_person`): nothing of
    theirs is kept.
    """

    name = OwnWords(most=LONGEST["name"], error_messages={"required": _("Write what we may call you. A first name will do.")})
    email = OwnWords(most=LONGEST["email"], error_messages={"required": _("Write the whole e-mail address, such as name@example.org.")})
    safe = _choice(SAFE, _("Choose an answer: we do only what is safe for you."))
    age = _choice(AGES, _("Choose how old you are: for young people we use other words."))
    language = _choice(list(settings.LANGUAGES), _("Choose one of the answers shown."))

    def clean_email(self) -> str:
        """Return the address as it is kept."""
        return contact.as_email(self.cleaned_data["email"])

    @property
    def needs_a_person(self) -> bool:
        """Whether nothing can be done here, whatever else they typed: that is no mistake of theirs, and is never shown as one."""
        return self.data.get("safe") == "no" or self.data.get("age") == "child"

    def mistakes(self) -> list[dict[str, str]]:
        """Return what to put right, for the summary at the top, in the order of the page."""
        errors = self.errors if self.is_bound else {}
        return [{"href": f"#{name}", "text": str(errors[name][0])} for name in self.fields if name in errors]

    def options(self, name: str) -> list[dict[str, Any]]:
        """Return the answers to one question as the page draws them: what was chosen stays chosen."""
        field, chosen = self.fields[name], self[name].value()
        assert isinstance(field, forms.ChoiceField)
        offered: list[tuple[str, str]] = list(field.choices)  # type: ignore[arg-type]  # ours are plain pairs
        return [{"value": value, "text": text, "checked": value == chosen} for value, text in offered]
