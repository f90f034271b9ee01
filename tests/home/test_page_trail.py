"""What families see of the pages changes under somebody's name: every such act is in the audit trail, and no word of the page is."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from accounts.models import User
from core.audit_words import VERBS
from core.models import AuditEntry, Hub
from home.models import HomePage, HubPage, InfoPage
from home.models.page_trail import ACTS
from home.services.scheduled import publish_and_take_down
from tests.cast import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(root_client: Client) -> User:
    """Whoever root_client is signed in as."""
    return User.objects.get(email="root@ashmere.example")


@pytest.fixture
def fair(front: HomePage, root: User) -> InfoPage:
    """A page that families read, with nothing in the trail yet of what follows."""
    page = InfoPage(title="Summer fair", slug="fair", introduction="Bring a hat.")
    Page.objects.get(pk=front.pk).add_child(instance=page)
    page.save_revision().publish(user=root)
    return page


def acts(page: Page) -> list[tuple[str, str]]:
    """Return who did what to a page, oldest first."""
    subject = f"{page.specific_deferred._meta.label}:{page.pk}"
    return list(AuditEntry.objects.filter(subject=subject).order_by("pk").values_list("verb", "actor"))


def at(name: str, page: Page) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


def test_publishing_names_who_and_which_version_and_no_word(fair: InfoPage, root: User, root_client: Client) -> None:
    sent = {"title": "Winter fair", "slug": "fair", "introduction": "Bring a scarf.", "body-count": "0", "action-publish": "1"}
    root_client.post(at("edit", fair), sent)

    fair.refresh_from_db()
    assert fair.title == "Winter fair", "the form was refused"
    assert acts(fair) == [("home.page.publish", f"staff:{root.pk}")] * 2
    last = AuditEntry.objects.latest("pk")
    assert json.loads(last.facts) == {"version": fair.live_revision_id}
    assert "fair" not in last.facts


def test_a_saved_draft_is_no_act_before_families(fair: InfoPage, root_client: Client) -> None:
    before = acts(fair)
    root_client.post(at("edit", fair), {"title": "Winter fair", "slug": "fair", "introduction": "", "body-count": "0"})

    assert acts(fair) == before


def test_taking_down_moving_and_deleting_are_written_down(
    fair: InfoPage, front: HomePage, elm_page: HubPage, root: User, root_client: Client
) -> None:
    place = InfoPage.objects.get(slug="privacy")
    root_client.post(at("unpublish", fair))
    root_client.post(reverse("wagtailadmin_pages:move_confirm", args=[fair.pk, place.pk]))
    root_client.post(at("delete", fair), {"confirm": fair.title})

    done = [verb for verb, actor in acts(fair) if actor == f"staff:{root.pk}"]
    assert [done[0], done[1], done[-1]] == ["home.page.publish", "home.page.take_down", "home.page.delete"]
    assert not Page.objects.filter(pk=fair.pk).exists()


def test_several_pages_at_once_are_written_down_one_by_one(fair: InfoPage, root: User, root_client: Client) -> None:
    spring = InfoPage(title="Spring fair", slug="spring-fair")
    Page.objects.get(pk=fair.get_parent().pk).add_child(instance=spring)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])

    root_client.post(f"{address}?id={fair.pk}&id={spring.pk}&next=/admin/", {"include_descendants": ""})

    assert ("home.page.take_down", f"staff:{root.pk}") in acts(fair)
    assert ("home.page.take_down", f"staff:{root.pk}") in acts(spring)


def test_a_page_that_goes_by_itself_went_by_itself(fair: InfoPage) -> None:
    Page.objects.filter(pk=fair.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    publish_and_take_down()

    assert acts(fair)[-1] == ("home.page.take_down", "system")


def test_a_hubs_page_is_found_under_its_hub(elm_page: HubPage, elm: Hub, root_client: Client, priya: User) -> None:
    root_client.post(at("unpublish", elm_page))

    assert AuditEntry.objects.get(verb="home.page.take_down").hub_id == elm.pk
    page = sign_in(priya).get("/admin/audit/").text
    assert "took a page down" in page
    assert f"hub page {elm_page.pk}" in page


def test_wagtails_own_history_of_a_page_stays(fair: InfoPage, root_client: Client) -> None:
    assert PageLogEntry.objects.filter(page=fair.pk, action="wagtail.publish").count() == 1
    assert "Published" in root_client.get(at("history", fair)).text


def test_every_act_on_a_page_has_plain_words() -> None:
    assert set(ACTS.values()) <= set(VERBS)
