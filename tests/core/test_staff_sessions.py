"""How long staff stay signed in, what is forgotten after, and how the secrets of a second step are kept."""

import time
from collections.abc import Iterator
from datetime import timedelta
from unittest import mock

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.conf import settings as live
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import authenticators, tasks
from core.models import Invitation, SignInTries, StaffLetter
from core.rotation import keys_in_use

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def required(db: None) -> Iterator[None]:
    with override_settings(SECOND_STEP_REQUIRED=True):
        yield


def test_who_left_their_desk_signs_in_again_but_what_they_typed_is_taken(client: Client, ben: User) -> None:
    TOTP.activate(ben, SECRET)
    client.force_login(ben)
    assert client.get("/admin/").status_code == 200
    later = time.time() + live.STAFF_IDLE_MINUTES * 60 + 90

    with mock.patch("core.second_step.time.time", return_value=later):
        typed = client.post(reverse("wagtailadmin_account"), account("Benjamin"))
        after = client.get("/admin/pages/")

    ben.refresh_from_db()
    assert ben.first_name == "Benjamin"
    assert typed.headers["Location"] == reverse("wagtailadmin_account")
    assert after.headers["Location"] == "/account/login/?next=%2Fadmin%2Fpages%2F"
    assert after.headers["Clear-Site-Data"] == '"cache", "storage"'


def account(name: str) -> dict[str, str]:
    """Return the form of one's own account, with another first name."""
    return {
        "name_email-first_name": name,
        "name_email-last_name": "Example",
        "locale-preferred_language": "",
        "locale-current_time_zone": "",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
    }


def renamed(client: Client, name: str, *, minutes: float) -> str:
    """Send the account form so many minutes from now; return where that leads."""
    with mock.patch("core.second_step.time.time", return_value=time.time() + minutes * 60):
        return client.post(reverse("wagtailadmin_account"), account(name)).headers["Location"]


def test_only_one_form_is_taken_from_a_desk_left_alone(client: Client, ben: User) -> None:
    TOTP.activate(ben, SECRET)
    client.force_login(ben)
    client.get("/admin/")

    renamed(client, "First", minutes=live.STAFF_IDLE_MINUTES + 2)
    second = renamed(client, "Second", minutes=live.STAFF_IDLE_MINUTES + 3)
    third = renamed(client, "Third", minutes=live.STAFF_IDLE_MINUTES + 4)

    ben.refresh_from_db()
    assert ben.first_name == "First"
    assert second.startswith("/account/login/")
    assert third.startswith("/account/login/")
    assert "_auth_user_id" not in client.session


def test_no_form_is_taken_when_the_day_is_over(client: Client, ben: User) -> None:
    TOTP.activate(ben, SECRET)
    client.force_login(ben)
    client.get("/admin/")

    answer = renamed(client, "Late", minutes=live.SESSION_COOKIE_AGE / 60 + 1)

    ben.refresh_from_db()
    assert ben.first_name == "Ben"
    assert answer.startswith("/account/login/")


def test_a_page_that_calls_home_by_itself_does_not_use_up_the_one_form(client: Client, ben: User) -> None:
    TOTP.activate(ben, SECRET)
    client.force_login(ben)
    client.get("/admin/")
    calls_home = reverse("wagtailadmin_editing_sessions:ping", args=["home", "standardpage", 1, 1])

    with mock.patch("core.second_step.time.time", return_value=time.time() + live.STAFF_IDLE_MINUTES * 60 + 90):
        assert client.post(calls_home).status_code == 403
    renamed(client, "First", minutes=live.STAFF_IDLE_MINUTES + 2)

    ben.refresh_from_db()
    assert ben.first_name == "First"


def test_a_page_that_calls_home_by_itself_keeps_nobody_signed_in(client: Client, ben: User) -> None:
    TOTP.activate(ben, SECRET)
    client.force_login(ben)
    client.get("/admin/")
    begun, calls_home = time.time(), reverse("wagtailadmin_editing_sessions:ping", args=["home", "standardpage", 1, 1])

    for minutes in range(2, live.STAFF_IDLE_MINUTES, 4):
        with mock.patch("core.second_step.time.time", return_value=begun + minutes * 60):
            client.post(calls_home)
    with mock.patch("core.second_step.time.time", return_value=begun + live.STAFF_IDLE_MINUTES * 60 + 90):
        after = client.get("/admin/pages/")

    assert after.headers["Location"] == "/account/login/?next=%2Fadmin%2Fpages%2F"


