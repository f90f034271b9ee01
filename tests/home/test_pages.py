"""What a parent reads on each page of the offer."""

import gzip
import re

from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import brand
from core.choices import HubKind
from core.models import Hub
from feedback.choices import Outcome
from feedback.models import YouSaid
from home.models import HelpNowPage, HomePage, HubImage, InfoPage, ServicePage
from home.services.pages import make_hub_page, make_service
from tests.builders import make_brand, make_hub
from tests.home.photos import photo
from tests.home.reading import answer, words
from tests.tongues import latin_words_in, read_out

ADDRESSES = (
    "/",
    "/hubs/",
    "/hubs/elm/",
    "/services/",
    "/services/stay-and-play/",
    "/offer/",
    "/offer/booklet/",
    "/help-now/",
    "/privacy/",
    "/accessibility/",
    "/search/",
)


# --- Every page -----------------------------------------------------------------------------------------------------------


def test_every_page_has_one_heading_sets_no_cookie_and_is_light(client: Client, stay_and_play: ServicePage) -> None:
    sheet = len(brand.look().packed)
    for address in ADDRESSES:
        page = client.get(address)

        assert page.status_code == 200, address
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page.text[page.text.index("<main") :])]
        assert levels.count(1) == 1, address
        assert all(below - above <= 1 for above, below in zip([0, *levels], levels, strict=False)), address  # no level is skipped
        assert not page.cookies, address
        assert "Cookie" not in page.headers.get("Vary", ""), address
        assert "wagtail-userbar" not in page.text, address
        assert len(gzip.compress(page.content)) + sheet <= 20 * 1024, address  # of 25 KB; the script takes the rest


def test_every_page_in_urdu_reads_from_right_to_left_and_marks_its_english(client: Client, stay_and_play: ServicePage) -> None:
    for address in ADDRESSES:
        page = client.get(f"/ur{address}")

        assert page.status_code == 200, address
        assert '<html lang="ur" dir="rtl">' in page.text, address
        assert latin_words_in(page.text, "ur") == [], address
        assert "en-gb" in {language for language, _ in read_out(page.text)}, address
        if address != "/offer/booklet/":  # a sheet of paper: the numbers themselves stand on it
            assert 'href="/ur/help-now/"' in page.text, address


# DESIGN 9: an information page asks at most six times, a hub's page ten (tests/home/test_hub_pages.py fills one). The lists are ours.
MOST_QUERIES = {
    "/": 8,
    "/hubs/": 7,
    "/hubs/elm/": 8,
    "/services/": 9,
    "/services/stay-and-play/": 6,
    "/offer/": 7,
    "/offer/booklet/": 6,
    "/help-now/": 5,
    "/privacy/": 6,
    "/accessibility/": 5,
    "/search/": 2,
}


def test_every_page_asks_the_database_as_seldom_as_it_did(client: Client, stay_and_play: ServicePage) -> None:
    assert set(MOST_QUERIES) == set(ADDRESSES)
    for address, most in MOST_QUERIES.items():
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert len(queries) <= most, address


def test_a_service_at_many_hubs_asks_no_more_than_at_one(client: Client, front: HomePage) -> None:
    hubs = [make_hub(f"Hub {number}") for number in range(5)]
    for hub in hubs[:3]:
        make_hub_page(hub)
    make_service("Rhymes", what_it_is="Songs.", times=[*((hub, "Mondays") for hub in hubs), ("The library", "Fridays")])
    client.get("/services/rhymes/")

    with CaptureQueriesContext(connection) as queries:
        page = client.get("/services/rhymes/").text

    assert page.count('<a href="/hubs/hub-') == 3
    assert len(queries) <= MOST_QUERIES["/services/stay-and-play/"]


def test_a_list_asks_the_same_for_one_hub_and_for_many(client: Client, stay_and_play: ServicePage) -> None:
    def asked() -> dict[str, int]:
        counts = {}
        for address in ("/", "/hubs/", "/services/"):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts[address] = len(queries)
        return counts

    few = asked()
    for number in range(4):
        make_hub_page(make_hub(f"Hub {number}"))
        make_service(f"Group {number}", what_it_is="A group.")

    assert asked() == few
    assert few == {address: MOST_QUERIES[address] for address in few}


# --- The front page ---------------------------------------------------------------------------------------------------------


def test_the_front_page_leads_to_what_most_families_come_for(client: Client, stay_and_play: ServicePage) -> None:
    page = client.get("/")

    assert 'href="/services/#pregnancy"' in page.text
    assert "Having a baby" in words(page)
    assert 'role="search"' in page.text
    assert 'href="/have-your-say/"' in page.text
    assert 'href="/hubs/elm/"' in page.text
    assert "اردو" in page.text


def test_the_front_page_shows_the_latest_answers_whatever_came_of_them(client: Client, stay_and_play: ServicePage, elm: Hub) -> None:
    answer(elm, "The door is too heavy", Outcome.DID)
    answer(elm, "Open on Sundays, please", Outcome.NO)

    page = words(client.get("/"))

    assert "The door is too heavy" in page
    assert "Open on Sundays, please" in page


