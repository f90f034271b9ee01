"""A lost second step: an administrator rings back, says how and why, and everything ends until a new one is set up."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from accounts.models import User
from core import audit
from core.choices import HowChecked, ResetReason, RoleKind
from core.models import AuditEntry, Hub
from core.services.accounts import reset_second_step
from tests.cast import give_role, make_user, sign_in
from tests.core.post import letters

SAID = {"how_checked": HowChecked.RANG_BACK, "reason": ResetReason.LOST}


@pytest.fixture
def locked_out(ben: User) -> User:
    """Ben, whose phone fell into the pond."""
    EmailAddress.objects.create(user=ben, email=ben.email, verified=True, primary=True)
    TOTP.activate(ben, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(ben)
    return ben


def test_an_administrator_resets_a_second_step_and_everything_of_it_ends(adam: User, locked_out: User) -> None:
    stolen = sign_in(locked_out)
    office = sign_in(adam)
    assert "Ring back on a number you know" in office.get(reverse("reset_second_step", args=[locked_out.pk])).text

    page = office.post(reverse("reset_second_step", args=[locked_out.pk]), SAID, follow=True).text

    assert "sets up a new second step" in page
    assert not Authenticator.objects.filter(user=locked_out).exists()
    assert "_auth_user_id" not in stolen.session
    letter = letters()[-1]
    assert (letter.to, letter.subject) == ([locked_out.email], "Your second step was reset")
    entry = AuditEntry.objects.get(verb="accounts.second_step.reset")
    assert (entry.actor, entry.subject) == (f"staff:{adam.pk}", audit.name_of(locked_out))
    assert "rang_back" in entry.facts
    assert "lost" in entry.facts
    with override_settings(SECOND_STEP_REQUIRED=True):
        assert sign_in(locked_out).get("/admin/").headers["Location"] == reverse("mfa_index")


@pytest.mark.parametrize("left_out", ["how_checked", "reason"])
def test_nothing_is_reset_before_it_is_said_how_it_was_checked_and_why(adam: User, locked_out: User, left_out: str) -> None:
    said = {key: value for key, value in SAID.items() if key != left_out}

    page = sign_in(adam).post(reverse("reset_second_step", args=[locked_out.pk]), said)

    assert "This field is required" in page.text
    assert Authenticator.objects.filter(user=locked_out).count() == 2


def test_nobody_resets_their_own(adam: User) -> None:
    with pytest.raises(ValidationError, match="Ask another administrator"):
        reset_second_step(person=adam, how_checked=HowChecked.IN_PERSON, reason=ResetReason.LOST, by=adam)


def test_a_hub_manager_does_not_reset_a_second_step(locked_out: User, elm: Hub) -> None:
    mo = make_user("Mo")
    give_role(mo, RoleKind.HUB_MANAGER, elm)

    assert sign_in(mo).post(reverse("reset_second_step", args=[locked_out.pk]), SAID).status_code == 302
    with pytest.raises(PermissionDenied):
        reset_second_step(person=locked_out, how_checked=HowChecked.IN_PERSON, reason=ResetReason.LOST, by=mo)
    assert Authenticator.objects.filter(user=locked_out).exists()


def test_looking_at_the_reset_page_resets_nothing(client: Client, adam: User, locked_out: User) -> None:
    sign_in(adam).get(reverse("reset_second_step", args=[locked_out.pk]))

    assert Authenticator.objects.filter(user=locked_out).count() == 2
