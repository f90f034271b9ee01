"""Looking at a page before families see it; and answering for an address that may be a parent's own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from accounts.models import User
from core.gate import StaffView, signed_in
from home.models.page_look import RIGHT, hubs_of
from home.selectors import looks as selectors
from home.services import looks as services

SEND_BACK = "back"


class LookAtPage(StaffView):
    """What changed on a page that waits; publish it, or send it back with a remark."""

    right = RIGHT
    template_name = "home/staff/look_at_page.html"
    header_icon = "view"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find what waits among what this person may publish; anything else is not there."""
        number = kwargs.pop("number")
        super().setup(request, *args, **kwargs)
        self.state = selectors.look_to_give(number, self.me)
        if self.state is None:
            raise Http404
        self.page = selectors.page_of(self.state)

    def get_page_title(self) -> str:
        """Say which page."""
        return f"A look at “{self.page.title}”"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what changed, who sent it, and what would tell of a person."""
        hub_id = hubs_of([self.page])[self.page.pk]
        return super().get_context_data(
            page=self.page,
            state=self.state,
            who=selectors.sent_by(self.state, hub_id),
            is_new=not self.page.live,
            changes=self._changes(),
            private=selectors.private_words_before_publishing(self.page),
            **kwargs,
        )

    def _changes(self) -> list[Any]:
        """Return what differs from what families see now, field by field, as Wagtail's own comparison has it."""
        if not self.page.live:
            return []
        live = type(self.page)._default_manager.get(pk=self.page.pk)
        panel = self.page.get_edit_handler().get_bound_panel(instance=self.page, request=self.request, form=None)
        found = [compare(live, self.page) for compare in panel.get_comparison()]
        return [one for one in found if one.has_changed()]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Publish it or send it back; or show why not, with the remark still there."""
        remark = request.POST.get("remark", "")
        try:
            if request.POST.get("go") == SEND_BACK:
                services.send_back(state=self.state, remark=remark, by=self.me)
                messages.success(request, "Sent back. Whoever wrote it finds your remark on their front page.")
            else:
                services.publish_looked_at(state=self.state, is_for_work="is_for_work" in request.POST, by=self.me)
                messages.success(request, "Published. Families see it now.")
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(problems=error.messages, remark=remark))
        return redirect("wagtailadmin_home")


class AnswerForWords(StaffView):
    """A page may tell a parent's own address or mobile number. It is saved, and published when somebody says that this is for work."""

    right = RIGHT
    template_name = "home/staff/answer_for_words.html"
    page_title = "Is this for work?"
    header_icon = "warning"
    model = Page

    def rows(self) -> "QuerySet[Any]":
        """Return the pages this person may publish."""
        pages: QuerySet[Any] = page_permission_policy.instances_user_has_permission_for(self.me, "publish")
        return pages

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page as last written, and what on it may be a parent's own."""
        page = self.row.get_latest_revision_as_object()
        return super().get_context_data(page=page, private=selectors.private_words_before_publishing(page), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Publish it, when somebody answers for what stands there."""
        try:
            services.publish_answered_for(page=self.row.specific, is_for_work="is_for_work" in request.POST, by=self.me)
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(problems=error.messages))
        messages.success(request, f"“{self.row.title}” is published. Families see it now.")
        return redirect("wagtailadmin_pages:edit", self.row.pk)


def why_not_publish_yet(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead to the question about private words before `page`, as this request would publish it, is published; nothing when there are none.
    What was written is saved.
    """
    if not selectors.private_words_before_publishing(page):
        return None
    messages.warning(request, "Saved, but not published yet.")
    return redirect(reverse("answer_for_words", args=[page.pk]))


class SentForALook(Component):
    """A panel of the pages that somebody sent and that nobody has looked at yet: with whom they wait, since when."""

    name, order = "sent-for-a-look", 8
    template_name = "home/staff/sent_for_a_look.html"

    def __init__(self, request: HttpRequest) -> None:
        self.user: User = signed_in(request)
        self.sent = selectors.sent_and_waiting(self.user)

    def is_shown(self) -> bool:
        """Return whether anything waits."""
        return bool(self.sent)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return what the template shows."""
        return {"sent": self.sent}
