"""A directory's feed becomes drafts: updated by the next, never published, never over an editor's words; its places are found."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageLogEntry

from accounts.models import User
from core.imports.choices import ImportState
from core.models import AuditEntry, Hub, ImportPiece
from home.models import HomePage, ServicePage, ServiceTime, SourceRecord
from home.services.pages import make_service
from tests.builders import make_hub
from tests.home.bringing_in import bring_in, codes, remarks, take_back, told, try_feed
from tests.home.feeds import at, older_service, service, weekly


@pytest.fixture(autouse=True)
def tree(front: HomePage) -> None:
    """The pages below which drafts are made."""


def page_of(title: str = "Singing morning 1") -> ServicePage:
    page: ServicePage = ServicePage.objects.get(title=title)
    return page


def draft_of(page: ServicePage) -> Any:
    return ServicePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def publish(page: ServicePage) -> None:
    """Publish a draft as an editor does: no directory says whether a service is for everyone."""
    draft = draft_of(page)
    draft.for_whom = draft.for_whom or "everyone"
    draft.save_revision().publish()


# --- Into drafts ----------------------------------------------------------------------------------------------------------


def test_trying_writes_nothing_but_the_report(adam: User) -> None:
    run = try_feed(service(1), service(2), by=adam)

    assert told(run) == [(1, "made"), (2, "made")]
    assert not ServicePage.objects.exists()
    assert not SourceRecord.objects.exists()
    assert not Hub.objects.exists()


def test_a_record_becomes_a_draft_with_its_times_its_version_and_its_history(adam: User) -> None:
    bring_in(try_feed(service(1), older_service(2), by=adam))

    page = page_of()
    assert (page.live, page.has_unpublished_changes, page.owner) == (False, True, adam)
    assert [(time.when, time.place) for time in page.times.all()] == [("Tuesdays, 10am to 11:30am", "Mill Hall, 1 Mill Lane, Elmham")]
    assert draft_of(page).what_it_is == "Songs for babies and whoever brings them."
    assert [time.when for time in draft_of(page).times.all()] == ["Tuesdays, 10am to 11:30am"]
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.create", user=adam).exists()
    assert AuditEntry.objects.filter(verb="core.import.bring_in", actor=f"staff:{adam.pk}").exists()
    assert not ImportPiece.objects.exists()


def test_the_tree_has_no_problem_and_goes_on_growing(adam: User, elm: Hub) -> None:
    make_service("Before", what_it_is="First.")
    bring_in(try_feed(*(service(n) for n in range(30)), by=adam))
    make_service("After", what_it_is="Last.", times=[(elm, "Mondays")])

    assert Page.find_problems() == ([], [], [], [], [])
    assert ServicePage.objects.count() == 32
    assert len(set(ServicePage.objects.values_list("url_path", flat=True))) == 32


def test_two_services_of_one_name_get_addresses_of_their_own(adam: User) -> None:
    run = bring_in(try_feed(service(1, name="Play"), service(2, name="Play"), service(3, name="遊び"), by=adam))

    slugs = list(ServicePage.objects.order_by("pk").values_list("slug", flat=True))
    assert slugs[0] == "play"
    assert slugs[1].startswith("play-")
    assert len(set(slugs)) == 3
    assert [outcome for _, outcome in told(run)] == ["made"] * 3


def test_a_draft_is_nowhere_in_public(adam: User, client: Client) -> None:
    bring_in(try_feed(service(1), by=adam))

    page = page_of()
    assert client.get(page.get_url()).status_code == 404
    assert "Singing" not in client.get("/services/").text
    assert "Singing" not in client.get("/sitemap.xml").text
    assert "Singing morning" not in client.get("/search/?q=Singing").text
    publish(page)
    assert "Songs for babies" in client.get(page.get_url()).text
    assert "Singing morning" in client.get("/search/?q=Singing").text


def test_a_draft_opens_in_the_editor_and_is_published_there(root_client: Client, adam: User) -> None:
    bring_in(try_feed(service(1), by=adam))

    page = root_client.get(f"/admin/pages/{page_of().pk}/edit/")

    assert page.status_code == 200
    assert "Songs for babies and whoever brings them." in page.text
    assert "Tuesdays, 10am to 11:30am" in page.text


# --- The next file --------------------------------------------------------------------------------------------------------


def test_a_second_run_updates_instead_of_doubling(adam: User) -> None:
    bring_in(try_feed(service(1), service(2), by=adam))
    run = bring_in(try_feed(service(1, fees="£2 a family"), service(2), service(3), by=adam))

    assert told(run) == [(1, "changed"), (2, "same"), (3, "made")]
    assert ServicePage.objects.count() == 3
    assert draft_of(page_of()).cost_in_words == "£2 a family"


def test_another_directory_with_the_same_ids_is_another_list(adam: User) -> None:
    bring_in(try_feed(service(1), by=adam))
    run = bring_in(try_feed(service(1), by=adam, source="Town"))

    assert told(run) == [(1, "made")]
    assert codes(run) == {"same-name": 1}


def test_a_live_page_gets_a_new_draft_and_stays_as_it_is(adam: User, client: Client) -> None:
    bring_in(try_feed(service(1), by=adam))
    publish(page_of())
    bring_in(try_feed(service(1, description="Songs and tea.", schedules=[weekly("WE")]), by=adam))

    page = page_of()
    assert (page.live, page.has_unpublished_changes) == (True, True)
    assert "Songs for babies" in client.get(page.url).text
    assert "Wednesdays" not in client.get(page.url).text
    draft = draft_of(page)
    assert draft.what_it_is == "Songs and tea."
    assert [time.when for time in draft.times.all()] == ["Wednesdays, 10am to 11:30am"]
    publish(page)
    assert "Wednesdays" in client.get(page.url).text
    assert ServiceTime.objects.filter(page=page.pk).count() == 1


def test_only_what_the_list_says_anew_changes_what_an_editor_published(adam: User) -> None:
    bring_in(try_feed(service(1), by=adam))
    page = page_of()
    page.what_it_is, page.for_whom = "Sing with us, whatever your voice.", "everyone"
    page.save_revision().publish()
    bring_in(try_feed(service(1, email="new@play.example"), by=adam))

    draft = draft_of(page)
    assert (draft.what_it_is, draft.email) == ("Sing with us, whatever your voice.", "new@play.example")


def test_a_draft_that_an_editor_changed_is_left_alone_and_said(adam: User) -> None:
    bring_in(try_feed(service(1), by=adam))
    page = page_of()
    page.what_it_is, page.for_whom = "Being written.", "everyone"
    page.save_revision(user=adam)
    run = bring_in(try_feed(service(1, description="Songs and tea."), by=adam))

    assert told(run) == [(1, "same")]
    assert "An editor has changed its draft since" in remarks(run)
    assert draft_of(page).what_it_is == "Being written."


def test_a_draft_that_an_editor_deleted_does_not_come_back(adam: User) -> None:
    bring_in(try_feed(service(1), by=adam))
    page_of().delete()
    run = bring_in(try_feed(service(1, description="Songs and tea."), by=adam))

    assert told(run) == [(1, "same")]
    assert "does not come back" in remarks(run)
    assert not ServicePage.objects.exists()


def test_what_ended_is_asked_about_and_never_taken_down(adam: User) -> None:
    bring_in(try_feed(service(1), by=adam))
    publish(page_of())
    run = bring_in(try_feed(service(1, status="defunct"), service(2, status="inactive"), by=adam))

    assert told(run) == [(1, "same"), (2, "refused")]
    assert page_of().live
    assert "Is it so? Then unpublish its page" in remarks(run)
    assert codes(run)["ended"] == 2


# --- Places ---------------------------------------------------------------------------------------------------------------


def test_a_place_that_is_ours_is_found_by_postcode_and_name(adam: User) -> None:
    hub = make_hub("Mill Hall Family Hub", postcode="EL1 2MH", street="Left alone")
    make_hub("Mill Lane School", postcode="EL1 2MH")
    bring_in(try_feed(service(1), by=adam))

    [time] = page_of().times.all()
    assert (time.hub, time.place) == (hub, "")
    hub.refresh_from_db()
    assert hub.street == "Left alone"


def test_other_places_stay_words_or_become_planned_places_of_a_hub(adam: User, elm: Hub) -> None:
    bring_in(try_feed(service(1), by=adam, source="Words"))
    assert Hub.objects.count() == 1

    run = bring_in(try_feed(service(1), service(2), by=adam, source="Places", places_of=str(elm.pk)))
    site = Hub.objects.get(name="Mill Hall")
    assert (site.status, site.parent, site.postcode, site.kind) == ("planned", elm, "EL1 2MH", "network")
    assert ServiceTime.objects.filter(hub=site).count() == 2
    bring_in(try_feed(service(1, fees="£1"), service(3), by=adam, source="Places", places_of=str(elm.pk)))
    assert Hub.objects.count() == 2
    assert take_back(run).state == ImportState.UNDONE
    assert Hub.objects.count() == 2, "a service still uses it"


def test_places_that_nobody_uses_go_with_their_import(adam: User, elm: Hub) -> None:
    run = bring_in(try_feed(service(1), by=adam, places_of=str(elm.pk)))
    take_back(run)
    assert list(Hub.objects.all()) == [elm]
    assert not SourceRecord.objects.exists()
    assert AuditEntry.objects.filter(verb="core.hub.delete", actor=f"staff:{adam.pk}").count() == 1


def test_no_place_is_planned_for_a_service_that_is_left_out_or_left_alone(adam: User, elm: Hub) -> None:
    bring_in(try_feed(service(1), service(2), by=adam))
    page_of("Singing morning 2").delete()
    elsewhere = [at(id="l-9", name="Weir House", address={"address_1": "9 Weir Lane", "postal_code": "EL9 9ZZ"})]
    run = bring_in(
        try_feed(
            service(1, fees="£1"),  # changed, but stands where it stood: the page names the place in words
            service(2, service_at_locations=elsewhere),
            service(3, status="inactive", service_at_locations=elsewhere),
            service(4, name="", service_at_locations=elsewhere),
            by=adam,
            places_of=str(elm.pk),
        )
    )

    assert told(run) == [(1, "changed"), (2, "same"), (3, "refused"), (4, "refused")]
    assert list(Hub.objects.all()) == [elm]

    bring_in(try_feed(service(1, fees="£1", service_at_locations=elsewhere), by=adam, places_of=str(elm.pk)))
    assert [time.hub.name for time in draft_of(page_of()).times.all()] == ["Weir House"]
