"""When a council may begin, and when families may see its site."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from core.rules.addresses import why_not_of_staff

A_YEAR = timedelta(days=365)


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
    """Something left to do, and where: a word such as "numbers", one with a number or a field ("page:12", "look:phone"), or nowhere.

    `can_be_said`: no fact can tell, so somebody may say that it is well as it is.
    """

    text: str
    where: str
    can_be_said: bool = False


def number_alone(number: str) -> str:
    """Return the digits of a phone number, by which it is known again."""
    return "".join(letter for letter in number if letter.isdecimal() and letter.isascii())


def is_number(number: str) -> bool:
    """Return whether a phone number is one that could be rung."""
    return 3 <= len(number_alone(number)) <= 15


def is_old_check(checked_on: date, today: date) -> bool:
    """Return whether a number was tried more than a year ago, so that it is rung again."""
    return checked_on < today - A_YEAR


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


def why_not_take_down(*, needed: list[str]) -> list[str]:
    """Return why pages cannot be unpublished while families read the site: all of them lead there."""
    return [f"“{title}” stays published: every page of this site leads families there. Change its words instead." for title in needed]


def why_not_move(*, needed: list[str]) -> list[str]:
    """Return why pages cannot be moved: they are led to by their address."""
    return [f"“{title}” cannot be moved: every page of this site leads families there." for title in needed]


def why_not_delete(*, needed: list[str], hubs: list[str]) -> list[str]:
    """Return why pages cannot be deleted: the site stands on them, or families spoke at their hub (security row 77)."""
    reasons = [f"“{title}” cannot be deleted: every page of this site leads there. Change its words instead." for title in needed]
    reasons += [f"Families have told {hub} things, and its answers lead to its page. Unpublish the page instead." for hub in hubs]
    return reasons
