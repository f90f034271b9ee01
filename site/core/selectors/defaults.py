"""What the council begins with: the one place where its weeks, months, thresholds and way of asking are read."""

from collections.abc import Sequence
from dataclasses import dataclass

from core import council_defaults as begins
from core.models import CouncilDefaults


@dataclass(frozen=True)
class Shown:
    """One of the values as the screen shows it, with its reason and, where the council chose it, the decision."""

    says: str
    value: str
    why: str
    decision: CouncilDefaults | None


def standing() -> CouncilDefaults:
    """Return what the council begins with now: what it chose last, or else what every council begins with (one query)."""
    return CouncilDefaults.objects.first() or CouncilDefaults()


def decisions() -> list[CouncilDefaults]:
    """Return every decision about it, newest first, with who took it."""
    return list(CouncilDefaults.objects.select_related("chosen_by"))


def shown() -> list[Shown]:
    """Return every value with why it is so, and who last changed it."""
    taken = decisions()
    now = taken[0] if taken else CouncilDefaults()
    mode = Shown(begins.MODE_SAYS, now.get_mode_display(), begins.WHY_MODE, _last_change("mode", taken))
    numbers = [Shown(one.says, f"{getattr(now, one.name)} {one.unit}", one.why, _last_change(one.name, taken)) for one in begins.DEFAULTS]
    return [mode, *numbers]


def _last_change(name: str, taken: Sequence[CouncilDefaults]) -> CouncilDefaults | None:
    """Return the newest decision that changed this value from what stood before it."""
    for later, before in zip(taken, [*taken, CouncilDefaults()][1:], strict=True):
        if getattr(later, name) != getattr(before, name):
            return later
    return None
