"""Small sums at a meeting: ticked on a phone, within the policy's limit, never a thank-you without the word about benefits."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from core.models import AuditEntry, Hub
from panels.choices import MeetingState, MemberKind, MoneyKind, ThanksIn
from panels.models import Meeting, Payout, Voucher
from panels.rules.payouts import Sum
from panels.services import payouts as services
from tests.builders import today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.paneling import make_member, make_panel
from tests.panels.paying import give, make_voucher, meeting_was, paying_panel

FARES, THANKS = MoneyKind.FARES, MoneyKind.THANK_YOU


def at(meeting: Meeting, name: str = "give") -> str:
    return reverse(f"panel_money:{name}", args=[meeting.panel_id, meeting.pk])


def typed(**boxes: Any) -> dict[str, Any]:
    return {"given_on": str(today()), **boxes}


def reasons(error: Any) -> str:
    return " ".join(error.value.messages)


def test_a_coordinator_ticks_on_a_phone_who_got_how_much(petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra)
    ola, sam = make_member(panel), make_member(panel, make_person(elm, "Sam Green"))
    meeting, phone = meeting_was(panel), sign_in(petra)
    page = phone.get(at(meeting)).text
    assert "Ola Nowak" in page
    assert "can change your benefits" in page

    boxes = {f"fares_{ola.pk}": "4.50", f"thank_you_{ola.pk}": "cash", f"thank_you_{sam.pk}": "no", "heard": "on"}
    page = phone.post(at(meeting), typed(**boxes), follow=True).text

    assert "3 written down." in page
    assert "£14.50" in page
    assert "they said no, thank you" in page
    got = Payout.objects.order_by("amount").values_list("payee_code", "kind", "amount", "given_as", "was_refused")
    assert list(got) == [
        (sam.person.shown_code, "thank_you", Decimal(0), "", True),  # type: ignore[union-attr]  # made with a person
        (ola.person.shown_code, "fares", Decimal("4.50"), "cash", False),  # type: ignore[union-attr]  # as above
        (ola.person.shown_code, "thank_you", Decimal(10), "cash", False),  # type: ignore[union-attr]  # as above
    ]
    facts = "".join(AuditEntry.objects.filter(verb__startswith="panels.payout").values_list("facts", flat=True))
    assert "Ola" not in facts


def test_what_was_given_has_no_box_any_more_so_a_second_tap_gives_nothing_twice(petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra)
    ola, meeting = make_member(panel), meeting_was(panel)
    for _ in range(2):
        sign_in(petra).post(at(meeting), typed(**{f"fares_{ola.pk}": "4.50"}))
    assert Payout.objects.count() == 1


def test_nobody_is_thanked_before_they_heard_about_benefits(petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra)
    ola, meeting = make_member(panel), meeting_was(panel)

    page = sign_in(petra).post(at(meeting), typed(**{f"thank_you_{ola.pk}": "cash", f"fares_{ola.pk}": "3"})).text

    assert "Read out the note about benefits first" in page
    assert 'value="3"' in page
    assert not Payout.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Payout.objects.create(
            meeting=meeting, membership=ola, payee_code="P-1", kind=THANKS, amount=10, given_as="cash", given_on=today(), given_by=petra
        )


def test_one_person_gets_no_more_than_the_limit_and_the_thank_you_besides(petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra)
    ola, meeting = make_member(panel), meeting_was(panel)
    give(meeting, ola, Sum(FARES, Decimal(12)), Sum(THANKS, Decimal(10)), by=petra)

    with pytest.raises(ValidationError) as error:
        give(meeting, ola, Sum(MoneyKind.CHILDCARE, Decimal("8.01")), by=petra)

    assert "up to £20" in reasons(error)
    give(meeting, ola, Sum(MoneyKind.CHILDCARE, Decimal(8)), by=petra)


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (Sum(THANKS, Decimal(11)), "more than was promised"),
        (Sum(MoneyKind.DATA, Decimal(5)), "does not pay this"),
        (Sum(FARES, Decimal(0)), "Write a sum"),
    ],
)
def test_nothing_is_given_that_the_policy_does_not_say(wanted: Sum, why: str, petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra, pays_data=False)
    with pytest.raises(ValidationError) as error:
        give(meeting_was(panel), make_member(panel), wanted, by=petra)
    assert why in reasons(error)


def test_who_is_wrong_stops_all_of_them_and_is_named(petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra)
    ola, sam, meeting = make_member(panel), make_member(panel, make_person(elm, "Sam Green")), meeting_was(panel)

    page = sign_in(petra).post(at(meeting), typed(**{f"fares_{ola.pk}": "400", f"fares_{sam.pk}": "400"})).text

    assert page.count("Nothing is written down yet.") == 1
    assert "Put it into a claim instead." in page
    assert not Payout.objects.exists()


def test_who_comes_for_their_work_is_not_in_the_list_and_gets_nothing(petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra)
    doctor = make_member(panel, make_person(elm, "Una Work"), kind=MemberKind.PROFESSIONAL)
    meeting = meeting_was(panel)
    assert "Una Work" not in sign_in(petra).get(at(meeting)).text
    with pytest.raises(ValidationError):
        give(meeting, doctor, by=petra)


def test_without_a_policy_nothing_is_given(petra: User, elm: Hub) -> None:
    panel = make_panel(elm)
    meeting = meeting_was(panel)
    assert "No policy is in force yet" in sign_in(petra).get(at(meeting)).text
    with pytest.raises(ValidationError, match="No policy"):
        give(meeting, make_member(panel), by=petra)


def test_nothing_is_given_for_a_meeting_called_off_nor_on_a_day_to_come(petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra)
    ola, meeting = make_member(panel), meeting_was(panel)
    with pytest.raises(ValidationError, match="still to come"):
        give(meeting, ola, by=petra, on=today() + timedelta(days=1))
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CALLED_OFF, called_off_because="Snow")
    meeting.refresh_from_db()
    with pytest.raises(ValidationError, match="called off"):
        give(meeting, ola, by=petra)


def test_a_member_of_another_panel_gets_nothing_here(petra: User, elm: Hub) -> None:
    panel, other = paying_panel(elm, petra), make_panel(elm)
    with pytest.raises(ValidationError, match="not on this panel"):
        give(meeting_was(panel), make_member(other), by=petra)


def test_who_signs_off_does_not_give_out(hana: User, petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra)
    ola, meeting = make_member(panel), meeting_was(panel)
    with pytest.raises(PermissionDenied):
        give(meeting, ola, by=hana)


def test_a_voucher_goes_to_one_person_and_leaves_the_stock(petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra, thanks_in=ThanksIn.VOUCHER)
    ola, sam = make_member(panel), make_member(panel, make_person(elm, "Sam Green"))
    meeting, voucher = meeting_was(panel), make_voucher(panel, petra)

    page = sign_in(petra).post(at(meeting), typed(**{f"thank_you_{ola.pk}": str(voucher.pk), "heard": "on"}), follow=True).text

    assert "LV-9931-QQ" in page
    assert not Voucher.objects.left().exists()
    with pytest.raises(ValidationError, match="given already"):
        give(meeting, sam, Sum(THANKS, Decimal(10), voucher), by=petra)
    assert Payout.objects.get().given_as == "voucher"


def test_where_vouchers_are_promised_nobody_gets_cash_instead(petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra, thanks_in=ThanksIn.VOUCHER)
    with pytest.raises(ValidationError, match="thank you with vouchers"):
        give(meeting_was(panel), make_member(panel), Sum(THANKS, Decimal(10)), by=petra)


def test_a_slip_is_deleted_and_its_voucher_is_back(petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra, thanks_in=ThanksIn.VOUCHER)
    voucher = make_voucher(panel, petra)
    (row,) = give(meeting_was(panel), make_member(panel), Sum(THANKS, Decimal(10), voucher), by=petra)

    services.delete_slip(payout=row, by=petra)

    assert Voucher.objects.left().get() == voucher
    assert not Payout.objects.exists()


def test_the_sheet_to_sign_has_first_names_alone_and_how_long_it_is_kept(petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra)
    ola, meeting = make_member(panel), meeting_was(panel)
    make_member(panel, make_person(elm, "Sam Green"))
    give(meeting, ola, by=petra)

    sheet = sign_in(petra).post(at(meeting, "sheet")).text

    assert "Ola" in sheet
    assert "Nowak" not in sheet
    assert "Sam" not in sheet
    assert "£4.00" in sheet
    assert "then destroy it" in sheet
    assert AuditEntry.objects.filter(verb="panels.payout.print", hub_id=elm.pk).exists()


def test_the_sheet_to_sign_says_neither_for_what_nor_who_said_no(petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra)
    meeting = meeting_was(panel)
    refused = Sum(MoneyKind.THANK_YOU, is_refused=True)
    give(meeting, make_member(panel), Sum(MoneyKind.CHILDCARE, Decimal(12)), Sum(MoneyKind.FARES, Decimal(4)), refused, by=petra)
    give(meeting, make_member(panel, make_person(elm, "Sam Green")), refused, by=petra)

    sheet = sign_in(petra).post(at(meeting, "sheet")).text

    assert "£16.00" in sheet
    for hidden in ("Childcare", "£12.00", "no, thank you", "Sam"):
        assert hidden not in sheet
    assert "Childcare" in sign_in(petra).get(at(meeting, "give")).text
