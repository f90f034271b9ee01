"""Writing down what somebody decided: on paper, aloud, in a reply, or on a sheet of many. Nothing is ticked before they said it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from consent.choices import Audience, Decision, GivenBy, Method, UsedIn
from consent.forms.formats import LongWords, OwnWords
from consent.models import Partner, Person, Purpose, Wording
from consent.rules.ledger import LONGEST_NAME, Said
from consent.selectors import ledger as selectors
from core import clocks
from core.uploads import clean_scan

YES_OR_NO = [(Decision.GRANTED.value, "Yes"), (Decision.REFUSED.value, "No")]
ONE_BY_ONE = [(value, Method(value).label) for value in (Method.PAPER, Method.SPOKEN, Method.REPLY)]
MANY = [(value, Method(value).label) for value in (Method.SHEET, Method.SPOKEN)]
MOST_LINES, MOST_LETTERS = 500, 50_000
_LINE = re.compile(r"^\s*(?P<code>[\w\-–—.]+)[\s,;:]+(?P<said>yes|no|y|n)\s*$", re.IGNORECASE)


def _name(label: str, help_text: str = "") -> OwnWords:
    return OwnWords(most=LONGEST_NAME, required=False, label=label, help_text=help_text)


class _WhenAndHow(forms.Form):
    """What both forms ask beside the decisions."""

    language = forms.ChoiceField(label="In which language were the words?", choices=settings.LANGUAGES, initial=settings.LANGUAGE_CODE)
    given_on = forms.DateField(
        label="On which day did they say it?",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Write the day.", "invalid": "Write the day, such as 30/11/2026."},
    )
    partner = forms.ModelChoiceField(
        queryset=Partner.objects.none(), required=False, label="Which partner?", help_text="Only for sharing with a partner."
    )
    is_explicit = forms.BooleanField(
        required=False, label="They signed or said these very words themselves", help_text="Photos, film, own words and stories need this."
    )
    witness = _name("Who else heard it?", "Needed when it was said aloud. The name is kept apart and can be deleted.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners: Any = self.fields["partner"]
        partners.queryset = Partner.objects.order_by("ended_on", "name")

    def day(self) -> date:
        """Return the day that was said; today where it is missing."""
        return self.cleaned_data.get("given_on") or clocks.today()


class DecisionsForm(_WhenAndHow):
    """What one person decided, about as many purposes as were on the form. A purpose that was not on it is left alone."""

    method = forms.ChoiceField(label="How did they tell us?", choices=ONE_BY_ONE, widget=forms.RadioSelect)
    given_by = forms.ChoiceField(
        label="Who decided?", choices=GivenBy.choices, widget=forms.RadioSelect, error_messages={"required": "Say who decided."}
    )
    decided_by = _name("If somebody decided for a child: who, and what are they to the child?", "We ask for no proof.")
    scan = forms.FileField(label="A photo or scan of the signed form", required=False, help_text="JPEG, PNG, WebP or PDF, at most 10 MB.")
    field_order = ["method", "given_by", "decided_by", "given_on", "language"]

    def __init__(self, *args: Any, person: Person, purposes: list[Purpose], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.purposes = person, purposes
        self.fields["method"].error_messages["required"] = "Say how they told us."
        for purpose in purposes:
            self.fields[f"says_{purpose.pk}"] = forms.ChoiceField(
                label=purpose.title, help_text=purpose.about, choices=YES_OR_NO, required=False, widget=forms.RadioSelect
            )
            self.fields[f"places_{purpose.pk}"] = forms.MultipleChoiceField(
                label=f"“{purpose.title}”: only in these places?",
                help_text="Tick nothing when they said yes to all of them.",
                choices=[one for one in UsedIn.choices if one[0] in purpose.channels] or UsedIn.choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": "Choose only places that belong to this purpose."},
            )
            if len(versions := _versions(purpose)) > 1:
                self.fields[f"words_{purpose.pk}"] = forms.ChoiceField(
                    label=f"Which words of “{purpose.title}” did they read?",
                    choices=[("", "The newest of that day"), *versions],
                    required=False,
                )

    def asked(self) -> list[tuple[Any, Any, Any]]:
        """Return the boxes of each purpose: what they said, where it may be used, and which words where there are several."""
        found = []
        for pk in (one.pk for one in self.purposes):
            found.append((self[f"says_{pk}"], self[f"places_{pk}"], self[f"words_{pk}"] if f"words_{pk}" in self.fields else None))
        return found

    def rest(self) -> list[Any]:
        """Return the boxes that stand before and after the purposes."""
        return [field for field in self if not field.name.startswith(("says_", "places_", "words_"))]

    def clean_scan(self) -> tuple[str, bytes] | None:
        """Look into the file: what it holds counts, not its name."""
        file = self.cleaned_data.get("scan")
        return clean_scan(file) if file else None

    def clean(self) -> dict[str, Any]:
        """Ask for one decision at least, and find the words that each is about."""
        said: dict[str, Any] = super().clean() or {}
        self.words: dict[int, Wording] = {}
        decided = [one for one in self.purposes if said.get(f"says_{one.pk}")]
        for purpose in self.purposes:
            if said.get(f"places_{purpose.pk}") and said.get(f"says_{purpose.pk}") != Decision.GRANTED:
                self.add_error(f"says_{purpose.pk}", "Places are ticked for this: choose yes as well, or take the ticks away.")
        if not decided and not self.errors:
            raise ValidationError("Choose yes or no for at least one purpose.")
        for purpose in decided:
            if found := self._wording(purpose):
                self.words[purpose.pk] = found
            else:
                self.add_error(f"says_{purpose.pk}", NO_WORDS)
        return said

    def _wording(self, purpose: Purpose) -> Wording | None:
        chosen = self.cleaned_data.get(f"words_{purpose.pk}")
        if chosen:
            return purpose.wordings.filter(pk=chosen, published_at__isnull=False).first()
        audience = audience_of(self.person, self.cleaned_data.get("given_by", ""))
        found = selectors.wording_on(purpose, language=self.cleaned_data.get("language", ""), audience=audience, day=self.day())
        return found[0] if found else None

    def decisions(self) -> list[Said]:
        """Return what they said, one for each purpose that was decided on."""
        said = self.cleaned_data
        return [
            Said(
                person=self.person,
                purpose=purpose,
                wording=self.words[purpose.pk],
                decision=said[f"says_{purpose.pk}"],
                language=said["language"],
                method=said["method"],
                given_on=said["given_on"],
                given_by=said["given_by"],
                partner=said["partner"] if purpose.for_a_partner else None,
                is_explicit=said["is_explicit"],
                channels=tuple(said[f"places_{purpose.pk}"]),
                decided_by=said["decided_by"],
                witness=said["witness"],
            )
            for purpose in self.purposes
            if said.get(f"says_{purpose.pk}")
        ]


NO_WORDS = (
    "No words in this language were published by that day, for these readers. Nobody can have read them: choose another language or day."
    " Of a form from before Earshot, keep the paper as you kept it, and ask them anew in today’s words."
)


def audience_of(person: Person, given_by: str) -> str:
    """Return for whom the words were: a young person who decides themselves reads those for young people."""
    return Audience.YOUNG if person.is_young and given_by == GivenBy.SELF else Audience.ADULTS


def _versions(purpose: Purpose) -> list[tuple[str, str]]:
    published = [one for one in purpose.wordings.all() if one.published_at]
    several = {(one.language, one.audience) for one in published if one.number > 1}
    chosen = [one for one in published if (one.language, one.audience) in several]
    return [(str(one.pk), f"{one}, from {clocks.day_in_words(clocks.today(one.published_at))}") for one in chosen]


@dataclass(frozen=True)
class Typed:
    """One line of a sheet as it was typed: its number, the code and what they said; `wrong` says why it cannot be read."""

    number: int
    code: str = ""
    decision: str = ""
    wrong: str = ""


class SheetForm(_WhenAndHow):
    """A sign-up sheet: one purpose, many people, one line for each. Everybody on it decided for themselves."""

    purpose = forms.ModelChoiceField(queryset=Purpose.objects.none(), label="What were they asked?")
    method = forms.ChoiceField(label="How did they tell us?", choices=MANY, widget=forms.RadioSelect)
    kept_at = _name("Where is the sheet kept?", "Such as: the blue folder in the office of Elm.")
    lines = LongWords(
        most=MOST_LETTERS,
        label="Who said what?",
        help_text="One line for each person: their code, then yes or no. Such as: P-7K3F yes",
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Write one line for each person."},
    )
    field_order = ["purpose", "partner", "method", "kept_at", "witness", "given_on", "language", "lines"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purposes: Any = self.fields["purpose"]
        purposes.queryset = Purpose.objects.asked().in_use()
        self.fields["method"].error_messages["required"] = "Say how they told us."
        self.fields["purpose"].error_messages["required"] = "Choose what they were asked."

    def clean_lines(self) -> list[Typed]:
        """Read the lines; what cannot be read, and who stands there twice, is told with the line's number."""
        numbered = [(number, line) for number, line in enumerate(self.cleaned_data["lines"].splitlines(), start=1) if line.strip()]
        if len(numbered) > MOST_LINES:
            raise ValidationError(f"Write at most {MOST_LINES} lines at a time. These are {len(numbered):,}.")
        read, seen = [], set[str]()
        for number, line in numbered:
            one = _read(number, line)
            if one.code and one.code in seen:
                one = Typed(number, wrong="this person stands here twice.")
            seen.add(one.code)
            read.append(one)
        if wrong := [f"Line {one.number}: {one.wrong}" for one in read if one.wrong]:
            raise ValidationError(wrong)
        return read


def _read(number: int, line: str) -> Typed:
    found = _LINE.match(line)
    if found is None:
        return Typed(number, wrong="write a code, then yes or no, such as: P-7K3F yes")
    decision = Decision.GRANTED if found["said"].lower().startswith("y") else Decision.REFUSED
    return Typed(number, selectors.tidy_code(found["code"]), decision)
