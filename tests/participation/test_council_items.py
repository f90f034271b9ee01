"""What a council asks beside our 57 items: without code, and never taken from under an answer."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core.choices import RoleKind
from core.models import AuditEntry, Hub
from participation.choices import Element, When
from participation.models import ChecklistAnswer, CouncilItem
from participation.selectors import checklist as selectors
from participation.selectors import gates
from participation.services.council_items import add_item
from tests import builders
from tests.cast import give_role, make_user, sign_in
from tests.participation.deciding import prepared
from tests.participation.listening import say


@pytest.fixture
def lead(db: None) -> User:
    """Leads on listening for the whole council."""
    user = make_user("Lena")
    give_role(user, RoleKind.ENGAGEMENT_LEAD)
    return user


def _add(client: Client, **changed: str) -> str:
    sent = {"element": "audience", "when": "planning", "question": "Did a councillor come?"} | changed
    return client.post("/admin/checklist-items/new/", sent, follow=True).text


def test_a_question_of_ones_own_gets_the_next_code_and_is_asked_at_once(lead: User, elm: Hub) -> None:
    asked = builders.make_engagement(elm)

    page = _add(sign_in(lead))
    _add(sign_in(lead), question="Did two come?")

    assert "AU-P+1 is asked from now on" in page
    assert list(CouncilItem.objects.values_list("code", flat=True)) == ["AU-P+1", "AU-P+2"]
    assert "Did a councillor come?" in sign_in(lead).get(f"/admin/checklist/{asked.pk}/audience/").text
    assert AuditEntry.objects.filter(verb="participation.checklist_item.add").count() == 2


@pytest.mark.parametrize("changed", [{"question": " "}, {"question": "x" * 301}, {"element": "soul"}, {"when": ""}])
def test_half_a_question_is_refused_and_still_there(lead: User, changed: dict[str, str]) -> None:
    page = _add(sign_in(lead), **changed)

    assert "error-message" in page
    assert "question" in changed or "Did a councillor come?" in page
    assert not CouncilItem.objects.exists()


def test_what_was_answered_is_retired_and_never_gone(lead: User, elm: Hub) -> None:
    item = add_item(element="audience", when="planning", question="Did a councillor come?", by=lead)
    answered, other = builders.make_engagement(elm), builders.make_engagement(elm)
    say(answered, item.code, evidence="Councillor Example came.")
    desk = sign_in(lead)

    assert "AU-P+1 is asked no more." in desk.post(f"/admin/checklist-items/{item.pk}/retire/", follow=True).text

    assert "Councillor Example came." in desk.get(f"/admin/checklist/{answered.pk}/audience/").text
    assert "Did a councillor come?" not in desk.get(f"/admin/checklist/{other.pk}/audience/").text
    assert ChecklistAnswer.objects.count() == 1
    assert "AU-P+1 is asked again." in desk.post(f"/admin/checklist-items/{item.pk}/bring-back/", follow=True).text
    assert "Did a councillor come?" in desk.get(f"/admin/checklist/{other.pk}/audience/").text
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["participation.checklist_item.retire", "participation.checklist_item.bring_back"]


def test_a_retired_question_that_nobody_answered_is_asked_nowhere_and_holds_nothing_up(lead: User, elm: Hub) -> None:
    item = add_item(element="audience", when="planning", question="Did a councillor come?", by=lead)
    asked = prepared(elm)
    planned: dict[str, Any] = {"elements": {Element.AUDIENCE}, "stage": When.PLANNING}
    assert [one.text for one in selectors.open_items(asked, **planned)] == ["Audience, AU-P+1: Did a councillor come?"]
    say(asked, item.code, said="", evidence="Half a thought.")  # begun, and not answered

    sign_in(lead).post(f"/admin/checklist-items/{item.pk}/retire/")

    assert selectors.open_items(asked, **planned) == []
    assert item.code not in {one.id for one in selectors.sheet(asked)}
    assert "Did a councillor come?" not in sign_in(lead).get(f"/admin/checklist/{asked.pk}/audience/").text
    assert gates.why_not_open_now(asked) == []
    assert selectors.profile_of(asked)[Element.AUDIENCE].counts.asked == 6


def test_who_leads_at_one_hub_changes_nothing_for_all(asha: User, lead: User) -> None:
    item = add_item(element="space", when="during", question="Warm?", by=lead)
    desk = sign_in(asha)

    assert desk.post(f"/admin/checklist-items/{item.pk}/retire/").status_code == 404
    assert desk.get("/admin/checklist-items/").status_code in (302, 403)
    _add(desk)
    assert CouncilItem.objects.get().is_active
