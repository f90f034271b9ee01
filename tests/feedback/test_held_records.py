"""What was asked, said and answered is found by who answers for the Freedom of Information Act; comments by who may read comments."""

from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from core.answers import HeldRecord
from core.choices import RoleKind
from core.crypto import open_stored
from core.models import Hub
from core.questions import records_held
from feedback import provides
from feedback.choices import Outcome
from feedback.rules.weeks import monday_of
from feedback.selectors import held
from tests import builders
from tests.cast import give_role, make_user

pytestmark = pytest.mark.django_db


def _found(user: User, words: str, **said: Any) -> list[HeldRecord]:
    facts: dict[str, Any] = {"since": None, "until": None, "hub_ids": None} | said
    return list(provides.records_held(user=user, words=words, **facts).records)


def _everywhere(user: User, words: str) -> list[HeldRecord]:
    answers = records_held.answers(user=user, words=words, since=None, until=None, hub_ids=None)
    return [record for answer in answers for record in answer.records]


def test_the_questions_of_a_survey_are_found_with_their_answers(priya: User, elm: Hub) -> None:
    survey = builders.make_open_survey(elm, questions=[builders.one_choice("Is the wombat well?", "Very", "Hardly")], why="To mend it.")
    (record,) = _found(priya, "wombat hardly mend")
    assert (record.kind, record.title, record.hub_id, record.has_family_words) == ("survey", survey.title, elm.pk, False)
    assert record.published_href.endswith(f"/have-your-say/{survey.slug}/")
    survey.state = "closed"
    survey.closed_on = builders.today()
    survey.save()
    assert _found(priya, "wombat")[0].published_href == ""


def test_answers_are_found_with_what_they_promise_drafts_too(priya: User, elm: Hub) -> None:
    said = builders.make_you_said(elm, text="The wombat is heavy.")
    builders.make_we_did(said, by=priya, outcome=Outcome.NO, text="No wombat.", reason="No burrow.")
    found = {record.kind: record for record in _found(priya, "wombat")}
    assert set(found) == {"you_said", "we_did"}
    assert found["we_did"].published_href == ""
    assert "No burrow." in found["we_did"].text
    said.we_dids.update(published_at=timezone.now())
    type(said).objects.update(published_on=builders.today())
    assert _found(priya, "wombat burrow")[0].published_href.endswith(f"/you-said-we-did/{said.reference}/")
    type(said).objects.update(taken_down_on=builders.today())
    assert [record.published_href for record in _found(priya, "wombat")] == ["", ""]
    assert [record.has_family_words for record in _found(priya, "wombat")] == [True, True], "a family may be known by what was taken down"


def test_themes_are_found_without_how_many_spoke_of_them(priya: User, elm: Hub) -> None:
    voices = [builders.make_voice(elm, "x") for _ in range(3)]
    builders.make_theme(builders.make_engagement(elm), "Wombats", voices=voices, by=priya)
    (record,) = _found(priya, "wombats")
    assert record.kind == "theme"
    assert "3" not in record.text


def test_a_comment_is_marked_as_a_familys_and_has_its_week_and_no_moment(priya: User, elm: Hub) -> None:
    voice = builders.make_voice(elm, "The Wombát is heavy.")
    (record,) = _found(priya, "WOMBAT")
    assert (record.kind, record.key, record.has_family_words, record.hub_id) == ("comment", str(voice.pk), True, elm.pk)
    assert record.on == monday_of(builders.today())


def test_who_may_not_read_comments_finds_none_and_who_is_no_officer_finds_nothing(elm: Hub, oak: Hub, asha: User, adam: User) -> None:
    builders.make_voice(elm, "A wombat.")
    builders.make_you_said(elm, text="A wombat.")
    officer_elsewhere = make_user("Odd")
    give_role(officer_elsewhere, RoleKind.DATA_PROTECTION_OFFICER, oak)
    for person in (asha, adam, officer_elsewhere):
        assert _everywhere(person, "wombat") == [], person


def test_comments_of_the_time_and_the_hub_alone_are_opened(priya: User, elm: Hub, oak: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    builders.make_voice(elm, "A wombat of old.", week="2020-W05")
    builders.make_voice(elm, "A wombat.")
    builders.make_voice(oak, "A wombat.")
    opened: list[str] = []

    def open_and_count(model: type[Model], column: str, pk: object, stored: str) -> str:
        opened.append(str(pk))
        return open_stored(model, column, pk, stored)

    monkeypatch.setattr(held, "open_stored", open_and_count)
    assert len(_found(priya, "wombat", since=builders.today().replace(month=1, day=1), hub_ids=frozenset({elm.pk}))) == 1
    assert len(opened) == 1


def test_of_too_many_comments_the_newest_are_opened_and_the_rest_are_counted(
    priya: User, elm: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "MOST_OPENED", 2)
    for week in ("2026-W01", "2026-W02", "2026-W03"):
        builders.make_voice(elm, f"A wombat of {week}.", week=week)
    answer = provides.records_held(user=priya, words="wombat", since=None, until=None, hub_ids=None)
    assert [record.text for record in answer.records] == ["A wombat of 2026-W03.", "A wombat of 2026-W02."]
    assert answer.number_not_read == 1
