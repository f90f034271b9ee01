"""Who is forgotten is on no picture any more: it is deleted with the words beside it, or their letter says that it stays, and why."""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from taggit.models import Tag
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from accounts.models import User
from consent.models import ConsentUse, LegalHold, Person
from consent.selectors.retention import kept_until
from consent.services import rights
from consent.services.erasing import erase_everywhere
from consent.services.people import merge_people
from core import outbox
from core.models import AuditEntry, Hub
from core.questions import Erased
from home import provides
from home.models import HubImage, HubPage, InfoPage
from tests.builders import today
from tests.cast import sign_in
from tests.consent.rights import at, decided, known
from tests.families import make_rights_request
from tests.feedback.desk import words
from tests.home.photographed import change_mind, files, ola, picture_of, who_agreed

__all__ = ["ola"]
pytestmark = pytest.mark.django_db
SAYS = "Quirinus at the sand table"
TAKEN_AWAY = "This picture was taken away."


@pytest.fixture
def shown(elm_page: HubPage, ola: Person) -> HubImage:
    """A picture on Elm's page and on a page of words, which have a newer draft each; its title, words and tags tell who it is."""
    return put_on_pages(picture_of(ola), elm_page)


def put_on_pages(image: HubImage, elm_page: HubPage) -> HubImage:
    """Show a picture on two pages, and have Wagtail write down that somebody put it in."""
    log(image, "wagtail.create", title="Quirinus in the garden")
    image.title, image.description = "Quirinus in the garden", SAYS
    image.save()
    image.tags.add("quirinus", "garden")
    elm_page.picture, elm_page.picture_says = image, SAYS
    elm_page.save_revision().publish()
    body = [("text", "<p>Come in.</p>"), ("picture", {"image": image, "alt_text": SAYS, "decorative": False})]
    page = InfoPage(title="About us", body=body)
    elm_page.get_parent().get_parent().add_child(instance=page)
    page.save_revision().publish()
    page.title = "About all of us"
    page.save_revision()
    return image


def erase(person: Person) -> Erased:
    """Answer as home does."""
    return provides.erase_pictures(person_id=person.pk, today=today())


def tells_of_quirinus() -> list[str]:
    """Where his name stands: pages, their versions, pictures, tags, the search."""
    stores: dict[str, Any] = {
        "hub page": HubPage.objects.values_list("picture_says", flat=True),
        "page of words": [str(page.body.raw_data) for page in InfoPage.objects.all()],
        "versions": [str(one) for one in Revision.objects.values_list("content", flat=True)],
        "pictures": [f"{one.title} {one.description}" for one in HubImage.objects.all()],
        "tags": Tag.objects.values_list("name", flat=True),
        "log": [f"{one.label} {one.data}" for one in ModelLogEntry.objects.all()],
        "search": [str(row) for row in IndexEntry.objects.values()],
    }
    return [name for name, said in stores.items() if any("quirinus" in one.lower() for one in said)]


