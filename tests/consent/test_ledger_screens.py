"""The ledger on the staff's screens: by code, nothing ticked beforehand, a no as easy as a yes, and proof handed out on purpose only."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from consent.choices import Stands
from consent.models import ConsentRecord, ConsentScan, Person, Purpose
from consent.selectors import ledger as selectors
from core.models import AuditEntry, Hub
from tests.builders import today
from tests.cast import sign_in
from tests.consent import agreeing
from tests.feedback.desk import words

FIND, SHEET = reverse("consent_ledger:index"), reverse("consent_ledger:sheet")


def _at(name: str, person: Person, *more: Any) -> str:
    return reverse(f"consent_ledger:{name}", args=[person.pk, *more])


@pytest.fixture
def desk(petra: User) -> Client:
    """Petra's desk: she looks after the panel of Elm."""
    return sign_in(petra)


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, a parent at Elm."""
    return agreeing.make_person(elm)


@pytest.fixture
def card(priya: User) -> Purpose:
    """A purpose that is asked, with words."""
    return agreeing.asked_purpose(by=priya, title="Send you a card")


def photo_of_a_form(name: str = "form.jpg") -> SimpleUploadedFile:
    """Return a photo, with a place in its metadata."""
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Canary Street 9"
    Image.new("RGB", (60, 80), "white").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def _on_paper(purpose: Purpose, says: str = "granted", **typed: Any) -> dict[str, Any]:
    usual = {"method": "paper", "given_by": "self", "given_on": str(today()), "language": "en-gb", f"says_{purpose.pk}": says}
    return usual | typed


# --- Finding and reading --------------------------------------------------------------------------------------------------


def test_a_code_finds_its_ledger_however_it_is_typed_and_stands_in_no_address(desk: Client, ola: Person) -> None:
    for typed in (ola.shown_code, ola.code.lower(), f" p {ola.code} "):
        assert desk.post(FIND, {"code": typed}).headers["Location"] == _at("one", ola)
    assert "Nobody of your hubs has this code." in words(desk.post(FIND, {"code": "KKKK"}))
    assert "Nobody of your hubs" in words(desk.post(FIND, {"code": "\x00" + "x" * 100_000}))


def test_somebody_of_another_hub_is_not_found(cara: User, ola: Person) -> None:
    assert "Nobody of your hubs has this code." in words(sign_in(cara).post(FIND, {"code": ola.code}))
    assert sign_in(cara).get(_at("one", ola)).status_code == 404


def test_the_ledger_says_what_holds_since_when_in_which_words_and_no_name(desk: Client, petra: User, ola: Person, card: Purpose) -> None:
    page = words(desk.get(_at("one", ola)))
    assert "Not known: nobody has asked" in page
    agreeing.decide(ola, card, by=petra, witness="Wendy Witness")
    agreeing.decide(ola, card, "refused", by=petra)

    page = words(desk.get(_at("one", ola)))

    assert f"What {ola.shown_code} agreed to" in page
    assert "We write four times a year." in page
    assert "Petra Example" in page
    for name in ("Ola", "Wendy", "family.example"):
        assert name not in page


def test_the_ledger_costs_the_same_for_few_and_for_many_decisions(
    desk: Client, petra: User, ola: Person, card: Purpose, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    agreeing.publish_newer_words_long_ago(card)
    for back, decision in zip(range(12, 0, -1), ("granted", "refused") * 6, strict=True):
        agreeing.decide(ola, card, decision, by=petra, given_on=today() - timedelta(days=back))
    assert ConsentRecord.objects.count() == 12
    agreeing.decide(ola, card, by=petra, method="paper", scan=("pdf", b"%PDF-"))
    desk.get(_at("one", ola))
    with django_assert_max_num_queries(18) as queries:
        desk.get(_at("one", ola))
    assert not [one for one in queries.captured_queries if '"content"' in one["sql"]], "megabytes of scans are not read for a list"


def test_who_only_reads_writes_nothing_down(asha: User, ola: Person, card: Purpose) -> None:
    desk = sign_in(asha)
    assert "Write down what they decided" not in words(desk.get(_at("one", ola)))
    assert desk.get(_at("write", ola)).status_code in {302, 403}
    assert desk.post(_at("change_mind", ola), {"purpose": card.pk, "method": "spoken"}).status_code in {302, 403}
    assert not ConsentRecord.objects.exists()


# --- Writing down ---------------------------------------------------------------------------------------------------------


def test_nothing_is_ticked_before_they_said_it(desk: Client, ola: Person, card: Purpose) -> None:
    for address in (_at("write", ola), SHEET):
        page = desk.get(address).text
        assert page.count('type="radio"') > 1
        assert "checked" not in page.split("<main")[-1]


def test_a_signed_form_is_written_down_with_its_scan(desk: Client, petra: User, ola: Person, card: Purpose) -> None:
    page = desk.post(_at("write", ola), _on_paper(card, scan=photo_of_a_form()), follow=True)

    assert "1 decision is written down." in words(page)
    record = ConsentRecord.objects.get()
    assert (record.decision, record.method, record.collected_by) == ("granted", "paper", petra)
    scan = ConsentScan.objects.get()
    assert scan.kind == "jpg"
    assert b"Canary" not in scan.content


def test_one_paper_holds_several_decisions_all_or_none(desk: Client, priya: User, ola: Person, card: Purpose) -> None:
    photo = agreeing.asked_purpose(by=priya, special="explicit", title="Use a photo of you")
    both = _on_paper(card, **{f"says_{photo.pk}": "granted"})

    page = words(desk.post(_at("write", ola), both | {"scan": photo_of_a_form()}))
    assert "Use a photo of you: This needs a yes to these very words." in page
    assert not ConsentRecord.objects.exists()

    desk.post(_at("write", ola), both | {"scan": photo_of_a_form(), "is_explicit": "on"})
    assert ConsentRecord.objects.count() == ConsentScan.objects.count() == 2


def test_a_no_is_written_down_with_less_than_a_yes(desk: Client, ola: Person, card: Purpose) -> None:
    assert "Add a photo or a scan" in words(desk.post(_at("write", ola), _on_paper(card)))
    desk.post(_at("write", ola), _on_paper(card, says="refused"))
    assert ConsentRecord.objects.get().decision == "refused"


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (SimpleUploadedFile("form.pdf", b"PK\x03\x04 a word file"), "neither a photo"),
        (SimpleUploadedFile("form.jpg", b"<script>alert(1)</script>"), "neither a photo"),
        (SimpleUploadedFile("form.pdf", b"%PDF-1.7 /JavaScript (app.alert(1))"), "carries a program"),
        (SimpleUploadedFile("form.pdf", b"%PDF-" + b"x" * (10 * 1024 * 1024)), "larger than 10 MB"),
    ],
    ids=["word", "script", "program", "heavy"],
)
def test_what_is_no_scan_is_refused_whatever_it_is_called(
    desk: Client, ola: Person, card: Purpose, file: SimpleUploadedFile, why: str
) -> None:
    file.seek(0)
    page = desk.post(_at("write", ola), _on_paper(card, scan=file, witness="Kept Words"))
    assert why in words(page)
    assert "Kept Words" in page.text
    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"method": ""}, "Say how they told us."),
        ({"given_by": ""}, "Say who decided."),
        ({"given_on": "soon"}, "Write the day, such as 30/11/2026."),
        ({"given_on": "2001-01-01"}, "No words in this language were published by that day"),
        ({"language": "ur"}, "No words in this language were published by that day"),
        ({"partner": "99999999999999999999"}, "not one of the available choices"),
        ({"decided_by": "x" * 100_000}, "Please make this 99,800 letters shorter."),
    ],
)
def test_what_cannot_be_written_down_says_why(desk: Client, ola: Person, card: Purpose, typed: dict[str, Any], why: str) -> None:
    page = desk.post(_at("write", ola), _on_paper(card, **typed))
    assert why in words(page)
    assert not ConsentRecord.objects.exists()


def test_at_least_one_decision_is_asked_for(desk: Client, ola: Person, card: Purpose) -> None:
    assert "Choose yes or no for at least one purpose." in words(desk.post(_at("write", ola), _on_paper(card, says="")))


def test_who_read_older_words_is_recorded_with_those(desk: Client, priya: User, ola: Person, card: Purpose) -> None:
    first = card.wordings.get(audience="adults")
    agreeing.publish_words(card, by=priya, text="Newer words.")
    page = desk.get(_at("write", ola))
    assert "Which words of “Send you a card” did they read?" in words(page)

    desk.post(_at("write", ola), _on_paper(card, scan=photo_of_a_form()) | {f"words_{card.pk}": first.pk})
    assert ConsentRecord.objects.get().wording == first


def test_a_yes_limited_to_places_of_another_purpose_is_never_a_yes_for_all_places(
    desk: Client, priya: User, petra: User, ola: Person, card: Purpose
) -> None:
    photo = agreeing.asked_purpose(by=priya, title="Use a photo of you", channels=["web", "print", "social"])
    Purpose.objects.filter(pk=card.pk).update(channels=["email", "post"])
    both = _on_paper(card, method="spoken", witness="Ben", **{f"says_{photo.pk}": "granted"})

    page = words(desk.post(_at("write", ola), both | {f"places_{photo.pk}": ["email"]}))
    assert "Choose only places that belong to this purpose." in page
    assert not ConsentRecord.objects.exists()

    desk.post(_at("write", ola), both | {f"places_{card.pk}": ["email"], f"places_{photo.pk}": ["web"]})
    assert {one.purpose.title: one.channels for one in ConsentRecord.objects.all()} == {card.title: ["email"], photo.title: ["web"]}
    assert selectors.why_not_use(person=ola, purpose=photo, channel="social")


@pytest.mark.parametrize("says", ["", "refused"])
def test_places_without_a_yes_are_asked_about_and_stay_ticked(desk: Client, ola: Person, card: Purpose, says: str) -> None:
    page = desk.post(_at("write", ola), _on_paper(card, says=says, **{f"places_{card.pk}": ["web"]}))
    assert "Places are ticked for this: choose yes as well, or take the ticks away." in words(page)
    assert re.search(r'<input[^>]*value="web"[^>]* checked', page.text)
    assert not ConsentRecord.objects.exists()


def test_who_types_a_form_of_the_day_they_changed_their_mind_reads_that_it_stays_a_no(desk: Client, ola: Person, card: Purpose) -> None:
    desk.post(_at("write", ola), _on_paper(card, says="refused"))
    page = words(desk.post(_at("write", ola), _on_paper(card, scan=photo_of_a_form()), follow=True))
    assert "1 decision is written down." in page
    assert "It stays a no for Send you a card: they said no on the same day or later" in page


# --- Proof is handed out on purpose ---------------------------------------------------------------------------------------


def test_a_scan_is_a_download_that_nobody_keeps_and_that_is_written_down(desk: Client, petra: User, ola: Person, card: Purpose) -> None:
    record = agreeing.decide(ola, card, by=petra, method="paper", scan=("pdf", b"%PDF-1.7 signed"))
    assert desk.get(_at("scan", ola, record.pk)).status_code == 405

    page = desk.post(_at("scan", ola, record.pk))

    assert page.content == b"%PDF-1.7 signed"
    assert page.headers["Content-Disposition"].startswith("attachment;")
    assert "no-store" in page.headers["Cache-Control"]
    entry = AuditEntry.objects.get(verb="consent.record.open_scan")
    assert (entry.actor, entry.subject) == (f"staff:{petra.pk}", f"consent.ConsentRecord:{record.pk}")


def test_names_are_opened_on_purpose_and_that_is_written_down(asha: User, petra: User, ola: Person, card: Purpose) -> None:
    record = agreeing.decide(ola, card, by=petra, witness="Wendy Witness")
    page = sign_in(asha).post(_at("names", ola, record.pk))
    assert "Wendy Witness" in words(page)
    assert "no-store" in page.headers["Cache-Control"]
    assert AuditEntry.objects.get(verb="consent.record.open_names").actor == f"staff:{asha.pk}"


def test_a_scan_asks_the_officer_why(priya: User, petra: User, ola: Person, card: Purpose) -> None:
    record = agreeing.decide(ola, card, by=petra, method="paper", scan=("pdf", b"%PDF-1.7 signed"), witness="Wendy Witness")
    office = sign_in(priya)
    assert "Why do you open this?" in words(office.get(_at("one", ola)))
    assert "Why do you open this?" not in words(sign_in(petra).get(_at("one", ola)))
    for name in ("scan", "names"):
        for reason in ({}, {"reason": "curious"}):
            page = office.post(_at(name, ola, record.pk), reason)
            assert "Choose why you open this. The audit trail keeps it." in words(page)
            assert "Wendy Witness" not in page.text
    assert not AuditEntry.objects.filter(verb__startswith="consent.record.open").exists()

    assert office.post(_at("scan", ola, record.pk), {"reason": "rights"}).content == b"%PDF-1.7 signed"
    assert "Wendy Witness" in words(office.post(_at("names", ola, record.pk), {"reason": "complaint"}))
    kept = {entry.verb: entry.facts for entry in AuditEntry.objects.filter(verb__startswith="consent.record.open")}
    assert '"reason":"rights"' in kept["consent.record.open_scan"]
    assert '"reason":"complaint"' in kept["consent.record.open_names"]


def test_the_record_of_somebody_else_is_not_opened_from_here(desk: Client, petra: User, elm: Hub, ola: Person, card: Purpose) -> None:
    record = agreeing.decide(agreeing.make_person(elm), card, by=petra)
    for name in ("names", "scan", "ask"):
        assert desk.post(_at(name, ola, record.pk)).status_code == 404


# --- Changing a mind ------------------------------------------------------------------------------------------------------


def test_a_change_of_mind_is_one_press(desk: Client, petra: User, ola: Person, card: Purpose) -> None:
    agreeing.decide(ola, card, by=petra)
    assert "Say how they told you" in words(desk.post(_at("change_mind", ola), {"purpose": card.pk}))

    page = desk.post(_at("change_mind", ola), {"purpose": card.pk, "method": "spoken"}, follow=True)

    assert "Nothing of theirs is used for this any more." in words(page)
    assert "Said aloud." in words(page), "a change of mind needs no witness, and the page claims none"
    assert selectors.standing(ola, card).state == Stands.WITHDRAWN
    assert desk.post(_at("change_mind", ola), {"purpose": "9" * 30, "method": "spoken"}).status_code == 404
