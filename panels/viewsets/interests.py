"""Who would like to join a panel, as staff act on it: late first, one page each, and nobody is forgotten."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse_lazy
from django.utils.http import urlencode

from consent.choices import SafeThere
from consent.selectors import introductions, people
from core import clocks
from core.row_numbers import chosen_in, row_number
from core.viewsets import Workbench
from core.workbench import Screen
from panels.choices import HowAgreed, MemberKind
from panels.choices.joining import MOST_CALLS, STEPS, Step, WhyNoMore
from panels.forms.interests import AskedByHand
from panels.models import Interest
from panels.rules import joining as rules
from panels.selectors import joining as selectors
from panels.selectors import members, terms
from panels.selectors.heard_of import heard_of
from panels.selectors.panels import may_for
from panels.services import joining as services
from panels.viewsets import interest_acts as acts

LABEL = "Would like to join"
PER_PAGE = 50


class InterestList(Screen):
    """Who waits for a step of ours, the one promised first in front; or who joined or does not go on."""

    model = Interest
    right = selectors.VIEW
    template_name = "panels/staff/interests.html"
    page_title = LABEL
    header_icon = "group"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of the list, and what it can be narrowed to."""
        asked = self.request.GET
        is_over, panel_id = asked.get("state") == "over", row_number(asked.get("panel"))
        step = asked.get("step", "")
        rows = selectors.interests_of(self.me, is_over=is_over, panel_id=panel_id or None, step=step)
        kept = {name: asked[name] for name in ("state", "panel", "step") if asked.get(name)}
        return super().get_context_data(
            page=Paginator(rows, PER_PAGE).get_page(asked.get("page")),
            is_over=is_over,
            heard_of=heard_of(self.me, today=self.today, panel_id=panel_id or None) if is_over else [],
            panels=selectors.panels_to_choose(self.me, selectors.VIEW),
            panel_id=panel_id,
            step=step,
            steps=Step.choices,
            extra=f"&{urlencode(kept)}" if kept else "",
            **kwargs,
        )


class AddInterest(Screen):
    """Write down somebody who asked on the phone, in person or on paper."""

    model = Interest
    right = selectors.EDIT
    template_name = "panels/staff/interest_form.html"
    page_title = "Somebody would like to join"
    header_icon = "group"
    up = ((LABEL, reverse_lazy("interests:index")),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", AskedByHand(user=self.me, initial=chosen_in(self.request.GET, "panel")))
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it, or say what is wrong and keep what was typed."""
        form = AskedByHand(request.POST, user=self.me)
        if form.is_valid():
            said = form.cleaned_data
            try:
                one = services.write_down(
                    panel=said["panel"], how_asked=said["how_asked"], said=form.said(), by=self.me, today=clocks.today()
                )
            except ValidationError as error:
                form.say_why_not(error)
            else:
                self.say("It is written down. Who rings them, and by when, stands below.")
                return redirect("interests:one", pk=one.pk)
        return self.render_to_response(self.get_context_data(form=form))


class OneInterest(Screen):
    """One person who would like to join: what is next and whose turn it is. Who they are is opened by a button."""

    model = Interest
    row: Interest
    right = selectors.VIEW
    right_to_act = selectors.EDIT
    template_name = "panels/staff/interest.html"
    header_icon = "group"
    up = ((LABEL, reverse_lazy("interests:index")),)

    def rows(self) -> Any:
        """Join what the page reads."""
        joined = ("panel__hub", "panel__coordinator__hub", "owner__hub", "introduction", "person__merged_into", "membership__person")
        return super().rows().select_related(*joined)

    def get_page_title(self) -> str:
        """Name the panel and the person's code, never a name."""
        return f"{self.row} · {self.row.panel}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the interest and what may be done with it. Who it is is not among it."""
        row = self.row
        may_open = selectors.may_open(row, self.me, self.today)
        may_act = row.goes_on and may_open and may_for(self.me, selectors.EDIT, row.panel)
        person = selectors.whose(row)
        plan, safe = STEPS[row.step], selectors.safe_to_reach(row)
        kwargs.setdefault("opened_name", "")
        return super().get_context_data(
            one=row,
            person=person,
            may_act=may_act,
            is_unsafe=row.goes_on and safe == SafeThere.IN_PERSON,
            the_same=selectors.with_the_same(row) if row.introduction and row.goes_on else [],
            may_open=may_open,
            may_see_member=row.membership is not None and may_for(self.me, members.VIEW, row.panel),
            may_see_record=person is not None and people.may_for(self.me, people.VIEW, person),
            only_rings=safe == SafeThere.ONLY_RING,
            calls=list(row.calls.select_related("by")),
            steps=list(row.steps.select_related("owner__hub", "done_by")),
            not_reached=selectors.number_not_reached(row),
            most_calls=MOST_CALLS,
            then=Step(plan.then) if plan.then else None,
            then_on=clocks.working_days_after(self.today, STEPS[plan.then].within_days) if plan.then else None,
            **(self._choices() if may_act else {}),
            **kwargs,
        )

    def _choices(self) -> dict[str, Any]:
        row = self.row
        return {
            "posts": selectors.posts_to_choose(self.me, row),
            "kept_until": selectors.kept_until_of(row),
            "hubs": selectors.hubs_to_choose(self.me),
            "alike": introductions.alike(self.me, row.introduction) if row.introduction else None,
            "why_not_known": rules.why_not_make_known(row, was_reached=selectors.was_reached(row)),
            "terms": terms.in_force(row.panel),
            "may_note": may_for(self.me, members.EDIT, row.panel),
            "kinds": MemberKind.choices,
            "kind_wanted": services.kind_wanted(row),
            "ways_agreed": [one for one in HowAgreed.choices if one[0] != HowAgreed.THEMSELVES],
            "reasons": WhyNoMore.choices,
        }


class OpenInterest(OneInterest):
    """Show who they are and how to reach them, and write down who looked. POST only: no browser keeps it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the page once more, opened."""
        opened = services.open_introduction(interest=self.row, by=self.me)
        response = self.render_to_response(self.get_context_data(opened=opened, opened_name=opened.get(selectors.CALLED, "")))
        response["Cache-Control"] = "no-store, private"
        return response


class InterestViewSet(Workbench):
    """Who would like to join a panel."""

    name = "interests"
    url_prefix = "would-like-to-join"
    model = Interest
    resource = "interest"
    icon = "group"
    menu_label = LABEL

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/would-like-to-join/`."""
        made = self.construct_view
        return [
            path("", made(InterestList), name="index"),
            path("new/", made(AddInterest), name="add"),
            path("<uuid:pk>/", made(OneInterest), name="one"),
            path("<uuid:pk>/who/", made(OpenInterest), name="who"),
            path("<uuid:pk>/rang/", made(acts.Rang), name="rang"),
            path("<uuid:pk>/done/", made(acts.StepDone), name="done"),
            path("<uuid:pk>/later/", made(acts.Later), name="later"),
            path("<uuid:pk>/known/", made(acts.MakeKnown), name="known"),
            path("<uuid:pk>/join/", made(acts.Join), name="join"),
            path("<uuid:pk>/end/", made(acts.End), name="end"),
            path("<uuid:pk>/forget/", made(acts.Forget), name="forget"),
        ]
