"""What a parent reads about a service."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from core.models import Hub
from home.models import HomePage, ServicePage
from home.rules import ages_in_words
from home.services.pages import make_service
from tests.home.reading import words


def test_a_service_says_first_what_who_for_cost_and_how_and_then_the_rest(client: Client, stay_and_play: ServicePage) -> None:
    page = words(client.get("/services/stay-and-play/"))

    in_order = [
        "Stay and play",
        "Toys, songs and a cup of tea for you.",
        "From birth to 4 years",
        "Children under five with a grown-up",
        "For everyone",
        "£2 a family",
        "Just turn up",
        "Come any time, leave any time.",
        "Where and when",
        "Tuesdays, 10am to 11:30am",
        "Ashmere library",
        "What happens",
        "English and Polish",
        "Step-free",
        "If it cannot wait",
        "Ring the health visitor on 01632 960009.",
        "Run by the council",
        "Checked on",
    ]
    places = [page.index(said, page.index("Services and groups")) for said in in_order]
    assert places == sorted(places)
    assert "We have not checked this for a while" not in page


def test_a_service_that_nobody_checked_for_half_a_year_says_so(client: Client, stay_and_play: ServicePage) -> None:
    stay_and_play.checked_on = date.today() - timedelta(days=200)
    stay_and_play.save()

    assert "We have not checked this for a while" in words(client.get("/services/stay-and-play/"))


def test_a_service_with_nothing_but_a_name_and_a_sentence_still_stands(client: Client, front: HomePage) -> None:
    make_service("Walks", what_it_is="We walk.")

    page = words(client.get("/services/walks/"))

    assert "All ages" in page
    assert "Where and when" not in page


def test_ages_the_wrong_way_round_are_refused(stay_and_play: ServicePage) -> None:
    stay_and_play.youngest, stay_and_play.youngest_unit = 5, "years"
    with pytest.raises(ValidationError, match="The oldest age is below the youngest"):
        stay_and_play.full_clean()
    stay_and_play.youngest, stay_and_play.youngest_unit = 50, "months"  # before the fifth birthday
    stay_and_play.full_clean()


def test_each_place_has_the_number_to_ring(client: Client, elm: Hub, stay_and_play: ServicePage) -> None:
    Hub.objects.filter(pk=elm.pk).update(phone="01632 960111")

    assert 'href="tel:01632960111">01632 960111</a>' in client.get("/services/stay-and-play/").text


def test_services_are_sorted_by_what_they_are_about(client: Client, stay_and_play: ServicePage) -> None:
    make_service("Feeding your baby", what_it_is="Help with feeding.", category="pregnancy")

    page = client.get("/services/").text

    assert page.index('id="pregnancy"') < page.index("Feeding your baby") < page.index('id="activities"') < page.index("Stay and play</a>")
    assert 'id="transport"' not in page


@pytest.mark.parametrize(
    ("from_pregnancy", "youngest", "oldest", "said"),
    [
        (False, (None, ""), (None, ""), ""),
        (False, (None, "years"), (None, "years"), "All ages"),
        (True, (None, "years"), (0, "months"), "During pregnancy"),
        (True, (None, "years"), (0, "years"), "From pregnancy to the first birthday"),
        (True, (None, "years"), (None, "years"), "From pregnancy"),
        (False, (None, "years"), (0, "years"), "From birth to the first birthday"),
        (False, (6, "months"), (4, "years"), "From 6 months to 4 years"),
        (False, (1, "years"), (None, "years"), "From 1 year"),
        (False, (2, "years"), (2, "years"), "2 years"),
    ],
)
def test_ages_are_said_as_a_parent_says_them(
    from_pregnancy: bool, youngest: tuple[int | None, str], oldest: tuple[int | None, str], said: str
) -> None:
    ages = ages_in_words(
        from_pregnancy=from_pregnancy, youngest=youngest[0], youngest_unit=youngest[1], oldest=oldest[0], oldest_unit=oldest[1]
    )
    assert ages == said
