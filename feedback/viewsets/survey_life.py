"""The steps of a survey's life, each on a page of its own that says what will happen before it does."""

from django.urls import reverse

from core import clocks
from core.gate import signed_in
from core.querysets import may
from core.steps import InTheWay, Step, field_on_page
from feedback.choices import SurveyState
from feedback.models import Survey
from feedback.rules.opening import IN_ENGAGEMENT
from feedback.rules.ratings import why_not_end_now
from feedback.selectors.opening import has_changes_to_put_out, problems_before_opening
from feedback.services.surveys import NO_COPY, close_survey, copy_survey, open_survey, publish_new_version
from participation.rules.gates import Problem

TABS = {"hubs": "where_and_when", "closes_on": "where_and_when", "engagement": "who_acts", "questions": "questions"}


class SurveyStep(Step[Survey]):
    """A step of a survey."""

    model = Survey
    joined = ("engagement__who_acts__hub", "current_version")
    permission_required = "open"
    header_icon = "form"
    list_label = "Surveys"

    def problems(self) -> list[Problem]:
        """Return what is still to do before."""
        return []

    def in_the_way(self) -> list[InTheWay]:
        """Return what is still to do before, each thing with a link to where it is mended."""
        return [InTheWay(problem.text, self._mended_at(problem)) for problem in self.problems()]

    def _mended_at(self, problem: Problem) -> str:
        if problem.where == "urgent_number":
            allowed = may(self.request.user, "brand.edit")
            return reverse("wagtailsettings:edit", args=("core", "brandsettings")) if allowed else ""
        if problem.href:
            return problem.href
        if problem.where.startswith(IN_ENGAGEMENT):
            field = field_on_page(problem.where.removeprefix(IN_ENGAGEMENT))
            return f"{reverse('engagement:edit', args=(self.row.engagement_id,))}#{field}"
        if problem.where in TABS:
            return f"{self.edit_url(self.row)}#tab-{TABS[problem.where]}"
        return f"{self.edit_url(self.row)}#block-{problem.where}-section" if problem.where else ""


class OpenStep(SurveyStep):
    """Open to families."""

    page_title = "Open to families"
    template_name = "feedback/staff/surveys/open.html"
    log_action = "feedback.open"
    done = "The survey is open. Families can answer it now."

    def nothing_to_do(self) -> str:
        """Say so when it was opened before."""
        before = {
            SurveyState.OPEN: "It is open already. Families can answer it.",
            SurveyState.CLOSED: "It is closed. Copy it to ask again.",
        }
        return before.get(SurveyState(self.row.state), "")

    def problems(self) -> list[Problem]:
        """Return every reason why it cannot open."""
        return problems_before_opening(self.row, by=signed_in(self.request))

    def act(self) -> Survey:
        """Open it."""
        open_survey(survey=self.row, by=signed_in(self.request))
        return self.row


class PutOutStep(SurveyStep):
    """Put the changes out as a new version."""

    page_title = "Put the changes out"
    template_name = "feedback/staff/surveys/put_out.html"
    log_action = "feedback.put_out"
    done = "Families see the new version now. Answers already given keep the one they answered."

    def nothing_to_do(self) -> str:
        """Say so when there is nothing to put out."""
        if self.row.state != SurveyState.OPEN:
            return "Only an open survey has changes to put out."
        return "" if has_changes_to_put_out(self.row) else "Nothing has changed since the last version. Families see what you see."

    def problems(self) -> list[Problem]:
        """Return every reason why families cannot be asked this."""
        return problems_before_opening(self.row, by=signed_in(self.request))

    def act(self) -> Survey:
        """Put them out."""
        publish_new_version(survey=self.row, by=signed_in(self.request))
        return self.row


class CloseStep(SurveyStep):
    """Close to families."""

    page_title = "Close to families"
    template_name = "feedback/staff/surveys/close.html"
    log_action = "feedback.close"
    done = "The survey is closed. Families can no longer answer it."

    def nothing_to_do(self) -> str:
        """Say so when families cannot answer it anyway."""
        return "" if self.row.state == SurveyState.OPEN else "Only an open survey can be closed. Families cannot answer this one."

    def problems(self) -> list[Problem]:
        """Return why families need it open still."""
        return [Problem(reason) for reason in why_not_end_now(self.row, today=clocks.today())]

    def act(self) -> Survey:
        """Close it."""
        close_survey(survey=self.row, by=signed_in(self.request))
        return self.row


class CopyStep(SurveyStep):
    """Copy into a new draft."""

    page_title = "Copy"
    permission_required = "view"
    template_name = "feedback/staff/surveys/copy.html"
    log_action = "wagtail.create"
    done = "This is your copy: a draft with the same questions."

    def nothing_to_do(self) -> str:
        """Say so of a rating, which is not copied."""
        return NO_COPY if self.row.rating_point else ""

    def user_has_permission(self, permission: str) -> bool:
        """Whoever copies may make surveys, and sees this one."""
        return bool(super().user_has_permission(permission) and super().user_has_permission("add"))

    def act(self) -> Survey:
        """Copy it."""
        return copy_survey(survey=self.row, by=signed_in(self.request))
