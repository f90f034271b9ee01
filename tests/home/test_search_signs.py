"""Whatever signs staff type into Wagtail's searches of pages, it is looked for and breaks nothing, on both databases."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.search.query import Phrase

from home.models import HomePage
from home.services.pages import make_service

SIGNS = (
    *('"', '12" ramp', '"bumps', '" AND "', "''", "' OR 1=1 --", "("),
    *("*", "^a", "NEAR(a b)", "a:b", "-", "\u202e\ufffd", "'\"><img src=x>"),
)


@pytest.mark.parametrize("typed", SIGNS)
def test_no_sign_breaks_a_search_among_pages(front: HomePage, root_client: Client, typed: str) -> None:
    for screen in ("wagtailadmin_explore_results", "wagtailadmin_explore"):
        assert root_client.get(reverse(screen, args=[front.pk]), {"q": typed}).status_code == 200
    assert root_client.get(reverse("wagtailadmin_pages:search"), {"q": typed}).status_code == 200
    list(Page.objects.search(typed))
    list(Page.objects.search(Phrase(typed)))


def test_words_beside_a_quotation_mark_are_found(front: HomePage) -> None:
    make_service("Bumps and babies", what_it_is="Meet other parents.")

    for typed in ('"bumps"', '"Bumps and babies"', 'bumps "babies'):
        assert [page.title for page in Page.objects.search(typed)] == ["Bumps and babies"]
    assert [page.title for page in Page.objects.autocomplete('"bum')] == ["Bumps and babies"]
