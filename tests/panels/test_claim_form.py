"""What the form for a claim forgives: a button pressed twice, a photo that was forgotten, and one that was the wrong one."""

import uuid

import pytest
from django.urls import reverse

from accounts.models import User
from consent.models import LegalHold
from core import clocks
from core.models import AuditEntry, Hub
from panels.forms.claims import NO_RECEIPT
from panels.models import Claim, Membership
from panels.selectors.meetings import day_of
from panels.services import claims as services
from tests.builders import today
from tests.cast import sign_in
from tests.panels.paneling import in_days, make_meeting, make_member
from tests.panels.paying import make_claim, make_policy, meeting_was, paying_panel
from tests.panels.test_claims_written_down import at, enter_at


@pytest.fixture
def ola(elm: Hub, petra: User) -> Membership:
    """Ola Nowak, on a panel that pays."""
    return make_member(paying_panel(elm, petra))


def test_a_button_pressed_twice_makes_one_claim_and_shows_it(ola: Membership, petra: User) -> None:
    desk = sign_in(petra)
    key = uuid.UUID(str(desk.get(enter_at(ola.panel)).context["form"]["key"].value()))
    typed = {"member": str(ola.pk), "fares": "6", "send": "1", "key": str(key)}
    first, second = (desk.post(enter_at(ola.panel), typed) for _ in range(2))

    claim = Claim.objects.get()
    assert (claim.pk, first["Location"], second["Location"]) == (key, f"/admin/claims/{claim.pk}/", first["Location"])
    assert AuditEntry.objects.filter(verb="panels.claim.enter").count() == 1
    desk.post(enter_at(ola.panel), typed | {"key": str(uuid.uuid4())})
    assert Claim.objects.count() == 2


def test_a_form_that_somebody_else_used_shows_nothing_of_theirs(elm: Hub, ola: Membership, petra: User) -> None:
    desk, key = sign_in(petra), str(uuid.uuid4())
    desk.post(enter_at(ola.panel), {"member": str(ola.pk), "fares": "6", "key": key})
    Claim.objects.update(entered_by=None)

    page = desk.post(enter_at(ola.panel), {"member": str(ola.pk), "fares": "7", "key": key}).text
    assert "This form was used before." in page
    assert Claim.objects.get().asked == 6


def test_meetings_are_told_apart_by_their_day_the_last_first_and_none_that_is_to_come(ola: Membership, petra: User) -> None:
    last, before = meeting_was(ola.panel), make_meeting(ola.panel, title="Picnic", starts_at=in_days(-30))
    to_come = make_meeting(ola.panel)

    box = sign_in(petra).get(enter_at(ola.panel)).context["form"]["meeting"]

    days = [clocks.day_in_words(day_of(one)) for one in (last, before)]
    assert [words for _, words in box.field.choices] == ["For none", f"{days[0]}: Meeting of {ola.panel}", f"{days[1]}: Picnic"]
    asked_ahead = make_claim(ola, by=petra, meeting=to_come, sent=False)
    assert to_come in sign_in(petra).get(at(asked_ahead, "change")).context["form"].fields["meeting"].queryset


def test_words_about_a_receipt_that_did_not_come_are_kept(ola: Membership, petra: User) -> None:
    page = sign_in(petra).post(enter_at(ola.panel), {"member": str(ola.pk), "fares": "6", "receipt_note": "The night bus"}).text
    assert NO_RECEIPT in page
    assert "The night bus" in page
    assert not Claim.objects.exists()


def _with_receipt(ola: Membership, by: User, *, sent: bool = False) -> tuple[Claim, str]:
    claim = make_claim(ola, by=by, sent=sent)
    services.add_receipts(claim, [services.Receipt("pdf", b"%PDF-1.4", "The wrong bus")])
    return claim, reverse("claims:remove_receipt", args=[claim.pk, claim.receipts.get().pk])


def test_a_wrong_receipt_is_deleted_once_and_the_trail_says_so(ola: Membership, petra: User) -> None:
    claim, address = _with_receipt(ola, petra)
    desk = sign_in(petra)
    assert f'action="{address}"' in desk.get(reverse("claims:one", args=[claim.pk])).text

    for _ in range(2):
        desk.post(address)

    assert not claim.receipts.exists()
    assert AuditEntry.objects.filter(verb="panels.claim.remove_receipt").count() == 1
    before = claim.version
    claim.refresh_from_db()
    assert claim.version == before + 1, "whoever had the claim open decides about what they read"


def test_a_receipt_of_what_was_sent_stays_and_so_does_one_that_is_held(ola: Membership, petra: User) -> None:
    claim, address = _with_receipt(ola, petra, sent=True)
    desk = sign_in(petra)
    assert "remove" not in desk.get(reverse("claims:one", args=[claim.pk])).text
    assert "It was sent, so it stays as it is." in desk.post(address, follow=True).text
    draft, address = _with_receipt(ola, petra)
    LegalHold.objects.create(name="Case", reason="A court.", from_on=today(), placed_by=petra, person=ola.person)
    assert "This claim is held back" in desk.post(address, follow=True).text
    assert (claim.receipts.count(), draft.receipts.count()) == (1, 1)


def test_who_only_looks_at_claims_or_pays_them_deletes_no_receipt(ola: Membership, petra: User, fay: User) -> None:
    claim, address = _with_receipt(ola, petra)
    sign_in(fay).post(address)
    assert claim.receipts.exists()


def test_a_claim_is_put_right_under_todays_policy(elm: Hub, petra: User) -> None:
    ola = make_member(paying_panel(elm, petra, pence_a_mile=None))
    claim = make_claim(ola, by=petra, sent=False)
    assert 'name="miles"' not in sign_in(petra).get(reverse("claims:change", args=[claim.pk])).text
    make_policy(ola.panel, petra, number=2, in_force_from=today(), pence_a_mile=61)

    page = sign_in(petra).get(reverse("claims:change", args=[claim.pk])).text

    assert "Miles are paid at 61p." in page
    assert 'name="miles"' in page


def test_other_sums_under_a_key_that_was_used_are_not_dropped(ola: Membership, petra: User) -> None:
    desk, key = sign_in(petra), str(uuid.uuid4())
    typed = {"member": str(ola.pk), "fares": "6", "note": "The bus.", "key": key}
    desk.post(enter_at(ola.panel), typed)

    for other in ({"fares": "9"}, {"note": "The taxi."}):
        assert "This form was used before." in desk.post(enter_at(ola.panel), typed | other).text
    claim = Claim.objects.get()
    assert claim.asked == 6
    assert claim.note == "The bus."
