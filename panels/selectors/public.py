"""What families read of a panel: when it meets next, who is on it as far as they agreed, and whether they can join."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from consent.choices import UsedIn
from consent.models import Person, Purpose
from consent.rules import ledger as rules
from consent.rules.standing import Standing
from consent.selectors import ledger
from core import clocks, questions
from feedback.selectors.you_said import Reply
from panels.choices import PanelKind
from panels.models import AnnualReport, Meeting, Membership, Panel, ShownMember
from panels.rules.shown import why_not_show
from panels.rules.when import when_in_words
from panels.selectors import minutes, terms
from panels.selectors.since_last_time import answers_to_what_was_raised

MOST_ANSWERS = 3  # of those to what was raised at meetings, on the panel’s own page
NAME, WORDS = "panel_name", "panel_words"  # never "quote": that one promises that no name stands beside
# Boards are made of agencies, and communities of practice of staff: nobody joins them by a form for families.
FOR_FAMILIES = frozenset({PanelKind.PARENT_CARER, PanelKind.YOUTH, PanelKind.SEND_LINK})


@dataclass(frozen=True)
class OnIt:
    """One member as their page shows them: their first name, and their words where they agreed to those, too."""

    first_name: str
    words: str = ""
    language: str = ""


@dataclass(frozen=True)
class PublicPanel:
    """A panel as families read it."""

    panel: Panel
    next_meeting: Meeting | None
    next_when: str
    says_where: bool  # the room of the next meeting: not beside names, which would tell where somebody is on a day at an hour
    who: tuple[OnIt, ...]
    has_terms: bool
    minutes: tuple[tuple[int, date], ...]
    answered: tuple[Reply, ...]
    can_join: bool
    reports: tuple[AnnualReport, ...]


def asked_only_of_members(person_id: UUID) -> frozenset[str]:
    """Return what is asked of who is on a panel, and of nobody else: purposes by key; none for somebody who is on one. One query."""
    is_on_one = Membership.objects.of(Person.objects.filter(pk=person_id)).on_the_panel().exists()
    return frozenset() if is_on_one else frozenset({NAME, WORDS})


def panel_for_families(slug: str) -> Panel | None:
    """Return the panel of an address, also one that has ended: its page says so. None while its page is not on show; two queries."""
    panel = Panel.objects.select_related("hub", "locality", "coordinator__hub").filter(slug=slug).first()
    return panel if panel and is_public(panel) else None


def is_public(panel: Panel) -> bool:
    """Return whether everybody can read of this panel: its page stands on another floor, which says so (panel.is_public)."""
    return any(questions.panel_is_public.answers(panel_id=panel.pk))


def address_of(panel: Panel) -> str:
    """Return where a panel's page stands (home's PanelPage): above its other addresses, in the reader's language."""
    return reverse("panel_how_it_works", args=[panel.slug]).removesuffix("how-it-works/")


def shown_address(panel: Panel) -> str:
    """Return where a panel's page stands; empty while it is not on show. One query."""
    return address_of(panel) if is_public(panel) else ""


def can_join(panel: Panel) -> bool:
    """Return whether families can ask to join: a panel of theirs that goes on."""
    return panel.ended_on is None and panel.kind in FOR_FAMILIES


def as_families_read(panel: Panel, *, now: datetime) -> PublicPanel:
    """Return what stands on a panel's page; five queries, four more where minutes are out, and five more where members are shown.

    When under-18s meet is told to who asks, and to no page (decision 0063).
    """
    says_when = panel.ended_on is None and not panel.is_of_under_18s
    next_one = Meeting.objects.filter(panel=panel).to_come(now).first() if says_when else None
    next_when = when_in_words(next_one.starts_at, next_one.number_of_minutes) if next_one else ""
    who, reports = who_is_on(panel), tuple(AnnualReport.objects.filter(panel=panel).published())
    has_terms = terms.in_force(panel) is not None
    listed = minutes.listed(panel)
    answered = answers_to_what_was_raised(panel, today=clocks.today(now))[:MOST_ANSWERS] if listed else []
    return PublicPanel(panel, next_one, next_when, not who, who, has_terms, tuple(listed), tuple(answered), can_join(panel), reports)


def who_is_on(panel: Panel) -> tuple[OnIt, ...]:
    """Return who agreed to stand on the page, by their first names. Asked each time: a change of mind counts at once (promise 6).

    Nobody under 18, also among adults.
    """
    if panel.is_of_under_18s or panel.ended_on is not None:
        return ()
    rows = ShownMember.objects.filter(membership__panel=panel, membership__left_on__isnull=True)
    shown = [one for one in rows.select_related("membership__person", "membership__panel") if not why_not_show(one.membership)]
    people = {one.pk: ledger.as_now(one.membership.person) for one in shown if one.membership.person}
    if not people:
        return ()
    names, words = who_agreed(people.values(), NAME), who_agreed(people.values(), WORDS)
    found = []
    for one in shown:
        person = people.get(one.pk)
        if person and person.pk in names and (called := one.shown_as or first_word(person.name)):
            found.append(OnIt(called, one.words if person.pk in words else "", one.language))
    return tuple(sorted(found, key=lambda one: one.first_name.casefold()))


def first_word(name: str) -> str:
    """Return the first word of a name, which is how somebody is shown until staff write down what they chose."""
    return next(iter(name.split()), "")


def who_agreed(people: Iterable[Person], key: str) -> set[UUID]:
    """Return the ids of those whose yes to a purpose holds for our website at this moment; three queries however many they are."""
    people, purpose = list(people), Purpose.objects.filter(key=key).first()
    if purpose is None:
        return set()
    standings = ledger.standings(people, purpose, today=clocks.today())
    return {one.pk for one in people if not _why_not(one, purpose, standings[one.pk])}


def _why_not(person: Person, purpose: Purpose, standing: Standing) -> list[str]:
    return rules.why_not_use(person=person, purpose=purpose, partner=None, channel=UsedIn.WEB, standing=standing)
