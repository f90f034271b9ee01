"""A family asks for something in another way: one thing on a page, no account, no cookie, nothing in an address, nothing lost."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from consent.choices import How, Way
from consent.models import FormatRequest, WhoAsked
from core import brand, clocks, limits
from core.codes import tidy_short_code
from core.models import Hub
from feedback.models import Draft, Survey
from tests import builders
from tests.consent.asking import Asker, asker, only_request, to_contact
from tests.feedback.family import Parent

FRIDAY = date(2026, 5, 22)  # before the spring bank holiday of Monday 25 May


@pytest.fixture
def survey(elm: Hub) -> Survey:
    return builders.make_open_survey(elm, title="After a session", slug="after-a-session")


@pytest.fixture
def friday(monkeypatch: pytest.MonkeyPatch) -> date:
    monkeypatch.setattr(clocks, "today", lambda: FRIDAY)
    return FRIDAY


def _sent(**typed: str) -> Asker:
    return to_contact().go(**{"contact": "01632 960 141", "contact_name": "Jo", **typed}).go(words="Big letters").go("send")


# --- The way through ------------------------------------------------------------------------------------------------------


def test_who_picks_it_up_gives_no_name_and_gets_a_code_and_a_day(survey: Survey, friday: date) -> None:
    parent = asker("survey", "after-a-session").go(way="large_print").go(how="pick_up").go()
    assert "We keep no name and no number of yours." in parent.text

    parent.go("send")

    asked = only_request()
    assert parent.code == asked.spoken_code
    assert "It is ready by 1 June 2026 at the latest." in parent.text  # five working days, without the bank holiday
    assert (asked.asked_on, asked.due_on) == (FRIDAY, date(2026, 6, 1))
    assert (asked.way, asked.how, asked.hub, asked.title) == (Way.LARGE_PRINT, How.PICK_UP, survey.hubs.get(), "After a session")
    assert {asked.who_asked.name, asked.who_asked.contact, asked.who_asked.best_time} == {""}


def test_who_cannot_come_says_how_to_reach_them(survey: Survey) -> None:
    parent = to_contact("post").go(contact="Ola Nowak\n14 Quay Lane").go(words="Big letters")
    assert "Ola Nowak" in parent.text

    parent.go("send")

    asked = only_request()
    assert (asked.how, asked.who_asked.contact, asked.who_asked.words) == (How.POST, "Ola Nowak\n14 Quay Lane", "Big letters")
    assert "You hear from us by" in parent.text


def test_a_call_asks_for_a_number_and_a_good_time_and_not_for_how(survey: Survey) -> None:
    parent = asker("survey", "after-a-session").go(way="by_phone")
    assert "Is it safe for us to write to you or ring you?" in parent.text
    parent.go(safe="yes")
    assert "Your phone number" in parent.text
    assert "When is a good time?" in parent.text

    parent.go(contact="01632 960 141", best_time="Mornings").go().go("send")

    assert (only_request().how, only_request().who_asked.best_time) == (How.RING, "Mornings")
    assert "Somebody rings you and does it with you." in parent.text


def test_with_several_places_the_family_says_which(survey: Survey, oak: Hub) -> None:
    survey.hubs.add(oak)
    parent = asker("survey", "after-a-session").go(way="large_print").go(how="pick_up")
    assert "Which place is best for you?" in parent.text

    parent.go(hub=str(oak.pk)).go().go("send")

    assert only_request().hub == oak


def test_the_words_and_days_of_the_council_are_promised(survey: Survey, friday: date) -> None:
    builders.make_brand(format_days=2, format_relay="Relay UK: 18001 01632 960 000", phone="01632 960 000")
    page = asker("survey", "after-a-session")
    assert "We answer within 2 working days." in page.text
    assert "Relay UK: 18001" in page.text
    page.go(way="audio").go(how="pick_up").go().go("send")
    assert only_request().due_on == date(2026, 5, 27)
    assert "01632 960 000" in page.text
    brand.forget()


def test_the_code_is_short_and_can_be_said(survey: Survey) -> None:
    parent = _sent()
    assert tidy_short_code(parent.code) == only_request().code
    assert len(only_request().code or "") == 6


# --- Nothing is lost, nothing doubled -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "typed", "said"),
    [
        ("ring", "1632", "Write the whole phone number"),
        ("email", "jo at home", "Write the whole e-mail address"),
        ("post", "   ", "Write the address, with the postcode."),
        ("ring", "0" * 401, "Please make this 1 letter shorter."),
    ],
)
def test_a_mistake_is_named_and_keeps_everything_typed(survey: Survey, how: str, typed: str, said: str) -> None:
    parent = to_contact(how).go(contact=typed)

    assert said in parent.text
    assert "<title>Error:" in parent.text
    assert parent.carried()["contact"].strip() == typed.strip()
    assert {parent.carried()["way"], parent.carried()["how"]} == {"large_print", how}


def test_a_language_or_another_way_is_named(survey: Survey) -> None:
    parent = asker("survey", "after-a-session").go(way="language")
    assert "Say which language, or which other way." in parent.text
    parent.go(which="Polish").go(how="pick_up").go().go("send")
    assert only_request().who_asked.which == "Polish"


def test_back_and_change_keep_what_was_said(survey: Survey) -> None:
    parent = to_contact("ring").go(contact="01632 960 141", contact_name="Jo").go(words="Big letters")
    parent.go("change:how")
    assert "How shall it get to you?" in parent.text
    parent.go(how="text")
    assert "Check what you ask for" in parent.text
    assert "Send me a text message" in parent.text
    parent.go("back")
    assert "Big letters" in parent.text
    parent.go("back")
    assert parent.carried()["contact"] == "01632 960 141"


def test_a_number_does_not_do_for_an_e_mail_when_the_way_is_changed(survey: Survey) -> None:
    parent = to_contact("ring").go(contact="01632 960 141").go().go("change:how").go(how="email")
    assert "Write the whole e-mail address" in parent.text
    assert "01632 960 141" in parent.text


def test_what_is_no_longer_on_the_way_is_not_kept(survey: Survey) -> None:
    parent = to_contact("ring").go(contact="01632 960 141", contact_name="Jo", best_time="Mornings").go().go("change:how").go(how="pick_up")
    assert "Mornings" not in parent.text.split("<dl", 1)[1]
    parent.go("change:how").go(how="email").go(contact="jo@family.example")
    assert "Mornings" not in parent.text.split("<dl", 1)[1]

    parent.go("send")

    assert (only_request().who_asked.contact, only_request().who_asked.best_time) == ("jo@family.example", "")


def test_sent_twice_is_one_request_with_one_code(survey: Survey) -> None:
    parent = to_contact().go(contact="01632 960 141").go()
    fields = {**parent.carried(), "go": "send"}
    pages = [Client().post("/another-way/survey/after-a-session/", fields, follow=True).content.decode() for _ in range(3)]

    assert FormatRequest.objects.count() == WhoAsked.objects.count() == 1
    assert all(only_request().spoken_code in page for page in pages)


def test_two_families_on_one_phone_are_two_requests(survey: Survey) -> None:
    first, second = _sent(), _sent()
    assert first.code != second.code
    assert FormatRequest.objects.count() == 2


def test_what_is_not_said_yet_cannot_be_sent(survey: Survey) -> None:
    page = Asker()
    page.post("/another-way/survey/after-a-session/", {"go": "send", "way": "large_print"})
    assert "How shall it get to you?" in page.text
    assert not FormatRequest.objects.exists()


def test_too_many_in_a_row_are_told_when_and_lose_nothing(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ASKED_IN_ANOTHER_WAY", limits.Limit("format.ask", "1/10m", passes_when_broken=True))
    _sent()
    parent = _sent()
    assert parent.page.status_code == 429
    assert "There were too many tries in a row. Press the button again in" in parent.text
    assert parent.carried()["contact"] == "01632 960 141"
    assert FormatRequest.objects.count() == 1


def test_begun_answers_are_untouched_by_asking(survey: Survey) -> None:
    parent = Parent().start(survey)
    before = list(Draft.objects.values())
    asking = Asker()
    asking.client.cookies = parent.client.cookies
    asking.open("/another-way/survey/after-a-session/")
    asking.go(way="large_print").go(how="pick_up").go().go("send")
    assert list(Draft.objects.values()) == before
    assert "You began this here" in parent.answer("5").open(f"/have-your-say/{survey.slug}/").text


# --- Who may not know -----------------------------------------------------------------------------------------------------


def test_nothing_said_stands_in_an_address_a_cookie_or_a_session(survey: Survey) -> None:
    parent = _sent(contact="01632 960 177", contact_name="Canary")
    path, _, sealed = parent.address.partition("?s=")
    assert path == "/another-way/survey/after-a-session/"
    assert not any(said in sealed for said in ("960", "anary", str(only_request().code)))
    assert not parent.client.cookies
    assert "no-store" in parent.page.headers["Cache-Control"]


def test_the_database_holds_no_plain_word_of_it(survey: Survey) -> None:
    _sent(contact="01632 960 177", contact_name="Canary Person")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM consent_whoasked")
        kept = str(cursor.fetchall())
    assert "960 177" not in kept
    assert "Canary" not in kept
    assert only_request().who_asked.name == "Canary Person"


def test_another_website_cannot_ask_for_a_family(survey: Survey) -> None:
    fields = {"go": "send", "way": "large_print", "how": "pick_up", "words": ""}
    page = Client().post("/another-way/survey/after-a-session/", fields, headers={"Sec-Fetch-Site": "cross-site"})
    assert page.status_code == 403
    assert not FormatRequest.objects.exists()


# --- Unknown and odd ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "survey/nothing",
        "survey/a-draft",
        "answer/YS-2026-999",
        "answer/x",
        "service/999999999999999999999999",
        "page/1",
        "colour/blue",
        "hub/x",
    ],
)
@pytest.mark.parametrize("end", ["", "large-print/"])
def test_what_nobody_may_read_is_not_there_in_kind_words(elm: Hub, address: str, end: str) -> None:
    builders.make_survey(elm, slug="a-draft")
    page = Client().get(f"/another-way/{address}/{end}")
    assert page.status_code == 404
    assert "We cannot find that page" in page.content.decode()


@pytest.mark.parametrize("odd", ["\x00", "\ufffe", "<script>", "9" * 5_000, "‮", "🙂" * 50])
def test_odd_letters_break_nothing(survey: Survey, odd: str) -> None:
    said: dict[str, Any] = dict.fromkeys(("way", "how", "safe", "hub", "step", "go", "token", "which", "contact", "words"), odd)
    for go in ("on", "back", "send", "change:contact", odd):
        page = Client().post("/another-way/survey/after-a-session/", {**said, "go": go})
        assert page.status_code == 200
        right_ways = {**said, "way": "other", "how": "pick_up", "which": "x", "go": go, "token": f"{go}{odd}"}
        assert Client().post("/another-way/survey/after-a-session/", right_ways, follow=True).status_code == 200


def test_a_page_costs_few_queries(survey: Survey, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    asker("survey", "after-a-session")
    with django_assert_max_num_queries(6):
        Client().get("/another-way/survey/after-a-session/")
