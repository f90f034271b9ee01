"""A panel's dates for somebody's calendar."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clocks
from panels.models.membership import Membership
from panels.models.panel import Panel
from panels.models.reply_link import OpensByLink


class CalendarFeed(OpensByLink):
    """An address from which one reader's calendar takes a panel's dates: a member's, or one of the staff's. Deleting it ends it."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="feeds")
    membership = models.OneToOneField(Membership, null=True, blank=True, on_delete=models.CASCADE, related_name="feed")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    made_on = models.DateField(default=clocks.today)
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(membership__isnull=True, user__isnull=False) | Q(membership__isnull=False, user__isnull=True),
                name="a_feed_is_of_one_reader",
            ),
            models.UniqueConstraint(fields=["panel", "user"], name="one_feed_of_a_panel_for_each_of_the_staff"),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="a_feed_has_a_link_of_its_own"),
        ]

    def __str__(self) -> str:
        return f"Calendar feed {self.pk}"
