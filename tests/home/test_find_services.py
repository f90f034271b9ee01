"""Families find services by word, age, place, day and kind; their words stay out of the address, and odd addresses do no harm."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from core.choices import HubStatus
from core.models import Hub
from home.models import HomePage, ServicePage, ServiceTime
from home.services.pages import build_page_tree, make_hub_page, make_service
from tests.builders import make_brand, make_hub
from tests.home.reading import words
from tests.home.test_search import ODD_WORDS
from tests.remembered import Change, put_back, rows_made_by
from tests.tongues import latin_words_in

LIST = "/services/"
TITLES = ("Bump check", "Baby rhymes", "Stay and play", "Teen space", "Quit club", "Cafés")


def _six_services() -> None:
    build_page_tree()
    elm, oak = make_hub("Elm"), make_hub("Oak")
    make_hub_page(oak)
    fresh = {"checked_on": timezone.localdate()}
    pregnancy = {"category": "pregnancy", "from_pregnancy": True, "oldest": 0, "oldest_unit": "months", "topic": "midwifery"}
    make_service("Bump check", what_it_is="See your midwife.", times=[(elm, "Mondays", 0)], **pregnancy, **fresh)
    baby = {"category": "activities", "youngest": 3, "youngest_unit": "months", "oldest": 2, "topic": "baby-and-toddler-groups"}
    make_service("Baby rhymes", what_it_is="Songs.", times=[(elm, "Tuesdays, 10am", 1), (oak, "Fridays", 4)], **baby, **fresh)
    make_service("Stay and play", what_it_is="Toys.", times=[(oak, "Tuesdays", 1)], category="activities", oldest=4, **fresh)
    make_service("Teen space", what_it_is="Games.", times=[("The park", "Saturdays", 5)], category="activities", youngest=11, **fresh)
    make_service("Quit club", what_it_is="Stop smoking.", times=[(oak, "When we agree")], for_whom="extra_help", youngest=18, **fresh)
    make_service("Cafés", what_it_is="Soup.", category="activities")


@pytest.fixture(scope="session")
def rows_of_services(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[Change]:
    """The rows of six services, two hubs and the page tree: sixty tests begin with them."""
    with django_db_blocker.unblock():
        return rows_made_by(_six_services)


@pytest.fixture
def services(db: None, rows_of_services: list[Change]) -> None:
    """Six services at Elm, Oak and elsewhere that differ in everything one can choose by."""
    put_back(rows_of_services)


def found(page: str) -> list[str]:
    """Return the titles of what a page found, in its order."""
    main = page[page.index("<main") : page.index("</main>")]
    return [title for title in re.findall(r'<h3><a href="/services/[^"]*"[^>]*>([^<]*)</a>', main) if title in TITLES]


def look_for(client: Client, typed: str, **chosen: str) -> str:
    """Return the page that the form leads to."""
    return client.post("/find-services/", {"q": typed, **chosen}, follow=True).text


# --- Choosing -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("age=pregnant", ["Bump check", "Cafés"]),
        ("age=0", ["Baby rhymes", "Cafés", "Stay and play"]),
        ("age=2", ["Baby rhymes", "Cafés", "Stay and play"]),
        ("age=3", ["Cafés", "Stay and play"]),
        ("age=4", ["Cafés", "Stay and play"]),
        ("age=5", ["Cafés"]),
        ("age=11", ["Cafés", "Teen space"]),
        ("age=19", ["Cafés", "Quit club", "Teen space"]),
        ("hub=elm", ["Baby rhymes", "Bump check"]),
        ("kind=extra_help", ["Quit club"]),
        ("kind=everyone&age=0", ["Baby rhymes", "Cafés", "Stay and play"]),
        ("day=1", ["Baby rhymes", "Stay and play"]),
        ("day=5", ["Teen space"]),
        ("hub=oak&day=4", ["Baby rhymes"]),
        ("hub=elm&day=4", []),  # there on Tuesday, elsewhere on Friday
        ("about=pregnancy", ["Bump check"]),
        ("topic=baby-and-toddler-groups", ["Baby rhymes"]),
        ("age=2&hub=oak&day=1&kind=everyone&about=activities", ["Stay and play"]),
    ],
)
def test_choices_narrow_the_list_and_add_up(client: Client, services: None, query: str, expected: list[str]) -> None:
    page = client.get(f"{LIST}?{query}").text

    assert found(page) == expected
    if expected:
        number = len(expected)
        assert f"{number} service{'s' if number > 1 else ''} found" in page


def test_the_edges_of_an_age_are_counted_in_months(client: Client, front: HomePage) -> None:
    make_service("Stay and play", what_it_is="Toys.", youngest=18, youngest_unit="months", oldest=30, oldest_unit="months")

    assert [age for age in range(6) if found(client.get(f"{LIST}?age={age}").text)] == [1, 2]


def test_what_was_chosen_stands_in_the_form_and_each_can_be_taken_back(client: Client, services: None) -> None:
    page = client.get(f"{LIST}?age=2&hub=oak&day=1").text

    for said in ('<option value="2" selected', '<option value="oak" selected', '<option value="1" selected'):
        assert said in page
    assert 'href="?age=2&amp;day=1#found"' in page
    assert 'href="?hub=oak&amp;day=1#found"' in page
    assert "Age: 2 years" in page


def test_nothing_found_is_kind_names_a_person_and_loosens(client: Client, services: None) -> None:
    make_brand(phone="01632 960 000", phone_hours="weekdays 9 to 5")

    page = client.get(f"{LIST}?hub=elm&day=4").text
    main = page[page.index("<main") : page.index("</main>")]

    assert "We found no service for this" in main
    assert "01632 960 000" in main
    assert 'href="?hub=elm#found"' in main
    assert 'href="?day=4#found"' in main
    assert 'href="/help-now/"' in main


def test_a_council_without_a_phone_says_where_to_ask_instead(client: Client, services: None) -> None:
    assert "Ask at any family hub: a person will help you find it." in words(client.get(f"{LIST}?hub=elm&day=4"))


def test_an_overdue_service_says_so_in_the_list(client: Client, services: None) -> None:
    ServicePage.objects.filter(title="Teen space").update(checked_on=date.today() - timedelta(days=200))

    page = client.get(f"{LIST}?day=5").text

    assert "We have not checked this for a while: please ring first." in page
    assert "We have not checked" not in client.get(f"{LIST}?day=1").text


def test_a_result_says_what_it_is_for_what_age_what_it_costs_how_to_get_it_where_and_when(client: Client, services: None) -> None:
    page = words(client.get(f"{LIST}?topic=baby-and-toddler-groups"))

    for said in ("Songs.", "From 3 months to 2 years", "Free", "Just turn up", "Tuesdays, 10am: Elm", "Fridays: Oak"):
        assert said in page, said


def test_a_service_at_very_many_times_says_how_many_more(client: Client, front: HomePage, elm: Hub) -> None:
    make_service("Cafés", what_it_is="Soup.", times=[(elm, f"Day {number}") for number in range(9)])

    assert "And 7 more times or places" in words(client.get(LIST))


def test_only_what_everyone_may_see_is_found(client: Client, services: None) -> None:
    ServicePage.objects.get(title="Stay and play").unpublish()

    assert "Stay and play" not in found(client.get(f"{LIST}?age=2").text)
    assert "Stay and play" not in found(look_for(client, "stay and play"))


# --- Words --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("songs", ["Baby rhymes"]),
        ("rhymse", ["Baby rhymes"]),  # a slip
        ("toddler groups", ["Baby rhymes"]),  # what it is about, more exactly
        ("Elm", ["Baby rhymes", "Bump check"]),  # where it is
        ("park", ["Teen space"]),
        ("midwives", ["Bump check"]),
        ("xylophone", []),
    ],
)
def test_words_find_services_by_what_they_say_what_they_are_about_and_where_they_are(
    client: Client, services: None, typed: str, expected: list[str]
) -> None:
    assert sorted(found(look_for(client, typed))) == expected


def test_words_and_choices_add_up(client: Client, services: None) -> None:
    assert found(look_for(client, "elm", day="0")) == ["Bump check"]
    assert found(look_for(client, "songs", age="5")) == []
    assert found(look_for(client, "", age="5")) == ["Cafés"]


def test_words_never_stand_in_an_address_and_choices_do(client: Client, services: None) -> None:
    answer = client.post("/find-services/", {"q": "leaving my husband", "age": "2", "hub": "oak"})

    address = answer["Location"]
    assert address.startswith("/services/?age=2&hub=oak&s=")
    assert "husband" not in address
    page = client.get(address.partition("#")[0])
    assert "no-store" in page["Cache-Control"]
    assert '<meta name="referrer" content="no-referrer">' in page.text
    assert 'value="leaving my husband"' in page.text
    links = re.findall(r'href="([^"]*)"', page.text)
    assert not [link for link in links if "husband" in link]
    assert not page.cookies
    assert found(client.get(f"{LIST}?q=songs").text) == found(client.get(LIST).text)  # readable words are not looked for


def test_words_of_yesterday_do_not_open_and_the_choices_still_do(client: Client, services: None, monkeypatch: pytest.MonkeyPatch) -> None:
    address = client.post("/find-services/", {"q": "songs", "day": "1"})["Location"].partition("#")[0]
    assert found(client.get(address).text) == ["Baby rhymes"]
    later = timezone.now().timestamp() + 15 * 60 + 1
    monkeypatch.setattr("core.sealed_words.time.time", lambda: later)

    page = client.get(address).text

    assert found(page) == ["Baby rhymes", "Stay and play"]
    assert "songs" not in page


def test_the_form_needs_no_script_and_no_cookie(client: Client, services: None) -> None:
    page = client.get(LIST)

    form = page.text[page.text.index('action="/find-services/"') :]
    assert 'method="post"' in form[:80]
    assert form.count("<select") == 5
    assert "<details>" in form
    assert not page.cookies
    assert client.get("/find-services/", follow=True).redirect_chain == [("/services/", 302)]
    assert client.post("/find-services/", follow=True).redirect_chain == [("/services/", 302)]


def test_it_works_in_urdu_and_marks_its_english(client: Client, services: None) -> None:
    page = client.post("/ur/find-services/", {"q": "songs"}, follow=True)

    assert page.redirect_chain[0][0].startswith("/ur/services/?s=")
    assert '<html lang="ur" dir="rtl">' in page.text
    assert [said for said in latin_words_in(page.text, "ur") if "Songs" in said or "Tuesday" in said] == []


# --- Odd input ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "age=abc",
        "age=99",
        "age=-1",
        "age=%D9%A3",
        "day=99",
        "day=1e3",
        "hub=%00",
        "hub=nowhere",
        "kind=universal",
        "about=tea",
        "topic=%ED%A0%80",
        "page=abc",
        "page=-3",
        "page=99999999999999999999",
        "s=e1:test:AAAA",
        "s=%00",
        "age=2&age=abc",
        "x=1",
        f"hub={'a' * 10_000}",
        f"s={'a' * 10_000}",
    ],
)
def test_what_is_no_choice_is_as_if_it_had_not_been_said(client: Client, services: None, query: str) -> None:
    page = client.get(f"{LIST}?{query}")

    assert page.status_code == 200
    assert sorted(found(page.text)) == sorted(TITLES)


def test_no_words_break_it(client: Client, services: None) -> None:
    for typed in [*ODD_WORDS, "a" * 10_000]:
        sent = {"q": typed.encode("utf-8", "replace").decode(), "age": "abc", "hub": "\x00", "day": "99"}
        assert client.post("/find-services/", sent, follow=True).status_code == 200, typed[:20]


def test_what_was_typed_comes_back_escaped(client: Client, services: None) -> None:
    assert "<script>alert" not in look_for(client, '"><script>alert(1)</script>')


def test_a_place_of_no_service_is_not_offered(client: Client, services: None) -> None:
    make_hub("Ash")

    page = client.get(LIST).text

    assert '<option value="elm"' in page
    assert '<option value="ash"' not in page
    ServiceTime.objects.filter(hub__slug="elm").delete()
    assert '<option value="elm"' not in client.get(LIST).text


def test_a_hub_that_closed_for_good_is_no_place_to_choose(client: Client, services: None) -> None:
    assert '<option value="oak"' in client.get(LIST).text
    Hub.objects.filter(slug="oak").update(status=HubStatus.CLOSED)
    assert '<option value="oak"' not in client.get(LIST).text


def test_no_browser_keeps_where_the_words_of_a_family_led(client: Client, services: None) -> None:
    assert "no-store" in client.post("/find-services/", {"q": "stop smoking"}).headers["Cache-Control"]
