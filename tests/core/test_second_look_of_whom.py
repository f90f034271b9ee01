"""Whose words they are: who wrote them is not their second pair of eyes, and two who ask at once meet kindly."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from core import second_look
from core.choices import RoleKind
from core.models import Hub, SecondLook
from feedback.models import WeDid
from tests.builders import make_we_did, make_you_said
from tests.cast import give_role, make_user

NEEDS = "we_did.publish"


@pytest.fixture
def answer(elm: Hub, asha: User) -> WeDid:
    """Asha's answer at Elm."""
    return make_we_did(make_you_said(elm), by=asha)


def ask(answer: WeDid, **facts: Any) -> SecondLook:
    return second_look.ask(about=answer, digest="d" * 64, needs=NEEDS, **facts)


def test_who_wrote_it_is_not_its_second_pair_of_eyes_whoever_asked(answer: WeDid, asha: User, dev: User, elm: Hub) -> None:
    mel = make_user("Mel")
    give_role(mel, RoleKind.HUB_MANAGER, elm)
    look = ask(answer, by=mel, writers=[asha])

    assert second_look.why_not_agree(look, asha, NEEDS) == ["You wrote this yourself. Somebody else has to give it."]
    assert second_look.waiting_for(asha) == []
    assert second_look.waiting_for(dev) == [look]
    with pytest.raises(ValidationError, match="That colleague wrote some of it"):
        ask(answer, by=mel, writers=[asha], colleague=asha)


def test_of_two_who_ask_at_once_one_is_told_that_the_other_was_first(answer: WeDid, asha: User, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ask(answer, by=asha)
    monkeypatch.setattr(SecondLook.objects.all().__class__, "update", lambda rows, **fields: 0)  # each withdraws what it cannot see yet

    with pytest.raises(ValidationError, match="at the same moment"):
        ask(answer, by=asha)

    assert SecondLook.objects.get() == first
