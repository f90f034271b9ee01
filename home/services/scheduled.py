"""Pages that come and go on the days their editors chose."""

from collections.abc import Callable, Iterator
from functools import partial

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision


def publish_and_take_down() -> None:
    """Take down every page whose last day is over, then publish every version whose day has come.

    The acts of Wagtail's `publish_scheduled`, page by page: one that cannot be saved keeps no other waiting. Raises ExceptionGroup when
    all are through and some could not be done.
    """
    failures = []
    for act in _acts_due():
        try:
            with transaction.atomic():
                act()
        except Exception as error:
            failures.append(error)
    if failures:
        raise ExceptionGroup("Pages that could not come or go on their day", failures)


def _acts_due() -> Iterator[Callable[[], object]]:
    now = timezone.now()
    for page in list(Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")):
        yield partial(page.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")
    for version in list(Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")):
        yield partial(version.publish, log_action="wagtail.publish.scheduled")
