"""What a parent reads about a hub."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client

from core.models import Hub
from feedback.choices import Outcome
from home.models import HubImage, HubPage, ServicePage
from home.services.pages import make_hub_page, make_service
from tests.builders import make_hub
from tests.home.photos import day_in_the_park, photo
from tests.home.reading import answer, open_all_week, words
from tests.weight import KB, weigh


def test_a_hub_page_says_where_it_is_who_is_there_and_how_to_get_in(client: Client, elm: Hub, elm_page: HubPage) -> None:
    elm.street, elm.town, elm.postcode, elm.phone = "1 Elm Road", "Ashmere", "AM1 1AA", "01632 960001"
    elm.save()
    elm_page.getting_in = "<ul><li>The blue door; no steps.</li></ul>"
    elm_page.quiet_times = "Wednesday mornings"
    elm_page.people = [("person", {"job": "Health visitor", "text": "Weighing, feeding, sleep.", "when": "Tuesdays"})]
    elm_page.save_revision().publish()

    page = words(client.get("/hubs/elm/"))

    for said in ("1 Elm Road", "AM1 1AA", "01632 960001", "The blue door", "Wednesday mornings", "Health visitor", "Weighing", "Tuesdays"):
        assert said in page
    assert "Closed now" not in page
    assert "Open now" not in page  # nobody wrote the times down


def test_a_hub_page_says_that_it_is_open_now(client: Client, elm: Hub, elm_page: HubPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("home.templatetags.offer.bank_holiday", lambda day: "")
    open_all_week(elm)

    for address in ("/", "/hubs/", "/hubs/elm/"):
        assert "Open now, until 11:59pm" in words(client.get(address)), address


def test_a_hub_page_shows_its_own_services_and_its_own_three_latest_answers(
    client: Client, stay_and_play: ServicePage, elm: Hub, elm_page: HubPage, oak: Hub
) -> None:
    make_hub_page(oak)
    for number in range(4):
        answer(elm, f"Elm asked {number}", Outcome.DID)
    answer(oak, "Oak asked", Outcome.DID)

    elms, oaks = words(client.get("/hubs/elm/")), words(client.get("/hubs/oak/"))

    assert "Stay and play" in elms
    assert "Stay and play" not in oaks
    assert "Oak asked" in oaks
    assert "Oak asked" not in elms
    assert sum(f"Elm asked {number}" in elms for number in range(4)) == 3


def test_the_picture_of_a_hub_says_what_it_shows(client: Client, elm_page: HubPage) -> None:
    elm_page.picture = HubImage.objects.create(title="IMG_1", shows="nobody", file=ContentFile(photo().read(), name="x.jpg"))
    with pytest.raises(ValidationError, match="Say what the picture shows"):
        elm_page.full_clean()
    elm_page.picture_says = "A blue door with a bell"
    elm_page.save_revision().publish()

    page = client.get("/hubs/elm/").text

    assert 'alt="A blue door with a bell"' in page
    assert "webp" in page


def test_a_hub_page_asks_at_most_ten_times_with_answers_services_and_picture(
    client: Client, stay_and_play: ServicePage, elm: Hub, elm_page: HubPage, django_assert_max_num_queries: Any
) -> None:
    open_all_week(elm)
    for _ in range(4):
        answer(elm)
    for number in range(5):
        make_service(f"Group {number}", what_it_is="A group.", times=[(elm, "Mondays")])
    elm_page.picture = HubImage.objects.create(title="Door", shows="nobody", file=ContentFile(photo().read(), name="x.jpg"))
    elm_page.picture_says = "A blue door"
    elm_page.save_revision().publish()
    client.get("/hubs/elm/")

    with django_assert_max_num_queries(10):
        client.get("/hubs/elm/")


@pytest.mark.parametrize("language", ["", "/ur"])
def test_a_hub_page_with_a_busy_photo_weighs_at_most_50_kb(client: Client, elm_page: HubPage, language: str) -> None:
    elm_page.picture = HubImage.objects.create(title="Park", shows="nobody", file=ContentFile(day_in_the_park().read(), name="park.jpg"))
    elm_page.picture_says = "Families in the park"
    elm_page.save_revision().publish()

    weight = weigh(client, f"{language}/hubs/elm/")

    assert weight.of(".webp") > 10 * KB, "the photo was weighed"
    assert weight.total <= 50 * KB, weight.parts


def test_a_page_gets_a_free_address_where_a_renamed_hubs_page_kept_the_old_one(elm: Hub, elm_page: HubPage) -> None:
    Hub.objects.filter(pk=elm.pk).update(name="Elm Road", slug="elm-road")

    new, newer = make_hub_page(make_hub("Elm")), make_hub_page(make_hub("Elms", slug="elm-2"))

    assert (elm_page.slug, new.slug, newer.slug) == ("elm", "elm-2", "elm-2-2")
    assert (new.title, new.live) == ("Elm", True)
