"""The accessibility statement: what the law asks for, and no claim without a test behind it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from home.choices import Audit
from home.models import AccessibilityStatementPage, HomePage
from tests.builders import make_brand
from tests.home.reading import words


@pytest.fixture
def statement(front: HomePage) -> AccessibilityStatementPage:
    """The statement a new council begins with."""
    page: AccessibilityStatementPage = AccessibilityStatementPage.objects.get()
    return page


def test_it_begins_as_not_yet_audited_and_claims_nothing(client: Client, statement: AccessibilityStatementPage) -> None:
    page = words(client.get("/accessibility/"))

    assert "Not yet audited" in page
    assert "has not been audited yet" in page
    assert "compliant with the" not in page
    assert "last tested on" not in page


def test_the_legal_sentences_stand_word_for_word(client: Client, statement: AccessibilityStatementPage) -> None:
    make_brand(council_name="Ashmere County Council", phone="01632 960000")

    page = words(client.get("/accessibility/"))

    assert "The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector Bodies" in page
    assert "contact the Equality Advisory and Support Service (EASS)" in page
    assert "Ashmere County Council is committed to making its website accessible, in accordance with the Public Sector Bodies" in page


def test_it_offers_more_than_a_phone_number_and_says_how_soon_we_answer(client: Client, statement: AccessibilityStatementPage) -> None:
    make_brand(phone="01632 960000")
    statement.other_formats_email = "access@ashmere.example"
    statement.save()

    page = words(client.get("/accessibility/"))

    assert "access@ashmere.example" in page
    assert "01632 960000" in page
    assert "We answer within 5 working days." in page


def test_a_tested_statement_says_what_was_found_when_and_by_whom(client: Client, statement: AccessibilityStatementPage) -> None:
    statement.status, statement.tested_on, statement.how_tested = (
        Audit.PARTLY,
        date(2027, 3, 1),
        "Twelve people tested it with screen readers.",
    )
    statement.not_compliant = "<p>Two old pictures have no words (1.1.1). We will mend them by June.</p>"
    statement.too_much_to_mend, statement.outside_the_rules = "<p>None so far.</p>", "<p>Leaflets from before 2018.</p>"
    statement.prepared_on, statement.reviewed_on = date(2026, 11, 21), date(2027, 3, 2)
    statement.full_clean()
    statement.save_revision().publish()

    page = words(client.get("/accessibility/"))

    for said in (
        "partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard",
        "Non-compliance with the accessibility regulations",
        "Two old pictures have no words",
        "Disproportionate burden",
        "Content that’s not within the scope of the accessibility regulations",
        "prepared on 21 November 2026",
        "last reviewed on 2 March 2027",
        "last tested on 1 March 2027",
        "Twelve people tested it",
    ):
        assert said in page, said


@pytest.mark.parametrize("status", [Audit.FULLY, Audit.PARTLY, Audit.NOT])
def test_nothing_is_claimed_without_a_test(statement: AccessibilityStatementPage, status: str) -> None:
    statement.status = status

    with pytest.raises(ValidationError) as refused:
        statement.full_clean()

    assert "Say when it was tested, or leave the result at “Not yet audited”." in refused.value.messages
    assert "Say who tested it and how." in refused.value.messages


@pytest.mark.parametrize("status", [Audit.PARTLY, Audit.NOT])
def test_faults_are_listed(statement: AccessibilityStatementPage, status: str) -> None:
    statement.status, statement.tested_on, statement.how_tested = status, date(2027, 3, 1), "By hand."

    with pytest.raises(ValidationError, match="List what does not meet the rules"):
        statement.full_clean()


def test_every_page_leads_to_it(client: Client, statement: AccessibilityStatementPage) -> None:
    for address in ("/", "/hubs/", "/help-now/", "/search/", "/have-your-say/"):
        assert 'href="/accessibility/"' in client.get(address).text, address
