"""What a hold keeps is not lost on a colleague's desk: neither by joining two records nor by correcting one (decision 0047)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import User
from consent.choices import SafeThere
from consent.models import LegalHold, Person
from consent.services import people as services
from consent.services.retention import lift_hold, place_hold
from core.models import Hub
from tests.builders import today
from tests.cast import sign_in
from tests.families import make_person
from tests.feedback.desk import words

HELD = "is held back since"


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola of Elm, with all that tells who she is."""
    return make_person(elm, email="ola@family.example", post_address="14 Quay Lane")


@pytest.fixture
def twice(elm: Hub) -> Person:
    """Another record of hers."""
    return make_person(elm, "Aleksandra", email="aleks@family.example")


@pytest.fixture
def hold(priya: User, ola: Person) -> LegalHold:
    """A court asks for what we hold of Ola."""
    return place_hold(name="Court case", reason="The court asked.", person=ola, by=priya, today=today())


@pytest.mark.parametrize("ola_stays", [True, False])
def test_who_is_held_is_joined_to_nobody(petra: User, hold: LegalHold, ola: Person, twice: Person, ola_stays: bool) -> None:
    stays, goes = (ola, twice) if ola_stays else (twice, ola)
    with pytest.raises(ValidationError, match=HELD):
        services.merge_people(stays=stays, goes=goes, by=petra)

    page = words(sign_in(petra).post(reverse("families:merge", args=[stays.pk]), {"other": goes.code, "join": "yes"}, follow=True))

    assert f"{ola.shown_code} {HELD}" in page
    assert "data protection officer" in page
    assert Person.objects.get(pk=ola.pk).email == "ola@family.example"
    assert not Person.objects.filter(merged_into__isnull=False).exists()


def test_once_the_hold_is_lifted_they_are_joined(petra: User, priya: User, hold: LegalHold, ola: Person, twice: Person) -> None:
    lift_hold(hold=hold, reason="It is over.", by=priya, today=today())
    assert services.merge_people(stays=twice, goes=ola, by=petra) == twice


@pytest.mark.parametrize("field", ["name", "email", "post_address"])
def test_nothing_that_stands_in_a_held_record_is_emptied_or_written_over(petra: User, hold: LegalHold, ola: Person, field: str) -> None:
    for value in ("", "other@family.example"):
        if field == "name" and not value:
            continue
        with pytest.raises(ValidationError, match=HELD):
            services.change_person(person=ola, said={field: value}, by=petra)
    assert getattr(Person.objects.get(pk=ola.pk), field) == getattr(ola, field)


def test_whoever_corrects_a_held_record_reads_what_to_do_and_keeps_what_they_typed(petra: User, hold: LegalHold, ola: Person) -> None:
    desk = sign_in(petra)
    at = reverse("families:change", args=[ola.pk])
    form = desk.get(at).context["form"]
    typed = {name: str(form[name].value() or "") for name in ("name", "email", "phone", "safe", "language", "seen", "post_address")}

    page = desk.post(at, {**typed, "hub": str(ola.hub_id), "email": "other@family.example"})

    assert HELD in words(page)
    assert "Ask the data protection officer" in words(page)
    assert 'value="other@family.example"' in page.text
    assert Person.objects.get(pk=ola.pk).email == "ola@family.example"


def test_what_keeps_somebody_safe_and_what_was_missing_is_written_down_all_the_same(petra: User, hold: LegalHold, ola: Person) -> None:
    services.change_person(person=ola, said={"safe": SafeThere.IN_PERSON, "phone": "07700 900123"}, by=petra)
    row = Person.objects.get(pk=ola.pk)
    assert (row.safe, row.phone, row.email) == (SafeThere.IN_PERSON, "+447700900123", "ola@family.example")
