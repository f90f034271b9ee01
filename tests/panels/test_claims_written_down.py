"""Writing a claim down and sending it: in one form, under the panel's policy, without a bank's details, and never for a child."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from PIL import Image

from accounts.models import User
from consent.services.erasing import erase_everywhere
from core import clocks
from core.choices import RoleKind
from core.models import AuditEntry, Hub
from core.overtaken import Overtaken
from panels.choices import ClaimState, MoneyKind, Stage
from panels.models import Claim, ClaimReceipt, Membership, Panel
from panels.rules.bank_details import NO_BANK_DETAILS
from panels.rules.claims import Asked
from panels.services import claims as services
from panels.services.claims import Said
from tests.builders import make_post, today
from tests.cast import give_role, sign_in
from tests.families import make_person
from tests.panels.paneling import make_member, make_panel
from tests.panels.paying import agree, make_claim, make_policy, meeting_was, paying_panel

FARES, CHILDCARE, THANKS = MoneyKind.FARES, MoneyKind.CHILDCARE, MoneyKind.THANK_YOU


def enter_at(panel: Panel) -> str:
    return reverse("panel_money:enter", args=[panel.pk])


def at(claim: Claim, name: str = "one") -> str:
    return reverse(f"claims:{name}", args=[claim.pk])


def photo() -> SimpleUploadedFile:
    """Return a photo of a receipt, with where it was taken in its metadata."""
    out, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "Canary Street 9"
    Image.new("RGB", (60, 80), "white").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("receipt.jpg", out.getvalue(), content_type="image/jpeg")


@pytest.fixture
def ola(elm: Hub, petra: User) -> Membership:
    """Ola Nowak, on a panel that pays."""
    return make_member(paying_panel(elm, petra))


def test_a_coordinator_writes_a_claim_down_and_sends_it_in_one_form(ola: Membership, petra: User) -> None:
    desk, meeting = sign_in(petra), meeting_was(ola.panel)
    assert "Ola Nowak" in desk.get(enter_at(ola.panel)).text

    boxes = {"member": str(ola.pk), "meeting": meeting.pk, "fares": "6.40", "miles": "12", "childcare": "24", "hours": "2", "scan": photo()}
    page = desk.post(enter_at(ola.panel), boxes | {"note": "The sitter came late.", "send": "1"}, follow=True).text

    claim = Claim.objects.get()
    lines = {line.kind: line.amount for line in claim.lines.all()}
    assert lines == {"mileage": Decimal("5.40"), "fares": Decimal("6.40"), "childcare": Decimal(24)}
    assert (claim.state, claim.sent_on, claim.pay_by_on) == (ClaimState.SENT, today(), clocks.working_days_after(today(), 10))
    assert "is written down and sent." in page
    assert "£35.80" in page
    assert "The sitter came late." in page


def test_a_receipt_is_drawn_anew_sealed_and_each_look_is_written_down(ola: Membership, petra: User, hana: User) -> None:
    sign_in(petra).post(
        enter_at(ola.panel), {"member": str(ola.pk), "fares": "6", "scan": photo(), "receipt_note": "The night bus home", "send": "1"}
    )
    receipt = ClaimReceipt.objects.get()

    answer = sign_in(hana).post(reverse("claims:receipt", args=[receipt.claim_id, receipt.pk]))

    assert answer["Content-Type"] == "image/jpeg"
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert b"Canary" not in answer.content
    assert AuditEntry.objects.filter(verb="panels.claim.open_receipt", actor=f"staff:{hana.pk}").count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, note FROM panels_claimreceipt")
        assert "night bus" not in str(cursor.fetchall())


@pytest.mark.parametrize("box", ["note", "receipt_note"])
def test_bank_details_are_refused_in_every_box_with_kind_words_and_nothing_is_lost(box: str, ola: Membership, petra: User) -> None:
    typed = {"member": str(ola.pk), "fares": "6.40", box: "Pay me at 60-83-71 31926819", "send": "1"}

    page = sign_in(petra).post(enter_at(ola.panel), typed).text

    assert NO_BANK_DETAILS in page
    assert 'value="6.40"' in page
    assert not Claim.objects.exists()


def test_also_the_service_takes_none(ola: Membership) -> None:
    with pytest.raises(ValidationError, match="bank account"):
        make_claim(ola, by=None, note="GB29 NWBK 6016 1331 9268 19")


def test_a_member_can_send_one_themselves(ola: Membership) -> None:
    claim = make_claim(ola, by=None)
    assert (claim.entered_by, claim.state, claim.payee_code) == (None, ClaimState.SENT, ola.person.shown_code)  # type: ignore[union-attr]  # made with a person
    assert AuditEntry.objects.get(verb="panels.claim.send").actor == "system"


def test_no_child_claims(elm: Hub, petra: User) -> None:
    panel = paying_panel(elm, petra)
    young = make_member(panel, make_person(elm, "Kit Young", is_young=True))
    with pytest.raises(ValidationError, match="a child makes no claim"):
        make_claim(young, by=petra)


def test_nor_anybody_of_a_panel_of_under_18s(elm: Hub, petra: User, ola: Membership) -> None:
    workers = {"coordinator": make_post("Youth worker"), "second_reader": make_post("Second reader")}
    Panel.objects.filter(pk=ola.panel_id).update(is_of_under_18s=True, **workers)
    with pytest.raises(ValidationError, match="a child makes no claim"):
        services.enter(member=ola, said=Said([Asked(FARES, Decimal(4))]), by=petra)


def test_without_a_policy_nobody_claims(elm: Hub, petra: User) -> None:
    panel = make_panel(elm)
    assert "No policy is in force yet" in sign_in(petra).get(enter_at(panel)).text
    with pytest.raises(ValidationError, match="No policy"):
        make_claim(make_member(panel), by=petra)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], "at least one sum"),
        ([Asked(FARES, Decimal(0))], "more than nothing"),
        ([Asked(CHILDCARE, Decimal(9))], "how many hours"),
        ([Asked(MoneyKind.DATA, Decimal(9))], "does not pay this"),
        ([Asked(MoneyKind.OTHER, Decimal(2001))], "more than £2,000"),
        ([Asked(THANKS, Decimal(11))], "£10 for a meeting"),
    ],
)
def test_what_the_policy_does_not_say_is_not_claimed(lines: list[Asked], why: str, elm: Hub, petra: User) -> None:
    member = make_member(paying_panel(elm, petra, pays_data=False))
    with pytest.raises(ValidationError, match=why):
        make_claim(member, by=petra, lines=lines)


def test_a_thank_you_is_claimed_only_after_the_word_about_benefits_and_for_a_meeting(ola: Membership, petra: User) -> None:
    thanks, meeting = [Asked(THANKS, Decimal(10))], meeting_was(ola.panel)
    with pytest.raises(ValidationError) as error:
        make_claim(ola, by=petra, lines=thanks)
    assert "the note about benefits" in str(error.value)
    assert "A thank-you is for a meeting" in str(error.value)
    assert make_claim(ola, by=petra, lines=thanks, meeting=meeting, heard_of_benefits=True).state == ClaimState.SENT


def test_the_note_about_benefits_stands_above_the_form(ola: Membership, petra: User) -> None:
    assert "can change your benefits" in sign_in(petra).get(enter_at(ola.panel)).text


def test_who_says_no_to_a_thank_you_keeps_the_rest(ola: Membership, petra: User) -> None:
    meeting = meeting_was(ola.panel)
    both = make_claim(ola, by=petra, sent=False, lines=[Asked(FARES, Decimal(4)), Asked(THANKS, Decimal(10))], meeting=meeting)
    alone = make_claim(ola, by=petra, sent=False, lines=[Asked(THANKS, Decimal(10))], meeting=meeting)

    for claim in (both, alone):
        sign_in(petra).post(at(claim, "no_thanks"))

    for row in (both, alone):
        row.refresh_from_db()
    assert (both.state, [line.kind for line in both.lines.all()]) == (ClaimState.DRAFT, ["fares"])
    assert (alone.state, alone.ended_on) == (ClaimState.REFUSED, today())


def test_who_left_claims_what_they_spent_and_no_thank_you(ola: Membership, petra: User) -> None:
    meeting = meeting_was(ola.panel)
    Membership.objects.filter(pk=ola.pk).update(stage=Stage.LEFT, left_on=today())
    ola.refresh_from_db()
    assert make_claim(ola, by=petra).state == ClaimState.SENT
    with pytest.raises(ValidationError, match="They have left the panel"):
        make_claim(ola, by=petra, lines=[Asked(THANKS, Decimal(10))], meeting=meeting, heard_of_benefits=True)


def test_a_meeting_of_another_panel_is_none_of_this_claim(ola: Membership, petra: User, elm: Hub) -> None:
    with pytest.raises(ValidationError, match="another panel"):
        make_claim(ola, by=petra, meeting=meeting_was(make_panel(elm)))


def test_a_draft_is_changed_and_one_that_was_sent_is_not(ola: Membership, petra: User) -> None:
    claim = make_claim(ola, by=petra, sent=False)
    assert 'value="30.00"' in sign_in(petra).get(at(claim, "change")).text

    sign_in(petra).post(at(claim, "change"), {"seen": 1, "fares": "7", "send": "1"})

    claim.refresh_from_db()
    assert (claim.state, [(line.kind, line.amount) for line in claim.lines.all()]) == (ClaimState.SENT, [("fares", Decimal(7))])
    with pytest.raises(ValidationError, match="so it stays as it is"):
        services.change(claim=claim, said=Said([Asked(FARES, Decimal(70))]), by=petra, seen=claim.version)


def test_of_two_who_change_a_claim_the_second_is_told(ola: Membership, petra: User) -> None:
    claim = make_claim(ola, by=petra, sent=False)
    services.change(claim=claim, said=Said([Asked(FARES, Decimal(7))]), by=petra, seen=1)
    with pytest.raises(Overtaken):
        services.change(claim=claim, said=Said([Asked(FARES, Decimal(8))]), by=petra, seen=1)
    page = sign_in(petra).post(at(claim, "change"), {"seen": 1, "fares": "8"}).text
    assert "A colleague changed this" in page
    assert 'value="8"' in page


def test_a_claim_taken_back_keeps_neither_words_nor_receipts(ola: Membership, petra: User) -> None:
    sign_in(petra).post(enter_at(ola.panel), {"member": str(ola.pk), "fares": "6", "note": "Late bus", "scan": photo(), "send": "1"})
    claim = Claim.objects.get()
    sign_in(petra).post(at(claim, "take_back"))
    claim.refresh_from_db()
    assert (claim.state, claim.note, claim.receipts.count()) == (ClaimState.WITHDRAWN, "", 0)


def test_who_only_checks_or_pays_writes_no_claim_down(ola: Membership, hana: User, fay: User) -> None:
    for person in (hana, fay):
        with pytest.raises(PermissionDenied):
            make_claim(ola, by=person)


def test_it_stays_under_the_policy_that_it_was_sent_under(ola: Membership, petra: User) -> None:
    claim = make_claim(ola, by=petra, lines=[Asked(MoneyKind.MILEAGE, miles=Decimal(10))])
    make_policy(ola.panel, petra, number=2, in_force_from=today(), pence_a_mile=99)
    claim.refresh_from_db()
    assert (claim.policy.number, claim.asked) == (1, Decimal("4.50"))


def test_whoever_changed_it_last_does_not_agree_to_it(ola: Membership, petra: User, hana: User, elm: Hub) -> None:
    give_role(hana, RoleKind.PANEL_COORDINATOR, elm)
    claim = make_claim(ola, by=petra, sent=False)
    services.change(claim=claim, said=services.Said([Asked(MoneyKind.FARES, Decimal(5))]), by=hana, seen=claim.version, and_send=True)
    claim.refresh_from_db()

    with pytest.raises(ValidationError, match="You wrote this claim down yourself"):
        agree(claim, by=hana)


def test_a_receipt_of_another_claim_is_not_there(ola: Membership, petra: User) -> None:
    one, other = (make_claim(ola, by=petra) for _ in range(2))
    services.add_receipts(other, [services.Receipt("pdf", b"%PDF-1.4")])
    assert sign_in(petra).post(reverse("claims:receipt", args=[one.pk, other.receipts.get().pk])).status_code == 404


def test_the_clock_passes_weekends_by(ola: Membership, petra: User) -> None:
    assert clocks.working_days_after(date(2026, 12, 4), 10) == date(2026, 12, 18)
    claim = make_claim(ola, by=petra)
    assert claim.pay_by_on == clocks.working_days_after(today(), 10)


def test_nothing_is_claimed_for_who_was_forgotten_while_the_page_was_open(elm: Hub, petra: User) -> None:
    member = make_member(paying_panel(elm, petra))
    stale = Membership.objects.select_related("person", "panel").get(pk=member.pk)
    assert stale.person
    erase_everywhere(stale.person, today())

    with pytest.raises(ValidationError, match="they were forgotten"):
        make_claim(stale, by=petra)
    assert not Claim.objects.exists()
