"""A partner with whom something is signed stays who it is: nobody redirects an agreement alone (decision 0048)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import Partner, SharingAgreement
from consent.selectors import sharing as selectors
from consent.services import sharing as services
from core.models import AuditEntry
from tests import builders
from tests.cast import sign_in
from tests.consent.sharing_people import act, draft, leo, partner, signed
from tests.feedback.desk import words

__all__ = ["leo"]
pytestmark = pytest.mark.django_db
BROKERS = "Acme Data Brokers Ltd"
DAY = timedelta(days=1)


def keep(desk: Client, one: Partner, **typed: Any) -> Any:
    """Post the partner's form as it is shown, with something typed otherwise."""
    at = reverse("sharing:partner", args=[one.pk])
    shown = {field.name: field.value() or "" for field in desk.get(at).context["form"]}
    return desk.post(at, shown | typed, follow=True)


@pytest.fixture
def agreement(leo: User, priya: User) -> SharingAgreement:
    """An agreement on public task, so that no family decided about its partner."""
    return signed(leo, priya, lawful_basis="public_task", at=partner(website="https://forum.example", email="office@forum.example"))


def test_a_lead_does_not_redirect_what_an_officer_signed(leo: User, agreement: SharingAgreement) -> None:
    page = keep(sign_in(leo), agreement.partner, name=BROKERS)

    assert "An agreement is signed with “Ashmere Parent Carer Forum”, so its name stays." in words(page)
    assert "Add a partner of the new name" in words(page)
    assert BROKERS in page.text, "and what was typed is still there"
    assert Partner.objects.get().name == "Ashmere Parent Carer Forum"


def test_an_officer_does_not_either_nor_does_anybody_at_the_database(priya: User, agreement: SharingAgreement) -> None:
    assert "so its name stays" in words(keep(sign_in(priya), agreement.partner, name=BROKERS))
    one = Partner.objects.get()
    one.name = BROKERS
    with pytest.raises(ValidationError, match="so its name stays"):
        services.save_partner(partner=one, by=priya)
    for refused in (one.save, lambda: Partner.objects.update(name=BROKERS)):
        with pytest.raises(IntegrityError, match="keeps its name"), transaction.atomic():
            refused()
    assert Partner.objects.get().name == "Ashmere Parent Carer Forum"


@pytest.mark.parametrize(
    ("field", "typed"), [("website", "https://acme.example"), ("email", "office@acme.example"), ("about", "Brokers of data")]
)
def test_where_its_office_is_found_is_changed_by_who_signs_alone(
    leo: User, priya: User, agreement: SharingAgreement, field: str, typed: str
) -> None:
    page = keep(sign_in(leo), agreement.partner, **{field: typed})
    assert "only who signs agreements changes this. Ask a data protection officer." in words(page)
    assert typed in page.text
    assert getattr(Partner.objects.get(), field) != typed

    assert "The partner is kept." in words(keep(sign_in(priya), agreement.partner, **{field: typed}))
    assert getattr(Partner.objects.get(), field) == typed
    assert f'"fields":["{field}"]' in AuditEntry.objects.get(verb="consent.partner.edit").facts.replace(" ", "")


def test_a_partner_that_ended_begins_again_by_who_signs_alone(leo: User, priya: User, agreement: SharingAgreement) -> None:
    keep(sign_in(leo), agreement.partner, ended_on=str(builders.today() - 3 * DAY))
    assert Partner.objects.get().ended_on == builders.today() - 3 * DAY, "a lead may end it"

    for typed in ("", str(builders.today())):
        page = keep(sign_in(leo), agreement.partner, ended_on=typed)
        assert "Only who signs agreements lets it begin again." in words(page)
        assert Partner.objects.get().ended_on == builders.today() - 3 * DAY

    keep(sign_in(priya), agreement.partner, ended_on="")
    assert Partner.objects.get().ended_on is None


def test_before_anything_is_signed_a_lead_puts_all_of_it_right(leo: User) -> None:
    one = draft(leo).partner
    typed = {"name": "Forum of Ashmere", "website": "https://forum.example", "about": "Parents"}
    assert "The partner is kept." in words(keep(sign_in(leo), one, **typed))
    assert Partner.objects.get().name == "Forum of Ashmere"


def test_a_name_changed_since_the_signature_was_asked_for_needs_a_new_look(leo: User, priya: User) -> None:
    agreement = draft(leo)
    act(sign_in(leo), agreement, "ask")
    keep(sign_in(leo), agreement.partner, name=BROKERS)

    page = words(act(sign_in(priya), agreement, "sign"))

    assert "A word of it has changed since the signature was asked for." in page
    agreement.refresh_from_db()
    assert agreement.signed_at is None


def test_an_old_page_of_a_partner_takes_nothing_back(leo: User, priya: User) -> None:
    desk, one = sign_in(priya), partner()
    at = reverse("sharing:partner", args=[one.pk])
    shown = {field.name: field.value() or "" for field in desk.get(at).context["form"]}
    keep(sign_in(leo), one, ended_on=str(builders.today()))

    page = desk.post(at, shown | {"about": "Parents, and carers"})

    assert "A colleague changed this while you had it open." in words(page)
    assert f"We share no more since {builders.today()}" in words(page), "what stands there now"
    assert "Parents, and carers" in page.text
    assert Partner.objects.get().ended_on == builders.today()
    again = {field.name: field.value() or "" for field in page.context["form"]}
    assert "The partner is kept." in words(desk.post(at, again | {"ended_on": str(builders.today())}, follow=True))
    assert Partner.objects.get().about == "Parents, and carers"


def test_what_was_shared_is_still_covered_and_named_as_it_was(leo: User, agreement: SharingAgreement) -> None:
    keep(sign_in(leo), agreement.partner, name=BROKERS)
    found = selectors.covering(Partner.objects.get(), "parent-forum", ["name"], builders.today())
    assert found.agreement is not None
    assert found.agreement.partner.name == "Ashmere Parent Carer Forum"
