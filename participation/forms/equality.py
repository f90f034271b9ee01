"""The forms of an equality record: its head and fourteen lines as one, who signs, and which engagements rest on it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.models import User
from core.forms.fields import PostChoice, choices_offered, rows_offered
from core.forms.plain_words import PlainWords
from core.gate import narrow_fields
from core.long_boxes import LongBox
from core.models import Post
from core.querysets import reach
from participation.choices import Effect, EqualityOutcome
from participation.equality import CHARACTERISTICS, Characteristic
from participation.models import Engagement, EqualityLine, EqualityRecord
from participation.selectors.equality import EDIT
from participation.services.equality import LineSaid

NOT_LOOKED = "Nobody has looked yet"
_LONG = ("decision", "baseline", "families_said", "cumulative", "justification")


class _OfHubs(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes no type when the program runs
    """What the first form and the whole form share: the hubs within reach, and who looks after the record."""

    right = EDIT
    owner = PostChoice(
        queryset=Post.objects.select_related("hub"),
        required=False,
        label="Looks after it",
        empty_label="Nobody yet",
        help_text="Families see this job title, never a name.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow_fields(self.fields, user, self.right, chosen=dict(self.initial))
        hubs = rows_offered(self, "hubs")
        hubs.required = (mine := reach(user, self.right)) is not None
        hubs.help_text = "Tick every hub it touches." if hubs.required else "Tick every hub it touches. None means the whole council."
        if mine is not None and len(mine) == 1 and self.instance.pk is None:
            self.initial["hubs"] = list(mine)


class StartForm(_OfHubs):
    """The decision, in short."""

    class Meta:
        model = EqualityRecord
        fields = ("title", "decision", "hubs", "owner")
        field_classes = {"title": PlainWords, "decision": LongBox}
        labels = {"title": "Title", "decision": "What is decided", "hubs": "Hubs"}
        help_texts = {"title": "Such as: Where the baby clinic of Harbour Street goes."}
        widgets = {"hubs": forms.CheckboxSelectMultiple, "decision": forms.Textarea(attrs={"rows": 3})}


class RecordForm(_OfHubs):
    """Everything above and below the lines."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = EqualityRecord
        fields = ("title", "decision", "hubs", "owner", "baseline", "families_said", "cumulative", "outcome", "justification", "review_on")
        field_classes = {"title": PlainWords} | dict.fromkeys(_LONG, LongBox)
        labels = {
            "title": "Title",
            "decision": "What is decided",
            "hubs": "Hubs",
            "baseline": "What we know about who uses this now",
            "families_said": "What families said about it",
            "cumulative": "What it adds up to",
            "outcome": "What it comes to",
            "justification": "Why it is justified to continue",
            "review_on": "Look at it again by",
        }
        help_texts = {
            "baseline": "Figures with their source. Leave out numbers of people below ten: they can tell who somebody is.",
            "families_said": "Where, when and what. “Before you ask again” finds it. Name nobody.",
            "cumulative": "What else changes for the same families at the same time?",
            "justification": "Only where it is worse for somebody and nothing can be done.",
            "review_on": "When the change begins, and again 12 to 24 months after.",
        }
        widgets = {
            "hubs": forms.CheckboxSelectMultiple,
            "review_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        } | dict.fromkeys(_LONG, forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.edited_count
        choices_offered(self, "outcome").choices = [("", "Not said yet"), *EqualityOutcome.choices]


class LineForm(forms.Form):
    """What the decision does to one group. The job titles are read once for all lines, so they come as choices."""

    effect = forms.ChoiceField(label="What it does to them", required=False, choices=[("", NOT_LOOKED), *Effect.choices])
    evidence = LongBox(label="How we know", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))
    mitigation = LongBox(label="What we do about it", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))
    owner = forms.ChoiceField(label="Who does it", required=False)
    due_on = forms.DateField(label="By when", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, about: Characteristic, posts: Sequence[Post], **kwargs: Any) -> None:
        kwargs["prefix"] = about.key
        super().__init__(*args, **kwargs)
        self.about = about
        self.posts = {str(post.pk): post for post in posts}
        choices_offered(self, "owner").choices = [("", "Nobody yet"), *((pk, post.with_hub) for pk, post in self.posts.items())]

    def said(self) -> LineSaid:
        """Return what was said."""
        return LineSaid(**{**self.cleaned_data, "owner": self.posts.get(self.cleaned_data["owner"])})


def line_forms(lines: Sequence[EqualityLine], posts: Sequence[Post], data: Any = None) -> list[LineForm]:
    """Return a form for each line. A job title that stands on a line stays on offer there."""
    by_key = {line.characteristic: line for line in lines}
    forms_: list[LineForm] = []
    for about in CHARACTERISTICS:
        line = by_key[about.key]
        offered = [*posts, *([line.owner] if line.owner and line.owner not in posts else [])]
        initial = {"effect": line.effect, "evidence": line.evidence, "mitigation": line.mitigation, "due_on": line.due_on}
        forms_.append(LineForm(data, about=about, posts=offered, initial={**initial, "owner": str(line.owner_id or "")}))
    return forms_


class SignForm(forms.Form):
    """As which job title somebody signs."""

    signed_as = PostChoice(queryset=Post.objects.none(), label="You sign as", empty_label=None)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, posts: Sequence[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_offered(self, "signed_as").queryset = Post.objects.filter(pk__in=[post.pk for post in posts]).select_related("hub")


class EngagementsForm(forms.Form):
    """Which engagements rest on the record."""

    engagements = forms.ModelMultipleChoiceField(
        queryset=Engagement.objects.none(), label="Engagements", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_offered(self, "engagements").queryset = offered
