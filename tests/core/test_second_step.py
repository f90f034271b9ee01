"""Nothing of the staff side opens without a second step."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client
from django.test.utils import override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from core.models import AuditEntry
from tests.core.post import letters
from tests.core.signing_in import PASSWORD, code_now

pytestmark = pytest.mark.usefixtures("required")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
for_real = pytest.mark.django_db(transaction=True)  # allauth tells of a new second step when it is saved for good


@pytest.fixture
def required(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    step = next(auth.yield_hotp_counters_from_time())  # stands still: a code is not overtaken between being made and being sent
    monkeypatch.setattr(auth, "yield_hotp_counters_from_time", lambda: iter([step]))
    caches["tries"].clear()  # a code of an app counts once, and tests are quicker than half a minute
    with override_settings(SECOND_STEP_REQUIRED=True):
        yield


def with_address(user: User) -> User:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def admin_addresses(patterns: list[URLPattern | URLResolver] | None = None, before: str = "") -> Iterator[str]:
    """Yield an address for every route under /admin/, its blanks filled in."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern).removeprefix("^").removesuffix("$")
        if isinstance(one, URLResolver):
            yield from admin_addresses(one.url_patterns, route)
        elif route.startswith("admin/"):
            filled = re.sub(r"<(?:int:)[^>]+>", "1", route)
            filled = re.sub(r"<uuid:[^>]+>", "6f2d2a3e-9f43-4b6c-9a5e-2b1e8a9b1c11", filled)
            filled = re.sub(r"\(\?P<[^>]+>[^)]*\)|<[^>]+>|\([^)]*\)", "x", filled)
            yield "/" + re.sub(r"[\\^$?*+]", "", filled)


def test_every_staff_address_leads_to_enrolment_first(client: Client, asha: User) -> None:
    client.force_login(asha)
    addresses = set(admin_addresses()) - {"/admin/logout/", "/admin/jsi18n/"}
    assert len(addresses) > 150

    astray = {
        address: response.status_code
        for address in addresses
        if (response := client.get(address)).headers.get("Location") not in {"/account/2fa/", "/account/login/"}
    }

    assert astray == {}


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/pages/", "/admin/images/results/", "/admin/api/main/pages/", "/admin/pages/1/results/"]
)
def test_neither_reading_nor_sending_nor_a_superuser_gets_past(client: Client, asha: User, address: str) -> None:
    for person in (asha, User.objects.create_superuser("root@ashmere.example")):
        client.force_login(person)
        for response in (client.get(address), client.post(address), client.get(address, headers={"X-Requested-With": "XMLHttpRequest"})):
            assert response.headers["Location"] == reverse("mfa_index")


def test_the_ways_out_stay_open(client: Client, asha: User) -> None:
    client.force_login(asha)

    assert client.get("/admin/jsi18n/").status_code == 200
    assert client.post("/admin/logout/").headers["Location"] != reverse("mfa_index")
    assert "_auth_user_id" not in client.session


def test_on_public_pages_such_a_person_counts_as_nobody(client: Client, asha: User) -> None:
    client.force_login(asha)

    assert client.get("/no-such-page/").context["request"].user.is_anonymous


def test_a_family_page_never_looks_for_a_session(client: Client, db: None) -> None:
    assert "Cookie" not in client.get("/have-your-say/").headers.get("Vary", "")


def test_the_demo_asks_for_no_second_step(client: Client, asha: User) -> None:
    client.force_login(asha)
    with override_settings(SECOND_STEP_REQUIRED=False):
        assert client.get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(client: Client, asha: User) -> None:
    RecoveryCodes.activate(asha)
    client.force_login(asha)

    assert client.get("/admin/").headers["Location"] == reverse("mfa_index")


def enrol(client: Client) -> None:
    secret = re.search(r'<code class="secret">(\w+)</code>', client.get(reverse("mfa_activate_totp")).text)
    assert secret
    page = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret.group(1))})
    assert page.headers["Location"] == reverse("mfa_view_recovery_codes")


@for_real
def test_somebody_who_signs_in_by_code_only_can_enrol(client: Client, ben: User) -> None:
    with_address(ben)
    assert not ben.has_usable_password()
    client.post(reverse("account_request_login_code"), {"email": ben.email})
    code = re.search(r"^(\w{3,4}-\w{3,4})$", letters()[-1].body, re.MULTILINE)
    assert code
    client.post(reverse("account_confirm_login_code"), {"code": code.group(1)})
    start = client.get("/admin/", follow=True).text
    assert "You need a second step" in start
    assert "Go to your work" not in start  # it would lead back to this very page

    enrol(client)

    assert client.get("/admin/").status_code == 200
    assert "Go to your work" in client.get(reverse("mfa_index")).text
    assert "Print this page" in client.get(reverse("mfa_view_recovery_codes")).text


@for_real
def test_somebody_with_a_password_confirms_it_once_and_enrols(client: Client, ben: User) -> None:
    ben.set_password(PASSWORD)
    ben.save()
    with_address(ben)
    client.post(reverse("account_login"), {"login": ben.email, "password": PASSWORD})
    asked = client.get(reverse("mfa_activate_totp"), follow=True)
    assert "Is it still you?" in asked.text
    client.post(asked.redirect_chain[-1][0], {"password": PASSWORD})

    enrol(client)

    assert client.get("/admin/").status_code == 200


