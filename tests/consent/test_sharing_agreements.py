"""What is agreed with a partner: drafted by one, signed by another, like stone from then on, looked at again, ended."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.models import User
from consent import provides
from consent.choices.sharing import AgreementState
from consent.models import AgreementStep, Partner, SharingAgreement
from consent.selectors import sharing as selectors
from consent.services import sharing as services
from core import second_look
from core.choices import RoleKind
from core.models import AuditEntry
from tests import builders
from tests.cast import give_role, make_user, sign_in
from tests.consent import agreeing
from tests.consent.sharing_people import TERMS, act, draft, leo, partner, signed, signed_long_ago
from tests.feedback.desk import words

__all__ = ["leo"]
pytestmark = pytest.mark.django_db
LIST = reverse("sharing:index")


def state_of(agreement: SharingAgreement) -> AgreementState:
    """Return where an agreement stands today."""
    return selectors.standing_of(selectors.agreements().get(pk=agreement.pk), builders.today()).state


# --- Drafting -------------------------------------------------------------------------------------------------------------


def test_a_lead_adds_a_partner_and_drafts_an_agreement_with_gaps(leo: User) -> None:
    desk = sign_in(leo)
    assert "Add one first" in words(desk.get(reverse("sharing:new")))
    desk.post(reverse("sharing:new_partner"), {"name": "Forum", "about": "Parents", "website": "", "email": "office@forum.example"})

    said = {"partner": Partner.objects.get().pk, "title": "Members", "our_role": "controller", "their_role": "joint"}
    page = words(desk.post(reverse("sharing:new"), said, follow=True))

    agreement = SharingAgreement.objects.get()
    assert (agreement.written_by, list(agreement.writers.all())) == (leo, [leo])
    assert "The draft is kept." in page
    assert "Before it can be signed:" in page
    assert "what it is shared for" in page
    assert "Tick exactly which data is shared." in page


def test_a_partner_whom_families_decided_about_keeps_its_name(leo: User, priya: User) -> None:
    forum = partner("Forum")
    purpose = agreeing.asked_purpose(by=priya, for_a_partner=True)
    agreeing.decide(agreeing.make_person(), purpose, by=priya, partner=forum)

    page = sign_in(leo).post(reverse("sharing:partner", args=[forum.pk]), {"name": "Another", "about": "Kept in the box"})

    assert "Families decided about “Forum”, so its name stays." in words(page)
    assert "Kept in the box" in page.text
    assert Partner.objects.get().name == "Forum"


def test_a_second_partner_of_a_name_is_refused_and_what_was_typed_stays(leo: User) -> None:
    partner("Forum")
    page = sign_in(leo).post(reverse("sharing:new_partner"), {"name": "Forum", "about": "Kept in the box"})
    assert "already exists" in words(page)
    assert "Kept in the box" in page.text
    assert Partner.objects.count() == 1


def test_a_partner_does_not_end_on_a_day_that_has_not_come(leo: User) -> None:
    tomorrow = (builders.today() + timedelta(days=1)).isoformat()
    page = sign_in(leo).post(reverse("sharing:new_partner"), {"name": "Forum", "about": "Parents", "ended_on": tomorrow})
    assert "That day has not come yet." in words(page)
    assert not Partner.objects.exists()


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"title": ""}, "This field is required"),
        ({"data_items": ["shoe_size"]}, "Select a valid choice"),
        ({"purpose": "a" * 100_000}, "at most 4000 characters"),
        ({"starts_on": "2026-05-01", "review_on": "2026-04-01"}, "after the day it begins"),
        ({"starts_on": "soon"}, "Enter a valid date"),
        ({"dpia_link": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"partner": "9" * 40}, "Select a valid choice"),
        ({"owner": "4711"}, "Select a valid choice"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(leo: User, fields: dict[str, Any], answer: str) -> None:
    page = sign_in(leo).post(reverse("sharing:new"), {**TERMS, "partner": partner().pk, "special": "", **fields})
    assert answer in words(page)
    assert "Localism Act 2011, section 1." in page.text
    assert not SharingAgreement.objects.exists()


def test_safeguarding_reads_and_changes_nothing(leo: User, sol: User) -> None:
    agreement, desk = draft(leo), sign_in(sol)
    assert "The forum’s two coordinators." in words(desk.get(reverse("sharing:one", args=[agreement.pk])))
    for name in ("sharing:new", "sharing:new_partner"):
        assert desk.get(reverse(name)).status_code == 302
    assert "Change the draft" not in words(desk.get(reverse("sharing:one", args=[agreement.pk])))


def test_a_lead_of_one_hub_finds_nothing(leo: User, asha: User) -> None:
    agreement = draft(leo)
    assert sign_in(asha).get(reverse("sharing:one", args=[agreement.pk])).status_code == 404
    assert sign_in(asha).get(LIST).status_code == 302


def test_the_purpose_is_chosen_by_its_name_and_a_code_that_no_purpose_has_stays_on_the_draft(leo: User, priya: User) -> None:
    agreement, desk = draft(leo), sign_in(leo)
    agreeing.asked_purpose(by=priya, title="Pass your name on", key="pass-on", for_a_partner=True)
    page = desk.get(reverse("sharing:change", args=[agreement.pk]))
    assert "Pass your name on" in words(page)
    assert "parent-forum (no purpose has this code)" in words(page)

    seen = page.context["form"]["seen"].value()
    fields = {**TERMS, "partner": agreement.partner_id, "purpose_code": "pass-on", "seen": seen}
    one = words(desk.post(reverse("sharing:change", args=[agreement.pk]), fields, follow=True))
    assert "For which purpose Pass your name on" in " ".join(one.split())
    agreement.refresh_from_db()
    assert agreement.purpose_code == "pass-on"


# --- Signing --------------------------------------------------------------------------------------------------------------


def test_the_lead_drafts_and_the_officer_signs(leo: User, priya: User) -> None:
    agreement = draft(leo)
    act(sign_in(leo), agreement, "ask")
    (line,) = provides.what_is_agreed(user=priya, today=builders.today())
    assert line.text == f"Sign “{agreement.title}” with {agreement.partner}"
    assert provides.what_is_agreed(user=leo, today=builders.today()) == []

    page = words(act(sign_in(priya), agreement, "sign"))

    assert "Signed. Its terms cannot change any more." in page
    agreement.refresh_from_db()
    assert (agreement.signed_by, state_of(agreement)) == (priya, AgreementState.IN_FORCE)
    assert provides.what_is_agreed(user=priya, today=builders.today()) == []
    assert AuditEntry.objects.filter(verb="consent.sharing.sign").count() == 1
    trail = words(sign_in(priya).get("/admin/audit/"))
    assert "needs: Signing an agreement with a partner" in trail
    assert "sharing.sign" not in trail


def test_nobody_signs_their_own(priya: User) -> None:
    agreement, colleague = draft(priya), make_user("Pat")
    give_role(colleague, RoleKind.DATA_PROTECTION_OFFICER)
    act(sign_in(priya), agreement, "ask")

    page = words(act(sign_in(priya), agreement, "sign"))

    assert "for this nobody may check themselves" in page
    assert state_of(agreement) == AgreementState.DRAFT
    act(sign_in(colleague), agreement, "sign")
    agreement.refresh_from_db()
    assert agreement.signed_by == colleague


def test_who_wrote_a_part_of_it_does_not_sign_it(leo: User, priya: User) -> None:
    agreement = draft(leo)
    give_role(make_user("Pat"), RoleKind.DATA_PROTECTION_OFFICER)
    agreement.onward = "To nobody at all."
    services.write_agreement(agreement=agreement, by=priya)
    act(sign_in(leo), agreement, "ask")

    page = words(act(sign_in(priya), agreement, "sign"))

    assert "You wrote this yourself" in page
    assert state_of(agreement) == AgreementState.DRAFT


def test_a_lead_cannot_sign(leo: User) -> None:
    agreement = draft(leo)
    act(sign_in(leo), agreement, "ask")
    assert sign_in(leo).post(reverse("sharing:sign", args=[agreement.pk])).status_code in {302, 404}
    assert state_of(agreement) == AgreementState.DRAFT


def test_who_mended_a_word_since_is_a_writer_and_the_word_needs_a_new_look(leo: User, priya: User) -> None:
    agreement = draft(leo)
    act(sign_in(leo), agreement, "ask")
    agreement.onward = "To everybody."
    services.write_agreement(agreement=agreement, by=leo)

    page = words(act(sign_in(priya), agreement, "sign"))

    assert "A word of it has changed since the signature was asked for." in page
    assert state_of(agreement) == AgreementState.DRAFT
    assert not second_look.is_agreed(agreement, selectors.digest_of(agreement)), "a refused signature leaves no agreed look behind"


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"purpose": "", "notice": ""}, "Say what it is shared for and what families are told."),
        ({"data_items": []}, "Tick exactly which data is shared."),
        ({"their_role": "processor"}, "contract under Article 28"),
        ({"data_items": ["name", "needs"]}, "Choose the condition that allows it."),
        ({"review_on": builders.today(), "starts_on": None}, "has gone by"),
        ({"owner": None}, "who looks after it"),
    ],
)
def test_what_an_agreement_must_say_is_said_before_it_is_signed(leo: User, fields: dict[str, Any], answer: str) -> None:
    page = words(act(sign_in(leo), draft(leo, **fields), "ask"))
    assert answer in page


def test_an_officer_sends_it_back_with_a_remark(leo: User, priya: User) -> None:
    agreement = draft(leo)
    act(sign_in(leo), agreement, "ask")
    assert "Say what should change" in words(act(sign_in(priya), agreement, "send_back", remark=""))

    act(sign_in(priya), agreement, "send_back", remark="Who at the forum?")

    page = words(sign_in(leo).get(reverse("sharing:one", args=[agreement.pk])))
    assert "Priya Example sent it back: Who at the forum?" in page
    assert "Ask for a signature" in page


# --- Like stone -----------------------------------------------------------------------------------------------------------


def test_what_was_signed_cannot_be_changed_by_anything(leo: User, priya: User) -> None:
    agreement = signed(leo, priya)

    def raw(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    agreement.onward = "To everybody."
    for refused in (
        agreement.save,
        lambda: SharingAgreement.objects.update(signed_at=None, signed_by=None),
        lambda: raw("UPDATE consent_sharingagreement SET onward = 'x'"),
        lambda: raw("DELETE FROM consent_sharingagreement"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            refused()
    assert SharingAgreement.objects.get().onward == "Never."
    assert sign_in(leo).get(reverse("sharing:change", args=[agreement.pk])).status_code == 404


def test_a_change_is_a_new_version_and_the_old_one_holds_until_it_is_in_force(leo: User, priya: User) -> None:
    old = signed(leo, priya)
    act(sign_in(leo), old, "new_version")
    new = SharingAgreement.objects.get(supersedes=old)
    assert (new.version, new.signed_at, new.purpose, state_of(old)) == (2, None, old.purpose, AgreementState.IN_FORCE)
    assert "Version 2 was begun already." in words(act(sign_in(leo), old, "new_version"))

    new.starts_on, new.review_on = builders.today(), builders.today().replace(year=builders.today().year + 1, day=1)
    services.write_agreement(agreement=new, by=leo)
    services.ask_for_signature(agreement=new, by=leo, today=builders.today())
    services.sign(agreement=new, by=priya, today=builders.today())

    assert (state_of(old), state_of(new)) == (AgreementState.REPLACED, AgreementState.IN_FORCE)


def test_it_is_ended_with_a_reason_and_what_happened_stays(leo: User, priya: User) -> None:
    agreement, desk = signed(leo, priya), sign_in(priya)
    assert "Say why" in words(act(desk, agreement, "step", kind="ended", reason=""))
    assert "Say by when it is looked at again" in words(act(desk, agreement, "step", kind="reviewed", reason="Fine.", review_on=""))
    assert "Next time by: Enter a valid date." in words(act(desk, agreement, "step", kind="reviewed", reason="Fine.", review_on="soon"))

    page = words(act(desk, agreement, "step", kind="ended", reason="The forum closed."))

    assert "Ended . The forum closed." in page or "Ended. The forum closed." in page
    assert state_of(agreement) == AgreementState.ENDED
    for refused in (AgreementStep.objects.all().delete, lambda: AgreementStep.objects.update(reason="x")):
        with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
            refused()
    assert "that has not ended" in words(act(desk, agreement, "step", kind="ended", reason="Again."))


def test_the_list_costs_the_same_for_one_and_for_many(leo: User, django_assert_max_num_queries: Any) -> None:
    forum = partner()
    for number in range(20):
        draft(leo, at=forum, title=f"Agreement {number}")
    desk = sign_in(leo)
    desk.get(LIST)
    with django_assert_max_num_queries(13):
        desk.get(LIST)


@pytest.mark.parametrize(("days", "mark"), [(61, ""), (60, "60 days left"), (1, "1 day left"), (0, "today")])
def test_the_list_says_when_an_agreement_in_force_is_near_its_review(leo: User, priya: User, days: int, mark: str) -> None:
    today = builders.today()
    signed_long_ago(leo, priya, starts_on=today - timedelta(days=300), review_on=today + timedelta(days=days))

    page = sign_in(leo).get(LIST).text

    assert re.findall(r'<span class="state state-late">([^<]*)</span>', page) == ([mark] if mark else [])
    assert "In force" in page
