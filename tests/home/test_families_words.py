"""Families' own words lead to help: urgent numbers first where somebody may not be safe, then the services that are meant."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker
from wagtail.models import Page

from home import rules
from home.families_words import SAID
from home.models import HelpNowPage, HomePage
from home.services.pages import build_page_tree, make_service
from home.topics import CATEGORY_OF
from tests.builders import make_brand
from tests.home.reading import words
from tests.remembered import Change, put_back, rows_made_by

# (what it is called, what it is about); none of the titles holds a word that families type below.
SERVICES = (
    ("Freedom group", "domestic-abuse"),
    ("Bright minds", "mental-health"),
    ("You and your little one", "perinatal-mental-health"),
    ("Advice desk", "money-and-housing"),
    ("Red letters", "debt-and-welfare"),
    ("Small feet", "baby-and-toddler-groups"),
    ("Milk cafe", "infant-feeding"),
    ("Two homes", "separating"),
)


@pytest.fixture(scope="session")
def rows_of_services(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[Change]:
    """The rows of a page tree with a service for each of some topics of the national list: seventy tests begin with them."""

    def make() -> None:
        build_page_tree()
        for title, topic in SERVICES:
            make_service(title, what_it_is="We listen.", topic=topic, category=CATEGORY_OF[topic], times=[("At home", "Tuesdays")])

    with django_db_blocker.unblock():
        return rows_made_by(make)


@pytest.fixture
def services(db: None, rows_of_services: list[Change]) -> None:
    """A service for each of some topics of the national list."""
    put_back(rows_of_services)


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def search(client: Client, typed: str, address: str = "/search/") -> str:
    """Return what the main part says after a search."""
    return main_of(client.post(address, {"q": typed}, follow=True).text)


def titles(main: str) -> list[str]:
    """Return the titles of what was found, in its order."""
    return re.findall(r'<h[23][^>]*><a href="/services/[^"]+"[^>]*>([^<]*)</a>', main)


@pytest.mark.parametrize("address", ["/search/", "/find-services/"])
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("my husband hits me", "Freedom group"),
        ("scared of my partner", "Freedom group"),
        ("He is hitting me", "Freedom group"),
        ("I want to die", "Bright minds"),
        ("I don't want to live", "Bright minds"),
        ("don’t want to be here any more", "Bright minds"),
        ("self-harm", "Bright minds"),
        ("killing myself", "Bright minds"),
        ("mąż mnie bije", "Freedom group"),
        ("maz mnie bije", "Freedom group"),
        ("soțul mă bate", "Freedom group"),
        ("vreau sa mor", "Bright minds"),
        ("chcę umrzeć", "Bright minds"),
        ("زوجي يضربني", "Freedom group"),
        ("أريد أن أموت", "Bright minds"),
        ("شوہر مارتا ہے", "Freedom group"),
        ("خودکشی", "Bright minds"),
    ],
)
def test_who_may_not_be_safe_reads_urgent_numbers_first_and_then_the_services_that_are_meant(
    client: Client, services: None, address: str, typed: str, first: str
) -> None:
    make_brand(safeguarding_phone="01632 960 111")

    main = search(client, typed, address)

    assert titles(main)[0] == first
    helpline = HelpNowPage.objects.get().numbers[0].value
    for urgent in ('href="tel:999"', "01632 960 111", helpline["name"], 'href="/help-now/"'):
        assert urgent in main, urgent
        assert main.index(urgent) < main.index('class="cards"'), urgent
    assert "nothing" not in main


@pytest.mark.parametrize("address", ["/search/", "/find-services/"])
def test_in_distress_nobody_reads_that_nothing_was_found(client: Client, front: HomePage, address: str) -> None:
    make_brand(phone="01632 960 000")

    for typed in ("my husband hits me", "want to die", "xq hurts me"):
        main = search(client, typed, address)
        assert "nothing" not in main
        assert "no service" not in main
        assert "0 page" not in main
        assert "Samaritans" in main
        assert "01632 960 000" in main or 'class="cards"' in main


def test_the_numbers_stand_there_when_the_page_of_them_is_gone(client: Client, services: None) -> None:
    Page.objects.get(slug="help-now").unpublish()

    assert 'href="tel:999"' in search(client, "my husband hits me")


@pytest.mark.parametrize("address", ["/search/", "/find-services/"])
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("rent", ["Advice desk"]),
        ("evicted", ["Advice desk"]),
        ("we are in debt", ["Red letters", "Advice desk"]),
        ("cannot pay my bills", ["Red letters", "Advice desk"]),
        ("food bank", ["Advice desk", "Red letters"]),
        ("my kids are hungry", ["Advice desk", "Red letters"]),
        ("I cry all the time", ["You and your little one", "Bright minds"]),
        ("feeling low", ["You and your little one", "Bright minds"]),
        ("not coping", ["You and your little one", "Bright minds"]),
        ("baby group", ["Small feet"]),
        ("wont latch", ["Milk cafe"]),
        ("divorce", ["Two homes"]),
        ("czynsz", ["Advice desk"]),
        ("ديون", ["Red letters", "Advice desk"]),
        ("کرایہ", ["Advice desk"]),
        ("chirie", ["Advice desk"]),
    ],
)
def test_families_words_lead_to_what_the_national_list_calls_otherwise(
    client: Client, services: None, address: str, typed: str, expected: list[str]
) -> None:
    main = search(client, typed, address)

    assert sorted(titles(main)) == sorted(expected)
    assert "Samaritans" not in main


def test_a_service_without_a_topic_is_found_by_the_words_it_is_known_by(client: Client, services: None) -> None:
    make_service("The bridge", what_it_is="For women who live with domestic abuse.", topic="", category="family")

    assert titles(search(client, "my husband hits me")) == ["Freedom group", "The bridge"]


@pytest.mark.parametrize("address", ["/search/", "/find-services/"])
@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("my husband hits me", "domestic-abuse"),
        ("rent", "money-and-housing"),
        ("debt", "money-and-housing"),
        ("cry all the time", "mental-health"),
    ],
)
def test_a_service_without_a_topic_is_found_by_the_line_of_the_offer_it_answers(
    client: Client, front: HomePage, address: str, typed: str, line: str
) -> None:
    make_service("The bridge", what_it_is="We listen.", offer_lines=[line])
    make_service("Swings", what_it_is="We play.", offer_lines=["health-visiting"])

    assert titles(search(client, typed, address)) == ["The bridge"]


@pytest.mark.parametrize("address", ["/search/", "/find-services/"])
def test_in_distress_nobody_meets_what_only_sounds_alike(client: Client, services: None, address: str) -> None:
    make_service("When somebody dies", what_it_is="For families who lost somebody.")

    assert titles(search(client, "want to die", address)) == ["Bright minds", "You and your little one"]


@pytest.mark.parametrize("address", ["/search/", "/find-services/"])
def test_little_words_are_not_counted_and_one_is_like_many(client: Client, front: HomePage, address: str) -> None:
    make_service("Rhyme time for babies", what_it_is="Songs.", category="activities")
    make_service("Story corner", what_it_is="A book for your baby.", category="activities")
    make_service("Walks", what_it_is="For me and my dog, to the park in the wood.", category="activities")

    assert titles(search(client, "for my baby", address)) == ["Rhyme time for babies", "Story corner"]
    assert titles(search(client, "the babies", address)) == ["Rhyme time for babies", "Story corner"]
    assert titles(search(client, "stories", address)) == ["Story corner"]
    assert titles(search(client, "is there a walk", address)) == ["Walks"]


@pytest.mark.parametrize("address", ["/search/", "/find-services/"])
def test_a_word_in_a_title_comes_before_the_same_word_in_the_text(client: Client, front: HomePage, address: str) -> None:
    make_service("Cooking", what_it_is="Drums, drums, drums: we cook, and we have drums.", category="activities")
    make_service("A long title about drums and many other things one may like", what_it_is="Come.", category="activities")
    make_service("Painting", what_it_is="Not a drum.", category="activities")

    assert titles(search(client, "drums", address))[0].startswith("A long title")
    assert sorted(titles(search(client, "drums", address))[1:]) == ["Cooking", "Painting"]


def test_who_can_help_now_stands_above_every_list_that_words_led_to(client: Client, services: None) -> None:
    for typed in ("baby group", "my husband hits me", "xylophone"):
        main = search(client, typed, "/find-services/")
        assert "Who can help now" in main
        assert main.index("Who can help now") < main.find('class="cards"') or 'class="cards"' not in main


@pytest.mark.parametrize("typed", ["يضربني", "یضربنی", "يضربنى", "شوہر مارتا ہے", "شوهر مارتا هے", "مجهے مارتا ہے"])
def test_a_cry_for_help_is_heard_from_the_keyboards_of_urdu_and_of_arabic_alike(typed: str) -> None:
    assert rules.meant_by(typed).help_now


def test_who_types_nothing_but_little_words_is_still_looked_for(client: Client, services: None) -> None:
    make_service("Us and them", what_it_is="Brothers and sisters.", times=[("At home", "Tuesdays")])
    assert "Us and them" in titles(search(client, "us and them"))


@pytest.mark.parametrize("typed", ["we have debts and my husband hits me", "he hits me, we have debts"])
def test_who_may_not_be_safe_comes_before_whatever_else_was_said(client: Client, services: None, typed: str) -> None:
    found = titles(search(client, typed))
    assert found.index("Freedom group") < found.index("Red letters")


def test_in_distress_what_is_meant_comes_before_a_title_that_holds_the_very_word(client: Client, services: None) -> None:
    make_service("Violence in films", what_it_is="An evening about what teenagers watch.", times=[("At home", "Tuesdays")])
    assert titles(search(client, "violence")) == ["Freedom group", "Violence in films"]


def test_the_words_lead_to_topics_that_there_are() -> None:
    assert {topic for said in SAID for topic in said.topics} <= set(CATEGORY_OF)
    assert all(said.topics or said.help_now for said in SAID)


@pytest.mark.parametrize("typed", ["", "xylophone", "stay and play at Elm", "a long walk", "low cost toys", "my"])
def test_ordinary_words_are_no_cry_for_help(typed: str) -> None:
    assert not rules.meant_by(typed).help_now


def test_in_urdu_what_is_english_says_so(client: Client, services: None) -> None:
    page = client.post("/ur/search/", {"q": "my husband hits me"}, follow=True)

    assert "Freedom group" in words(page)
    assert re.search(r'<p lang="en-gb"[^>]*>If someone is in danger', page.text)
