"""Panels, and what hangs on one."""

from accounts.models import User
from core.models import Hub, Locality
from core.querysets import may
from core.text import folded
from panels.models import Meeting, Membership, Panel

VIEW, EDIT = "panel.view", "panel.edit"


def has_people(panel: Panel) -> bool:
    """Return whether somebody joined a panel, or it met: from then on it stays what it is."""
    return Membership.objects.filter(panel=panel).exists() or Meeting.objects.filter(panel=panel).exists()


def has_namesake(title: str, *, hub: Hub | None, locality: Locality | None, but: Panel | None) -> bool:
    """Return whether another panel of the same place is called so and has not ended. `but` is the one that is changed; its own old name is
    no reason to refuse what else is put right of it.
    """
    if but is not None and (folded(but.title), but.hub, but.locality) == (folded(title), hub, locality):
        return False
    others = Panel.objects.filter(hub=hub, locality=locality, ended_on=None).values_list("pk", "title")
    return folded(title) in {folded(called) for pk, called in others if but is None or pk != but.pk}


def may_for(user: User, right: str, panel: Panel) -> bool:
    """Return whether somebody holds a right over a panel: see `PanelQuerySet.visible_to`."""
    return may(user, right) and Panel.objects.visible_to(user, right).filter(pk=panel.pk).exists()
