"""Whom no e-mail reaches: how each is reached instead, with why, and what staff did about it. Nothing goes to a child."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from consent.choices import Channel, SafeThere, Source
from consent.models import Person, Purpose, UseStopped
from core import outbox, questions
from core.models import Hub, OutboxItem
from panels.choices import MemberKind, MessageState, Reply, Stage, Way
from panels.models import Membership, Message, MessageTo, Panel
from panels.selectors.messages import Whom, lines_of, meeting_of, meetings_asked
from panels.selectors.messages_sent import Sent, sent_of
from panels.services import messages as services
from tests.builders import today
from tests.panels.inviting import add_member
from tests.panels.meeting import make_reply
from tests.panels.messaging import make_message, row_of, send, writing_panel, youth_panel
from tests.panels.paneling import in_days, make_meeting

pytestmark = pytest.mark.django_db
PHONE = "07700 900123"
NOT_ASKED = "Nobody has asked them yet whether it is safe to write to them. Ask first."


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """Elm's panel, whose office reads answers."""
    return writing_panel(elm)


def names(panel: Panel, user: User, **whom: str) -> list[str]:
    """Return who is meant, by name."""
    return [line.called for line in lines_of(panel, Whom(**whom), user)]


def sent_now(message: Message, user: User) -> list[Sent]:
    """Return what came of a message by now."""
    return sent_of(Message.objects.select_related("panel").get(pk=message.pk), user)


@pytest.mark.parametrize(
    ("person", "way", "why"),
    [
        ({}, Way.LETTER, ""),
        ({"channel": Channel.POST, "post_address": "1 Elm Row"}, Way.PAPER, "They like a letter by post: write one."),
        ({"channel": Channel.TEXT, "phone": PHONE}, Way.PHONE, "They like a text message: copy the words for their phone."),
        ({"channel": Channel.PHONE, "phone": PHONE}, Way.PHONE, "They like to be rung: ring them."),
        ({"channel": Channel.IN_PERSON, "phone": PHONE}, Way.SAY, "They like to be told face to face."),
        ({"email": "", "post_address": "1 Elm Row", "phone": PHONE}, Way.PHONE, "No e-mail address is known: ring them."),
        ({"email": ""}, Way.SAY, "No number and no e-mail address is known: tell them by post or face to face, and ask how to reach them."),
        ({"safe": SafeThere.ONLY_RING, "phone": PHONE}, Way.SAY, "It is not safe to write to them: only ring."),
        (
            {"safe": SafeThere.NOT_ASKED, "phone": PHONE},
            Way.NOT,
            "Nobody has asked them yet whether it is safe to write to them. Ask first.",
        ),
        ({"is_young": True, "phone": PHONE}, Way.SAY, "They are under 18: nothing is sent to them. Ring the adult who looks after them."),
    ],
)
def test_each_is_reached_as_they_like_and_as_it_is_safe(panel: Panel, petra: User, person: dict[str, Any], way: Way, why: str) -> None:
    add_member(panel, **person)

    (line,) = lines_of(panel, Whom(), petra)

    assert (line.way, " ".join(line.why_no_letter)) == (way, why)


def test_an_address_that_came_with_a_list_is_written_to_by_e_mail_and_not_on_paper_or_by_text(panel: Panel, petra: User) -> None:
    for name, said in (("Ola", {}), ("Bea", {"channel": Channel.POST, "post_address": "1 Elm Row", "phone": PHONE})):
        add_member(panel, name, f"{name}@family.example", safe=SafeThere.NOT_ASKED, **said)
    Person.objects.update(source=Source.LIST)

    assert {line.called: line.way for line in lines_of(panel, Whom(), petra)} == {"Bea": Way.SAY, "Ola": Way.LETTER}


def test_who_asked_us_to_stop_is_left_out_and_stands_there_with_why(panel: Panel, petra: User) -> None:
    ola, bea = add_member(panel), add_member(panel, "Bea", "bea@family.example", phone=PHONE, channel=Channel.TEXT)
    assert bea.person
    UseStopped.objects.create(person=bea.person, purpose=Purpose.objects.get(key="panel"), stopped_on=today())
    message = make_message(panel, petra)

    send(message, petra, ola)

    assert (row_of(message, bea).way, row_of(message, bea).why_not) == (Way.NOT, "They told us to stop using theirs for this.")
    assert not [one for one in sent_now(message, petra) if one.is_to_tell]


