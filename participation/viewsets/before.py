"""Before you ask again: what families told us about a subject already, and why we still ask."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from wagtail.admin.menu import MenuItem

from core.forms.seen import seen_anew
from core.marks import mark_of
from core.querysets import may
from core.text import normalise
from core.workbench import Screen, Trail, Workbench, add_errors
from participation.choices import Stage
from participation.forms.before import BeforeForm, SubjectForm
from participation.models import Engagement
from participation.rules.before import WORDS
from participation.selectors import known as selectors
from participation.selectors.past import VIEW
from participation.services import before as services

LIST, TITLE = "before:index", "Before you ask again"
MOST_PLANNED = 20
EDIT = "engagement.edit"


class _BeforeScreen(Screen):
    """What both screens share: the search by subject."""

    model = Engagement
    header_icon = "search"

    def subject(self) -> SubjectForm:
        """Return the search as it was typed; by itself it looks for nothing."""
        return SubjectForm(self.request.GET, user=self.me)

    def found(self, form: SubjectForm, *, but: Engagement | None = None) -> dict[str, Any]:
        """Return what is known about the subject; nothing for a search that was refused, which says why."""
        is_asked = form.is_valid() and bool(form.cleaned_data["words"])
        known = selectors.known_about(self.me, form.cleaned_data["words"], hub_ids=form.hub_ids, but=but) if is_asked else []
        return {"subject": form, "is_asked": is_asked, "known": known}


class BeforeYouAsk(_BeforeScreen):
    """Type the subject, read what is known."""

    right = VIEW
    template_name = "participation/staff/before.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what was found, and what this person plans."""
        form = self.subject()
        planned = (
            Engagement.objects.wholly_within(self.me, EDIT).filter(stage=Stage.PLANNING) if self.may(EDIT) else Engagement.objects.none()
        )
        asked = self.request.GET.urlencode()
        return super().get_context_data(**self.found(form), planned=planned[:MOST_PLANNED], asked=asked, **kwargs)


class BeforeThis(_BeforeScreen):
    """The same for one engagement: what is known already, why we still ask, and what families read of it."""

    right = EDIT
    changes = True
    template_name = "participation/staff/before_one.html"

    @property
    def up(self) -> Trail:
        """The search above, and the engagement."""
        return ((TITLE, reverse(LIST)), (str(self.row), reverse("engagement:edit", args=[self.row.pk])))

    def get_page_title(self) -> str:
        """Return what this screen is for."""
        return TITLE

    def get_page_subtitle(self) -> str:
        """Return what is planned."""
        return str(self.row)

    def subject(self) -> SubjectForm:
        """Return the search; at first, for what the engagement is called. It stands in the one form, so that no box loses its words."""
        typed = self.request.POST if self.request.method == "POST" else self.request.GET
        return SubjectForm(typed if "words" in typed else {"words": self.row.title}, user=self.me)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what was found, and the form."""
        kwargs.setdefault("form", BeforeForm.of(self.row, seen=mark_of(self.row, WORDS)))
        return super().get_context_data(**self.found(self.subject(), but=self.row), engagement=self.row, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep what was said, with the line that was pressed; or look anew, or say what is wrong, and keep what was typed."""
        form = BeforeForm(self._with_used())
        if request.POST.get("go") == "look":
            return self.render_to_response(self.get_context_data(form=form))
        if form.is_valid():
            try:
                services.say_what_is_known(engagement=self.row, words=form.words(), by=self.me, seen=form.cleaned_data["seen"])
            except ValidationError as refused:
                add_errors(form, refused)
            else:
                messages.success(request, "It stands under “We know this already”." if "use" in request.POST else "It is kept.")
                return HttpResponseRedirect(f"{request.path}?{self._asked()}")
        return self.render_to_response(self.get_context_data(form=form, stands_now=self._stands_now(form)))

    def _asked(self) -> str:
        """Return the search as an address carries it."""
        return urlencode([(name, one) for name in ("words", "hubs") for one in self.request.POST.getlist(name)])

    def _with_used(self) -> Any:
        """Return what was posted, with the line that was pressed below what is known already; the same line does not come twice."""
        data = self.request.POST.copy()
        used = " ".join(normalise(data.get("use", "")).split())
        lines = normalise(data.get("known_already", "")).rstrip()
        if used and used not in lines.splitlines():
            data["known_already"] = f"{lines}\n{used}".strip()
        return data

    def _stands_now(self, form: BeforeForm) -> list[tuple[str, str]]:
        """Return what a colleague wrote meanwhile, by its label; the form is given its mark, so that it can be kept once it was read."""
        now = Engagement.objects.get(pk=self.row.pk)
        mark = mark_of(now, WORDS)
        if form["seen"].value() == mark:
            return []
        seen_anew(form, mark)
        return [(str(form[name].label), getattr(now, name)) for name in WORDS if form[name].value() != getattr(now, name)]


class BeforeViewSet(Workbench):
    """The search before asking, in the menu for whoever may read what families told us before."""

    name = "before"
    url_prefix = "before"
    model = Engagement
    resource = "engagement"
    icon = "search"
    menu_label = TITLE

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """Return the menu entry, hidden from who may not read past reports."""

        class Entry(MenuItem):
            def is_shown(self, request: HttpRequest) -> bool:
                return may(request.user, VIEW)

        return Entry(self.menu_label, self.menu_url, name=self.name, icon_name=self.menu_icon, order=order or self.menu_order)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/before/`."""
        made: Callable[[Any], Any] = self.construct_view
        return [path("", made(BeforeYouAsk), name="index"), path("<int:pk>/", made(BeforeThis), name="one")]
