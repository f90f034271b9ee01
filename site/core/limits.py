"""Limits by name. Thirty families share one hub's wifi, and a whole town may share one carrier's address: nobody waits for their
address alone, but where three hundred guesses an hour at codes come from it. What a browser says of itself a guesser changes at will.

What is counted is told in `ALL`; who asks says which one:

    if not (tried := limits.try_code(request)):
        return too_many(request, minutes=tried.minutes)
    found = …
    if found is None:
        limits.code_failed(request)

A family's answer gets through when the counting breaks down; guessing at codes does not. Counts are kept under hashes made with our key,
so the table tells no address and no phone. Call these outside a transaction: a count must stay when an act is undone.
"""

import ipaddress
import logging
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django_ratelimit.core import get_usage

from core.crypto import keyed_hash

log = logging.getLogger("earshot.limits")


@dataclass(frozen=True)
class Limit:
    """How often something may be done. `passes_when_broken` says what holds when the store of counts cannot be reached."""

    name: str
    rate: str
    passes_when_broken: bool


@dataclass(frozen=True)
class Tried:
    """True while within the limit; else `minutes` says when to try again."""

    is_within: bool
    minutes: int = 0

    def __bool__(self) -> bool:
        return self.is_within


# Guesses at a family's code, council-wide. There are 10^15 codes; with a million of them in use one guess in 10^9 hits. 3,000 an hour
# all year are 2.6 * 10^7 guesses: one hit in 38 years, and it shows what came of an answer, never its words. Lower would only make it
# easier to shut the page for every family on purpose; 10,000 an hour would be a hit in 11 years.
GUESSES = Limit("code.guesses", "3000/h", passes_when_broken=False)
# From one address, whatever its browsers say they are: one laptop cannot shut the page for the council. A code that is well formed and not
# ours is no slip of the finger (the check digit finds those), so not even a whole town behind one address comes near.
GUESSES_BY_ADDRESS = Limit("code.guesses-by-address", "300/h", passes_when_broken=False)
# From one phone, as far as phones can be told apart: so that a clumsy script stops before its neighbours on the same wifi feel it.
GUESSES_BY_PHONE = Limit("code.guesses-by-phone", "20/h", passes_when_broken=False)
# Surveys begun on one phone: five a second for ten minutes is no family, no tablet in a waiting room and no whole school on one wifi.
STARTS = Limit("survey.start", "3000/10m", passes_when_broken=True)
# Answers begun to one rating from one address (decision 0054): fewer in a day than a result needs (feedback/rules/ratings.py), so that
# nobody makes one from one chair; more than the families whom a session brings to one hub's wifi.
RATINGS_BY_ADDRESS = Limit("rating.start-by-address", "12/d", passes_when_broken=True)
# Requests for another way, from one phone: each is work for a person, and no waiting room of families asks a hundred times in ten minutes.
ASKED_IN_ANOTHER_WAY = Limit("format.ask", "100/10m", passes_when_broken=True)
# What families say is wrong on a page, from one phone: read by a person like the requests above, and as soft.
SAID_IS_WRONG = Limit("wrong.say", "100/10m", passes_when_broken=True)
# Codes for the families' door, a letter each. From one phone: a waiting room full of the same phones counts as one. From one address, and
# in all: a script that changes what it says of itself sends no council's worth of letters to strangers.
DOOR_ASKED = Limit("door.asked", "60/h", passes_when_broken=True)
DOOR_ASKED_BY_ADDRESS = Limit("door.asked-by-address", "300/h", passes_when_broken=True)
DOOR_ASKED_IN_ALL = Limit("door.asked-in-all", "3000/h", passes_when_broken=True)
# For one mailbox from one phone: a few more than a clumsy evening takes. For one mailbox at all: nobody fills it, and who knows an address
# does not shut its owner out by asking in their place.
DOOR_ASKED_FOR_MAILBOX = Limit("door.asked-for-mailbox", "6/h", passes_when_broken=True)
DOOR_LETTERS_TO_MAILBOX = Limit("door.letters-to-mailbox", "30/h", passes_when_broken=True)
# Guesses at its six digits: each code bears five tries (consent/rules/door.py), so who guesses asks for many, and these stop them first.
DOOR_GUESSES = Limit("door.guesses", "60/h", passes_when_broken=False)
DOOR_GUESSES_BY_ADDRESS = Limit("door.guesses-by-address", "300/h", passes_when_broken=False)
# What families ask about their data, complaints among it, from one phone and from one address: read by a person, and as soft.
ASKED_ABOUT_DATA = Limit("data.ask", "100/10m", passes_when_broken=True)
ASKED_ABOUT_DATA_BY_ADDRESS = Limit("data.ask-by-address", "300/h", passes_when_broken=True)
# Who would like to join a panel, from one phone and from one address: each is a call that a person makes, and as soft.
ASKED_TO_JOIN = Limit("panel.join", "60/10m", passes_when_broken=True)
ASKED_TO_JOIN_BY_ADDRESS = Limit("panel.join-by-address", "300/h", passes_when_broken=True)
# What is sent by one member’s link, wherever from: a link may be passed on. Nobody changes their mind so often.
ANSWERED_BY_LINK = Limit("panel.answer", "30/h", passes_when_broken=True)
# What a member does behind the families' door, by who they are. It is theirs alone, so it may be more.
ACTED_AS_MEMBER = Limit("panel.member", "60/h", passes_when_broken=True)
# Sending is not counted: an answer can only be sent after it was begun, and sent again it changes nothing (decision 0019).
ALL = (
    *(GUESSES, GUESSES_BY_ADDRESS, GUESSES_BY_PHONE, STARTS, RATINGS_BY_ADDRESS, ASKED_IN_ANOTHER_WAY, SAID_IS_WRONG),
    *(ASKED_TO_JOIN, ASKED_TO_JOIN_BY_ADDRESS, ANSWERED_BY_LINK, ACTED_AS_MEMBER),
    *(ASKED_ABOUT_DATA, ASKED_ABOUT_DATA_BY_ADDRESS, DOOR_GUESSES, DOOR_GUESSES_BY_ADDRESS),
    *(DOOR_ASKED, DOOR_ASKED_BY_ADDRESS, DOOR_ASKED_IN_ALL, DOOR_ASKED_FOR_MAILBOX, DOOR_LETTERS_TO_MAILBOX),
)