def test_people_are_chosen_by_what_they_are_their_hub_language_and_what_they_said_to_a_meeting(panel: Panel, oak: Hub, petra: User) -> None:
    ola = add_member(panel, "Ola", language="pl")
    bea, kit = add_member(panel, "Bea", "bea@family.example"), add_member(panel, "Kit", "kit@family.example")
    Membership.objects.filter(pk=bea.pk).update(knows_best=oak, stage=Stage.BREAK)
    Membership.objects.filter(pk=kit.pk).update(kind=MemberKind.READER)
    meeting = make_meeting(panel)
    mo = add_member(panel, "Mo", "mo@family.example")
    make_reply(meeting, ola)
    make_reply(meeting, mo, Reply.NO)
    add_member(panel, "Zed", "zed@family.example")

    assert names(panel, petra) == ["Bea", "Kit", "Mo", "Ola", "Zed"]
    assert names(panel, petra, language="pl") == ["Ola"]
    assert names(panel, petra, hub=str(oak.pk)) == ["Bea"]
    assert names(panel, petra, kind=MemberKind.READER) == ["Kit"]
    assert names(panel, petra, stage=Stage.BREAK) == ["Bea"]
    assert names(panel, petra, about=f"coming-{meeting.pk}") == ["Ola"]
    assert names(panel, petra, about=f"no-{meeting.pk}") == ["Mo"]
    assert names(panel, petra, about=f"silent-{meeting.pk}") == ["Zed"], "nobody who is not asked to meetings has not answered"


def test_the_next_three_meetings_and_the_last_one_can_be_written_about(panel: Panel) -> None:
    later, *nexts = (make_meeting(panel, starts_at=in_days(number)) for number in (40, 30, 3, 10))
    last, before = make_meeting(panel, starts_at=in_days(-1)), make_meeting(panel, starts_at=in_days(-9))
    off = make_meeting(panel, starts_at=in_days(2), state="off", called_off_because="Snow")

    def asked(also: str = "") -> set[int]:
        return {meeting_of(value) for value, _ in meetings_asked(panel, also=also)}

    assert asked() == {last.pk, *(one.pk for one in nexts)}
    assert asked(f"coming-{before.pk}") == {before.pk, last.pk, *(one.pk for one in nexts)}, "what a message is about already stays"
    assert not asked() & {later.pk, off.pk}


