"""Beginning and ending a panel."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from core import audit
from core.free_slugs import next_free
from core.text import normalise
from panels.models import Membership, Panel
from panels.rules import panels as rules

EDIT = "panel.edit"
OURS = {"reply", "times", "calendar", "decide"}  # what stands behind `/panels/` and is no panel (panels/urls.py)


def free_slug(title: str) -> str:
    """Return an address for a title that no panel has."""
    plain = slugify(title)[:100].strip("-") or "panel"
    return next_free(plain, taken=OURS | set(Panel.objects.filter(slug__startswith=plain).values_list("slug", flat=True)))


def held(panel: Panel, by: User | None, right: str = EDIT) -> Panel:
    """Return a panel anew, locked until the transaction ends: who joins, leaves, calls a meeting or ends it waits for each other.

    Call it before any other row of the act is locked. `by` is None when the system itself asks. Raises PermissionDenied.
    """
    # `no_key`: who writes a row that points at this panel, as an erasing does, takes a key lock of it and need not wait for us
    row = Panel.objects.select_for_update(of=("self",), no_key=True).get(pk=panel.pk)
    if by is not None and not Panel.objects.visible_to(by, right).filter(pk=row.pk).exists():
        raise PermissionDenied
    return row


@transaction.atomic
def end_panel(*, panel: Panel, because: str, by: User, on: date) -> None:
    """End a panel that nobody is on any more. Raises ValidationError with every reason why not."""
    row, because = held(panel, by), " ".join(normalise(because).split())
    number = Membership.objects.filter(panel=row).on_the_panel().count()
    if reasons := rules.why_not_end(row, because=because, number_on_the_panel=number):
        raise ValidationError(reasons)
    row.ended_on, row.ended_because = on, because
    row.save(update_fields=["ended_on", "ended_because"])
    audit.record("panels.panel.end", row, by=by, hub_id=row.hub_id)


@transaction.atomic
def begin_again(*, panel: Panel, by: User) -> None:
    """Take an ending back. Raises ValidationError when it goes on."""
    row = held(panel, by)
    if row.ended_on is None:
        raise ValidationError(["It has not ended."])
    row.ended_on, row.ended_because = None, ""
    row.save(update_fields=["ended_on", "ended_because"])
    audit.record("panels.panel.begin_again", row, by=by, hub_id=row.hub_id)
