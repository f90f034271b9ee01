"""Mail: from the queue only, one person a message, nothing telling in the subject."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.template import engines
from django.template.autoreload import reset_loaders
from django.template.backends.django import DjangoTemplates

from core import mail, outbox
from core.choices import OutboxState
from core.models import OutboxItem
from core.outbox import registry

pytestmark = pytest.mark.django_db


Send = Callable[..., list[EmailMultiAlternatives]]


@pytest.fixture
def send(monkeypatch: pytest.MonkeyPatch, mailoutbox: list[EmailMultiAlternatives]) -> Send:
    """Send a trial message through the queue and return what left."""

    def through_the_queue(to: str = "family@example.org", **context: object) -> list[EmailMultiAlternatives]:
        monkeypatch.setitem(registry.HANDLERS, "tests.mail", lambda: mail.send("trial", to=to, context=context))
        outbox.put("tests.mail")
        outbox.drain()
        return mailoutbox

    return through_the_queue


@pytest.fixture
def emails_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for templates that only one test needs."""
    django = engines["django"]
    assert isinstance(django, DjangoTemplates)
    (tmp_path / "emails").mkdir()
    monkeypatch.setattr(django.engine, "dirs", [tmp_path, *django.engine.dirs])
    reset_loaders()
    yield tmp_path / "emails"
    reset_loaders()


def test_a_message_leaves_from_the_queue(mailoutbox: list[EmailMultiAlternatives]) -> None:
    outbox.put("tests.letter", 7)
    assert mailoutbox == []
    outbox.drain()
    assert mailoutbox[0].to == ["family7@ashmere.example"]
    assert mailoutbox[0].subject == "A trial message"
    assert "Dear family 7," in mailoutbox[0].body
    assert mailoutbox[0].from_email == settings.DEFAULT_FROM_EMAIL


def test_no_page_can_send_mail_by_itself(mailoutbox: list[EmailMultiAlternatives]) -> None:
    with pytest.raises(RuntimeError, match="only be done by a queue handler"):
        mail.send("trial", to="family@example.org", context={})
    assert mailoutbox == []


def test_the_queue_holds_no_address() -> None:
    outbox.put("tests.letter", 7)
    assert "@" not in str(OutboxItem.objects.values())


def test_plain_text_keeps_its_apostrophes(send: Send) -> None:
    assert "this is Amina's <group> & friends." in send(whose="Amina's <group> & friends")[0].body


def test_a_repeat_after_a_crash_bears_the_same_id_and_another_message_another(mailoutbox: list[EmailMultiAlternatives]) -> None:
    outbox.put("tests.letter", 7)
    outbox.drain()
    OutboxItem.objects.update(state=OutboxState.WAITING)
    outbox.drain()  # before the next is put: two that are due at the same moment go in either order
    outbox.put("tests.letter", 7)
    outbox.drain()
    first, again, other = (message.message()["Message-ID"] for message in mailoutbox)
    assert first == again
    assert other != first
    assert first.endswith(settings.DEFAULT_FROM_EMAIL.split("@")[-1] + ">")


@pytest.mark.parametrize(
    "to", ["a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "a@example.org;b@example.org", "", "a"]
)
def test_one_address_and_nothing_smuggled_in(send: Send, to: str) -> None:
    assert send(to=to) == []
    assert OutboxItem.objects.get().last_error == ValidationError.__name__


def test_a_subject_never_takes_words_from_its_message(send: Send, emails_folder: Path) -> None:
    (emails_folder / "trial.subject.txt").write_text("About\n {{ name }} your comment\n")
    assert send(name="Amina\nBcc: x@example.org")[0].subject == "About your comment"


def test_a_message_can_have_an_html_part_where_words_are_escaped(send: Send, emails_folder: Path) -> None:
    (emails_folder / "trial.html").write_text("<p>{{ whose }}</p>")
    part = send(whose="<script>")[0].alternatives[0]
    assert part[0] == "<p>&lt;script&gt;</p>\n"


def test_machines_do_not_answer_our_mail(send: Send) -> None:
    assert send()[0].message()["Auto-Submitted"] == "auto-generated"


def test_every_message_has_a_subject_that_tells_nothing() -> None:
    emails = Path(settings.ROOT) / "templates" / "emails"
    for body in emails.rglob("*.txt"):
        if not body.name.endswith(".subject.txt"):
            subject = body.with_name(body.stem + ".subject.txt")
            assert subject.exists(), f"{body} has no subject"
            assert "{{" not in subject.read_text(), f"{subject} takes words from somewhere"
