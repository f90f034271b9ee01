"""Letters that rest on a yes: below each stands the link that stops it, in words and in HTML, in five languages, and for nobody else."""

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as live
from django.core import mail as django_mail
from django.template import engines
from django.template.autoreload import reset_loaders
from django.template.backends.django import DjangoTemplates
from django.test import Client
from django.utils.translation import get_language_info, gettext, override

from accounts.models import User
from consent.choices import MAIL_ABOUT_A_DECISION, MAIL_IS_FOR, Decision
from consent.models import ConsentRecord, Person, Purpose
from consent.selectors import ledger
from consent.services import letter_foot, purposes
from core import mail, outbox
from core.crypto import seal
from core.models import AuditEntry, Hub, OutboxItem
from core.outbox import registry
from tests.builders import today
from tests.consent import agreeing
from tests.consent.beginning import came_in
from tests.families import make_person
from tests.feedback.desk import words

LANGUAGES = [code for code, _ in live.LANGUAGES]
ON_A_YES = sorted(template for template, key in MAIL_IS_FOR.items() if key in {"told", "take_part"})
HTML = "<html><body><p>News for you</p></body></html>"
Post = Callable[..., Any]


@pytest.fixture
def letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every letter that consent/choices/ledger.py names, as text and as HTML: other floors will write them."""
    folder = tmp_path / "emails"
    folder.mkdir()
    for template in set(MAIL_IS_FOR) | MAIL_ABOUT_A_DECISION:
        (folder / f"{template}.subject.txt").write_text("News from your family hub")
        (folder / f"{template}.txt").write_text("{% load i18n %}{% get_current_language as language %}News for you ({{ language }})")
        (folder / f"{template}.html").write_text(HTML)
    django = engines["django"]
    assert isinstance(django, DjangoTemplates)
    monkeypatch.setattr(django.engine, "dirs", [tmp_path, *django.engine.dirs])
    reset_loaders()
    yield
    reset_loaders()


@pytest.fixture
def ola(elm: Hub, priya: User, petra: User) -> Person:
    """Ola, who said yes to both kinds of letters."""
    purposes.begin()
    person = make_person(elm, email="ola.nowak@family.example")
    for key in ("told", "take_part"):
        agreeing.decide(person, Purpose.objects.get(key=key), by=petra)
    return person


@pytest.fixture
def post(letters: None, monkeypatch: pytest.MonkeyPatch) -> Post:
    """Return a way to send a letter to somebody, as another floor will: queued, then carried by the worker."""

    def handler(template: str, person_id: str) -> None:
        person = Person.objects.get(pk=person_id)
        mail.send_to_family(template, person_id=person.pk, to=person.email, context={})

    monkeypatch.setitem(registry.HANDLERS, "tests.letter", handler)

    def send(person: Person, template: str = "take_part") -> Any:
        outbox.put("tests.letter", template, str(person.pk))
        outbox.drain()
        return django_mail.outbox[-1]

    return send


def _link(letter: Any) -> str:
    """Return the path of the link at the foot of a letter."""
    return "/" + str(re.findall(r"https?://\S+/stop/\S+", str(letter.body))[0]).partition("//")[2].partition("/")[2]


def _html(letter: Any) -> str:
    return str(letter.alternatives[0][0])


# --- What stands below ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", ON_A_YES)
def test_every_letter_that_rests_on_a_yes_says_how_to_stop_it_in_words_and_in_html(ola: Person, post: Post, template: str) -> None:
    letter = post(ola, template)
    assert "You can stop them whenever you like." in letter.body
    assert _link(letter) in _html(letter)
    assert _html(letter).index("News for you") < _html(letter).index("/stop/") < _html(letter).index("</body>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_in_the_language_of_who_reads_it_and_so_is_the_page(ola: Person, post: Post, client: Client, language: str) -> None:
    Person.objects.filter(pk=ola.pk).update(language=language)
    letter = post(ola)
    with override(language):
        said = gettext("You need no reason. Nothing else changes.")
    assert f"News for you ({language})" in letter.body
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    assert f'<p lang="{language}" dir="{direction}">' in _html(letter)
    assert said in words(client.get(_link(letter)))
    if language != "en-gb":
        assert "You can stop them" not in letter.body
        assert _link(letter).startswith(f"/{language}/")


def test_a_language_that_we_do_not_speak_is_answered_in_english(ola: Person, post: Post) -> None:
    Person.objects.filter(pk=ola.pk).update(language="xx")
    assert "You can stop them whenever you like." in post(ola).body


def test_mail_programs_are_told_of_the_link_so_that_they_can_show_a_button(ola: Person, post: Post) -> None:
    read = message_from_bytes(post(ola).message().as_bytes())
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "".join(read["List-Unsubscribe"].split()).endswith(_link(django_mail.outbox[-1]) + ">")


def test_a_letter_that_rests_on_no_yes_has_no_such_link(elm: Hub, post: Post) -> None:
    purposes.begin()
    person = make_person(elm, email="ola.nowak@family.example")
    for template in ("panel_dates", "consent_confirm"):
        letter = post(person, template)
        assert "/stop/" not in letter.body + _html(letter)
        assert "List-Unsubscribe" not in letter.extra_headers
    assert letter_foot.foot_of(template="made-up", person_id=person.pk) is None


def test_neither_letter_subject_queue_nor_trail_names_anybody(ola: Person, post: Post) -> None:
    letter = post(ola)
    kept = f"{list(OutboxItem.objects.values())} {list(AuditEntry.objects.values())}"
    for canary in ("Ola", "Nowak", "ola.nowak", str(ola.pk)):
        assert canary not in f"{letter.subject} {letter.body} {_html(letter)} {letter.extra_headers}"
    assert "nowak" not in kept.lower()


# --- What it does ---------------------------------------------------------------------------------------------------------


def test_looking_changes_nothing_and_pressing_twice_writes_one_decision(ola: Person, post: Post, client: Client) -> None:
    at = _link(post(ola))
    before = ConsentRecord.objects.count()
    for _ in range(3):  # scanners of mail follow links
        assert client.get(at).status_code == client.head(at).status_code == 200
    assert ConsentRecord.objects.count() == before

    for _ in range(2):
        assert "It is stopped" in words(client.post(at))

    row = ConsentRecord.objects.oldest_first()[before:].get()
    assert (row.purpose.key, row.decision) == ("take_part", Decision.WITHDRAWN)
    assert ledger.standing(ola, Purpose.objects.get(key="told")).is_yes, "and nothing else"


def test_the_button_of_a_mail_program_stops_it_from_the_programs_own_server(ola: Person, post: Post) -> None:
    at = _link(post(ola))
    answer = Client().post(at, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert not ledger.standing(ola, Purpose.objects.get(key="take_part")).is_yes


def test_the_next_letter_does_not_leave(ola: Person, post: Post, client: Client) -> None:
    client.post(_link(post(ola)))
    sent = len(django_mail.outbox)
    post(ola)
    assert len(django_mail.outbox) == sent
    post(ola, "told_what_happened")
    assert len(django_mail.outbox) == sent + 1


def test_a_forwarded_letter_shows_no_name_no_history_and_lets_nobody_in(ola: Person, post: Post, petra: User) -> None:
    at = _link(post(ola))
    someone_else = Client()
    came_in(someone_else)
    other = Person.objects.exclude(pk=ola.pk).get()
    agreeing.decide(other, Purpose.objects.get(key="take_part"), by=petra)

    page = someone_else.get(at)
    someone_else.post(at)

    for canary in ("Ola", "Nowak", "You said", "history", Purpose.objects.get(key="told").title):
        assert canary not in words(page).partition("Stop this?")[2].partition("See all my choices")[0]
    assert ledger.standing(other, Purpose.objects.get(key="take_part")).is_yes, "nothing of who pressed it"
    assert Client().get(at).cookies == {}


def test_a_link_that_somebody_changed_opens_nothing(ola: Person, post: Post, client: Client) -> None:
    at = _link(post(ola))
    elsewhere = at.partition("/stop/")[0] + "/stop/" + seal("[1]", where="somewhere.else") + "/"
    for changed in (at[:-9] + "AAAAAAA/", at[: len(at) // 2] + "/", elsewhere):
        assert client.get(changed).status_code == 410
        assert client.post(changed).status_code == 410
    assert ledger.standing(ola, Purpose.objects.get(key="take_part")).is_yes


def test_another_website_cannot_press_it(ola: Person, post: Post, client: Client) -> None:
    at = _link(post(ola))
    assert client.post(at, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert ledger.standing(ola, Purpose.objects.get(key="take_part")).is_yes


def test_what_became_no_question_of_yes_or_no_opens_nothing_and_breaks_nothing(ola: Person, post: Post, client: Client) -> None:
    at = _link(post(ola))
    Purpose.objects.filter(key="take_part").update(basis="public_task")
    assert client.post(at).status_code == 410
    assert ledger.standing(ola, Purpose.objects.get(key="take_part"), today=today()).is_yes
