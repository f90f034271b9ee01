"""A yes that gets narrower calls back from a partner what went by a way that it leaves out, and leaves the rest (decision 0043)."""

from typing import Any

import pytest

from accounts.models import User
from consent.models import ConsentRecord, ConsentUse, Person, Purpose, SharingAgreement, TakeDownTask
from consent.selectors.ledger_uses import in_use
from consent.services import ledger, ledger_uses
from core.models import Hub
from tests.builders import today
from tests.consent import agreeing
from tests.consent.exporting import fetch, make, make_purpose, wanted
from tests.consent.sharing_people import leo, signed
from tests.families import make_person

__all__ = ["leo"]
TITLE = "What we gave to Ashmere Parent Carer Forum"


@pytest.fixture
def agreement(leo: User, priya: User) -> SharingAgreement:
    """An agreement for names, numbers, e-mail and post addresses; the yes can be for each way alone."""
    made = signed(leo, priya, data_items=["name", "email", "phone", "post_address"])
    make_purpose(priya, channels=["email", "phone", "text", "post"])
    return made


@pytest.fixture
def ola(elm: Hub, agreement: SharingAgreement) -> Person:
    """Ola, whose e-mail address, number and address we know."""
    return make_person(elm, email="ola@family.example", phone="07700 900123", post_address="1 Elm Road")


def says_yes(person: Person, agreement: SharingAgreement, *ways: str) -> list[str]:
    """Let somebody say yes for some ways, and return what stopped."""
    said = agreeing.said(person, Purpose.objects.get(key="parent-forum"), partner=agreement.partner, channels=ways)
    return list(ledger.record(said=said, by=agreement.written_by, hub=None, today=today()).stopped)


def ways_in_use() -> list[str]:
    return sorted(in_use().values_list("channel", flat=True))


def no_more(person: Person, agreement: SharingAgreement) -> list[str]:
    purpose = Purpose.objects.get(key="parent-forum")
    return list(ledger.change_mind(person=person, purpose=purpose, partner=agreement.partner, today=today(), by=None).stopped)


def test_each_way_that_went_is_a_use_with_its_place(ola: Person, agreement: SharingAgreement, priya: User) -> None:
    says_yes(ola, agreement, "email", "phone")

    for _ in range(2):
        fetch(priya, make(priya, wanted(agreement)))

    assert sorted(ConsentUse.objects.values_list("channel", "title")) == [
        ("email", f"{TITLE} (e-mail)"),
        ("phone", f"{TITLE} (phone)"),
    ], "what they know, they know once, and the address did not go"


def test_a_yes_narrowed_to_email_calls_the_number_back_and_leaves_the_address(
    ola: Person, agreement: SharingAgreement, priya: User
) -> None:
    says_yes(ola, agreement, "email", "phone")
    fetch(priya, make(priya, wanted(agreement)))

    stopped = says_yes(ola, agreement, "email")

    assert stopped == [f"We tell them to stop. What they know already we cannot take back: {TITLE} (phone)."]
    task = TakeDownTask.objects.get()
    assert task.use.channel == "phone"
    assert ways_in_use() == ["email"]
    ledger_uses.call_back(task=task, state="done", words="", by=priya, today=today())
    assert no_more(ola, agreement) == [f"We tell them to stop. What they know already we cannot take back: {TITLE} (e-mail)."]


def test_a_number_that_is_rung_no_more_is_still_good_for_texts_and_called_back_later(
    ola: Person, agreement: SharingAgreement, priya: User
) -> None:
    says_yes(ola, agreement, "phone", "text")
    fetch(priya, make(priya, wanted(agreement)))
    assert ways_in_use() == ["phone"], "one number is one use"

    assert says_yes(ola, agreement, "text")[0].endswith("(phone).")

    assert ways_in_use() == ["text"]
    assert ConsentUse.objects.get(channel="text").title == f"{TITLE} (text message)"
    assert no_more(ola, agreement)[-1].endswith("(text message).")


def test_a_way_that_is_not_safe_any_more_is_called_back_by_the_day(ola: Person, agreement: SharingAgreement, priya: User) -> None:
    says_yes(ola, agreement, "email", "phone")
    fetch(priya, make(priya, wanted(agreement)))
    Person.objects.update(safe="only_ring")

    assert ledger_uses.stop_what_ran_out(uses=in_use(), today=today()) == 0

    assert TakeDownTask.objects.get().use.channel == "email"
    assert ways_in_use() == ["phone"]


@pytest.fixture
def of_no_way(ola: Person, agreement: SharingAgreement) -> ConsentUse:
    """What went to a partner before ways were written down."""
    says_yes(ola, agreement, "email", "phone")
    record = ConsentRecord.objects.get()
    facts: dict[str, Any] = {"used_as": "partner", "key": f"consent.Partner:{agreement.partner_id}:parent-forum"}
    return agreeing.use_of(record, title=TITLE, **facts)


def test_what_went_by_no_way_that_is_known_counts_for_every_way(
    of_no_way: ConsentUse, ola: Person, agreement: SharingAgreement, priya: User
) -> None:
    fetch(priya, make(priya, wanted(agreement)))
    assert ConsentUse.objects.get() == of_no_way, "it stands for what goes now, too"
    assert ledger_uses.stop_what_ran_out(uses=in_use(), today=today()) == 0
    assert not TakeDownTask.objects.exists(), "the same yes is no narrower than itself"

    says_yes(ola, agreement, "email")

    assert TakeDownTask.objects.get().use == of_no_way
    assert ways_in_use() == ["email"], "and a later change of mind has something to call back"
    assert len(no_more(ola, agreement)) == 2


def test_a_wider_yes_calls_nothing_back(of_no_way: ConsentUse, ola: Person, agreement: SharingAgreement) -> None:
    assert says_yes(ola, agreement, "email", "phone", "post") == []
    assert not TakeDownTask.objects.exists()
