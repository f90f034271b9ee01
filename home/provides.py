"""What the floor of pages answers when a lower floor asks (core/questions.py)."""

from home.models import HubPage


def hub_pages(*, hub_id: int) -> list[int]:
    """Return the page of a hub: what stands below it is the hub's as well."""
    return list(HubPage.objects.filter(hub_id=hub_id).values_list("pk", flat=True))
