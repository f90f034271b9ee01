"""Finance sees claims, and never what somebody needs or said: names, codes and sums, for the whole council."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import User
from core.choices import RoleKind
from core.models import AuditEntry, Hub
from panels.choices import ClaimState, MoneyKind
from panels.models import Claim, Panel, StandingNeed
from panels.rules.claims import Asked
from panels.rules.payouts import Sum
from panels.selectors import claims as selectors
from panels.services.claims import Receipt, add_receipts
from panels.services.claims_paying import pay
from panels.viewsets import claims as claim_screens
from tests.builders import today
from tests.cast import give_role, make_user, sign_in
from tests.families import make_person
from tests.panels.paneling import make_member, make_panel
from tests.panels.paying import agree, agreed_claim, give, make_claim, make_policy, meeting_was, paying_panel

NOTE, NEED, ANSWER = "My son has seizures", "Quiet room, autistic", "We know how hard it was"
EXPORT, TO_PAY = "/admin/claims/to-pay/file/", "/admin/claims/to-pay/"


@pytest.fixture
def panel(elm: Hub, petra: User) -> Panel:
    """A panel that pays."""
    return paying_panel(elm, petra)


@pytest.fixture
def claim(panel: Panel, petra: User, hana: User) -> Claim:
    """A claim that waits to be paid, of somebody who said why and needs something."""
    member = make_member(panel)
    StandingNeed.objects.create(membership=member, kind="access", detail=NEED, confirmed_on=today())
    row = make_claim(member, by=petra, note=NOTE)
    add_receipts(row, [Receipt("pdf", b"%PDF-1.4", "For the sitter")])
    return agree(row, by=hana, pounds="24", answer=ANSWER)


def test_finance_reads_who_is_paid_how_much_and_by_when(claim: Claim, fay: User) -> None:
    page = sign_in(fay).get(TO_PAY).text
    for words in ("Ola Nowak", claim.payee_code, "£24.00", "Parents at Elm", "FH-204", claim.reference):
        assert words in page


def test_on_no_page_does_finance_read_what_they_need_or_said(claim: Claim, fay: User) -> None:
    desk = sign_in(fay)
    receipt = claim.receipts.get()
    pages = [desk.get(address, follow=True).text for address in _addresses(claim)]
    pages.append(desk.post(EXPORT, {"as": "csv"}).content.decode())
    pages.append(desk.post(reverse("claims:receipt", args=[claim.pk, receipt.pk])).text)

    for words in (NOTE, NEED, ANSWER, "For the sitter", "seizures"):
        assert not [page for page in pages if words in page]
    assert desk.post(reverse("claims:receipt", args=[claim.pk, receipt.pk])).status_code == 404


def _addresses(claim: Claim) -> list[str]:
    of_claim = [reverse(f"claims:{name}", args=[claim.pk]) for name in ("one", "change")]
    of_panel = [
        reverse(f"panel_money:{name}", args=[claim.membership.panel_id]) for name in ("one", "policy", "month", "vouchers", "enter")
    ]
    of_panel += [reverse("panel:one", args=[claim.membership.panel_id]), reverse("panel:index")]
    return [*of_claim, *of_panel, "/admin/claims/", TO_PAY, "/admin/"]


def test_finance_opens_no_member_and_no_panel(claim: Claim, fay: User) -> None:
    answer = sign_in(fay).get(reverse("panel:one", args=[claim.membership.panel_id]))
    assert answer.status_code in {302, 403, 404}
    assert "Parents at Elm" not in answer.text


def test_what_nobody_has_agreed_to_yet_is_not_for_finance(panel: Panel, petra: User, fay: User) -> None:
    claim = make_claim(make_member(panel), by=petra)
    assert claim.reference not in sign_in(fay).get("/admin/claims/").text
    assert "Ola Nowak" not in sign_in(fay).get(reverse("claims:one", args=[claim.pk])).text


@pytest.mark.parametrize("state", [ClaimState.DRAFT, ClaimState.SENT, ClaimState.BACK, ClaimState.WITHDRAWN, ClaimState.REFUSED])
def test_a_known_address_opens_nothing_that_is_not_agreed(claim: Claim, fay: User, state: str) -> None:
    is_over = state in {ClaimState.WITHDRAWN, ClaimState.REFUSED}
    Claim.objects.filter(pk=claim.pk).update(state=state, ended_on=today() if is_over else None)

    desk = sign_in(fay)

    assert desk.get(reverse("claims:one", args=[claim.pk])).status_code == 404
    assert desk.post(reverse("claims:paid", args=[claim.pk]), {"on": str(today()), "reference": "BACS 7"}).status_code == 404
    assert claim.reference not in desk.get("/admin/claims/").text


def test_a_name_stands_beside_a_claim_only_while_it_waits_to_be_paid(claim: Claim, fay: User) -> None:
    desk, addresses = sign_in(fay), ("/admin/claims/", reverse("claims:one", args=[claim.pk]))
    assert all("Ola Nowak" in desk.get(address).text for address in addresses)
    pay(claim=claim, on=today(), reference="BACS 7", by=fay)

    for address in addresses:
        page = desk.get(address).text
        assert claim.payee_code in page
        assert "Nowak" not in page


def test_rights_over_one_panel_open_nothing_of_another(claim: Claim, elm: Hub, oak: Hub, petra: User) -> None:
    both = make_user("Bo")
    give_role(both, RoleKind.PANEL_COORDINATOR, oak)
    give_role(both, RoleKind.FINANCE, elm)
    draft = make_claim(make_member(claim.membership.panel, make_person(elm, "Sam Green")), by=petra, sent=False)

    page = sign_in(both).get("/admin/claims/").text

    assert claim.reference in page
    assert draft.reference not in page
    assert sign_in(both).get(reverse("claims:one", args=[draft.pk])).status_code == 404


def test_who_only_pays_reads_the_total_and_not_for_what(claim: Claim, fay: User, petra: User) -> None:
    address = reverse("claims:one", args=[claim.pk])
    assert "Childcare, 3" in sign_in(petra).get(address).text

    page = sign_in(fay).get(address).text

    assert "Childcare" not in page
    assert "hours" not in page
    for words in ("In all", "£30.00", "£24.00", "FH-204"):
        assert words in page


def test_who_only_pays_reads_a_month_by_cost_code(panel: Panel, petra: User, fay: User) -> None:
    ola, meeting = make_member(panel), meeting_was(panel)
    give(meeting, ola, Sum(MoneyKind.CHILDCARE, Decimal(12)), Sum(MoneyKind.THANK_YOU, is_refused=True), by=petra)
    address = reverse("panel_money:month", args=[panel.pk])
    assert "No, thank you" in sign_in(petra).get(address).text

    page = sign_in(fay).get(address).text

    assert "Cost code FH-204" in page
    assert "£12.00" in page
    for hidden in ("Childcare", "thank", ola.person.shown_code if ola.person else ""):
        assert hidden not in page


def test_who_looks_after_the_panel_reads_what_was_said(claim: Claim, petra: User, hana: User) -> None:
    for person in (petra, hana):
        page = sign_in(person).get(reverse("claims:one", args=[claim.pk])).text
        assert NOTE in page
        assert ANSWER in page


def test_a_coordinator_of_another_hub_finds_no_claim(claim: Claim, oak: Hub) -> None:
    other = make_user("Olive")
    give_role(other, RoleKind.PANEL_COORDINATOR, oak)
    assert sign_in(other).get(reverse("claims:one", args=[claim.pk])).status_code == 404
    assert claim.reference not in sign_in(other).get("/admin/claims/").text


def test_a_draft_is_seen_by_who_writes_claims_down(panel: Panel, petra: User, hana: User) -> None:
    claim = make_claim(make_member(panel), by=petra, sent=False)
    assert claim.reference in sign_in(petra).get("/admin/claims/").text
    assert claim.reference not in sign_in(hana).get("/admin/claims/").text


def test_late_ones_come_first_and_are_marked(panel: Panel, petra: User, hana: User, fay: User) -> None:
    soon = agreed_claim(panel, by=petra, checked_by=hana)
    late = make_claim(make_member(panel, make_person(panel.hub, "Sam Green")), by=petra)
    Claim.objects.filter(pk=late.pk).update(sent_on=today() - timedelta(days=30), pay_by_on=today() - timedelta(days=2))

    page = sign_in(petra).get("/admin/claims/").text

    assert page.index(late.reference) < page.index(soon.reference)
    assert page.count('<span class="state state-late">Late</span>') == 1
    page = sign_in(petra).get("/admin/claims/?show=late").text
    assert late.reference in page
    assert soon.reference not in page


def test_the_oldest_open_claim_stands_first_however_many_came_after_it(
    panel: Panel, petra: User, hana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim_screens, "PER_PAGE", 2)
    member = make_member(panel)
    over, late, soon, draft = (make_claim(member, by=petra, sent=sent) for sent in (True, True, True, False))
    Claim.objects.filter(pk=late.pk).update(
        entered_on=today() - timedelta(days=90), sent_on=today() - timedelta(days=90), pay_by_on=today() - timedelta(days=60)
    )
    Claim.objects.filter(pk=over.pk).update(state="withdrawn", ended_on=today(), pay_by_on=today() - timedelta(days=70))
    desk = sign_in(petra)

    first, second = (desk.get(f"/admin/claims/?page={number}").text for number in (1, 2))

    assert [one.reference in first for one in (late, soon, draft, over)] == [True, True, False, False]
    assert first.index(late.reference) < first.index(soon.reference)
    assert [one.reference in second for one in (late, soon, draft, over)] == [False, False, True, True]
    assert "?page=2&amp;show=withdrawn" not in desk.get("/admin/claims/?show=withdrawn").text


def test_nothing_is_left_out_of_what_is_to_be_paid(claim: Claim, hana: User, fay: User) -> None:
    said = {"membership": claim.membership, "policy": claim.policy, "payee_code": claim.payee_code, "state": "checked"}
    days = {name: today() for name in ("entered_on", "sent_on", "pay_by_on", "checked_on")}
    Claim.objects.bulk_create(Claim(checked_by=hana, **said, **days) for _ in range(500))
    assert len(selectors.to_pay(fay, today())) == 501


# --- The file -------------------------------------------------------------------------------------------------------------


def test_the_file_for_the_finance_system_is_marked_and_each_claim_in_it_is_in_the_trail(claim: Claim, fay: User) -> None:
    answer = sign_in(fay).post(EXPORT, {"as": "xlsx"})

    rows = [list(row) for row in load_workbook(BytesIO(answer.content)).active.values]  # type: ignore[union-attr]  # it has a sheet
    assert rows[0][:2] == ["Claim", "Name"]
    assert rows[1][:6] == [claim.reference, "Ola Nowak", claim.payee_code, "Parents at Elm", "FH-204", "24.00"]
    assert str(rows[-1][0]).startswith("Personal data of panel members.")
    assert "no-store" in answer["Cache-Control"]
    assert AuditEntry.objects.filter(verb="panels.claim.export", subject=f"panels.Claim:{claim.pk}", actor=f"staff:{fay.pk}").exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_name_in_it_becomes_a_formula(kind: str, panel: Panel, petra: User, hana: User, fay: User) -> None:
    agree(make_claim(make_member(panel, make_person(panel.hub, "=HYPERLINK(1)")), by=petra), by=hana)

    content = sign_in(fay).post(EXPORT, {"as": kind}).content

    cell = str(next(iter(load_workbook(BytesIO(content)).active.iter_rows(2)))[1].value) if kind == "xlsx" else content.decode()  # type: ignore[union-attr]  # it has a sheet
    assert "'=HYPERLINK(1)" in cell


def test_who_pays_for_one_hub_alone_takes_no_file(claim: Claim, elm: Hub) -> None:
    cashier = make_user("Cass")
    give_role(cashier, RoleKind.FINANCE, elm)
    assert sign_in(cashier).post(EXPORT).status_code in {302, 403}
    assert claim.reference in sign_in(cashier).get(TO_PAY).text


def test_a_longer_list_costs_no_more_queries(panel: Panel, petra: User, hana: User, fay: User) -> None:
    desk = sign_in(fay)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            desk.get(TO_PAY)
        return len(queries)

    agreed_claim(panel, by=petra, checked_by=hana)
    desk.get(TO_PAY)
    first = cost()
    for number in range(4):
        other = make_panel(panel.hub)
        make_policy(other, petra)
        lines = [Asked(MoneyKind.FARES, Decimal(4))]
        agree(make_claim(make_member(other, make_person(panel.hub, f"Pat {number}")), by=petra, lines=lines), by=hana)
    assert cost() == first


def test_a_refused_payment_keeps_what_was_typed(claim: Claim, fay: User) -> None:
    page = sign_in(fay).post(reverse("claims:paid", args=[claim.pk]), {"on": str(today() + timedelta(days=3)), "reference": "BACS 7"}).text
    assert "It was paid between" in page
    assert 'value="BACS 7"' in page
