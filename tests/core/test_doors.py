"""Every other door is closed, and the account pages are plain."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from accounts.models import User
from tests.core.signing_in import PASSWORD, signed_in
from tests.home.photos import photo

# --- Every other door is closed -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/"])
def test_valid_credentials_posted_to_another_door_open_nothing(client: Client, staff: User, door: str) -> None:
    page = client.post(door, {"username": staff.email, "login": staff.email, "email": staff.email, "password": PASSWORD})

    assert page.status_code == 302
    assert page.headers["Location"].startswith(reverse("account_login"))
    assert not signed_in(client)


@pytest.mark.parametrize(
    "door", ["/django-admin/", "/django-admin/login/", "/accounts/login/", "/admin/password_reset/", "/admin/password_reset/done/"]
)
def test_there_is_no_such_door(client: Client, staff: User, door: str) -> None:
    assert client.post(door, {"username": staff.email, "email": staff.email, "password": PASSWORD}).status_code == 404
    assert not signed_in(client)


def test_wagtails_account_page_changes_neither_password_nor_address(client: Client, staff: User) -> None:
    client.force_login(staff)

    page = client.get(reverse("wagtailadmin_account"))
    client.post(
        reverse("wagtailadmin_account"),
        {"name_email-first_name": "Asha", "name_email-last_name": "Example", "name_email-email": "evil@elsewhere.example"},
    )

    staff.refresh_from_db()
    assert staff.email == "asha@ashmere.example"
    assert 'type="password"' not in page.text


@pytest.mark.parametrize("door", ["users/", "users/new/", "groups/", "groups/new/"])
def test_wagtails_own_user_screens_lead_to_ours(client: Client, db: None, door: str) -> None:
    client.force_login(User.objects.create_superuser("root@ashmere.example"))

    page = client.post(f"/admin/{door}", {"email": "side@door.example", "is_superuser": "on"})

    assert page.status_code in {301, 302, 404}
    assert not User.objects.filter(email="side@door.example").exists()


def test_nobody_signs_up(client: Client, db: None) -> None:
    page = client.post(reverse("account_signup"), {"email": "me@elsewhere.example", "password1": PASSWORD, "password2": PASSWORD})

    assert "Accounts are by invitation" in page.text
    assert not User.objects.exists()


@pytest.mark.parametrize("how", ["get", "head", "options"])
def test_only_somebody_who_presses_the_button_is_signed_out(client: Client, staff: User, how: str) -> None:
    client.force_login(staff)

    page = getattr(client, how)(reverse("wagtailadmin_logout"))  # as a picture on a foreign page would ask

    assert settings.SESSION_COOKIE_NAME not in page.cookies
    assert client.get("/admin/").status_code == 200


def test_no_foreign_page_presses_it_for_them(staff: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff)

    assert client.post(reverse("wagtailadmin_logout")).status_code == 403
    assert client.get("/admin/").status_code == 200


def test_nobody_puts_a_photo_of_themselves_into_the_store_past_the_cleaning(client: Client, staff: User) -> None:
    client.force_login(staff)
    page = client.get(reverse("wagtailadmin_account"))
    form = {"name_email-first_name": "Asha", "name_email-last_name": "Lind"}
    form |= {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}

    saved = client.post(reverse("wagtailadmin_account"), {**form, "avatar-avatar": photo()})

    assert 'name="avatar-avatar"' not in page.text
    assert saved.status_code == 302, "the form was refused"
    staff.refresh_from_db()
    assert staff.last_name == "Lind"
    assert not UserProfile.get_for_user(staff).avatar


# --- How the pages look ---------------------------------------------------------------------------------------------------

OPEN_PAGES = [
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_signup",
    "account_inactive",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
]
OWN_PAGES = [
    "mfa_index",
    "account_email",
    "account_set_password",
    "usersessions_list",
    "account_logout",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "socialaccount_connections",
]
American = re.compile(r"\b(Sign Up|Email|Two-Factor|Authenticator|authenticate|Deactivate|token)\b")


def _is_plain(page: str) -> None:
    body = re.sub(r"<script.*?</script>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert page.count("<h1") == 1
    assert not American.search(body), American.search(body)


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_a_page_for_everybody_has_one_heading_and_plain_words(client: Client, db: None, name: str) -> None:
    _is_plain(client.get(reverse(name)).text)


@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_page_of_ones_own_has_one_heading_and_plain_words(client: Client, asha: User, name: str) -> None:
    client.force_login(asha)
    EmailAddress.objects.create(user=asha, email=asha.email, verified=True, primary=True)
    page = client.get(reverse(name))

    assert page.status_code == 200
    _is_plain(page.text)


def test_the_sign_in_page_works_without_javascript_and_says_what_does_not(client: Client, db: None) -> None:
    page = client.get(reverse("account_login")).text

    assert "<noscript>" in page
    assert "A code from an app works without it" in page
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page)
