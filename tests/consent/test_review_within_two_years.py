"""An agreement is looked at again within two years, whoever signs (decision 0048)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import User
from consent.models import AgreementStep, SharingAgreement
from consent.rules import sharing as rules
from consent.services import sharing as services
from core import clocks
from tests import builders
from tests.cast import sign_in
from tests.consent.sharing_people import TERMS, act, draft, leo, partner, signed
from tests.feedback.desk import words

__all__ = ["leo"]
pytestmark = pytest.mark.django_db
TODAY, DAY = builders.today(), timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "review", "is_too_long"),
    [
        (date(2026, 5, 4), date(2028, 5, 4), False),
        (date(2026, 5, 4), date(2028, 5, 5), True),
        (date(2028, 2, 29), date(2030, 2, 28), False),
        (date(2028, 2, 29), date(2030, 3, 1), True),
        (date(2026, 12, 31), date(2027, 1, 1), False),
        (date(2026, 5, 4), date.max, True),
        (date.max, date.max, False),
    ],
)
def test_two_years_are_counted_by_the_calendar(start: date, review: date, is_too_long: bool) -> None:
    assert rules.is_too_long_until(start, review) == is_too_long


def test_no_officer_puts_the_next_look_off_for_a_thousand_years(leo: User, priya: User) -> None:
    agreement, desk = signed(leo, priya), sign_in(priya)
    late = clocks.months_after(TODAY, 24) + 2 * DAY

    for day in ("2999-01-01", late.isoformat()):
        page = act(desk, agreement, "step", kind="reviewed", reason="Still so, we think.", review_on=day)
        assert "That is more than 2 years away. Choose an earlier day" in words(page)
        assert "Still so, we think." in page.text, "what was typed stays"
    with pytest.raises(ValidationError, match="more than 2 years away"):
        services.step(agreement=agreement, kind="reviewed", reason="x", review_on=late, by=priya, today=TODAY)
    assert not AgreementStep.objects.exists()

    act(desk, agreement, "step", kind="reviewed", reason="Still so.", review_on=clocks.months_after(TODAY, 24).isoformat())
    assert AgreementStep.objects.get().review_on == clocks.months_after(TODAY, 24)


def test_a_draft_is_looked_at_again_within_two_years_of_its_beginning(leo: User) -> None:
    days = {"starts_on": "2026-05-01", "review_on": "2028-05-02"}
    page = sign_in(leo).post(reverse("sharing:new"), {**TERMS, "partner": partner().pk, "special": "", **days})
    assert "It is looked at again within 2 years of the day it begins." in words(page)
    assert "Localism Act 2011, section 1." in page.text
    with pytest.raises(ValidationError, match="within 2 years of the day it begins"):
        draft(leo, at=partner("Forum"), starts_on=date(2026, 5, 1), review_on=date(2999, 1, 1))
    assert not SharingAgreement.objects.exists()


@pytest.mark.parametrize(
    ("starts_on", "review_on", "answer"),
    [
        (TODAY, date(2999, 1, 1), "within 2 years of the day it begins"),
        (date(2998, 1, 1), date(2999, 1, 1), "It begins more than a year from now."),
        (date.max - DAY, date.max, "It begins more than a year from now."),
    ],
)
def test_what_was_drafted_for_too_long_is_not_signed(leo: User, priya: User, starts_on: date, review_on: date, answer: str) -> None:
    agreement = draft(leo)
    SharingAgreement.objects.update(starts_on=starts_on, review_on=review_on)  # as drafts of before this rule are
    assert answer in words(act(sign_in(leo), agreement, "ask"))
    with pytest.raises(ValidationError, match=answer):
        services.sign(agreement=agreement, by=priya, today=TODAY)
    assert SharingAgreement.objects.get().signed_at is None
