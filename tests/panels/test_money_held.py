"""What a legal hold keeps of claims and small sums: nobody deletes it, writes over it or ends it, on whomever the hold is."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from consent.models import LegalHold, Person
from core.models import Hub
from core.questions import retention_end
from panels.choices import ClaimState, MoneyKind
from panels.models import Claim, ClaimLine, ClaimReceipt, Membership, Payout
from panels.rules.claims import HELD, Asked
from panels.selectors.money_kept import PAYMENTS
from panels.services import claims, claims_paying
from panels.services.claims import Receipt, Said, add_receipts
from tests.builders import today
from tests.families import make_person
from tests.panels.paneling import make_member
from tests.panels.paying import agree, give, make_claim, meeting_was, paying_panel


@pytest.fixture
def ola(elm: Hub, petra: User) -> Membership:
    """Ola Nowak, on a panel that pays."""
    return make_member(paying_panel(elm, petra))


def hold(by: User, **on: Any) -> LegalHold:
    return LegalHold.objects.create(name="Case", reason="A court.", from_on=today(), placed_by=by, **on)


def person_of(member: Membership) -> Person:
    assert member.person
    return member.person


def refused(act: Any, **facts: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        act(**facts)
    assert caught.value.messages == [HELD]


def ends(key: object) -> str:
    (said,) = [one for one in retention_end.answers(code=PAYMENTS, key=str(key), today=today()) if one]
    return said.why_kept


@pytest.mark.parametrize("whole", [True, False])
def test_a_claim_that_is_held_is_not_taken_back(ola: Membership, petra: User, priya: User, *, whole: bool) -> None:
    claim = make_claim(ola, by=petra, note="The sitter was ill")
    add_receipts(claim, [Receipt("pdf", b"%PDF-1.4", "The sitter")])
    hold(priya, person=ola.person) if whole else hold(priya, code=PAYMENTS, record=str(claim.pk))

    refused(claims.withdraw, claim=claim, by=petra)
    claim.refresh_from_db()
    assert (claim.state, claim.note, ClaimReceipt.objects.count()) == (ClaimState.SENT, "The sitter was ill", 1)

    LegalHold.objects.all().delete()
    claims.withdraw(claim=claim, by=petra)
    assert not ClaimReceipt.objects.exists()


def test_of_a_claim_that_is_held_no_line_goes_and_no_word_is_written_over(ola: Membership, petra: User, priya: User) -> None:
    thanks = [Asked(MoneyKind.THANK_YOU, Decimal(10))]
    claim = make_claim(ola, by=petra, sent=False, lines=thanks, note="As agreed", meeting=meeting_was(ola.panel), heard_of_benefits=True)
    hold(priya, person=ola.person)

    refused(claims.turn_down_thanks, claim=claim, by=petra)
    refused(claims.change, claim=claim, said=Said(thanks, note="Another"), by=petra, seen=claim.version)
    claim.refresh_from_db()
    assert (claim.note, ClaimLine.objects.count()) == ("As agreed", 1)


def test_an_answer_that_is_held_is_not_written_over_and_a_first_one_is_given(
    ola: Membership, petra: User, hana: User, fay: User, priya: User
) -> None:
    hold(priya, person=ola.person)
    claim = make_claim(ola, by=petra)
    claims_paying.send_back(claim=claim, answer="Which day?", by=hana, seen=claim.version)
    claim = claims.send(claim=claim, by=petra)

    refused(claims_paying.send_back, claim=claim, answer="Which hour?", by=hana, seen=claim.version)
    refused(agree, claim=claim, by=hana)
    claim.refresh_from_db()
    assert (claim.answer, claim.state) == ("Which day?", ClaimState.SENT)

    other = agree(make_claim(ola, by=petra), by=hana)
    refused(claims_paying.cannot_pay, claim=other, answer="No account", by=fay)
    assert other.lines.get().agreed


@pytest.mark.parametrize("is_emptied", [False, True])
def test_money_of_somebody_who_is_held_stays_past_its_time(
    elm: Hub, ola: Membership, petra: User, priya: User, *, is_emptied: bool
) -> None:
    claim, (row,) = make_claim(ola, by=petra), give(meeting_was(ola.panel), ola, by=petra)
    other = make_claim(make_member(ola.panel, make_person(elm, "Mina Said")), by=petra)
    hold(priya, person=person_of(ola))
    if is_emptied:
        Membership.objects.update(person=None)

    assert ends(claim.pk) == ends(row.pk) == "It is held back."
    assert ends(other.pk) == ""
    assert list(Claim.objects.all()) == [claim]
    assert list(Payout.objects.all()) == [row]
