"""Staff write to members: they see exactly who gets it and who does not, and afterwards what came of it for each."""

import csv
import io

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.choices import Channel, SafeThere
from core import outbox, questions
from core.models import AuditEntry, Hub
from panels.choices import MessageState
from panels.models import Message, MessageTo, Panel
from panels.rules.needs import destroy_by
from tests.builders import today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.inviting import add_member
from tests.panels.meeting import words
from tests.panels.messaging import make_message, send, writing_panel, youth_panel
from tests.panels.paneling import in_days, make_member

pytestmark = pytest.mark.django_db
PHONE = "07700 900123"
TYPED = {"heading": "The café opens", "words": "It opens on Monday.", "phone_words": "It opens on Monday!"}


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """Elm's panel: Ola likes e-mail, Bea post, Cal a text, and nobody knows yet if Dot may be written to."""
    panel = writing_panel(elm)
    add_member(panel, "Ola Nowak", language="pl")
    add_member(panel, "Bea Bright", "bea@family.example", channel=Channel.POST, post_address="1 Elm Row\nAshmere\nAB1 2CD")
    add_member(panel, "Cal Crane", "", channel=Channel.TEXT, phone=PHONE)
    add_member(panel, "Dot Dale", "dot@family.example", safe=SafeThere.NOT_ASKED)
    return panel


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


def at(name: str, message: Message, *more: object) -> str:
    return reverse(f"message:{name}", args=[message.pk, *more])


def ticked(panel: Panel, *names: str) -> list[str]:
    """Return what the boxes of these people hold."""
    return [str(one.pk) for one in panel.memberships.select_related("person") if one.person and one.person.name.split()[0] in names]


def test_a_message_is_written_seen_and_sent(desk: Client, panel: Panel, mailoutbox: list[EmailMultiAlternatives]) -> None:
    page = words(desk.post(reverse("panel_messages:new", args=[panel.pk]), TYPED, follow=True))
    message = Message.objects.get()

    assert "Everybody on the panel." in page
    assert "By e-mail: 1 Ola Nowak" in page
    assert "On paper, by post: 1 Bea Bright: They like a letter by post: write one." in page
    assert "By phone: words to copy, or a call: 1 Cal Crane" in page
    assert "Left out, and why: 1 Dot Dale: Nobody has asked them yet whether it is safe to write to them. Ask first." in page

    sent = {"who": ticked(panel, "Ola", "Bea", "Cal"), "seen": "1", "leaves_at_0": "", "leaves_at_1": ""}
    after = words(desk.post(at("send", message), sent, follow=True))
    outbox.drain()

    assert "1 letter leaves now, one to each person." in after
    assert "Still to be told: 2" in after
    assert [one.to for one in mailoutbox] == [["ola@family.example"]]
    now = words(desk.get(at("one", message)))
    assert "The letter was sent: 1" in now
    assert "Left out: 1" in now


def test_the_list_shows_where_each_stands_and_costs_no_query_a_message(desk: Client, panel: Panel, petra: User) -> None:
    address = reverse("panel_messages:list", args=[panel.pk])
    assert "Nothing was written yet." in desk.get(address).text
    make_message(panel, petra)
    with CaptureQueriesContext(connection) as one:
        assert "Being written" in words(desk.get(address))
    for number in range(3):
        send(make_message(panel, petra, heading=f"Sent later {number}"), petra, leaves_at=in_days(5))

    with CaptureQueriesContext(connection) as four:
        assert "Leaves on" in words(desk.get(address))

    assert len(four) == len(one)


def test_more_people_cost_no_more_queries(desk: Client, panel: Panel, petra: User) -> None:
    draft, out = make_message(panel, petra), make_message(panel, petra)
    send(out, petra)

    def cost() -> list[int]:
        numbers = []
        for message in (draft, out):
            desk.get(at("one", message))
            with CaptureQueriesContext(connection) as found:
                desk.get(at("one", message))
            numbers.append(len(found))
        return numbers

    few = cost()
    more = [add_member(panel, f"Parent {n}", f"p{n}@family.example") for n in range(10)]
    MessageTo.objects.bulk_create(MessageTo(message=out, membership=one, way="letter") for one in more)

    assert cost() == few


