"""Who took part in a meeting."""

from django.conf import settings
from django.db import models

from panels.choices import Came
from panels.models.meeting import Meeting
from panels.models.membership import Membership


class AttendanceSheet(models.Model):
    """That somebody wrote down who took part: staff and guests as numbers, members by a row each. `version` is for two who write."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="attendance_sheet")
    number_of_staff = models.PositiveSmallIntegerField(default=0)
    number_of_guests = models.PositiveSmallIntegerField(default=0)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kept_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Attendance at {self.meeting_id}"


class Attendance(models.Model):
    """One member at one meeting. It stays when they leave or are forgotten: their membership does too, without a person."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="attendances")
    came = models.CharField(max_length=8, choices=Came.choices)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["meeting", "membership"], name="a_member_is_at_a_meeting_once")]

    def __str__(self) -> str:
        return f"Attendance {self.pk}"
