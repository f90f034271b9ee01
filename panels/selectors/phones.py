"""The number that members and families of a panel ring: its hub's, where a person answers who knows them; else the council's."""

from core import brand
from panels.models import Panel


def to_ring(panel: Panel) -> dict[str, str]:
    """Return the number for a letter, and when it is answered where that is known: `phone` and `hours`, both empty where there is none."""
    if panel.hub and panel.hub.phone:
        return {"phone": panel.hub.phone, "hours": ""}
    look = brand.stored()
    return {"phone": look.phone, "hours": look.phone_hours}