def test_who_changes_a_message_that_a_colleague_changed_reads_theirs_and_loses_nothing(desk: Client, panel: Panel, petra: User) -> None:
    message = make_message(panel, petra)
    desk.post(at("change", message), TYPED | {"seen": "1", "words": "Theirs."})

    page = desk.post(at("change", message), TYPED | {"seen": "1", "words": "Mine, typed at length."})

    assert "A colleague changed this" in page.text
    assert "Theirs." in words(page)
    assert "Mine, typed at length." in page.text
    assert 'name="seen" value="2"' in page.text


def test_what_is_too_long_stays_in_its_box(desk: Client, panel: Panel) -> None:
    page = desk.post(reverse("panel_messages:new", args=[panel.pk]), TYPED | {"phone_words": "x" * 301}).text

    assert "at most 300 characters (it has 301)" in page
    assert "x" * 301 in page
    assert not Message.objects.exists()


def test_a_refused_sending_keeps_ticks_and_hour(desk: Client, panel: Panel, petra: User) -> None:
    message = make_message(panel, petra)
    ola, bea = ticked(panel, "Ola"), ticked(panel, "Bea")

    page = desk.post(at("send", message), {"who": ola, "seen": "1", "leaves_at_0": "2020-01-01", "leaves_at_1": "10:00"}, follow=True).text
    half = desk.post(at("send", message), {"who": ola, "seen": "1", "leaves_at_0": "2030-01-01", "leaves_at_1": ""}, follow=True).text

    assert "Choose a moment from now on" in page
    assert f'value="{ola[0]}" checked' in page
    assert f'value="{bea[0]}" checked' not in page
    assert 'value="2020-01-01"' in page
    assert "Give a day and an hour" in half
    assert Message.objects.get().state == MessageState.DRAFT


