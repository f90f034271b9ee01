"""Every save on a stock staff screen is in the audit trail, with the names of the fields it changed and no word that anybody typed."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import audit, saves
from core.audit_words import VERBS
from core.choices import RoleKind
from core.models import AuditEntry, Hub, Locality, Post
from core.viewsets import HubScopedViewSet
from feedback.models import Survey
from participation.models import Engagement
from tests.builders import make_engagement, make_post, make_survey
from tests.cast import give_role, sign_in
from tests.core.walk import registered
from tests.staff_forms import seen_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(asha: User, elm: Hub) -> Client:
    """Asha's desk; she also runs Elm, so that she may change its posts."""
    give_role(asha, RoleKind.HUB_MANAGER, elm)
    return sign_in(asha)


def entry(verb: str) -> tuple[AuditEntry, dict[str, Any]]:
    """Return the one entry of this act, and its facts."""
    found = AuditEntry.objects.get(verb=verb)
    return found, json.loads(found.facts)


def save_post(desk: Client, post: Post, **fields: object) -> None:
    """Save a post's form as it stands, with these fields changed."""
    shown = {"title": post.title, "hub": post.hub_id or "", "stand_in": post.stand_in_id or "", "away_from_on": "", "away_until_on": ""}
    page = desk.post(reverse("post:edit", args=(post.pk,)), shown | fields)
    assert page.status_code == 302, "the form was refused"


def test_a_changed_post_is_written_down_by_field(desk: Client, asha: User, elm: Hub) -> None:
    post, deputy = make_post("Midwife", hub=elm), make_post("Deputy", hub=elm)

    save_post(desk, post, title="Ann Example of the midwives", stand_in=deputy.pk, away_from_on="2027-03-03", away_until_on="2027-05-01")

    found, facts = entry("core.post.edit")
    assert (found.actor, found.subject, found.hub_id) == (f"staff:{asha.pk}", f"core.Post:{post.pk}", elm.pk)
    assert facts["changed"] == ["away_from_on", "away_until_on", "stand_in", "title"]
    assert facts["moved"] == ["away_from_on: none to 2027-03-03", "away_until_on: none to 2027-05-01", f"stand_in: none to {deputy.pk}"]
    assert "midwi" not in found.facts.lower()


def test_the_officer_reads_it_in_plain_words(desk: Client, priya: User, elm: Hub) -> None:
    post = make_post("Midwife", hub=elm)
    save_post(desk, post, title="Nurse", away_from_on="2027-03-03", away_until_on="2027-05-01")

    page = sign_in(priya).get("/admin/audit/").text

    assert "changed a post" in page
    assert "changed: away from on, away until on, title; moved: away from on from none to 3 March 2027" in page


def test_a_save_that_changes_nothing_is_no_act(desk: Client, elm: Hub) -> None:
    save_post(desk, make_post("Midwife", hub=elm))

    assert not AuditEntry.objects.exists()


def test_a_new_row_is_written_down(desk: Client, elm: Hub) -> None:
    desk.post(reverse("post:add"), {"title": "Midwife", "hub": elm.pk})

    found, facts = entry("core.post.add")
    assert (found.subject, found.hub_id, facts) == (f"core.Post:{Post.objects.get(title='Midwife').pk}", elm.pk, {})


