"""The steps of a survey's life, each on a page of its own that says what will happen before it does."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log

from core.gate import signed_in
from core.querysets import may
from feedback.choices import SurveyState
from feedback.models import Survey
from feedback.selectors.opening import has_changes_to_put_out, problems_before_opening
from feedback.services.surveys import close_survey, copy_survey, open_survey, publish_new_version
from participation.rules import Problem

TABS = {"hubs": "where_and_when", "closes_on": "where_and_when", "engagement": "who_acts", "questions": "questions"}


class SurveyStep(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One step: GET says what it does and what stands in its way, POST does it. The viewset's gate found the survey."""

    model = Survey
    permission_policy: Any = None
    permission_required = "open"
    index_url_name = ""
    edit_url_name = ""
    header_icon = "form"
    template_name = "feedback/staff/surveys/step.html"
    log_action = ""
    done = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the survey with what the page says about it."""
        super().setup(request, *args, **kwargs)
        self.survey = Survey.objects.select_related("engagement__who_acts", "current_version").get(pk=kwargs["pk"])

    def act(self) -> Survey:
        """Do it. Raises ValidationError with every reason why not."""
        raise NotImplementedError

    def nothing_to_do(self) -> str:
        """Return why this step is not for a survey that is where this one is; empty when it is."""
        return ""

    def problems(self) -> list[Problem]:
        """Return what stands in the way."""
        return []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, or show what stands in the way."""
        try:
            changed = self.act()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return self.get(request, *args, **kwargs)
        log(instance=changed, action=self.log_action, user=request.user)
        messages.success(request, self.done)
        return HttpResponseRedirect(reverse(self.edit_url_name, args=(changed.pk,)))

    def get_page_subtitle(self) -> str:
        """Return the survey's title."""
        return self.survey.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back: the list, the survey, this step."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": "Surveys"},
            {"url": reverse(self.edit_url_name, args=(self.survey.pk,)), "label": self.survey.title},
            {"url": "", "label": str(self.page_title)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the survey and what stands in the way, each thing with a link to where it is mended."""
        nothing_to_do = self.nothing_to_do()
        in_the_way = [] if nothing_to_do else self.problems()
        problems = [{"text": problem.text, "href": self._mended_at(problem)} for problem in in_the_way]
        return super().get_context_data(survey=self.survey, nothing_to_do=nothing_to_do, problems=problems, back=self._edit_url(), **kwargs)

    def _edit_url(self) -> str:
        return reverse(self.edit_url_name, args=(self.survey.pk,))

    def _mended_at(self, problem: Problem) -> str:
        """Return the address where a problem is mended; nothing when that is somebody else's to do."""
        if problem.where == "urgent_number":
            allowed = may(self.request.user, "brand.edit")
            return reverse("wagtailsettings:edit", args=("core", "brandsettings")) if allowed else ""
        if problem.where == "engagement_record":
            return reverse("engagement:edit", args=(self.survey.engagement_id,))
        if problem.where in TABS:
            return f"{self._edit_url()}#tab-{TABS[problem.where]}"
        return f"{self._edit_url()}#block-{problem.where}-section" if problem.where else ""


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
        return before.get(SurveyState(self.survey.state), "")

    def problems(self) -> list[Problem]:
        """Return every reason why it cannot open."""
        return problems_before_opening(self.survey)

    def act(self) -> Survey:
        """Open it."""
        open_survey(survey=self.survey, by=signed_in(self.request))
        return self.survey


class PutOutStep(SurveyStep):
    """Put the changes out as a new version."""

    page_title = "Put the changes out"
    template_name = "feedback/staff/surveys/put_out.html"
    log_action = "feedback.put_out"
    done = "Families see the new version now. Answers already given keep the one they answered."

    def nothing_to_do(self) -> str:
        """Say so when there is nothing to put out."""
        if self.survey.state != SurveyState.OPEN:
            return "Only an open survey has changes to put out."
        return "" if has_changes_to_put_out(self.survey) else "Nothing has changed since the last version. Families see what you see."

    def problems(self) -> list[Problem]:
        """Return every reason why families cannot be asked this."""
        return problems_before_opening(self.survey)

    def act(self) -> Survey:
        """Put them out."""
        publish_new_version(survey=self.survey, by=signed_in(self.request))
        return self.survey


class CloseStep(SurveyStep):
    """Close to families."""

    page_title = "Close to families"
    template_name = "feedback/staff/surveys/close.html"
    log_action = "feedback.close"
    done = "The survey is closed. Families can no longer answer it."

    def nothing_to_do(self) -> str:
        """Say so when families cannot answer it anyway."""
        return "" if self.survey.state == SurveyState.OPEN else "Only an open survey can be closed. Families cannot answer this one."

    def act(self) -> Survey:
        """Close it."""
        close_survey(survey=self.survey, by=signed_in(self.request))
        return self.survey


class CopyStep(SurveyStep):
    """Copy into a new draft."""

    page_title = "Copy"
    permission_required = "view"
    template_name = "feedback/staff/surveys/copy.html"
    log_action = "wagtail.create"
    done = "This is your copy: a draft with the same questions."

    def user_has_permission(self, permission: str) -> bool:
        """Whoever copies may make surveys, and sees this one."""
        return bool(super().user_has_permission(permission) and super().user_has_permission("add"))

    def act(self) -> Survey:
        """Copy it."""
        return copy_survey(survey=self.survey, by=signed_in(self.request))
