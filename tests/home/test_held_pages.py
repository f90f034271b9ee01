"""Pages are found by who answers for the Freedom of Information Act: published ones with their address, drafts too."""

from typing import Any

import pytest

from accounts.models import User
from core.answers import HeldRecord
from core.models import Hub
from home.models import HomePage, HubPage, InfoPage
from home.provides import records_held
from home.services.pages import make_service
from participation import provides as of_participation
from tests import builders

pytestmark = pytest.mark.django_db


def _found(user: User, words: str, **said: Any) -> list[HeldRecord]:
    facts: dict[str, Any] = {"since": None, "until": None, "hub_ids": None} | said
    return list(records_held(user=user, words=words, **facts).records)


def test_a_service_is_found_by_its_words_and_by_when_it_is(priya: User, elm_page: HubPage, elm: Hub) -> None:
    service = make_service("Wombat songs", what_it_is="Songs for small ones.", times=[(elm, "Every other Moonday")])
    service.provider_email = "quirinus@provider.example"
    service.save()
    (record,) = _found(priya, "small wombat moonday")
    assert (record.kind, record.key, record.title) == ("page", str(service.pk), "Wombat songs")
    assert record.published_href == service.url
    assert _found(priya, "quirinus") == [], "how to reach who runs it is on no page"


def test_a_draft_is_held_too_and_is_not_called_published(priya: User, elm_page: HubPage) -> None:
    home = HomePage.objects.get()
    page = home.add_child(instance=InfoPage(title="Wombat plans", introduction="Not yet.", live=False))
    (record,) = _found(priya, "wombat")
    assert (record.key, record.published_href) == (str(page.pk), "")


def test_a_hubs_page_is_of_that_hub(priya: User, elm_page: HubPage, elm: Hub, oak: Hub) -> None:
    assert elm.pk in {record.hub_id for record in _found(priya, "elm")}
    assert elm.pk not in {record.hub_id for record in _found(priya, "elm", hub_ids=frozenset({oak.pk}))}


def test_pages_cost_the_same_however_many_there_are(priya: User, elm_page: HubPage, elm: Hub, django_assert_max_num_queries: Any) -> None:
    make_service("Wombat songs", what_it_is="x", times=[(elm, "Mondays")])
    _found(priya, "wombat")
    with django_assert_max_num_queries(30) as few:
        _found(priya, "wombat")
    for number in range(4):
        make_service(f"Wombat songs {number}", what_it_is="x", times=[(elm, "Mondays")])
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(_found(priya, "wombat")) == 5


def test_what_families_were_asked_about_is_found_with_what_they_were_promised(priya: User, elm: Hub) -> None:
    engagement = builders.make_engagement(elm, title="Wombats", question="Shall we keep one?")
    engagement.promise(builders.today())
    engagement.save()
    answer = of_participation.records_held(user=priya, words="keep wombats answer", since=None, until=None, hub_ids=None)
    (record,) = answer.records
    assert (record.kind, record.title, record.hub_id) == ("engagement", "Wombats", elm.pk)
