"""What staff write when they answer back."""

from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from core.forms.fields import PostChoice, choices_offered, rows_offered
from core.gate import narrow_fields
from core.long_boxes import LongBox
from core.models import Post
from feedback.choices import HAPPENED, PROMISED, REFUSALS, Outcome, ToldHow
from feedback.models import Told, WeDid, YouSaid
from participation.models import Engagement


def _day() -> forms.DateInput:
    """The browser's own date field: Wagtail's needs an inline script."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class YouSaidForm(forms.ModelForm[YouSaid]):
    """What families said, in plain words. `seen_count` says which version was on the screen."""

    seen_count = forms.IntegerField(widget=forms.HiddenInput, required=False)
    owner = PostChoice(
        queryset=Post.objects.select_related("hub"), label="Who owns the answer", help_text="Families see this job title, never a name."
    )

    class Meta:
        model = YouSaid
        fields: tuple[str, ...] = ("engagement", "text", "topic", "hubs", "owner", "heard_from_on", "heard_until_on", "answer_by_on")
        labels = {
            "engagement": "What we asked about",
            "text": "You said, in plain words",
            "heard_from_on": "First heard on",
            "heard_until_on": "Last heard on",
            "topic": "What about",
        }
        help_texts = {
            "text": "One or two short sentences, as a parent would say it. No names, no numbers of people: everybody will read this.",
            "answer_by_on": "What we promised when we asked. Families are shown when we are late.",
        }
        field_classes = {"text": LongBox}
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "hubs": forms.CheckboxSelectMultiple,
            "heard_from_on": _day(),
            "heard_until_on": _day(),
            "answer_by_on": _day(),
        }

    def __init__(self, *args: Any, user: User, right: str, engagements: "list[Engagement] | None" = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow_fields(self.fields, user, right, chosen=dict(self.initial))
        if engagements is not None:
            rows_offered(self, "engagement").queryset = Engagement.objects.filter(pk__in=[one.pk for one in engagements])

    def facts(self) -> dict[str, Any]:
        """Return what was written, as the service takes it."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}


class EditYouSaidForm(YouSaidForm):
    """The same without what was asked about, which does not change."""

    class Meta(YouSaidForm.Meta):
        fields = ("text", "topic", "hubs", "owner", "heard_from_on", "heard_until_on", "answer_by_on")


# Which boxes belong to which outcome; the script shows only those of the one that is chosen.
GROUPS: tuple[tuple[str, tuple[str, ...], frozenset[Outcome]], ...] = (
    ("For “We did” and “We did part of it”", ("what_changed", "changed_on"), HAPPENED),
    ("By when", ("due_on",), PROMISED | {Outcome.PARTLY}),
    ("For “No” and “Not now”", ("reason", "would_change_it"), REFUSALS | {Outcome.PARTLY}),
    ("For “We asked somebody else”", ("passed_to", "replies_by_on"), frozenset({Outcome.PASSED_ON})),
)


class AnswerForm(forms.ModelForm[WeDid]):
    """The answer. What it must hold is `rules.findings_on_answer`; the service asks it, this form only carries the words."""

    seen_count = forms.IntegerField(widget=forms.HiddenInput, required=False)
    decided_by = PostChoice(
        queryset=Post.objects.select_related("hub"),
        required=False,
        label="Who decided",
        help_text="Families see this job title, never a name. Needed for a “no” and a “not now”.",
    )

    class Meta:
        model = WeDid
        fields = (
            *("outcome", "text", "what_changed", "changed_on", "due_on", "reason", "would_change_it"),
            *("passed_to", "replies_by_on", "decided_by"),
        )
        labels = {
            "outcome": "What came of it",
            "what_changed": "What changed",
            "changed_on": "On which day",
            "reason": "Because",
        }
        help_texts = {
            "text": "Answer in the first sentence. Say thank you. Plain words: a parent reads this on a phone.",
            "what_changed": "What will a family see that is different?",
            "reason": "One honest reason: the law, safety, money (say how much), not ours to decide (say whose it is).",
            "would_change_it": "What would have to be different for a “yes”, and when we look at it again.",
        }
        field_classes = {"text": LongBox, "reason": LongBox, "would_change_it": LongBox}
        widgets = {
            "outcome": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 5}),
            "reason": forms.Textarea(attrs={"rows": 3}),
            "would_change_it": forms.Textarea(attrs={"rows": 2}),
            "changed_on": _day(),
            "due_on": _day(),
            "replies_by_on": _day(),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_offered(self, "outcome").choices = Outcome.choices
        for name in ("outcome", "text"):
            self.fields[name].required = False  # the rule says why in better words
        narrow_fields(self.fields, user, "we_did.edit", chosen=dict(self.initial))

    def _post_clean(self) -> None:
        """Leave the model's own checks to the rules: their words are kinder, and the database guards behind both."""

    def facts(self) -> dict[str, Any]:
        """Return what was written, as the service takes it."""
        return {name: self.cleaned_data.get(name) for name in self.Meta.fields}


class ToldForm(forms.ModelForm[Told]):
    """How people were told, besides the public page."""

    class Meta:
        model = Told
        fields = ("how", "told_on", "hub")
        labels = {"how": "How", "told_on": "On which day", "hub": "Where"}
        widgets = {"told_on": _day()}

    def __init__(self, *args: Any, you_said: YouSaid, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_offered(self, "how").choices = [choice for choice in ToldHow.choices if choice[0] != ToldHow.PUBLIC_PAGE]
        where = rows_offered(self, "hub")
        where.queryset, where.empty_label = you_said.hubs.all(), "Everywhere"
        self.initial.setdefault("told_on", today)
        narrow_fields(self.fields, user, "you_said.edit")