_EVERYBODY = "everybody"
UNKNOWN = "unknown"


def try_code(request: HttpRequest) -> Tried:
    """Return whether a code may be looked up now. Counts nothing: only codes that are not found count (`code_failed`)."""
    for limit, whose in _guessers(request):
        if not (tried := _look(request, limit, whose, count=False)):
            return tried
    return Tried(True)


def code_failed(request: HttpRequest) -> None:
    """Count a well-formed code that is not one of ours. A slip that the check digit shows is no guess: do not count it."""
    for limit, whose in _guessers(request):
        _look(request, limit, whose, count=True)


def _guessers(request: HttpRequest) -> list[tuple[Limit, str]]:
    """Return under what a guess counts. Where no address is known everybody would count as one, so there only the other two hold."""
    return [(GUESSES_BY_PHONE, phone(request)), *_from_here(request, GUESSES_BY_ADDRESS), (GUESSES, _EVERYBODY)]


def try_start(request: HttpRequest) -> Tried:
    """Count a survey begun on this phone, and return whether that is still within reason."""
    return _look(request, STARTS, phone(request), count=True)


def try_rate(request: HttpRequest, *, rating: str) -> Tried:
    """Count an answer to this rating begun on this phone and from this address, and return whether that is still within reason."""
    at = address(request)
    from_here = [] if at == UNKNOWN else [(RATINGS_BY_ADDRESS, keyed_hash("limit", f"{rating}|{at}"))]
    return _count_until_over(request, [(STARTS, phone(request)), *from_here])


def try_ask_in_another_way(request: HttpRequest) -> Tried:
    """Count a request for something in another way sent from this phone, and return whether that is still within reason."""
    return _look(request, ASKED_IN_ANOTHER_WAY, phone(request), count=True)


def try_say_is_wrong(request: HttpRequest) -> Tried:
    """Count that something was said to be wrong from this phone, and return whether that is still within reason."""
    return _look(request, SAID_IS_WRONG, phone(request), count=True)