def test_who_answered_since_is_not_asked_why_they_have_not(panel: Panel, petra: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    answers, silent = add_member(panel), add_member(panel, "Bea", "bea@family.example")
    meeting = make_meeting(panel)
    message = make_message(panel, petra, whom=Whom(about=f"silent-{meeting.pk}"))
    assert send(message, petra) == 2
    make_reply(meeting, answers)

    outbox.drain()

    assert [one.to for one in mailoutbox] == [["bea@family.example"]]
    assert (row_of(message, answers).way, row_of(message, answers).left_at) == (Way.NOT, None)
    assert "not meant any more" in row_of(message, answers).why_not
    assert row_of(message, silent).left_at


def test_who_is_set_aside_stands_on_no_list(panel: Panel, petra: User) -> None:
    add_member(panel)
    Person.objects.update(set_aside_on=today())

    assert names(panel, petra) == []


def test_a_choice_of_what_is_gone_reaches_nobody_instead_of_everybody(panel: Panel, petra: User) -> None:
    add_member(panel)

    assert names(panel, petra, hub="99999") == []
    assert names(panel, petra, language="xx") == []
    assert names(panel, petra, about="coming-99999") == []


def test_staff_mark_whom_they_told_and_how_and_it_stays(panel: Panel, petra: User) -> None:
    ola, bea = add_member(panel), add_member(panel, "Bea", "bea@family.example", phone=PHONE, channel=Channel.TEXT)
    message = make_message(panel, petra)
    send(message, petra)
    rows = [str(row_of(message, one).pk) for one in (ola, bea)]

    with pytest.raises(ValidationError, match="Say how"):
        services.mark_told(message=message, who=rows, how="pigeon", by=petra, on=today())
    assert services.mark_told(message=message, who=rows, how="text", by=petra, on=today()) == 1, "a letter is on its way to Ola"
    with pytest.raises(ValidationError, match="Tick at least one"):
        services.mark_told(message=message, who=rows, how="text", by=petra, on=today())

    assert (row_of(message, bea).told_how, row_of(message, bea).told_on) == ("text", today())
    assert row_of(message, ola).told_on is None


def test_nobody_is_told_by_hand_either_who_changed_their_mind_since(panel: Panel, petra: User) -> None:
    said: dict[str, Any] = {"channel": Channel.POST, "post_address": "1 Elm Row", "phone": PHONE}
    left, stopped, unsafe, stays = (add_member(panel, f"Parent {n}", f"p{n}@family.example", **said) for n in range(4))
    message = make_message(panel, petra)
    send(message, petra)
    Membership.objects.filter(pk=left.pk).update(stage=Stage.LEFT, left_on=today())
    assert stopped.person
    UseStopped.objects.create(person=stopped.person, purpose=Purpose.objects.get(key="panel"), stopped_on=today())
    Person.objects.filter(memberships=unsafe).update(safe=SafeThere.ONLY_RING)

    found = {one.called: (one.row.way, one.is_to_tell, one.says_why) for one in sent_now(message, petra)}

    assert found == {
        "Parent 0": (Way.NOT, False, "They have left."),
        "Parent 1": (Way.NOT, False, "They told us to stop using theirs for this."),
        "Parent 2": (Way.SAY, True, "It is not safe to write to them: only ring."),
        "Parent 3": (Way.PAPER, True, "They like a letter by post: write one."),
    }
    assert services.take_file(message=message, by=petra) == [stays.person]
    rows = [str(row_of(message, one).pk) for one in (left, stopped, unsafe, stays)]
    assert services.mark_told(message=message, who=rows, how="rang", by=petra, on=today()) == 2


def test_a_letter_that_came_back_is_told_by_hand(panel: Panel, petra: User) -> None:
    ola = add_member(panel)
    message = make_message(panel, petra)
    send(message, petra)
    with pytest.raises(ValidationError, match="No letter was sent"):
        services.mark_came_back(message=message, row=row_of(message, ola), by=petra, on=today())
    outbox.drain()

    services.mark_came_back(message=message, row=row_of(message, ola), by=petra, on=today())

    assert [one.called for one in sent_now(message, petra) if one.is_to_tell] == ["Ola Nowak"]


def test_a_letter_that_the_post_gave_up_did_not_leave(panel: Panel, petra: User) -> None:
    add_member(panel)
    message = make_message(panel, petra)
    send(message, petra)
    assert [(one.is_on_its_way, one.why_not) for one in sent_now(message, petra)] == [(True, "")]
    OutboxItem.objects.all().delete()

    (one,) = sent_now(message, petra)

    assert "Our post could not send it" in one.why_not
    assert one.is_to_tell


# --- A panel of under-18s ---------------------------------------------------------------------------------------------------


def test_a_message_of_a_youth_panel_reaches_no_child_and_waits_for_a_second_person(
    elm: Hub, petra: User, hana: User, cara: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    panel = youth_panel(elm, holder=hana)
    kit = add_member(panel, "Kit", "kit@family.example", phone=PHONE)
    message = make_message(panel, petra)

    assert send(message, petra) == 0
    outbox.drain()
    assert mailoutbox == []
    for somebody, error in ((petra, ValidationError), (cara, PermissionDenied)):
        with pytest.raises(error):
            services.release(message=message, by=somebody, now=timezone.now())
    assert services.release(message=message, by=hana, now=timezone.now()) == 1
    outbox.drain()

    assert [one.to for one in mailoutbox] == [[hana.email]]
    assert "Please pass this on to the adult who looks after each young person: The café opens" in str(mailoutbox[0].body)
    assert row_of(message, kit).way == Way.SAY
    assert [one.called for one in sent_now(message, hana) if one.is_to_tell] == ["Kit"]
    with pytest.raises(ValidationError, match="does not wait"):
        services.release(message=message, by=hana, now=timezone.now())


def test_the_database_lets_nobody_be_their_own_second_person(elm: Hub, petra: User) -> None:
    message = make_message(youth_panel(elm), petra)

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(released_by=petra)


def test_what_a_second_person_has_not_read_can_be_taken_back(elm: Hub, petra: User, hana: User) -> None:
    panel = youth_panel(elm)
    add_member(panel)
    message = make_message(panel, petra)
    send(message, petra)

    services.take_back(message=message, by=petra)

    with pytest.raises(ValidationError, match="does not wait"):
        services.release(message=message, by=hana, now=timezone.now())
    assert Message.objects.get().state == MessageState.BACK


def test_a_panel_that_becomes_one_of_under_18s_meanwhile_gets_no_letter(
    panel: Panel, elm: Hub, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    add_member(panel)
    send(make_message(panel, petra), petra)
    young = youth_panel(elm)
    posts = {"coordinator": young.coordinator, "second_reader": young.second_reader}
    Panel.objects.filter(pk=panel.pk).update(is_of_under_18s=True, **posts)
    outbox.drain()

    assert mailoutbox == []
    assert "under 18" in MessageTo.objects.get().why_not


# --- What they may ask for --------------------------------------------------------------------------------------------------


def test_the_copy_of_their_data_holds_what_they_were_sent(panel: Panel, petra: User) -> None:
    ola, bea = add_member(panel), add_member(panel, "Bea", "bea@family.example", channel=Channel.POST)
    send(make_message(panel, petra, words="It opens at ten."), petra)
    outbox.drain()

    def copy(member: Membership) -> list[tuple[str, str]]:
        assert member.person
        parts = [one for some in questions.person_export.answers(person_id=member.person.pk) for one in some]
        return [row for part in parts if part.heading == "Messages to you" for row in part.rows]

    assert len(copy(ola)) == 1
    assert "It opens at ten." in copy(ola)[0][1]
    assert copy(bea) == []
