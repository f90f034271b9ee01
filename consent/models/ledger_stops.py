"""Who told us to stop using theirs for something they were never asked about."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from consent.models.person import Person
from consent.models.purposes import Purpose
from consent.models.rights import RightsRequest
from core.models import Hub


class UseStopped(models.Model):
    """Somebody said "stop using mine" for a purpose that needs no yes, such as equality monitoring. No reason is asked.

    It is no consent, and holds at once, until they themselves lift it. Where it is an objection that was weighed and upheld, `because` is
    the request.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stopped")
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="stopped")
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stopped_on = models.DateField()
    because = models.ForeignKey(RightsRequest, null=True, blank=True, on_delete=models.SET_NULL, related_name="stopped")
    lifted_on = models.DateField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "purpose"], condition=Q(lifted_on__isnull=True), name="a_use_is_stopped_once"),
        ]

    def __str__(self) -> str:
        return f"Stopped on {self.stopped_on}: {self.purpose_id}"
