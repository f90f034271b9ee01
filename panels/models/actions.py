"""What somebody does after a meeting, and by when."""

from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from core.models import Post
from panels.choices import OwnerKind
from panels.models.bodies import OtherBody
from panels.models.membership import Membership
from panels.models.run_sheet import OnRunSheet


class MeetingAction(OnRunSheet):
    """One thing that somebody does: a post, a member or another body. Which member stands in `ActionOfMember`, and goes with who it was.

    It ends done, or dropped with the reason why.
    """

    words = EncryptedTextField()
    owner_kind = models.CharField(max_length=8, choices=OwnerKind.choices)
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="meeting_actions")
    body = models.ForeignKey(OtherBody, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_because = EncryptedTextField(default="", blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("due_on", "written_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(owner_kind=OwnerKind.POST, post__isnull=False, body__isnull=True)
                | Q(owner_kind=OwnerKind.BODY, post__isnull=True, body__isnull=False)
                | Q(owner_kind=OwnerKind.MEMBER, post__isnull=True, body__isnull=True),
                name="an_action_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(dropped_on__isnull=True), name="an_action_is_done_or_dropped_and_not_both"
            ),
        ]

    def __str__(self) -> str:
        return f"Action, {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.done_on is None and self.dropped_on is None


class ActionOfMember(models.Model):
    """Which member does it. Ids alone: it goes when they are forgotten, and the action stays one of “a member”."""

    action = models.OneToOneField(MeetingAction, on_delete=models.CASCADE, related_name="of_member")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="actions_taken_on")
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Owner of {self.action_id}"
