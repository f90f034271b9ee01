"""What an engagement's public page says, in plain words: for large print, easy read, a signer or a call."""

from django.urls import reverse
from django.utils.translation import gettext

from core import clocks
from core.questions import About, Section
from participation.selectors.public import AskedAbout, asked_about

KIND = "asked_about"


def what_it_is_about(*, kind: str, key: str) -> About | None:
    """Answer format.about for what families are asked about."""
    found = asked_about(key, today=clocks.today()) if kind == KIND else None
    if found is None:
        return None
    return About(found.row.title, reverse("asked_about", args=[found.row.slug]), tuple(hub.pk for hub in found.row.hubs.all()))


def words_in_plain(*, kind: str, key: str) -> list[Section]:
    """Answer format.words for what families are asked about."""
    found = asked_about(key, today=clocks.today()) if kind == KIND else None
    return [] if found is None else [_about(found), *_answers(found)]


def _about(found: AskedAbout) -> Section:
    row = found.row
    said = (
        (gettext("What can change"), row.what_can_change),
        (gettext("What is decided already, and why"), row.what_is_fixed),
        (gettext("Who acts on what families say"), row.who_acts.title if row.who_acts else ""),
        (gettext("Who decides"), row.decided_by.title if row.decided_by else ""),
        (gettext("What you get back"), row.reciprocity),
    )
    points = tuple(f"{name}: {words}" for name, words in said if words)
    return Section(paragraphs=tuple(filter(None, (found.stands, row.question))), points=points)


def _answers(found: AskedAbout) -> list[Section]:
    points = tuple(f"{one.text} ({one.outcome})" for one in found.answers) + tuple(one.text for one in found.lines)
    return [Section(heading=gettext("What came of it"), points=points)] if points else []
