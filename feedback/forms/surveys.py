"""The survey builder's form: to save a draft a title is enough; everything else has a default."""

from datetime import date
from functools import partial
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from core import clocks
from core.choices import HubStatus
from core.forms.fields import rows_offered
from core.forms.seen import seen_anew
from core.overtaken import OVERTAKEN
from feedback.choices import SurveyState
from feedback.models import Survey
from feedback.rules.questions import has_sound_ids
from feedback.rules.ratings import why_not_ask_on, why_not_ask_so_long
from feedback.services.answering import shorten_drafts
from feedback.services.surveys import save_with_free_slug
from participation.choices import ENDED
from participation.models import Engagement
from participation.services.engagements import start_standing_engagement

LOCKED = ("title", "why", "questions", "mode", "engagement")  # of a rating: its words are the same everywhere (feedback/rating_set.py)
PROMISED = ("mode", "engagement")  # what families were promised does not change under them


class SurveyForm(WagtailAdminModelForm):
    """Title, questions, where and when, who acts. `seen` is the number of saves that the writer's page knew of."""

    data: Any
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.edited_count
        if self.instance.rating_point:
            self._keep_to_where_and_when()
            return
        engagements = rows_offered(self, "engagement")
        engagements.empty_label = "Everyday listening at the hub"
        if self.instance.state == SurveyState.DRAFT:
            engagements.queryset = Engagement.objects.exclude(stage__in=ENDED)
            return
        self.fields["hubs"].required = True
        for name in PROMISED:
            self.fields[name].disabled = True

    def _keep_to_where_and_when(self) -> None:
        """Leave of a rating only its hubs and days: its words are no writer's."""
        for name in LOCKED:
            del self.fields[name]
        self.fields["hubs"].required = True
        assert self.instance.engagement is not None, "a rating hangs on an engagement (database constraint)"
        rows_offered(self, "hubs").queryset = self.instance.engagement.hubs.all()

    def clean_questions(self) -> Any:
        """Refuse block ids that the page did not make: answers are kept by them. Everything else waits until opening."""
        questions = self.cleaned_data["questions"]
        if not has_sound_ids(questions.get_prep_value()):
            raise forms.ValidationError("These questions did not arrive as the page made them. Reload the page and try again.")
        return questions

    def clean(self) -> dict[str, Any]:
        """Refuse dates that the database would refuse."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        opens_on, closes_on = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", "The closing day is before the opening day.")
        for reason in self._why_not_on(opens_on, closes_on):
            self.add_error("closes_on", reason)
        return cleaned

    def _why_not_on(self, opens_on: date | None, closes_on: date | None) -> list[str]:
        """Return why the days of a rating cannot be these. While families rate, its first day stays, and the last is reckoned from it."""
        survey, today = self.instance, clocks.today()
        if reasons := why_not_ask_on(survey, closes_on=closes_on, today=today):
            return reasons
        if survey.state != SurveyState.OPEN or not survey.rating_point:
            return []
        first = self.initial.get("opens_on")
        if opens_on != first:
            return ["Families can rate it already, so its first day stays."]
        return why_not_ask_so_long(survey, opens_on=first, closes_on=closes_on, today=today)

    def is_stale(self, saved_count: int) -> bool:
        """Return whether somebody else saved since this page was opened."""
        return bool(self.cleaned_data.get("seen") != saved_count)

    def refuse_stale(self, saved_count: int) -> None:
        """Say that somebody else saved, keep what was written, and let the next save be a knowing one."""
        self.add_error(None, OVERTAKEN)
        seen_anew(self, saved_count)

    def save(self, commit: bool = True) -> Survey:
        """Save with the defaults that nobody should have to choose: the address, and the hub's everyday listening."""
        survey: Survey = self.instance
        survey.edited_count += 1
        if survey.state != SurveyState.DRAFT:
            saved: Survey = super().save(commit=commit)
            if commit:  # the phone beside the builder shows a survey that is not saved
                shorten_drafts(saved)
            return saved
        self._give_defaults(survey)
        named: Survey = save_with_free_slug(survey, partial(super().save, commit=commit))
        return named

    def _give_defaults(self, survey: Survey) -> None:
        hubs = list(self.cleaned_data.get("hubs") or [])
        if survey.engagement_id is None and len(hubs) == 1 and hubs[0].status != HubStatus.CLOSED:
            survey.engagement = start_standing_engagement(hub=hubs[0], by=self.for_user)
