"""The screens of sharing under an agreement: look, make, fetch; whoever else comes finds nothing."""

import hashlib
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.models import Person, Purpose, SharedAbout, SharingAgreement, SharingFile, SharingRecord
from consent.services import ledger
from core.choices import RoleKind
from core.models import AuditEntry, Hub, OutboxItem
from tests import builders
from tests.cast import give_role, make_user, sign_in
from tests.consent.doorway import DOOR, EMAIL, asked_for_code, numbers, typed_in
from tests.consent.exporting import agreement, fetch, make, make_purpose, parent, says, wanted
from tests.consent.sharing_people import leo, partner, signed, signed_long_ago
from tests.families import make_person
from tests.feedback.desk import words

__all__ = ["agreement", "leo"]
pytestmark = pytest.mark.django_db
TODAY = builders.today()


def share(agreement: SharingAgreement) -> str:
    """Return the address of sharing under an agreement."""
    return reverse("sharing:share", args=[agreement.pk])


def look(desk: Client, agreement: SharingAgreement, *items: str, **more: Any) -> Any:
    """Look who would go."""
    return desk.get(share(agreement), {"look": "1", "data_items": items or ("name", "phone"), **more})


def press_make(desk: Client, agreement: SharingAgreement, seen: str, *items: str, why_now: str = "regular") -> Any:
    """Press the button that makes the file."""
    said = {"data_items": items or ("name", "phone"), "hub": "", "seen": seen, "why_now": why_now}
    return desk.post(share(agreement), said, follow=True)


def seen_on(page: Any) -> str:
    """Return the digest of what a page shows."""
    return str(re.findall(r'name="seen" value="(\w+)"', page.text)[0])


@pytest.fixture
def desk(priya: User) -> Client:
    """Priya's desk."""
    return sign_in(priya)


def test_looking_says_who_goes_and_who_does_not_by_code_and_writes_nothing(elm: Hub, desk: Client, agreement: SharingAgreement) -> None:
    parent(elm, agreement, "Ola Canary")
    no = says(make_person(elm, "Nia Canary", phone="07700 900124"), agreement, "refused")
    before = AuditEntry.objects.count()

    page = look(desk, agreement)

    assert "1 goes, 1 does not" in words(page)
    assert f"They said no: 1 {no.shown_code}" in words(page)
    assert "We write four times a year from Ashmere Parent Carer Forum." in words(page), "the words they said yes to"
    assert "Canary" not in page.text
    assert not re.search("90012[34]", page.text.replace(" ", ""))
    assert (AuditEntry.objects.count(), OutboxItem.objects.count()) == (before, 0)
    assert not SharingFile.objects.exists()
    assert not SharingRecord.objects.exists()


def test_a_file_is_made_and_downloaded_and_stands_with_what_was_shared(elm: Hub, desk: Client, agreement: SharingAgreement) -> None:
    parent(elm, agreement, "Ola Bright")
    page = press_make(desk, agreement, seen_on(look(desk, agreement)))
    assert "Not yet: nothing leaves before you download it" in words(page)
    assert "Ola" not in page.text
    file = SharingFile.objects.get()

    got = desk.post(reverse("sharing:fetch", args=[file.pk]))

    assert got.content.decode("utf-8-sig") == '"Name","Phone number"\r\n"Ola Bright","07700 900123"\r\n'
    assert got.headers["Cache-Control"].startswith("no-store, private")
    assert got.headers["Content-Disposition"] == f'attachment; filename="export-{TODAY}.csv"'
    assert SharingRecord.objects.get().file_digest == hashlib.sha256(got.content).hexdigest()
    for address in (reverse("sharing:one", args=[agreement.pk]), reverse("sharing:records")):
        assert "Name" in words(desk.get(address))
    assert "about 1 person. By Priya Example." in words(desk.get(reverse("sharing:one", args=[agreement.pk])))
    assert ", shared" in words(desk.get(share(agreement)))
    assert desk.get(reverse("sharing:fetch", args=[file.pk])).status_code == 405, "no address to keep or to send on"


def test_another_officer_finds_no_such_file(elm: Hub, agreement: SharingAgreement, priya: User) -> None:
    other = make_user("Pam")
    give_role(other, RoleKind.DATA_PROTECTION_OFFICER)
    parent(elm, agreement)
    file = make(priya, wanted(agreement))
    desk = sign_in(other)
    assert desk.get(reverse("sharing:file", args=[file.pk])).status_code == 404
    assert desk.post(reverse("sharing:fetch", args=[file.pk])).status_code == 404
    assert not SharingRecord.objects.exists()


def test_who_drafts_agreements_shares_nothing(elm: Hub, agreement: SharingAgreement, leo: User, hana: User) -> None:
    parent(elm, agreement)
    for somebody in (leo, hana):
        assert look(sign_in(somebody), agreement).status_code in {302, 404}
        assert press_make(sign_in(somebody), agreement, "x").status_code in {200, 404}
    assert "Share under it" not in words(sign_in(leo).get(reverse("sharing:one", args=[agreement.pk])))
    assert not SharingFile.objects.exists()