def try_ask_at_the_door(request: HttpRequest, *, email: str) -> Tried:
    """Count that a code was asked for from this phone and for this mailbox, known to us or not; return whether one may be sent."""
    one, mailbox = phone(request), keyed_hash("limit", email.casefold())
    counted = [
        (DOOR_ASKED_FOR_MAILBOX, keyed_hash("limit", f"{one}|{mailbox}")),
        (DOOR_ASKED, one),
        *_from_here(request, DOOR_ASKED_BY_ADDRESS),
        (DOOR_ASKED_IN_ALL, _EVERYBODY),
        (DOOR_LETTERS_TO_MAILBOX, mailbox),
    ]
    return _count_until_over(request, counted)


def try_open_the_door(request: HttpRequest) -> Tried:
    """Count a guess at a code of the families' door, and return whether it may be looked at."""
    return _count_until_over(request, [(DOOR_GUESSES, phone(request)), *_from_here(request, DOOR_GUESSES_BY_ADDRESS)])


def try_ask_about_data(request: HttpRequest) -> Tried:
    """Count that something was asked about data from this phone, and return whether that is still within reason."""
    return _count_until_over(request, [(ASKED_ABOUT_DATA, phone(request)), *_from_here(request, ASKED_ABOUT_DATA_BY_ADDRESS)])


def try_ask_to_join(request: HttpRequest) -> Tried:
    """Count that somebody asked to join a panel from this phone, and return whether that is still within reason."""
    return _count_until_over(request, [(ASKED_TO_JOIN, phone(request)), *_from_here(request, ASKED_TO_JOIN_BY_ADDRESS)])


def try_answer_by_link(request: HttpRequest, *, token: str) -> Tried:
    """Count what was sent by this member's link, and return whether that is still within reason."""
    return _look(request, ANSWERED_BY_LINK, keyed_hash("limit", token), count=True)


def try_act_as_member(request: HttpRequest, *, person: str) -> Tried:
    """Count what somebody sent under “My panel”, and return whether that is still within reason. `person` is their id."""
    return _look(request, ACTED_AS_MEMBER, keyed_hash("limit", person), count=True)


def _from_here(request: HttpRequest, limit: Limit) -> list[tuple[Limit, str]]:
    """Return under what a request counts by its address: under nothing where no address is known, or everybody would count as one."""
    at = address(request)
    return [] if at == UNKNOWN else [(limit, keyed_hash("limit", at))]


def _count_until_over(request: HttpRequest, counted: list[tuple[Limit, str]]) -> Tried:
    """Count under one limit after the other, the closest first. Who is over one of them is not counted under the wider ones: one script
    cannot use up what everybody shares."""
    for limit, whose in counted:
        if not (tried := _look(request, limit, whose, count=True)):
            return tried
    return Tried(True)


def address(request: HttpRequest) -> str:
    """Return where a request comes from: the one place that reads it. As our own proxies tell, IPv6 by its /64; never stored or logged.

    With TRUSTED_PROXIES = n the n-th address from the right is used, because only our own proxies wrote the last n.
    """
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")] if proxies else []
    try:
        found = ipaddress.ip_address(told[-proxies] if len(told) >= proxies > 0 else request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return UNKNOWN  # a socket, or a proxy that writes nonsense: everybody there counts together, and the limits are soft
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(ipaddress.IPv6Network((int(found), 64), strict=False).network_address)


def phone(request: HttpRequest) -> str:
    """Return a hash that tells phones apart a little better than their address does: by what the browser says of itself, too."""
    said = [request.META.get(name, "")[:300] for name in ("HTTP_USER_AGENT", "HTTP_ACCEPT_LANGUAGE")]
    return keyed_hash("limit", "\n".join([address(request), *said]))


def _look(request: HttpRequest, limit: Limit, whose: str, *, count: bool) -> Tried:
    """Ask the store, and count where told to."""
    try:
        usage: dict[str, Any] | None = get_usage(request, group=limit.name, key=lambda *_: whose, rate=limit.rate, increment=count)
    except Exception as error:  # a store of whatever kind fails with errors of its own
        log.warning("A limit could not be counted", extra={"item": limit.name, "kind": type(error).__name__})
        usage = {"time_left": -1}
    if usage is None:  # limits are switched off
        return Tried(True)
    if usage["time_left"] < 0:
        return Tried(limit.passes_when_broken, minutes=0 if limit.passes_when_broken else 5)
    over = usage["count"] > usage["limit"] if count else usage["count"] >= usage["limit"]
    return Tried(not over, minutes=max(1, -(-usage["time_left"] // 60)) if over else 0)
