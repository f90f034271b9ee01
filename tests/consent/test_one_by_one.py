"""One choice on a page: its exact words, yes and no alike, and a no is one tap. Back, refresh and a double tap change nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from accounts.models import User
from consent.choices import Audience, Decision, Method, Source
from consent.models import ConsentRecord, Partner, Person, Purpose, Wording
from consent.selectors.my_choices import Choice, choices_of
from consent.services import ledger_uses, people, purposes
from tests import builders
from tests.consent import agreeing
from tests.consent.agreeing import publish_words
from tests.consent.beginning import ONE_BY_ONE, came_in
from tests.consent.doorway import DOOR
from tests.feedback.desk import words


@pytest.fixture
def inside(client: Client, db: None) -> Client:
    """Sam's phone, who came by the public form."""
    purposes.begin()
    Partner.objects.create(name="The health trust", about="x")
    came_in(client)
    return client


def _sam() -> Person:
    return Person.objects.get()


def _mine() -> list[Choice]:
    return choices_of(_sam(), language="en-gb", today=builders.today())


def _form(page: Any) -> dict[str, str]:
    main = page.text.split("<main", 1)[1]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', main))


def _say(client: Client, number: int, say: str) -> Any:
    return client.post(ONE_BY_ONE, {**_form(client.get(ONE_BY_ONE, {"n": number})), "say": say})


def test_each_page_asks_one_thing_in_its_exact_words_with_nothing_chosen(inside: Client) -> None:
    for number, one in enumerate(_mine(), start=1):
        page = inside.get(ONE_BY_ONE, {"n": number})
        said = words(page).replace("&#x27;", "'")
        assert one.words["question"] in said
        assert one.words["text"].split("\n")[0] in said
        assert f"Choice {number} of {len(_mine())}" in said
        assert not [other for other in _mine() if other is not one and other.words["question"] in said and other.words != one.words]
        assert "checked" not in page.text
    assert not ConsentRecord.objects.exists(), "looking says nothing"


def test_yes_and_no_are_two_buttons_of_one_kind(inside: Client) -> None:
    pair = re.findall(r'<div class="pair"[^>]*>(.*?)</div>', inside.get(ONE_BY_ONE).text, re.DOTALL)[0]
    assert re.findall(r'<button class="([^"]+)" type="submit" name="say" value="(\w+)"', pair) == [
        ("button second", "yes"),
        ("button second", "no"),
    ]


def test_a_yes_and_a_no_are_one_tap_each_and_written_down_with_the_words_shown(inside: Client) -> None:
    first, second = _mine()[:2]
    assert _say(inside, 1, "yes").headers["Location"] == f"{ONE_BY_ONE}?n=2"
    assert _say(inside, 2, "no").headers["Location"] == f"{ONE_BY_ONE}?n=3"

    rows = {row.purpose.key: row for row in ConsentRecord.objects.all()}
    assert (rows[first.purpose.key].decision, rows[second.purpose.key].decision) == (Decision.GRANTED, Decision.REFUSED)
    assert {row.method for row in rows.values()} == {Method.WEB}
    assert rows[second.purpose.key].wording == second.wording
    page = words(inside.get(DOOR))
    assert "You said yes , on" in page
    assert "You said no , on" in page


def test_what_they_would_ask_for_comes_first_and_partners_last_and_they_can_stop_at_any_page(inside: Client, priya: User) -> None:
    agreeing.asked_purpose(by=priya, title="A letter about swimming", key="a-swim")
    keys = [one.purpose.key for one in _mine()]
    assert keys == ["told", "take_part", "photo", "film", "quote", "case_study", "a-swim", "share"]
    page = inside.get(ONE_BY_ONE)
    enough = re.findall(r'href="([^"]+)">That is enough for now', page.text)[0]
    assert "That is all. Thank you." in words(inside.get(enough))
    assert "That is enough for now" not in words(inside.get(ONE_BY_ONE, {"n": len(keys)})), "the way on leads there"


def test_words_that_are_not_in_their_language_are_read_to_them(inside: Client) -> None:
    builders.make_brand(phone="01632 960 000")
    said = "These words are not in your language yet."
    assert said not in words(inside.get(ONE_BY_ONE))
    with override("pl"):
        for address in ("/pl" + ONE_BY_ONE, "/pl" + DOOR):
            main = inside.get(address).text.split("<main", 1)[1].split("</main", 1)[0]
            assert "Tych słów nie ma jeszcze w tym języku." in main, address
            assert "01632 960 000" in main, address


def test_skipping_says_nothing_and_the_end_tells_what_was_said(inside: Client) -> None:
    number = len(_mine())
    _say(inside, 1, "yes")
    _say(inside, 2, "no")
    page = words(inside.get(ONE_BY_ONE, {"n": number + 1}))
    assert "That is all. Thank you." in page
    assert page.count("Not said yet: it counts as no") == number - 2
    assert ConsentRecord.objects.count() == 2
    assert f'href="{DOOR}"' in inside.get(ONE_BY_ONE, {"n": number + 1}).text


@pytest.mark.parametrize("say", ["yes", "no"])
def test_a_double_tap_is_written_down_once(inside: Client, say: str) -> None:
    form = {**_form(inside.get(ONE_BY_ONE)), "say": say}
    for _ in range(3):
        assert inside.post(ONE_BY_ONE, form).headers["Location"] == f"{ONE_BY_ONE}?n=2"
    assert ConsentRecord.objects.count() == 1


