"""A family asks to join a panel: a minute, no account, and nobody whom we know is touched by it."""

from datetime import time, timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from consent.models import ConsentRecord, Introduction, Person, Wording
from consent.services import purposes
from core import clocks, limits
from core.models import AuditEntry, Hub, OpeningTime, OutboxItem, Post
from home.models import PanelPage
from panels.choices import HowAsked, PanelKind, Step
from panels.models import Interest, Panel
from tests.builders import make_brand, make_post, today
from tests.families import make_person
from tests.panels.joining import FORM, address, asked, send
from tests.panels.meeting import words
from tests.panels.paneling import make_panel, open_to_families

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(elm: Hub) -> Post:
    """The post that looks after Elm's panel."""
    return make_post("Parent panel coordinator", hub=elm)


@pytest.fixture
def panel(elm: Hub, coordinator: Post) -> Panel:
    """The parents' panel of Elm."""
    return open_to_families(make_panel(elm, coordinator=coordinator))


def test_a_name_and_a_number_are_enough_and_the_page_says_who_rings_by_when(client: Client, panel: Panel) -> None:
    page = send(client, panel)

    one = Interest.objects.get()
    assert (one.step, one.owner, one.came_on) == (Step.CALL_BACK, panel.coordinator, today())
    assert one.due_on == clocks.working_days_after(today(), 5)
    assert one.introduction is not None
    assert (one.introduction.name, one.introduction.phone) == ("Sana", "+447700900123")
    assert clocks.day_in_words(one.due_on) in page.text
    assert "Parent panel coordinator" in page.text
    assert not page.cookies


def test_a_form_sent_twice_is_one_and_the_last_words_hold(client: Client, panel: Panel) -> None:
    send(client, panel)
    send(client, panel, phone="", email="sana@example.org", heard_through="midwife")

    one = Interest.objects.get()
    assert Introduction.objects.count() == 1
    assert one.introduction is not None
    assert (one.introduction.phone, one.introduction.email, one.heard_through) == ("", "sana@example.org", "midwife")


def test_after_somebody_rang_an_old_page_changes_nothing(client: Client, panel: Panel) -> None:
    send(client, panel)
    Interest.objects.update(version=2)
    send(client, panel, name="Somebody else")

    assert [one.name for one in Introduction.objects.all()] == ["Sana"]


def test_somebody_we_know_is_neither_looked_up_nor_changed_nor_locked_out(client: Client, panel: Panel, elm: Hub) -> None:
    ola = make_person(elm, "Ola Nowak", email="ola@example.org")

    page = send(client, panel, name="Mallory", phone="", email="ola@example.org", safe="only_ring")
    assert "Write the number that we may ring." in page.text
    send(client, panel, name="Mallory", phone="", email="ola@example.org")

    assert Person.objects.count() == 1  # two with one address could not use the families' door
    ola.refresh_from_db()
    assert (ola.name, ola.safe) == ("Ola Nowak", "yes")
    assert not ConsentRecord.objects.exists()
    assert not OutboxItem.objects.filter(name__contains="door").exists()


def test_without_a_way_to_reach_them_the_page_says_so_and_keeps_what_was_typed(client: Client, panel: Panel) -> None:
    page = send(client, panel, name="Sana", phone="", words="I can come after nursery", suits=["mornings", "online"])

    assert "Write a phone number or an e-mail address" in page.text
    assert "I can come after nursery" in page.text
    assert 'value="online" checked' in page.text
    assert "<details open>" in page.text.split("<form method")[-1]
    assert not Interest.objects.exists()


def test_a_number_that_nobody_could_ring_is_said_beside_its_box(client: Client, panel: Panel) -> None:
    page = send(client, panel, phone="12")

    assert 'id="phone-error"' in page.text
    assert 'value="12"' in page.text


