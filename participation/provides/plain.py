"""What an engagement's public page says, in plain words: for large print, easy read, a signer or a call."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from core import clocks
from core.clocks import day_in_words
from core.questions import About, Section
from participation.choices import Gate
from participation.rules.two_views import ElementView, TwoViews
from participation.selectors.equality import Published
from participation.selectors.public import AskedAbout, asked_about

KIND = "asked_about"


def what_it_is_about(*, kind: str, key: str) -> About | None:
    """Answer format.about for what families are asked about."""
    found = asked_about(key, today=clocks.today()) if kind == KIND else None
    if found is None:
        return None
    return About(found.row.title, reverse("asked_about", args=[found.row.slug]), tuple(hub.pk for hub in found.row.hubs.all()))


def words_in_plain(*, kind: str, key: str) -> list[Section]:
    """Answer format.words for what families are asked about: what its page says, in the same order."""
    found = asked_about(key, today=clocks.today()) if kind == KIND else None
    return [] if found is None else list(_sections(found))


def _sections(found: AskedAbout) -> Iterator[Section]:
    yield _about(found)
    if found.is_open and found.ways:
        yield Section(gettext("How you can take part, if you have…"), points=_pairs(found.ways))
    if found.fair:
        yield Section(gettext("How we keep it fair"), points=_pairs(found.fair))
    yield Section(gettext("Who listens"), points=_pairs(_who_listens(found)))
    if came := tuple(f"{one.text} ({one.outcome})" for one in found.answers) + tuple(one.text for one in found.lines):
        yield Section(gettext("What came of it"), points=came)
    if found.sentences:
        yield Section(gettext("What smaller groups say"), points=tuple(f"{one.group}, {one.hub}: {one.words}" for one in found.sentences))
    if found.views:
        yield _views(found.views)
    if found.equality:
        yield _touched(found.equality)


def _about(found: AskedAbout) -> Section:
    row = found.row
    asked = f"{gettext('Time to take part')}: {found.asked_when}" if found.asked_when else ""
    formal = (
        gettext("This is a formal consultation: we must ask you, and we must weigh what you say.") if row.is_formal_consultation else ""
    )
    said = ((gettext("What can change"), row.what_can_change), (gettext("What is decided already, and why"), row.what_is_fixed))
    return Section(paragraphs=tuple(filter(None, (found.stands, asked, formal, row.question, *_exceptions(found)))), points=_pairs(said))


def _exceptions(found: AskedAbout) -> Iterator[str]:
    for one in found.exceptions:
        early = one.gate == Gate.OPENING
        said = gettext("We began before everything was ready") if early else gettext("We ended this before everything was answered")
        yield f"{said}: {one.public_reason}"


def _who_listens(found: AskedAbout) -> Iterator[tuple[str, str]]:
    row = found.row
    yield gettext("Who acts on what families say"), row.who_acts.title if row.who_acts else ""
    yield gettext("Who decides"), row.decided_by.title if row.decided_by else ""
    decided = ", ".join(filter(None, (day_in_words(row.decided_on), row.decided_at))) if row.decided_on else ""
    yield gettext("When it is decided"), decided
    yield gettext("By when we answer"), _by_when(found)
    yield gettext("How we do this"), found.degree.in_parents_words
    yield gettext("What you get back"), row.reciprocity


def _by_when(found: AskedAbout) -> str:
    if found.promised_on is None:
        weeks = found.row.answer_within_weeks
        return ngettext("Within %(weeks)s week", "Within %(weeks)s weeks", weeks) % {"weeks": weeks} if weeks else ""
    said = day_in_words(found.promised_on)
    if found.expected_on and found.expected_on > found.promised_on:
        return f"{said}. {gettext('We now expect %(now)s.') % {'now': day_in_words(found.expected_on)}}"
    return said


def _views(views: TwoViews) -> Section:
    """Return both views, element by element, as they stand beside each other on the page."""
    nobody = gettext("Families have not said yet how they were listened to, or they can still say it.")
    degrees = tuple(f"{one.who}: {one.words}" for one in views.degrees)
    said = tuple(line for one in views.elements for line in _element(one))
    return Section(gettext("How well we listened"), () if views.families_answered else (nobody,), (*said, *degrees))


def _element(one: ElementView) -> Iterator[str]:
    alike = f" {gettext('Families saw it as we do.')}" if one.alike else ""
    yield f"{one.asks}: {' '.join(one.gaps) or one.we_said + alike}{f' {one.since}' if one.since else ''}"
    for line in one.families:
        many = f" {gettext('How many answered: %(number)s.') % {'number': line.said.how_many}}" if line.said.leaning else ""
        yield f"{line.when}: {line.said.question} {line.said.words}{many}"


def _touched(record: Published) -> Section:
    lines = tuple(f"{line.name}: {line.effect}{f'. {line.mitigation}' if line.mitigation else ''}" for line in record.lines)
    said = tuple(filter(None, (record.decision, record.outcome, record.justification)))
    return Section(gettext("Who this touches more than others"), said, lines)


def _pairs(said: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{name}: {words}" for name, words in said if words)
