"""Rules of imports that no other test held: each was broken on purpose once, and nothing failed."""

import pytest

from accounts.models import User
from core.choices import HubStatus
from core.models import Hub
from home.models import HomePage, HubPage, ServicePage, ServiceTime
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
