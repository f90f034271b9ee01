"""What can wait while a council gets ready is put off and brought back; what must be done is not."""

import pytest
from django.test import Client

from core import brand
from core.models import AuditEntry
from home.models import ReadyNote
from home.rules import next_item
from home.selectors import getting_ready
from tests.builders import make_brand
from tests.cast import sign_in
from tests.home.starting import have_started, kim, make_ready

pytestmark = pytest.mark.django_db
LIST, FRONT = "/admin/getting-ready/", "/admin/"


@pytest.fixture
def desk() -> Client:
    """Kim, who has just started the council."""
    have_started()
    return sign_in(kim())


def press(desk: Client, button: str, key: str) -> str:
    return desk.post(f"{LIST}{button}/", {"key": key}, follow=True).text


def test_what_can_wait_is_put_off_with_one_press_and_brought_back(desk: Client) -> None:
    make_ready(desk)
    desk.post("/admin/opening/")
    first = next_item(getting_ready())
    assert first is not None
    assert first.task.key == "hubs"

    assert "Put off." in press(desk, "not-now", "hubs")
    assert "Hubs" not in desk.get(FRONT).text.split("Next:")[1].split("</p>")[0]
    press(desk, "bring-back", "hubs")

    assert next_item(getting_ready()) == first
    verbs = AuditEntry.objects.filter(verb__startswith="home.ready.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["home.ready.put_off", "home.ready.bring_back"]


def test_what_must_be_done_cannot_be_put_off(desk: Client) -> None:
    for key in ("numbers", "privacy", "accessibility", "open"):
        assert "cannot wait" in press(desk, "not-now", key)

    assert not ReadyNote.objects.exists()


@pytest.mark.parametrize("button", ["so", "not-now", "bring-back"])
@pytest.mark.parametrize("key", ["", "\x00", "nothing", "x" * 5000])
def test_what_is_not_on_the_list_is_refused_in_words(desk: Client, button: str, key: str) -> None:
    assert "That is not on the list any more." in press(desk, button, key)
    assert not ReadyNote.objects.exists()


def test_a_thing_put_off_and_then_done_counts_as_done(desk: Client) -> None:
    press(desk, "not-now", "look")
    make_brand(brand_colour="#1f5f5b", offer_word="Healthy Babies offer", phone_hours="Weekdays, 9 to 5")
    brand.forget()

    [look] = [item for item in getting_ready() if item.task.key == "look"]

    assert look.is_done
    assert not look.is_put_off