def test_call_me_needs_only_a_number(client: Client, panel: Panel) -> None:
    page = client.get(address(panel), {"way": "call"})
    assert "Your e-mail" not in page.text
    assert "Anything else?" not in page.text

    send(client, panel, name="", way="call")
    one = Interest.objects.get()
    assert one.how_asked == HowAsked.CALL_ME
    assert one.introduction is not None
    assert one.introduction.name == ""


def test_where_it_is_not_safe_they_are_told_where_to_come_and_nothing_is_kept(client: Client, panel: Panel, elm: Hub) -> None:
    Hub.objects.filter(pk=elm.pk).update(street="2 Elm Street", phone="01632 960 222")
    OpeningTime.objects.create(hub=elm, weekday=1, opens_at=time(9), closes_at=time(12))

    page = send(client, panel, safe="in_person")

    said = words(page)
    assert page.redirect_chain == [(f"{address(panel)}together/", 302)]
    assert "We do not write to you, and keep nothing of what you typed." in said
    assert f"Come to {elm.name} and say that you would like to join: {panel.title}" in said.replace("\u2068", "").replace("\u2069", "")
    assert "2 Elm Street" in said
    assert "Tuesday: 9am to midday" in said
    assert 'href="tel:01632960222"' in page.text
    assert f'href="/panels/{panel.slug}/">Back to the panel' in page.text
    assert "Sana" not in page.text
    assert not Introduction.objects.exists()


def test_each_page_of_the_form_leads_back_to_the_panel(client: Client, panel: Panel) -> None:
    back = f'<a href="/panels/{panel.slug}/">Back to the panel</a>'

    for page in (client.get(address(panel)), client.get(address(panel), {"way": "call"}), send(client, panel)):
        assert back in page.text
    Panel.objects.update(ended_on=today(), ended_because="It joined another.")
    assert back in client.get(address(panel)).text


def test_a_panel_of_the_whole_council_leads_to_any_hub(client: Client) -> None:
    make_brand(phone="01632 960 000")
    page = send(client, open_to_families(make_panel(None)), safe="in_person")

    assert "Come to any hub and say that you would like to join: Parents at Ashmere" in words(page)
    assert 'href="tel:01632960000"' in page.text


def test_what_was_typed_goes_along_to_another_language(client: Client, panel: Panel) -> None:
    typed = {**FORM, "words": "After nursery", "suits": ["evenings"], "heard_through": "school", "go": "language:pl"}
    page = client.post(address(panel), typed, follow=True)

    assert page.redirect_chain[0][0].startswith(f"/pl{address(panel)}")
    assert 'value="Sana"' in page.text
    assert "After nursery" in page.text
    assert 'value="evenings" checked' in page.text
    assert '<option value="school" selected>' in page.text
    assert 'value="one-token"' in page.text  # so that sending it is still harmless


def test_a_yes_is_kept_with_the_very_words_and_their_day(client: Client, panel: Panel) -> None:
    purposes.begin()
    page = client.get(address(panel))
    words = Wording.objects.current().get(purpose__key="take_part", audience="adults", language="en-gb")
    assert words.question in page.text
    assert "checked" not in page.text  # nothing is chosen beforehand
    assert "<details>" in page.text.split("<form method")[-1]  # a minute: what can be left out is folded away

    send(client, panel, yes=[str(words.pk), "999999"])

    introduction = Introduction.objects.get()
    assert [one.wording for one in introduction.yeses.all()] == [words]
    assert introduction.told_on == today()


def test_somebody_under_18_agrees_to_nothing_on_the_form(client: Client, panel: Panel) -> None:
    purposes.begin()
    words = Wording.objects.current().filter(audience="adults", purpose__key="take_part").first()
    assert words is not None
    send(client, panel, yes=str(words.pk))
    send(client, panel, yes=str(words.pk), is_young="on")  # they went back and put it right

    introduction = Introduction.objects.get()
    assert introduction.is_young
    assert not introduction.yeses.exists()


