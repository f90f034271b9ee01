"""What the council asked about, as whoever answers under the Freedom of Information Act finds it: every word of it that is held.

`tests/participation/test_held_whole.py` fails when a text of a model of this floor is found by no search and nobody said why.
"""

from collections.abc import Iterator
from enum import Enum
from typing import Any

from accounts.models import User
from core import audit
from core.answers import HeldRecord
from core.clocks import weeks_in_words
from core.held_records import Search, joined, only_hub
from core.models import SecondLook
from core.querysets import reach
from participation.choices import Condition, FairCheck, Stage, TimeAsked
from participation.models import CouncilItem, Engagement, GateOverride, PriorityGroup

_WORDS = (
    "question",
    "what_can_change",
    "what_is_fixed",
    "service",
    "decided_at",
    "reciprocity",
    "known_already",
    "still_to_ask",
    "you_told_us",
    "we_did_then",
    "now_we_ask",
    "leaves_out",
)


def held(search: Search, user: User) -> None:
    """Look at what families were asked about, at every exception to a gate, and at whom and what the council asks for (nine queries)."""
    if reach(user, "information.view") is not None:
        return
    _engagements(search)
    _exceptions(search)
    _groups(search)
    _items(search)


def _engagements(search: Search) -> None:
    for row in Engagement.objects.prefetch_related("hubs"):
        hubs = {hub.pk for hub in row.hubs.all()}
        text = joined(row.title, f"{row.get_size_display()}, {row.get_stage_display()}", *_said(row))
        record = HeldRecord("engagement", str(row.pk), row.title, text, on=row.opened_on, hub_id=only_hub(hubs))
        search.look_at(record, hub_ids=hubs)


def _said(row: Engagement) -> Iterator[str]:
    yield from (getattr(row, name) for name in _WORDS)
    yield from _each(row.ways_to_take_part, TimeAsked)
    yield from _each(row.conditions, Condition)
    yield from _each(row.fair_checks, FairCheck)
    yield from (_promise(one) for one in row.promises)
    yield from (f"On {one['on']} it went back to “{_word(Stage, one['to'])}”: {one['why']}" for one in row.steps_back)


def _each(said: dict[str, Any], words: type[Enum]) -> Iterator[str]:
    yield from (f"{_word(words, key)}: {text}" for key, text in said.items() if text)


def _word(words: type[Enum], key: str) -> str:
    """Return what a choice is called; one that is asked no more is called by its key."""
    return next((str(getattr(one, "label", key)) for one in words if one.value == key), key)


def _promise(said: dict[str, Any]) -> str:
    by = f"by {said['by_on']}" if said["by_on"] else f"within {weeks_in_words(said['weeks'])}"
    return f"Told on {said['told_on']}: we answer {by}."


def _exceptions(search: Search) -> None:
    """Also those that were asked for and not used, with what a second person wrote who sent one back: held is held."""
    rows = list(GateOverride.objects.select_related("engagement").prefetch_related("engagement__hubs"))
    names = {audit.name_of(row): row.pk for row in rows}
    remarks: dict[int, list[str]] = {}
    for about, remark in SecondLook.objects.filter(about__in=names).exclude(remark="").order_by("pk").values_list("about", "remark"):
        remarks.setdefault(names[about], []).append(remark)
    for row in rows:
        hubs = {hub.pk for hub in row.engagement.hubs.all()}
        text = joined(str(row), row.public_reason, *row.missing, *remarks.get(row.pk, ()))
        record = HeldRecord("exception", str(row.pk), str(row), text, on=row.asked_on, hub_id=only_hub(hubs))
        search.look_at(record, hub_ids=hubs)


def _groups(search: Search) -> None:
    """Whom the council looks for, and where its figures come from; how many live where is no part of it."""
    for row in PriorityGroup.objects.prefetch_related("populations__hub"):
        sources = (f"Figure for {one.hub}, from: {one.source}" for one in row.populations.all())
        search.look_at(HeldRecord("group", str(row.pk), row.name, joined(row.name, row.meaning, *sources)))


def _items(search: Search) -> None:
    for row in CouncilItem.objects.all():
        text = joined(row.question, row.get_element_display(), row.get_when_display())
        search.look_at(HeldRecord("own_question", str(row.pk), row.question, text, on=row.since_on))
