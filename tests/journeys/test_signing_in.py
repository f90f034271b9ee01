"""Staff come in: by invitation on a small phone without JavaScript, by passkey on a desk."""

import re
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.cache import caches
from django.test.utils import override_settings
from playwright.sync_api import Page

from accounts.models import User
from core.choices import RoleKind
from core.services import invitations
from core.services.roles import put_roles
from tests.core.post import letters
from tests.core.signing_in import fresh_code
from tests.journeys.conftest import OpenContext, axe_problems, lands, sideways_scroll

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def live() -> Iterator[None]:
    """As a live council has it: no staff page without a second step."""
    caches["tries"].clear()
    with override_settings(SECOND_STEP_REQUIRED=True):
        yield


@pytest.fixture
def boss(transactional_db: None) -> User:
    """An administrator as services make one."""
    boss = User.objects.create_user("adam@ashmere.example", first_name="Adam", last_name="Example")
    EmailAddress.objects.create(user=boss, email=boss.email, verified=True, primary=True)
    put_roles(person=boss, kinds=[RoleKind.ADMINISTRATOR], hub=None, by=None)
    return boss


def type_the_code(page: Page) -> None:
    """Read the letter and type its code."""
    code = re.search(r"^(\w{3,4}-\w{3,4})$", letters()[-1].body, re.MULTILINE)
    assert code
    page.get_by_label("Code").fill(code.group(1))
    page.get_by_role("button", name="Carry on").click()


def come_in_by_code(page: Page, email: str) -> None:
    page.goto("/account/login/")
    page.get_by_role("link", name="Send me a code").click()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    type_the_code(page)


def test_an_invited_colleague_comes_in_on_a_small_phone_without_javascript(phone_without_scripts: Page, boss: User) -> None:
    page = phone_without_scripts
    invitations.invite(email="zoe@ashmere.example", first_name="Zoe", last_name="New", kinds=[RoleKind.CONTENT_EDITOR], hub=None, by=boss)
    link = re.search(r"https://localhost(/invitation/\S+)", letters()[-1].body)
    assert link
    page.goto(link.group(1))
    page.get_by_role("button", name="Accept").click()
    page.get_by_label("E-mail address").fill("zoe@ashmere.example")
    page.get_by_role("button", name="Send me a code").click()
    type_the_code(page)

    page.get_by_text("You need a second step").wait_for()
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("Code").fill(fresh_code(secret))
    lands(page, page.get_by_role("button", name="Set up"))

    assert page.locator(".recovery-codes li").count() == 10
    lands(page, page.get_by_role("link", name="I have them"))
    assert page.url.endswith("/admin/")


def test_a_passkey_is_added_and_lets_its_owner_in_alone(desk: Page, boss: User) -> None:
    keys = desk.context.new_cdp_session(desk)
    keys.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": {**device, "automaticPresenceSimulation": True}})
    come_in_by_code(desk, boss.email)

    desk.get_by_role("link", name="Add a key or a passkey").click()
    desk.get_by_label("Use it as a passkey").check()
    desk.get_by_role("button", name="Add", exact=True).click()
    desk.get_by_role("heading", name="Your recovery codes").wait_for()
    assert Authenticator.objects.filter(user=boss, type="webauthn").count() == 1

    desk.goto("/account/logout/")
    desk.get_by_role("button", name="Sign out").click()
    desk.get_by_role("button", name="Sign in with a passkey").click()
    desk.wait_for_url("**/admin/")

    desk.locator(".sidebar-footer__account").click()
    desk.get_by_role("button", name="Log out").click()
    desk.wait_for_url("**/account/login/")
    desk.get_by_text("You are signed out.").wait_for()
    assert desk.goto("/admin/") is not None
    assert "/account/login/" in desk.url


PAGES = ["login/", "login/code/", "password/reset/", "signup/"]
OWN_PAGES = ["2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "email/", "sessions/", "logout/"]


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}], ids=["light", "dark"])
def test_account_pages_are_accessible_and_never_scroll_sideways(open_context: OpenContext, boss: User, options: dict[str, str]) -> None:
    page = open_context(**options).new_page()
    problems: dict[str, list[str]] = {}
    for name in [*PAGES, *OWN_PAGES]:
        if name == OWN_PAGES[0]:
            come_in_by_code(page, boss.email)
        page.goto(f"/account/{name}")
        if found := axe_problems(page) + ([f"{wider} pixels too wide"] if (wider := sideways_scroll(page)) else []):
            problems[name] = found

    assert problems == {}