def test_a_panel_of_under_18s_asks_a_first_name_and_says_which_worker_gets_in_touch(client: Client, elm: Hub, coordinator: Post) -> None:
    purposes.begin()
    second = make_post("Second worker", hub=elm)
    youth = make_panel(elm, "Young voices", kind=PanelKind.YOUTH, is_of_under_18s=True, coordinator=coordinator, second_reader=second)
    open_to_families(youth)

    page = client.get(address(youth))
    assert "Parent panel coordinator" in page.text
    for left_out in ('name="yes"', 'name="suits"', 'name="words"', 'name="heard_through"', "way=call"):
        assert left_out not in page.text
    assert "Ring me about this" not in client.get(address(youth), {"way": "call"}).text, "no form that asks for a number alone"
    send(client, youth, whose="adult", yes="1", words="secret")

    introduction = Introduction.objects.get()
    assert (introduction.is_young, introduction.through_adult, introduction.words) == (True, True, "")
    assert not introduction.yeses.exists()


@pytest.mark.parametrize("kind", [PanelKind.BOARD, PanelKind.PRACTICE])
def test_a_board_cannot_be_joined_by_form_and_says_so_kindly(client: Client, elm: Hub, kind: str) -> None:
    board = open_to_families(make_panel(elm, kind=kind))

    assert "People come to this one for their work" in client.get(address(board)).text
    send(client, board)
    assert not Interest.objects.exists()


def test_a_panel_that_ended_says_so(client: Client, elm: Hub) -> None:
    ended = open_to_families(make_panel(elm, ended_on=today(), ended_because="Its work is done"))

    page = client.get(address(ended))
    assert "It has ended" in page.text
    assert "<form" not in page.text.split("<main")[1]


def test_no_such_panel_is_not_there(client: Client) -> None:
    assert client.get("/panels/nothing/join/").status_code == 404


def test_nobody_asks_to_join_what_nobody_reads_of_yet(client: Client, panel: Panel, elm: Hub) -> None:
    hidden = make_panel(elm, "A refuge's parents")
    assert client.get(address(hidden)).status_code == 404
    assert client.post(address(hidden), FORM).status_code == 404

    PanelPage.objects.filter(panel=panel).update(live=False)
    assert client.get(address(panel)).status_code == 404
    assert client.post(address(panel), FORM).status_code == 404
    assert not Interest.objects.exists()


def test_a_script_is_stopped_and_keeps_what_it_typed(client: Client, panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "try_ask_to_join", lambda request: limits.Tried(False, minutes=4))
    page = client.post(address(panel), FORM)

    assert page.status_code == 429
    assert page["Retry-After"] == "240"
    assert "Try again in 4 minutes" in page.text
    assert 'value="Sana"' in page.text
    assert not Interest.objects.exists()


def test_a_foreign_page_cannot_send_it(client: Client, panel: Panel) -> None:
    assert client.post(address(panel), FORM, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_no_name_stands_in_the_trail_or_in_the_address(client: Client, panel: Panel) -> None:
    page = send(client, panel, name="Quentin", words="Quentin’s words")

    entry = AuditEntry.objects.get(verb="panels.interest.come")
    assert "Quentin" not in entry.facts
    assert "Quentin" not in page.redirect_chain[0][0]


def test_the_thank_you_page_shows_no_day_to_who_finds_the_address_later(
    client: Client, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = client.post(address(panel), FORM).headers["Location"]
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr("core.sealed_words.time.time", lambda: later.timestamp())

    page = client.get(at)
    assert "Thank you" in page.text
    assert "Parent panel coordinator" not in page.text


def test_the_page_is_light_and_asks_the_database_little(client: Client, panel: Panel) -> None:
    purposes.begin()
    asked(panel)
    caches["default"].clear()

    page = client.get(address(panel), headers={"accept-encoding": "gzip"})
    assert len(page.content) < 25_000
