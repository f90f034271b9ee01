"""Making a member's links, and ending them."""

from itertools import chain

from consent.models import Person
from core.links import new_salt
from panels.models import CalendarFeed, Invitation, Membership, QuestionAsked, TimeAsked
from panels.models.reply_link import OpensByLink
from panels.selectors.reply_links import hash_of, token_of, whom

LINK = ["salt", "token_hash", "for_whom"]


def see_to_link(row: OpensByLink, person: Person) -> str:
    """Return the token of a row's link for how its reader is reached now. A link made for another address ends; call it inside the act."""
    if not row.salt or row.for_whom != whom(person):
        renew(row, person)
    return token_of(row)


def renew(row: OpensByLink, person: Person) -> None:
    """Make a new link; the one before it opens nothing any more."""
    row.salt, row.for_whom = new_salt(), whom(person)
    row.token_hash = hash_of(token_of(row))
    row.save(update_fields=LINK)


def end_all(member: Membership, person: Person) -> bool:
    """End every link of a member, and the address from which their calendar reads; return whether there was one. Call it with the panel
    held. What they are asked in next holds a new link.
    """
    asked = (model.objects.filter(membership=member).exclude(salt="") for model in (Invitation, TimeAsked, QuestionAsked))
    rows = list(chain.from_iterable(asked))
    for row in rows:
        renew(row, person)
    number, _ = CalendarFeed.objects.filter(membership=member).delete()
    return bool(rows or number)
