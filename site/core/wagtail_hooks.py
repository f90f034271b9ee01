"""The ground floor's places in the Wagtail admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.contrib.settings.models import BaseSiteSetting

from core import brand, colours
from core.audit_trail import AuditTrail
from core.models import BrandSettings
from core.querysets import may
from core.staff_screens import hooks as staff_hooks
from core.views.audit import Seals, may_see_seals
from core.views.second_look import SecondLookByLink, SelfChecks

__all__ = ["staff_hooks"]  # hubs, posts, people: registered by being imported


@hooks.register("register_admin_urls")
def second_look_addresses() -> list[URLPattern]:
    """A named colleague's link, and the switch for self-checks."""
    return [
        path("second-look/<str:token>/", SecondLookByLink.as_view(), name="second_look"),
        path("self-checks/", SelfChecks.as_view(), name="self_checks"),
    ]


@hooks.register("register_admin_viewset")
def audit_trail() -> AuditTrail:
    """The data protection officer reads the trail among the reports."""
    return AuditTrail()


@hooks.register("register_admin_urls")
def seal_addresses() -> list[URLPattern]:
    """The seals, and the button that checks the trail."""
    return [path("audit-seals/", Seals.as_view(), name="audit_seals")]


class _SealsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_seals(request.user)


@hooks.register("register_reports_menu_item")
def seals_item() -> MenuItem:
    """Whoever reads the trail or looks after the machines finds the check among the reports."""
    return _SealsItem("Is the audit trail whole?", reverse("audit_seals"), name="audit-seals", icon_name="lock", order=110)


class _SelfChecksItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "second_look.allow_self")


@hooks.register("register_settings_menu_item")
def self_checks_item() -> MenuItem:
    """The data protection officer finds the switch among the settings."""
    return _SelfChecksItem("Self-checks", reverse("self_checks"), icon_name="lock-open", order=900)


@hooks.register("after_edit_setting")
def the_look_has_changed(request: HttpRequest, instance: BaseSiteSetting) -> None:
    """Show the new look at once, and say in words how its colours do."""
    if not isinstance(instance, BrandSettings):
        return
    brand.forget()
    messages.info(request, " ".join(colours.verdict(instance.brand_colour, instance.link_colour)))
