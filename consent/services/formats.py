"""Taking a request for another way in, once; giving it, or saying why not; and forgetting who asked."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import override

from accounts.models import User
from consent.choices import WAITING, How, Safe, State, WhyNot
from consent.models import FormatRequest, FormatRequestQuerySet, Person, WhoAsked, index_of
from consent.rules import formats as rules
from consent.rules.redaction import standing_in
from consent.selectors import formats as selectors
from core import audit, brand, clocks
from core.codes import short_code
from core.contact import phone_as_read
from core.crypto import keyed_hash
from core.models import Hub, Post
from core.questions import About, Erased, Kept
from core.text import normalise
from core.write_lock import writing

LATELY = timedelta(days=7)
CANNOT_TELL = "What was asked for in another way, such as in large print, by somebody who may be anybody"
WHY_CANNOT_TELL = "If it was you, nothing in it tells us. How to reach whoever asked, and their words, go {days} days after it ended."
_OF_THE_FAMILY = ("which", "name", "contact", "best_time", "words")


def ask_in_another_way(
    *, token: str, kind: str, key: str, about: About, hub: Hub | None, way: str, how: str, safe: str, language: str, said: Mapping[str, str]
) -> FormatRequest:
    """Take a request in, once, however often it is sent: the same token gives the same request.

    Who goes back, corrects something and sends again corrects that request, while nobody has ended it: its code and its day stay.
    `said` are the family's own words by field. What it is not safe to use is not kept. Nothing is written into the audit trail: its moment
    could lie beside an answer that nobody may tell the sender of (decision 0024). Raises ValidationError when nobody could be reached.
    """
    how = rules.how_to_reach(way=way, how=how, safe=safe)
    kept = _kept(said, how=how)
    if how != How.PICK_UP and (problem := rules.why_not_reach(how, kept.get("contact", ""))):
        raise ValidationError({"contact": problem})
    today = clocks.today()
    with override(settings.LANGUAGE_CODE):
        in_english = selectors.about(kind, key) or about  # staff read it; the family's own title is in their language
    facts = {
        "code": short_code(),
        "kind": kind,
        "key": key,
        "title": in_english.title[:255],
        "way": way,
        "how": how,
        "safe": safe if how != How.PICK_UP or safe == Safe.IN_PERSON else "",
        "hub": hub,
        "post": selectors.post_to_act(hub, today),
        "language": language,
        "asked_on": today,
        "due_on": clocks.working_days_after(today, brand.stored().format_days),
    }
    with writing():
        request, is_new = FormatRequest.objects.get_or_create(key_hash=keyed_hash("format-request", token), defaults=facts)
        if is_new:
            WhoAsked.objects.create(request=request, **kept)
        elif (row := _locked(request)).is_waiting:  # a colleague may have taken it in hand just now
            request = _corrected(row, facts, kept)
    return request


def _corrected(request: FormatRequest, facts: Mapping[str, Any], kept: Mapping[str, str]) -> FormatRequest:
    """Put what was said at last in the place of what was said first."""
    if request.hub != facts["hub"] or request.post is None:  # a post that a colleague chose stays, unless the place is another
        request.post = facts["post"]
    for name in ("way", "how", "safe", "hub", "language"):
        setattr(request, name, facts[name])
    request.save()
    for name, words in kept.items():
        setattr(request.who_asked, name, words)
    request.who_asked.save()
    return request


def _kept(said: Mapping[str, str], *, how: str) -> dict[str, str]:
    """Return the words to keep by field. Who picks it up tells nothing of who they are; what they sent before is emptied, too."""
    left_out = {"name", "contact", "best_time"} if how == How.PICK_UP else set()
    return {name: "" if name in left_out else normalise(said.get(name, "")).strip() for name in _OF_THE_FAMILY}


@transaction.atomic
def take_in_hand(*, request: FormatRequest, by: User) -> None:
    """Say that somebody works on it. Raises ValidationError when it has ended."""
    row = _locked(request)
    _refuse(rules.why_not_take(row))
    row.state = State.IN_HAND
    row.save(update_fields=["state"])
    audit.record("consent.format_request.take", row, by=by, hub_id=row.hub_id)


@transaction.atomic
def hand_to(*, request: FormatRequest, post: Post, by: User) -> None:
    """Let another post act. Raises ValidationError when it has ended."""
    row = _locked(request)
    _refuse(rules.why_not_take(row))
    row.post = post
    row.save(update_fields=["post"])
    audit.record("consent.format_request.hand_to", row, by=by, hub_id=row.hub_id, post=post.pk)


@transaction.atomic
def give(*, request: FormatRequest, given: str, by: User, today: date) -> None:
    """End a request: the family has what they asked for. Raises ValidationError with every reason why not."""
    row = _locked(request)
    _refuse(rules.why_not_give(row, given=given))
    row.state, row.given, row.ended_on = State.DONE, given, today
    row.save(update_fields=["state", "given", "ended_on"])
    audit.record("consent.format_request.done", row, by=by, hub_id=row.hub_id, given=given)


@transaction.atomic
def give_up(*, request: FormatRequest, why_not: str, offered: str, by: User, today: date) -> None:
    """End a request that could not be given, with the reason and what was offered instead.

    Raises ValidationError with every reason why not.
    """
    row, offered = _locked(request), normalise(offered).strip()
    _refuse(rules.why_not_give_up(row, why_not=why_not, offered=offered))
    row.state, row.why_not, row.ended_on = State.COULD_NOT, why_not, today
    row.save(update_fields=["state", "why_not", "ended_on"])
    row.who_asked.offered = offered
    row.who_asked.save(update_fields=["offered"])
    audit.record("consent.format_request.could_not", row, by=by, hub_id=row.hub_id, why_not=why_not)


@transaction.atomic
def open_contact(*, request: FormatRequest, by: User) -> WhoAsked | None:
    """Return how to reach the family, and write down who looked; None once it is forgotten."""
    found = WhoAsked.objects.filter(request=request).first()
    if found:
        audit.record("consent.format_request.open_contact", request, by=by, hub_id=request.hub_id)
    return found


# A code that somebody may still hold, the language they read, whether a call was safe: nothing of it is needed to count.
NOTHING_OF_ANYBODY: dict[str, Any] = {"key_hash": None, "code": None, "language": "", "safe": ""}


def forget_who_asked(today: date) -> int:
    """Delete all that may tell of somebody, where a request ended long enough ago; return how many. The counts stay."""
    with writing():
        return _forget(selectors.to_forget(today), today)


def _forget(found: FormatRequestQuerySet, today: date) -> int:
    rows = list(found.select_for_update(of=("self",)))
    WhoAsked.objects.filter(request__in=rows).delete()
    FormatRequest.objects.filter(pk__in=[row.pk for row in rows]).update(**NOTHING_OF_ANYBODY, forgotten_on=today)
    for row in rows:
        audit.record("consent.format_request.forget", row, by=None, hub_id=row.hub_id)
    return len(rows)


def forget_person(*, person_id: UUID, today: date) -> Erased:
    """End and forget at once what somebody asked for who is to be reached by the e-mail address or number of their record.

    By a postal address only with a name that fits: many families may live there, and a name alone is many people's. Where there is nothing
    to tell by, that is said, and it goes in its own time.
    """
    person = Person.objects.filter(pk=person_id).first()
    if person is None or person.erased_on:
        return Erased(0)
    with writing():
        there = {one.request_id: one for one in WhoAsked.objects.all()}
        theirs = [pk for pk, one in there.items() if _is_of(one, person)]
        mine = FormatRequest.objects.filter(pk__in=theirs)
        mine.filter(state__in=WAITING).update(state=State.COULD_NOT, why_not=WhyNot.NOT_NEEDED, ended_on=today)
        number = _forget(mine, today)
    is_known = bool(_reached_by(person) or person.post_address)
    cannot_tell = any(not (is_known and one.contact) for pk, one in there.items() if pk not in theirs)
    why = WHY_CANNOT_TELL.format(days=brand.stored().format_kept_days)
    return Erased(number, (Kept(CANNOT_TELL, why, None),) if cannot_tell else ())


def _reached_by(person: Person) -> list[str]:
    numbers = [person.phone, phone_as_read(person.phone)] if person.phone else []
    return [words for words in (person.email, *numbers) if words]


def _is_of(asked: WhoAsked, person: Person) -> bool:
    same = any(key and key == index_of(name, asked.contact) for name, key in (("email", person.email_index), ("phone", person.phone_index)))
    if same or standing_in(_reached_by(person), "\n".join((asked.contact, asked.best_time, asked.words))):
        return True
    lives_there = person.post_address and standing_in([person.post_address], asked.contact)
    return bool(lives_there and standing_in(person.name.split(), f"{asked.name}\n{asked.contact}"))


def forget_the_moment(today: date) -> None:
    """Write the requests of this week once more, all in one transaction: PostgreSQL keeps with every row the number of the transaction that
    wrote it, and rows that know their time have numbers just before and after (promise 4).
    """
    with writing():
        lately = FormatRequest.objects.filter(asked_on__gte=today - LATELY)
        WhoAsked.objects.filter(request__in=lately.values("pk")).update(request=F("request"))
        lately.update(asked_on=F("asked_on"))


def _locked(request: FormatRequest) -> FormatRequest:
    return FormatRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise ValidationError(reasons)
