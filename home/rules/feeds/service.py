"""One record of a directory: the UK profile of Open Referral (HSDS 3.0), and the older nested form.

What cannot be is remarked and left out; the rest of the record goes on.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from home.choices import HowToGetIt
from home.rules.feeds import costs, values
from home.rules.feeds.ages import read_ages
from home.rules.feeds.descriptions import describe
from home.rules.feeds.found import FoundService, FoundTime
from home.rules.feeds.places import ONLINE, read_place
from home.rules.feeds.schedules import read_schedule
from home.rules.feeds.terms import category_of, category_of_topic, topic_of
from home.rules.feeds.ways import way_in

MOST_TIMES = 20
ASK_WHEN, ASK_WHERE = "Ask us when", "Ask us where"
_ENDED = {"inactive": "has stopped", "defunct": "is gone for good"}


def services_in(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the services of a record: itself, the one that is at a location, or those of an organisation. Nothing for anything else."""
    inner = record.get("service")
    if isinstance(inner, dict) and isinstance(record.get("location"), dict):
        yield {**inner, "service_at_locations": [{key: value for key, value in record.items() if key != "service"}]}
    elif isinstance(record.get("services"), list):
        owner = {key: value for key, value in record.items() if key != "services"}
        yield from ({"organization": owner, **one} for one in record["services"] if isinstance(one, dict))
    elif not _is_something_else(record):
        yield record


def _is_something_else(record: dict[str, Any]) -> bool:
    return any(key in record for key in ("taxonomy", "term_uri", "organization_identifiers", "address_1", "location_type"))


def read_service(record: dict[str, Any], today: date) -> FoundService:
    """Return what a record says of a service. Its id or title may be empty: then it cannot be brought in."""
    found = FoundService(values.words(record.get("id"))[:200], _title(record))
    if len(values.words(record.get("name"))) > len(found.title):
        found.remark("cut", "The name is very long. We kept its beginning: give it a shorter one.")
    describe(found, record.get("description"))
    _read_contact(found, record)
    read_ages(found, record)
    costs.read_costs(found, record, today)
    _read_words(found, record)
    _read_topic(found, record)
    _read_checked(found, record, today)
    _read_status(found, record)
    _read_times(found, record, today)
    return found


def _title(record: dict[str, Any]) -> str:
    name = values.words(record.get("name"))
    return name if len(name) <= 150 else values.shortened(name, 150)


def _read_contact(found: FoundService, record: dict[str, Any]) -> None:
    for code, field, read, value, name in (
        ("web", "web_address", values.web_address, record.get("url"), "web address"),
        ("email", "email", values.email, record.get("email"), "e-mail address"),
    ):
        try:
            if values.words(value):
                found.fields[field] = read(value)
        except ValueError:
            found.remark(code, f"“{values.shown(value)}” is no {name}, so it is left out.")
    for phone in (*values.rows(record, "phones"), *(one for who in values.rows(record, "contacts") for one in values.rows(who, "phones"))):
        try:
            if values.words(phone.get("number")):
                found.fields.setdefault("phone", values.phone(phone["number"]))
        except ValueError:
            found.remark("phone", f"“{values.shown(phone.get('number'))}” is no phone number, so it is left out.")


def _read_words(found: FoundService, record: dict[str, Any]) -> None:
    organisation = next(values.rows(record, "organization"), {})
    spoken = [name for one in values.rows(record, "languages") if (name := _first(one, "name", "language", "code"))]
    locations = [place for at in values.rows(record, "service_at_locations") for place in values.rows(at, "location")]
    access = [
        text
        for place in locations
        for one in values.rows(place, "accessibility", "accessibility_for_disabilities")
        if (text := _first(one, "description", "accessibility", "details"))
    ]
    who = [text for one in values.rows(record, "eligibilitys") if (text := _first(one, "eligibility"))]
    for field, text, most in (
        ("run_by", values.words(organisation.get("name")), 120),
        ("languages", ", ".join(dict.fromkeys(spoken)), 200),
        ("access", " ".join(dict.fromkeys(access)), 300),
        ("who_for", ", ".join(dict.fromkeys(who)), 200),
    ):
        if text:
            found.fields[field] = values.shortened(text, most)
    ways = (way_in(_first(record, name)) for name in ("attending_access", "attending_type"))
    found.fields["how_to_get_it"] = next(filter(None, ways), HowToGetIt.ASK)


def _first(record: dict[str, Any], *names: str) -> str:
    return next((text for name in names if (text := values.words(record.get(name)))), "")


def _read_topic(found: FoundService, record: dict[str, Any]) -> None:
    terms = [
        text
        for outer in values.rows(record, "attributes", "service_taxonomys", "taxonomies")
        for term in (*values.rows(outer, "taxonomy_term", "taxonomy"), outer)
        for name in ("term", "name")
        if (text := values.words(term.get(name)))
    ]
    if topic := topic_of(terms):
        found.fields |= {"topic": topic, "category": category_of_topic(topic)}
    elif category := category_of(terms):
        found.fields["category"] = category
    else:
        named = "it names none" if not terms else f"we know none of: {', '.join(dict.fromkeys(terms))[:120]}"
        found.remark("no-topic", f"No topic of ours fits ({named}). It stands under Family support until you choose.")


def _read_checked(found: FoundService, record: dict[str, Any], today: date) -> None:
    value = record.get("assured_date")
    try:
        day = values.day(value)
        if day and day > today:
            raise ValueError
    except ValueError:
        found.remark("date", f"It was last checked on “{values.shown(value)}”, which cannot be. The date is left out.")
        return
    if day:
        found.fields["checked_on"] = day


def _read_status(found: FoundService, record: dict[str, Any]) -> None:
    status = values.words(record.get("status")).lower()
    if status in _ENDED:
        found.has_ended = True
        found.remark("ended", f"The list says that this {_ENDED[status]}. Is it so? Then unpublish its page, where there is one.")
    elif "closed" in status:
        found.remark("ended", "The list says that this is closed for a while. Say so on its page, or publish it later.")


def _read_times(found: FoundService, record: dict[str, Any], today: date) -> None:
    own = _schedules(found, record, today)
    times: list[FoundTime] = []
    for at in values.rows(record, "service_at_locations"):
        location = next(values.rows(at, "location"), None)
        site = read_place(found, location) if location else None
        if site is None:
            continue
        there = _schedules(found, at, today) or _schedules(found, location or {}, today) or own or [(ASK_WHEN, None)]
        is_online = site.name == ONLINE
        times += [FoundTime(when, place=site.in_words, site=None if is_online else site, weekday=weekday) for when, weekday in there]
    if not times:
        times = [FoundTime(when, place=ASK_WHERE, weekday=weekday) for when, weekday in own]
    found.times = list(dict.fromkeys(times))
    if len(found.times) > MOST_TIMES:
        found.remark("cut", f"It names {len(found.times)} places and times. The draft has the first {MOST_TIMES}.")
        found.times = found.times[:MOST_TIMES]


def _schedules(found: FoundService, record: dict[str, Any], today: date) -> list[tuple[str, int | None]]:
    read = (read_schedule(found, one, today) for one in values.rows(record, "schedules", "regular_schedules"))
    return [one for one in read if one]
