"""The walk over every address of every staff viewset with another hub's rows. A new viewset without a line here fails.

Whoever walks holds every kind of role that a hub can give, and all of them at Oak only: rights are never the reason why Elm stays closed.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.models import Breach, ConsentRecord, InformationItem, InformationRequest
from core import audit
from core.choices import RoleKind
from core.models import AuditEntry, Hub, Post
from core.role_table import WHOLE_COUNCIL_ONLY
from core.viewsets import HubScoped
from feedback.choices import Outcome
from feedback.models import Concern, ThemeMark, WeDid
from tests import builders
from tests.cast import give_role, make_user, sign_in
from tests.consent import agreeing
from tests.core.walk import registered, walk
from tests.families import make_person, make_rights_request
from tests.foreign import CANARY, Foreign
from tests.panels import foreign as panels
from tests.participation import foreign


def _surveys(hub: Hub, asha: User) -> Foreign:
    rows = [builders.make_survey(hub, title=CANARY), builders.make_open_survey(hub, title=CANARY)]
    post = {"title": "x", "hubs": [hub.pk], "engagement": rows[0].engagement_id, "questions-count": "0", "mode": "code", "seen": "0"}
    return Foreign([*rows], post)


def _posters(hub: Hub, asha: User) -> Foreign:
    survey = builders.make_open_survey(hub, title=CANARY)
    return Foreign([builders.make_entry_point(survey, hub, label=CANARY)], {"what": str(survey.pk), "kind": "poster", "hub": hub.pk})


def _comments(hub: Hub, asha: User) -> Foreign:
    comment = builders.make_voice(hub, f"{CANARY} has a heavy door.")
    theme = builders.make_theme(builders.make_engagement(hub), CANARY, voices=[comment], by=asha)
    post = {"comment": [comment.pk], "theme": [theme.pk], "new_theme": "x"}
    return Foreign([comment], post, lambda: sorted(ThemeMark.objects.values_list("theme", "voice")))


def _themes(hub: Hub, asha: User) -> Foreign:
    engagement = builders.make_engagement(hub)
    theme = builders.make_theme(engagement, CANARY, voices=[builders.make_voice(hub, CANARY)], by=asha)
    return Foreign([theme], {"into": builders.make_theme(engagement, f"{CANARY} 2").pk, "public_line": "Because."})


def _you_saids(hub: Hub, asha: User) -> Foreign:
    said = builders.make_you_said(hub, text=f"{CANARY} has a heavy door.")
    builders.make_we_did(said, by=asha, outcome=Outcome.NO, text=CANARY)
    post = {"outcome": "did", "text": "Mine now.", "what_changed": "x", "changed_on": str(builders.today()), "hubs": [hub.pk], "save": "1"}
    return Foreign([said], post | {"colleague": "", "how": "poster"}, lambda: list(WeDid.objects.values()))


def _worries(hub: Hub, asha: User) -> Foreign:
    facts = {"source": "other", "hub": hub, "raised_by": asha, "raised_at": timezone.now()}
    return Foreign([Concern.objects.create(words=CANARY, **facts)], {"end": "none", "reference": "x", "words": ""})


def _hubs(hub: Hub, asha: User) -> Foreign:
    post = {"name": "Mine now", "kind": "hub", "status": "active", "run_by": "council", "locality": hub.locality_id}
    return Foreign([hub], post | {f"opening_times-{end}": "0" for end in ("TOTAL_FORMS", "INITIAL_FORMS")})


def _posts(hub: Hub, asha: User) -> Foreign:
    return Foreign([Post.objects.create(title=CANARY, hub=hub)], {"title": "Mine now", "hub": hub.pk})


def _format_requests(hub: Hub, asha: User) -> Foreign:
    rows = [builders.make_format_request(hub, about=CANARY), builders.make_format_request(hub, about=CANARY, how="pick_up", safe="")]
    post = {"given": "posted", "why_not": "other", "offered": "x", "post": Post.objects.get_or_create(title=CANARY, hub=hub)[0].pk}
    return Foreign([*rows], post, lambda: list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)))


def _people(hub: Hub, asha: User) -> Foreign:
    person = make_person(hub, CANARY)
    post = {
        "name": "Mine now",
        "safe": "yes",
        "language": "en-gb",
        "hub": hub.pk,
        "reason": "rights",
        "other": person.code,
        "words": CANARY,
        "join": "yes",
    }
    return Foreign([person], post, lambda: list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)))


def _rights(hub: Hub, asha: User) -> Foreign:
    asked = make_rights_request(make_person(hub, CANARY), asked=CANARY)
    post = {"how": "known", "why": "clarify", "verdict": "yes", "answer": "x", "place": "x", "sure": "yes", "code": "x"}
    return Foreign([asked], post, lambda: list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)))


def _breaches(hub: Hub, asha: User) -> Foreign:
    now = timezone.now()
    breach = Breach.objects.create(what_happened=CANARY, found_at=now, reported_at=now, reported_by=asha)
    breach.hubs.add(hub)
    return Foreign([breach], {"likelihood": "1", "severity": "1", "reasons": "x", "must": "must", "kind": "other", "text": "x"})


def _information(hub: Hub, asha: User) -> Foreign:
    asked = InformationRequest.objects.create(council_reference="ICT-1", asked=CANARY, received_on=builders.today(), taken_in_by=asha)
    InformationItem.objects.create(request=asked, number=1, kind="theme", key="1", words=CANARY, hub=hub)
    post = {
        "words": CANARY,
        "kind": "longer",
        "on": str(builders.today()),
        "decision": "give",
        "as": "text",
        "remark": "x",
        "ticked": "theme:1",
    }
    return Foreign([asked], post, lambda: list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)))


def _trail(hub: Hub, asha: User) -> Foreign:
    audit.record("feedback.survey.open", builders.make_survey(hub, title=CANARY), by=asha, hub_id=hub.pk)
    return Foreign([*AuditEntry.objects.filter(hub_id=hub.pk)])


def _agreed(hub: Hub, asha: User) -> Foreign:
    task = agreeing.to_call_back(hub, by=asha, title=CANARY)
    person, purpose = task.use.record.person, task.use.record.purpose
    lines = f"{person.shown_code} no"
    post = {"code": person.code, "purpose": purpose.pk, "method": "spoken", "lines": lines, "language": "en-gb", "witness": "x"}
    post |= {"given_on": str(builders.today()), f"says_{purpose.pk}": "refused", "given_by": "self"}
    return Foreign([person], post, lambda: [ConsentRecord.objects.count(), AuditEntry.objects.count()])


def _take_downs(hub: Hub, asha: User) -> Foreign:
    return Foreign([agreeing.to_call_back(hub, by=asha, title=CANARY)], {"state": "done", "words": "x"})


# By the viewset's name. Localities belong to no hub: who serves only hubs is refused at the door, which is said in their own test below.
FOREIGN: dict[str, Callable[[Hub, User], Foreign]] = {
    "survey": _surveys,
    "entry_point": _posters,
    "comments": _comments,
    "themes": _themes,
    "you_said_board": _you_saids,
    **foreign.FOREIGN,
    **panels.FOREIGN,
    "worries": _worries,
    "hub": _hubs,
    "post": _posts,
    "audit": _trail,
    "format_requests": _format_requests,
    "families": _people,
    "rights": _rights,
    "consent_ledger": _agreed,
    "take_downs": _take_downs,
    "breaches": _breaches,
    "information": _information,
}
OF_NO_HUB = {
    "locality",
    "groups",
    "purposes",
    "retention",
    "report_breach",
    "raise_worry",
    "sharing",
    "activities",
    "checklist_items",
    "quarter_return",
}


def viewsets() -> dict[str, HubScoped]:
    """Return every staff viewset over rows of ours by its name."""
    reverse("wagtailadmin_home")  # they are registered with the first address
    return {str(viewset.name): viewset for viewset in registered() if isinstance(viewset, HubScoped)}


@pytest.fixture
def grove(db: None) -> Hub:
    """The other hub. Its name stands in no page by chance."""
    return builders.make_hub(CANARY)


@pytest.fixture
def grove_lead(grove: Hub) -> User:
    """Who works there."""
    user = make_user("Gwen")
    give_role(user, RoleKind.ENGAGEMENT_LEAD, grove)
    return user


@pytest.fixture
def of_oak(oak: Hub) -> User:
    """Somebody with every role that a hub can give, at Oak only."""
    user = make_user("Otis")
    for kind in set(RoleKind.values) - WHOLE_COUNCIL_ONLY:
        give_role(user, kind, oak)
    return user


def test_every_viewset_has_a_line_here() -> None:
    assert sorted(viewsets()) == sorted({*FOREIGN, *OF_NO_HUB}), "Add a line to FOREIGN: rows of another hub, and what a form would send."


@pytest.mark.parametrize("name", sorted(FOREIGN))
def test_no_address_shows_or_takes_what_is_another_hubs(name: str, grove: Hub, grove_lead: User, of_oak: User) -> None:
    foreign = FOREIGN[name](grove, grove_lead)
    before = foreign.besides()
    assert foreign.rows

    assert walk(sign_in(of_oak), viewsets()[name], foreign=foreign.rows, canaries=[CANARY], post=foreign.post) == []
    assert foreign.besides() == before


@pytest.mark.parametrize("make", [builders.make_survey, builders.make_engagement], ids=lambda make: make.__name__)
def test_what_belongs_to_two_hubs_is_seen_by_each_and_changed_by_who_serves_both(
    make: Callable[..., Any], grove: Hub, oak: Hub, of_oak: User
) -> None:
    row, client = make(grove, oak, title="Both"), sign_in(of_oak)
    address = reverse(f"{row._meta.model_name}:edit", args=[row.pk])

    answers = [client.get(address), client.post(address, {"title": "Mine now", "hubs": [oak.pk], "questions-count": "0", "seen": "0"})]

    assert "Both" in client.get(reverse(f"{row._meta.model_name}:index")).text
    assert [answer.status_code for answer in answers] == [404, 404]
    assert type(row).objects.get().title == "Both"


@pytest.mark.parametrize("name", sorted({*FOREIGN, *OF_NO_HUB}))
def test_staff_without_a_role_meet_nothing(name: str, grove: Hub, grove_lead: User, nora: User) -> None:
    rows = FOREIGN[name](grove, grove_lead).rows if name in FOREIGN else [grove.locality]

    assert _led_away(walk(sign_in(nora), viewsets()[name], foreign=rows, canaries=[CANARY])) == []


def test_who_serves_only_hubs_is_refused_at_what_belongs_to_none(grove: Hub, of_oak: User) -> None:
    grove.locality.name = CANARY
    grove.locality.save()

    complaints = walk(sign_in(of_oak), viewsets()["locality"], foreign=[grove.locality], canaries=[CANARY], post={"name": "Mine now"})

    assert _led_away(complaints) == []


def _led_away(complaints: list[str]) -> list[str]:
    """Return the complaints that are about more than being led away or refused instead of finding nothing."""
    return [one for one in complaints if "answered 302" not in one and "answered 403" not in one]
