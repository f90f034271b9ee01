"""`/demo/post/`: mail of the demo on a page, and no such page anywhere else."""

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from core import demo_post, outbox
from core.demo_post import DemoPostBackend
from core.models import DemoMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def _demo(settings: Settings) -> None:
    settings.DEMO = True


def post(subject: str = "A trial message", body: str = "Hello", to: list[str] | None = None) -> None:
    DemoPostBackend().send_messages([EmailMessage(subject, body, "hubs@ashmere.example", to or ["asha@ashmere.example"])])


def test_a_live_council_has_no_letter_box(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    post()
    assert client.get("/demo/post/").status_code == 404


@pytest.mark.usefixtures("_demo")
def test_mail_of_the_demo_lands_on_the_page(client: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "core.demo_post.DemoPostBackend"
    outbox.put("tests.letter", 7)
    outbox.drain()
    page = client.get("/demo/post/").text
    assert "A trial message" in page
    assert "To family7@ashmere.example" in page
    assert "Dear family 7," in page


@pytest.mark.usefixtures("_demo")
def test_the_newest_message_stands_first_and_older_ones_on_the_next_page(client: Client) -> None:
    for number in range(25):
        post(subject=f"Message {number:02}")
    page = client.get("/demo/post/").text
    assert page.index("Message 24") < page.index("Message 23")
    assert "Message 04" not in page
    assert "Message 04" in client.get("/demo/post/?page=2").text


@pytest.mark.usefixtures("_demo")
def test_links_can_be_followed_and_nothing_in_a_message_runs(client: Client) -> None:
    post(body="Open http://127.0.0.1:8000/have-your-say/\n\n<script>alert(1)</script>")
    page = client.get("/demo/post/").text
    assert '<a href="http://127.0.0.1:8000/have-your-say/"' in page
    assert "<script>alert" not in page


@pytest.mark.usefixtures("_demo")
def test_an_empty_letter_box_says_so(client: Client) -> None:
    assert "There is no post yet" in client.get("/demo/post/").text


def test_each_person_gets_a_copy_and_only_the_last_messages_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_post, "KEPT", 3)
    post(to=["asha@ashmere.example", "ben@ashmere.example"])
    assert DemoMessage.objects.count() == 2
    for number in range(5):
        post(subject=f"Message {number}")
    assert list(DemoMessage.objects.values_list("subject", flat=True)) == ["Message 4", "Message 3", "Message 2"]


def test_a_subject_too_long_for_the_page_is_cut_not_lost() -> None:
    post(subject="x" * 500)
    assert len(DemoMessage.objects.get().subject) == 200
