"""What staff fill in about how well an engagement listened: one small form for each item, all of a tab sent together."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from typing import Any

from django import forms
from django.core.signing import BadSignature, Signer

from core.forms.fields import PostChoice, choices_offered, rows_offered
from core.forms.plain_words import PlainWords
from core.forms.seen import seen_anew, seen_field
from core.long_boxes import LongBox
from core.models import Post
from core.questions import Evidence
from participation import lundy
from participation.choices import Element, Said, When
from participation.lundy import Item
from participation.models import ChecklistAnswer, CouncilItem, Engagement
from participation.rules import checklist as rules
from participation.rules.checklist import MOST_WEEKS
from participation.rules.kept import why_not_take_back
from participation.services.checklist import Given, mark

_SALT = "participation.checklist"
_OPEN = ("", "Not said yet")
_LOST = "What Earshot could see did not come back whole. Use it as evidence again."


def day_widget() -> forms.DateInput:
    """Return the browser's own date field: Wagtail's needs an inline script."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def owners(posts: Sequence[Post]) -> list[tuple[int | str, str]]:
    """Return the posts to choose from, once for all items of a page."""
    return [("", "Nobody yet"), *((post.pk, post.with_hub) for post in posts)]


class AnswerForm(forms.Form):
    """What is said to one item. `seen` is the mark of what was on the screen, `kept` what Earshot could see, sealed against changes."""

    said = forms.ChoiceField(label="Answer", choices=[*Said.choices, _OPEN], widget=forms.RadioSelect, required=False)
    evidence = LongBox(label="What shows it", max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}), required=False)
    link = PlainWords(label="Link to what shows it", max_length=500, widget=forms.URLInput, required=False)
    owner = forms.TypedChoiceField(label="Who sees to it", coerce=int, empty_value=None, required=False)
    due_on = forms.DateField(label="By", widget=day_widget(), required=False)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = seen_field()

    def __init__(
        self,
        data: Any = None,
        *,
        item: Item,
        answer: ChecklistAnswer,
        posts: list[tuple[int | str, str]],
        evidence: Sequence[Evidence] = (),
    ) -> None:
        self.item, self.answer, self.suggestions = item, answer, evidence
        self.place = place_of(answer.engagement_id, item.id)
        self.theirs: ChecklistAnswer | None = None
        initial = {name: getattr(answer, name) for name in ("said", "evidence", "link", "due_on")}
        initial |= {"owner": answer.owner_id, "kept": sealed(answer.seen_text, answer.seen_href, of=self.place), "seen": mark(answer)}
        super().__init__(data, prefix=item.id, initial=initial)
        self.fields["link"].widget.attrs.pop("maxlength", None)  # it would cut what is pasted, without a word
        held = [] if answer.owner is None else [(answer.owner.pk, answer.owner.with_hub)]
        choices_offered(self, "owner").choices = [*posts, *(one for one in held if one not in posts)]

    def clean_link(self) -> str:
        """Return the link, with https:// before a bare address."""
        link = str(self.cleaned_data["link"])
        return f"https://{link}" if link and ":" not in link.partition("/")[0] else link

    def clean_kept(self) -> tuple[str, str]:
        """Return what Earshot could see, as its words and its address."""
        try:
            return opened(self.cleaned_data["kept"], of=self.place)
        except BadSignature as error:
            raise forms.ValidationError(_LOST) from error

    def clean(self) -> dict[str, Any]:
        """Say every reason why this cannot be said, beside its field."""
        cleaned = super().clean() or {}
        if not self.errors:
            said = self.given().answer
            taken_back = why_not_take_back(self.item, standing=self.answer, said=said.said)
            for problem in (*rules.why_not_say(said), *taken_back):
                self.add_error(problem.where, problem.text)
        return cleaned

    def given(self) -> Given:
        """Return what was filled in."""
        typed = self.cleaned_data
        text, href = typed["kept"]
        said = {name: typed[name] for name in ("said", "evidence", "link", "due_on")}
        answer = ChecklistAnswer(item=self.item.id, seen_text=text, seen_href=href, owner_id=typed["owner"], **said)
        return Given(answer, typed["seen"])

    def overtaken_by(self, theirs: ChecklistAnswer) -> None:
        """Show what stands now beside what was typed; saved once more, what was typed takes its place knowingly."""
        self.theirs = theirs
        seen_anew(self, mark(theirs))

    def fill(self, **values: str) -> None:
        """Put words into boxes of what was sent, as a button asked. Nothing is saved by it."""
        data: Any = copy(self.data)
        for name, value in values.items():
            data[self.add_prefix(name)] = value
        self.data = data

    def take(self, one: Evidence) -> None:
        """Take what Earshot can see for what shows this answer."""
        self.fill(kept=sealed(one.text, one.href, of=self.place))

    def words_now(self) -> tuple[str, str]:
        """Return what Earshot could see, as it stands on this page: its words and its address; empty where nothing was taken."""
        try:
            return opened(str(self["kept"].value() or ""), of=self.place)
        except BadSignature:
            return "", ""

    @property
    def is_unshown(self) -> bool:
        """Whether something is said to be so and the boxes hold nothing that shows it."""
        return self["said"].value() in (Said.YES, Said.PARTLY) and not (self["evidence"].value() or self["link"].value())

    @property
    def is_detailed(self) -> bool:
        """Whether the further boxes of this item hold anything."""
        return any(self[name].value() for name in ("link", "owner", "due_on")) or bool({"link", "owner", "due_on"} & set(self.errors))


