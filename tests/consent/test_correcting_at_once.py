"""Two colleagues who correct one record: the second is told what the first wrote, and nothing of either is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices import SafeThere
from consent.models import Person
from consent.services import people as services
from core.models import AuditEntry, Hub
from tests.cast import sign_in
from tests.families import make_person
from tests.feedback.desk import words


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, whom it was safe to write to."""
    return make_person(elm, email="ola@family.example")


def _as_shown(desk: Client, person: Person) -> dict[str, Any]:
    form = desk.get(reverse("families:change", args=[person.pk])).context["form"]
    said = {name: field.value() for name, field in ((one.name, one) for one in form)}
    return {name: getattr(value, "pk", value) or "" for name, value in said.items() if value is not False}


def test_an_old_page_does_not_undo_what_a_colleague_wrote_about_safety(petra: User, ola: Person) -> None:
    desk, at = sign_in(petra), reverse("families:change", args=[ola.pk])
    posted = _as_shown(desk, ola) | {"post_address": "14 Quay Lane"}
    services.change_person(person=ola, said={"safe": SafeThere.IN_PERSON}, by=petra)

    page = desk.post(at, posted)

    assert "A colleague changed this while you had it open." in words(page)
    assert "Safe to write to them there No: only in person" in words(page), "what stands there now"
    assert AuditEntry.objects.filter(verb="consent.person.open_contact").count() == 2, "the page before, and what stands there now"
    assert "14 Quay Lane" in page.text, "and what was typed is still there"
    one = Person.objects.get()
    assert (one.safe, one.post_address) == (SafeThere.IN_PERSON, "")

    again = {name: field.value() for name, field in ((one.name, one) for one in page.context["form"])}
    posted |= {"seen": again["seen"], "safe": SafeThere.IN_PERSON}
    assert desk.post(at, posted).status_code == 302
    one = Person.objects.get()
    assert (one.safe, one.post_address) == (SafeThere.IN_PERSON, "14 Quay Lane")


def test_a_page_that_nobody_overtook_is_saved(petra: User, ola: Person) -> None:
    desk = sign_in(petra)
    posted = _as_shown(desk, ola) | {"post_address": "14 Quay Lane"}
    assert desk.post(reverse("families:change", args=[ola.pk]), posted).status_code == 302
    assert Person.objects.get().post_address == "14 Quay Lane"


def test_a_post_without_the_mark_is_taken_for_an_old_page(petra: User, ola: Person) -> None:
    desk = sign_in(petra)
    posted = _as_shown(desk, ola) | {"safe": SafeThere.ONLY_RING, "seen": ""}
    assert "A colleague changed this" in words(desk.post(reverse("families:change", args=[ola.pk]), posted))
    assert Person.objects.get().safe == SafeThere.YES
