"""What a member fills in to get their money back: a box for each thing that the panel pays, photos, and a thank-you they may refuse.

Whatever the rules of a claim would say to staff is said here in families' words, before the service is asked. No bank details anywhere.
"""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.text import normalise
from core.uploads import CleanPicture, clean_picture
from panels.choices import MoneyKind
from panels.forms.claims import PLAIN_SUMS, lines_of
from panels.forms.my_panel import FamilyForm
from panels.models import Claim, ExpensePolicy, Meeting
from panels.rules.bank_details import looks_like_bank_details
from panels.rules.claims import LONGEST_NOTE, MOST_POUNDS, amount_of
from panels.rules.policy import pays, pounds
from panels.rules.when import when_in_words
from panels.services.claims import MOST_RECEIPTS, Receipt, Said

NOT_A_SUM = _("Write a sum in pounds, such as 4.50.")
NOT_A_NUMBER = _("Write a number, such as 2.5.")
PHOTO_WRONG = {
    "too_heavy": _("This photo is too large: 10 MB at most. Take it again, a little smaller."),
    "too_many_dots": _("This photo is too large: 10 MB at most. Take it again, a little smaller."),
    "not_a_picture": _("We cannot open this. Take a photo with your phone."),
    "moving": _("This picture moves. Take a still photo."),
}
BANK_DETAILS = _("This looks like the number of a bank account or a card. Please take it out: we never ask for it here.")
BOXES = ("fares", "miles", "childcare", "hours", "carer", "data", "other")
HINTS = {
    "fares": _("Bus, train or taxi, there and back."),
    "miles": _("There and back. We work out the sum."),
    "hours": _("For how long somebody looked after your child, such as 2.5."),
    "other": _("Say below what it was."),
}
PHOTOS = "photos"


