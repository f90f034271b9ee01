"""Asking to join a panel: by a form of a minute, by "call me", or by coming in. No account, no script, nothing kept on the phone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext, override
from django.views.decorators.http import require_http_methods, require_safe

from consent.models import Wording
from consent.selectors import introductions
from core import clocks, limits, questions
from core.family_forms import family_form, language_pressed, retry_token
from core.sealed_words import has_grown_old, opened, opened_fields, sealed, sealed_fields
from core.text import normalise
from panels.choices import HowAsked
from panels.choices.joining import Wants
from panels.forms.joining import CALL, JoinForm, ticked
from panels.models import Panel
from panels.rules.joining import is_joined_by_form
from panels.selectors import joining as selectors
from panels.selectors.public import address_of, panel_for_families
from panels.services import joining as services

TYPED, SENT = "panels.join.typed", "panels.join.sent"
MANY = ("suits", "yes")  # where several answers can be ticked


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form or take it in, and say who rings by when.

    What was sent has an address of its own (`?done=`), so a refresh there sends nothing again. Where scripts run, mistakes take the
    place of the form under its own address (docs/scripts.md), and Back asks nobody to send it again; without them it does.
    """
    panel = panel_for_families(slug)
    if panel is None:
        raise Http404  # no such panel, or nobody reads of it yet
    if not is_joined_by_form(panel, clocks.today()):
        return render(
            request, "panels/public/not_by_form.html", {"panel": panel, "page": address_of(panel), "has_ended": panel.ended_on is not None}
        )
    page = _Page(request, panel)
    if request.method != "POST":
        return page.sent(request.GET.get("done", "")) or page.shown(page.begun())
    if language := language_pressed(request):
        return page.in_language(language)
    return page.take_in()


@require_safe
def come_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Say where somebody comes to whom nobody may write or ring: which place, when it is open, and what to say there. Nothing is kept."""
    panel = panel_for_families(slug)
    if panel is None or not is_joined_by_form(panel, clocks.today()):
        raise Http404
    when = [line for found in questions.hub_when_open.answers(hub_id=panel.hub_id) for line in found] if panel.hub_id else []
    return render(request, "panels/public/come_in.html", {"panel": panel, "when_open": when, "page": address_of(panel)})


class _Page:
    """What the pages of one panel's form have in common."""

    def __init__(self, request: HttpRequest, panel: Panel) -> None:
        self.request, self.panel = request, panel
        self.is_call = CALL in (request.POST.get("way"), request.GET.get("way")) and not panel.is_of_under_18s
        self.language = get_language() or ""
        self.carried, self.yes = request.POST.get("token", ""), set(request.POST.getlist("yes"))

    def _form(self, data: QueryDict | None = None, **more: Any) -> JoinForm:
        return JoinForm(data, is_call=self.is_call, is_young_panel=self.panel.is_of_under_18s, **more)

    def _offered(self) -> list[Wording]:
        """Return the words of the things that a grown-up may say yes to: none where the panel's members are under 18."""
        return [] if self.panel.is_of_under_18s or self.is_call else introductions.words_to_offer(self.language)

    def begun(self) -> JoinForm:
        """Return the form as somebody finds it; who changed the language finds what they typed."""
        typed = opened_fields(self.request.GET.get("s", ""), of=TYPED)
        many = {name: [one for one in typed.pop(name, "").split(",") if one] for name in MANY}
        self.carried, self.yes = typed.get("token", ""), set(many.pop("yes"))
        wants = self.request.GET.get("wants", "")  # the lighter way that they tapped on the panel's page
        chosen = {"wants": wants} if wants in Wants.values else {}
        return self._form(initial=chosen | typed | many)

    def shown(self, form: JoinForm, *, status: int = 200) -> HttpResponse:
        """Show the form."""
        offered = [{"wording": one, "checked": str(one.pk) in self.yes} for one in self._offered()]
        context = {
            "panel": self.panel,
            "page": address_of(self.panel),
            "form": form,
            "errors": form.mistakes(),
            "is_call": self.is_call,
            "token": retry_token(self.carried),
            "offered": offered,
            "has_said_more": bool(self.yes) or form.has_said_more,
            "lists": {name: form.options(name) for name in ("whose", "safe", "wants", "suits", "heard_through")},
        }
        return render(self.request, "panels/public/join.html", context, status=status)

    def in_language(self, language: str) -> HttpResponse:
        """Show the form in another language with what was typed: by an address, or on this very page where that would be too long."""
        typed = {name: normalise(self.request.POST.get(name, "")) for name in (*JoinForm.base_fields, "token")}
        typed |= {name: ",".join(self.request.POST.getlist(name)) for name in MANY}
        carried = sealed_fields(typed, of=TYPED)
        with override(language):
            if carried:
                way = {"way": CALL} if self.is_call else {}
                return redirect(f"{reverse('join_panel', args=[self.panel.slug])}?{urlencode({'s': carried, **way})}")
            self.language = language
            return self.shown(self._form(initial={**typed, "suits": self.request.POST.getlist("suits")}))

    def take_in(self) -> HttpResponse:
        """Take it in, or say what is missing and keep what was typed."""
        form = self._form(self.request.POST)
        if form.needs_a_person:
            return redirect("come_to_join", self.panel.slug)
        if not form.is_valid():
            return self.shown(form)
        if not (tried := limits.try_ask_to_join(self.request)):
            return self._too_many(form, tried.minutes)
        token = retry_token(self.carried)
        services.ask_to_join(
            panel=self.panel,
            token=token,
            how_asked=HowAsked.CALL_ME if self.is_call else HowAsked.FORM,
            said=form.said(language=self.language),
            yeses=ticked(self.request.POST, self._offered()),
            today=clocks.today(),
        )
        return redirect(f"{reverse('join_panel', args=[self.panel.slug])}?{urlencode({'done': sealed(token, of=SENT)})}")

    def _too_many(self, form: JoinForm, minutes: int) -> HttpResponse:
        """Say when to try again, on the very page: what was typed stays in its boxes."""
        said = ngettext(
            "There were too many tries in a row. Try again in %(n)s minute.",
            "There were too many tries in a row. Try again in %(n)s minutes.",
            minutes,
        )
        form.add_error("phone", said % {"n": minutes})
        response = self.shown(form, status=429)
        response["Retry-After"] = str(minutes * 60)
        return response

    def sent(self, carried: str) -> HttpResponse | None:
        """Show who rings by when, by the address of what was sent; nothing when that is not ours, or nobody is to be rung any more."""
        is_old = has_grown_old(carried, of=SENT)
        token = "" if is_old else opened(carried, of=SENT)
        asked = selectors.sent_with(token, panel=self.panel) if token else None
        if not (is_old or asked):
            return None
        return render(self.request, "panels/public/joined.html", {"panel": self.panel, "page": address_of(self.panel), "asked": asked})
