"""Everything that is held is searched, except who families are; what was looked for is written down, and is in no address."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.models import Breach, InformationItem, InformationSearch, Partner, ProcessingActivity, Purpose, SharingAgreement
from consent.selectors import information as selectors
from consent.services import purposes
from core.held_records import MOST_FOUND
from core.models import AuditEntry, Hub
from participation.models import Engagement
from tests import builders
from tests.cast import sign_in
from tests.consent.information_people import act, another_officer, asked, chosen
from tests.families import make_person
from tests.feedback.desk import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(priya: User) -> Client:
    """The data protection officer's desk."""
    return sign_in(priya)


def _found(user: User, looked_for: str, **said: Any) -> list[tuple[str, str]]:
    facts: dict[str, Any] = {"since": None, "until": None, "hub_ids": []} | said
    return [(one.kind, one.title) for one in selectors.find(user, words=looked_for, **facts).records]


def test_how_the_council_works_with_data_is_found(priya: User) -> None:
    purposes.begin()
    purpose = Purpose.objects.get(key="photo")
    partner = Partner.objects.create(name="Zebra Trust", about="Visitors")
    SharingAgreement.objects.create(partner=partner, title="Visits", written_by=priya, why_needed="Nobody can ring without a number.")
    activity = {
        "name": "Listening",
        "purposes": "Quokka",
        "people": "x",
        "data": "x",
        "lawful_basis": "consent",
        "kept": "x",
        "security": "x",
    }
    ProcessingActivity.objects.create(**activity)

    assert ("purpose", purpose.title) in _found(priya, purpose.title.upper())
    assert _found(priya, "zebra ring") == [("agreement", "Visits, with Zebra Trust")]
    assert _found(priya, "quokka") == [("activity", "Listening")]


def test_of_breaches_only_how_many_in_a_year_is_found(priya: User, ben: User) -> None:
    now = timezone.now()
    for _ in range(2):
        Breach.objects.create(what_happened="Quokka list lost.", found_at=now, reported_at=now, reported_by=ben, number_of_people=12)
    (record,) = selectors.find(priya, words="data breaches", since=None, until=None, hub_ids=[]).records
    assert "Things that went wrong with people’s data: 2. Told to the regulator: 0." in record.text
    assert "12" not in record.text.replace(str(now.year), "")
    assert _found(priya, "quokka") == []


def test_who_families_are_is_never_found(priya: User, elm: Hub) -> None:
    make_person(elm, "Quirinus Canary", email="quirinus@family.example")
    assert _found(priya, "quirinus") == []
    assert _found(priya, "canary") == []


def test_capitals_and_accents_do_not_count_and_every_word_must_be_there(priya: User, elm: Hub) -> None:
    builders.make_you_said(elm, text="The café door at Łódź Lane is heavy.")
    assert len(_found(priya, "CAFE lodz")) == 1
    assert _found(priya, "café bus") == []
    assert _found(priya, "   ") == []


def test_only_a_time_or_a_hub_is_searched_when_that_is_asked(priya: User, elm: Hub, oak: Hub) -> None:
    today = builders.today()
    builders.make_you_said(elm, text="A wallaby.", published_on=today - timedelta(days=40), heard_until_on=today)
    builders.make_you_said(oak, text="A wallaby.", published_on=today)
    assert len(_found(priya, "wallaby")) == 2
    assert len(_found(priya, "wallaby", since=today - timedelta(days=5))) == 1
    assert len(_found(priya, "wallaby", until=today - timedelta(days=5))) == 1
    assert len(_found(priya, "wallaby", hub_ids=[oak.pk])) == 1


def test_a_page_is_never_without_end_and_says_how_many_are_not_shown(priya: User, desk: Client, elm: Hub) -> None:
    Engagement.objects.bulk_create(Engagement(title=f"Numbat {number}", slug=f"numbat-{number}") for number in range(MOST_FOUND + 3))
    results = selectors.find(priya, words="numbat", since=None, until=None, hub_ids=[])
    assert (len(results.records), results.number_left_off) == (MOST_FOUND, 3)
    page = words(act(desk, asked(priya), "search", words="numbat"))
    assert "3 more fit and are not shown." in page


