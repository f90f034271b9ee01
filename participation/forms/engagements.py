"""What staff fill in about an engagement."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from wagtail.admin.forms import WagtailAdminModelForm

from core import clocks
from core.forms.fields import PostChoice
from core.forms.marked import MarkedForm
from core.forms.seen import seen_field
from core.forms.words_for_each import WordsForEach
from core.models import Hub, Post
from core.selectors import defaults
from participation.choices import UNDER_WAY, Condition, FairCheck, Method, Size, Stage, TimeAsked
from participation.models import Engagement
from participation.rules import kept
from participation.services.engagements import reasons_hubs_stay
from participation.services.starting import save_with_free_slug

# Everyday listening promises weeks, any other engagement promises a day; each form shows only its own.
NONE_IS_BETTER = "None is better than another: what fits?"
SAID_AT_THE_START = "Said at the start, so it stays. What it came to is said when you look back."
ONLY_EVERYDAY = ("answer_within_weeks",)
NEVER_EVERYDAY = (
    "answer_by_on",
    "what_is_fixed",
    "decided_by",
    "decided_on",
    "decided_at",
    "starts_on",
    "ends_on",
    "claimed_degree",
    "conditions",
)
# What other screens and steps keep: this form never writes it back as it was when the page was loaded.
NOT_ON_THE_PAGE = (
    *("stage", "opened_on", "closed_on", "looked_again_on", "renewed_on", "promises", "steps_back"),
    *("size", "size_answers", "is_formal_consultation", "thought", "thought_on"),
    *("achieved_degree", "equality_record", "known_already", "still_to_ask", "you_told_us", "we_did_then", "now_we_ask"),
)
ASKED_BY_THE_GATE = ("question", "what_can_change", "what_is_fixed", "decided_by", "decided_on", "decided_at", "fair_checks")
ONLY_BIG = ("fair_checks",)


class EngagementForm(MarkedForm, WagtailAdminModelForm):
    """The question, what can change, who acts and by when; and how families take part."""

    who_acts = PostChoice(queryset=Post.objects.select_related("hub"), required=False)
    owner = PostChoice(queryset=Post.objects.select_related("hub"), required=False)
    sponsor = PostChoice(queryset=Post.objects.select_related("hub"), required=False)
    decided_by = PostChoice(queryset=Post.objects.select_related("hub"), required=False)
    methods = forms.MultipleChoiceField(choices=Method.choices, widget=forms.CheckboxSelectMultiple, required=False)
    ways_to_take_part = WordsForEach(choices=TimeAsked.choices, max_length=300, required=False)
    conditions = WordsForEach(choices=Condition.choices, max_length=600, required=False)
    seen = seen_field()
    fair_checks = WordsForEach(choices=FairCheck.choices, max_length=1_000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everyday = self.instance.size == Size.EVERYDAY
        left_out = NEVER_EVERYDAY if everyday else ONLY_EVERYDAY
        for name in left_out if self.instance.size == Size.BIG else (*left_out, *ONLY_BIG):
            self.fields.pop(name, None)
        if everyday:
            self.fields["hubs"].disabled = True
        elif self.instance.pk is None:
            self._begin_with_a_day()
        self.told_before = (self.instance.answer_by_on, self.instance.answer_within_weeks)
        self.stage_then = self.instance.stage
        self.stood = {name: getattr(self.instance, name) for name in ASKED_BY_THE_GATE if name in self.fields}
        if self.instance.stage != Stage.PLANNING:
            # Families were told: who acts may change hands, but never be nobody; so may the day, but never be none.
            for name in ("who_acts", "answer_by_on", "answer_within_weeks"):
                if name in self.fields:
                    self.fields[name].required = True
        if "claimed_degree" in self.fields:
            stays = self.instance.stage != Stage.PLANNING
            self.fields["claimed_degree"].disabled = stays
            self.fields["claimed_degree"].help_text = SAID_AT_THE_START if stays else NONE_IS_BETTER
        if self.instance.stage in UNDER_WAY:
            self._say_what_families_were_told()

    def is_overtaken(self, now: Engagement) -> bool:  # type: ignore[override]  # of engagements alone
        """Return whether a colleague changed it since this form was shown, or took it to another stage since it was sent."""
        return super().is_overtaken(now) or now.stage != self.stage_then

    def clean(self) -> dict[str, Any]:
        """Keep what the gate asked for: families were told it, so it may be said better and not be taken back (decision 0051)."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.stage != Stage.PLANNING:
            for name in (one for one, stood in self.stood.items() if stood and one in said and not said[one]):
                self.add_error(name, "Families were told this. Say it better, but do not leave it empty.")
        if said.get("fair_checks"):
            for reason in kept.why_not_empty_checks(self.instance, stood=self.stood["fair_checks"], said=said["fair_checks"]):
                self.add_error("fair_checks", reason)
        if {"decided_on", "ends_on"} & set(self.changed_data):
            days = {"decided_on": said.get("decided_on"), "ends_on": said.get("ends_on")}
            for problem in kept.why_not_on_these_days(self.instance, **days, today=clocks.today()):
                self.add_error(problem.where, problem.text)
        return said

    def clean_hubs(self) -> "QuerySet[Hub]":
        """Keep the hubs whose families are being asked, or wait for an answer."""
        hubs: QuerySet[Hub] = self.cleaned_data["hubs"]
        leaving = set(self.instance.hubs.all()) - set(hubs) if self.instance.pk else set()
        if reasons := reasons_hubs_stay(self.instance, leaving=leaving):
            raise forms.ValidationError(reasons)
        return hubs

    def save(self, commit: bool = True) -> Engagement:
        """Save, with an address made from the title, and with what families were told before beside what they are told now."""
        engagement: Engagement = self.instance
        if engagement.pk:  # a colleague who opened or closed it since this form was loaded did so for good
            engagement.refresh_from_db(fields=NOT_ON_THE_PAGE)
        if engagement.stage in UNDER_WAY:
            self._keep_the_first_promise(engagement)
        save: Callable[[], Engagement] = partial(super().save, commit=commit)
        return save() if engagement.slug else save_with_free_slug(engagement, save)

    def _begin_with_a_day(self) -> None:
        """Suggest the day that the council's own number of weeks leads to."""
        weeks = defaults.standing().standard_weeks
        self.initial["answer_by_on"] = clocks.due_on(clocks.today(), weeks=weeks)
        by_then = f"In {clocks.weeks_in_words(weeks)}, as your council begins with. Choose the day you can keep."
        self.fields["answer_by_on"].help_text = by_then

    def _say_what_families_were_told(self) -> None:
        first = self.instance.promised_on(clocks.today())
        if "answer_by_on" in self.fields and first:
            told = f"Families were told {date_format(first, 'j F Y')}."
            self.fields["answer_by_on"].help_text = f"{told} You may give a later day: they then see both, and we are late from the first."
        if "answer_within_weeks" in self.fields:
            words = "Another number holds for who is heard from tomorrow on. Who was heard before keeps what they were told."
            self.fields["answer_within_weeks"].help_text = words

    def _keep_the_first_promise(self, engagement: Engagement) -> None:
        """A later day may be given, but the day families were told first stays what we are held to (DESIGN promise 10)."""
        today = clocks.today()
        now = (engagement.answer_by_on, engagement.answer_within_weeks)
        if not engagement.promises:  # opened before promises were kept
            engagement.answer_by_on, engagement.answer_within_weeks = self.told_before
            engagement.promise(engagement.opened_on or today)
            engagement.answer_by_on, engagement.answer_within_weeks = now
        engagement.promise(today)


class EverydayForm(forms.Form):
    """Everyday listening at a hub: who acts, and within how many weeks families are answered."""

    hub = forms.ModelChoiceField(queryset=Hub.objects.none(), label="Hub", empty_label="Choose")
    who_acts = PostChoice(
        queryset=Post.objects.none(),
        empty_label="Choose",
        label="Who acts on what families say",
        help_text="Families see this job title, never a name.",
    )
    weeks = forms.IntegerField(
        min_value=1,
        max_value=26,
        initial=lambda: defaults.standing().everyday_weeks,
        label="Families are answered within this many weeks",
        help_text="Promise what you can keep.",
    )