def test_going_back_and_saying_the_other_thing_is_a_change_of_mind(inside: Client) -> None:
    _say(inside, 1, "yes")
    assert "You said yes , on" in words(inside.get(ONE_BY_ONE, {"n": 1}))
    for _ in range(2):
        _say(inside, 1, "no")
    assert [row.decision for row in ConsentRecord.objects.oldest_first()] == [Decision.GRANTED, Decision.WITHDRAWN]
    _say(inside, 1, "yes")
    assert ConsentRecord.objects.count() == 3


def test_words_that_were_replaced_meanwhile_are_read_once_more_and_a_no_is_a_no(inside: Client, priya: User) -> None:
    old = _mine()[0].wording
    form = _form(inside.get(ONE_BY_ONE))
    new = publish_words(old.purpose, by=priya, question="May we, in newer words?", text="Newer words.", yes="Yes", no="No")

    asked_anew = inside.post(ONE_BY_ONE, {**form, "say": "yes"}).headers["Location"]

    assert not ConsentRecord.objects.exists()
    page = words(inside.get(asked_anew))
    assert "These words are new. Please read them once more: nothing is written down yet." in page
    assert "May we, in newer words?" in page
    inside.post(ONE_BY_ONE, {**form, "say": "no"})
    assert ConsentRecord.objects.get().wording == old, "what they read, and no other words"
    assert new.pk != old.pk


@pytest.mark.parametrize(
    "post",
    [
        {},
        {"say": "yes"},
        {"purpose": "nothing", "say": "yes", "wording": "1"},
        {"purpose": "panel", "say": "yes", "wording": "1"},
        {"purpose": "told", "say": "perhaps", "wording": "1"},
        {"purpose": "told", "say": "yes", "wording": "9" * 40},
        {"purpose": "told", "partner": "1", "say": "yes"},
        {"purpose": "\0", "partner": "\0", "wording": "-1", "say": "\0"},
    ],
)
def test_what_no_button_sends_changes_nothing(inside: Client, post: dict[str, str]) -> None:
    assert inside.post(ONE_BY_ONE, post).status_code == 302
    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "9" * 19, "9" * 400, "١"])
def test_a_number_of_no_page_leads_to_the_first_or_the_last(inside: Client, number: str) -> None:
    assert inside.get(ONE_BY_ONE, {"n": number}).status_code == 200


def test_nobody_chooses_from_before_the_door(client: Client, db: None) -> None:
    assert client.get(ONE_BY_ONE).headers["Location"] == DOOR
    assert client.post(ONE_BY_ONE, {"purpose": "told", "say": "yes"}).headers["Location"].startswith(f"{DOOR}?away=")
    assert not ConsentRecord.objects.exists()


def test_a_young_person_reads_words_for_young_people_and_says_yes_themselves(client: Client, db: None) -> None:
    purposes.begin()
    came_in(client, age="young")
    for_young = {row.purpose_id: row for row in Wording.objects.current().filter(audience=Audience.YOUNG)}
    number, one = next((place, one) for place, one in enumerate(_mine(), start=1) if one.purpose.pk in for_young)

    _say(client, number, "yes")

    record = ConsentRecord.objects.get()
    assert record.wording == for_young[one.purpose.pk]
    assert (record.decision, record.given_by) == (Decision.GRANTED, "self")


def test_once_staff_wrote_down_who_decides_for_a_young_person_they_can_only_say_no(client: Client, db: None, petra: User) -> None:
    purposes.begin()
    came_in(client, age="young")
    later = builders.today() + timedelta(days=400)
    people.change_person(person=_sam(), said={"decided_by": "Dana", "says_may_decide": True, "ask_again_from": later}, by=petra)
    assert "Somebody else says yes for you until you are asked yourself." in words(client.get(ONE_BY_ONE))
    _say(client, 1, "yes")
    assert not ConsentRecord.objects.exists()
    _say(client, 1, "no")
    assert ConsentRecord.objects.get().decision == Decision.REFUSED


def test_a_young_person_whom_staff_wrote_down_says_yes_only_once_it_is_known_who_decides(client: Client, db: None) -> None:
    purposes.begin()
    came_in(client, age="young")
    Person.objects.update(source=Source.STAFF)
    assert "Somebody else says yes for you until you are asked yourself." in words(client.get(ONE_BY_ONE))


def test_words_that_a_person_checked_are_shown_and_agreed_to_in_ones_own_language(inside: Client, priya: User) -> None:
    told = Purpose.objects.get(key="told")
    urdu = publish_words(told, by=priya, language="ur", question="کیا ہم بتائیں؟", text="ہم لکھیں گے۔", yes="ہاں", no="نہیں")
    number = next(place for place, one in enumerate(_mine(), start=1) if one.purpose == told)
    with override("ur"):
        page = inside.get(f"/ur{ONE_BY_ONE}", {"n": number})
        assert 'lang="ur"' in page.text
        inside.post(f"/ur{ONE_BY_ONE}", {**_form(page), "say": "no"})
    record = ConsentRecord.objects.get()
    assert (record.wording, record.wording.language) == (urdu, "ur")


def test_what_stopped_is_told_on_the_page_that_follows(inside: Client) -> None:
    _say(inside, 1, "yes")
    record = ConsentRecord.objects.get()
    ledger_uses.begin_use(record=record, used_as="picture", title="Summer booklet", today=builders.today(), by=None)
    onwards = _say(inside, 1, "no").headers["Location"]
    assert "Summer" not in onwards, "what stopped stands sealed in the address"
    page = words(inside.get(onwards))
    assert "Your choice is changed" in page
    assert "Summer booklet" in page


def test_a_page_costs_the_same_queries_however_many_partners_there_are(inside: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as context:
            inside.get(ONE_BY_ONE, {"n": 3})
        return len(context.captured_queries)

    before = cost()
    for number in range(5):
        Partner.objects.create(name=f"Partner {number}", about="x")
    assert cost() == before <= 10
