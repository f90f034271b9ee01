"""What a browser may run: nothing but our own files for families, a little more for staff, and nobody frames a family's page."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Site

from accounts.models import User
from core.choices import RoleKind
from core.middleware import ContentSecurityPolicy, RequestLog
from core.models import Hub
from tests.builders import make_open_survey
from tests.cast import give_role, make_user, sign_in

pytestmark = pytest.mark.django_db


def policy(response: HttpResponseBase) -> dict[str, list[str]]:
    """Return a response's policy, directive by directive."""
    directives = [part.split() for part in response.headers["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in directives}


def is_strict(said: dict[str, list[str]]) -> bool:
    """Return whether this is the policy of family pages."""
    return (
        said["default-src"] == ["'none'"]
        and said["script-src"] == said["style-src"] == said["connect-src"] == said["form-action"] == ["'self'"]
        and said["object-src"] == said["base-uri"] == ["'none'"]
        and not any("unsafe" in source or "http" in source or "*" in source for sources in said.values() for source in sources)
    )


@pytest.mark.parametrize(
    "path", ["/", "/health/", "/have-your-say/", "/check-back/", "/you-said-we-did/", "/nothing-here/", "/account/login/"]
)
def test_every_public_page_is_strict_and_framed_by_nobody(client: Client, path: str) -> None:
    said = policy(client.get(path))

    assert is_strict(said)
    assert said["frame-ancestors"] == ["'none'"]


def test_a_survey_is_strict_on_each_step(client: Client, elm: Hub) -> None:
    address = f"/have-your-say/{make_open_survey(elm).slug}/"
    pages = [client.get(address), client.post(address, {"go": "start"}, HTTP_SEC_FETCH_SITE="same-origin")]

    assert all(is_strict(policy(page)) for page in pages)


def test_errors_are_strict_too() -> None:
    client = Client(raise_request_exception=False)

    assert is_strict(policy(client.get("/", HTTP_HOST="elsewhere.example")))
    assert is_strict(policy(client.post("/have-your-say/none/")))


def test_staff_pages_may_carry_wagtails_inline_scripts_and_stand_in_our_own_frames(asha: User) -> None:
    said = policy(sign_in(asha).get("/admin/"))

    assert said["script-src"] == ["'self'", "'unsafe-inline'"]
    assert said["frame-ancestors"] == ["'self'"]
    assert said["default-src"] == said["object-src"] == said["base-uri"] == ["'none'"]
    assert not any("http" in source or "*" in source or "unsafe-eval" in source for sources in said.values() for source in sources)


@pytest.mark.parametrize("path", ["/administer/", "/have-your-say/admin/", "/ur/admin/"])
def test_only_the_staff_door_itself_is_looser(client: Client, path: str) -> None:
    assert is_strict(policy(client.get(path)))


def test_a_preview_is_strict_and_stands_in_the_editors_frame_and_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    editor = make_user("Root")
    give_role(editor, RoleKind.CONTENT_EDITOR)
    editor.is_superuser = True
    editor.save()
    page = Site.objects.get(is_default_site=True).root_page
    client = sign_in(editor)
    with caplog.at_level("INFO", "earshot.request"):
        seen = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert seen.status_code == 200
    assert is_strict(policy(seen))
    assert policy(seen)["frame-ancestors"] == ["'self'"]
    assert len([record for record in caplog.records if record.name == "earshot.request"]) == 1


def test_the_preview_flag_decides_not_the_path(rf: RequestFactory) -> None:
    def a_preview(request: HttpRequest) -> HttpResponse:
        request.is_preview = True  # type: ignore[attr-defined]  # as Wagtail sets it
        return HttpResponse()

    said = policy(ContentSecurityPolicy(a_preview)(rf.get("/")))

    assert is_strict(said)
    assert said["frame-ancestors"] == ["'self'"]
    assert RequestLog(a_preview)(rf.get("/")).status_code == 200


def test_a_view_may_say_a_stricter_policy_of_its_own(rf: RequestFactory) -> None:
    def sandboxed(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    assert ContentSecurityPolicy(sandboxed)(rf.get("/")).headers["Content-Security-Policy"] == "sandbox"


def test_the_other_headers_stand_on_every_page(client: Client) -> None:
    headers = client.get("/health/").headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_the_setting_has_the_name_of_django_6() -> None:
    assert settings.SECURE_CSP["default-src"] == ["'none'"]
