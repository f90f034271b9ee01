"""One thing on a page: the steps in which a family asks for something in another way.

No session and no cookie hold what was said on the pages before: each page carries it along, posted and never in an address.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from consent.choices import How, Safe, Way
from consent.rules.formats import LONGEST, how_to_reach, why_not_reach
from core.long_boxes import LongBox
from core.models import Hub
from core.text import normalise

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_HINTS: "dict[str, StrOrPromise]" = {
    How.PICK_UP: _("We need no name and no number. You get a short code to say."),
    Way.BY_PHONE: _("A person reads it to you, asks the questions if there are any, and writes down what you say."),
    Safe.IN_PERSON: _("Then we write down no name and no number. You pick it up, with a code."),
}


class OwnWords(forms.CharField):
    """A family's own words: plain, never cut. Too long is said, with by how much."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Return what was typed as we keep it."""
        return normalise(super().to_python(value) or "").strip()

    def validate(self, value: str) -> None:
        """Refuse what is too long to be read."""
        super().validate(value)
        if (over := len(value) - self.most) > 0:
            said = ngettext("Please make this {n} letter shorter.", "Please make this {n} letters shorter.", over)
            raise forms.ValidationError(said.format(n=f"{over:,}"))


class LongWords(OwnWords, LongBox):
    """The same for longer words, which staff write into a box of several lines."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(most=most, **kwargs)
        self.max_length = most  # for whoever asks; what is too long is said in our words, with by how much


class Step(forms.Form):
    """One page: `title` is its heading. `said` is all that the family said so far, `hubs` where it could be picked up."""

    name = ""
    title: "StrOrPromise" = ""
    lead: "StrOrPromise" = ""
    areas: tuple[str, ...] = ()  # boxes of several lines

    def __init__(self, said: Mapping[str, Any], *, hubs: list[Hub], checked: bool = True) -> None:
        self.hubs = hubs
        super().__init__(said if checked else None, initial=None if checked else dict(said))
        self.offer()

    def offer(self) -> None:
        """Set what depends on the hubs or on what was said. Override where something does."""

    def said(self, name: str) -> str:
        """Return what was said anywhere on the way, as it was posted."""
        found = (self.data or self.initial).get(name, "")
        return found if isinstance(found, str) else ""

    def parts(self) -> list[dict[str, Any]]:
        """Return the fields as the page draws them."""
        return [self._part(name, field) for name, field in self.fields.items()]

    def _part(self, name: str, field: forms.Field) -> dict[str, Any]:
        value = self.said(name)
        error = next(iter(self.mistakes_of(name)), "")
        part = {"name": name, "label": field.label, "hint": field.help_text, "error": error, "value": value}
        if isinstance(field, forms.ChoiceField):
            offered: list[tuple[str, str]] = list(field.choices)  # type: ignore[arg-type]  # ours are plain pairs
            options = [{"value": one, "text": text, "hint": _HINTS.get(one, ""), "checked": one == value} for one, text in offered]
            return {**part, "kind": "radios", "options": options}
        return {**part, "kind": "area" if name in self.areas else "line", "most": getattr(field, "most", None)}

    def mistakes_of(self, name: str) -> list[str]:
        """Return what is wrong with one field, in words."""
        return [str(reason) for reason in self.errors.get(name, [])]

    def mistakes(self) -> list[dict[str, str]]:
        """Return what to put right, for the summary at the top."""
        return [{"href": f"#{name}", "text": reason} for name in self.fields for reason in self.mistakes_of(name)[:1]]


def _choice(choices: Any, missing: "StrOrPromise", label: "StrOrPromise") -> forms.ChoiceField:
    words = {"required": missing, "invalid_choice": _("Choose one of the answers shown.")}
    return forms.ChoiceField(choices=choices, error_messages=words, label=label)


class WayStep(Step):
    """Which other way."""

    name, title = "way", _("How would you like it?")
    way = _choice(Way.choices, _("Choose how you would like it."), title)
    which = OwnWords(
        most=LONGEST["which"],
        required=False,
        label=_("Which language, or which other way?"),
        help_text=_("Only if you chose “In my language” or “In another way”."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask which language, or which other way."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("way") in {Way.LANGUAGE, Way.OTHER} and not said.get("which") and "which" not in self.errors:
            self.add_error("which", gettext("Say which language, or which other way."))
        return said


class HowStep(Step):
    """How it gets to the family."""

    name, title = "how", _("How shall it get to you?")
    how = _choice(How.choices, _("Choose how it shall get to you."), title)


class SafeStep(Step):
    """Whether somebody could see that they asked."""

    name, title = "safe", _("Is it safe for us to write to you or ring you?")
    safe = _choice(Safe.choices, _("Choose an answer: we do only what is safe for you."), title)


class HubStep(Step):
    """Where to pick it up, or who shall act."""

    name, title = "hub", _("Which place is best for you?")
    hub = _choice([], _("Choose a place."), title)

    def offer(self) -> None:
        """Offer the hubs."""
        field = self.fields["hub"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(hub.pk), ", ".join(filter(None, (hub.name, hub.street, hub.town)))) for hub in self.hubs]


class ContactStep(Step):
    """How to reach somebody who does not pick it up."""

    name, title = "contact", _("How can we reach you?")
    lead = _("Only the people who do this for you see it. We delete it soon after.")
    LABELS: "ClassVar[dict[str, StrOrPromise]]" = {
        How.RING: _("Your phone number"),
        How.TEXT: _("Your mobile number"),
        How.EMAIL: _("Your e-mail address"),
        How.POST: _("Your name and address, as it shall stand on the letter"),
    }
    contact = OwnWords(most=LONGEST["contact"], required=False)
    contact_name = OwnWords(
        most=LONGEST["name"], required=False, label=_("What shall we call you?"), help_text=_("Any name will do. You can leave this out.")
    )
    best_time = OwnWords(
        most=LONGEST["best_time"],
        required=False,
        label=_("When is a good time?"),
        help_text=_("Such as: mornings, not on Fridays. You can leave this out."),
    )

    def offer(self) -> None:
        """Ask for what the way to them needs, and for a time only where somebody is rung."""
        self.how = how_to_reach(way=self.said("way"), how=self.said("how"), safe=self.said("safe"))
        self.fields["contact"].label = self.LABELS.get(self.how, self.LABELS[How.RING])
        if self.how == How.POST:
            self.areas = ("contact",)
            del self.fields["contact_name"]  # it stands in the address
        if self.how != How.RING:
            del self.fields["best_time"]

    def clean_contact(self) -> str:
        """Refuse what nobody could be reached by."""
        typed: str = self.cleaned_data["contact"]
        if problem := why_not_reach(self.how, typed):
            raise forms.ValidationError(problem)
        return typed


class WordsStep(Step):
    """Anything else."""

    name, title = "words", _("Is there anything else we should know?")
    areas = ("words",)
    words = OwnWords(
        most=LONGEST["words"], required=False, label=title, help_text=_("Such as: how large the letters should be. You can leave this out.")
    )


STEPS: tuple[type[Step], ...] = (WayStep, HowStep, SafeStep, HubStep, ContactStep, WordsStep)
CARRIED = tuple(name for step in STEPS for name in step.base_fields)


class Walk:
    """The steps of one family, as what they said so far makes them."""

    def __init__(self, said: Mapping[str, str], *, hubs: list[Hub]) -> None:
        self.said = {name: normalise(said[name]) for name in CARRIED if name in said}
        self.hubs = hubs

    @property
    def how(self) -> str:
        """How it gets to them when what is safe is heeded."""
        return how_to_reach(way=self.said.get("way", ""), how=self.said.get("how", ""), safe=self.said.get("safe", ""))

    def path(self) -> list[type[Step]]:
        """Return the steps that this family meets."""
        left_out: set[type[Step]] = {HowStep} if self.said.get("way") == Way.BY_PHONE else set()
        if self.said.get("how") == How.PICK_UP and HowStep not in left_out:
            left_out.add(SafeStep)
        if self.how == How.PICK_UP:
            left_out.add(ContactStep)
        if len(self.hubs) < 2:
            left_out.add(HubStep)
        return [step for step in STEPS if step not in left_out]

    def step(self, name: str, *, checked: bool = False) -> Step:
        """Return a step by its name, the first one for any other; `checked` says what is wrong with it."""
        kind = next((step for step in self.path() if step.name == name), WayStep)
        return kind(self.said, hubs=self.hubs, checked=checked)

    def before(self, name: str) -> Step:
        """Return the step before the one of this name; before the check page it is the last."""
        path = self.path()
        at = next((place for place, step in enumerate(path) if step.name == name), len(path))
        return path[max(at - 1, 0)](self.said, hubs=self.hubs, checked=False)

    def next_open(self) -> Step | None:
        """Return the first step that nobody passed yet or that holds a mistake, without saying which; None when all is said."""
        for kind in self.path():
            checked = kind(self.said, hubs=self.hubs)
            if not checked.is_valid() or not set(self.said) & set(checked.fields):
                return kind(self.said, hubs=self.hubs, checked=bool(set(self.said) & set(checked.fields)))
        return None

    def answers(self) -> dict[str, str]:
        """Return what is sent: what the check page shows, and nothing typed on a step that is no longer on the way."""
        met = {name for kind in self.path() for name in kind(self.said, hubs=self.hubs).fields} | {"how"}
        return {name: self.said.get(name, "") if name in met else "" for name in CARRIED}

    def hub(self) -> Hub | None:
        """Return the chosen hub, or the only one."""
        if len(self.hubs) < 2:
            return self.hubs[0] if self.hubs else None
        return next((hub for hub in self.hubs if str(hub.pk) == self.said.get("hub")), None)

    def rows(self) -> list[dict[str, Any]]:
        """Return everything once more, to check before it is sent: {"key", "value", "step"}."""
        rows = []
        for kind in self.path():
            for part in kind(self.said, hubs=self.hubs).parts():
                chosen = self.how if kind is HowStep else part["value"]  # what is safe changes how: show what will be done
                if kind is WayStep and chosen == Way.BY_PHONE and self.how == How.PICK_UP:
                    rows.append({"key": part["label"], "value": gettext("A person does it with me, face to face"), "step": kind.name})
                    continue
                value = next((str(one["text"]) for one in part.get("options", []) if one["value"] == chosen), "") or part["value"]
                if value.strip():
                    rows.append({"key": part["label"], "value": value, "step": kind.name})
        return rows
