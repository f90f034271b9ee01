"""Fifty messages to fifty people, one each, and none to who changed their mind between queue and send."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.utils import timezone

from accounts.models import User
from consent.choices import SafeThere
from consent.models import Person, Purpose, UseStopped
from consent.services.erasing import erase_everywhere
from core import outbox
from core.models import AuditEntry, Hub, OutboxItem
from core.overtaken import Overtaken
from panels.choices import MemberKind, MessageState, Stage, Way
from panels.models import Membership, Message, MessageTo, Panel
from panels.rules.invitations import NO_NUMBER
from panels.selectors.messages_sent import sent_of
from panels.services import messages as services
from panels.services.messages import Said
from tests.builders import make_brand, today
from tests.panels.inviting import OFFICE, add_member
from tests.panels.messaging import make_message, row_of, send, writing_panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """Elm's panel, whose office reads answers."""
    return writing_panel(elm)


def parents(panel: Panel, number: int) -> list[Membership]:
    """Put so many parents on a panel, who like e-mail."""
    return [add_member(panel, f"Parent {n}", f"p{n}@family.example") for n in range(number)]


def later(message: Message) -> Message:
    """Return a message as it stands."""
    return Message.objects.get(pk=message.pk)


def test_fifty_messages_reach_fifty_people_one_each(panel: Panel, petra: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    parents(panel, 50)
    message = make_message(panel, petra)

    assert send(message, petra) == 50
    outbox.drain()

    assert sorted(one.to[0] for one in mailoutbox) == sorted(f"p{n}@family.example" for n in range(50))
    assert all(len(one.recipients()) == 1 for one in mailoutbox)
    assert len({one.extra_headers["Message-ID"] for one in mailoutbox}) == 50
    assert later(message).number_left == 50
    assert MessageTo.objects.filter(left_at__isnull=False).count() == 50


def test_none_reaches_who_changed_their_mind_between_queue_and_send(
    panel: Panel, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    stays, left, unsafe, stopped, forgotten, moved = parents(panel, 6)
    message = make_message(panel, petra)
    send(message, petra)
    Membership.objects.filter(pk=left.pk).update(stage=Stage.LEFT, left_on=today())
    Person.objects.filter(memberships=unsafe).update(safe=SafeThere.ONLY_RING)
    stop = {"purpose": Purpose.objects.get(key="panel"), "stopped_on": today()}
    UseStopped.objects.create(person=Person.objects.get(memberships=stopped), **stop)
    erase_everywhere(Person.objects.get(memberships=forgotten), today())
    person = Person.objects.get(memberships=moved)
    person.email = ""
    person.save()

    outbox.drain()

    assert [one.to for one in mailoutbox] == [["p0@family.example"]]
    assert row_of(message, stays).left_at is not None
    assert {one.membership: one.why_not for one in MessageTo.objects.filter(left_at__isnull=True).select_related("membership")} == {
        left: "They have left.",
        unsafe: "It is not safe to write to them: only ring.",
        stopped: "They told us to stop using theirs for this.",
        moved: NO_NUMBER,
    }
    assert later(message).number_left == 1
    now_reached = dict(MessageTo.objects.values_list("membership", "way"))
    assert now_reached == {stays.pk: Way.LETTER, left.pk: Way.NOT, unsafe.pk: Way.SAY, stopped.pk: Way.NOT, moved.pk: Way.SAY}
    still = {one.row.membership for one in sent_of(later(message), petra) if one.is_to_tell}
    assert still == {unsafe, moved}, "nobody tells who left, or told us to stop"


def test_who_reads_only_and_who_takes_a_break_get_messages_too(panel: Panel, petra: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    reads, rests = parents(panel, 2)
    Membership.objects.filter(pk=reads.pk).update(kind=MemberKind.READER)
    Membership.objects.filter(pk=rests.pk).update(stage=Stage.BREAK)

    assert send(make_message(panel, petra), petra) == 2
    outbox.drain()

    assert len(mailoutbox) == 2


def test_the_letter_says_what_was_written_who_reads_answers_and_nobodys_name(
    panel: Panel, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    add_member(panel, "Ola Nowak", language="pl")
    send(make_message(panel, petra, heading="Crumbs & “tea”", words="It's at ten.\n\nBring <a friend>."), petra)
    outbox.drain()

    (letter,) = mailoutbox
    assert letter.subject == "Wiadomość dla Ciebie"
    assert letter.reply_to == [OFFICE]
    for words in ("Crumbs & “tea”", "It's at ten.\n\nBring <a friend>.", panel.title, "01632 960 000", "Albo zadzwoń do nas:"):
        assert words in str(letter.body)
    assert "Ola" not in str(letter.body)


def test_it_leaves_later_when_that_was_asked(panel: Panel, petra: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    parents(panel, 2)
    now = timezone.now()
    message = make_message(panel, petra)
    send(message, petra, leaves_at=now + timedelta(days=2))

    outbox.drain()
    assert mailoutbox == []
    OutboxItem.objects.filter(name="panels.send_message").update(due_at=now - timedelta(minutes=1))
    outbox.drain()

    assert len(mailoutbox) == 2


@pytest.mark.parametrize("when", [timedelta(minutes=-1), timedelta(days=61)])
def test_it_leaves_from_now_on_and_within_two_months(panel: Panel, petra: User, when: timedelta) -> None:
    parents(panel, 1)

    with pytest.raises(ValidationError, match="Choose a moment from now on"):
        send(make_message(panel, petra), petra, leaves_at=timezone.now() + when)


def test_what_is_taken_back_before_it_leaves_reaches_nobody(panel: Panel, petra: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    parents(panel, 3)
    message = make_message(panel, petra)
    send(message, petra, leaves_at=timezone.now() + timedelta(days=1))

    assert services.take_back(message=message, by=petra) == 3
    OutboxItem.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    outbox.drain()

    assert mailoutbox == []
    assert later(message).state == MessageState.BACK
    assert set(MessageTo.objects.values_list("why_not", flat=True)) == {"It was taken back."}
    with pytest.raises(ValidationError, match="nothing to take back"):
        services.take_back(message=message, by=petra)


def test_what_everybody_has_cannot_be_taken_back(panel: Panel, petra: User) -> None:
    parents(panel, 1)
    message = make_message(panel, petra)
    send(message, petra)
    outbox.drain()

    with pytest.raises(ValidationError, match="Everybody has it already"):
        services.take_back(message=message, by=petra)


def test_a_worker_that_does_it_again_writes_to_nobody_twice(panel: Panel, petra: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    (ola,) = parents(panel, 1)
    message = make_message(panel, petra)
    send(message, petra)
    outbox.drain()
    assert ola.person
    outbox.put("panels.send_message", str(row_of(message, ola).pk), str(ola.person.pk))
    outbox.drain()

    assert len(mailoutbox) == 1
    assert later(message).number_left == 1
    assert row_of(message, ola).why_not == ""


def test_who_is_not_ticked_gets_none_and_a_message_goes_out_once(
    panel: Panel, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    ola, bea = parents(panel, 2)
    message = make_message(panel, petra)
    with pytest.raises(ValidationError, match="Tick at least one"):
        services.send(message=message, who=["x"], leaves_at=None, by=petra, now=timezone.now())
    send(message, petra, ola)
    with pytest.raises(ValidationError, match="It was sent already"):
        send(message, petra, bea)
    outbox.drain()

    assert [one.to for one in mailoutbox] == [["p0@family.example"]]
    assert not bea.messages.exists()


def test_nobody_sends_words_that_they_have_not_read(panel: Panel, petra: User) -> None:
    (ola,) = parents(panel, 1)
    message = make_message(panel, petra)
    seen = str(message.version)
    services.change(message=message, said=Said("The café", "It opens on Tuesday."), by=petra, seen=seen)

    with pytest.raises(Overtaken):
        services.send(message=message, who=[str(ola.pk)], leaves_at=None, by=petra, now=timezone.now(), seen=seen)
    with pytest.raises(Overtaken):
        services.change(message=message, said=Said("The café", "Wednesday."), by=petra, seen=seen)
    assert later(message).words == "It opens on Tuesday."


def test_what_was_sent_is_not_changed_or_deleted(panel: Panel, petra: User) -> None:
    parents(panel, 1)
    message = make_message(panel, petra)
    send(message, petra)

    with pytest.raises(ValidationError, match="It was sent"):
        services.change(message=message, said=Said("x", "y"), by=petra, seen=None)
    with pytest.raises(ValidationError, match="It was sent"):
        services.drop(message=message, by=petra)


def test_where_nobody_reads_answers_or_the_panel_has_ended_none_leaves(panel: Panel, petra: User) -> None:
    parents(panel, 1)
    Panel.objects.filter(pk=panel.pk).update(reply_to="", ended_on=today(), ended_because="Done.")
    make_brand(contact_email="")
    message = make_message(panel, petra)

    with pytest.raises(ValidationError) as error:
        send(message, petra)

    assert len(error.value.messages) == 2


def test_where_nobody_reads_answers_any_more_it_stays(panel: Panel, petra: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    (ola,) = parents(panel, 1)
    message = make_message(panel, petra)
    send(message, petra)
    make_brand(contact_email="")
    Panel.objects.filter(pk=panel.pk).update(reply_to="")

    outbox.drain()

    assert mailoutbox == []
    assert "Nobody would read an answer to it" in row_of(message, ola).why_not


@pytest.mark.parametrize(("said", "box"), [(Said("", "x"), "heading"), (Said("x", " "), "words"), (Said("x" * 121, "y"), "heading")])
def test_a_message_says_something_and_not_too_much(panel: Panel, petra: User, said: Said, box: str) -> None:
    with pytest.raises(ValidationError) as error:
        services.write(panel=panel, said=said, by=petra, now=timezone.now())

    assert set(error.value.message_dict) == {box}


def test_a_try_goes_to_who_asked_and_to_nobody_else(panel: Panel, petra: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    parents(panel, 3)
    message = make_message(panel, petra)

    services.send_test(message=message, by=petra)
    outbox.drain()

    (letter,) = mailoutbox
    assert letter.to == [petra.email]
    assert "Only you get this, to try it: The café opens" in str(letter.body)
    assert later(message).state == MessageState.DRAFT


def test_only_who_looks_after_the_members_writes_to_them(panel: Panel, cara: User, asha: User, petra: User) -> None:
    message = make_message(panel, petra)
    for somebody in (cara, asha):
        with pytest.raises(PermissionDenied):
            make_message(panel, somebody)
        with pytest.raises(PermissionDenied):
            send(message, somebody, *parents(panel, 0))


def test_the_words_are_sealed_and_the_queue_and_the_trail_hold_neither_words_nor_names(panel: Panel, petra: User) -> None:
    add_member(panel, "Ola Nowak")
    send(make_message(panel, petra, heading="Wombat", words="Wombat", phone_words="Wombat"), petra)

    with connection.cursor() as cursor:
        cursor.execute("SELECT heading, words, phone_words, whom FROM panels_message")
        kept = str(cursor.fetchall())
    for told in (kept, str(OutboxItem.objects.values()), str(AuditEntry.objects.values()), str(MessageTo.objects.values())):
        for word in ("Wombat", "Ola", "family.example"):
            assert word not in told
    item = OutboxItem.objects.get(name="panels.send_message")
    assert item.arguments[1] == str(Membership.objects.get().person_id)


def test_erasing_somebody_takes_their_row_and_leaves_the_count(panel: Panel, petra: User) -> None:
    (ola,) = parents(panel, 1)
    message = make_message(panel, petra)
    send(message, petra)
    outbox.drain()
    assert ola.person

    erase_everywhere(ola.person, today())

    assert not MessageTo.objects.exists()
    assert later(message).number_left == 1
