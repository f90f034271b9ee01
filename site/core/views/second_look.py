"""The named colleague's page, and the data protection officer's switch for self-checks."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core import second_look
from core.gate import StaffView, signed_in
from core.models import SelfCheck
from core.text import normalise

_GONE = ["This link has been used, or its words have changed since. Ask your colleague for a new one."]


class SecondLookByLink(WagtailAdminTemplateMixin, TemplateView):
    """What a single-use link shows to the one colleague it was made for: the words, and two buttons. Looking uses nothing up."""

    template_name = "core/second_look.html"
    page_title = "A second look"
    header_icon = "view"
    request: HttpRequest

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here, which is also the heading."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def _why_not(self, token: str) -> list[str]:
        self.look = second_look.by_link(token)
        if self.look is None:
            return _GONE
        user = signed_in(self.request)
        if second_look.is_link_of(self.look, user, token, now=timezone.now()):
            return second_look.why_not_agree(self.look, user, self.look.needs, token=token)
        # Not even who holds the role opens somebody else's link: they have a page of their own.
        return [
            "This link is for somebody else, or is older than seven days. Sign in as the colleague it was sent to, or ask for a new one."
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the words to the colleague, and to nobody else."""
        return self._shown(self._why_not(kwargs["token"]))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Agree, or send back with a remark; the link is then used."""
        if (reasons := self._why_not(kwargs["token"])) or self.look is None:
            return self._shown(reasons)
        user = signed_in(request)
        remark, token = normalise(request.POST.get("remark", "")), kwargs["token"]
        try:
            if "send-back" in request.POST:
                second_look.send_back(look=self.look, by=user, remark=remark, token=token)
                messages.success(request, "Sent back. Your colleague can read your remark.")
            else:
                second_look.agree(look=self.look, by=user, needs=self.look.needs, token=token)
                messages.success(request, "Thank you. Your colleague can publish it now.")
        except ValidationError as error:
            return self._shown([], mistakes=error.messages, remark=remark)
        return redirect(reverse("wagtailadmin_home"))

    def _shown(self, reasons: list[str], **more: Any) -> HttpResponse:
        look = None if reasons else self.look
        context = self.get_context_data(reasons=reasons, look=look, **more)
        return self.render_to_response(context, status=403 if reasons else 200)


class SelfChecks(StaffView):
    """Where the data protection officer says for which acts somebody alone in a role may check themselves after 24 hours."""

    right = "second_look.allow_self"
    template_name = "core/self_checks.html"
    page_title = "Self-checks"
    header_icon = "lock-open"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        allowed = set(SelfCheck.objects.filter(stopped_at=None).values_list("needs", flat=True))
        acts = [{"needs": needs, "name": name, "is_allowed": needs in allowed} for needs, name in second_look.ACTS.items()]
        return {**super().get_context_data(**kwargs), "acts": acts}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give leave, or take it back."""
        act = second_look.allow_self if request.POST.get("allow") == "yes" else second_look.stop_allowing_self
        try:
            act(needs=request.POST.get("needs", ""), by=self.me)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "Saved. It stands in the audit trail.")
        return redirect("self_checks")
