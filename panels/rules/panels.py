"""What must hold of a panel before it is kept, and before it ends."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.text import too_long
from panels.choices import PanelKind
from panels.choices.panels import LONGEST_WHY
from panels.models import Panel

TWO_WORKERS = (
    "Its members are under 18. Choose the named worker, who is their only contact, and a second post that reads every message with them."
)
SAME_NAME = "There is a panel of this name here already. Open that one, end it first, or choose another name: families read it."
STAYS_YOUNG = "It has members already. End this panel and begin another: who may write to whom would change under them."
STAYS_WHERE = "It has members or meetings already, and who sees them would change. End this panel and begin another there."
STAYS_ITS_KIND = "It has members or meetings already, and the national return counts by kind. End this panel and begin another."


def why_not_keep(
    said: Mapping[str, Any], *, was: Panel | None, today: date, has_people: bool = False, has_namesake: bool = False
) -> dict[str, str]:
    """Return what is wrong by field; empty when it may be kept. `has_people` is whether somebody joined it, or it met; `has_namesake`
    whether another that goes on is called the same at the same place.
    """
    problems: dict[str, str] = {}
    if has_namesake:
        problems["title"] = SAME_NAME
    if said.get("started_on") and said["started_on"] > today:
        problems["started_on"] = "That day is still to come. Write since when it is there: today, if it begins with what you do now."
    if said.get("hub") and said.get("locality"):
        problems["locality"] = "A panel is of a hub, or of a part of the council, or of the whole council. Leave one of the two empty."
    if said.get("is_of_under_18s") and not _has_two_workers(said):
        problems["second_reader" if said.get("coordinator") else "coordinator"] = TWO_WORKERS
    if was is not None and has_people:
        if was.is_of_under_18s != bool(said.get("is_of_under_18s")):
            problems["is_of_under_18s"] = STAYS_YOUNG
        if (was.hub, was.locality) != (said.get("hub"), said.get("locality")):
            problems["hub" if was.hub != said.get("hub") else "locality"] = STAYS_WHERE
        if was.kind != said.get("kind"):
            problems["kind"] = STAYS_ITS_KIND
    if said.get("kind") == PanelKind.PRACTICE and not said.get("domain"):
        problems["domain"] = "Say what this community of practice cares about: its domain."
    return problems


def _has_two_workers(said: Mapping[str, Any]) -> bool:
    one, other = said.get("coordinator"), said.get("second_reader")
    return bool(one and other and one != other)


def why_not_end(panel: Panel, *, because: str, number_on_the_panel: int) -> list[str]:
    """Return why a panel cannot end: while people are on it, each is told and leaves first (DESIGN promise 10)."""
    reasons = []
    if panel.ended_on:
        reasons.append("It has ended already.")
    if not because:
        reasons.append("Say in a few words why it ends. Its members and families read it.")
    if long := too_long(because, LONGEST_WHY):
        reasons.append(f"Why it ends: {long}")
    if number_on_the_panel:
        people = "1 person is" if number_on_the_panel == 1 else f"{number_on_the_panel} people are"
        reasons.append(f"{people} on it still. Tell each of them, and say on their page that they left.")
    return reasons
