"""Services from a spreadsheet into drafts. A second list with the same names updates; an empty cell says nothing."""

import re
from collections.abc import Callable, Sequence
from itertools import islice, product
from typing import Any

from core.clocks import today
from core.imports.days import day_written
from core.imports.records import Column, Plan, Record
from core.models import Hub, ImportLine, ImportRun
from home.choices import AgeUnit, Cost
from home.rules.day_names import weekdays_named_in
from home.rules.feeds import FoundService, FoundSite, FoundTime, ages, costs, values, ways
from home.rules.feeds.descriptions import describe
from home.rules.feeds.places import NearlyNamed
from home.rules.feeds.schedules import LONGEST_WHEN
from home.rules.feeds.service import ASK_WHEN, ASK_WHERE, MOST_TIMES
from home.rules.feeds.terms import category_of, category_of_topic, topic_of
from home.services.imports import drafts
from home.services.imports.offered import OfferedServices, digest_of

SOURCE = "spreadsheet"
COLUMNS = (
    Column("name", "Name", "Stay and play", ("service", "service name", "title"), is_needed=True),
    Column("what_it_is", "What it is", "Toys, songs and a cup of tea for you.", ("description", "summary", "about")),
    Column("who_for", "Who it is for", "Children under 5 with a grown-up", ("who is it for", "audience", "eligibility")),
    Column("for_whom", "Everyone or extra help", "everyone", ("universal or targeted", "type")),
    Column("topic", "Topic", "Baby and toddler groups", ("category", "strand")),
    Column("youngest", "Youngest age", "0", ("age from", "min age", "minimum age", "from age", "lowest age")),
    Column("oldest", "Oldest age", "4", ("age to", "max age", "maximum age", "to age", "highest age")),
    Column("how_to_get_it", "How to get it", "just turn up", ("booking", "access route")),
    Column("how_it_works", "How to get it, in words", "Come any time, leave any time.", ("referral", "how to access", "how to book")),
    Column("where", "Where", "Elm Road; Ashmere library", ("venue", "hub", "location", "place", "site")),
    Column("day", "Day", "Tuesdays", ("days", "weekday", "day of the week")),
    Column("when", "When", "10am to 11:30am", ("time", "times", "day and time", "schedule", "frequency")),
    Column("cost", "Cost", "free", ("price", "fee", "fees")),
    Column("phone", "Phone", "01632 960001", ("telephone", "tel", "contact number")),
    Column("email", "E-mail", "play@elmshire.gov.uk", ("email address", "contact email")),
    Column("web_address", "Web address", "https://elmshire.gov.uk/play", ("website", "url", "link")),
    Column("run_by", "Who runs it", "The council", ("provider", "organisation", "organization", "delivered by")),
    Column("languages", "Languages", "English and Polish", ("language", "interpreters")),
    Column("access", "Access needs", "Step-free, quiet corner", ("accessibility",)),
    Column("checked_on", "Last checked on", "2026-11-02", ("last checked", "assured date", "reviewed on")),
)
_PLAIN = (("who_for", 200), ("how_it_works", 400), ("run_by", 120), ("languages", 200), ("access", 300))
LONGEST_PLACE, LONGEST_COST = 120, 120


