"""What tests of the checklist build on: an answered item, a whole answered element, the post of a tab."""

from typing import Any

from django.test import Client

from participation import lundy
from participation.choices import Element, Said, When
from participation.models import ChecklistAnswer, CouncilItem, Engagement
from participation.services.checklist import mark
from tests import builders


def say(
    engagement: Engagement, item: str, said: str = Said.YES, evidence: str = "Photographs of the day.", **fields: Any
) -> ChecklistAnswer:
    """Answer one item, as a person would have."""
    return ChecklistAnswer.objects.create(engagement=engagement, item=item, version=lundy.VERSION, said=said, evidence=evidence, **fields)


def say_all(engagement: Engagement, *, but: tuple[str, ...] = (), said: str = Said.YES, evidence: str = "Shown.") -> None:
    """Answer every item of ours but those of some elements."""
    for one in lundy.ITEMS:
        if one.element not in but:
            say(engagement, one.id, said, evidence)


def make_council_item(question: str = "Did a councillor come?", *, code: str = "", **fields: Any) -> CouncilItem:
    """Make an item of the council's own."""
    code = code or f"AU-P+{CouncilItem.objects.count() + 1}"
    asked: dict[str, Any] = {"element": Element.AUDIENCE, "when": When.PLANNING, "since_on": builders.today()}
    return CouncilItem.objects.create(code=code, question=question, **(asked | fields))


def typed(item: str, *, was: ChecklistAnswer | None = None, **fields: str) -> dict[str, str]:
    """Return what a page sends of one item that somebody changed: `was` is what stood there when the page was opened."""
    sent = {"said": "", "evidence": "", "link": "", "owner": "", "due_on": "", "kept": "", "seen": mark(was or ChecklistAnswer())}
    return {f"{item}-{name}": value for name, value in (sent | fields).items()}


def untouched(engagement: Engagement, element: str) -> dict[str, str]:
    """Return what a page of an element sends when nobody changed anything and nothing was answered."""
    sent: dict[str, str] = {}
    for one in lundy.items(element=element):
        sent |= typed(one.id)
    return sent


def tab(engagement: Engagement, element: str = Element.AUDIENCE) -> str:
    """Return the address of a tab of the workbench."""
    return f"/admin/checklist/{engagement.pk}/{element}/"


def save_audience(desk: Client, engagement: Engagement, sent: dict[str, str] | None = None) -> str:
    """Save the tab of the audience with what was changed on it, and return the page that follows."""
    return desk.post(tab(engagement), untouched(engagement, Element.AUDIENCE) | (sent or {}), follow=True).text