def test_a_picture_of_one_person_goes_whole_with_every_word_beside_it(
    client: Client, shown: HubImage, ola: Person, own_store: Path, django_capture_on_commit_callbacks: Any
) -> None:
    Tag.objects.create(name="of another picture")
    assert len(tells_of_quirinus()) == 7, "the search below can fail"
    assert ReferenceIndex.get_references_to(shown).exists()
    gone = HubImage.objects.get(pk=shown.pk)

    with django_capture_on_commit_callbacks(execute=True):
        found = erase(ola)
    outbox.drain()

    assert found == Erased(1)
    assert not HubImage.objects.exists()
    assert files(own_store) == []
    assert tells_of_quirinus() == []
    assert not ReferenceIndex.get_references_to(gone).exists()
    assert [use.ended_on for use in ConsentUse.objects.all()] == [today()]
    assert Tag.objects.filter(name="of another picture").exists()
    entry = AuditEntry.objects.get(verb="home.picture.erase")
    assert "uirinus" not in entry.facts
    for address in ("/hubs/elm/", "/about-us/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "<img" not in page.text.partition("<main")[2].partition("</main")[0]
    assert erase(ola) == Erased(0), "running it again changes nothing"


def test_its_pages_can_be_edited_and_published_afterwards(root_client: Client, shown: HubImage, ola: Person) -> None:
    erase(ola)
    for page in (HubPage.objects.get(), InfoPage.objects.get(slug="about-us")):
        assert root_client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
        page.get_latest_revision().publish()


def test_one_that_was_put_away_before_goes_as_well(shown: HubImage, ola: Person, own_store: Path) -> None:
    change_mind(ola)
    assert erase(ola).number_of_records == 1
    outbox.drain()
    assert files(own_store) == []


def test_one_with_others_on_it_stays_for_the_officer_and_is_shown_nowhere(
    client: Client, elm_page: HubPage, ola: Person, elm: Hub, petra: User, own_store: Path
) -> None:
    mo = who_agreed(elm, petra, "Mo Hale")
    image = put_on_pages(picture_of(ola, mo), elm_page)

    found = erase(ola)
    outbox.drain()

    [kept] = found.kept
    assert (found.number_of_records, kept.what) == (0, "A photo with you on it")
    assert "other people" in kept.why
    assert kept.until_on is not None
    assert kept.until_on > today()
    image.refresh_from_db()
    assert image.put_away_on == today()
    assert image.title.startswith("A photo taken on ")
    assert tells_of_quirinus() == [], "what somebody typed about it goes, though the picture stays"
    assert [path.parent.name for path in files(own_store)] == ["original_images"]
    assert TAKEN_AWAY in client.get("/hubs/elm/").text
    assert TAKEN_AWAY in client.get("/about-us/").text
    assert provides.what_is_due(code="photos", counted_until=today().replace(year=2001)) == [str(image.pk)], "the officer ends it"
    assert erase(ola).kept == found.kept
    HubPage.objects.get().save()  # a page that shows it can still be saved


def test_several_stand_in_one_line_with_the_last_day(ola: Person, elm: Hub, petra: User) -> None:
    mo = who_agreed(elm, petra, "Mo Hale")
    day = today().replace(year=today().year - 1, day=1)
    picture_of(ola, mo, taken_on=day)
    picture_of(ola, mo)
    picture_of(mo)

    [kept] = erase(ola).kept

    assert kept.what == "2 photos with you on them"
    assert kept.until_on == kept_until("photos", today())
    assert HubImage.objects.filter(put_away_on=None).count() == 1, "a picture without them stays as it was"


@pytest.mark.parametrize("whole_kind", [True, False])
def test_one_that_is_held_back_stays_as_it_was_and_is_shown_nowhere(
    client: Client, shown: HubImage, ola: Person, priya: User, own_store: Path, whole_kind: bool
) -> None:
    record = "" if whole_kind else str(shown.pk)
    LegalHold.objects.create(name="Court", reason="Asked.", code="photos", record=record, placed_by=priya, from_on=today())

    found = erase(ola)
    outbox.drain()

    [kept] = found.kept
    assert (found.number_of_records, kept.what, kept.until_on) == (0, "A photo with you on it", None)
    assert "must not delete it yet" in kept.why
    assert "ourt" not in kept.why, "not why: whoever reads this person's post must not learn it"
    shown.refresh_from_db()
    assert (shown.title, shown.put_away_on) == ("Quirinus in the garden", today())
    assert (own_store / shown.file.name).exists()
    assert not shown.renditions.exists()
    assert TAKEN_AWAY in client.get("/hubs/elm/").text


def test_whose_code_an_editor_took_out_is_not_on_it(ola: Person, elm: Hub, petra: User) -> None:
    mo = who_agreed(elm, petra, "Mo Hale")
    image = picture_of(ola, mo)
    ConsentUse.objects.filter(record__person=mo).update(ended_on=today())

    assert erase(mo) == Erased(0)
    assert HubImage.objects.filter(pk=image.pk, put_away_on=None).exists()
    assert erase(ola) == Erased(1), "nobody else is on it"


def test_two_records_of_one_person_are_no_two_people(ola: Person, elm: Hub, petra: User) -> None:
    twice = who_agreed(elm, petra, "Ola Again")
    picture_of(ola, twice)
    merge_people(stays=ola, goes=twice, by=petra)
    ola.refresh_from_db()

    found = erase_everywhere(ola, today())

    assert not HubImage.objects.exists()
    assert "photo" not in str(found.kept)


def test_it_can_be_tried_and_taken_back_without_a_file_or_word_lost(shown: HubImage, ola: Person, own_store: Path) -> None:
    before, said = files(own_store), tells_of_quirinus()
    with transaction.atomic():
        assert erase(ola).number_of_records == 1
        transaction.set_rollback(True)  # as the rights desk does, to find out what would go
    outbox.drain()

    assert (files(own_store), tells_of_quirinus()) == (before, said)
    assert HubImage.objects.filter(pk=shown.pk, put_away_on=None).exists()


def test_the_letter_counts_what_went_and_lists_what_stays(ola: Person, elm: Hub, petra: User, priya: User, own_store: Path) -> None:
    mo = who_agreed(elm, petra, "Mo Hale")
    picture_of(ola)
    picture_of(ola, mo)
    desk, request = sign_in(priya), known(make_rights_request(ola, "erasure"), priya)
    before = rights.what_would_go(ola, today())
    assert HubImage.objects.count() == 2
    decided(desk, request, "partly", why="must_keep", answer="We delete it.")
    request.refresh_from_db()

    rights.erase(request=request, by=priya, today=today())
    outbox.drain()

    assert HubImage.objects.count() == 1
    request.refresh_from_db()
    assert request.number_erased == before.number_of_records >= 1
    letter = words(desk.get(at("letter", request)))
    assert "A photo with you on it. It shows other people too." in letter