def test_a_trail_that_cannot_be_written_stops_the_save(desk: Client, elm: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    post = make_post("Midwife", hub=elm)

    def full(*args: object, **facts: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(audit, "record", full)
    with pytest.raises(RuntimeError):
        save_post(desk, post, title="Nurse")
    post.refresh_from_db()
    assert post.title == "Midwife"


def test_a_hubs_opening_times_count_with_the_hub(adam: User, elm: Hub) -> None:
    times = {"opening_times-TOTAL_FORMS": 1, "opening_times-INITIAL_FORMS": 0, "opening_times-MIN_NUM_FORMS": 0}
    line = {"opening_times-0-weekday": 1, "opening_times-0-opens_at": "09:00", "opening_times-0-closes_at": "17:00"}
    kept = {"name": "Elm", "slug": "elm", "kind": "hub", "status": "active", "locality": elm.locality_id, "run_by": "council"}

    page = sign_in(adam).post(reverse("hub:edit", args=(elm.pk,)), kept | times | line | {"phone": "01632 960 001"})

    assert page.status_code == 302
    found, facts = entry("core.hub.edit")
    assert (found.hub_id, facts) == (elm.pk, {"changed": ["opening_times", "phone"]})


def test_a_locality_belongs_to_no_hub(adam: User) -> None:
    sign_in(adam).post(reverse("locality:add"), {"name": "West", "slug": "west"})

    found, _ = entry("core.locality.add")
    assert (found.subject, found.hub_id) == (f"core.Locality:{Locality.objects.get().pk}", None)


def test_hubs_that_join_or_leave_are_named_by_number(desk: Client, asha: User, elm: Hub, oak: Hub) -> None:
    give_role(asha, RoleKind.ENGAGEMENT_LEAD, oak)
    plan = make_engagement(elm, stage="planning", title="The garden")
    kept = {"title": "The garden", "question": plan.question, "what_can_change": plan.what_can_change, "who_acts": plan.who_acts_id}

    there = reverse("engagement:edit", args=(plan.pk,))
    desk.post(there, kept | {"hubs": [oak.pk], "answer_by_on": "2027-05-01", "seen": seen_on(desk, there)})

    found, facts = entry("participation.engagement.edit")
    assert facts["changed"] == ["answer_by_on", "hubs"]
    assert facts["moved"] == [f"answer_by_on: {plan.answer_by_on} to 2027-05-01", f"hubs: with {oak.pk}", f"hubs: without {elm.pk}"]
    assert found.hub_id == oak.pk


def test_a_surveys_draft_is_written_down_without_its_words(desk: Client, elm: Hub) -> None:
    draft = make_survey(elm, title="The garden", questions=[])
    sent = {"title": "Ann Example asks", "hubs": [elm.pk], "engagement": draft.engagement_id, "mode": draft.mode, "seen": 0}

    page = desk.post(reverse("survey:edit", args=(draft.pk,)), sent | {"questions-count": 0, "closes_on": "2027-05-01"})

    assert page.status_code == 302
    found, facts = entry("feedback.survey.edit")
    assert facts == {"changed": ["closes_on", "slug", "title"], "moved": ["closes_on: none to 2027-05-01"]}
    assert found.subject == f"feedback.Survey:{draft.pk}"
    assert found.hub_id == elm.pk


def test_deleting_is_written_down_or_not_done(elm: Hub) -> None:
    """No role may delete a stock row today; the screen is ready for the day one may."""
    gone = make_engagement(elm)

    class Deletes:
        def delete_action(self) -> None:
            gone.delete()

    screen = type("Screen", (saves.WrittenDown, Deletes), {})()
    screen.object, screen.scoped_policy = gone, type("Policy", (), {"resource": "engagement"})
    screen.request = type("Request", (), {"user": None})
    pk = gone.pk
    screen.delete_action()

    found, _ = entry("participation.engagement.delete")
    assert (found.subject, found.hub_id) == (f"participation.Engagement:{pk}", elm.pk)
    assert not Engagement.objects.exists()


def test_what_stands_in_the_trail_with_its_value_holds_no_words(elm: Hub) -> None:
    survey = make_survey(elm)
    before = saves.standing(survey)
    assert before is not None
    after = before | {"title": "Ann", "why": "Because of Ann", "state": "open", "opens_on": date(2027, 1, 4)}

    assert saves.changed(Survey, before, after)["moved"] == ["opens_on: none to 2027-01-04", "state: draft to open"]


def test_every_stock_screen_has_plain_words_for_its_saves() -> None:
    ours = [one for one in registered() if isinstance(one, HubScopedViewSet)]
    written = {
        f"{one.model._meta.app_label}.{one.resource}.{act}"
        for one in ours
        for act in ("add", "edit", "delete")
        if act in {pattern.name for pattern in one.get_urlpatterns()} and one.resource not in {"audit", "entry_point"}
    }
    assert {"core.hub.edit", "feedback.survey.edit"} <= written
    assert written - set(VERBS) == set(), "put these into core/audit_verbs.py"
