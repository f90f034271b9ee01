"""Needs you today: the one thing on the staff front page that stands out, and the whole of it on a page of its own."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.clocks import today
from core.gate import signed_in
from core.querysets import may
from core.questions import Attention
from core.selectors.posts import absences
from home import rules, selectors

MOST_SHOWN = 10
PER_PAGE = 25


class NeedsYouToday(Component):
    """What waits for this person: no more than a screen of it and what the law counts, and a kind word when there is nothing."""

    template_name = "home/staff/needs_you_today.html"

    def __init__(self, request: HttpRequest) -> None:
        self.user = signed_in(request)

    @cached_property
    def found(self) -> list[Attention]:
        """Everything, the most pressing first."""
        return selectors.what_needs(self.user, today=today())

    def is_shown(self) -> bool:
        """Return that it always is."""
        return True

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return what the template shows."""
        day, shown = today(), rules.in_sight(self.found, MOST_SHOWN)
        return {
            "groups": rules.in_groups(shown),
            "number_more": len(self.found) - len(shown),
            "absences": [(post, post.is_away_on(day)) for post in absences(self.user, day)],
            "may_read": may(self.user, "voice.view"),
            "csrf_token": parent_context.get("csrf_token"),
        }


class NeedsYou(WagtailAdminTemplateMixin, TemplateView):
    """All of it, page by page. For everybody who works here: nobody sees more than what is theirs."""

    template_name = "home/staff/needs_you.html"
    page_title = "Needs you today"
    header_icon = ""
    request: HttpRequest

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here, which is also the heading."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of what waits."""
        found = selectors.what_needs(signed_in(self.request), today=today())
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("page"))
        groups = rules.in_groups(list(page.object_list))
        return super().get_context_data(page=page, groups=groups, number=len(found), **kwargs)
