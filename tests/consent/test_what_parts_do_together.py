"""What one part of this room does to another: holds to erasing and endings, exports to changes of mind, objections to a family's page."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices.retention import Left
from consent.models import ConsentScan, ConsentUse, LegalHold, Person, Purpose, SharedAbout, SharingAgreement, SharingRecord, TakeDownTask
from consent.selectors import holds, information
from consent.selectors.chose_nothing import chose_nothing
from consent.selectors.ledger import standing, why_not_use
from consent.selectors.tombstones import Tombstone
from consent.services import erasing, ledger, ledger_uses, objections, purposes, tombstones
from core.answers import HeldBack
from core.models import Hub
from tests.builders import today
from tests.consent import agreeing
from tests.consent.doorway import DOOR, EMAIL, asked_for_code, numbers, typed_in
from tests.consent.exporting import agreement, fetch, make, make_purpose, parent, says, wanted
from tests.consent.rights import known
from tests.consent.sharing_people import leo, signed
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words

__all__ = ["agreement", "leo"]
pytestmark = pytest.mark.django_db


def _hold(by: User, code: str, record: str = "", person: Person | None = None) -> LegalHold:
    return LegalHold.objects.create(name="Court", reason="A claim.", code=code, record=record, person=person, from_on=today(), placed_by=by)


# --- Holds ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_whole_kind", [False, True])
def test_a_hold_on_a_signed_form_or_on_all_of_them_stops_erasing_who_signed_it(
    priya: User, petra: User, elm: Hub, is_whole_kind: bool
) -> None:
    ola, other = make_person(elm), make_person(elm, "Jan")
    record = agreeing.decide(ola, agreeing.asked_purpose(by=priya), by=petra, method="paper", scan=("pdf", b"%PDF-1.7"))
    _hold(priya, "consent_records", "" if is_whole_kind else str(record.pk))

    with pytest.raises(HeldBack):
        erasing.erase_everywhere(ola, today())
    assert ConsentScan.objects.exists()
    erasing.erase_everywhere(other, today())


def test_who_is_held_keeps_their_pictures_and_who_got_what_about_them(
    elm: Hub, agreement: SharingAgreement, priya: User, petra: User
) -> None:
    ola = parent(elm, agreement)
    fetch(priya, make(priya, wanted(agreement)))
    photo = agreeing.decide(ola, agreeing.asked_purpose(by=priya, title="Photos", key="photo"), by=petra)
    ledger_uses.begin_use(
        record=photo, used_as="picture", title="A picture", key="home.HubImage:12", channel="web", today=today(), by=petra
    )
    _hold(priya, "", person=ola)

    shared = str(SharingRecord.objects.get().pk)
    assert holds.held_back("photos", ["12", "13"]) == {"12": Left.HELD}
    assert holds.held_back("sharing_records", [shared, "x"]) == {shared: Left.HELD}


def test_a_name_of_somebody_set_aside_is_still_pointed_at_in_what_is_given_out(elm: Hub) -> None:
    ola = make_person(elm, "Quirinus")
    Person.objects.filter(pk=ola.pk).update(set_aside_on=today())
    assert information.names_known_at(elm.pk) == ["Quirinus"]


# --- What a partner has ---------------------------------------------------------------------------------------------------


def test_a_place_that_the_purpose_lost_is_no_way_any_more(elm: Hub, leo: User, priya: User) -> None:
    agreement = signed(leo, priya, data_items=["name", "email", "phone"])
    make_purpose(priya, channels=["email", "phone"])
    says(make_person(elm, "Ola", email="a@family.example", phone="07700 900123"), agreement)
    Purpose.objects.filter(key="parent-forum").update(channels=["phone"])
    assert fetch(priya, make(priya, wanted(agreement)))[1:] == [["Ola", "", "07700 900123"]]


def test_who_says_yes_again_while_it_is_called_back_is_called_back_anew_the_next_time(
    elm: Hub, agreement: SharingAgreement, priya: User, petra: User
) -> None:
    ola = parent(elm, agreement)
    purpose = Purpose.objects.get(key="parent-forum")
    fetch(priya, make(priya, wanted(agreement)))
    ledger.change_mind(person=ola, purpose=purpose, partner=agreement.partner, today=today(), by=None)
    assert TakeDownTask.objects.waiting().count() == 1

    again = agreeing.said(ola, purpose, method="web", partner=agreement.partner)  # on paper it would count as said before the no
    ledger.record(said=again, by=None, hub=None, today=today())
    fetch(priya, make(priya, wanted(agreement)))

    assert ConsentUse.objects.filter(ended_on=None).count() == 2
    ledger.change_mind(person=ola, purpose=purpose, partner=agreement.partner, today=today(), by=None)
    assert TakeDownTask.objects.waiting().count() == 2


def test_two_purposes_with_one_partner_are_called_back_each(elm: Hub, agreement: SharingAgreement, leo: User, priya: User) -> None:
    ola = parent(elm, agreement)
    fetch(priya, make(priya, wanted(agreement)))
    second = signed(leo, priya, at=agreement.partner, title="Newsletter", purpose_code="newsletter")
    make_purpose(priya, title="A newsletter", key="newsletter")
    says(ola, second)
    fetch(priya, make(priya, wanted(second)))

    done = ledger.change_mind(person=ola, purpose=Purpose.objects.get(key="newsletter"), partner=agreement.partner, today=today(), by=None)

    assert len(done.stopped) == 1
    assert TakeDownTask.objects.get().use.record.purpose.key == "newsletter"


def test_who_chose_nothing_is_due_also_when_something_was_shared_about_them(elm: Hub, leo: User, priya: User) -> None:
    agreement = signed(leo, priya, lawful_basis="public_task", data_items=["name"])
    make_purpose(priya, basis="public_task", for_a_partner=False)
    sam = make_person(elm, "Sam", source="form")
    Person.objects.filter(pk=sam.pk).update(source="form")
    fetch(priya, make(priya, wanted(agreement)))
    assert SharedAbout.objects.filter(person=sam).exists()
    assert list(chose_nothing(today())) == [sam]


# --- Erased stays erased --------------------------------------------------------------------------------------------------


def test_a_tombstone_that_was_cut_off_while_it_was_written_is_written_anew(elm: Hub) -> None:
    stone = Tombstone("people", str(make_person(elm).pk), today())
    storages["private"].save(stone.name, ContentFile(b""))
    tombstones.bury(stone)
    with storages["private"].open(stone.name) as file:
        assert file.read().decode() == stone.seal


# --- Objections, and what a family sees -----------------------------------------------------------------------------------


def test_what_an_objection_stopped_stands_on_their_own_page_and_is_lifted_there_in_one_press(client: Client, priya: User, elm: Hub) -> None:
    purposes.begin()
    panel = Purpose.objects.get(key="panel")
    ola = make_person(elm, email=EMAIL)
    asked = known(make_rights_request(ola, "objection"), priya)
    asked.verdict, asked.decided_on, asked.decided_by = "yes", today(), priya
    asked.save()
    objections.stop_for(request=asked, chosen=[str(panel.pk)], by=priya, today=today())
    typed_in(client, asked_for_code(client), numbers())
    assert f"{panel.title}: we stopped using yours" in words(client.get(DOOR))

    client.post(reverse("choose"), {"purpose": panel.key, "say": "again"})

    assert why_not_use(person=ola, purpose=panel) == []


def test_an_objection_by_letter_is_no_word_on_our_website(priya: User, petra: User, elm: Hub) -> None:
    ola, card = make_person(elm), agreeing.asked_purpose(by=priya)
    agreeing.decide(ola, card, by=petra)
    asked = known(make_rights_request(ola, "objection", how="letter"), priya)
    asked.verdict, asked.decided_on, asked.decided_by = "yes", today(), priya
    asked.save()
    objections.stop_for(request=asked, chosen=[str(card.pk)], by=priya, today=today())
    stands = standing(ola, card)
    assert stands.record is not None
    assert (stands.record.decision, stands.record.method) == ("withdrawn", "paper")
