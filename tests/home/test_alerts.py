"""An alert shows itself and ends itself, on the pages it is for, the most urgent first, and costs families' pages no query."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import brand
from core.models import AuditEntry, Hub
from home.choices import AlertLevel, AlertPlace
from home.models import Alert, HomePage, HubPage
from home.rules import Notice, Where, notices_for
from home.services import alerts as services
from home.services.pages import make_hub_page
from tests.builders import make_open_survey
from tests.cast import sign_in
from tests.feedback.family import Parent
from tests.home.alerting import put_out
from tests.home.reading import words
from tests.weight import weigh

WRITE, LIST = reverse("write_alert"), reverse("alerts")


def written(**fields: Any) -> dict[str, Any]:
    until = timezone.localtime() + timedelta(days=3)
    sent = {"level": AlertLevel.IMPORTANT, "text": "The lift is broken.", "place": "everywhere", "until_at": f"{until:%Y-%m-%dT%H:%M}"}
    return sent | fields


def test_it_is_looked_at_first_and_then_goes_out_to_every_family_page(adam: User, elm_page: HubPage, client: Client) -> None:
    desk = sign_in(adam)
    survey = make_open_survey(elm_page.hub)

    looked = desk.post(WRITE, written(go="look"))

    assert "This is what families will see" in looked.text
    assert "The lift is broken." in looked.text
    assert not Alert.objects.exists()
    assert "lift" not in words(client.get("/"))
    answer = desk.post(WRITE, written(go="out"), follow=True)
    assert "Families see it now." in answer.text
    for address in (
        "/",
        "/hubs/",
        "/hubs/elm/",
        "/services/",
        "/help-now/",
        "/search/",
        "/have-your-say/",
        f"/have-your-say/{survey.slug}/",
    ):
        page = client.get(address)
        assert "Important: The lift is broken." in words(page), address
        assert '<section class="alerts" aria-label="News from your hubs">' in page.text
        assert page.text.count('role="alert"') == 0


def test_it_comes_and_goes_by_itself(adam: User, front: HomePage, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    put_out(adam, from_at=now + timedelta(hours=1), until_at=now + timedelta(hours=2))

    def seen_at(moment: datetime) -> bool:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        return "The lift is broken." in words(client.get("/"))

    assert [seen_at(now + timedelta(minutes=minutes)) for minutes in (59, 60, 119, 120)] == [False, True, True, False]


def test_families_see_two_at_most_and_the_most_urgent_first() -> None:
    now = timezone.now()
    four = [
        Notice(level, level, now, now + timedelta(hours=1)) for level in (AlertLevel.URGENT, AlertLevel.IMPORTANT, AlertLevel.NEWS, "news")
    ]

    assert [one.text for one in notices_for(four, Where(), now)] == ["urgent", "important"]


@pytest.mark.parametrize("urgent_came_last", [True, False])
def test_the_gravest_comes_first_whenever_it_was_written(adam: User, front: HomePage, client: Client, urgent_came_last: bool) -> None:
    two = [("Open day on Friday.", AlertLevel.NEWS), ("No water: we are closed.", AlertLevel.URGENT)]
    for text, level in two if urgent_came_last else reversed(two):
        put_out(adam, text, level=level)

    page = words(client.get("/"))

    assert page.index("Urgent: No water") < page.index("News: Open day")


def test_an_alert_of_the_front_page_or_of_one_hub_stands_there_alone(
    adam: User, hana: User, elm: Hub, elm_page: HubPage, oak: Hub, client: Client
) -> None:
    make_hub_page(oak)
    put_out(adam, "Welcome week.", place=AlertPlace.FRONT)
    put_out(hana, "Use the side door.", place=AlertPlace.HUB, hub=elm)

    seen = {address: words(client.get(address)) for address in ("/", "/hubs/elm/", "/hubs/oak/", "/hubs/")}

    assert [address for address, page in seen.items() if "Welcome week." in page] == ["/"]
    assert [address for address, page in seen.items() if "Use the side door." in page] == ["/hubs/elm/"]


def test_only_what_is_urgent_stands_above_a_question(adam: User, elm: Hub, front: HomePage) -> None:
    parent = Parent().start(make_open_survey(elm))
    put_out(adam, "Open day on Friday.")
    put_out(adam, "No water: we are closed.", level=AlertLevel.URGENT)
    brand.forget()

    page = parent.client.get(parent.address).content.decode()

    assert "No water" in page
    assert "Open day" not in page


def test_it_is_read_in_the_language_of_the_page_where_somebody_translated_it(adam: User, front: HomePage, client: Client) -> None:
    put_out(adam, "The lift is broken.", in_other_languages={"ur": "لفٹ خراب ہے۔"}, link="/help-now/", link_words="What to do")

    urdu, polish = client.get("/ur/").text, client.get("/pl/").text

    assert '<span dir="auto">لفٹ خراب ہے۔</span>' in urdu
    assert "The lift is broken." not in urdu
    assert '<span dir="auto" lang="en-gb">The lift is broken.</span>' in polish
    assert '<a href="/help-now/" dir="auto" lang="en-gb">What to do</a>' in polish


def test_what_staff_write_is_text_and_never_markup(adam: User, front: HomePage, client: Client) -> None:
    put_out(adam, "<script>alert(1)</script>", link_words="<b>x</b>", link="/a")

    page = client.get("/").text

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example/", "/\\evil.example", "data:x", "ftp://x/", "http:///x", "x"])
def test_a_link_leads_to_the_web_or_to_a_page_of_ours(adam: User, front: HomePage, address: str) -> None:
    answer = sign_in(adam).post(WRITE, written(link=address, link_words="Look", go="out"))

    assert "Begin with https://, or with / for a page of this site." in answer.text
    assert not Alert.objects.exists()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"text": ""}, "Write what families must know."),
        ({"text": "\u200b"}, "Write what families must know."),
        ({"text": "x" * 201}, "at most 200"),
        ({"until_at": ""}, "Say until when families should see it."),
        ({"until_at": "soon"}, "Enter a valid date/time"),
        ({"level": ""}, "Choose how grave it is."),
        ({"until_at": "2020-01-01T10:00"}, "That end has gone by. Choose a later one."),
        ({"from_at": "2030-01-02T10:00", "until_at": "2030-01-01T10:00"}, "It ends before it begins."),
        ({"from_at": "2020-01-01T10:00", "until_at": "2020-01-02T10:00"}, "That end has gone by."),
        ({"until_at": "2999-01-01T10:00"}, "longer than three months"),
        ({"place": "hub"}, "Choose the hub whose pages show it."),
        ({"link": "/help-now/"}, "Say in a few words where the link leads."),
        ({"link_words": "Look"}, "Say where it leads, or take its words out."),
        ({"text": "Ring Mo on 07700 900123."}, "Take out 07700 900123"),
        ({"in_ur": "mo@gmail.com"}, "Take out mo@gmail.com"),
        ({"level": "panic"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(adam: User, elm: Hub, front: HomePage, sent: dict[str, Any], says: str) -> None:
    answer = sign_in(adam).post(WRITE, written(**sent, go="out"))

    assert answer.status_code == 200
    assert says in answer.text.replace("&#x27;", "'")
    assert not Alert.objects.exists()


def test_a_manager_writes_for_the_pages_of_their_own_hub_alone(hana: User, elm: Hub, oak: Hub, front: HomePage) -> None:
    desk = sign_in(hana)
    form = desk.get(WRITE).text
    assert "On every page" not in form
    assert "Oak" not in form

    desk.post(WRITE, written(hub=elm.pk, place="everywhere", go="out"))
    desk.post(WRITE, written(hub=oak.pk, text="Never", go="out"))

    alert = Alert.objects.get()
    assert (alert.place, alert.hub) == (AlertPlace.HUB, elm)
    for place, hub in ((AlertPlace.EVERYWHERE, None), (AlertPlace.FRONT, None), (AlertPlace.HUB, oak)):
        with pytest.raises(PermissionDenied):
            put_out(hana, place=place, hub=hub)


def test_nobody_takes_over_the_alert_of_another_hub_by_making_it_their_own(adam: User, hana: User, elm: Hub, oak: Hub) -> None:
    alert = put_out(adam, place=AlertPlace.HUB, hub=oak)
    alert.hub = elm

    with pytest.raises(PermissionDenied):
        services.put_out(alert=alert, by=hana)

    assert Alert.objects.get().hub == oak


def test_an_editor_who_may_not_publish_puts_out_nothing(edie: User, elm: Hub) -> None:
    with pytest.raises(PermissionDenied):
        put_out(edie, place=AlertPlace.HUB, hub=elm)
    assert sign_in(edie).get(LIST).status_code == 302


def test_it_is_changed_and_ended_and_all_of_it_is_in_the_trail(adam: User, front: HomePage, client: Client) -> None:
    alert = put_out(adam, from_at=timezone.now() - timedelta(minutes=5))
    desk = sign_in(adam)
    assert "The lift is broken." in desk.get(reverse("change_alert", args=[alert.pk])).text

    desk.post(reverse("change_alert", args=[alert.pk]), written(text="The lift works.", go="out"))
    assert "The lift works." in words(client.get("/"))
    assert Alert.objects.count() == 1
    Alert.objects.update(from_at=timezone.now() - timedelta(minutes=5))
    desk.post(reverse("end_alert", args=[alert.pk]))

    assert "The lift works." not in words(client.get("/"))
    verbs = list(AuditEntry.objects.filter(verb__startswith="home.alert").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["home.alert.put_out", "home.alert.edit", "home.alert.end"]
    with pytest.raises(ValidationError, match="over already"):
        services.end(alert=alert, by=adam)


def test_one_that_has_not_begun_is_called_off(adam: User, front: HomePage) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    services.end(alert=put_out(adam, from_at=tomorrow, until_at=tomorrow + timedelta(days=1)), by=adam)

    assert not Alert.objects.exists()


def test_alerts_cost_the_pages_no_query_and_hardly_a_byte(adam: User, front: HomePage, client: Client) -> None:
    client.get("/")
    with CaptureQueriesContext(connection) as without:
        client.get("/")
    light = len(client.get("/").content)
    put_out(adam, "The lift is broken.")
    client.get("/")

    with CaptureQueriesContext(connection) as told:
        page = client.get("/")

    assert len(told) == len(without)
    assert len(page.content) - light < 400


def test_a_page_without_an_alert_carries_nothing_of_it(front: HomePage, client: Client) -> None:
    page = client.get("/").text

    assert "alerts" not in page
    assert weigh(client, "/").total <= 25 * 1024


def test_the_database_holds_what_must_always_hold(elm: Hub) -> None:
    now = timezone.now()
    good: dict[str, Any] = {"text": "x", "from_at": now, "until_at": now + timedelta(1)}
    for fields in ({"until_at": now}, {"place": "hub"}, {"place": "front", "hub": elm}, {"link": "/a"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Alert.objects.create(**(good | fields))