@for_real
def test_ten_recovery_codes_are_printed_and_each_works_once(client: Client, ben: User) -> None:
    with_address(ben)
    client.force_login(ben)
    enrol(client)
    codes = re.findall(r"<li><code>(\d{8})</code></li>", client.get(reverse("mfa_view_recovery_codes")).text)
    assert len(codes) == 10

    assert "Location" in second_step(ben, codes[0]).headers
    assert "That code is not right" in second_step(ben, codes[0]).text


def second_step(user: User, code: str) -> Any:
    """Sign in by password on a fresh browser and answer the second step."""
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    page = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert page.headers["Location"] == reverse("mfa_authenticate")
    assert client.get("/admin/").status_code == 302  # not in before the second step
    return client.post(reverse("mfa_authenticate"), {"code": code})


def test_an_app_is_asked_for_after_a_code_and_after_a_password(client: Client, ben: User) -> None:
    with_address(ben)
    TOTP.activate(ben, SECRET)

    assert "That code is not right" in second_step(ben, "000000").text
    assert second_step(ben, code_now(SECRET)).headers["Location"] == "/admin/"


@for_real
def test_a_new_second_step_changes_the_session_key_is_mailed_and_written_down(client: Client, ben: User) -> None:
    with_address(ben)
    client.force_login(ben)
    client.get(reverse("mfa_activate_totp"))
    before = client.session.session_key

    enrol(client)

    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    assert "Your app is set up" in [letter.subject for letter in letters()]
    assert AuditEntry.objects.filter(verb="accounts.second_step.add", subject=f"accounts.User:{ben.pk}").exists()


def test_guessing_the_second_step_is_stopped(client: Client, ben: User) -> None:
    with_address(ben)
    TOTP.activate(ben, SECRET)
    ben.set_password(PASSWORD)
    ben.save()
    client.post(reverse("account_login"), {"login": ben.email, "password": PASSWORD})

    pages = [client.post(reverse("mfa_authenticate"), {"code": f"{n:06}"}) for n in range(12)]

    assert "too many tries" in pages[-1].text or pages[-1].status_code == 429


def test_changing_the_password_ends_every_other_session(client: Client, ben: User) -> None:
    ben.set_password(PASSWORD)
    ben.save()
    with_address(ben)
    TOTP.activate(ben, SECRET)
    other = Client()
    other.force_login(ben)
    client.force_login(ben)
    new = {"password1": "four loud badgers", "password2": "four loud badgers"}
    page = client.post(reverse("account_change_password"), {**new, "oldpassword": "not the one I have"})
    assert "Type the password you have now" in page.text
    client.post(reverse("account_change_password"), {**new, "oldpassword": PASSWORD})

    ben.refresh_from_db()
    assert ben.check_password("four loud badgers")
    assert other.get("/admin/").headers["Location"].startswith("/account/login/")
    assert "Your password was changed" in [letter.subject for letter in letters()]


def test_changing_the_address_asks_again_tells_the_old_one_and_ends_other_sessions(client: Client, ben: User) -> None:
    with_address(ben)
    TOTP.activate(ben, SECRET)
    other = Client()
    other.force_login(ben)
    client.force_login(ben)
    client.get("/admin/")
    new = {"email": "ben.new@ashmere.example", "action_add": "1"}
    asked = client.post(reverse("account_email"), new)
    assert "reauthenticate" in asked.headers["Location"]
    client.post(asked.headers["Location"], {"code": code_now(SECRET)})
    code = re.search(r"^(\w{3,4}-\w{3,4})$", letters()[-1].body, re.MULTILINE)
    assert code
    assert letters()[-1].to == ["ben.new@ashmere.example"]

    client.post(reverse("account_email_verification_sent"), {"code": code.group(1)})

    ben.refresh_from_db()
    assert ben.email == "ben.new@ashmere.example"
    assert ["ben@ashmere.example"] in [letter.to for letter in letters() if letter.subject == "Your sign-in address was changed"]
    assert other.get("/admin/").status_code == 302


def test_a_key_page_says_that_it_needs_javascript_and_offers_the_app(client: Client, ben: User) -> None:
    with_address(ben)
    client.force_login(ben)

    page = client.get(reverse("mfa_add_webauthn")).text

    assert "This page needs JavaScript" in page
    assert reverse("mfa_activate_totp") in page


BROKEN = [
    '{"id": "twilight \\ud800", "rawId": "x", "response": {}}',
    '{"id": "twilight"}',
    '{"twilight": 1}',
    '["twilight"]',
    '"twilight"',
    "twilight",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_what_no_key_says_is_not_right_and_never_written_back(client: Client, ben: User, broken: str) -> None:
    said = {"name": "Blue key", "credential": broken}
    stranger = client.post(reverse("mfa_login_webauthn"), said, follow=True)
    with_address(ben)
    client.force_login(ben)
    client.get(reverse("mfa_add_webauthn"))
    added = client.post(reverse("mfa_add_webauthn"), said)
    TOTP.activate(ben, SECRET)
    ben.set_password(PASSWORD)
    ben.save()
    other = Client()
    other.post(reverse("account_login"), {"login": ben.email, "password": PASSWORD})
    asked = other.post(reverse("mfa_authenticate"), said)

    assert "Blue key" in added.text
    for page in (stranger, added, asked):
        assert page.status_code == 200
        assert "twilight" not in page.text