def test_after_its_time_the_page_says_to_make_it_anew(elm: Hub, desk: Client, agreement: SharingAgreement, priya: User) -> None:
    parent(elm, agreement)
    file = make(priya, wanted(agreement))
    SharingFile.objects.update(made_at=timezone.now() - timedelta(minutes=15))  # the agreement begins today, perhaps less long ago
    assert "It is gone: what was in it is deleted." in words(desk.get(reverse("sharing:file", args=[file.pk])))
    page = words(desk.post(reverse("sharing:fetch", args=[file.pk])))
    assert "It is more than a quarter of an hour old, so it is gone. Make it anew" in page
    assert not SharingRecord.objects.exists()


def test_a_change_of_mind_shows_who_goes_anew_and_then_holds_the_file_back(
    elm: Hub, desk: Client, agreement: SharingAgreement, priya: User
) -> None:
    ola, nia = (parent(elm, agreement, name) for name in ("Ola", "Nia"))
    seen = seen_on(look(desk, agreement))

    def changes(person: Person) -> None:
        purpose = Purpose.objects.get(key="parent-forum")
        ledger.change_mind(person=person, purpose=purpose, partner=agreement.partner, today=TODAY, by=None)

    changes(ola)
    page = press_make(desk, agreement, seen)
    assert "Since you looked, something has changed" in words(page)
    assert "1 goes, 1 does not" in words(page)
    press_make(desk, agreement, seen_on(page))
    changes(nia)
    page = words(desk.post(reverse("sharing:fetch", args=[SharingFile.objects.get().pk])))
    assert "1 in it may not go any more: they changed their mind. The file is deleted" in page
    assert not SharedAbout.objects.exists()


def test_an_agreement_past_its_review_says_why_nothing_goes(elm: Hub, desk: Client, leo: User, priya: User) -> None:
    make_purpose(priya)
    lapsed = signed_long_ago(leo, priya, starts_on=TODAY - timedelta(days=400), review_on=TODAY - timedelta(days=1))
    parent(elm, lapsed)
    page = words(look(desk, lapsed))
    assert "Nothing can go under it" in page
    assert "review due: nothing is shared" in page
    assert "Who would go" not in page
    assert "review due" in words(press_make(desk, lapsed, "x"))
    assert not SharingFile.objects.exists()


def test_an_item_that_is_not_agreed_is_refused_on_the_screen(elm: Hub, desk: Client, agreement: SharingAgreement) -> None:
    parent(elm, agreement)
    assert "E-mail address" not in words(desk.get(share(agreement))), "it is not on offer"
    assert "does not cover all of that" in words(look(desk, agreement, "name", "email"))
    assert "does not cover all of that" in words(press_make(desk, agreement, "x", "name", "email"))
    assert "Say which data is to be shared." in words(desk.get(share(agreement), {"look": "1"}))
    for made_up in ("999999999999999999999999", "x"):
        assert look(desk, agreement, hub=made_up).status_code == 200
    assert not SharingFile.objects.exists()


def test_forgetting_to_say_why_keeps_what_was_chosen(elm: Hub, desk: Client, agreement: SharingAgreement) -> None:
    parent(elm, agreement)
    page = press_make(desk, agreement, seen_on(look(desk, agreement, "name")), "name", why_now="")
    assert "Choose why it goes now." in words(page)
    assert 'name="data_items" value="name"' in page.text
    assert "1 goes, 0 do not" in words(page)


def test_what_cannot_go_from_here_is_said(elm: Hub, desk: Client, leo: User, priya: User) -> None:
    agreement = signed(leo, priya, data_items=["name", "attendance"], at=partner("Health trust"))
    make_purpose(priya)
    assert "it cannot go from here: Which meetings they came to." in words(desk.get(share(agreement)))


def test_looking_costs_the_same_for_one_and_for_many(
    elm: Hub, desk: Client, agreement: SharingAgreement, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        parent(elm, agreement, f"Parent {number}")
    look(desk, agreement)
    with django_assert_max_num_queries(30):
        assert "12 go, 0 do not" in words(look(desk, agreement))


# --- What a family reads --------------------------------------------------------------------------------------------------


def test_my_choices_says_to_whom_what_was_given_and_when(elm: Hub, client: Client, agreement: SharingAgreement, priya: User) -> None:
    ola = parent(elm, agreement, "Ola Nowak", email=EMAIL)
    typed_in(client, asked_for_code(client), numbers())
    assert "Who we gave it to Our partners We gave nothing about you to any of them." in words(client.get(DOOR))

    fetch(priya, make(priya, wanted(agreement)))

    page = words(client.get(DOOR))
    day = f"{TODAY.day} {TODAY:%B %Y}"
    assert f"Who we gave it to Ashmere Parent Carer Forum {day}: Name, Phone number" in page
    assert SharedAbout.objects.get().person == ola
    assert "Who we gave it to" not in words(client.get(f"/pl{DOOR}")), "in other languages it is said in them"
