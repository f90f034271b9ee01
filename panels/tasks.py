"""What panels leave to the worker."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from consent.models import Person
from consent.rules.door import language_of
from core import mail, outbox
from panels.choices import ClaimState
from panels.emails import invitations as invitation_letters
from panels.emails import messages as message_letters
from panels.emails import polls as poll_letters
from panels.emails import questions as question_letters
from panels.models import Claim, Invitation, Message, MessageTo, Panel
from panels.models.reply_link import AskedByLetter
from panels.rules.invitations import is_of_a_child
from panels.rules.policy import pounds
from panels.selectors import invitations as selectors
from panels.selectors import messages as message_selectors
from panels.selectors import papers as paper_selectors
from panels.selectors.phones import to_ring
from panels.selectors.reply_links import person_of
from panels.services import (
    asking,
    forgetting,
    letters,
    message_leaving,
    message_passing_on,
    messages,
    paper_letters,
    polls,
    questions,
    reminders,
)
from panels.services import invitations as services
from panels.services.claims_paying import WRITE, WRITE_BACK


@outbox.handler(services.SEND)
def send_invitation(invitation_id: str, person_id: str, kind: str) -> None:
    """Send one letter about a meeting to one member, unless they, or staff, changed their mind since it was queued."""
    row = _invitation(invitation_id)
    reasons = services.why_not_send(row, UUID(person_id), kind=kind, now=timezone.now())
    person = _wanted_by(row, person_of(row.membership), reasons)
    _send(selectors.LETTER, row, person, row.meeting.panel, lambda: invitation_letters.letter(row, kind=kind))
    services.note_told(invitation=row, kind=kind)


@outbox.handler(paper_letters.SEND)
def send_papers(invitation_id: str, person_id: str, kind: str) -> None:
    """Tell one member that papers are out, unless they, or staff, changed their mind since it was queued."""
    row = _invitation(invitation_id)
    reasons = paper_letters.why_not_send(row, UUID(person_id), now=timezone.now())
    person = _wanted_by(row, person_of(row.membership), reasons)
    _send(paper_selectors.LETTER, row, person, row.meeting.panel, lambda: invitation_letters.of_papers(row))
    paper_letters.note_told(invitation=row)


@outbox.handler(polls.SEND)
def send_poll(asked_id: str, person_id: str, kind: str) -> None:
    """Send one letter that asks a member which times suit them, unless they, or staff, changed their mind since it was queued."""
    _send_asked(polls.POLL, asked_id, person_id, poll_letters.letter)


@outbox.handler(questions.SEND)
def send_question(asked_id: str, person_id: str, kind: str) -> None:
    """Send one letter that asks a member to decide between meetings, unless they, or staff, changed their mind since it was queued."""
    _send_asked(questions.QUESTION, asked_id, person_id, question_letters.letter)


def _send_asked(kind: asking.Kind, asked_id: str, person_id: str, words: Callable[[Any], dict[str, Any]]) -> None:
    beside = (f"{kind.name}__panel", "membership__panel", "membership__person")
    row = kind.asked.objects.select_related(*beside).filter(pk=UUID(asked_id)).first()
    if row is None:
        raise outbox.NotWanted
    reasons = asking.why_not_send(kind, row, UUID(person_id), now=timezone.now())
    person = _wanted_by(row, person_of(row.membership), reasons)
    _send(kind.letter, row, person, row.membership.panel, lambda: words(row))


def _invitation(pk: str) -> Invitation:
    beside = ("meeting__panel", "membership__panel", "membership__person")
    row = Invitation.objects.select_related(*beside).filter(pk=UUID(pk)).first()
    if row is None:
        raise outbox.NotWanted
    return row


def _wanted_by(row: AskedByLetter, person: Person | None, reasons: list[str]) -> Person:
    """Return who a letter goes to; raise NotWanted with why it does not go, which staff read beside the member and with the item."""
    if reasons or person is None:
        raise outbox.NotWanted(letters.note_held_back(row=row, reasons=reasons or [letters.CHANGED]))
    return person


def _send(template: str, row: AskedByLetter, person: Person, panel: Panel, words: Callable[[], dict[str, Any]]) -> None:
    """Send a letter in the language of who reads it, and write down that it left, or why it did not."""
    language, reply_to = language_of(person.language), selectors.reply_to(panel)
    with override(language):
        context = words()
    try:
        mail.send_to_family(template, person_id=person.pk, to=person.email, context=context, language=language, reply_to=reply_to)
    except outbox.NotWanted as why:
        letters.note_held_back(row=row, reasons=[str(why)])
        raise
    letters.note_sent(row=row, now=timezone.now())


@outbox.handler(messages.SEND)
def send_message(to_id: str, person_id: str) -> None:
    """Send one message to one member, unless they, or staff, changed their mind since it was queued."""
    beside = ("message__panel", "membership__panel", "membership__person")
    row = MessageTo.objects.select_related(*beside).filter(pk=UUID(to_id)).first()
    if row is None:
        raise outbox.NotWanted
    person = person_of(row.membership)
    if (reasons := message_leaving.why_not_leave(row, UUID(person_id))) or person is None:
        raise outbox.NotWanted(message_leaving.note_stayed(row=row, reasons=reasons))
    language = language_of(person.language)
    with override(language):
        facts: dict[str, Any] = {"context": message_letters.letter(row.message), "language": language}
    facts["reply_to"] = selectors.reply_to(row.message.panel)
    if not message_leaving.note_leaves(row=row, now=(now := timezone.now())):
        raise outbox.NotWanted(message_leaving.note_stayed(row=row, reasons=[messages.TAKEN_BACK]))
    try:
        mail.send_to_family(message_selectors.LETTER, person_id=person.pk, to=person.email, **facts)
    except Exception as why:  # whatever the mail server says: they do not have it
        message_leaving.note_did_not_leave(row=row, now=now)
        if isinstance(why, outbox.NotWanted):
            message_leaving.note_stayed(row=row, reasons=[str(why)])
        raise


@outbox.handler(messages.TEST)
def test_message(message_id: str, user_id: int) -> None:
    """Send a message to the member of staff who tries it out, as members would read it."""
    _send_to_staff(message_id, user_id, "Only you get this, to try it: {}")


@outbox.handler(message_passing_on.TELL)
def tell_of_message(message_id: str) -> None:
    """Send a message of a panel of under-18s to who passes it on, whoever that is now."""
    message_passing_on.queue_each(_message(message_id), now=timezone.now())


@outbox.handler(message_passing_on.TELL_ONE)
def tell_one_of_message(message_id: str, user_id: int) -> None:
    """Send a message of a panel of under-18s to a member of staff who passes it on, while they act for one of its posts."""
    if not message_passing_on.is_wanted(_message(message_id), user_id, now=timezone.now()):
        raise outbox.NotWanted
    _send_to_staff(message_id, user_id, "Please pass this on to the adult who looks after each young person: {}")


@outbox.handler(message_passing_on.TAKEN_BACK)
def tell_message_taken_back(message_id: str, user_id: int) -> None:
    """Tell a member of staff not to pass a message on."""
    _send_to_staff(message_id, user_id, "It was taken back: please do not pass this on, and tell whoever has it from you. {}")


def _message(pk: str) -> Message:
    message = Message.objects.select_related("panel").filter(pk=UUID(pk)).first()
    if message is None:
        raise outbox.NotWanted
    return message


def _send_to_staff(message_id: str, user_id: int, says: str) -> None:
    message, user = _message(message_id), User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise outbox.NotWanted
    context = message_letters.letter(message)
    context["heading"] = says.format(message.heading)
    mail.send(message_selectors.LETTER, to=user.email, context=context, reply_to=selectors.reply_to(message.panel))


@outbox.every("panels.remind_of_meetings", minutes=60)
def remind_of_meetings() -> None:
    """Remind once, some days before a meeting, who was asked and has not said no."""
    reminders.remind_of_coming(timezone.now())


@outbox.every("panels.forget_needs", minutes=60)
def forget_needs() -> None:
    """Delete what members needed at meetings 28 days ago, and leave counts."""
    forgetting.forget_needs(now=timezone.now())


@outbox.handler(WRITE)
def write_claim_paid(claim_id: str, person_id: str) -> None:
    """Tell a member that their claim was paid. What it was for stands in no letter: others may open their mail."""
    claim, person = _claim_and_whose(claim_id, person_id)
    context = {"pounds": pounds(claim.agreed), "is_part": claim.agreed < claim.asked}
    _write_about("claim_paid", claim, person, context)


@outbox.handler(WRITE_BACK)
def write_claim_back(claim_id: str, person_id: str) -> None:
    """Ask a member to ring about their claim, unless it was sent again meanwhile. What is missing stands in no letter either."""
    claim, person = _claim_and_whose(claim_id, person_id)
    if claim.state != ClaimState.BACK:
        raise outbox.NotWanted
    _write_about("claim_back", claim, person, {})


def _claim_and_whose(claim_id: str, person_id: str) -> tuple[Claim, Person]:
    claim = Claim.objects.select_related("membership__panel").prefetch_related("lines").filter(pk=UUID(claim_id)).first()
    person = Person.objects.here().filter(pk=UUID(person_id)).first()
    if claim is None or person is None or not person.email or is_of_a_child(claim.membership.panel, person):
        raise outbox.NotWanted
    return claim, person


def _write_about(template: str, claim: Claim, person: Person, context: dict[str, Any]) -> None:
    language, reply_to = language_of(person.language), selectors.reply_to(claim.membership.panel)
    context |= {"reference": claim.reference, "reply_to": reply_to, **to_ring(claim.membership.panel)}
    mail.send_to_family(template, person_id=person.pk, to=person.email, context=context, language=language, reply_to=reply_to)
