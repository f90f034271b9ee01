"""Links by which members answer without an account: made of a row, opened until a while after what it asks is over (decision 0061).

Shown again and again, and used up by nothing: an answer can be changed until the meeting. So whoever was forwarded one must learn nothing
of anybody: pages behind these links show no name, and of needs only the kinds.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from consent.models import Person
from consent.selectors.ledger import as_now
from core import clocks
from core.crypto import keyed_hash
from panels.choices.members import ON_THE_PANEL
from panels.models import Invitation, Membership, QuestionAsked, TimeAsked
from panels.models.reply_link import OpensByLink
from panels.rules.invitations import is_of_a_child
from panels.rules.questions import why_no_say

STAYS = timedelta(days=1)  # for how long a page still says that it is over, before its link opens nothing
DECIDED_STAYS = timedelta(days=21)  # and what was decided between meetings stays to be read
LETTERS = 32  # hex digits: 128 bits, so that a text message holds the address in one line


def token_of(row: OpensByLink) -> str:
    """Return the token for the address; empty while no link was made. Only who holds our keys can make it from the row."""
    salt = str(row.salt)
    return keyed_hash(f"panel link {row._meta.label_lower}", salt)[:LETTERS] if salt else ""


def hash_of(token: str) -> str:
    """Return under what a token is found."""
    return keyed_hash("panel link", token)


def whom(person: Person) -> str:
    """Return a keyed hash of how somebody is reached: a link ends when that changes."""
    return keyed_hash("panel link reader", f"{person.email_index}|{person.phone_index}")


def person_of(member: Membership) -> Person | None:
    """Return who a member is now; None for who was forgotten, set aside, or is no more here."""
    person = as_now(member.person) if member.person else None
    return person if person and person.is_here else None


def may_answer_themselves(member: Membership) -> bool:
    """Return whether a member answers without staff: on the panel, and no child."""
    person = person_of(member)
    return bool(person and member.stage in ON_THE_PANEL and not is_of_a_child(member.panel, person))


def is_good(row: OpensByLink, member: Membership) -> bool:
    """Return whether a link of a member still opens: on the panel, reached as then, and no child."""
    person = person_of(member)
    return bool(person and may_answer_themselves(member) and row.for_whom == whom(person))


def opened(token: str, *, now: datetime) -> Invitation | None:
    """Return the invitation that a token opens; None when it was ended, its reader left, the meeting is long over, or it never was."""
    rows = Invitation.objects.select_related("meeting__panel__hub", "membership__panel", "membership__person")
    found: Invitation | None = _of(token, rows)
    return found if found and now < found.meeting.ends_at + STAYS else None


def opened_poll(token: str, *, now: datetime) -> TimeAsked | None:
    """Return whose answers to a poll a token opens; None likewise."""
    found: TimeAsked | None = _of(token, TimeAsked.objects.select_related("poll__panel__hub", "membership__panel", "membership__person"))
    if found is None:
        return None
    last = min(found.poll.closes_on, found.poll.ended_on or found.poll.closes_on)
    return found if clocks.today(now) <= last + STAYS else None


def opened_question(token: str, *, now: datetime) -> QuestionAsked | None:
    """Return whose answers to a question between meetings a token opens; None likewise, but for three weeks it says what was decided."""
    beside = ("question__panel__hub", "membership__panel", "membership__person")
    found: QuestionAsked | None = _of(token, QuestionAsked.objects.select_related(*beside))
    if found is None or why_no_say(found.membership):
        return None
    last = max(found.question.closes_on, found.question.ended_on or found.question.closes_on)
    return found if clocks.today(now) <= last + DECIDED_STAYS else None


def _of(token: str, rows: "QuerySet[Any]") -> Any:
    row = rows.filter(token_hash=hash_of(token)).first() if len(token) == LETTERS else None
    return row if row and is_good(row, row.membership) else None
