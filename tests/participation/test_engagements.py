"""Who is asked about what, who acts, by when: nothing opens into the void, nothing closes unanswered."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import User
from core.clocks import due_on
from core.models import AuditEntry, Hub, Post
from participation.choices import Size, Stage
from participation.models import Engagement
from participation.rules import gates as rules
from participation.services.engagements import close_engagement, open_engagement, start_standing_engagement
from participation.viewsets.panels import PANELS
from tests import builders
from tests.builders import make_engagement, make_post, make_theme
from tests.cast import sign_in

TODAY = date(2026, 12, 1)


def planned(*hubs: Hub, **fields: Any) -> Engagement:
    """Make an engagement that is complete and not open yet."""
    return make_engagement(*hubs, stage=Stage.PLANNING, opened_on=None, **fields)


def reasons(engagement: Engagement) -> list[str]:
    return [problem.text for problem in rules.why_not_open(engagement, hubs=list(engagement.hubs.all()), today=TODAY)]


def test_a_complete_question_may_open(elm: Hub) -> None:
    assert reasons(planned(elm)) == []


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"question": " "}, "Write the question in plain words."),
        ({"what_can_change": ""}, "Say what can change because of what families say."),
        ({"answer_by_on": None}, "Say by which day families are answered."),
        ({"answer_by_on": TODAY}, "The day families are answered by has come already. Choose a later one."),
        ({"answer_by_on": TODAY - timedelta(days=1)}, "The day families are answered by has come already. Choose a later one."),
    ],
)
def test_a_question_waits_for_what_is_missing(elm: Hub, missing: dict[str, Any], said: str) -> None:
    assert reasons(planned(elm, **missing)) == [said]


def test_a_question_waits_until_somebody_acts(elm: Hub) -> None:
    engagement = planned(elm)
    engagement.who_acts = None

    assert reasons(engagement) == ["Nobody acts on what families say yet. Choose a job title."]


def test_a_question_without_a_hub_waits(elm: Hub) -> None:
    engagement = planned(elm)
    engagement.hubs.clear()

    assert reasons(engagement) == ["Choose at least one hub."]


def test_everyday_listening_asks_only_who_and_within_how_many_weeks(elm: Hub) -> None:
    engagement = builders.make_everyday_engagement(elm, stage=Stage.PLANNING, question="", what_can_change="", answer_within_weeks=None)

    assert reasons(engagement) == ["Say within how many weeks families are answered."]


@pytest.mark.parametrize(("stage", "said"), [(Stage.OPEN, "It is open already."), (Stage.CLOSED, "It is closed. Start a new one.")])
def test_what_began_does_not_begin_again(elm: Hub, stage: str, said: str) -> None:
    assert reasons(make_engagement(elm, stage=stage)) == [said]


def test_opening_is_dated_and_in_the_trail(asha: User, elm: Hub) -> None:
    engagement = planned(elm)

    open_engagement(engagement=engagement, by=asha)

    engagement.refresh_from_db()
    assert (engagement.stage, engagement.opened_on) == (Stage.OPEN, builders.today())
    assert AuditEntry.objects.get(verb="participation.engagement.open").actor == f"staff:{asha.pk}"


def test_a_refused_opening_says_everything_at_once(asha: User, elm: Hub) -> None:
    with pytest.raises(ValidationError) as refused:
        open_engagement(engagement=planned(elm, question="", what_can_change="", answer_by_on=None), by=asha)

    assert len(refused.value.messages) == 3
    assert Engagement.objects.get().stage == Stage.PLANNING


@pytest.mark.parametrize("who", ["ben", "cara", "dev", "adam"])
def test_only_who_may_change_it_everywhere_opens_or_closes_it(request: pytest.FixtureRequest, elm: Hub, who: str) -> None:
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        open_engagement(engagement=planned(elm), by=user)
    with pytest.raises(PermissionDenied):
        close_engagement(engagement=make_engagement(elm), by=user)


def test_an_engagement_of_two_hubs_is_not_one_hubs_to_close(asha: User, elm: Hub, oak: Hub) -> None:
    with pytest.raises(PermissionDenied):
        close_engagement(engagement=make_engagement(elm, oak), by=asha)


def test_an_engagement_waits_for_every_theme(asha: User, elm: Hub) -> None:
    engagement = make_engagement(elm)
    make_theme(engagement, "Doors and ramps")

    with pytest.raises(ValidationError, match="“Doors and ramps” is still open"):
        close_engagement(engagement=engagement, by=asha)

    engagement.refresh_from_db()
    assert engagement.stage == Stage.OPEN


def test_an_answered_engagement_closes_with_its_day(asha: User, elm: Hub) -> None:
    engagement = make_engagement(elm)

    close_engagement(engagement=engagement, by=asha)

    engagement.refresh_from_db()
    assert (engagement.stage, engagement.closed_on) == (Stage.CLOSED, builders.today())
    assert AuditEntry.objects.filter(verb="participation.engagement.close").exists()


def test_everyday_listening_does_not_close(asha: User, elm: Hub) -> None:
    with pytest.raises(ValidationError, match="does not close"):
        close_engagement(engagement=builders.make_everyday_engagement(elm), by=asha)


def test_what_is_not_open_cannot_close(asha: User, elm: Hub) -> None:
    with pytest.raises(ValidationError, match="Only an open one"):
        close_engagement(engagement=planned(elm), by=asha)


# --- Everyday listening ---------------------------------------------------------------------------------------------------


def test_a_hub_with_one_post_listens_at_once(elm: Hub, elm_manager: Post) -> None:
    engagement = start_standing_engagement(hub=elm)

    engagement.refresh_from_db()
    assert (engagement.size, engagement.stage, engagement.who_acts) == (Size.EVERYDAY, Stage.OPEN, elm_manager)
    assert engagement.answer_within_weeks == 4
    assert list(engagement.hubs.all()) == [elm]


def test_a_hub_has_one_everyday_listening_however_often_it_begins(elm: Hub, elm_manager: Post) -> None:
    assert start_standing_engagement(hub=elm) == start_standing_engagement(hub=elm)
    assert Engagement.objects.count() == 1


def test_two_hubs_listen_apart(elm: Hub, oak: Hub) -> None:
    make_post(hub=elm)
    make_post(hub=oak)

    assert start_standing_engagement(hub=elm) != start_standing_engagement(hub=oak)


@pytest.mark.parametrize("number_of_posts", [0, 2])
def test_nobody_is_guessed_to_act(elm: Hub, number_of_posts: int) -> None:
    for number in range(number_of_posts):
        make_post(f"Post {number}", hub=elm)

    engagement = start_standing_engagement(hub=elm)

    assert (engagement.who_acts, engagement.stage) == (None, Stage.PLANNING)


def test_naming_who_acts_later_opens_what_waited_and_is_in_the_trail(asha: User, elm: Hub, elm_manager: Post) -> None:
    make_post("Outreach lead", hub=elm)
    waiting = start_standing_engagement(hub=elm)
    assert waiting.stage == Stage.PLANNING

    start_standing_engagement(hub=elm, by=asha, who_acts=elm_manager)

    waiting.refresh_from_db()
    assert (waiting.stage, waiting.who_acts) == (Stage.OPEN, elm_manager)
    entry = AuditEntry.objects.get(verb="participation.engagement.edit")
    assert (entry.actor, entry.hub_id) == (f"staff:{asha.pk}", elm.pk)
    assert f"who_acts: none to {elm_manager.pk}" in entry.facts


def test_the_weeks_that_somebody_promises_are_the_weeks_families_are_told(asha: User, elm: Hub, elm_manager: Post) -> None:
    make_post("Outreach lead", hub=elm)
    waiting = start_standing_engagement(hub=elm)  # a first poster began it, and nobody acted yet

    form = {"hub": elm.pk, "who_acts": elm_manager.pk, "weeks": 3}
    assert sign_in(asha).post(reverse("engagement:everyday"), form).status_code == 302

    waiting.refresh_from_db()
    assert waiting.answer_within_weeks == 3
    assert waiting.promised_on(builders.today()) == due_on(builders.today(), weeks=3)
    entry = AuditEntry.objects.get(verb="participation.engagement.edit")
    assert "answer_within_weeks: 4 to 3" in entry.facts


def test_saving_an_older_page_does_not_undo_an_opening(asha: User, elm: Hub) -> None:
    engagement = planned(elm)
    older = Engagement.objects.get(pk=engagement.pk)
    form_class = PANELS.bind_to_model(Engagement).get_form_class()
    kept = {"title": "Another title", "question": "What?", "what_can_change": "All.", "who_acts": older.who_acts_id, "hubs": [elm.pk]}
    form = form_class(kept | {"answer_by_on": older.answer_by_on}, instance=older, for_user=asha)
    open_engagement(engagement=engagement, by=asha)

    assert form.is_valid(), form.errors
    form.save()

    engagement.refresh_from_db()
    assert (engagement.title, engagement.stage, engagement.opened_on) == ("Another title", Stage.OPEN, builders.today())
    assert len(engagement.promises) == 1


def test_who_acts_is_not_changed_by_beginning_again(elm: Hub, elm_manager: Post) -> None:
    start_standing_engagement(hub=elm)

    assert start_standing_engagement(hub=elm, who_acts=make_post("Another", hub=elm)).who_acts == elm_manager
