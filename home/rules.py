"""When a hub is open, for what ages a service is, when a council may begin: pure rules that are given the facts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, gettext, ngettext
from wagtail.models import Page

from core.choices import HubKind
from core.clocks import day_in_words, weekday_in_words
from core.rules.addresses import why_not_of_staff
from home.choices import AgeUnit
from home.models import HubPage

MOST_HUBS_IN_FRONT = 6
LOOK_AHEAD = 21  # days; longer than Christmas and New Year together


class Stretch(Protocol):
    """One stretch of an ordinary week in which a hub is open; Monday is 0."""

    weekday: int
    opens_at: time
    closes_at: time


@dataclass(frozen=True)
class UrgentNumber:
    """A number that families may have to ring: whose it is, and when somebody of the council last tried it.

    `text_word` is the word to send where it is no number to ring but one to text. `where` it is written: as in `Gap`.
    """

    label: str
    number: str
    where: str = "look"
    text_word: str = ""
    checked_on: date | None = None
    checked_by: str = ""


@dataclass(frozen=True)
class Gap:
    """Something to do before families see the site, and where: "look", "numbers", "page:" with its number, or nowhere in particular."""

    text: str
    where: str


@dataclass(frozen=True)
class Opening:
    """Whether a hub is open, in words."""

    is_open: bool
    in_words: str


def opening(stretches: Iterable[Stretch], now: datetime, bank_holiday: Callable[[date], str]) -> Opening | None:
    """Return whether a hub is open at a moment, and until when or from when on; None when no times are known.

    `now` is local time; `bank_holiday` names the bank holiday on a day, or gives "". On one nobody has told us the times, so we do not
    guess: ring first.
    """
    week = sorted(stretches, key=lambda stretch: (stretch.weekday, stretch.opens_at))
    if not week:
        return None
    today = now.date()
    if bank_holiday(today):
        return Opening(False, gettext("Bank holiday today: ring before you come"))
    for stretch in week:
        if stretch.weekday == today.weekday() and stretch.opens_at <= now.time() < stretch.closes_at:
            return Opening(True, gettext("Open now, until %(time)s") % {"time": clock(_end_of(stretch, week))})
    for ahead in range(LOOK_AHEAD):
        day = today + timedelta(days=ahead)
        for stretch in week:
            if stretch.weekday == day.weekday() and not bank_holiday(day) and (ahead or stretch.opens_at > now.time()):
                return Opening(False, _next_opening(day, ahead, clock(stretch.opens_at)))
    return Opening(False, gettext("Closed now: ring before you come"))


def _end_of(stretch: Stretch, week: list[Stretch]) -> time:
    """Return when the doors close, where one stretch runs on into the next."""
    end = stretch.closes_at
    for later in week:
        if later.weekday == stretch.weekday and later.opens_at <= end < later.closes_at:
            end = later.closes_at
    return end


def _next_opening(day: date, ahead: int, at: str) -> str:
    if ahead == 0:
        return gettext("Closed now. Opens today at %(time)s") % {"time": at}
    if ahead == 1:
        return gettext("Closed now. Opens tomorrow at %(time)s") % {"time": at}
    name = weekday_in_words(day) if ahead < 7 else day_in_words(day, weekday=True, year=False)
    return gettext("Closed now. Opens on %(day)s at %(time)s") % {"day": name, "time": at}


def clock(moment: time) -> str:
    """Return a time as people say it: 9am, 9:30am, midday. In other languages as their clocks show it: 9:00, 13:30."""
    if get_language() != settings.LANGUAGE_CODE:
        return f"{moment.hour}:{moment.minute:02}"
    if moment == time(12):
        return "midday"
    hour, half = moment.hour % 12 or 12, "am" if moment.hour < 12 else "pm"
    return f"{hour}:{moment.minute:02}{half}" if moment.minute else f"{hour}{half}"


def week_in_words(stretches: Iterable[Stretch]) -> list[tuple[str, list[str]]]:
    """Return the seven days with their times, Monday first: ("Monday", ["9am to midday", "1pm to 5pm"]). Empty when none are known."""
    week = sorted(stretches, key=lambda stretch: (stretch.weekday, stretch.opens_at))
    if not week:
        return []
    return [
        (str(name), [_from_to(stretch) for stretch in week if stretch.weekday == number] or [gettext("Closed")])
        for number, name in WEEKDAYS.items()
    ]


def _from_to(stretch: Stretch) -> str:
    return gettext("%(start)s to %(end)s") % {"start": clock(stretch.opens_at), "end": clock(stretch.closes_at)}


def ages_in_words(*, from_pregnancy: bool, youngest: int | None, youngest_unit: str, oldest: int | None, oldest_unit: str) -> str:
    """Return the ages as a parent would say them: "From pregnancy to 2 years", "6 months to 4 years", "All ages"."""
    begin = gettext("pregnancy") if from_pregnancy else _age(youngest, youngest_unit) if youngest else ""
    if from_pregnancy and oldest == 0 and oldest_unit == AgeUnit.MONTHS:
        return gettext("During pregnancy")
    if oldest is None:
        return gettext("From %(age)s") % {"age": begin} if begin else gettext("All ages")
    end = gettext("the first birthday") if oldest == 0 else _age(oldest, oldest_unit)
    if begin == end:
        return begin
    return gettext("From %(begin)s to %(end)s") % {"begin": begin or gettext("birth"), "end": end}


def _age(number: int, unit: str) -> str:
    if unit == AgeUnit.MONTHS:
        return ngettext("%(number)d month", "%(number)d months", number) % {"number": number}
    return ngettext("%(number)d year", "%(number)d years", number) % {"number": number}


def hubs_in_front(pages: Sequence[HubPage]) -> list[HubPage]:
    """Return which hubs stand on the front page when there are more than fit there: the family hubs; their spokes wait one tap away."""
    return [page for page in pages if page.hub.kind == HubKind.HUB][:MOST_HUBS_IN_FRONT] or list(pages[:MOST_HUBS_IN_FRONT])


def oldest_check(today: date) -> date:
    """Return the day before which a check is too old: half a year ago."""
    return today - timedelta(days=183)


def is_overdue_a_check(checked_on: date | None, today: date) -> bool:
    """Return whether nobody has made sure of a service for half a year: the page says so."""
    return checked_on is None or checked_on < oldest_check(today)


def number_alone(number: str) -> str:
    """Return the digits of a phone number, by which it is known again."""
    return "".join(letter for letter in number if letter.isdecimal() and letter.isascii())


def is_number(number: str) -> bool:
    """Return whether a phone number is one that could be rung."""
    return 3 <= len(number_alone(number)) <= 15


def why_not_open_to_families(*, numbers: Sequence[UrgentNumber], drafts: Sequence[Page], missing: Sequence[str]) -> list[Gap]:
    """Return what must be done before families may see the site: urgent numbers that were tried, and the pages the law asks for.

    `drafts` are needed pages that are not published, `missing` the names of needed pages that are not there (domain reference 7.2, 8.2).
    """
    gaps = [Gap(f"{number.label}: write the number to ring.", number.where) for number in numbers if not is_number(number.number)]
    if left := [number.label for number in numbers if is_number(number.number) and number.checked_on is None]:
        gaps.append(Gap(f"Try every urgent number, and say that it was the right one. Left: {', '.join(left)}.", "numbers"))
    gaps += [Gap(f"“{page.title}”: read it, make it true for you, and publish it.", f"page:{page.pk}") for page in drafts]
    return gaps + [Gap(f"There is no {name} page. Run start_council again: it makes what is missing.", "") for name in missing]


def why_not_start_with(question: str, answer: str, *, staff_domains: Sequence[str] = ()) -> list[str]:
    """Return why an answer will not do for one of the five questions of `start_council`, in words that say what to type instead."""
    answer = answer.strip()
    if not answer:
        return ["Type an answer."]
    if question in {"council", "hub"}:
        return [f"That is {len(answer)} letters long, and 80 fit. Shorten it."] if len(answer) > 80 else []
    if question == "address":
        return (
            [] if _is_plain_address(answer) else ["Type https:// and a name, such as https://hubs.elmshire.gov.uk, and nothing behind it."]
        )
    if question == "phone":
        fits = is_number(answer) and len(answer) <= 30 and not set(answer) - set("0123456789+() -")
        return [] if fits else ["Type a phone number in digits and spaces, such as 01632 960 001."]
    try:
        validate_email(answer)
    except ValidationError:
        return [f"{answer} is no e-mail address. Type one such as kim@elmshire.gov.uk."]
    return why_not_of_staff(answer, domains=staff_domains)


def _is_plain_address(answer: str) -> bool:
    try:
        parts = urlsplit(answer)
        return (
            parts.scheme in {"http", "https"}
            and bool(parts.hostname)
            and (parts.port is None or parts.port > 0)
            and not parts.username
            and parts.path in {"", "/"}
            and not (parts.query or parts.fragment)
            and not any(letter.isspace() for letter in answer)
        )
    except ValueError:
        return False


def why_not_delete(*, needed: list[str], hubs: list[str]) -> list[str]:
    """Return why pages cannot be deleted: the site stands on them, or families spoke at their hub (security row 77)."""
    reasons = [f"“{title}” cannot be deleted: every page of this site leads there. Change its words instead." for title in needed]
    reasons += [f"Families have told {hub} things, and its answers lead to its page. Unpublish the page instead." for hub in hubs]
    return reasons
