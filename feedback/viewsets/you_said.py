"""The board of what families said, and raising or changing one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from core.row_numbers import row_number
from core.workbench import Screen, Workbench, add_errors
from feedback.forms.you_said import EditYouSaidForm, ToldForm, YouSaidForm
from feedback.models import Theme, YouSaid
from feedback.rules import answering_back as rules
from feedback.selectors import answer_board as selectors
from feedback.selectors.sources import first_guess
from feedback.services.taking_down import RIGHT as TAKE_DOWN
from feedback.services.you_said import edit_you_said, raise_you_said
from feedback.viewsets.take_down import TakeDownAnswer
from feedback.viewsets.voices import ticked_comments
from feedback.viewsets.we_did import (
    Agree,
    AskForSecondLook,
    DropAnswer,
    NoteTold,
    Publish,
    SendBack,
    WriteAnswer,
    answering_context,
)
from feedback.viewsets.writing import BOARD, Writing

PER_PAGE = 25


class Board(Screen):
    """Everything families said that is being or has been answered: late first, in words."""

    right = "you_said.view"
    template_name = "feedback/staff/board.html"
    page_title = "You said, we did"
    header_icon = "list-ul"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of the board."""
        state = self.request.GET.get("state", "")
        state = state if state in selectors.STATES else ""
        rows = selectors.board(self.me, today=self.today, state=state)
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            page=page,
            standings=selectors.standings(list(page.object_list), today=self.today),
            states=list(selectors.STATES.items()),
            state=state,
            extra=f"&state={state}" if state else "",
            may_raise=self.may("you_said.add"),
            **kwargs,
        )


class Raise(Screen):
    """Say in plain words what several families said. Comes from ticked comments (posted), or from a theme (`?theme=`)."""

    right = "you_said.add"
    changes = True
    template_name = "feedback/staff/you_said_form.html"
    page_title = "Raise a You said"
    header_icon = "plus"
    up = BOARD

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the comments and themes this comes from: all of them this person's, or nothing (404)."""
        super().setup(request, *args, **kwargs)
        self.voices = ticked_comments(request, "you_said.add") if request.method == "POST" else []
        asked = [*request.GET.getlist("theme"), *request.POST.getlist("from_theme")]
        self.themes = self._themes({one for one in asked if one})

    def _themes(self, asked: set[str]) -> list[Theme]:
        if not asked:
            return []
        seen = Theme.objects.visible_to(self.me, "theme.view")
        rows = list(seen.filter(pk__in=map(row_number, asked)))
        if len(rows) != len(asked):
            raise Http404
        return rows

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, filled in from the sources."""
        return self._show(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show the form for ticked comments; raise it when it was filled in."""
        if "save" not in request.POST:
            return self._show(self._form())
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(form)
        facts = form.facts()
        try:
            said = raise_you_said(**facts, themes=self.themes, voices=self.voices, by=self.me, today=self.today)
        except ValidationError as error:
            add_errors(form, error)
            return self._show(form)
        self.say(f"{said.reference} is raised. Now write the answer.")
        return redirect("you_said_board:one", pk=said.pk)

    def _form(self, data: Any = None) -> YouSaidForm:
        initial, engagements = first_guess(self.me, voices=self.voices, themes=self.themes, today=self.today)
        from_sources = engagements or None  # a comment without a survey says nothing of what was asked
        return YouSaidForm(data, initial=initial, user=self.me, right=self.right, engagements=from_sources)

    def _show(self, form: YouSaidForm) -> HttpResponse:
        context = self.get_context_data(form=form, voices=self.voices, themes=self.themes, theirs=None)
        return self.render_to_response(context)


class OneYouSaid(Screen):
    """One You said: its words, what it came from, its answers, and what to do next."""

    model = YouSaid
    row: YouSaid
    right = "you_said.view"
    template_name = "feedback/staff/you_said.html"
    header_icon = "list-ul"
    up = BOARD

    def get_page_title(self) -> str:
        """Return the reference."""
        return self.row.reference

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return all that this person may see and do here."""
        you_said = selectors.board(self.me, today=self.today).get(pk=self.row.pk)
        is_public = bool(you_said.published_on and not you_said.taken_down_on)
        may_edit = YouSaid.objects.wholly_within(self.me, "you_said.edit").filter(pk=you_said.pk).exists()
        return super().get_context_data(
            you_said=you_said,
            hubs=you_said.hubs.all(),
            standing=selectors.standings([you_said], today=self.today)[0],
            sources=selectors.sources(you_said, self.me),
            may_edit=may_edit,
            tellings=you_said.tellings.select_related("hub").order_by("-told_on", "-pk"),
            may_take_down=is_public and YouSaid.objects.visible_to(self.me, TAKE_DOWN).filter(pk=you_said.pk).exists(),
            told_form=ToldForm(you_said=you_said, user=self.me, today=self.today) if may_edit and is_public else None,
            **answering_context(you_said, self.me, today=self.today),
            **kwargs,
        )


class Edit(Writing):
    """Change a You said before families read it; afterwards, only who owns it."""

    right = "you_said.edit"
    template_name = "feedback/staff/you_said_form.html"

    def get_page_title(self) -> str:
        """Return what this is."""
        return f"Change {self.row.reference}"

    def form(self, data: Any = None) -> EditYouSaidForm:
        """Return the form with what stands now."""
        row = YouSaid.objects.get(pk=self.row.pk)  # a fresh one: a form writes into its instance
        seen = {"seen_count": row.edited_count}
        return EditYouSaidForm(data, instance=row, initial=seen, user=self.me, right=self.right)

    def save(self, *, seen_count: int | None, **facts: Any) -> str:
        """Save the change."""
        edit_you_said(you_said=self.row, seen_count=seen_count, by=self.me, **facts)
        return f"{self.row.reference} is saved."

    def extra(self, form: EditYouSaidForm) -> dict[str, Any]:
        """Say whether families have read it."""
        return {"is_public": bool(rules.why_not_change_you_said(self.row, changed={"text"})), "voices": [], "themes": []}


class YouSaidViewSet(Workbench):
    """You said: the answer board."""

    name = "you_said_board"
    url_prefix = "you-said"
    model = YouSaid
    resource = "you_said"
    icon = "list-ul"
    menu_label = "You said, we did"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/you-said/`."""
        return [
            path("", self.construct_view(Board), name="index"),
            path("new/", self.construct_view(Raise), name="raise"),
            path("<int:pk>/", self.construct_view(OneYouSaid), name="one"),
            path("<int:pk>/edit/", self.construct_view(Edit), name="edit"),
            path("<int:pk>/answer/", self.construct_view(WriteAnswer), name="answer"),
            path("<int:pk>/answer/drop/", self.construct_view(DropAnswer), name="drop_answer"),
            path("<int:pk>/second-look/", self.construct_view(AskForSecondLook), name="ask_look"),
            path("<int:pk>/second-look/agree/", self.construct_view(Agree), name="agree"),
            path("<int:pk>/second-look/send-back/", self.construct_view(SendBack), name="send_back"),
            path("<int:pk>/publish/", self.construct_view(Publish), name="publish"),
            path("<int:pk>/take-down/", self.construct_view(TakeDownAnswer), name="take_down"),
            path("<int:pk>/told/", self.construct_view(NoteTold), name="told"),
        ]
