"""What staff fill in about whom an engagement means to hear, and about what a small group says."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.formats import date_format

from accounts.models import User
from core.forms.fields import PostChoice, rows_offered
from core.forms.plain_words import PlainWords
from core.forms.seen import seen_field
from core.long_boxes import LongBox
from core.models import Hub, Post
from participation.models import Aim, Engagement, GroupSentence, PriorityGroup
from participation.rules.reach import aim_in_words
from participation.selectors.reach import EDIT, mark_of_row

_DAY = {"type": "date"}
_MOST = 999_999


class _OfAPlace(forms.Form):
    """What belongs to one group at one hub of an engagement. `row_id` says which row the page was about; empty for a new one."""

    seen = seen_field()
    row_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    group = forms.ModelChoiceField(queryset=PriorityGroup.objects.none(), empty_label="Choose", label="Group")
    hub = forms.ModelChoiceField(queryset=Hub.objects.none(), empty_label="Choose", label="Hub")

    def __init__(self, *args: Any, engagement: Engagement, me: User, row: Aim | GroupSentence | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = Q(pk=row.group_id) if row else Q(pk__in=[])
        rows_offered(self, "group").queryset = PriorityGroup.objects.filter(Q(is_active=True) | kept)
        rows_offered(self, "hub").queryset = engagement.hubs.all()


class AimForm(_OfAPlace):
    """Whom we mean to hear, how, and what is done about the gap."""

    aim_from = forms.IntegerField(max_value=_MOST, min_value=0, required=False, label="We aim to hear", help_text="A number of people.")
    aim_to = forms.IntegerField(
        max_value=_MOST, min_value=0, required=False, label="Up to", help_text="Only where you aim for about as many: from, up to."
    )
    approach = LongBox(
        max_length=600, label="How we reach them", help_text="What you do for this group that you would not do anyway.", required=False
    )
    plan = LongBox(max_length=600, required=False, label="What we do about the gap", help_text="Leave it empty while there is none.")
    owner = PostChoice(queryset=Post.objects.none(), required=False, empty_label="Nobody yet", label="Who sees to it")
    due_on = forms.DateField(required=False, widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"), label="By when")

    def __init__(self, *args: Any, me: User, row: Aim | None, **kwargs: Any) -> None:
        super().__init__(*args, me=me, row=row, **kwargs)
        mine = Post.objects.for_choosing(me, EDIT).order_by().values("pk")
        kept = Q(pk=row.owner_id) if row else Q(pk__in=[])
        rows_offered(self, "owner").queryset = Post.objects.select_related("hub").filter(Q(pk__in=mine) | kept)

    def fill(self, aim: Aim) -> Aim:
        """Put what was said into the aim."""
        for name in ("group", "hub", "aim_from", "aim_to", "approach", "plan", "owner", "due_on"):
            setattr(aim, name, self.cleaned_data[name])
        return aim


class SentenceForm(_OfAPlace):
    """What a small group says of itself where its number may not be shown."""

    words = LongBox(max_length=300, required=False, label="Their sentence", help_text="In their own words. It names nobody.")
    agreed_on = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        label="They agreed to it on",
        help_text="Until then nobody else reads it.",
    )
    how_agreed = PlainWords(max_length=200, required=False, label="How they agreed", help_text="Never who, nor how many.")

    def fill(self, sentence: GroupSentence) -> GroupSentence:
        """Put what was said into the sentence."""
        for name in ("group", "hub", "words", "agreed_on", "how_agreed"):
            setattr(sentence, name, self.cleaned_data[name])
        return sentence


def as_kept(row: Aim | GroupSentence | None) -> dict[str, Any]:
    """Return what the form shows of a row that stands."""
    if row is None:
        return {}
    shown = ("words", "agreed_on", "how_agreed") if isinstance(row, GroupSentence) else ("aim_from", "aim_to", "approach", "plan", "due_on")
    ids = {"seen": mark_of_row(row), "row_id": row.pk, "group": row.group_id, "hub": row.hub_id, "owner": getattr(row, "owner_id", None)}
    return {**ids, **{name: getattr(row, name) for name in shown}}


def in_short(row: Aim | GroupSentence) -> str:
    """Return what a row says, in one line, for who typed something else meanwhile."""
    if isinstance(row, GroupSentence):
        agreed = f", agreed on {date_format(row.agreed_on, 'j F Y')}" if row.agreed_on else ", not agreed yet"
        return f"“{row.words}”{agreed}."
    whose = f", {row.owner.with_hub}" if row.owner else ""
    by_when = f", by {date_format(row.due_on, 'j F Y')}" if row.due_on else ""
    return f"{aim_in_words(row)}; “{row.approach}”; “{row.plan}”{whose}{by_when}."
