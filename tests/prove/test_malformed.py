"""Ten thousand malformed inputs over every public address, and none breaks anything (security G18)."""

import random
import re
from collections import Counter

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User
from core import links
from core.models import Hub
from feedback.models import Survey
from home.models import ServicePage
from home.services.kept_true import CONFIRM
from home.services.pages import build_page_tree, make_service
from tests.builders import long_text, make_entry_point, make_open_survey, one_choice, several_choices, short_text
from tests.feedback.family import Parent
from tests.panels.paneling import make_panel, open_to_families
from tests.prove.a_member import Ours

pytestmark = pytest.mark.prove

NUMBER = 10_000
ODD = [
    "",
    " ",
    "\x00",
    "\u202e\u2066",
    "\ufffd" * 3,
    "💥" * 40,
    "%00%ff",
    "../../../etc/passwd",
    "' OR 1=1 --",
    "{{ settings.SECRET_KEY }}",
    "%(x)s %s {0.__class__}",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "=1+1",
    "\r\nSet-Cookie: a=b",
    "-1",
    "99999999999999999999",
    "1e309",
    "NaN",
    "null",
    "[]",
    "{}",
    "True",
    "a" * 5_000,
    "٣٤٥",
    "ur",
    "on",
    "back",
    "language:xx",
]
NAMES = [
    *("about", "age", "by", "contact", "day", "how", "kind", "name", "plan", "q", "s", "safe", "say", "step", "way", "which", "words"),
    "token",
    "answer",
    "go",
    "after",
    "seen",
    "poster",
    "plain",
    "code",
    "q",
    "page",
    "hub",
    "topic",
    "outcome",
    "next",
    "login",
    "password",
    "x" * 80,
]
HEADERS = ["Sec-Fetch-Site", "Origin", "Accept-Language", "Referer", "User-Agent", "Cookie", "X-Forwarded-For", "Content-Type", "Range"]


def _addresses(survey: Survey, service: ServicePage, token: str, ours: Ours) -> list[str]:
    """Return every public address of ours, with parts of what is there filled in, and the sign-in pages."""
    parts = {"slug": survey.slug, "question": survey.questions[0].id, "code": "CDF347", "reference": "YS-2026-001"}
    parts |= {"kind": "survey", "key": survey.slug, "pk": str(service.pk), "token": token}
    found = ["/", "/admin/", "/account/login/", "/account/login/code/", "/account/password/reset/", "/account/signup/"]

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> None:
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                # A status page says 503 when it means it.
                if not route.startswith(("admin/", "account/", "documents/", "health/")):
                    walk(pattern.url_patterns, route)
            elif "^" not in route and "(" not in route and not route.startswith("health/"):
                for name in pattern.pattern.converters:
                    route = route.replace(f"<{name}>", "x")
                found.append("/" + _filled(route, parts | ours.of(route)))

    walk(get_resolver().url_patterns, "")
    return sorted(set(found))


def _filled(route: str, parts: dict[str, str]) -> str:
    for piece in route.split("<")[1:]:
        name = piece.split(">")[0]
        route = route.replace(f"<{name}>", parts.get(name.split(":")[-1], "1"))
    return route


@pytest.mark.django_db
def test_ten_thousand_malformed_inputs_break_nothing(elm: Hub, petra: User) -> None:
    survey = make_open_survey(elm, questions=[one_choice("Easy?"), several_choices("More?"), short_text(), long_text()])
    make_entry_point(survey, elm, code="CDF347")
    build_page_tree()
    ours = Ours(open_to_families(make_panel(elm, slug=survey.slug)), petra)
    service = make_service("Baby songs", what_it_is="Songs.", times=[(elm, "Mondays")], provider_email="tots@songs.example")
    link = links.make(act=CONFIRM, about=service, address=service.provider_email, days=21, by=None)
    addresses = _addresses(survey, service, links.token_of(link), ours)
    assert len(addresses) > 20
    chance = random.Random(20261121)
    client, statuses, broken = Client(raise_request_exception=False), Counter[int](), list[str]()
    begun = ""
    for number in range(NUMBER):
        if number % 50 == 0:  # whatever made them leave, or ended a link or a visit, is undone
            if number:
                transaction.savepoint_rollback(begun)
            begun = transaction.savepoint()
            client = Parent().start(survey).client
            client.raise_request_exception = False
            ours.goes_in(client)
        status, what = _one(client, chance, addresses)
        statuses[status] += 1
        if status >= 500:
            broken.append(f"{status} {what}")
    print(f"\n{NUMBER:,} malformed inputs over {len(addresses)} addresses: {dict(sorted(statuses.items()))}")
    assert not broken
    # Not all knocked at a door that is not there: many were taken in and answered.
    assert statuses[200] > NUMBER // 5
    assert statuses[404] < NUMBER // 2


def _one(client: Client, chance: random.Random, addresses: list[str]) -> tuple[int, str]:
    """Send one malformed thing; return the status and what was sent."""
    address = chance.choice(addresses)
    if chance.random() < 0.2:
        address += chance.choice(ODD)[:60].replace("\x00", "%00") + "/"
    if chance.random() < 0.15:
        address = "/ur" + address
    fields = {chance.choice(NAMES): chance.choice(ODD) for _ in range(chance.randrange(5))}
    plain = chance.choice(ODD).encode("ascii", "ignore").decode()
    headers = {chance.choice(HEADERS): re.sub(r"[\r\n\x00]", "", plain)}
    method = chance.choice(["GET", "POST", "bytes", "verb"])
    if method == "GET":
        reply = client.get(address, fields, headers=headers)
    elif method == "POST":
        reply = client.post(address, fields, headers=headers)
    elif method == "bytes":
        body = bytes(chance.randrange(256) for _ in range(chance.randrange(200)))
        types = [
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json",
            "text/plain; charset=bogus",
            "",
        ]
        reply = client.generic("POST", address, body, chance.choice(types), headers=headers)
    else:
        reply = client.generic(chance.choice(["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "BREW"]), address, headers=headers)
    return reply.status_code, f"{method} {address} {fields} {headers}"
