"""Somebody who asks under the Freedom of Information Act, and the officer at the desk that answers."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import InformationExtract, InformationItem, InformationRequest
from consent.services import information as services
from consent.services import information_extract as extract_services
from core.choices import RoleKind
from core.models import Hub
from tests import builders
from tests.cast import give_role, make_user, sign_in

SAID = "Quirinus came with his buggy. Ring 07700 900717."
MARKED = "[[Quirinus]] came with his buggy. Ring [[07700 900717]]."
OUT = "█████ [removed: personal data, section 40] came with his buggy. Ring █████ [removed: personal data, section 40]."
LIST, TAKE_IN = reverse("information:index"), reverse("information:add")


def asked(by: User, *, reference: str = "ICT-2026-0114", words: str = "What was promised on doors?", **said: Any) -> InformationRequest:
    """Take in a request that came today."""
    today = said.pop("today", builders.today())
    received_on = said.pop("received_on", today)
    return services.take_in(reference=reference, asked=words, received_on=received_on, by=by, today=today)


def chosen(request: InformationRequest, words: str, by: User, *, kind: str = "") -> list[InformationItem]:
    """Search, and choose everything that was found, or what is of a kind."""
    search, results = services.search(request=request, words=words, since=None, until=None, hubs=[], by=by)
    ticked = [f"{one.kind}:{one.key}" for one in results.records if kind in {"", one.kind}]
    if ticked:
        services.choose(request=request, search=search, ticked=ticked, by=by)
    return list(request.items.order_by("number"))


def decided(item: InformationItem, decision: str, by: User, **said: Any) -> InformationItem:
    """Decide about a thing."""
    why = {"exemption": "", "reason": ""} if decision == "give" else {"exemption": "40", "reason": "It names people."}
    facts = {"words": item.words, **why}
    services.decide(item=item, decision=decision, by=by, **(facts | said))
    item.refresh_from_db()
    return item


def finished(request: InformationRequest, by: User, *, today: date | None = None, **said: Any) -> InformationExtract:
    """Finish an answer."""
    facts: dict[str, Any] = {"words": "", "hours": None, "is_sure": False}
    return extract_services.finish(request=request, by=by, today=today or builders.today(), **(facts | said))


def another_officer(name: str = "Quinn") -> User:
    """Make another data protection officer."""
    user = make_user(name)
    give_role(user, RoleKind.DATA_PROTECTION_OFFICER)
    return user


def act(desk: Client, request: InformationRequest, name: str, **fields: Any) -> Any:
    """Do one thing to a request on its screen."""
    return desk.post(reverse(f"information:{name}", args=[request.pk]), fields, follow=True)


def thing(request: InformationRequest, number: int = 1) -> str:
    """Return the address of one thing that was chosen."""
    return reverse("information:item", args=[request.pk, number])


@pytest.fixture
def desk(priya: User) -> Client:
    """The data protection officer's desk."""
    return sign_in(priya)


@pytest.fixture
def request_(priya: User) -> InformationRequest:
    """What somebody asked."""
    return asked(priya)


def theme(request: InformationRequest, elm: Hub, priya: User, name: str = SAID) -> InformationItem:
    """Choose something of the council's own in which somebody's name stands."""
    builders.make_you_said(elm, text=name)
    return chosen(request, "buggy", priya)[-1]


def comment(request: InformationRequest, elm: Hub, priya: User) -> InformationItem:
    """Choose a family's own words in which somebody's name stands."""
    builders.make_voice(elm, SAID)
    return chosen(request, "buggy", priya, kind="comment")[-1]


def marked(item: InformationItem) -> str:
    """Return its words with marks around the name and the number."""
    return item.words.replace(SAID, MARKED)
