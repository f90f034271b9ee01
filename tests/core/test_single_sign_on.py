"""Single sign-on against a made-up council sign-in that answers on this machine: discovery, token, who it is."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as live
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from core import audit
from core.choices import RoleKind
from core.models import AuditEntry, Hub, Invitation
from core.services import invitations

CLIENT_ID = "earshot-at-ashmere"
UNSAID = "not a word about it"


class Council(BaseHTTPRequestHandler):
    """The council's own sign-in: says of everybody who comes what `who` holds."""

    who: dict[str, Any] = {}
    asked: list[dict[str, list[str]]] = []

    def do_GET(self) -> None:
        here = f"http://{self.headers['Host']}"
        if self.path.startswith("/.well-known/"):
            self._say(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/userinfo",
                    "jwks_uri": f"{here}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        elif self.path == "/userinfo" and self.headers["Authorization"] == "Bearer let-me-see":
            self._say(self.who)
        else:
            self._say({"error": "invalid_token"}, status=401)

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.asked.append(sent)
        if sent.get("code") == ["the-code"] and sent.get("client_secret") == ["a secret of two"]:
            self._say({"access_token": "let-me-see", "token_type": "Bearer", "expires_in": 60})
        else:
            self._say({"error": "invalid_grant"}, status=400)

    def _say(self, what: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Stay quiet."""


@pytest.fixture
def council(settings: Settings) -> Iterator[type[Council]]:
    """Start the council's sign-in, and settings as the OIDC_ variables make them."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Council)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = {
        "provider_id": "council",
        "name": "Ashmere account",
        "client_id": CLIENT_ID,
        "secret": "a secret of two",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    Council.asked = []
    Council.who = {}
    yield Council
    server.shutdown()
    server.server_close()


def come_in(client: Client, council: type[Council], *, code: str = "the-code", **who: Any) -> Any:
    """Walk the whole way: our button, their page, back to us."""
    says = {"sub": "person-17", "email_verified": True, **who}
    council.who = {name: said for name, said in says.items() if said != UNSAID}
    there = client.post(reverse("openid_connect_login", args=["council"]) + "?process=login").headers["Location"]
    asked = parse_qs(urlsplit(there).query)
    assert asked["client_id"] == [CLIENT_ID]
    assert urlsplit(asked["redirect_uri"][0]).path == "/account/oidc/council/login/callback/"
    return client.get(asked["redirect_uri"][0], {"code": code, "state": asked["state"][0]})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def known(asha: User) -> User:
    EmailAddress.objects.create(user=asha, email=asha.email, verified=True, primary=True)
    return asha


def test_without_settings_there_is_no_button(client: Client, db: None) -> None:
    assert live.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] == []
    assert "Sign in with your" not in client.get(reverse("account_login")).text


def test_the_sign_in_page_offers_the_councils_own(client: Client, db: None, council: type[Council]) -> None:
    assert "Sign in with your Ashmere account" in client.get(reverse("account_login")).text


def test_somebody_who_works_here_comes_in_by_the_same_verified_address(client: Client, known: User, council: type[Council]) -> None:
    page = come_in(client, council, email="Asha@ashmere.example")

    assert page.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert client.session["_auth_user_id"] == str(known.pk)
    assert "code_verifier" in council.asked[0]


def test_they_come_in_again(known: User, council: type[Council]) -> None:
    come_in(Client(), council, email=known.email)
    again = Client()

    come_in(again, council, email=known.email)

    assert signed_in(again)


def test_a_stranger_meets_a_kind_page_and_no_account_is_made(client: Client, db: None, council: type[Council]) -> None:
    page = come_in(client, council, email="stranger@ashmere.example")

    assert "We do not know this account yet" in page.text
    assert not User.objects.exists()
    assert not signed_in(client)


@pytest.mark.parametrize("who", [{"email_verified": False}, {"email_verified": None}])
def test_an_address_that_is_not_verified_is_nobodys(client: Client, known: User, council: type[Council], who: dict[str, Any]) -> None:
    page = come_in(client, council, email=known.email, **who)

    assert "We do not know this account yet" in page.text
    assert not signed_in(client)


def test_joining_a_council_account_is_in_the_trail_once(client: Client, known: User, council: type[Council]) -> None:
    for _ in range(2):
        come_in(Client(), council, email=known.email)

    entry = AuditEntry.objects.get(verb="accounts.council_account.join")
    assert (entry.actor, entry.subject) == (f"staff:{known.pk}", f"accounts.User:{known.pk}")
    assert "person-17" not in entry.facts


def test_nobody_comes_in_by_a_joining_that_cannot_be_written_down(
    client: Client, known: User, council: type[Council], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **facts: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(audit, "record", full)
    with pytest.raises(RuntimeError):
        come_in(client, council, email=known.email)

    assert not SocialAccount.objects.exists()
    assert not signed_in(client)


def test_a_sign_in_that_does_not_say_whether_it_checked_an_address_opens_nothing(
    client: Client, known: User, council: type[Council]
) -> None:
    page = come_in(client, council, email=known.email, email_verified=UNSAID)

    assert "We do not know this account yet" in page.text


def test_a_council_that_vouches_for_its_own_tenant_lets_its_staff_in(
    client: Client, adam: User, elm: Hub, council: type[Council], settings: Settings
) -> None:
    settings.OIDC_TRUSTS_EMAIL = True
    invitations.invite(email="zoe@ashmere.example", first_name="Zoe", last_name="New", kinds=[RoleKind.HUB_WORKER], hub=elm, by=adam)

    come_in(client, council, email="zoe@ashmere.example", email_verified=UNSAID)

    zoe = User.objects.get(email="zoe@ashmere.example")
    assert client.session["_auth_user_id"] == str(zoe.pk)
    assert Invitation.objects.get().used_at


@pytest.mark.parametrize("said", [False, None])
def test_a_plain_no_is_believed_even_then(
    client: Client, known: User, council: type[Council], settings: Settings, said: bool | None
) -> None:
    settings.OIDC_TRUSTS_EMAIL = True

    page = come_in(client, council, email=known.email, email_verified=said)

    assert "We do not know this account yet" in page.text
    assert not signed_in(client)


def test_no_address_is_nobodys(client: Client, known: User, council: type[Council]) -> None:
    assert "We do not know this account yet" in come_in(client, council).text


def test_a_closed_account_stays_closed(client: Client, known: User, council: type[Council]) -> None:
    come_in(Client(), council, email=known.email)
    known.is_active = False
    known.save()

    come_in(client, council, email=known.email)

    assert not signed_in(client)


def test_who_holds_an_invitation_comes_in_and_uses_it_up(client: Client, adam: User, elm: Hub, council: type[Council]) -> None:
    invitations.invite(email="zoe@ashmere.example", first_name="Zoe", last_name="New", kinds=[RoleKind.HUB_WORKER], hub=elm, by=adam)

    come_in(client, council, email="zoe@ashmere.example")

    zoe = User.objects.get(email="zoe@ashmere.example")
    assert client.session["_auth_user_id"] == str(zoe.pk)
    assert Invitation.objects.get().used_at
    assert list(zoe.roles.values_list("kind", "hub__name")) == [(RoleKind.HUB_WORKER, "Elm")]


def test_an_invitation_whose_sender_may_give_nothing_any_more_opens_nothing(client: Client, adam: User, council: type[Council]) -> None:
    invitations.invite(email="zoe@ashmere.example", first_name="", last_name="", kinds=[RoleKind.HUB_WORKER], hub=None, by=adam)
    adam.roles.all().delete()
    with pytest.raises(ValidationError):
        invitations.accept(invitation=Invitation.objects.get())

    page = come_in(client, council, email="zoe@ashmere.example")

    assert "We do not know this account yet" in page.text


def test_the_second_step_is_asked_for_all_the_same(client: Client, known: User, council: type[Council]) -> None:
    TOTP.activate(known, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")

    page = come_in(client, council, email=known.email)

    assert page.headers["Location"] == reverse("mfa_authenticate")
    assert not signed_in(client)


@pytest.mark.parametrize("spoilt", [{"code": "a-stolen-code"}])
def test_a_wrong_code_opens_nothing(client: Client, known: User, council: type[Council], spoilt: dict[str, str]) -> None:
    page = come_in(client, council, email=known.email, **spoilt)

    assert "That did not work" in page.text
    assert not signed_in(client)


def test_an_answer_nobody_asked_for_opens_nothing(client: Client, known: User, council: type[Council]) -> None:
    council.who = {"sub": "person-17", "email": known.email, "email_verified": True}

    page = client.get(reverse("openid_connect_callback", args=["council"]), {"code": "the-code", "state": "made-up"})

    assert "That did not work" in page.text
    assert not signed_in(client)


def test_a_council_sign_in_that_is_down_says_so(client: Client, db: None, settings: Settings, council: type[Council]) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"

    page = client.post(reverse("openid_connect_login", args=["council"]) + "?process=login")

    assert "That did not work" in page.text
