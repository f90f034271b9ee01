"""The seals of the audit trail, and the button that checks it."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from accounts.models import User
from core.audit_check import ask_for_check, last_check
from core.audit_words import moment_of
from core.gate import StaffView
from core.models import AuditEntry, AuditSeal
from core.querysets import may


def may_see_seals(user: User | AnonymousUser) -> bool:
    """Return whether somebody may see the seals: who reads the trail, and who looks after the machines."""
    return may(user, "audit.view") or may(user, "audit.seals")


class Seals(StaffView):
    """How many entries there are, what is sealed, what the last check found. No entry is shown here."""

    right = "audit.seals"
    template_name = "core/audit_seals.html"
    page_title = "Is the audit trail whole?"
    header_icon = "lock"

    def right_now(self) -> str:
        """Return the right that opens this page: that of the data protection officer, or else the administrator's."""
        return "audit.view" if self.may("audit.view") else self.right

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        last_seal = AuditSeal.objects.order_by("-number").first()
        found = {
            "number_of_entries": AuditEntry.objects.count(),
            "number_not_sealed": AuditEntry.objects.filter(sealed__isnull=True).count(),
            "last_seal": last_seal,
            "last_sealed_at": moment_of(last_seal.sealed_at) if last_seal else None,
            "last_check": last_check(),
        }
        return super().get_context_data(**kwargs) | found | {"report": None}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check the trail now, or have the worker do it."""
        report = ask_for_check(by=self.me)
        if report is None:
            messages.info(request, "The trail is long. It is being checked now: open this page again in a few minutes.")
            return redirect("audit_seals")
        return self.render_to_response(self.get_context_data() | {"report": report})
