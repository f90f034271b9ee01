"""Who stands on a panel's page: put there with a yes for each of it, taken off at once when a mind is changed."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from consent.choices import UsedAs, UsedIn
from consent.models import ConsentUse, Person, Purpose
from consent.selectors import ledger
from consent.selectors.ledger_uses import in_use
from consent.services import ledger_uses
from core import audit
from core.text import normalise
from panels.models import Membership, ShownMember
from panels.rules.shown import why_not_called, why_not_show, why_not_words
from panels.selectors.public import NAME, WORDS
from panels.services.holding_members import held_with_person
from panels.services.panels import held

EDIT = "member.edit"
NAME_KEY, WORDS_KEY = "panels.name:", "panels.words:"


@transaction.atomic
def show(
    *, member: Membership, words: str, shown_as: str = "", language: str = settings.LANGUAGE_CODE, by: User, today: date
) -> ShownMember:
    """Put a member's first name on the panel's page, and their words where there are any: each with a yes that holds now.

    `shown_as` is the one word they chose to be called by; empty, the first word of their name is shown. Raises ValidationError with every
    reason why not: no yes, under 18, left, more than one word, or words that hold an address or a number.
    """
    row = held_with_person(member, by)
    words, shown_as = normalise(words).strip(), normalise(shown_as).strip()
    if reasons := [*why_not_show(row), *why_not_called(shown_as), *why_not_words(words)]:
        raise ValidationError(reasons)
    assert row.person is not None  # who was forgotten is refused above
    person = ledger.as_now(row.person)
    shown, _ = ShownMember.objects.get_or_create(membership=row)
    shown.words, shown.shown_as, shown.language = words, shown_as, language
    shown.save()
    _rest_on(shown, person, NAME, shown.name_key, "Your first name", by=by, today=today)
    if words:
        _rest_on(shown, person, WORDS, shown.words_key, "Your own words", by=by, today=today)
    else:
        _end(shown.words_key, by=by, today=today)
    audit.record("panels.shown.show", shown, by=by, hub_id=row.panel.hub_id, words=bool(words))
    return shown


@transaction.atomic
def take_off(*, member: Membership, by: User | None, today: date) -> None:
    """Take a member off the panel's page; what rested on their yes is used no more."""
    panel = held(member.panel, by, EDIT)
    for shown in ShownMember.objects.filter(membership=member):
        _forget(shown, by=by, today=today)
        audit.record("panels.shown.take_off", member, by=by, hub_id=panel.hub_id)


def forget_of(member: Membership, *, today: date) -> None:
    """Take somebody who leaves, or is forgotten, off the panel's page, inside the asker's transaction."""
    for shown in ShownMember.objects.filter(membership=member):
        _forget(shown, by=None, today=today)


def stop_using(*, consent_id: UUID, today: date) -> list[str]:
    """Take off the pages of panels what rests on one yes, inside the asker's transaction; return in words what went."""
    said = []
    for use in in_use().filter(record=consent_id, key__startswith="panels."):
        ledger_uses.end_use(use=use, today=today, by=None)
        said.append(f"It is on none of our pages any more: {use.title}.")
        if use.key.startswith(WORDS_KEY):
            for shown in ShownMember.objects.filter(pk=use.key.removeprefix(WORDS_KEY)):
                shown.words = ""
                shown.save()
        elif use.key.startswith(NAME_KEY):
            for shown in ShownMember.objects.filter(pk=use.key.removeprefix(NAME_KEY)):
                _forget(shown, by=None, today=today)
    return said


def _rest_on(shown: ShownMember, person: Person, key: str, use_key: str, what: str, *, by: User, today: date) -> None:
    """Write down on whose yes this stands on the page, once. Raises ValidationError where no yes holds."""
    purpose = Purpose.objects.filter(key=key).first()
    standing = ledger.standing(person, purpose, today=today) if purpose else None
    if purpose is None or standing is None or standing.record is None:
        raise ValidationError([f"They have not said yes to “{purpose}”. Ask them, and write it down under what they agreed to."])
    if in_use().filter(key=use_key, record=standing.record).exists():
        return
    _end(use_key, by=by, today=today)
    panel = shown.membership.panel
    ledger_uses.begin_use(
        record=standing.record,
        used_as=UsedAs.PAGE,
        title=f"{what} on the page of “{panel.title}”",
        channel=UsedIn.WEB,
        href=reverse("shown:list", args=[panel.pk]),
        key=use_key,
        today=today,
        by=by,
    )


def _end(use_key: str, *, by: User | None, today: date) -> None:
    for use in ConsentUse.objects.filter(key=use_key, ended_on__isnull=True).select_related("record"):
        ledger_uses.end_use(use=use, today=today, by=by)


def _forget(shown: ShownMember, *, by: User | None, today: date) -> None:
    for key in (shown.name_key, shown.words_key):
        _end(key, by=by, today=today)
    shown.delete()
