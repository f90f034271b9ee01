"""No bank details in Earshot: there is no field for them, and free words that look like them are refused."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from accounts.models import User
from core.models import Hub
from panels.rules.bank_details import NO_BANK_DETAILS, looks_like_bank_details, why_not_these_words
from panels.services.member_notes import add_note, add_to_log
from panels.services.policies import save_draft
from panels.services.standing_needs import add_need
from tests.builders import today
from tests.panels.paneling import make_member, make_panel
from tests.panels.paying import make_policy


@pytest.mark.parametrize(
    "words",
    [
        "Sort code 60-83-71 please",
        "60-83-71 31926819",
        "sort code 608371",
        "My account number is 31926819",
        "acc 3192 6819",
        "12-11-26 and 31926819",
        "sort code 12-11-26",
        "60 83 71",
        "GB29 NWBK 6016 1331 9268 19",
        "gb29nwbk60161331926819",
        "PL61109010140000071219812874",
        "card 4111 1111 1111 1111",
        "６０-８３-７１",
    ],
)
def test_what_looks_like_a_bank_account_or_a_card_is_refused(words: str) -> None:
    assert looks_like_bank_details(words)
    assert why_not_these_words("Bus", words) == [NO_BANK_DETAILS]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "The bus was £4.50 there and £4.50 back",
        "On 12-11-26 and on 30/11/2026",
        "30112026",
        "Ring me on 07700 900123 or 0121 496 0123",
        "Childminder 10.30-12.30, 2 hours, 12.00 an hour",
        "Ticket 123456",
        "Postcode B14 7QH, 18 miles",
        "+44 7700 900123",
    ],
)
def test_sums_days_and_phone_numbers_are_not(words: str) -> None:
    assert not looks_like_bank_details(words)


def test_a_reference_of_the_finance_system_may_be_eight_digits_but_no_sort_code() -> None:
    assert not looks_like_bank_details("00481516", is_a_reference=True)
    assert looks_like_bank_details("60-83-71 31926819", is_a_reference=True)


def test_no_table_has_a_column_for_them() -> None:
    columns = {field.name for model in apps.get_app_config("panels").get_models() for field in model._meta.local_fields}
    assert not [name for name in columns if any(word in name for word in ("bank", "account", "sort_code", "iban", "card"))]


@pytest.mark.parametrize("write", [add_note, add_to_log])
def test_what_staff_write_about_a_member_holds_none(elm: Hub, petra: User, write: Callable[..., object]) -> None:
    member = make_member(make_panel(elm))
    with pytest.raises(ValidationError, match="we keep no bank details here"):
        write(member=member, words="Pay her into 60-83-71 31926819", by=petra, today=today())
    write(member=member, words="Ring her on 01632 960123 after 3.", by=petra, today=today())


def test_what_is_arranged_and_what_a_policy_says_hold_none(elm: Hub, petra: User) -> None:
    member = make_member(make_panel(elm))
    with pytest.raises(ValidationError, match="we keep no bank details here"):
        add_need(member=member, kind="travel", detail="Pay the taxi: GB29 NWBK 6016 1331 9268 19", by=petra, today=today())
    draft = make_policy(member.panel, petra, draft=True)
    with pytest.raises(ValidationError, match="we keep no bank details here"):
        save_draft(policy=draft, said={"receipts": "Send them to account number 31926819"}, by=petra, seen=draft.version)
