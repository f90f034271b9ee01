"""What a panel pays: written down first, put in force by somebody who agrees to claims, and like stone from then on."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from core.choices import RoleKind
from core.models import AuditEntry, Hub
from core.overtaken import Overtaken
from panels.choices import ThanksIn
from panels.models import ExpensePolicy, Panel
from panels.rules.policy import in_plain_words
from panels.selectors import policies as selectors
from panels.services import policies as services
from tests.builders import today
from tests.cast import give_role, sign_in
from tests.panels.paneling import make_panel
from tests.panels.paying import make_policy


def at(name: str, panel: Panel) -> str:
    return reverse(f"panel_money:{name}", args=[panel.pk])


def test_a_coordinator_writes_it_and_a_manager_puts_it_in_force(petra: User, hana: User, elm: Hub) -> None:
    panel = make_panel(elm)
    desk = sign_in(petra)
    assert "No version yet." in desk.get(at("policy", panel)).text

    desk.post(at("policy_begin", panel))
    typed = {"seen": 1, "pays_fares": "on", "pence_a_mile": 45, "childcare_an_hour": "11.50", "thank_you": "10", "thanks_in": "voucher"}
    typed |= {"small_sum_limit": "20", "pay_within_days": 10, "receipt_over": "5", "receipts": "A ticket.", "cost_code": "FH-204"}
    desk.post(at("policy", panel), typed | {"benefits_words": "Vouchers count too: ask Citizens Advice before you say yes to one."})
    assert selectors.in_force(panel, today()) is None
    sign_in(hana).post(at("policy_in_force", panel), {"on": str(today()), "seen": 2})

    policy = selectors.in_force(panel, today())
    assert policy is not None
    assert (policy.childcare_an_hour, policy.thanks_in, policy.put_in_force_by) == (Decimal("11.50"), ThanksIn.VOUCHER, hana)
    page = desk.get(at("one", panel)).text
    assert "We pay for childcare, up to £11.50 an hour." in page
    assert "we give you a voucher of £10 for each meeting. You can say no to it." in page
    assert AuditEntry.objects.filter(verb="panels.expense_policy.put_in_force", hub_id=elm.pk).exists()


def test_who_writes_it_and_puts_it_in_force_meets_two_forms_with_ids_of_their_own(petra: User, elm: Hub) -> None:
    give_role(petra, RoleKind.HUB_MANAGER, elm)
    panel = make_panel(elm)
    make_policy(panel, petra, draft=True)

    page = sign_in(petra).get(at("policy", panel)).text

    assert page.count('id="id_seen"') == 1
    assert page.count('id="force_seen"') == 1


def test_who_writes_it_does_not_put_it_in_force_without_that_right(petra: User, elm: Hub) -> None:
    draft = make_policy(make_panel(elm), petra, draft=True)
    with pytest.raises(PermissionDenied):
        services.put_in_force(policy=draft, on=today(), by=petra, seen=1)


def test_once_in_force_the_database_keeps_it_as_it_is(petra: User, elm: Hub) -> None:
    policy = make_policy(make_panel(elm), petra)

    with pytest.raises(IntegrityError), transaction.atomic():
        ExpensePolicy.objects.filter(pk=policy.pk).update(thank_you=99)
    with pytest.raises(ValidationError, match="Begin a new version"):
        services.save_draft(policy=policy, said={"thank_you": 99}, by=petra, seen=1)


def test_a_new_version_begins_as_the_last_and_takes_its_place_on_its_day(petra: User, hana: User, elm: Hub) -> None:
    panel = make_panel(elm)
    old = make_policy(panel, petra)

    new = services.begin_version(panel=panel, by=petra)
    assert (new.number, new.thank_you) == (2, old.thank_you)
    services.put_in_force(policy=new, on=today() + timedelta(days=9), by=hana, seen=1)

    assert selectors.in_force(panel, today() + timedelta(days=8)) == old
    assert selectors.in_force(panel, today() + timedelta(days=9)) == new


def test_only_one_new_version_is_written_at_a_time(petra: User, elm: Hub) -> None:
    panel = make_panel(elm)
    services.begin_version(panel=panel, by=petra)
    with pytest.raises(ValidationError, match="being written already"):
        services.begin_version(panel=panel, by=petra)


def test_it_holds_from_no_day_gone_by_nor_before_the_last_one(petra: User, hana: User, elm: Hub) -> None:
    panel = make_panel(elm)
    make_policy(panel, petra, in_force_from=today() + timedelta(days=5))
    draft = make_policy(panel, petra, draft=True, number=2)
    for day, why in ((today() - timedelta(days=1), "from today or a later day"), (today() + timedelta(days=4), "Version 1 holds from")):
        with pytest.raises(ValidationError, match=why):
            services.put_in_force(policy=draft, on=day, by=hana, seen=1)


def test_without_words_about_benefits_it_is_not_put_in_force(petra: User, hana: User, elm: Hub) -> None:
    draft = make_policy(make_panel(elm), petra, draft=True, benefits_words="See us.")
    with pytest.raises(ValidationError, match="benefits"):
        services.put_in_force(policy=draft, on=today(), by=hana, seen=1)


def test_what_a_colleague_wrote_meanwhile_is_not_written_over(petra: User, elm: Hub) -> None:
    panel = make_panel(elm)
    draft = make_policy(panel, petra, draft=True)
    services.save_draft(policy=draft, said={"cost_code": "A"}, by=petra, seen=1)
    with pytest.raises(Overtaken):
        services.save_draft(policy=draft, said={"cost_code": "B"}, by=petra, seen=1)
    assert ExpensePolicy.objects.get().cost_code == "A"


def test_what_is_put_in_force_is_what_was_read(petra: User, hana: User, elm: Hub) -> None:
    draft = make_policy(make_panel(elm), petra, draft=True)
    services.save_draft(policy=draft, said={"thank_you": Decimal(90)}, by=petra, seen=1)
    with pytest.raises(Overtaken):
        services.put_in_force(policy=draft, on=today(), by=hana, seen=1)


def test_a_refused_draft_keeps_what_was_typed(petra: User, elm: Hub) -> None:
    panel = make_panel(elm)
    make_policy(panel, petra, draft=True)
    typed = {"seen": 1, "thank_you": "10", "thanks_in": "", "receipts": "Tickets, please.", "small_sum_limit": "x", "pay_within_days": 10}

    page = sign_in(petra).post(at("policy", panel), typed).text

    assert "Say both how much a thank-you is and how it is given, or neither." in page
    assert "Tickets, please." in page


def test_a_draft_put_in_force_meanwhile_keeps_what_was_typed(petra: User, elm: Hub) -> None:
    panel = make_panel(elm)
    make_policy(panel, petra)
    typed = {"seen": 1, "receipts": "Tickets, please.", "benefits_words": "Ask first.", "small_sum_limit": "20", "pay_within_days": 10}

    page = sign_in(petra).post(at("policy", panel), typed | {"thank_you": "0", "receipt_over": "5"}).text

    assert "Tickets, please." in page
    assert "A colleague put this version in force meanwhile" in page
    assert "Begin a new version" not in page


def test_families_read_only_what_is_paid(petra: User, elm: Hub) -> None:
    policy = make_policy(make_panel(elm), petra, pence_a_mile=None, thank_you=0, thanks_in="", childcare_an_hour=None, pays_data=False)
    assert in_plain_words(policy) == [
        "We pay your fares to get there and back.",
        "If you look after an adult, we pay somebody to be with them.",
        "Up to £20 you get at the meeting.",
        "For the rest, tell us, and you get it within 10 working days.",
    ]


def test_a_policy_of_long_ago_still_says_what_held_then(petra: User, elm: Hub) -> None:
    panel = make_panel(elm)
    old = make_policy(panel, petra)
    make_policy(panel, petra, number=2, in_force_from=today())
    assert selectors.in_force(panel, date(2020, 5, 1)) == old
    assert selectors.in_force(panel, date(2014, 5, 1)) is None
