"""Each room of the families' door asks its limit, and takes nothing in over it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consent.models import DoorCode, RightsRequest
from core import limits
from core.models import Hub
from tests.consent.beginning import TYPED
from tests.consent.doorway import CODE, DOOR, EMAIL, asked_for_code, is_inside, numbers, typed_in
from tests.families import make_person

OVER = limits.Tried(False, minutes=7)


def _is_told_to_wait(page: Any) -> bool:
    return bool((page.status_code, page.headers.get("Retry-After")) == (429, "420"))


def test_codes_are_neither_asked_for_nor_tried_over_their_limits(client: Client, elm: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    make_person(elm, email=EMAIL)
    at = asked_for_code(client)
    code = numbers()
    monkeypatch.setattr(limits, "try_open_the_door", lambda *_: OVER)
    assert _is_told_to_wait(typed_in(client, at, code))
    assert DoorCode.objects.get().number_of_tries == 0
    assert not is_inside(client)

    monkeypatch.setattr(limits, "try_ask_at_the_door", lambda *_, **__: OVER)
    assert _is_told_to_wait(client.post(DOOR, {"email": EMAIL}))
    assert _is_told_to_wait(client.post(reverse("begin"), TYPED))
    assert DoorCode.objects.count() == 1
    assert CODE in at


def test_nothing_is_asked_about_data_over_its_limit_and_what_was_typed_stays(
    client: Client, elm: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_person(elm, email=EMAIL)
    typed_in(client, asked_for_code(client), numbers())
    monkeypatch.setattr(limits, "try_ask_about_data", lambda *_: OVER)
    asked = client.post(reverse("ask_about_data"), {"kind": "access", "go": "send", "token": "t", "words": "All of it, please"})
    complained = client.post(reverse("complain"), {"words": "You rang me at work", "token": "t"})
    for page, typed in ((asked, "All of it, please"), (complained, "You rang me at work")):
        assert _is_told_to_wait(page)
        assert typed in page.text
    assert not RightsRequest.objects.exists()