class ServiceRows:
    """Reads the rows of a spreadsheet of services."""

    def __init__(self, run: ImportRun) -> None:
        self.services = OfferedServices(run, source=SOURCE, adopts=True)
        self.hubs = {hub.name.casefold(): hub for hub in Hub.objects.all()}
        self.near = NearlyNamed(hub.name for hub in self.hubs.values())
        self.today = today()

    @property
    def seen(self) -> dict[str, int]:
        """Where each name stood first in the list."""
        return self.services.seen

    def hold(self) -> None:
        """Hold the page above all services."""
        self.parent = drafts.hold_the_offer()

    def plan(self, records: Sequence[Record]) -> list[Plan]:
        """Return what would become of each row."""
        found = [(record.number, self._read(record.values), digest_of(record.values)) for record in records]
        for hub in self.hubs.values():
            self.services.sites.known[_site(hub).source_id] = hub
        return self.services.plan(found)

    def write(self, plans: Sequence[Plan]) -> None:
        """Write the drafts."""
        self.services.write(plans, self.parent)

    def finish(self) -> None:
        """Nothing is left to do."""

    def take_back(self, lines: Sequence[ImportLine]) -> dict[int, str]:
        """Take drafts back."""
        return self.services.take_back(lines)

    # --- Reading a row ----------------------------------------------------------------------------------------------------

    def _read(self, row: dict[str, str]) -> FoundService:
        title = values.words(row.get("name"))
        found = FoundService(title.casefold()[:200], values.shortened(title, 150) if title else "")
        if row.get("what_it_is"):
            describe(found, row["what_it_is"])
        for name, most in _PLAIN:
            if text := values.words(row.get(name)):
                found.fields[name] = _fitting(found, name, text, most)
        self._read_contact(found, row)
        self._read_choices(found, row)
        _read_ages(found, row)
        self._read_checked(found, row)
        found.times = self._times(found, row)
        return found

    def _read_contact(self, found: FoundService, row: dict[str, str]) -> None:
        ways: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
            ("phone", "phone number", values.phone),
            ("email", "e-mail address", values.email),
            ("web_address", "web address", values.web_address),
        )
        for name, called, read in ways:
            try:
                if row.get(name):
                    found.fields[name] = read(row[name])
            except ValueError:
                found.remark("web" if name == "web_address" else name, f"“{values.shown(row[name])}” is no {called}, so it is left out.")

    def _read_choices(self, found: FoundService, row: dict[str, str]) -> None:
        for name, read, known in (
            ("for_whom", ways.for_whom, "everyone, extra help"),
            ("how_to_get_it", ways.way_in, "just turn up, book a place, ask us first"),
        ):
            if text := values.words(row.get(name)):
                if choice := read(text):
                    found.fields[name] = choice
                else:
                    found.remark("row", f"“{values.shown(text)}” is not one of: {known}. It is left out.")
        if text := values.words(row.get("cost")):
            if costs.is_free(text):
                found.fields["cost"] = Cost.FREE
            else:
                found.fields |= {"cost": Cost.PAID, "cost_in_words": _fitting(found, "cost", text, LONGEST_COST)}
        if text := values.words(row.get("topic")):
            terms = [text, *re.split(r"[;|>/]", text)]
            if topic := topic_of(terms):
                found.fields |= {"topic": topic, "category": category_of_topic(topic)}
            elif category := category_of(terms):
                found.fields["category"] = category
            else:
                found.remark("no-topic", f"We know no topic “{values.shown(text)}”. It stands under Family support until you choose.")

    def _read_checked(self, found: FoundService, row: dict[str, str]) -> None:
        if not (text := values.words(row.get("checked_on"))):
            return
        day = day_written(text)
        if day is None or day > self.today:
            found.remark("date", f"“{values.shown(text)}” cannot be the day it was last checked. Write it as {self.today:%d/%m/%Y}.")
        else:
            found.fields["checked_on"] = day

    def _times(self, found: FoundService, row: dict[str, str]) -> list[FoundTime]:
        """Return places and times: as many places as times belong together in order, else every time is at every place."""
        places = [text for part in re.split(r"[;\n]", row.get("where", "")) if (text := values.words(part))]
        whens = _whens(row)
        if not places and not whens:
            return []
        places, whens = places or [ASK_WHERE], whens or [ASK_WHEN]
        belong_together = len(places) == len(whens)
        number = len(places) if belong_together else len(places) * len(whens)
        if number > MOST_TIMES:
            found.remark("cut", f"It names {number} places and times. The draft has the first {MOST_TIMES}.")
        pairs = zip(places, whens, strict=True) if belong_together else product(places, whens)
        return [self._time(found, where, when) for where, when in islice(pairs, MOST_TIMES)]

    def _time(self, found: FoundService, where: str, when: str) -> FoundTime:
        hub = self.hubs.get(where.casefold())
        if hub is None and (near := self.near.to(where)):
            words = f"“{values.shown(where)}” is none of our hubs. Is it “{near}”? Then write it so; else it stays in words, as it stands."
            found.remark("near-name", words)
        when, place = _fitting(found, "when", when, LONGEST_WHEN), _fitting(found, "where", where, LONGEST_PLACE)
        named = weekdays_named_in(when)
        return FoundTime(when, place=place, site=_site(hub) if hub else None, weekday=named[0] if len(named) == 1 else None)


def _whens(row: dict[str, str]) -> list[str]:
    """Return the times of a row in words, each with its day: the one in its place in the list of days, or the only one there is."""
    days, whens = ([text for part in re.split(r"[;\n]", row.get(name, "")) if (text := values.words(part))] for name in ("day", "when"))
    if not days or not whens:
        return days or whens
    pairs = zip(days, whens, strict=True) if len(days) == len(whens) else ((", ".join(days), when) for when in whens)
    return [when if weekdays_named_in(when) else f"{day}, {when}" for day, when in pairs]


def _fitting(found: FoundService, name: str, text: str, most: int) -> str:
    """Return a text as long as fits, and remark on one that was longer."""
    if len(text) > most:
        found.remark("cut", f"“{name.replace('_', ' ')}” is longer than {most} letters. We kept the beginning.")
    return values.shortened(text, most)


def _site(hub: Hub) -> FoundSite:
    return FoundSite(f"hub {hub.pk}", hub.name)


def _read_ages(found: FoundService, row: dict[str, str]) -> None:
    read: dict[str, ages.Age] = {}
    for name in ("youngest", "oldest"):
        text = values.words(row.get(name))
        if (age := ages.age_in_words(text, is_oldest=name == "oldest")) is not None:
            read[name] = age
        elif text.lower().startswith(("pregnan", "conception", "antenatal")):
            found.fields["from_pregnancy"] = True
        elif text.lower().startswith(("all", "any", "every")):
            found.fields["youngest_unit"] = AgeUnit.YEARS  # for all ages, and the list says so
        elif text:
            found.remark("ages", f"“{values.shown(text)}” is no age we can read, so it is left out. Write 4, or 6 months.")
    if len(read) == 2 and ages.are_wrong_way_round(read["youngest"], read["oldest"]):
        found.remark("ages", "The youngest age is above the oldest. Both are left out: look at the row again.")
        return
    for name, (number, unit) in read.items():
        found.fields |= {name: number, f"{name}_unit": unit}
