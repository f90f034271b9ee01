"""Five things make a service: a name, what it is, who for, how to get it, and where."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from core.models import Hub
from home.models import HomePage, ServiceIndexPage
from home.services.pages import make_service
from tests.builders import today
from tests.home.keeping import kept
from tests.home.looking import edit
from tests.home.reading import words
from tests.staff_forms import largest_form


def test_a_day_to_come_is_refused(root_client: Client, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm)
    form = largest_form("", root_client.get(edit(service)).text).values
    tomorrow = str(today() + timedelta(days=1))

    answer = root_client.post(edit(service), form | {"checked_on": [tomorrow], "action-publish": ["1"]})

    assert "That day is still to come." in answer.text
    assert tomorrow in answer.text


def test_a_service_that_is_nowhere_is_kept_as_a_draft_and_not_published(root_client: Client, front: HomePage) -> None:
    service = make_service("Baby songs", what_it_is="Songs.")
    form = largest_form("", root_client.get(edit(service)).text).values | {"title": ["Tots"]}

    refused = root_client.post(edit(service), form | {"action-publish": ["1"]})
    assert "Say where it is, under “Where”" in refused.text
    root_client.post(edit(service), form)

    service.refresh_from_db()
    assert (service.title, service.draft_title) == ("Baby songs", "Tots")


def test_five_things_make_a_service_and_nothing_else(root_client: Client, elm: Hub, front: HomePage) -> None:
    address = reverse("wagtailadmin_pages:add", args=["home", "servicepage", ServiceIndexPage.objects.get().pk])
    form = largest_form("", root_client.get(address).text).values
    where = {"times-TOTAL_FORMS": ["1"], "times-0-hub": [str(elm.pk)], "times-0-ORDER": ["1"]}
    five = {"title": ["Tots"], "slug": ["tots"], "what_it_is": ["Songs for babies."], "who_for": ["Babies"], "how_to_get_it": ["turn_up"]}

    root_client.post(address, form | where | five | {"action-publish": ["1"]})

    page = words(Client().get("/services/tots/"))
    for said in ("Songs for babies.", "Babies", "Just turn up", "Elm"):
        assert said in page


def test_who_must_book_or_ask_is_told_whom(root_client: Client, front: HomePage) -> None:
    service = kept("Baby songs", None)
    form = largest_form("", root_client.get(edit(service)).text).values | {"how_to_get_it": ["book"], "action-publish": ["1"]}

    assert "nothing says whom" in root_client.post(edit(service), form).text
    root_client.post(edit(service), form | {"phone": ["01632 960001"]})

    service.refresh_from_db()
    assert (service.how_to_get_it, service.phone) == ("book", "01632 960001")
