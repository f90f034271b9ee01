"""What a message to members may say, how each of them is reached with it, and who sends it (domain reference 3.5, 5.3; issue 6, part 9)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from accounts.models import User
from consent.choices import Channel, SafeThere
from consent.models import Person
from core.text import too_long
from panels.choices import MessageState, Stage, ToldHow, Way
from panels.models import Membership, Message, Panel
from panels.rules.invitations import BY_HAND, is_of_a_child

LONGEST_HEADING, LONGEST_WORDS, LONGEST_FOR_PHONES = 120, 4_000, 300
FURTHEST = timedelta(days=60)  # ahead: later than that, nobody remembers that it waits
NO_READER = "Nobody would read an answer to it. Write an office’s e-mail address on the panel’s page first."
ONLY_SPOKEN_TO = (
    "Nothing is written to somebody whom you ticked: they are spoken to. Untick them, and say of them how they were told. "
    "If a text did go out to them, ring the safeguarding lead."
)
SECOND = "Its members are under 18, so a second person reads every message before it goes on. You wrote or sent this one: ask a colleague."


def why_not_keep(*, heading: str, words: str, phone_words: str) -> dict[str, str]:
    """Return what is wrong with a message, by box."""
    wrong = {}
    if not heading:
        wrong["heading"] = "Say in a few words what it is about."
    if not words:
        wrong["words"] = "Write what you want to say."
    for name, typed, most in (
        ("heading", heading, LONGEST_HEADING),
        ("words", words, LONGEST_WORDS),
        ("phone_words", phone_words, LONGEST_FOR_PHONES),
    ):
        if why := too_long(typed, most):
            wrong[name] = why
    return wrong


def way_of(member: Membership, person: Person | None, why_no_letter: Sequence[str]) -> Way:
    """Return how somebody is reached. Nothing but a letter is written to who is not reached safely at home, and nothing to a child."""
    if not why_no_letter:
        return Way.LETTER
    if person is None or member.stage == Stage.LEFT:
        return Way.NOT
    if is_of_a_child(member.panel, person):
        return Way.SAY
    if why_no_letter[0] not in BY_HAND:
        is_only_unsafe = len(why_no_letter) == 1 and person.safe in {SafeThere.ONLY_RING, SafeThere.IN_PERSON}
        return Way.SAY if is_only_unsafe else Way.NOT
    return _by_hand(person)


def _by_hand(person: Person) -> Way:
    """Return how somebody is reached who may be written to, and has no e-mail address or likes something else better."""
    if person.safe != SafeThere.YES or person.channel == Channel.IN_PERSON:
        return Way.SAY
    ways = {Way.PAPER: bool(person.post_address), Way.PHONE: bool(person.phone)}
    first = Way.PAPER if person.channel == Channel.POST else Way.PHONE
    return next((way for way in (first, *ways) if ways[way]), Way.SAY)


def why_not_send(message: Message, *, reply_to: str, leaves_at: datetime | None, now: datetime) -> list[str]:
    """Return why a message is not sent. `reply_to` is where answers to it go."""
    if message.state != MessageState.DRAFT:
        return ["It was sent already."]
    reasons = ["The panel has ended."] if message.panel.ended_on else []
    if leaves_at and not now < leaves_at <= now + FURTHEST:
        reasons.append("Choose a moment from now on, within the next two months.")
    return reasons if reply_to else [*reasons, NO_READER]


def why_not_release(message: Message, user: User) -> list[str]:
    """Return why somebody is not the second person who lets a message of a panel of under-18s go on."""
    if message.state != MessageState.ASKED:
        return ["It does not wait for a second person."]
    return [SECOND] if user.pk in {message.written_by_id, message.sent_by_id} else []


def why_not_told_by(how: str, *, panel: Panel, person: Person | None) -> str:
    """Return why somebody cannot have been told so; empty when they can. Of a child it is the adult who is told."""
    if how != ToldHow.TEXT or person is None or is_of_a_child(panel, person):
        return ""
    is_only_spoken_to = person.safe in {SafeThere.ONLY_RING, SafeThere.IN_PERSON} or person.channel == Channel.IN_PERSON
    return ONLY_SPOKEN_TO if is_only_spoken_to else ""


def why_not_take_back(message: Message) -> list[str]:
    """Return why nothing of a message can be taken back."""
    return [] if message.state in {MessageState.ASKED, MessageState.OUT} else ["There is nothing to take back."]


def needs_second_person(panel: Panel) -> bool:
    """Return whether two staff see every message of a panel before it goes on (issue 6, part 1)."""
    return panel.is_of_under_18s