def test_a_search_is_written_down_with_its_words_sealed_and_none_in_the_trail(priya: User, desk: Client, elm: Hub) -> None:
    builders.make_you_said(elm, text="Canary cages.")
    request = asked(priya)
    page = act(desk, request, "search", words="canary")
    assert "1 found with" in words(page)
    assert page.request["QUERY_STRING"] == ""
    assert "canary" not in page.request["PATH_INFO"]
    search = InformationSearch.objects.get()
    assert (search.words, search.found, search.by) == ("canary", {"you_said": 1}, priya)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM consent_informationsearch")
        assert "canary" not in cursor.fetchone()[0]
    assert "canary" not in "".join(AuditEntry.objects.values_list("facts", flat=True)).lower()
    assert "canary" in words(desk.get(reverse("information:one", args=[request.pk])))


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"words": " "}, "Write the words to look for."),
        ({"words": "a" * 300}, "at most 200 letters"),
        ({"words": "door", "since": "2026-02-01", "until": "2026-01-01"}, "The last day comes before the first."),
        ({"words": "door", "since": "spring"}, "Enter a valid date"),
        ({"words": "door", "hubs": ["4711"]}, "Select a valid choice"),
    ],
)
def test_what_is_no_search_is_refused_and_nothing_typed_is_lost(priya: User, desk: Client, fields: dict[str, Any], answer: str) -> None:
    page = act(desk, asked(priya), "search", **fields)
    assert answer in words(page)
    assert fields["words"].strip() in page.text
    assert not InformationSearch.objects.exists()


# --- Choosing -------------------------------------------------------------------------------------------------------------


def test_what_is_ticked_is_copied_as_it_stands_now_and_once(priya: User, desk: Client, elm: Hub) -> None:
    said = builders.make_you_said(elm, text="Canary cages.")
    request = asked(priya)
    act(desk, request, "search", words="canary")
    search = InformationSearch.objects.get()
    for _ in range(2):
        act(desk, request, "choose", search=search.pk, ticked=[f"you_said:{said.pk}", "you_said:999999", "person:1", "nonsense"])
    item = InformationItem.objects.get()
    assert item.words == f"{said.reference}\nCanary cages."
    assert (item.decision, item.looked_at) == ("", None)


def test_nothing_is_chosen_that_the_search_did_not_find(priya: User, desk: Client, elm: Hub) -> None:
    builders.make_you_said(elm, text="Canary cages.")
    other = builders.make_you_said(elm, text="Something else.")
    request = asked(priya)
    act(desk, request, "search", words="canary")
    act(desk, request, "choose", search=InformationSearch.objects.get().pk, ticked=[f"you_said:{other.pk}"])
    assert not InformationItem.objects.exists()


def test_with_nothing_ticked_the_search_is_shown_again(priya: User, desk: Client, elm: Hub) -> None:
    builders.make_you_said(elm, text="Canary cages.")
    request = asked(priya)
    act(desk, request, "search", words="canary")
    page = words(act(desk, request, "choose", search=InformationSearch.objects.get().pk))
    assert "Tick what answers the request." in page
    assert "Canary cages." in page


@pytest.mark.parametrize("key", ["", "x", "2f9d3f0e-0000-4000-8000-000000000000"])
def test_a_search_that_is_gone_is_said(priya: User, desk: Client, key: str) -> None:
    assert "This search is gone." in words(act(desk, asked(priya), "choose", search=key, ticked=["you_said:1"]))


def test_what_a_family_said_begins_as_withheld_and_what_is_published_under_its_section(priya: User, elm: Hub) -> None:
    builders.make_voice(elm, "Canary cages.")
    builders.make_you_said(elm, text="Canary cages.", published_on=builders.today())
    items = chosen(asked(priya), "canary", priya)
    said, comment = items
    assert (said.kind, said.exemption, said.decision) == ("you_said", "21", "")
    assert (comment.kind, comment.decision, comment.exemption, comment.looked_at) == ("comment", "withhold", "40", None)


def test_a_search_asks_the_database_as_often_for_many_records_as_for_few(priya: User, elm: Hub, django_assert_max_num_queries: Any) -> None:
    def one_more() -> None:
        said = builders.make_you_said(elm, text="A door.")
        builders.make_we_did(said, by=priya)
        builders.make_voice(elm, "A door.")
        builders.make_open_survey(elm, title="A door")
        builders.make_theme(builders.make_engagement(elm), "A door")

    one_more()
    officer = another_officer()
    with django_assert_max_num_queries(43) as few:
        _found(officer, "door")
    for _ in range(4):
        one_more()
    officer = another_officer("Quinta")
    with django_assert_max_num_queries(len(few.captured_queries)):
        _found(officer, "door")
