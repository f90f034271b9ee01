"""How the published offer is arranged: what is for everyone first, then extra help, in the order in which families need it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from home.choices import ForWhom
from home.models import ServicePage, ServiceTime
from home.offer_list import LINES, Line


@dataclass(frozen=True)
class Entry:
    """One service in the offer. Its number leads to it on paper, where there is nothing to tap."""

    number: int
    service: ServicePage


@dataclass(frozen=True)
class Section:
    """One line of the offer with the services that stand whole under it, and those that only are named: they stand under another line."""

    line: Line
    entries: list[Entry]
    named: list[Entry]


@dataclass(frozen=True)
class Part:
    """What is for everyone, or extra help: what there is, and the lines families are asked to ring about."""

    is_for_everyone: bool
    sections: list[Section]
    ring_about: list[Line]


def arranged(services: Iterable[ServicePage]) -> list[Part]:
    """Return the two parts of the offer, its services numbered as they stand. Each stands whole once, however many lines it answers."""
    under: dict[str, list[ServicePage]] = {line.code: [] for line in LINES}
    known = [service for service in services if not under.keys().isdisjoint(service.offer_lines)]  # a line may have left the list
    for service in known:
        under[_where_it_stands(service)].append(service)
    numbers = count(1)
    entries = {code: [Entry(next(numbers), service) for service in found] for code, found in under.items()}
    sections = [Section(line, entries[line.code], _named(line, entries)) for line in LINES]
    return [_part(sections, is_for_everyone) for is_for_everyone in (True, False)]


def _where_it_stands(service: ServicePage) -> str:
    """Return the line under which a service stands whole: the first it answers among those for the same families as itself."""
    answered = [line for line in LINES if line.code in service.offer_lines]
    its_own = [line for line in answered if line.is_for_everyone == (service.for_whom == ForWhom.EVERYONE)]
    return (its_own or answered)[0].code


def _named(line: Line, entries: dict[str, list[Entry]]) -> list[Entry]:
    elsewhere = (entry for code, found in entries.items() if code != line.code for entry in found)
    return [entry for entry in elsewhere if line.code in entry.service.offer_lines]


def _part(sections: list[Section], is_for_everyone: bool) -> Part:
    ours = [one for one in sections if one.line.is_for_everyone == is_for_everyone]
    return Part(
        is_for_everyone=is_for_everyone,
        sections=[one for one in ours if one.entries or one.named],
        ring_about=[one.line for one in ours if not one.entries and not one.named],
    )


def lines_without_a_page(services: Iterable[ServicePage]) -> list[Line]:
    """Return the gaps: what must be in the offer and no service answers, what is for everyone first."""
    answered = {code for service in services for code in service.offer_lines}
    return [line for line in LINES if line.code not in answered]


def places_by_time(times: Iterable[ServiceTime]) -> list[tuple[str, list[ServiceTime]]]:
    """Return where a service is, under each of its times in words: four hubs at one hour are one line."""
    found: dict[str, list[ServiceTime]] = {}
    for time in times:
        found.setdefault(time.when, []).append(time)
    return list(found.items())
