"""Who goes to a partner and who does not, and why: looked at, made and fetched, with a look at every person each time."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.choices.sharing_exports import LeftOut
from consent.models import ConsentUse, Person, Purpose, SharedAbout, SharingAgreement, SharingFile, SharingRecord, TakeDownTask
from consent.services import ledger
from consent.services import sharing as agreements
from consent.services import sharing_exports as services
from consent.services.people import merge_people
from core.models import AuditEntry, Hub
from tests import builders
from tests.cast import sign_in
from tests.consent import agreeing
from tests.consent.exporting import agreement, fetch, make, make_purpose, parent, plan, says, wanted
from tests.consent.sharing_people import leo, partner, signed, signed_long_ago
from tests.families import make_person, make_rights_request

__all__ = ["agreement", "leo"]
pytestmark = pytest.mark.django_db
TODAY, DAY = builders.today(), timedelta(days=1)


def refused(act: Any, *args: Any, **kwargs: Any) -> str:
    """Do what must be refused and return every reason."""
    with pytest.raises(ValidationError) as caught:
        act(*args, **kwargs)
    return " ".join(caught.value.messages)


def left_out(by: User, agreement: SharingAgreement, *items: str) -> dict[str, list[str]]:
    """Return who would be left out, by why."""
    return {str(why): codes for why, codes in plan(by, wanted(agreement, *items)).left_out.items()}


def change_mind(person: Person, agreement: SharingAgreement) -> None:
    """Let somebody change their mind about the partner."""
    purpose = Purpose.objects.get(key=agreement.purpose_code)
    ledger.change_mind(person=person, purpose=purpose, partner=agreement.partner, today=TODAY, by=None)


# --- Who goes -------------------------------------------------------------------------------------------------------------


def test_who_said_yes_to_this_partner_goes_with_the_items_that_were_chosen(elm: Hub, agreement: SharingAgreement, priya: User) -> None:
    ola = parent(elm, agreement, "Ola Bright", email="ola@family.example")
    file = make(priya, wanted(agreement, "name"))
    assert not SharingRecord.objects.exists(), "made is not shared"

    assert fetch(priya, file) == [["Name"], ["Ola Bright"]]

    record = SharingRecord.objects.get()
    assert (record.agreement, record.partner, record.data_items) == (agreement, agreement.partner, ["name"])
    assert (record.number_of_people, record.why_now, record.by) == (1, "regular", priya)
    assert [one.person for one in SharedAbout.objects.filter(record=record)] == [ola]


def test_everybody_else_is_left_out_and_it_is_said_why(elm: Hub, agreement: SharingAgreement, priya: User, leo: User) -> None:
    never, no, gone, ran_out = (make_person(elm, name, phone="07700 900123") for name in ("Never", "No", "Gone", "Out"))
    says(no, agreement, "refused")
    says(gone, agreement)
    change_mind(gone, agreement)
    says(ran_out, agreement, given_on=TODAY, until_on=TODAY)
    asked = make_person(elm, "Asked", phone="07700 900123")
    says(asked, agreement)
    make_rights_request(asked, "erasure")
    elsewhere = make_person(elm, "Elsewhere", phone="07700 900123")
    agreeing.decide(elsewhere, Purpose.objects.get(key="parent-forum"), by=leo, partner=partner("Health trust"))

    found = left_out(priya, agreement)
    assert found[LeftOut.NOT_ASKED] == sorted([never.shown_code, elsewhere.shown_code])
    assert found[LeftOut.SAID_NO] == [no.shown_code]
    assert found[LeftOut.CHANGED] == [gone.shown_code]
    assert found[LeftOut.OBJECTED] == [asked.shown_code]
    assert plan(priya, wanted(agreement)).going[0][0] == ran_out, "its last day still holds"


def test_a_yes_that_ran_out_is_no_yes(elm: Hub, agreement: SharingAgreement, priya: User) -> None:
    child = make_person(elm, "Kit", phone="07700 900123", is_young=True, decided_by="Ola", ask_again_from=TODAY + DAY)
    says(child, agreement, given_by="decider", decided_by="Ola Bright, mother")
    assert not left_out(priya, agreement)
    Person.objects.filter(pk=child.pk).update(ask_again_from=TODAY)
    assert left_out(priya, agreement) == {LeftOut.RAN_OUT: [child.shown_code]}


def test_who_was_erased_or_joined_is_on_no_list(elm: Hub, agreement: SharingAgreement, priya: User, petra: User) -> None:
    gone = parent(elm, agreement, "Gone")
    Person.objects.filter(pk=gone.pk).update(erased_on=TODAY, email_index="", phone_index="")
    assert refused(make, priya, wanted(agreement)) == "Nobody is left who may go."
    assert not left_out(priya, agreement)

    stays, joined = parent(elm, agreement, "Ola"), parent(elm, agreement, "Ola again")
    merge_people(stays=stays, goes=joined, by=petra)
    assert [one.pk for one, _, _ in plan(priya, wanted(agreement)).going] == [stays.pk]
    assert not left_out(priya, agreement)


def test_people_of_one_hub_are_chosen_by_it(elm: Hub, oak: Hub, agreement: SharingAgreement, priya: User) -> None:
    ola, nia = parent(elm, agreement, "Ola"), parent(oak, agreement, "Nia")
    assert [one.pk for one, _, _ in plan(priya, wanted(agreement, hub=oak)).going] == [nia.pk]
    assert {one.pk for one, _, _ in plan(priya, wanted(agreement)).going} == {ola.pk, nia.pk}


# --- What is not safe does not leave --------------------------------------------------------------------------------------


def test_a_yes_that_is_not_to_these_very_words_does_not_go_once_that_is_needed(elm: Hub, agreement: SharingAgreement, priya: User) -> None:
    plain = says(make_person(elm, "Plain", phone="07700 900123"), agreement, is_explicit=False)
    Purpose.objects.filter(key="parent-forum").update(special="explicit")
    assert left_out(priya, agreement)[LeftOut.NOT_EXPLICIT] == [plain.shown_code]


def test_a_way_that_is_not_safe_stays_empty_and_who_has_no_other_is_left_out(elm: Hub, leo: User, priya: User) -> None:
    agreement = signed(leo, priya, data_items=["name", "email", "phone"])
    make_purpose(priya)
    both = {"email": "a@family.example", "phone": "07700 900123"}
    parent(elm, agreement, "Only Ring", safe="only_ring", **both)
    never = parent(elm, agreement, "Face to Face", safe="in_person", **both)
    unknown = parent(elm, agreement, "No Number", phone="")
    seen = plan(priya, wanted(agreement))
    assert seen.kept_back == [("E-mail address", 1)]
    assert seen.left_out == {LeftOut.NOT_SAFE: [never.shown_code], LeftOut.NO_WAY: [unknown.shown_code]}
    assert fetch(priya, make(priya, wanted(agreement)))[1:] == [["Only Ring", "", "07700 900123"]]


def test_a_way_that_they_did_not_agree_to_stays_empty(elm: Hub, leo: User, priya: User) -> None:
    agreement = signed(leo, priya, data_items=["name", "email", "phone"])
    make_purpose(priya)
    says(make_person(elm, "Ola", email="a@family.example", phone="07700 900123"), agreement, channels=("phone",))
    assert fetch(priya, make(priya, wanted(agreement)))[1:] == [["Ola", "", "07700 900123"]]


# --- What nothing covers --------------------------------------------------------------------------------------------------


def test_each_thing_that_nothing_covers_is_refused_with_its_reason(elm: Hub, agreement: SharingAgreement, priya: User) -> None:
    parent(elm, agreement)
    asked = wanted(agreement)
    why = {
        "does not cover: E-mail address.": wanted(agreement, "name", "email"),
        "is for another purpose: parent-forum.": type(asked)(agreement.partner, "research", asked.data_items),
        "There is no agreement with Health trust.": type(asked)(partner("Health trust"), "parent-forum", asked.data_items),
        "Say which data is to be shared.": type(asked)(agreement.partner, "parent-forum", ()),
    }
    for reason, one in why.items():
        assert reason in refused(make, priya, one)
    assert not SharingFile.objects.exists()
    assert not AuditEntry.objects.filter(verb__startswith="consent.sharing.make_file").exists()


def test_outside_its_days_an_agreement_lets_nothing_go(elm: Hub, leo: User, priya: User) -> None:
    make_purpose(priya)
    forum = partner()
    lapsed = signed_long_ago(leo, priya, at=forum, starts_on=TODAY - 400 * DAY, review_on=TODAY - DAY)
    parent(elm, lapsed)
    assert "version 1: review due: nothing is shared." in refused(make, priya, wanted(lapsed))
    agreements.step(agreement=lapsed, kind="ended", reason="Closed.", review_on=None, by=priya, today=TODAY)
    assert "version 1: ended." in refused(make, priya, wanted(lapsed))
    coming = signed(leo, priya, at=partner("Health trust"), starts_on=TODAY + DAY)
    assert "signed, not in force yet." in refused(make, priya, wanted(coming))


def test_a_partner_that_has_ended_gets_nothing(elm: Hub, agreement: SharingAgreement, priya: User) -> None:
    parent(elm, agreement)
    agreement.partner.ended_on = TODAY
    agreement.partner.save()
    assert "has ended." in refused(make, priya, wanted(agreement))


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"key": "something-else"}, "No purpose has the code “parent-forum”."),
        ({"basis": "public_task", "for_a_partner": False}, "do not rest on the same basis"),
        ({"for_a_partner": False}, "was not asked about a partner"),
    ],
)
def test_a_purpose_that_lets_nothing_go_is_said(elm: Hub, leo: User, priya: User, fields: dict[str, Any], reason: str) -> None:
    agreement = signed(leo, priya)
    make_purpose(priya, **fields)
    make_person(elm)
    assert reason in refused(make, priya, wanted(agreement))


def test_a_purpose_that_has_ended_lets_nothing_go(elm: Hub, agreement: SharingAgreement, priya: User) -> None:
    parent(elm, agreement)
    Purpose.objects.filter(key="parent-forum").update(ended_on=TODAY)
    assert "The purpose “Pass your name on” has ended." in refused(make, priya, wanted(agreement))


def test_what_is_not_kept_with_a_person_does_not_go(elm: Hub, leo: User, priya: User) -> None:
    agreement = signed(leo, priya, data_items=["name", "attendance"])
    make_purpose(priya)
    parent(elm, agreement)
    assert "it cannot go from here: Which meetings they came to." in refused(make, priya, wanted(agreement))


def test_only_who_shares_for_the_whole_council_makes_one(elm: Hub, agreement: SharingAgreement, leo: User, hana: User) -> None:
    parent(elm, agreement)
    for somebody in (leo, hana):
        assert "Only who shares for the whole council" in refused(make, somebody, wanted(agreement))


def test_why_it_goes_now_is_chosen(elm: Hub, agreement: SharingAgreement, priya: User) -> None:
    parent(elm, agreement)
    assert "Choose why it goes now." in refused(make, priya, wanted(agreement), why_now="")


# --- Minds change ---------------------------------------------------------------------------------------------------------


def test_who_changed_their_mind_after_the_look_makes_another_look_needed(elm: Hub, agreement: SharingAgreement, priya: User) -> None:
    ola = parent(elm, agreement, "Ola")
    parent(elm, agreement, "Nia")
    seen = plan(priya, wanted(agreement)).digest
    change_mind(ola, agreement)
    facts: dict[str, Any] = {"wanted": wanted(agreement), "why_now": "regular", "by": priya, "now": timezone.now()}
    assert "Since you looked, something has changed" in refused(services.make_file, seen=seen, **facts)


def test_who_changed_their_mind_after_the_file_was_made_is_not_handed_over(elm: Hub, agreement: SharingAgreement, priya: User) -> None:
    ola = parent(elm, agreement, "Ola")
    parent(elm, agreement, "Nia")
    file = make(priya, wanted(agreement))
    change_mind(ola, agreement)

    assert "1 in it may not go any more: they changed their mind. The file is deleted" in refused(fetch, priya, file)

    file.refresh_from_db()
    assert file.content is None
    assert not SharingRecord.objects.exists()
    assert not SharedAbout.objects.exists()
    assert AuditEntry.objects.filter(verb="consent.sharing.withhold").count() == 1
    assert fetch(priya, make(priya, wanted(agreement)))[1:] == [["Nia", "07700 900123"]]


@pytest.mark.parametrize("field", ["phone", "safe"])
def test_what_we_hold_is_looked_at_again_too(elm: Hub, agreement: SharingAgreement, priya: User, field: str) -> None:
    ola = parent(elm, agreement)
    file = make(priya, wanted(agreement))
    ola.phone, ola.safe = ("07700 900777", ola.safe) if field == "phone" else (ola.phone, "in_person")
    ola.save()
    why = "What we hold of somebody in it has changed since." if field == "phone" else "no way of reaching them that is safe"
    assert why in refused(fetch, priya, file)


def test_an_agreement_that_ended_in_between_holds_the_file_back(elm: Hub, agreement: SharingAgreement, priya: User) -> None:
    parent(elm, agreement)
    file = make(priya, wanted(agreement))
    agreements.step(agreement=agreement, kind="ended", reason="Closed.", review_on=None, by=priya, today=TODAY)
    assert "version 1: ended." in refused(fetch, priya, file)


def test_a_change_of_mind_after_it_went_becomes_somebodys_task_once(elm: Hub, agreement: SharingAgreement, priya: User) -> None:
    ola = parent(elm, agreement)
    for _ in range(2):
        fetch(priya, make(priya, wanted(agreement)))
    assert ConsentUse.objects.count() == 1, "what they know, they know once"

    done = ledger.change_mind(person=ola, purpose=Purpose.objects.get(key="parent-forum"), partner=agreement.partner, today=TODAY, by=None)

    assert "What we gave to Ashmere Parent Carer Forum" in done.stopped[0]
    assert "What they know already we cannot take back" in done.stopped[0]
    task = TakeDownTask.objects.get()
    assert task.use.used_as == "partner"
    page = sign_in(priya).get(reverse("take_downs:one", args=[task.pk])).text
    assert reverse("families:one", args=[ola.pk]) in page, "who tells the partner knows whose it is"
    assert "Ola" not in page