def test_it_is_sent_later_and_taken_back(desk: Client, panel: Panel, petra: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    message = make_message(panel, petra)
    when = in_days(3, hour=9)
    later = {"leaves_at_0": f"{when:%Y-%m-%d}", "leaves_at_1": "09:00"}

    page = words(desk.post(at("send", message), {"who": ticked(panel, "Ola", "Bea", "Cal"), "seen": "1"} | later, follow=True))
    assert f"leaves on {timezone.localtime(when):%-d %B} at 09:00" in page
    assert "It leaves on" in page
    after = words(desk.post(at("take_back", message), follow=True))

    assert "Taken back. 1 letter had not left, and will not." in after
    assert "Take back what has not left" not in after
    assert "Taken back: 3" in after
    outbox.drain()
    assert mailoutbox == []


def test_the_message_is_read_as_one_of_them_reads_it(desk: Client, panel: Panel, petra: User) -> None:
    message = make_message(panel, petra, phone_words="Monday, ten!")
    (ola,), (cal,), (dot,) = (ticked(panel, name) for name in ("Ola", "Cal", "Dot"))

    hers = words(desk.get(at("read_as", message, ola)))
    assert "Wiadomość dla Ciebie" in hers
    assert "Dzień dobry," in hers
    assert "The café opens on Monday at ten." in hers
    assert "Monday, ten!" in words(desk.get(at("read_as", message, cal)))
    assert "opens on Monday" not in words(desk.get(at("read_as", message, dot)))


def test_letters_by_post_come_as_a_table_for_word_and_are_marked_sent_afterwards(desk: Client, panel: Panel, petra: User) -> None:
    message = make_message(panel, petra, heading="=1+1")
    send(message, petra)

    answer = desk.post(at("file", message))
    head, row = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert head[:4] == ["Name", "Address 1", "Address 2", "Address 3"]
    assert row[:4] == ["Bea Bright", "1 Elm Row", "Ashmere", "AB1 2CD"]
    assert dict(zip(head, row, strict=True))["Heading"] == "'=1+1", "no cell becomes a formula"
    assert f"destroy by {destroy_by(today()):%-d %B %Y}" in row[-1]
    assert f"destroy-by-{destroy_by(today())}" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert AuditEntry.objects.filter(verb="panels.message.take_file").count() == 1
    (bea,) = MessageTo.objects.filter(way="paper")
    page = words(desk.post(at("told", message), {"who": [str(bea.pk)], "how": "paper"}, follow=True))
    assert "Written down for 1 person." in page
    assert "Told: on paper: 1" in page
    again = words(desk.post(at("file", message), follow=True))
    assert "Nobody is to get it by post" in again


def test_the_table_holds_no_address_that_its_taker_may_not_read(desk: Client, panel: Panel, petra: User, oak: Hub) -> None:
    elsewhere = make_person(oak, "Eve Elm", email="", channel=Channel.POST, post_address="9 Oak Row")
    make_member(panel, elsewhere)
    message = make_message(panel, petra)
    send(message, petra)

    assert "Take the file for letters by post (1)" in words(desk.get(at("one", message)))
    table = desk.post(at("file", message)).text
    assert "Bea Bright" in table
    for hidden in ("Eve", "9 Oak Row", elsewhere.shown_code):
        assert hidden not in table
    assert f"{elsewhere.shown_code}: On paper, by post." in words(desk.get(at("one", message)))


def test_words_for_phones_stand_there_while_somebody_is_to_get_them(desk: Client, panel: Panel, petra: User) -> None:
    message = make_message(panel, petra, phone_words="Monday, ten!")
    send(message, petra)

    assert "Monday, ten!</textarea>" in desk.get(at("one", message)).text
    cal = MessageTo.objects.get(way="phone")
    desk.post(at("told", message), {"who": [str(cal.pk)], "how": "text"})
    assert "Monday, ten!</textarea>" not in desk.get(at("one", message)).text


def test_a_letter_that_came_back_stands_with_who_is_still_to_be_told(desk: Client, panel: Panel, petra: User) -> None:
    message = make_message(panel, petra)
    send(message, petra)
    outbox.drain()
    ola = MessageTo.objects.get(way="letter")

    page = words(desk.post(at("came_back", message), {"row": str(ola.pk)}, follow=True))

    assert "Ola Nowak: By e-mail. Their letter came back." in page


def test_a_try_reaches_who_pressed_and_the_same_words_begin_anew(desk: Client, panel: Panel, petra: User) -> None:
    message = make_message(panel, petra)

    assert f"to {petra.email} alone" in words(desk.post(at("try", message), follow=True))
    send(message, petra)
    page = desk.post(at("anew", message), follow=True)

    assert "Nobody has it yet." in page.text
    assert Message.objects.filter(state=MessageState.DRAFT).get().words == message.words
    desk.post(at("drop", Message.objects.get(state=MessageState.DRAFT)))
    assert Message.objects.count() == 1


def test_who_sees_the_members_reads_it_and_sends_nothing(panel: Panel, petra: User, asha: User) -> None:
    message, reader = make_message(panel, petra), sign_in(asha)

    page = reader.get(at("one", message)).text

    assert "The café opens" in page
    for act in ("Send it", "Change it", "Delete"):
        assert act not in page
    assert "no-store" in reader.get(at("one", message)).headers["Cache-Control"]


def test_on_a_youth_panel_the_front_page_asks_a_second_person_and_never_the_first(elm: Hub, petra: User, hana: User) -> None:
    panel = youth_panel(elm)
    kit = add_member(panel, "Kit", "kit@family.example")
    message = make_message(panel, petra)
    desk, second = sign_in(petra), sign_in(hana)
    page = words(desk.post(at("send", message), {"who": [str(kit.pk)], "seen": "1"}, follow=True))
    assert "It waits for a second person" in page
    assert "I have read it" not in page
    assert "Waits for a second person: 1" in page
    assert "Left out" not in page

    def asked(user: User) -> list[str]:
        found = questions.attention.answers(user=user, today=today())
        return [one.text for some in found for one in some if "second person" in one.text]

    assert asked(petra) == []
    assert asked(hana) == [f"Read a message to “{panel}” as the second person"]
    assert "I have read it: let it go on" in second.get(at("one", message)).text
    assert "Nobody acts for the named worker’s post" in words(second.post(at("release", message), follow=True))
    assert Message.objects.get().released_by == hana
    assert "Still to be told: 1" in words(desk.get(at("one", message)))
    assert asked(hana) == []


def test_what_the_forgotten_had_stays_a_number(desk: Client, panel: Panel, petra: User) -> None:
    message = make_message(panel, petra)
    send(message, petra, *panel.memberships.filter(pk__in=ticked(panel, "Ola")))
    outbox.drain()
    MessageTo.objects.all().delete()

    assert "1 letter sent" in words(desk.get(reverse("panel_messages:list", args=[panel.pk])))
    assert "Whoever had it was forgotten since." in desk.get(at("one", message)).text
