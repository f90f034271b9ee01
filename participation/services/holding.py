"""One lock for all that is done in an engagement: who opens a survey in it and who closes it wait for each other."""

from django.core.exceptions import PermissionDenied

from accounts.models import User
from participation.models import Engagement


def held(engagement: Engagement, by: User | None, right: str = "engagement.edit") -> Engagement:
    """Return the engagement anew, locked until the transaction ends. Call it before any other row of the act is locked.

    `by` is None when the system itself asks. Raises PermissionDenied when `by` lacks the right at one of its hubs.
    """
    row = Engagement.objects.select_for_update().get(pk=engagement.pk)
    if by is not None and not Engagement.objects.wholly_within(by, right).filter(pk=row.pk).exists():
        raise PermissionDenied
    return row
