"""What every answer tells the browser, by kind of page (security 4: ASVS 3.4, 14.3). The content policy has a file of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from accounts.models import User
from core.models import Hub
from feedback.models import Survey
from tests.builders import make_open_survey, short_text
from tests.cast import sign_in
from tests.feedback.family import Parent

pytestmark = pytest.mark.django_db
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture
def survey(elm: Hub) -> Survey:
    return make_open_survey(elm, questions=[short_text("What did you like?")])


@pytest.mark.parametrize(
    "path", ["/have-your-say/", "/check-back/", "/health/", "/account/login/", "/admin/", "/nothing-here/", "/robots.txt"]
)
@pytest.mark.parametrize("who", ["family", "staff"])
def test_every_answer_is_sniffed_framed_and_referred_from_by_nobody_else(path: str, who: str, asha: User) -> None:
    page = (sign_in(asha) if who == "staff" else Client()).get(path)

    assert {name: page.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
    assert page.headers["X-Frame-Options"] in {"DENY", "SAMEORIGIN"}
    assert "camera=()" in page.headers["Permissions-Policy"]
    assert "geolocation=()" in page.headers["Permissions-Policy"]


def test_no_browser_or_proxy_keeps_a_page_on_which_a_family_answers(survey: Survey) -> None:
    parent = Parent()
    pages = [parent.start(survey).page, parent.answer("The singing").page, parent.send().page]
    assert "data-thank-you" in parent.text

    for page in [*pages, parent.client.get("/check-back/")]:
        assert "no-store" in page.headers["Cache-Control"]


def test_no_browser_keeps_a_page_of_staff(asha: User) -> None:
    client = sign_in(asha)
    for path in (
        "/admin/",
        "/admin/pages/",
        "/admin/comments/",
        "/account/2fa/",
        "/account/email/",
        "/account/sessions/",
        "/account/login/",
    ):
        page = client.get(path)
        assert "no-store" in page.headers["Cache-Control"], path
        assert "private" in page.headers["Cache-Control"], path


def test_a_page_for_everybody_may_be_kept_and_varies_by_no_cookie(client: Client) -> None:
    for path in ("/have-your-say/", "/you-said-we-did/"):
        assert "Cookie" not in client.get(path).headers.get("Vary", ""), path


def test_a_live_council_sends_its_cookies_over_https_only_and_says_so_for_a_year() -> None:
    """Read from settings as a live council has them: tests run without https."""
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"]
    names += ["CSRF_COOKIE_HTTPONLY", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    names += ["SECURE_HSTS_PRELOAD"]  # a promise for the whole domain: only where somebody asked for it
    code = f"from config import settings; print(*(getattr(settings, name) for name in {names}))"
    root = Path(__file__).resolve().parents[2]
    live = os.environ | {"HTTPS": "on", "DEMO": "off", "PYTHONPATH": str(root / "site")}
    live.pop("HSTS_SECONDS", None)

    said = subprocess.run([sys.executable, "-c", code], env=live, capture_output=True, text=True, check=True).stdout.split()

    assert said == ["__Host-session", "__Host-csrf", "True", "True", "True", "True", "True", "31536000", "True", "False"]
