"""Staff screens for looking back: what was learned, both views side by side, and looking at it again."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse_lazy

from core.forms.seen import seen_anew
from core.overtaken import Overtaken
from core.workbench import Screen, Trail, Workbench, add_errors
from participation.choices import Size, Stage
from participation.forms.learning import LookBackForm
from participation.models import Engagement
from participation.reflection import DIFFERENCE, PROMPTS
from participation.rules import two_views as rules
from participation.rules.looking_again import MAY_BE_JUDGED
from participation.selectors import learning as selectors
from participation.selectors.checklist import words_of
from participation.selectors.two_views import families_view, two_views_of
from participation.services import learning as services

PER_PAGE = 25
TITLE = "What we learned"


class LearningList(Screen):
    """What can be looked back on, and every note that has the words typed."""

    right = "engagement.view"
    template_name = "participation/staff/learning.html"
    page_title = TITLE
    header_icon = "glasses"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the notes found, and a page of engagements."""
        words = self.request.GET.get("q", "").strip()[:200]
        page = Paginator(selectors.to_look_at(self.me), PER_PAGE).get_page(self.request.GET.get("page"))
        found = selectors.learning_about(words, self.me)
        return super().get_context_data(words=words, found=found, most=selectors.MOST, page=page, **kwargs)


class OneEngagement(Screen):
    """One engagement: how staff and families each see it, and what was learned."""

    model = Engagement
    row: Engagement
    right = "engagement.view"
    template_name = "participation/staff/look_back.html"
    header_icon = "glasses"

    @property
    def up(self) -> Trail:
        """The list."""
        return ((TITLE, reverse_lazy("learning:index")),)

    def get_page_title(self) -> str:
        """Return what it is called."""
        return self.row.title

    def staff_words(self) -> Mapping[str, str]:
        """Return the checklist's word for each element."""
        return words_of(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return both views, the notes, and what this person may do."""
        notes = selectors.notes_of(self.row)
        return super().get_context_data(
            engagement=self.row,
            views=two_views_of(self.row, staff=self.staff_words(), today=self.today),
            notes=[(prompt.question, notes[prompt.code]) for prompt in PROMPTS if prompt.code in notes],
            differs=self.differs(),
            may_look=Engagement.objects.wholly_within(self.me, "engagement.edit").filter(pk=self.row.pk).exists(),
            is_planning=self.row.stage == Stage.PLANNING,
            **kwargs,
        )

    def differs(self) -> list[str]:
        """Return why a note about a difference is worth writing; none once there is one."""
        families = rules.families_degree(families_view(self.row, today=self.today))
        reasons = rules.why_note_learning(claimed=self.row.claimed_degree, staff=self.row.achieved_degree, families=families)
        return [] if self.row.learning_notes.filter(prompt=DIFFERENCE).exists() else reasons


class LookBack(OneEngagement):
    """Write down what was learned, and say that it was looked at again. What was typed is never lost."""

    right = "engagement.edit"
    changes = True
    template_name = "participation/staff/look_back_form.html"

    @property
    def up(self) -> Trail:
        """The list, and the engagement."""
        return (*super().up, (self.row.title, reverse_lazy("learning:one", args=[self.row.pk])))

    def get_page_title(self) -> str:
        """Say what is done here."""
        return "Look at it again"

    def form(self, data: Any = None) -> LookBackForm:
        """Return the form with what is written down so far."""
        stands = {**selectors.notes_of(self.row), "degree": self.row.achieved_degree, "seen": selectors.state_of(self.row)}
        form = LookBackForm(data, initial=stands)
        if self.row.stage not in MAY_BE_JUDGED:
            del form.fields["degree"]
        return form

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it; or look again; or say what is wrong, with everything that was typed."""
        form = self.form(request.POST)
        if form.is_valid():
            try:
                self.say(self._keep(form))
                return redirect("learning:one", pk=self.row.pk)
            except Overtaken as error:
                seen_anew(form, selectors.state_of(Engagement.objects.get(pk=pk)))
                add_errors(form, error)
                return self.render_to_response(self.get_context_data(form=form, theirs=self._what_stands()))
            except ValidationError as error:
                add_errors(form, error)
        return self.render_to_response(self.get_context_data(form=form))

    def _keep(self, form: LookBackForm) -> str:
        keep: dict[str, Any] = {
            "engagement": self.row,
            "notes": form.notes,
            "degree": form.cleaned_data.get("degree", ""),
            "by": self.me,
            "seen": form.cleaned_data["seen"],
        }
        if "look" in self.request.POST:
            services.look_again(**keep)
            return "It was looked at again. What you learned is found when somebody plans the next question."
        services.note_learning(**keep)
        return "It is kept."

    def _what_stands(self) -> list[tuple[str, str]]:
        stands = selectors.notes_of(self.row)
        return [(prompt.question, stands[prompt.code]) for prompt in PROMPTS if prompt.code in stands]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", self.form())
        return super().get_context_data(can_look=self.row.stage == Stage.CLOSED and self.row.size != Size.EVERYDAY, **kwargs)


class LearningViewSet(Workbench):
    """Looking back at what was asked."""

    name = "learning"
    url_prefix = "learning"
    model = Engagement
    resource = "engagement"
    icon = "glasses"
    menu_label = TITLE

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/learning/`."""
        made: Callable[[Any], Any] = self.construct_view
        return [
            path("", made(LearningList), name="index"),
            path("<int:pk>/", made(OneEngagement), name="one"),
            path("<int:pk>/look/", made(LookBack), name="look"),
        ]
