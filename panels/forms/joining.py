"""What somebody fills in who would like to join a panel: a minute on a phone, and nothing needed but how to call and reach them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from consent.choices import SafeThere
from consent.models import Wording
from consent.rules.introductions import LONGEST
from core import contact
from core.text import normalise
from panels.choices.joining import HeardThrough, Suits, Wants

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CALL = "call"
SAFE: "list[tuple[str, StrOrPromise]]" = [
    (SafeThere.YES, _("Yes")),
    (SafeThere.ONLY_RING, _("Only ring me, never write")),
    (SafeThere.IN_PERSON, _("No: only talk to me face to face")),
]
WHOSE: "list[tuple[str, StrOrPromise]]" = [("mine", _("Mine")), ("adult", _("A grown-up’s who looks after me"))]
MORE = ("wants", "suits", "heard_through", "words", "is_young")
_NOTHING: tuple[Any, ...] = (None, "", [], False)
OTHER_ANSWER = _("Choose one of the answers shown.")


class OwnWords(forms.CharField):
    """A family's own words: plain, never cut. Too long is said, with by how much."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        self.most = LONGEST[name]
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return what was typed as we keep it."""
        return normalise(super().to_python(value) or "").strip()

    def validate(self, value: str) -> None:
        """Refuse what is too long to be read."""
        super().validate(value)
        if (over := len(value) - self.most) > 0:
            said = ngettext("Please make this {n} letter shorter.", "Please make this {n} letters shorter.", over)
            raise ValidationError(said.format(n=f"{over:,}"))


def _choice(choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[("", ""), *choices], required=False, error_messages={"invalid_choice": OTHER_ANSWER})


class JoinForm(forms.Form):
    """The whole form. `is_call`: only the number to ring. `is_young`: the panel's members are under 18, so it asks hardly anything."""

    name = OwnWords("name")
    phone = OwnWords("phone")
    email = OwnWords("email")
    whose = _choice(WHOSE)
    safe = _choice(SAFE)
    best_time = OwnWords("best_time")
    wants = _choice(Wants.choices)
    suits = forms.MultipleChoiceField(choices=Suits.choices, required=False, error_messages={"invalid_choice": OTHER_ANSWER})
    heard_through = _choice(HeardThrough.choices)
    words = OwnWords("words")
    is_young = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, is_call: bool = False, is_young_panel: bool = False, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.is_call, self.is_young_panel = is_call, is_young_panel
        for name in set(self.fields) - self._asked():
            del self.fields[name]

    def _asked(self) -> set[str]:
        if self.is_young_panel:
            return {"name", "phone", "email", "whose", "safe"}
        if self.is_call:
            return {"name", "phone", "safe", "best_time"}
        return set(self.fields) - {"whose"}

    @property
    def needs_a_person(self) -> bool:
        """Whether nobody can be rung or written to: no mistake of theirs, and nothing of it is kept."""
        return self.data.get("safe") == SafeThere.IN_PERSON

    @property
    def has_said_more(self) -> bool:
        """Whether something stands in the half of the form that can be left out: it is not folded away again."""
        return any(self[name].value() not in _NOTHING for name in MORE if name in self.fields)

    def clean(self) -> dict[str, Any]:
        """Ask for what to call them, and for one way to reach them as they said is safe."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.is_call and "name" not in self.errors and not said.get("name"):
            self.add_error("name", gettext("Write what we may call you. A first name will do."))
        self._reach(said)
        return said

    def _reach(self, said: dict[str, Any]) -> None:
        for name, as_kept in (("phone", contact.as_phone), ("email", contact.as_email)):
            if said.get(name):
                try:
                    said[name] = as_kept(said[name])
                except ValidationError as error:
                    self.add_error(name, error)
        if {"phone", "email"} & set(self.errors):
            return
        if self.is_call and not said.get("phone"):
            self.add_error("phone", gettext("Write the whole phone number, such as 01632 960 123."))
        elif not (said.get("phone") or said.get("email")):
            self.add_error("phone", gettext("Write a phone number or an e-mail address, so that we can reach you."))
        elif said.get("safe") == SafeThere.ONLY_RING and not said.get("phone"):
            self.add_error("phone", gettext("Write the number that we may ring."))

    def said(self, *, language: str) -> dict[str, Any]:
        """Return what is kept, by field."""
        found = {**self.cleaned_data, "language": language}
        found["through_adult"] = found.pop("whose", "") == "adult"
        return found

    def mistakes(self) -> list[dict[str, str]]:
        """Return what to put right, for the summary at the top, in the order of the page."""
        errors = self.errors if self.is_bound else {}
        return [{"href": f"#{name}", "text": str(errors[name][0])} for name in self.fields if name in errors]

    def options(self, name: str) -> list[dict[str, Any]]:
        """Return the answers to one question as the page draws them: what was chosen stays chosen."""
        if name not in self.fields:
            return []
        field, value = self.fields[name], self[name].value() or ()
        assert isinstance(field, forms.ChoiceField)
        chosen = {value} if isinstance(value, str) else set(value)
        offered: list[tuple[str, str]] = list(field.choices)  # type: ignore[arg-type]  # ours are plain pairs
        return [{"value": one, "text": text, "checked": one in chosen} for one, text in offered if one]


def ticked(data: Any, offered: Iterable[Wording]) -> list[Wording]:
    """Return the words beside which somebody ticked: only of those that are offered now. A page from before newer words counts as none."""
    chosen = set(data.getlist("yes"))
    return [one for one in offered if str(one.pk) in chosen]
