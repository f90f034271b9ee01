"""What is of some hubs, or of the whole council when it names none: who may write it, and where the trail says it is."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied

from accounts.models import User
from core.models import Hub
from core.querysets import reach


def refuse_foreign(hubs: Sequence[Hub], by: User, right: str) -> None:
    """Raise PermissionDenied where `by` lacks this right at one of the hubs; no hub is the whole council, and so asks for all of them."""
    mine = reach(by, right)
    if mine is not None and (not hubs or any(hub.pk not in mine for hub in hubs)):
        raise PermissionDenied


def only(hubs: Sequence[Hub]) -> int | None:
    """Return the one hub it is of, as the trail says it; None for several or for the whole council."""
    return hubs[0].pk if len(hubs) == 1 else None
