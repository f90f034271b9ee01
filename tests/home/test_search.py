"""Search finds help for plain words, is kind when it finds none, and keeps what was typed nowhere."""

import logging
import time

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from core import brand
from core.models import BrandSettings, Hub
from home.models import HomePage, HubPage
from home.services.pages import make_hub_page, make_service

SECRET = "leaving my husband"


@pytest.fixture
def services(front: HomePage, elm: Hub, elm_page: HubPage) -> None:
    """Three services to find."""
    make_service("Stay and play", what_it_is="Toys, songs and a cup of tea for you.", times=[(elm, "Tuesdays")])
    make_service("Feeding your baby", what_it_is="Friendly help with breast and bottle.", category="pregnancy")
    make_service("Money worries", what_it_is="Somebody looks at your bills with you.", what_happens="<p>Debt, rent and benefits.</p>")


def search(client: Client, words: str) -> str:
    """Return the page that a search leads to."""
    return client.post("/search/", {"q": words}, follow=True).text


def titles(page: str) -> list[str]:
    return [title for title in ("Stay and play", "Feeding your baby", "Money worries") if f">{title}</a>" in page]


def test_plain_words_find_services(client: Client, services: None) -> None:
    for words, found in [
        ("stay and play", ["Stay and play"]),
        ("SONGS", ["Stay and play"]),
        ("debt", ["Money worries"]),
        ("feed", ["Feeding your baby"]),  # the beginning of a word in a title is enough
        ("bottle unknownword", ["Feeding your baby"]),  # one word that fits is better than nothing
        ("  money\u200b  ", ["Money worries"]),
        ("(money) & 'bills'!", ["Money worries"]),
    ]:
        assert titles(search(client, words)) == found, words


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mony", ["Money worries"]),
        ("fedding yor baby", ["Feeding your baby"]),
        ("Stey plai", ["Stay and play"]),
        ("monney xylophone", ["Money worries"]),
        ("xylophone", []),
        ("mo", ["Money worries"]),  # a beginning, not a slip
        ("mxx", []),
    ],
)
def test_a_slip_of_the_finger_finds_what_was_meant(client: Client, services: None, typed: str, found: list[str]) -> None:
    assert titles(search(client, typed)) == found


@pytest.mark.parametrize("typed", ["money", "my husband hits me", "xylophone"])
def test_who_can_help_now_stands_above_whatever_was_found(client: Client, services: None, typed: str) -> None:
    page = search(client, typed).split("<main", 1)[1]

    assert 'href="tel:999"' in page
    assert page.index("Who can help now") < page.find('class="cards"') or 'class="cards"' not in page


def test_a_hub_is_found_by_its_town_and_postcode(client: Client, front: HomePage, elm: Hub) -> None:
    elm.town, elm.postcode = "Ashmere Green", "AM1 1AA"
    elm.save()
    make_hub_page(elm)

    assert 'href="/hubs/elm/"' in search(client, "ashmere green")
    assert 'href="/hubs/elm/"' in search(client, "AM1 1AA")


def test_a_link_with_words_works_too(client: Client, services: None) -> None:
    assert titles(client.get("/search/?q=songs").text) == ["Stay and play"]


def test_the_form_sends_words_in_the_body_and_sets_no_cookie(client: Client, services: None) -> None:
    page = client.get("/search/")

    assert '<form action="/search/" method="post"' in page.text
    assert not page.cookies
    assert not client.post("/search/", {"q": "songs"}, follow=True).cookies


def test_the_address_of_a_search_hides_the_words_opens_again_and_grows_old(
    client: Client, services: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = client.post("/search/", {"q": "songs"})["Location"]

    assert "song" not in address.lower()
    assert titles(client.get(address).text) == ["Stay and play"]
    assert titles(client.get(f"/ur{address}").text) == ["Stay and play"]

    now = time.time()
    monkeypatch.setattr("core.sealed_words.time.time", lambda: now + 15 * 60 + 1)
    later = client.get(address).text
    assert titles(later) == []
    assert "songs" not in later


@pytest.mark.parametrize("sealed", ["", "x", "e1:test:AAAA", "e1::", "::", "e1:test:" + "A" * 200, "\u2028"])
def test_an_address_that_is_not_ours_shows_an_empty_search(client: Client, services: None, sealed: str) -> None:
    page = client.get("/search/", {"s": sealed})

    assert page.status_code == 200
    assert "<h1>Search</h1>" in page.text


def test_finding_nothing_is_kind_and_names_a_person_to_ring(client: Client, services: None) -> None:
    site = Site.objects.get()
    BrandSettings.objects.update_or_create(site=site, defaults={"phone": "01632 960000", "phone_hours": "weekdays 9am to 5pm"})
    brand.forget()

    page = search(client, "xylophone")

    assert "Sorry, we found nothing for" in page
    assert "01632 960000" in page
    assert "weekdays 9am to 5pm" in page
    assert 'href="/help-now/"' in page


def test_what_was_typed_is_kept_nowhere(client: Client, services: None, caplog: pytest.LogCaptureFixture) -> None:
    client.get("/search/")  # remembers the council's look
    caplog.set_level(logging.DEBUG)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.post("/search/", {"q": SECRET}, follow=True)

    assert all(query["sql"].lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE")) for query in asked.captured_queries)
    own_lines = [record for record in caplog.records if record.name != "django.db.backends"]  # only speaks in debugging
    assert not any("husband" in str(record.__dict__) for record in own_lines)
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="referrer" content="no-referrer">' in answer.text
    assert not apps.is_installed("wagtail.contrib.search_promotions")
    for model in apps.get_models():
        assert "query" not in model.__name__.lower(), model


ODD_WORDS = [
    '"',
    "'",
    "*",
    "a*",
    '"a',
    "AND",
    "NOT",
    "NEAR(",
    "a OR",
    "(",
    ")",
    "^",
    "-",
    "--",
    ":",
    "title:x",
    "\\",
    "%",
    "_",
    ";",
    "\0",
    "\ud800",
    "💜",
    "؟",
    "a" * 5000,
    "a " * 3000,
    "\u202e",
    "&|!",
    "{}",
]


def test_no_words_break_it(client: Client, services: None) -> None:
    for words in ODD_WORDS:
        sent = {"q": words.encode("utf-8", "replace").decode()}
        assert client.post("/search/", sent, follow=True).status_code == 200, words
        assert client.get("/search/", sent).status_code == 200, words


def test_what_was_typed_comes_back_escaped(client: Client, services: None) -> None:
    page = search(client, '"><script>alert(1)</script>')

    assert "<script>alert" not in page


def test_a_search_asks_the_database_the_same_for_one_find_and_for_many(client: Client, services: None) -> None:
    def asked(words: str) -> int:
        search(client, words)
        with CaptureQueriesContext(connection) as queries:
            search(client, words)
        return len(queries)

    one = asked("songs")
    for number in range(12):
        make_service(f"Song group {number}", what_it_is="More songs")

    assert asked("songs") == one
    assert one <= 9