class Number(forms.DecimalField):
    """A number as people type it on a phone: 4.50, 4,50 or £4.50. Nothing is nothing."""

    def __init__(self, wrong: Any, **kwargs: Any) -> None:
        told = {"invalid": wrong, "max_digits": wrong, "max_decimal_places": wrong, "max_whole_digits": wrong, "min_value": wrong}
        super().__init__(required=False, min_value=0, max_digits=7, error_messages=told, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the number; None for an empty box and for nothing."""
        typed = normalise(str(value or "")).replace("£", "").replace(" ", "").replace(",", ".")
        return super().to_python(typed) or None


class MoneyForm(FamilyForm):
    """One asking for money. `key` is made with the form, so that sent twice it is one; `seen` is what stood on the page."""

    on_page = ("meeting", *BOXES, PHOTOS, "note")
    key = forms.UUIDField(required=False)
    seen = forms.IntegerField(required=False)
    meeting = forms.ModelChoiceField(
        queryset=Meeting.objects.none(), required=False, error_messages={"invalid_choice": _("Choose one of these.")}
    )
    note = forms.CharField(required=False)
    thanks = forms.BooleanField(required=False)

    def __init__(
        self,
        data: Any = None,
        files: "MultiValueDict[str, Any] | None" = None,
        *,
        policy: ExpensePolicy,
        meetings: Sequence[Meeting],
        claim: Claim | None = None,
        is_on_the_panel: bool = True,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial or (as_typed(claim) if claim else None))
        self.policy, self.meetings, self.claim = policy, meetings, claim
        self.fields["meeting"].queryset = Meeting.objects.filter(pk__in=[one.pk for one in meetings])  # type: ignore[attr-defined]  # a model choice field
        for kind in PLAIN_SUMS:
            if kind != MoneyKind.THANK_YOU and pays(policy, kind):
                self.fields[kind] = Number(NOT_A_SUM, decimal_places=2, label=MoneyKind(kind).label)
        if pays(policy, MoneyKind.MILEAGE):
            self.fields["miles"] = Number(NOT_A_NUMBER, decimal_places=1, label=_("Miles by car"))
        if pays(policy, MoneyKind.CHILDCARE):
            self.fields["hours"] = Number(NOT_A_NUMBER, decimal_places=1, label=_("Hours of childcare"))
        if not (pays(policy, MoneyKind.THANK_YOU) and is_on_the_panel):
            del self.fields["thanks"]

    @property
    def thank_you_sum(self) -> str:
        """What a thank-you is, in pounds; empty where there is none to take."""
        return pounds(self.policy.thank_you) if "thanks" in self.fields else ""

    def boxes(self) -> list[dict[str, Any]]:
        """Return the boxes for sums and numbers, as components/text_input.html shows them, in the order of the page."""
        return [self._box(name) for name in BOXES if name in self.fields]

    def _box(self, name: str) -> dict[str, Any]:
        label = self.fields[name].label
        in_pounds = gettext("%(what)s, in pounds") % {"what": label} if name not in {"miles", "hours"} else label
        return {"name": name, "label": in_pounds, "hint": HINTS.get(name, ""), "error": self._wrong(name), "value": self[name].value()}

    def _wrong(self, name: str) -> str:
        return str(self.errors[name][0]) if self.is_bound and name in self.errors else ""

    def for_which(self) -> list[dict[str, Any]]:
        """Return the meetings to choose from, as components/select.html shows them."""
        chosen = str(self["meeting"].value() or "")
        return [
            {"value": str(one.pk), "text": when_in_words(one.starts_at, one.number_of_minutes), "checked": str(one.pk) == chosen}
            for one in self.meetings
        ]

    def clean_note(self) -> str:
        """Return the words as they are kept; no bank details, and nothing cut off."""
        words = normalise(self.cleaned_data["note"]).strip()
        if looks_like_bank_details(words):
            raise ValidationError(BANK_DETAILS)
        if len(words) > LONGEST_NOTE:
            raise ValidationError(_("Please make this shorter: up to %(n)s letters.") % {"n": LONGEST_NOTE})
        return words

    def clean(self) -> dict[str, Any]:
        """Look at what belongs together: sums and hours, a thank-you and its meeting, photos and how many there are."""
        typed = super().clean() or {}
        self._clean_photos(typed)
        if typed.get("childcare") and not typed.get("hours") and "hours" not in self.errors:
            self.add_error("hours", _("Write for how many hours it was."))
        if typed.get("hours") and not typed.get("childcare") and "childcare" not in self.errors:
            self.add_error("childcare", _("Write what these hours cost."))
        if typed.get("other") and not typed.get("note") and "note" not in self.errors:
            self.add_error("note", _("Say what “something else” was."))
        if typed.get("thanks") and not typed.get("meeting") and "meeting" not in self.errors:
            self.add_error("meeting", _("A thank-you is for a meeting. Choose which."))
        lines = self._lines(typed)
        if not lines and not set(self.errors):
            raise ValidationError(_("Write at least one sum."))
        for one in lines:
            name = "miles" if one.kind == MoneyKind.MILEAGE else one.kind
            if name in self.fields and amount_of(one, self.policy) > MOST_POUNDS:
                self.add_error(name, _("That is more than %(most)s. Look at it again.") % {"most": pounds(MOST_POUNDS)})
        return typed

    def _clean_photos(self, typed: dict[str, Any]) -> None:
        """Keep each photo drawn anew: nothing of where and when it was taken stays in it. A PDF cannot be, so none is taken."""
        files = self.files.getlist(PHOTOS) if isinstance(self.files, MultiValueDict) else []
        if self.number_of_photos + len(files) > MOST_RECEIPTS:
            self.errors[PHOTOS] = self.error_class(
                [gettext("%(n)s photos are the most. Ask for the rest a second time.") % {"n": MOST_RECEIPTS}]
            )
            return
        try:
            typed["receipts"] = [_receipt(clean_picture(one)) for one in files]
        except ValidationError as refused:
            self.errors[PHOTOS] = self.error_class([str(PHOTO_WRONG.get(str(refused.code), PHOTO_WRONG["not_a_picture"]))])

    @property
    def has_thanks(self) -> bool:
        """Whether the thank-you is ticked."""
        return bool(self["thanks"].value()) if "thanks" in self.fields else False

    @property
    def number_of_photos(self) -> int:
        """How many photos are there already."""
        return self.claim.receipts.count() if self.claim else 0

    @property
    def photos_wrong(self) -> str:
        """What is wrong with the photos."""
        return self._wrong(PHOTOS)

    @property
    def meeting_wrong(self) -> str:
        """What is wrong with the meeting."""
        return self._wrong("meeting")

    @property
    def note_wrong(self) -> str:
        """What is wrong with the words."""
        return self._wrong("note")

    @property
    def first_key(self) -> str:
        """The key of this form, made once: it is carried along when the form comes back with something to put right."""
        return str(self["key"].value() or uuid.uuid4())

    def _lines(self, typed: dict[str, Any]) -> list[Any]:
        return lines_of(typed | ({"thank_you": self.policy.thank_you} if typed.get("thanks") else {}))

    def said(self) -> Said:
        """Return what is asked for."""
        typed = self.cleaned_data
        return Said(self._lines(typed), typed.get("meeting"), typed["note"], bool(typed.get("thanks")), typed.get("receipts", []))


def as_typed(claim: Claim) -> dict[str, Any]:
    """Return what the form shows of one that was written down."""
    said: dict[str, Any] = {"seen": claim.version, "meeting": claim.meeting_id, "note": claim.note}
    for line in claim.lines.all():
        name, value = ("miles", line.miles) if line.kind == MoneyKind.MILEAGE else (line.kind, line.amount)
        said[name] = _plain(value)
        if line.kind == MoneyKind.CHILDCARE:
            said["hours"] = _plain(line.hours)
    said["thanks"] = bool(said.pop("thank_you", None))
    return said


def _receipt(picture: CleanPicture) -> Receipt:
    return Receipt(str(picture.name).rpartition(".")[2], picture.read())


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"
