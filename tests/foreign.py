"""What stands at another hub, for the walk over every address (tests/test_every_viewset.py)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

CANARY = "Canary Grove"


@dataclass
class Foreign:
    """What stands at the other hub: rows, what a form would send about them, and a look at what else must stay as it is."""

    rows: list[models.Model]
    post: dict[str, Any] = field(default_factory=dict)
    besides: Callable[[], Any] = list
