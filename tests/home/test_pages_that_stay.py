"""What every page leads families to stays where it is: help now, privacy, accessibility, the services."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from core import brand
from core.models import BrandSettings
from home.models import HelpNowPage, HomePage, HubIndexPage, ServiceIndexPage
from tests.builders import today
from tests.home.test_half_a_form import as_drawn
from tests.home.test_staff_screens import delete, delete_in_bulk


def unpublish(client: Client, page: Page) -> str:
    return client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), follow=True).text


def unpublish_in_bulk(client: Client, page: Page) -> str:
    return client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?id={page.pk}", follow=True).text


@pytest.mark.parametrize("slug", ["help-now", "privacy", "accessibility", "services"])
def test_what_every_page_leads_to_is_neither_deleted_nor_taken_down_nor_moved(root_client: Client, front: HomePage, slug: str) -> None:
    page = Page.objects.get(slug=slug)
    for way in (delete, delete_in_bulk):
        assert "cannot be deleted: every page of this site leads there" in way(root_client, page)
    for way in (unpublish, unpublish_in_bulk):
        assert "stays published: every page of this site leads families there" in way(root_client, page)
    target = HubIndexPage.objects.get() if slug != "services" else Page.objects.get(slug="privacy")
    moved = root_client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]), follow=True)

    page.refresh_from_db()
    assert (page.live, page.get_parent().pk, page.slug) == (True, front.pk, slug)
    assert moved.status_code in {200, 403}


def test_its_address_stays_whatever_its_title(root_client: Client, front: HomePage) -> None:
    page = ServiceIndexPage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = as_drawn(root_client, edit)

    refused = root_client.post(edit, form | {"slug": ["groups"], "action-publish": ["1"]})
    assert "Every page leads families to this address" in refused.text
    refused = root_client.post(edit, form | {"expire_at": ["2099-01-01 10:00"], "action-publish": ["1"]})
    assert "it has no last day" in refused.text
    root_client.post(edit, form | {"title": ["Groups and help"], "action-publish": ["1"]})

    page.refresh_from_db()
    assert (page.slug, page.title, page.expire_at) == ("services", "Groups and help", None)


def test_before_the_site_opens_a_needed_page_may_go_back_to_a_draft(root_client: Client, front: HomePage) -> None:
    BrandSettings.objects.update_or_create(site=front.get_site(), defaults={"held_back_since": today()})
    brand.forget()
    unpublish(root_client, HelpNowPage.objects.get())

    assert not HelpNowPage.objects.get().live
