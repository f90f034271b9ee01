"""A worry about somebody: anybody on staff raises it on one screen, with the number to ring first; who acts reads it and hands it over."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from wagtail.admin.menu import MenuItem

from core.models import Hub
from core.querysets import may
from core.workbench import Screen, Workbench, add_errors
from feedback.choices import ConcernSource
from feedback.forms.concerns import HandOverForm, RaiseForm
from feedback.models import Concern
from feedback.rules import concerns as rules
from feedback.selectors import concerns as selectors
from feedback.services import concerns as services

PER_PAGE = 25
TITLE = "Worries"
DELETED = "Recorded. Its words are deleted here: from now on the case system holds them."
KEPT = "Recorded. A legal hold keeps its words here until it is lifted."


class RaiseWorry(Screen):
    """Raise a worry: whom to ring first, then one box. Whoever has any role may."""

    right = selectors.ADD
    template_name = "feedback/staff/worry_raise.html"
    page_title = "I worry about somebody"
    header_icon = "warning"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form; after sending, what happens now; and what this person raised and waits for."""
        source = self.request.GET.get("source", "")
        begun = {"source": source} if source in ConcernSource.values else {}
        kwargs.setdefault("form", RaiseForm(hubs=Hub.objects.all(), initial=begun))
        mine = list(selectors.raised_by(self.me).defer("words"))
        sent = next((one for one in mine if str(one.pk) == self.request.GET.get("sent")), None)
        return super().get_context_data(sent=sent, somebody_acts=bool(sent and selectors.who_acts(sent).exists()), mine=mine, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take it in, or say what is missing and keep what was typed."""
        form = RaiseForm(request.POST, hubs=Hub.objects.all())
        if form.is_valid():
            try:
                raised = services.raise_concern(by=self.me, **form.cleaned_data)
            except ValidationError as refused:
                add_errors(form, refused)
            else:
                return redirect(f"{reverse('raise_worry:index')}?sent={raised.pk}")
        return self.render_to_response(self.get_context_data(form=form))


class WorryList(Screen):
    """What waits for the lead and the deputy, the oldest first; or what was handed over."""

    right = selectors.VIEW
    template_name = "feedback/staff/worries.html"
    page_title = TITLE
    header_icon = "warning"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of the list: never a word of any."""
        ended, now = self.request.GET.get("state") == "ended", timezone.now()
        page = Paginator(selectors.to_act_on(self.me, ended=ended), PER_PAGE).get_page(self.request.GET.get("page"))
        lines = [(one, rules.is_late(one, now)) for one in page.object_list]
        return super().get_context_data(page=page, lines=lines, ended=ended, extra="&state=ended" if ended else "", **kwargs)


class OneWorry(Screen):
    """One worry, with its words: for who acts on it, and for who raised it until it is handed over. Each reading is written down."""

    right = selectors.ADD
    template_name = "feedback/staff/worry.html"
    header_icon = "warning"
    concern: Concern

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the worry for who may read it; for everybody else there is none (404)."""
        super().setup(request, *args, **kwargs)
        found = selectors.readable(
            self.me, kwargs["key"]
        )  # not `pk`: the gate would ask for the right of who acts, and refuse who raised it
        if found is None:
            raise Http404
        self.concern = found

    @property
    def acts(self) -> bool:
        """Whether this person acts on it."""
        return self.may(selectors.EDIT) and selectors.visible_to_who_acts(self.me).filter(pk=self.concern.pk).exists()

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return ((TITLE, reverse("worries:index")),) if self.may(selectors.VIEW) else ()

    def get_page_title(self) -> str:
        """Return its short name, which tells nothing of it."""
        return str(self.concern)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Open it, and return it with the form to hand it over."""
        row = services.open_concern(concern=self.concern, by=self.me)
        why_not = rules.why_not_act_on(row, by=self.me) if self.acts and row.ended_at is None else []
        is_theirs = self.acts and row.ended_at is None and not why_not
        kwargs.setdefault("form", HandOverForm() if is_theirs else None)
        may_act_on = is_theirs and row.seen_at is None
        return super().get_context_data(
            concern=row, why_not=why_not, may_act_on=may_act_on, is_late=rules.is_late(row, timezone.now()), **kwargs
        )

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Record that they act on it, or the hand-over; or say what is missing."""
        if not self.acts:
            raise Http404
        return self._act_on() if "act_on" in request.POST else self._hand_over(HandOverForm(request.POST))

    def _act_on(self) -> HttpResponse:
        try:
            services.act_on(concern=self.concern, by=self.me)
        except ValidationError as refused:
            self.say_why_not(refused)
        else:
            self.say("Written down: you read it and act on it. Who raised it sees so.")
        return redirect("worries:one", key=self.concern.pk)

    def _hand_over(self, form: HandOverForm) -> HttpResponse:
        if form.is_valid():
            try:
                row = services.hand_over(concern=self.concern, by=self.me, **form.cleaned_data)
            except ValidationError as refused:
                add_errors(form, refused)
            else:
                self.say(DELETED if row.words_are_gone else KEPT)
                return redirect("worries:index")
        return self.render_to_response(self.get_context_data(form=form))


class WorriesViewSet(Workbench):
    """The worries that wait: in the menu of who acts on them."""

    name = "worries"
    url_prefix = "worries"
    model = Concern
    resource = "concern"
    icon = "warning"
    menu_label = TITLE

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/worries/`."""
        return [
            path("", self.construct_view(WorryList), name="index"),
            path("<uuid:key>/", self.construct_view(OneWorry), name="one"),
        ]


class RaiseWorryViewSet(Workbench):
    """Raise a worry: in everybody's menu."""

    name = "raise_worry"
    url_prefix = "i-worry"
    model = Concern
    resource = "concern"
    icon = "warning"
    menu_label = "I worry about somebody"

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """Return the menu entry for everybody with a role."""

        class Entry(MenuItem):
            def is_shown(self, request: HttpRequest) -> bool:
                return may(request.user, selectors.ADD)

        return Entry(self.menu_label, self.menu_url, name=self.name, icon_name=self.menu_icon, order=order or self.menu_order)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the one address."""
        return [path("", self.construct_view(RaiseWorry), name="index")]