def test_the_front_page_gives_an_answer_in_a_word_and_leads_to_the_whole_of_it(
    client: Client, stay_and_play: ServicePage, elm: Hub
) -> None:
    answer(elm, "The door is too heavy", Outcome.NO)

    page = client.get("/")

    assert "No, because" in words(page)
    assert f'href="/you-said-we-did/{YouSaid.objects.get().reference}/"' in page.text
    assert "There is no room for it." not in words(page)  # the reason stands with the whole answer


def test_the_front_page_shows_family_hubs_and_leads_to_their_many_spokes(client: Client, front: HomePage) -> None:
    first = make_hub("Zoe Street")
    make_hub_page(first)
    for number in range(6):
        make_hub_page(make_hub(f"Library {number}", kind=HubKind.SPOKE, parent=first))

    page = client.get("/")

    assert "Zoe Street" in words(page)
    assert "Library" not in words(page)
    assert '<a class="button second" href="/hubs/">See all places</a>' in page.text
    assert "Library 5" in words(client.get("/hubs/"))


def test_the_front_page_shows_every_place_where_there_are_few(client: Client, front: HomePage) -> None:
    first = make_hub("Zoe Street")
    make_hub_page(first)
    for number in range(5):
        make_hub_page(make_hub(f"Library {number}", kind=HubKind.SPOKE, parent=first))

    page = words(client.get("/"))

    assert all(name in page for name in ("Zoe Street", "Library 0", "Library 4"))
    assert "See all places" not in page


# --- Plain pages ------------------------------------------------------------------------------------------------------------------


def test_an_information_page_is_made_of_few_kinds_of_block(client: Client, front: HomePage) -> None:
    picture = HubImage.objects.create(title="x", shows="nobody", file=ContentFile(photo().read(), name="x.jpg"))
    picture.contextual_alt_text, picture.decorative = "Two buckets and a spade", False
    page = InfoPage(title="First visit", slug="first-visit", introduction="What happens when you come.")
    page.body = [
        ("text", "<h3>Before</h3><p>Bring nothing.</p>"),
        ("steps", [{"title": "Come in", "text": "By the blue door."}, {"title": "Say hello", "text": ""}]),
        ("cards", [{"title": "Elsewhere", "text": "", "page": None, "services": "", "address": "https://example.org/"}]),
        ("contact", {"name": "The front desk", "phone": "01632 960001", "email": "desk@ashmere.example", "hours": "9am to 5pm"}),
        ("notice", {"title": "Closed on Friday", "text": "We paint the hall."}),
        ("picture", picture),
    ]
    front.add_child(instance=page)

    shown = client.get("/first-visit/")

    for said in ("Before", "Come in", "By the blue door.", "Elsewhere", "The front desk", "9am to 5pm", "Closed on Friday"):
        assert said in words(shown)
    assert 'alt="Two buckets and a spade"' in shown.text
    assert 'href="https://example.org/"' in shown.text
    assert len(InfoPage._meta.get_field("body").stream_block.child_blocks) <= 8


def test_help_now_names_999_the_councils_own_numbers_and_the_national_ones(client: Client, front: HomePage) -> None:
    make_brand(safeguarding_phone="01632 960100", safeguarding_hours="weekdays 9am to 5pm", out_of_hours_phone="01632 960101")

    page = client.get("/help-now/")

    for number in ("999", "01632 960100", "01632 960101", "0800 1111", "0808 800 5000", "0808 2000 247", "116 123"):
        assert number in words(page)
    assert "Text SHOUT to 85258" in words(page)
    assert 'href="tel:08001111"' in page.text
    assert 'href="sms:85258"' in page.text


def test_help_now_never_stands_without_somebody_to_ring_about_a_child(client: Client, front: HomePage) -> None:
    assert "Call the police on 101" in words(client.get("/help-now/"))


def test_editors_change_the_national_numbers(client: Client, front: HomePage) -> None:
    page = HelpNowPage.objects.get()
    number = {"name": "New line", "what_for": "Anything", "phone": "0300 000 0000", "text_number": "", "text_word": "", "hours": ""}
    page.numbers = [("number", number)]
    page.save_revision().publish()

    assert "0300 000 0000" in words(client.get("/help-now/"))
    assert "116 123" not in words(client.get("/help-now/"))


def test_the_way_back_up_leads_home(client: Client, stay_and_play: ServicePage) -> None:
    page = client.get("/services/stay-and-play/").text
    trail = page[page.index('class="trail"') : page.index("</nav>", page.index('class="trail"'))]

    assert re.findall(r'href="([^"]*)"', trail) == ["/", "/services/"]


def test_the_page_of_who_can_help_now_does_not_lead_to_itself_above_its_words(client: Client, front: HomePage) -> None:
    here, elsewhere = (client.get(address).text.partition("<main")[0] for address in ("/help-now/", "/services/"))

    assert 'class="help"' in elsewhere
    assert 'class="help"' not in here
    assert '<a href="/help-now/" aria-current="page">Help now</a>' in here