def place_of(engagement_id: int, item: str) -> str:
    """Return the place that a seal is for: what Earshot saw of one thing shows nothing of another."""
    return f"{engagement_id}:{item}"


def sealed(text: str, href: str, *, of: str) -> str:
    """Return what Earshot could see so that it comes back as it went, to the same place; empty for nothing."""
    return Signer(salt=f"{_SALT}:{of}").sign_object([text, href]) if text else ""


def opened(value: str, *, of: str) -> tuple[str, str]:
    """Return the words and the address of what was sealed for a place. Raises BadSignature for anything else."""
    if not value:
        return "", ""
    text, href = Signer(salt=f"{_SALT}:{of}").unsign_object(value)
    return str(text), str(href)


class EarlierForm(forms.Form):
    """From which earlier engagement answers are carried over."""

    earlier = forms.ModelChoiceField(
        queryset=Engagement.objects.none(),
        label="Which one",
        empty_label="Choose",
        help_text="Only engagements with answers are here.",
        error_messages={"required": "Choose an engagement.", "invalid_choice": "Choose one of the list."},
    )

    def __init__(self, data: Any = None, *, offered: Any) -> None:
        super().__init__(data)
        rows_offered(self, "earlier").queryset = offered


class YearForm(forms.Form):
    """Everyday listening for another year: who acts, how soon, whom it could leave out. The five items are forms of their own."""

    who_acts = PostChoice(
        queryset=Post.objects.none(),
        empty_label="Choose",
        label="Who acts on what families say",
        help_text="Families see this job title, never a name.",
    )
    weeks = forms.IntegerField(min_value=1, max_value=MOST_WEEKS, label="Families are answered within this many weeks")
    leaves_out = LongBox(
        label="Could asking this way leave someone out?",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Posters and session sheets: who never sees them, or cannot use them? And what do you do about it?",
    )

    def __init__(self, data: Any = None, *, engagement: Engagement, posts: Any) -> None:
        initial = {"who_acts": engagement.who_acts_id, "weeks": engagement.answer_within_weeks, "leaves_out": engagement.leaves_out}
        super().__init__(data, initial=initial)
        rows_offered(self, "who_acts").queryset = posts


class CouncilItemForm(forms.ModelForm[CouncilItem]):
    """A question that the council asks beside ours."""

    class Meta:
        model = CouncilItem
        fields = ("element", "when", "question")
        field_classes = {"question": LongBox}
        widgets = {"question": forms.Textarea(attrs={"rows": 3}), "element": forms.RadioSelect, "when": forms.RadioSelect}
        help_texts = {"question": "One question, in plain words. It cannot be changed later: answers would no longer fit it."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_offered(self, "element").choices = [(one.value, f"{one.label}: {lundy.IN_A_LINE[one]}") for one in Element]
        choices_offered(self, "when").choices = When.choices


def forms_for(
    sheet: Mapping[Item, ChecklistAnswer], *, data: Any, posts: list[tuple[int | str, str]], seen: Mapping[str, Sequence[Evidence]]
) -> list[AnswerForm]:
    """Return a form for each item."""
    return [AnswerForm(data, item=item, answer=answer, posts=posts, evidence=seen.get(item.id, ())) for item, answer in sheet.items()]


def are_valid(many: Collection[AnswerForm]) -> bool:
    """Return whether all of them are right. Each is asked, so that every reason is on the page at once."""
    return not [one for one in many if one.errors]
