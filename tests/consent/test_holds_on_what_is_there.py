"""A hold holds something: what it is about is found however it is written, what is not there is refused, and it is lifted for a reason."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import LegalHold, Partner, RightsRequest
from consent.selectors import holds
from consent.services import erasing
from consent.services import retention as services
from core.models import Hub
from tests import builders
from tests.cast import sign_in
from tests.consent.breach_people import reported
from tests.consent.retention_people import CODE, ended, prospects
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words

__all__ = ["prospects"]
pytestmark = pytest.mark.django_db
LIFT = reverse("retention:lift")


@pytest.fixture
def desk(priya: User) -> Client:
    """The data protection officer's desk."""
    return sign_in(priya)


@pytest.fixture
def asked(elm: Hub) -> RightsRequest:
    """What Ola asked about her data."""
    return make_rights_request(make_person(elm))


def hold(desk: Client, code: str, record: str) -> Any:
    """Hold one record back on the screen."""
    said = {"name": "Case 7", "code": code, "record": record, "reason": "The court asked."}
    return desk.post(reverse("retention:hold"), said, follow=True)


# --- What it is about -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "write",
    [
        lambda one: str(one.pk),
        lambda one: str(one.pk).upper(),
        lambda one: one.pk.hex,
        lambda one: f"consent.RightsRequest:{one.pk}",
        lambda one: f"  {one} ",
        lambda one: str(one).lower(),
        lambda one: str(one).replace("-", ""),
        lambda one: f"https://earshot.elmshire.gov.uk{reverse('rights:one', args=[one.pk])}",
    ],
    ids=["id", "capitals", "no dashes", "as the trail says", "reference", "small reference", "reference without dash", "address"],
)
def test_a_record_is_held_however_it_is_written(desk: Client, asked: RightsRequest, write: Any) -> None:
    assert "Held back from now on" in words(hold(desk, "rights_requests", write(asked)))
    assert holds.held_back("rights_requests", [str(asked.pk)]) == {str(asked.pk): "held"}


def test_records_of_other_kinds_have_references_and_numbers_too(desk: Client, priya: User, ben: User, elm: Hub) -> None:
    breach, comment = reported(ben), builders.make_voice(elm)
    for code, typed, key in (("breaches", breach.reference, breach.pk), ("comment_words", comment.pk.hex, comment.pk)):
        hold(desk, code, typed)
        assert holds.held_back(code, [str(key)]) == {str(key): "held"}


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("photos", "nonsense-id"),
        ("photos", "4711"),
        ("photos", "9" * 40),
        ("rights_requests", "R-ZZZZZ"),
        ("rights_requests", "2f0d4f10-0000-4000-8000-000000000000"),
        ("breaches", "DB-2026-000000"),
        ("payments", "7"),
        ("audit_trail", "x" * 150),
    ],
)
def test_what_is_not_there_is_refused_and_what_was_typed_stays(desk: Client, code: str, typed: str) -> None:
    page = hold(desk, code, typed)
    assert "has no record" in words(page)
    assert "from its own page or from the audit trail" in words(page)
    assert f'value="{typed}"' in page.text
    assert "The court asked." in page.text
    assert not LegalHold.objects.exists()


def test_the_reference_of_another_kind_is_not_there_either(desk: Client, asked: RightsRequest) -> None:
    hold(desk, "consent_records", f"consent.RightsRequest:{asked.pk}")
    hold(desk, "breaches", str(asked))
    assert not LegalHold.objects.exists()


def test_the_page_of_a_kind_says_whether_one_record_is_held_or_all_of_them(desk: Client, asked: RightsRequest) -> None:
    hold(desk, "rights_requests", str(asked.pk))
    page = words(desk.get(reverse("retention:one", args=["rights_requests"])))
    assert f"Case 7: one record, {asked}" in page
    assert f"one record {asked}" in words(desk.get(reverse("retention:index")))

    hold(desk, "breaches", "")
    assert "Case 7: all of it" in words(desk.get(reverse("retention:one", args=["breaches"])))


# --- Taking turns ---------------------------------------------------------------------------------------------------------


def test_who_holds_a_kind_or_a_record_waits_for_the_turn_that_every_ending_takes(
    priya: User, prospects: list[Partner], elm: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []
    for module in (services, erasing):
        monkeypatch.setattr(module, "wait_for_holds", lambda name=module.__name__: taken.append(name))

    services.place_hold(name="Case", reason="A court.", code="photos", by=priya, today=builders.today())
    assert taken == ["consent.services.retention"]
    erasing.erase_everywhere(make_person(elm), builders.today())
    assert taken[1:] == ["consent.services.erasing"]
    taken.clear()
    ended(priya, 3)
    assert taken == ["consent.services.retention"]


# --- Lifting --------------------------------------------------------------------------------------------------------------


def test_a_hold_is_lifted_for_a_reason_that_is_sealed_beside_the_first(desk: Client, priya: User) -> None:
    hold(desk, "photos", "")
    held = LegalHold.objects.get()

    page = desk.post(LIFT, {"hold": str(held.pk), "reason": " "})
    assert "Say why it need not be held any more" in words(page)
    assert LegalHold.objects.get().lifted_on is None

    desk.post(LIFT, {"hold": str(held.pk), "reason": "The case of Kit is closed."})

    held.refresh_from_db()
    assert (held.why_lifted, held.lifted_by) == ("The case of Kit is closed.", priya)
    assert "Kit" not in LegalHold.objects.values_list("why_lifted", flat=True).get()
    assert "Lifted, because: The case of Kit is closed." in words(desk.get(reverse("retention:index")))


def test_a_reason_that_is_too_long_stays_in_its_box(desk: Client) -> None:
    hold(desk, "photos", "")
    page = desk.post(LIFT, {"hold": str(LegalHold.objects.get().pk), "reason": "Long. " * 2_000})
    assert "at most 2000 characters" in words(page)
    assert "Long. Long." in page.text
    assert LegalHold.objects.get().lifted_on is None


def test_no_service_lifts_without_a_reason(priya: User) -> None:
    held = services.place_hold(name="Case", reason="A court.", code="photos", by=priya, today=builders.today())
    with pytest.raises(ValidationError, match="Say why"):
        services.lift_hold(hold=held, reason="", by=priya, today=builders.today())
    assert held.code != CODE
