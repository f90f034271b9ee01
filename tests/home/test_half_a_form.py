"""A page is sent before its scripts drew all its boxes: nothing breaks, nothing is kept, and it is said what to do."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page

from accounts.models import User
from core.whole_forms import WholeStream
from home.models import HelpNowPage, HomePage, HubPage, InfoPage, ServicePage
from home.models.page_form import PageForm
from home.models.public_page import PublicPage
from tests.cast import sign_in
from tests.home.looking import edit
from tests.staff_forms import largest_form

TYPES: list[type[PublicPage]] = [HomePage, InfoPage, HelpNowPage, HubPage]  # those with a part that a script draws
WAYS = ("action-publish", "action-submit", "save")


def as_drawn(desk: Client, address: str) -> dict[str, Any]:
    """Return what the page would send before any script ran."""
    return {name: values for name, values in largest_form(address, desk.get(address).text).values.items() if values}


def says_what_to_do(answer: Any) -> bool:
    return answer.status_code == 400 and "This form did not reach us whole" in answer.text and "Back button" in answer.text


@pytest.fixture
def desk(adam: User, elm_page: HubPage) -> Client:
    client = sign_in(adam)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("way", WAYS)
def test_a_page_without_its_counts_is_refused_in_words_and_kept_as_it_was(desk: Client, kind: type[PublicPage], way: str) -> None:
    page: Any = kind._default_manager.first()
    sent = as_drawn(desk, edit(page)) | {"title": ["Half a page"], way: ["1"]}

    answer = desk.post(edit(page), sent)

    assert says_what_to_do(answer)
    page.refresh_from_db()
    assert page.title != "Half a page"
    assert page.get_latest_revision_as_object().title != "Half a page"
    assert says_what_to_do(desk.post(edit(page) + "preview/", sent))


@pytest.mark.parametrize("left_out", ["times-TOTAL_FORMS", "times-INITIAL_FORMS"])
def test_a_list_inside_a_page_needs_its_count_too(desk: Client, stay_and_play: ServicePage, left_out: str) -> None:
    sent = as_drawn(desk, edit(stay_and_play)) | {"title": ["Half a page"]}
    del sent[left_out]

    for way in WAYS:
        assert says_what_to_do(desk.post(edit(stay_and_play), sent | {way: ["1"]}))
    assert stay_and_play.get_latest_revision_as_object().title == "Stay and play"


@pytest.mark.parametrize(
    "drawn",
    [
        {"body-count": "many"},
        {"body-count": "1"},
        {"body-count": "1", "body-0-deleted": "", "body-0-type": "notice", "body-0-order": "first"},
        {"body-count": "1", "body-0-deleted": "", "body-0-type": "steps", "body-0-order": "0"},  # a list in the list has a count too
    ],
)
def test_a_new_page_that_no_browser_sent_is_refused_and_not_made(desk: Client, front: HomePage, drawn: dict[str, str]) -> None:
    address = reverse("wagtailadmin_pages:add", args=["home", "infopage", front.pk])
    sent = {"title": "Fair", "slug": "fair", "introduction": "Come to the fair.", "action-publish": "1"}

    for part in ({}, drawn):
        assert says_what_to_do(desk.post(address, sent | part))

    assert not Page.objects.filter(slug="fair").exists()
    assert desk.post(address, sent | {"body-count": "0"}).status_code == 302
    assert Page.objects.get(slug="fair").live


HALF_A_LETTER = {
    "blocks": [{"text": "Ring \ud800 twice", "key": "a", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}],
    "entityMap": {},
}


@pytest.mark.parametrize("odd", [{"getting_in": "no JSON"}, {"getting_in": "[1]"}, {"picture": "none"}, {"next": "elsewhere"}])
def test_what_no_script_of_ours_writes_is_refused_too(desk: Client, elm_page: HubPage, odd: dict[str, str]) -> None:
    sent = as_drawn(desk, edit(elm_page)) | {"people-count": ["0"], "title": ["Half a page"], "action-publish": ["1"]}

    assert says_what_to_do(desk.post(edit(elm_page), sent | odd))

    elm_page.refresh_from_db()
    assert elm_page.title == "Elm"


def test_half_a_letter_in_rich_text_is_kept_as_a_mark_and_the_rest_as_typed(desk: Client, elm_page: HubPage) -> None:
    sent = as_drawn(desk, edit(elm_page)) | {"people-count": ["0"], "action-publish": ["1"]}

    assert desk.post(edit(elm_page), sent | {"getting_in": json.dumps(HALF_A_LETTER)}).status_code == 302

    elm_page.refresh_from_db()
    assert "Ring \ufffd twice" in elm_page.getting_in


def test_no_page_and_no_stream_of_ours_reads_half_a_form() -> None:
    pages: list[Any] = [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]
    assert len(pages) >= 9
    assert [page for page in pages if not issubclass(page.get_edit_handler().get_form_class(), PageForm)] == []

    streams = [field for model in apps.get_models() for field in model._meta.get_fields() if isinstance(field, StreamField)]
    assert len(streams) >= 5
    assert [field for field in streams if not isinstance(field.stream_block, WholeStream)] == []
