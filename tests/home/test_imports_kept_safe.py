"""Rules of imports that no other test held: each was broken on purpose once, and nothing failed."""

import pytest

from accounts.models import User
from core.choices import HubStatus
from core.models import Hub
from home.models import HomePage, HubPage, ServicePage, ServiceTime
from home.services.pages import make_service
from tests.builders import make_hub
from tests.home.bringing_in import bring_in, codes, remarks, take_back, told, try_feed, try_table
from tests.home.feeds import at, service


@pytest.fixture(autouse=True)
def tree(front: HomePage) -> None:
    """The pages below which drafts are made."""


def test_a_place_abroad_stays_words_also_where_new_places_are_wanted(adam: User, elm: Hub) -> None:
    abroad = at(address={"country": "Ireland"})
    run = bring_in(try_feed(service(1, service_at_locations=[abroad]), by=adam, places_of=str(elm.pk)))

    assert codes(run) == {"country": 1}
    assert list(Hub.objects.all()) == [elm]
    assert ServiceTime.objects.get().place.startswith("Mill Hall")


def test_a_hub_whose_page_families_have_seen_is_not_taken_back(adam: User) -> None:
    run = bring_in(try_table("hubs", "Name\nAsh\nOak\n", by=adam, pages=True))
    HubPage.objects.get(title="Ash").get_latest_revision().publish()
    HubPage.objects.get(title="Ash").unpublish()
    take_back(run)

    assert told(run) == [(2, "made"), (3, "undone")]
    assert "Its page has been published" in remarks(run, 2)
    assert set(Hub.objects.values_list("name", flat=True)) == {"Ash"}


def test_a_place_at_the_postcode_of_another_is_not_taken_for_it(adam: User) -> None:
    make_hub("Weir School", postcode="EL1 2MH")
    bring_in(try_feed(service(1), by=adam))

    [time] = ServiceTime.objects.all()
    assert (time.hub, time.place) == (None, "Mill Hall, 1 Mill Lane, Elmham")


def test_a_place_that_was_opened_since_stays_when_its_import_is_taken_back(adam: User, elm: Hub) -> None:
    run = bring_in(try_feed(service(1), by=adam, places_of=str(elm.pk)))
    Hub.objects.filter(name="Mill Hall").update(status=HubStatus.ACTIVE)
    take_back(run)

    assert Hub.objects.filter(name="Mill Hall").exists()


def test_a_change_that_was_taken_back_leaves_no_version_that_somebody_could_publish(adam: User) -> None:
    bring_in(try_feed(service(1), by=adam))
    page = ServicePage.objects.get()
    run = bring_in(try_feed(service(1, description="Songs and tea."), by=adam))
    assert page.revisions.count() == 2
    take_back(run)

    assert page.revisions.count() == 1


def test_a_place_is_not_taken_for_one_that_another_directory_gave_the_same_id(adam: User, elm: Hub) -> None:
    bring_in(try_feed(service(1), by=adam, source="County", places_of=str(elm.pk)))
    elsewhere = at(name="Weir School", address={"address_1": "2 Weir Road", "postal_code": "EL9 9WS"})
    bring_in(try_feed(service(2, service_at_locations=[elsewhere]), by=adam, source="District"))

    time = ServiceTime.objects.get(page__title="Singing morning 2")
    assert (time.hub, time.place) == (None, "Weir School, 2 Weir Road, Elmham")


def test_a_list_leaves_a_page_alone_on_which_an_editor_is_at_work(adam: User) -> None:
    page = make_service("Bumps", what_it_is="Meet other parents.", phone="01632 960001")
    page.what_it_is = "Half a sentence of an"
    page.save_revision()
    run = bring_in(try_table("services", "Name,Phone\nBumps,01632 960002\n", by=adam))

    assert told(run) == [(2, "same")]
    assert "An editor has changed its draft since. We left that alone" in remarks(run, 2)
    draft = ServicePage.objects.get().get_latest_revision_as_object()
    assert (draft.what_it_is, draft.phone) == ("Half a sentence of an", "01632 960001")


def test_the_very_same_file_says_once_more_that_an_editor_deleted_a_page(adam: User) -> None:
    bring_in(try_feed(service(1), by=adam))
    ServicePage.objects.get().delete()
    run = bring_in(try_feed(service(1), by=adam))

    assert told(run) == [(1, "same")]
    assert "An editor deleted its page here" in remarks(run)


def test_what_had_to_stay_is_taken_back_when_it_is_asked_for_again_and_nothing_holds_it_any_more(adam: User) -> None:
    run = bring_in(try_table("hubs", "Name\nAsh\n", by=adam))
    singing = make_service("Singing", what_it_is="Songs.", times=[(Hub.objects.get(), "Tuesdays")])
    take_back(run)
    assert "It is used by now" in remarks(run, 2)

    singing.delete()
    take_back(run)

    assert told(run) == [(2, "undone")]
    assert not Hub.objects.exists()
