"""The way back up from whatever stands below a panel."""

from django.urls import reverse

from core.workbench import Trail
from panels.models import Panel

LABEL = "Panels"


def above(panel: Panel, *more: tuple[str, str]) -> Trail:
    """Return the screens above one that stands below a panel: the list, the panel, and what lies between (name and address)."""
    return ((LABEL, reverse("panel:index")), (panel.title, reverse("panel:one", args=[panel.pk])), *more)
