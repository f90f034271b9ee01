"""Pictures of people are put away when a mind is changed, and deleted when their time is over."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from consent.choices.retention import BY_CODE
from consent.models import ConsentUse, LegalHold, Person, Purpose, TakeDownTask
from consent.rules.retention import months_before
from consent.services import retention
from core import outbox
from core.models import AuditEntry, Hub, OutboxItem
from home import provides
from home.models import HubImage, HubPage, InfoPage
from home.services import photos as services
from tests.builders import today
from tests.consent import agreeing
from tests.consent.retention_people import looked_at
from tests.feedback.desk import words
from tests.home.photographed import change_mind, files, ola, picture_of, who_agreed
from tests.home.photos import photo

__all__ = ["ola"]
pytestmark = pytest.mark.django_db
TAKEN_AWAY = "This picture was taken away."


# --- Changing one's mind --------------------------------------------------------------------------------------------------


@pytest.fixture
def shown(elm_page: HubPage, ola: Person) -> HubImage:
    """A picture on Elm's page and on a page of words, both read by families."""
    image = picture_of(ola)
    elm_page.picture, elm_page.picture_says = image, "A child at the sand table"
    elm_page.save_revision().publish()
    page = InfoPage(title="About us", body=[("picture", {"image": image, "alt_text": "A child at the sand table", "decorative": False})])
    elm_page.get_parent().get_parent().add_child(instance=page)
    page.save_revision().publish()
    return image


@pytest.mark.parametrize("address", ["/hubs/elm/", "/about-us/"])
def test_who_changes_their_mind_is_on_no_page_at_once(client: Client, shown: HubImage, ola: Person, address: str) -> None:
    before = client.get(address).text
    assert 'alt="A child at the sand table"' in before
    size = shown.renditions.get(filter_spec="width-640|format-webp").url

    stopped = change_mind(ola)

    page = client.get(address)
    assert page.status_code == 200
    assert TAKEN_AWAY in page.text
    assert "sand table" not in page.text
    assert "<img" not in page.text.partition("<main")[2].partition("</main")[0]
    assert len(stopped) == 1
    assert stopped[0].startswith("It is on none of our pages any more: A photo taken on ")
    assert not TakeDownTask.objects.exists(), "nothing is left for a person to take away"
    assert size in before


def test_it_says_so_in_the_readers_language(client: Client, shown: HubImage, ola: Person) -> None:
    change_mind(ola)
    page = client.get("/ur/hubs/elm/").text
    assert "یہ تصویر ہٹا دی گئی ہے۔" in page
    assert TAKEN_AWAY not in page


def test_every_size_leaves_the_store_and_none_is_made_again(
    root_client: Client, shown: HubImage, ola: Person, own_store: Path, django_capture_on_commit_callbacks: Any
) -> None:
    size = shown.renditions.get(filter_spec="width-640|format-webp")
    assert (own_store / size.file.name).exists()
    with django_capture_on_commit_callbacks(execute=True):
        change_mind(ola)
    outbox.drain()

    assert root_client.get(size.url).status_code == 404
    for address in (
        reverse("wagtailimages:index"),
        reverse("wagtailimages:edit", args=[shown.pk]),
        reverse("wagtailimages_chooser:choose"),
    ):
        assert root_client.get(address).status_code == 200, address
    assert root_client.get(reverse("wagtailimages:preview", args=[shown.pk, "width-800"])).status_code == 404
    assert not shown.renditions.exists()
    assert [path.parent.name for path in files(own_store)] == ["original_images"], "it waits for the officer, and is given out nowhere"


def test_the_worker_deletes_what_the_act_itself_could_not(shown: HubImage, ola: Person, own_store: Path) -> None:
    name = shown.renditions.get(filter_spec="width-640|format-webp").file.name
    change_mind(ola)  # nothing is committed in this test, as when a machine stops right then
    assert (own_store / name).exists()

    outbox.drain()

    assert not (own_store / name).exists()
    assert not OutboxItem.objects.filter(name=services.DELETE, state="waiting").exists()


def test_it_can_be_tried_and_taken_back_without_a_file_lost(shown: HubImage, ola: Person, own_store: Path) -> None:
    before = files(own_store)
    with transaction.atomic():
        change_mind(ola)
        transaction.set_rollback(True)  # as the rights desk does, to find out what would go
    outbox.drain()

    shown.refresh_from_db()
    assert shown.put_away_on is None
    assert files(own_store) == before


def test_others_on_the_same_picture_are_used_no_more_either(ola: Person, elm: Hub, petra: User) -> None:
    mo = who_agreed(elm, petra, "Mo Hale")
    image, other = picture_of(ola, mo), picture_of(mo)

    change_mind(ola)

    assert [use.key for use in ConsentUse.objects.filter(ended_on__isnull=True)] == [other.use_key]
    image.refresh_from_db()
    assert image.put_away_on == today()
    assert AuditEntry.objects.filter(verb="home.picture.put_away").count() == 1