def test_after_half_a_day_everybody_signs_in_again_however_busy_they_were(client: Client, ben: User) -> None:
    TOTP.activate(ben, SECRET)
    client.force_login(ben)
    begun = time.time()

    answers = []
    for minutes in range(0, 12 * 60 + 40, 20):
        with mock.patch("core.second_step.time.time", return_value=begun + minutes * 60 + 1):
            answers.append(client.get(reverse("wagtailadmin_account")).status_code)
    assert answers[0] == 200
    assert answers[-1] == 302


def test_recovery_codes_stay_in_no_browsers_memory(client: Client, ben: User) -> None:
    client.force_login(ben)

    assert "no-store" in client.get(reverse("mfa_index")).headers["Cache-Control"]


def test_the_secret_of_an_app_and_of_the_codes_is_sealed_in_the_database(ben: User) -> None:
    TOTP.activate(ben, SECRET)
    RecoveryCodes.activate(ben)

    stored = [str(row.data) for row in Authenticator.objects.filter(user=ben)]

    assert all(SECRET not in data and "e1:" in data for data in stored)


OLD, NEW = "old:b2xkLWtleS1wcm90ZWN0cy1ub3RoaW5nLTMyYnl0ZXM=", "new:bmV3LWtleS1wcm90ZWN0cy1ub3RoaW5nLTMyYnl0ZXM="


def test_a_new_field_key_seals_second_steps_anew_and_they_still_work(ben: User) -> None:
    with override_settings(FIELD_KEYS=OLD):
        TOTP.activate(ben, SECRET)
        RecoveryCodes.activate(ben)
    with override_settings(FIELD_KEYS=f"{NEW},{OLD}"):
        assert keys_in_use() == {"old": 2}

        call_command("rotate_field_keys", verbosity=0)

        assert keys_in_use() == {"new": 2}
        totp = Authenticator.objects.get(user=ben, type="totp")
        assert authenticators.unseal(totp.data["secret"]) == SECRET
        assert authenticators.seal_anew() == (0, 0)


def test_a_second_step_whose_key_is_gone_is_left_as_it_is(ben: User) -> None:
    with override_settings(FIELD_KEYS=OLD):
        TOTP.activate(ben, SECRET)
    before = Authenticator.objects.get(user=ben).data
    with override_settings(FIELD_KEYS=NEW):
        assert authenticators.seal_anew() == (0, 1)

    assert Authenticator.objects.get(user=ben).data == before


def test_where_somebody_was_signed_in_is_forgotten_after_a_month(client: Client, ben: User, adam: User) -> None:
    now = timezone.now()
    for key, days in (("a" * 32, 31), ("b" * 32, 29)):
        UserSession.objects.create(user=ben, ip="10.0.0.1", session_key=key, user_agent="x", created_at=now - timedelta(days=days))
    Session.objects.create(session_key="ended", session_data="", expire_date=now - timedelta(hours=1))
    SignInTries.objects.create(key="old", value=[1], expires_at=now - timedelta(hours=1))
    StaffLetter.objects.create(to="a@b.example", subject="x", body="x")
    StaffLetter.objects.update(written_at=now - timedelta(days=4))
    old = {"email": "zoe@ashmere.example", "salt": "s", "token_hash": "h", "invited_by": adam}
    Invitation.objects.create(**old, invited_at=now - timedelta(days=100), expires_at=now - timedelta(days=97))

    tasks.forget_old_sign_ins()

    assert UserSession.objects.get().session_key == "b" * 32
    for model in (Session, SignInTries, StaffLetter, Invitation):
        assert not model.objects.exists()


@pytest.mark.parametrize("door", ["account_logout", "wagtailadmin_logout"])
def test_after_signing_out_the_browser_keeps_nothing_of_the_staff_side(client: Client, ben: User, door: str) -> None:
    TOTP.activate(ben, SECRET)
    client.force_login(ben)
    assert "Clear-Site-Data" not in client.get("/admin/").headers

    left = client.post(reverse(door))

    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/admin/").status_code == 302
    assert "Clear-Site-Data" not in Client().get(reverse("account_login")).headers
