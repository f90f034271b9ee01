"""What do I do here? The four things of each kind of role: at the first visit, and again whenever somebody asks."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from core.choices import RoleKind
from core.gate import signed_in
from core.querysets import holds_everywhere, kinds_held
from core.role_table import WHOLE_COUNCIL_ONLY
from core.selectors.staff import kinds_to_read
from core.services.roles import note_read
from home.first_visit import FOUR_THINGS


@dataclass(frozen=True)
class Told:
    """The four things of one kind of role, as a page shows them: (text, what it looks like when done well, address or nothing)."""

    kind: str
    name: str
    things: list[tuple[str, str, str]]


def told_of(kind: str, user: User) -> Told:
    """Return what a kind of role is told. Whoever holds at one hub what is meant for the whole council is led to no closed door."""
    is_led = kind not in WHOLE_COUNCIL_ONLY or holds_everywhere(user, kind)
    things = [(one.text, one.well, reverse(one.route) if one.route and is_led else "") for one in FOUR_THINGS[kind]]
    return Told(kind, RoleKind(kind).label, things)


class FirstVisit(Component):
    """The four things of a role that was given and not read about yet: one role at a time."""

    template_name = "home/staff/first_visit.html"

    def __init__(self, request: HttpRequest) -> None:
        self.user = signed_in(request)

    @cached_property
    def unread(self) -> list[str]:
        """The kinds of role that this person has not read about."""
        return kinds_to_read(self.user)

    def is_shown(self) -> bool:
        """Return whether there is one."""
        return bool(self.unread)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return what the template shows."""
        return {
            "told": told_of(self.unread[0], self.user),
            "number_more": len(self.unread) - 1,
            "csrf_token": parent_context.get("csrf_token"),
        }


class WhatDoIDo(WagtailAdminTemplateMixin, TemplateView):
    """One's own roles, one at a time; and "got it"."""

    template_name = "home/staff/what_do_i_do.html"
    page_title = "What do I do here?"
    header_icon = ""
    request: HttpRequest

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here, which is also the heading."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the role that was asked for, or the first; and the ways to the others."""
        mine = kinds_held(signed_in(self.request))
        asked = self.request.GET.get("kind", "")
        kind = asked if asked in mine else next(iter(mine), "")
        others = [(one, RoleKind(one).label) for one in mine if one != kind]
        return super().get_context_data(told=told_of(kind, signed_in(self.request)) if kind else None, others=others, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note that it was read, and lead to the front page, where the next role is told of."""
        kind = request.POST.get("kind", "")
        if kind not in kinds_held(signed_in(request)):
            raise Http404
        note_read(person=signed_in(request), kind=kind)
        return redirect("wagtailadmin_home")