def test_a_picture_put_away_is_not_brought_back(root_client: Client, shown: HubImage, ola: Person) -> None:
    change_mind(ola)
    said = {"title": "x", "collection": 1, "shows": "nobody", "taken_on": "", "yes_of": ""}

    page = root_client.post(reverse("wagtailimages:edit", args=[shown.pk]), {**said, "file": photo()})

    assert "Somebody on this picture changed their mind, so it was put away." in words(page)
    shown.refresh_from_db()
    assert (shown.shows, shown.put_away_on) == ("people", today())


def test_a_picture_that_an_editor_deleted_stops_nothing_and_breaks_nothing(shown: HubImage, ola: Person) -> None:
    shown.delete()
    assert change_mind(ola) == ()
    assert ConsentUse.objects.get().ended_on == today()


def test_a_yes_that_is_no_pictures_stops_no_picture(shown: HubImage, ola: Person, petra: User) -> None:
    film = agreeing.decide(ola, Purpose.objects.get(key="film"), by=petra, is_explicit=True)
    assert provides.put_pictures_away(consent_id=film.pk, today=today()) == []


# --- Past its time --------------------------------------------------------------------------------------------------------


def due(day: date) -> list[str]:
    return provides.what_is_due(code="photos", counted_until=day) or []


def end(image: HubImage) -> None:
    provides.end_one(code="photos", key=str(image.pk), today=today())


def test_only_pictures_of_people_are_due_and_from_the_day_they_were_taken(ola: Person) -> None:
    day = months_before(today(), 36)
    old = picture_of(ola, taken_on=day)
    picture_of(ola, taken_on=day + timedelta(days=1))
    HubImage.objects.create(title="Door", shows="nobody", taken_on=day, file=ContentFile(photo().read(), name="x.jpg"))

    assert due(day) == [str(old.pk)]
    assert due(date.min) == [], "kept for good"


def test_one_that_was_put_away_is_due_at_once(shown: HubImage, ola: Person) -> None:
    day = months_before(today(), 36)
    assert due(day) == []
    change_mind(ola)
    assert due(day) == [str(shown.pk)]


@pytest.mark.parametrize("address", ["/hubs/elm/", "/about-us/"])
def test_past_its_time_it_is_gone_and_its_pages_stand(
    client: Client, priya: User, shown: HubImage, own_store: Path, address: str, django_capture_on_commit_callbacks: Any
) -> None:
    HubImage.objects.update(taken_on=months_before(today(), 37))
    client.get(address)
    run = retention.approve(kind=BY_CODE["photos"], seen=looked_at("photos", 1), by=priya, today=today())
    with django_capture_on_commit_callbacks(execute=True):
        outbox.drain()

    run.refresh_from_db()
    assert (run.number_done, run.left) == (1, {})
    assert not HubImage.objects.exists()
    assert ConsentUse.objects.get().ended_on == today()
    assert files(own_store) == []
    page = client.get(address)
    assert page.status_code == 200
    assert "<img" not in page.text.partition("<main")[2].partition("</main")[0]


def test_its_files_go_by_the_worker_also_when_the_act_could_not(shown: HubImage, own_store: Path) -> None:
    end(shown)
    assert files(own_store)
    outbox.drain()
    assert files(own_store) == []


def test_one_that_is_held_back_is_put_away_and_stays_in_the_store(priya: User, shown: HubImage, ola: Person, own_store: Path) -> None:
    change_mind(ola)
    LegalHold.objects.create(name="Court", reason="Asked.", code="photos", record=str(shown.pk), placed_by=priya, from_on=today())
    with pytest.raises(ValidationError, match="All of it is held back"):
        retention.approve(kind=BY_CODE["photos"], seen=looked_at("photos", 1), by=priya, today=today())
    outbox.drain()
    assert (own_store / shown.file.name).exists()


def test_ending_what_is_gone_does_no_harm(shown: HubImage) -> None:
    pk = shown.pk
    shown.delete()
    found = provides.end_one(code="photos", key=str(pk), today=today())
    assert found is not None
    assert not found.why_kept


@pytest.mark.parametrize("sizes", [1, 6])
def test_what_ending_one_costs_grows_with_its_sizes_alone(
    ola: Person, sizes: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    image = picture_of(ola)
    for number in range(1, sizes):
        image.get_rendition(f"width-{number * 20}")
    with django_assert_max_num_queries(32 + sizes):
        end(image)


@pytest.mark.parametrize("name", ["documents/paper.pdf", "../settings.py", "images/../documents/a.pdf", "original_images/../../x"])
def test_the_worker_deletes_files_of_pictures_and_no_others(name: str) -> None:
    with pytest.raises(ValidationError, match="no file of a picture"):
        services.delete_file(name)
