"""Panels, and what hangs on one."""

from accounts.models import User
from core.querysets import may
from panels.models import Meeting, Membership, Panel

VIEW, EDIT = "panel.view", "panel.edit"


def has_people(panel: Panel) -> bool:
    """Return whether somebody joined a panel, or it met: from then on it stays what it is."""
    return Membership.objects.filter(panel=panel).exists() or Meeting.objects.filter(panel=panel).exists()


def may_for(user: User, right: str, panel: Panel) -> bool:
    """Return whether somebody holds a right over a panel: see `PanelQuerySet.visible_to`."""
    return may(user, right) and Panel.objects.visible_to(user, right).filter(pk=panel.pk).exists()
