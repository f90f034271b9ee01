"""What waits for whom; what is held of somebody's money, forgotten with them, and ended six years after the financial year."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import User
from consent.models import LegalHold, Person
from core.answers import HeldBack
from core.clocks import day_in_words
from core.models import Hub
from core.questions import person_export, retention_due, retention_end, retention_find, retention_which
from panels.choices import ClaimState, MoneyKind, Stage, ThanksIn
from panels.models import Claim, Membership, MonthlySignOff, Payout, Voucher
from panels.provides import money as provides
from panels.rules.payouts import Sum
from panels.selectors import payouts as payout_selectors
from panels.selectors.money_kept import last_day_past
from panels.services import claims_paying, leaving
from panels.services import payouts as payout_services
from panels.services.claims import Receipt, add_receipts, withdraw
from tests.builders import today
from tests.families import make_person
from tests.panels.paneling import make_member
from tests.panels.paying import agree, give, make_claim, make_voucher, meeting_was, paying_panel

PDF = Receipt("pdf", b"%PDF-1.4", "The sitter")


@pytest.fixture
def ola(elm: Hub, petra: User) -> Membership:
    """Ola Nowak, on a panel that pays and thanks with vouchers."""
    return make_member(paying_panel(elm, petra, thanks_in=ThanksIn.VOUCHER))


def person_of(member: Membership) -> Person:
    assert member.person
    return member.person


def paid(member: Membership, petra: User, hana: User, fay: User) -> Claim:
    claim = make_claim(member, by=petra, note="The sitter was ill")
    add_receipts(claim, [PDF])
    agree(claim, by=hana)
    claims_paying.pay(claim=claim, on=today(), reference="X1", by=fay)
    return claim


# --- What waits -----------------------------------------------------------------------------------------------------------


def waits(user: User) -> list[str]:
    return [one.text for one in provides.what_waits(user=user, today=today())]


def test_each_is_told_what_waits_for_them(ola: Membership, petra: User, hana: User, fay: User, ben: User) -> None:
    claim = make_claim(ola, by=petra)
    assert (waits(hana), waits(fay), waits(petra), waits(ben)) == (["Look at 1 claim of panel members"], [], [], [])

    claims_paying.send_back(claim=claim, answer="Which day?", by=hana, seen=claim.version)
    assert (waits(hana), waits(petra)) == ([], ["Put right 1 claim that came back"])
    other = agree(make_claim(ola, by=petra), by=hana)
    assert waits(fay) == ["Pay 1 claim of panel members"]
    Claim.objects.filter(pk=other.pk).update(sent_on=today() - timedelta(30), pay_by_on=today() - timedelta(1))
    (late,) = provides.what_waits(user=fay, today=today())
    assert late.is_late
    assert waits(petra) == ["Put right 1 claim that came back", "1 claim of panel members should have been paid by now"]
    assert late.href == "/admin/claims/?show=checked"


# --- A copy, and forgetting -----------------------------------------------------------------------------------------------


def test_a_copy_lists_what_they_asked_for_said_and_got(ola: Membership, petra: User, hana: User, fay: User) -> None:
    paid(ola, petra, hana, fay)
    give(meeting_was(ola.panel), ola, by=petra)

    (held,) = [one for found in person_export.answers(person_id=person_of(ola).pk) for one in found if "Money" in one.heading]

    values = [value for _, value in held.rows]
    assert values == ["£30: Paid", "The sitter was ill", "1", "£4"]


def test_of_who_is_forgotten_what_was_paid_stays_under_a_code_and_nothing_they_said(
    ola: Membership, petra: User, hana: User, fay: User
) -> None:
    claim, owed = paid(ola, petra, hana, fay), make_claim(ola, by=petra, note="Taxi")
    add_receipts(owed, [PDF])

    erased = provides.erase_person(person_id=person_of(ola).pk, today=today())

    for row in (claim, owed):
        row.refresh_from_db()
    assert (claim.state, claim.note, claim.asked, claim.receipts.get().note) == (ClaimState.PAID, "", Decimal(30), "")
    assert (owed.state, owed.note, owed.receipts.count()) == (ClaimState.WITHDRAWN, "", 0)
    assert claim.payee_code == person_of(ola).shown_code
    (kept,) = erased.kept
    assert kept.what.startswith("What we paid to you")
    assert kept.until_on is not None
    assert kept.until_on >= today() + timedelta(days=6 * 365)
    assert "We cannot pay it now" in erased.said[0]


@pytest.mark.parametrize("about", ["this claim", "all money", "the person"])
def test_what_a_hold_keeps_is_not_forgotten(ola: Membership, petra: User, priya: User, about: str) -> None:
    owed = make_claim(ola, by=petra, note="Taxi")
    add_receipts(owed, [PDF])
    kept: dict[str, dict[str, Any]] = {
        "this claim": {"code": "payments", "record": str(owed.pk)},
        "all money": {"code": "payments"},
        "the person": {"person": ola.person},
    }
    LegalHold.objects.create(name="Case", reason="A court.", from_on=today(), placed_by=priya, **kept[about])

    with pytest.raises(HeldBack):
        provides.erase_person(person_id=person_of(ola).pk, today=today())
    owed.refresh_from_db()
    assert (owed.state, owed.note, owed.receipts.count()) == (ClaimState.SENT, "Taxi", 1)


def test_a_claim_that_is_held_keeps_its_words_when_the_time_of_a_member_is_over(
    ola: Membership, petra: User, hana: User, fay: User
) -> None:
    claim = paid(ola, petra, hana, fay)
    Membership.objects.filter(pk=ola.pk).update(stage=Stage.LEFT, left_on=today())
    hold = LegalHold.objects.create(name="Case", reason="A court.", from_on=today(), placed_by=hana, code="payments", record=str(claim.pk))

    assert leaving.end_one(key=str(ola.pk), today=today()).why_kept == "They are held back."
    LegalHold.objects.filter(pk=hold.pk).delete()
    assert leaving.end_one(key=str(ola.pk), today=today()).why_kept == ""
    claim.refresh_from_db()
    assert claim.note == ""


def test_money_is_still_found_for_them_after_their_time_on_the_panel_is_over(ola: Membership, petra: User, hana: User, fay: User) -> None:
    """Money is kept for six years, and what else we hold of a member for two."""
    person = person_of(ola)
    paid(ola, petra, hana, fay)
    make_claim(make_member(ola.panel, make_person(ola.panel.hub, "Kit")), by=petra)
    Membership.objects.filter(pk=ola.pk).update(stage=Stage.LEFT, left_on=today())
    leaving.end_one(key=str(ola.pk), today=today())
    assert Membership.objects.get(pk=ola.pk).person is None

    (held,) = provides.export_person(person_id=person.pk)
    assert held.rows[0][1] == "£30: Paid"
    erased = provides.erase_person(person_id=person.pk, today=today())

    assert [one.what[:19] for one in erased.kept] == ["What we paid to you"]
    assert (erased.number_of_records, erased.said) == (0, ()), "every word of theirs went before"


def test_a_copy_says_that_they_said_no_to_a_thank_you(ola: Membership, petra: User) -> None:
    Payout.objects.create(
        meeting=meeting_was(ola.panel),
        membership=ola,
        payee_code=person_of(ola).shown_code,
        kind=MoneyKind.THANK_YOU,
        amount=0,
        was_refused=True,
        given_on=today(),
        given_by=petra,
    )
    (held,) = provides.export_person(person_id=person_of(ola).pk)
    assert held.rows == (("You said no to a thank-you", day_in_words(today())),)


def test_who_never_got_anything_is_told_of_nothing_kept(ola: Membership) -> None:
    erased = provides.erase_person(person_id=person_of(ola).pk, today=today())
    assert (erased.number_of_records, erased.kept, erased.said) == (0, (), ())


# --- The end of its time --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counted_until", "last"),
    [
        (date(2020, 3, 31), date(2020, 3, 31)),
        (date(2020, 3, 30), date(2019, 3, 31)),
        (date(2020, 4, 1), date(2020, 3, 31)),
        (date(2020, 12, 31), date(2020, 3, 31)),
    ],
)
def test_money_is_counted_from_the_end_of_its_financial_year(counted_until: date, last: date) -> None:
    assert last_day_past(counted_until) == last


def due(day: date) -> list[str]:
    return [key for keys in retention_due.answers(code="payments", counted_until=day) for key in keys or []]


def test_what_is_past_its_time_goes_with_its_receipts_and_its_voucher_and_the_sign_off_stays(
    ola: Membership, petra: User, hana: User, fay: User
) -> None:
    claim = paid(ola, petra, hana, fay)
    voucher = make_voucher(ola.panel, petra)
    (row,) = give(meeting_was(ola.panel), ola, Sum(MoneyKind.THANK_YOU, Decimal(10), voucher), by=petra)
    long_ago = date(2016, 5, 2)
    Claim.objects.update(ended_on=long_ago)
    Payout.objects.update(given_on=long_ago)
    sums = payout_selectors.month_of_panel(ola.panel, long_ago).sums
    payout_services.sign_off(panel=ola.panel, month=long_ago, seen=payout_selectors.digest(sums), by=hana)

    assert due(date(2017, 3, 30)) == []
    assert sorted(due(date(2017, 3, 31))) == sorted([str(claim.pk), str(row.pk)])
    for key in due(date(2017, 3, 31)):
        assert [one for one in retention_end.answers(code="payments", key=key, today=today()) if one]

    assert (Claim.objects.count(), Payout.objects.count(), Voucher.objects.count()) == (0, 0, 0)
    assert MonthlySignOff.objects.get().totals == {"thank_you": "10.00"}


def test_a_sum_and_the_row_that_took_it_back_in_the_next_financial_year_go_together(ola: Membership, petra: User, hana: User) -> None:
    (row,) = give(meeting_was(ola.panel), ola, by=petra)
    Payout.objects.update(given_on=date(2016, 3, 30))
    sums = payout_selectors.month_of_panel(ola.panel, date(2016, 3, 30)).sums
    payout_services.sign_off(panel=ola.panel, month=date(2016, 3, 30), seen=payout_selectors.digest(sums), by=hana)
    back = payout_services.take_back(payout=row, by=petra)
    Payout.objects.filter(pk=back.pk).update(given_on=date(2016, 4, 2))

    assert due(date(2016, 3, 31)) == []
    assert due(date(2017, 3, 31)) == [str(row.pk), str(back.pk)]
    assert [one for one in retention_end.answers(code="payments", key=str(row.pk), today=today()) if one]
    assert not Payout.objects.exists()


def test_a_claim_that_waits_is_not_past_its_time(ola: Membership, petra: User) -> None:
    claim = make_claim(ola, by=petra)
    Claim.objects.update(entered_on=date(2016, 5, 1), sent_on=date(2016, 5, 1))
    assert due(date(2017, 3, 31)) == []

    withdraw(claim=claim, by=petra)
    Claim.objects.update(ended_on=date(2016, 5, 2))
    assert due(date(2017, 3, 31)) == [str(claim.pk)]


def test_which_are_due_and_finding_one_by_its_reference(ola: Membership, petra: User, hana: User, fay: User) -> None:
    claim = paid(ola, petra, hana, fay)
    (found,) = [one for rows in retention_which.answers(code="payments", keys=[str(claim.pk)]) for one in rows or []]
    assert (found.where, found.number) == ("Elm", 1)
    for typed in (claim.reference.lower(), str(claim.pk), f"panels.Claim:{claim.pk}"):
        assert [one for one in retention_find.answers(code="payments", typed=typed) if one] == [str(claim.pk)]
    assert not [one for one in retention_find.answers(code="payments", typed="C000000") if one]
    assert not any(answer for answer in retention_due.answers(code="panel_files", counted_until=today()) if answer)
