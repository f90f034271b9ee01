"""The facts of a hub that a list can say, as they stand: to see whether somebody has changed them since, and to put them back."""

from datetime import time
from typing import Any

from core.models import Hub, OpeningTime
from home.rules.spoken_times import Stretches


def standing(hub: Hub) -> dict[str, Any]:
    """Return everything that a list can say of a hub, as it stands: for comparing, and for putting back."""
    names = ("kind", "locality_id", "parent_id", "street", "town", "postcode", "phone", "run_by", "provider_name")
    times = sorted((one.weekday, one.opens_at, one.closes_at) for one in hub.opening_times.all())
    return {"name": hub.name, **{name: getattr(hub, name) for name in names}, "opening_times": [list(one) for one in as_rows(times)]}


def as_rows(stretches: Stretches) -> list[tuple[int, str, str]]:
    """Return stretches as JSON keeps them: (weekday, from, until)."""
    return [(day, f"{opens:%H:%M}", f"{closes:%H:%M}") for day, opens, closes in stretches]


def put_back(hub: Hub, before: dict[str, Any]) -> None:
    """Store a hub as it stood before."""
    for name, value in before.items():
        if name != "opening_times":
            setattr(hub, name, value)
    hub.save()
    hub.opening_times.all().delete()
    OpeningTime.objects.bulk_create(
        OpeningTime(hub=hub, weekday=day, opens_at=time.fromisoformat(opens), closes_at=time.fromisoformat(closes))
        for day, opens, closes in before["opening_times"]
    )
