"""Tells Django that this app exists, and starts what has to be there before the first request."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from wagtail.admin.apps import WagtailAdminAppConfig

from core import append_only


class CoreConfig(AppConfig):
    """The app's name; joins up what stands in files of their own."""

    name = "core"
    default = True

    def ready(self) -> None:
        """Put up the append-only triggers after every `migrate`; load the system checks, a lookup and every app's queue handlers."""
        post_migrate.connect(append_only.after_migrate, sender=self)
        autodiscover_modules("checks", "checks_deploy", "checks_questions")
        autodiscover_modules("row_numbers")  # a comparison that Django asks for by name
        autodiscover_modules("long_boxes")  # before Wagtail makes its first form
        autodiscover_modules("tasks")
        autodiscover_modules("staff_letters")  # more queue handlers
        autodiscover_modules("account_events")  # allauth's signals: the only receivers of the house


class WagtailAdminWithoutLetters(WagtailAdminAppConfig):
    """Wagtail's admin, but for the letters it sends from inside a request, with a page's title in the subject: ours go by the queue."""

    default = False

    def ready(self) -> None:
        """Do what Wagtail's own does (7.4: its letters, then these widgets), without the letters."""
        from wagtail.admin.telepath import widgets  # noqa: F401  # registered by being imported
