"""Private words are asked about before a page is published, with no moment in between in which a family could read them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Page

from accounts.models import User
from core.models import Hub
from core.sync import sync_roles
from home.models import HomePage, HubPage, ServiceIndexPage
from tests.cast import sign_in
from tests.home.looking import write
from tests.home.reading import words
from tests.staff_forms import largest_form

PRIVATE = "Text 07700 900123."


@pytest.fixture
def ready(front: HomePage, asha: User, adam: User) -> None:
    sync_roles()


AT_HOME = {"times-TOTAL_FORMS": "1", "times-0-place": "At home", "times-0-ORDER": "1"}  # a place, as the editor's script adds one


class Watcher:
    """Looks after every statement of a request whether a page is live that should not be, as any other reader could."""

    def __init__(self, slug: str) -> None:
        self.slug, self.is_looking = slug, False
        self.live: list[bool] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Let the statement through, and look at what it left."""
        done = execute(sql, params, many, context)
        if not self.is_looking and sql.lstrip("( ").startswith(("INSERT", "UPDATE")):
            self.is_looking = True
            self.live += Page.objects.filter(slug=self.slug).values_list("live", flat=True)
            self.is_looking = False
        return done


@pytest.mark.parametrize(
    ("kind", "private"),
    [("infopage", {"introduction": PRIVATE, "body-count": "0"}), ("servicepage", {"what_it_is": PRIVATE} | AT_HOME)],
)
def test_a_new_page_is_live_in_no_moment_before_somebody_answers(
    ready: None, adam: User, front: HomePage, client: Client, kind: str, private: dict[str, str]
) -> None:
    parent = front if kind == "infopage" else ServiceIndexPage.objects.get()
    address, desk = reverse("wagtailadmin_pages:add", args=["home", kind, parent.pk]), sign_in(adam)
    drawn = {name: values for name, values in largest_form(address, desk.get(address).text).values.items() if values}
    watcher = Watcher("fair")

    with connection.execute_wrapper(watcher):
        answer = desk.post(address, drawn | {"title": "Fair", "slug": "fair", "action-publish": "1"} | private, follow=True)

    assert "Is this for work?" in answer.text
    assert len(watcher.live) > 2
    assert not any(watcher.live)
    assert PRIVATE not in words(client.get("/search/?q=fair"))
    page = Page.objects.get(slug="fair")
    desk.post(reverse("answer_for_words", args=[page.pk]), {"is_for_work": "yes"})
    assert PRIVATE in words(client.get(page.url))


def test_a_colleague_who_saves_in_between_answers_for_nothing(ready: None, asha: User, elm_page: HubPage, client: Client, elm: Hub) -> None:
    def colleague_saves(request: HttpRequest, page: Page) -> None:
        other = HubPage.objects.get(pk=page.pk)
        other.introduction = "Come by the side door."
        other.save_revision()

    with hooks.register_temporarily("before_publish_page", colleague_saves, order=-1):
        answer = write(asha, elm_page, act="action-publish", introduction=PRIVATE)

    assert answer.status_code == 200
    assert PRIVATE not in words(client.get("/hubs/elm/"))


def test_a_draft_below_is_asked_about_when_it_would_be_published_with_the_page_above(
    ready: None, adam: User, elm_page: HubPage, client: Client
) -> None:
    elm_page.introduction, elm_page.live = PRIVATE, False
    elm_page.save()
    elm_page.save_revision()
    above = elm_page.get_parent()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={above.pk}"

    refused = sign_in(adam).post(address, {"include_descendants": "on"}, follow=True)

    assert "Publish by itself what may tell a parent" in refused.text
    assert client.get("/hubs/elm/").status_code == 404
    sign_in(adam).post(address, {}, follow=True)  # without what lies below, nothing stands in the way
    assert client.get("/hubs/elm/").status_code == 404
