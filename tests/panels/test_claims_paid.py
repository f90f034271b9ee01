"""The second look at a claim, sending it back, paying it, and the letter that says so."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from consent.services.purposes import begin as begin_purposes
from core import outbox
from core.choices import RoleKind
from core.models import Hub, OutboxItem
from core.overtaken import Overtaken
from panels.choices import ClaimState, MoneyKind
from panels.models import Claim, Membership, Panel
from panels.rules.claims import Asked
from panels.services import claims_paying as services
from tests.builders import make_brand, today
from tests.cast import give_role, sign_in
from tests.families import make_person
from tests.panels.paneling import make_member
from tests.panels.paying import agree, give, make_claim, meeting_was, paying_panel


def at(claim: Claim, name: str = "one") -> str:
    return reverse(f"claims:{name}", args=[claim.pk])


@pytest.fixture
def ola(elm: Hub, petra: User) -> Membership:
    """Ola Nowak, on a panel that pays."""
    return make_member(paying_panel(elm, petra))


def test_a_manager_agrees_finance_pays_and_the_member_is_told(ola: Membership, petra: User, hana: User, fay: User) -> None:
    claim = make_claim(ola, by=petra)
    line = claim.lines.get()

    sign_in(hana).post(at(claim, "look"), {"seen": claim.version, f"line_{line.pk}": "30"})
    claim.refresh_from_db()
    assert (claim.state, claim.checked_by) == (ClaimState.CHECKED, hana)
    page = sign_in(fay).post(at(claim, "paid"), {"on": str(today()), "reference": "BACS 00481516"}, follow=True).text

    claim.refresh_from_db()
    assert (claim.state, claim.paid_by, claim.ended_on, claim.paid_reference) == (ClaimState.PAID, fay, today(), "BACS 00481516")
    assert "is paid. No letter can tell the member" in page, "she has no address"
    item = OutboxItem.objects.get(name=services.WRITE)
    assert item.arguments == [str(claim.pk), str(ola.person_id)]


def test_who_wrote_it_down_does_not_agree_to_it(ola: Membership, petra: User, elm: Hub) -> None:
    give_role(petra, RoleKind.HUB_MANAGER, elm)
    claim = make_claim(ola, by=petra)

    assert "You wrote this claim down yourself." in sign_in(petra).get(at(claim)).text
    with pytest.raises(ValidationError, match="Somebody else"):
        agree(claim, by=petra)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(checked_by=petra)


def test_nor_does_whoever_it_is_for(elm: Hub, petra: User, hana: User, fay: User) -> None:
    panel = paying_panel(elm, petra)
    claim = make_claim(make_member(panel, make_person(elm, "Hana Example", email=hana.email.upper())), by=petra)
    with pytest.raises(ValidationError, match="This claim is your own"):
        agree(claim, by=hana)


def test_nor_is_it_paid_by_whoever_it_is_for(elm: Hub, petra: User, hana: User, fay: User) -> None:
    panel = paying_panel(elm, petra)
    claim = agree(make_claim(make_member(panel, make_person(elm, "Fay Example", email=fay.email.upper())), by=petra), by=hana)
    with pytest.raises(ValidationError, match="Somebody else has to pay it"):
        services.pay(claim=claim, on=today(), reference="X1", by=fay)


def test_who_may_not_agree_to_claims_is_refused(ola: Membership, petra: User, fay: User) -> None:
    claim = make_claim(ola, by=None)
    for person in (petra, fay):
        with pytest.raises(PermissionDenied):
            agree(claim, by=person)


def test_less_is_agreed_to_with_a_word_that_the_member_reads(ola: Membership, petra: User, hana: User, fay: User) -> None:
    claim = make_claim(ola, by=petra)
    with pytest.raises(ValidationError, match="Say why: they read it"):
        agree(claim, by=hana, pounds="24")

    agree(claim, by=hana, pounds="24", answer="We pay up to £8 an hour.")
    services.pay(claim=claim, on=today(), reference="X1", by=fay)

    claim = Claim.objects.get()
    assert (claim.state, claim.agreed, claim.answer) == (ClaimState.PART_PAID, Decimal(24), "We pay up to £8 an hour.")


@pytest.mark.parametrize(("pounds", "why"), [("31", "between nothing and £30"), ("0", "Nothing is agreed to")])
def test_neither_more_than_was_asked_nor_nothing_is_agreed_to(pounds: str, why: str, ola: Membership, petra: User, hana: User) -> None:
    with pytest.raises(ValidationError, match=why):
        agree(make_claim(ola, by=petra), by=hana, pounds=pounds, answer="So it is.")


def test_sent_back_with_a_reason_put_right_and_sent_again(ola: Membership, petra: User, hana: User) -> None:
    claim = make_claim(ola, by=petra)
    page = sign_in(hana).post(at(claim, "look"), {"seen": claim.version, "back": "1", "answer": ""}).text
    assert "Say what is missing" in page

    sign_in(hana).post(at(claim, "look"), {"seen": claim.version, "back": "1", "answer": "Which day was it?"})
    claim.refresh_from_db()
    assert (claim.state, claim.answer) == (ClaimState.BACK, "Which day was it?")
    assert "Which day was it?" in sign_in(petra).get(at(claim)).text
    sign_in(petra).post(at(claim, "send"))
    claim.refresh_from_db()
    assert claim.state == ClaimState.SENT


def test_the_answer_to_a_member_holds_no_bank_details(ola: Membership, petra: User, hana: User) -> None:
    claim = make_claim(ola, by=petra)
    page = sign_in(hana).post(at(claim, "look"), {"seen": claim.version, "back": "1", "answer": "Is it 60-83-71 31926819?"}).text
    assert "we keep no bank details here" in page
    assert "31926819" in page  # what was typed is still there


def test_nobody_agrees_to_what_they_have_not_read(ola: Membership, petra: User, hana: User) -> None:
    claim = make_claim(ola, by=petra)
    Claim.objects.update(version=9)
    with pytest.raises(Overtaken):
        agree(claim, by=hana)


def test_who_was_overtaken_reads_the_claim_anew_keeps_their_word_and_can_decide(ola: Membership, petra: User, hana: User) -> None:
    claim, desk = make_claim(ola, by=petra), sign_in(hana)
    old = claim.lines.get()
    old.delete()
    new = claim.lines.create(kind=MoneyKind.CHILDCARE, amount=Decimal(25), hours=Decimal(3))
    Claim.objects.update(version=9)

    page = desk.post(at(claim, "look"), {"seen": claim.version, f"line_{old.pk}": "30", "answer": "A word."}).text
    assert "A colleague changed this" in page
    assert "A word." in page
    assert f'name="line_{new.pk}" value="25' in page

    desk.post(at(claim, "look"), {"seen": re.findall(r'name="seen" value="(\d+)"', page)[0], f"line_{new.pk}": "25", "answer": "A word."})
    claim.refresh_from_db()
    assert (claim.state, claim.agreed) == (ClaimState.CHECKED, Decimal(25))


def test_what_to_look_at_twice_stands_beside_it(ola: Membership, petra: User, hana: User) -> None:
    meeting = meeting_was(ola.panel)
    give(meeting, ola, by=petra)
    claim = make_claim(ola, by=petra, meeting=meeting, lines=[Asked(MoneyKind.CHILDCARE, Decimal(40), hours=Decimal(2))])

    page = sign_in(hana).get(at(claim)).text

    assert "No receipt came with it" in page
    assert "hours come to £24 at most by the policy." in page
    assert "See that nothing is paid twice." in page


@pytest.mark.parametrize(
    ("reference", "days", "why"), [("", 0, "Write the reference"), ("60-83-71 31926819", 0, "no bank details"), ("X1", 1, "and today")]
)
def test_what_is_no_payment_is_refused(reference: str, days: int, why: str, ola: Membership, petra: User, hana: User, fay: User) -> None:
    claim = agree(make_claim(ola, by=petra), by=hana)
    with pytest.raises(ValidationError, match=why):
        services.pay(claim=claim, on=today() + timedelta(days=days), reference=reference, by=fay)


def test_nothing_is_paid_twice_nor_without_a_second_look(ola: Membership, petra: User, hana: User, fay: User) -> None:
    claim = make_claim(ola, by=petra)
    with pytest.raises(ValidationError, match="not agreed"):
        services.pay(claim=claim, on=today(), reference="X1", by=fay)
    agree(claim, by=hana)
    services.pay(claim=claim, on=today(), reference="X1", by=fay)
    with pytest.raises(ValidationError, match="paid already"):
        services.pay(claim=claim, on=today(), reference="X2", by=fay)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(
            membership=ola,
            policy=claim.policy,
            payee_code="P-1",
            state=ClaimState.CHECKED,
            entered_on=today(),
            sent_on=today(),
            pay_by_on=today(),
        )


def test_what_cannot_be_paid_goes_back_with_a_reason_and_is_looked_at_anew(ola: Membership, petra: User, hana: User, fay: User) -> None:
    claim = agree(make_claim(ola, by=petra), by=hana)
    page = sign_in(fay).post(at(claim, "cannot_pay"), {"answer": "Their account 31926819 is closed."}).text
    assert "we keep no bank details here" in page
    assert "is closed." in page

    sign_in(fay).post(at(claim, "cannot_pay"), {"answer": "Your bank sent it back. Please ring us."})

    claim.refresh_from_db()
    assert (claim.state, claim.answer, claim.checked_by, claim.agreed) == (
        ClaimState.BACK,
        "Your bank sent it back. Please ring us.",
        None,
        Decimal(0),
    )
    with pytest.raises(ValidationError, match="paid already"):
        services.cannot_pay(claim=claim, answer="Again", by=fay)


@pytest.mark.parametrize(("email", "said"), [("ola@family.example", "A letter tells the member"), ("", "No letter can tell the member")])
def test_who_pays_reads_whether_a_letter_can_tell_the_member(elm: Hub, petra: User, hana: User, fay: User, email: str, said: str) -> None:
    panel = paying_panel(elm, petra)
    claim = agree(make_claim(make_member(panel, make_person(elm, "Ola Nowak", email=email)), by=petra), by=hana)
    page = sign_in(fay).post(at(claim, "paid"), {"on": today().isoformat(), "reference": "X1"}, follow=True).text
    assert said in page


# --- The letter -----------------------------------------------------------------------------------------------------------


def _letter(elm: Hub, petra: User, hana: User, fay: User, **facts: str) -> "list[mail.EmailMessage]":
    begin_purposes()
    make_brand(phone="01632 960 000")
    panel = paying_panel(elm, petra)
    Panel.objects.update(reply_to="panel@ashmere.example")
    member = make_member(panel, make_person(elm, "Ola Nowak", email="ola@family.example", **facts))
    claim = agree(make_claim(member, by=petra, note="The sitter"), by=hana)
    services.pay(claim=claim, on=today(), reference="X1", by=fay)
    outbox.drain()
    return list(mail.outbox)


def test_the_letter_says_that_it_is_paid_and_neither_what_for_nor_in_its_subject_how_much(
    elm: Hub, petra: User, hana: User, fay: User
) -> None:
    (letter,) = _letter(elm, petra, hana, fay)
    assert letter.to == ["ola@family.example"]
    assert letter.subject == "A word from your family hub"
    assert "We have sent you £30." in letter.body
    assert "01632 960 000" in letter.body, "whoever wants to ask finds whom"
    assert "You can answer this letter" in letter.body
    assert "Childcare" not in letter.body
    assert "sitter" not in letter.body


@pytest.mark.parametrize("how", ["sent_back", "unpaid", "sent_again"])
def test_who_has_a_claim_back_is_asked_to_ring_and_the_letter_says_no_more(elm: Hub, petra: User, hana: User, fay: User, how: str) -> None:
    begin_purposes()
    make_brand(phone="01632 960 000")
    panel = paying_panel(elm, petra)
    Panel.objects.update(reply_to="panel@ashmere.example")
    claim = make_claim(make_member(panel, make_person(elm, "Ola Nowak", email="ola@family.example")), by=petra)
    if how == "unpaid":
        services.cannot_pay(claim=agree(claim, by=hana), answer="The sitter's bill is missing.", by=fay)
    else:
        services.send_back(claim=claim, answer="The sitter's bill is missing.", by=hana, seen=claim.version)
    if how == "sent_again":
        sign_in(petra).post(at(claim, "send"))
    outbox.drain()
    if how == "sent_again":
        assert not mail.outbox
        return

    (letter,) = mail.outbox
    assert (letter.to, letter.reply_to) == (["ola@family.example"], ["panel@ashmere.example"])
    assert letter.subject == "A word from your family hub"
    for words in ("Please ring us.", "01632 960 000", claim.reference):
        assert words in letter.body
    for words in ("sitter", "£", "Ola"):
        assert words not in letter.body


def test_no_letter_goes_where_it_is_not_safe(elm: Hub, petra: User, hana: User, fay: User) -> None:
    assert _letter(elm, petra, hana, fay, safe="only_ring") == []
