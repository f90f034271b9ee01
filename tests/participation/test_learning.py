"""Looking at it again: which degree was reached, what was learned, and where the next planner finds it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.models import AuditEntry, Hub
from core.overtaken import Overtaken
from participation.choices import Condition, Degree, Method, Stage
from participation.models import Engagement, LearningNote
from participation.provides.learning import records_held
from participation.reflection import PROMPTS
from participation.rules import looking_again as rules
from participation.selectors.learning import learning_about, notes_of, state_of
from participation.services.learning import look_again, note_learning, say_degree
from tests.builders import make_engagement, today

LASTED = {"lasted": "The café opens at nine still."}


@pytest.fixture
def cafe(elm: Hub) -> Engagement:
    return make_engagement(elm, title="The café at Elm", stage=Stage.CLOSED, closed_on=today())


# --- The rules -------------------------------------------------------------------------------------------------------------


def test_the_questions_of_the_sector_are_all_there_and_each_is_its_own() -> None:
    asked = " ".join(prompt.question for prompt in PROMPTS).casefold()
    for about in ("needs", "partners", "outset", "communities", "assumptions", "going", "clashed", "wrong with what we found", "lasted"):
        assert about in asked
    assert len({prompt.code for prompt in PROMPTS}) == len(PROMPTS)


@pytest.mark.parametrize("stage", [Stage.PLANNING, Stage.OPEN, Stage.SENSE, Stage.ANSWERING])
def test_only_what_is_closed_is_looked_at_again(elm: Hub, stage: str) -> None:
    [reason] = rules.why_not_look_again(make_engagement(elm, stage=stage), degree="consulted", notes=LASTED)
    assert reason == "Close it first: families are answered before anybody looks back."


def test_it_asks_how_it_was_done_and_if_it_lasted_and_nothing_else(cafe: Engagement) -> None:
    assert rules.why_not_look_again(cafe, degree="", notes={"lasted": "  "}) == [
        "Say how it was done.",
        "Say if what changed has lasted, or that nothing changed.",
    ]
    assert rules.why_not_look_again(cafe, degree="consulted", notes=LASTED) == []


@pytest.mark.parametrize("degree", [Degree.COUNCIL_BEGAN, Degree.FAMILIES_BEGAN, Degree.FAMILIES_LEAD])
def test_a_survey_alone_is_never_deciding_together(elm: Hub, degree: str) -> None:
    alone = make_engagement(elm, methods=[Method.SURVEY])
    assert "A survey alone" in rules.why_not_say_degree(alone, degree)[0]
    more = make_engagement(elm, methods=[Method.SURVEY, Method.WORKSHOP], conditions={one.value: "In May." for one in Condition})
    assert rules.why_not_say_degree(more, degree) == []
    more.conditions.pop(Condition.BACK)
    assert rules.why_not_say_degree(more, degree) == [
        "That it was decided together cannot be said yet: it does not say what was given back to families."
    ]
    assert rules.why_not_say_degree(alone, Degree.CONSULTED) == []


def test_a_degree_or_question_that_is_none_is_refused_in_words(cafe: Engagement) -> None:
    assert rules.why_not_say_degree(cafe, "excellent") == ["Say how it was done."]
    assert rules.why_not_note(cafe, {"score": "5"}) == ["That is no question of ours."]
    [long] = rules.why_not_note(cafe, {"bias": "x" * 2_001})
    assert "is longer than 2,000 letters. Make it shorter." in long


# --- The services ----------------------------------------------------------------------------------------------------------


def test_looking_again_moves_it_on_with_its_degree_and_notes(cafe: Engagement, asha: User) -> None:
    look_again(engagement=cafe, degree="consulted", notes={**LASTED, "bias": "We asked in the morning only.\r\n", "needs": " "}, by=asha)

    cafe.refresh_from_db()
    assert (cafe.stage, cafe.looked_again_on, cafe.achieved_degree) == (Stage.LOOKED, today(), "consulted")
    assert notes_of(cafe) == {**LASTED, "bias": "We asked in the morning only."}
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"participation.engagement.look_again", "participation.engagement.say_degree", "participation.learning.note"} <= verbs


def test_nothing_is_kept_of_a_look_that_is_refused(cafe: Engagement, asha: User) -> None:
    with pytest.raises(ValidationError):
        look_again(engagement=cafe, degree="consulted", notes={"lasted": "", "bias": "We asked in the morning only."}, by=asha)
    cafe.refresh_from_db()
    assert (cafe.stage, cafe.achieved_degree, LearningNote.objects.count()) == (Stage.CLOSED, "", 0)


def test_it_is_looked_at_again_once_and_notes_can_still_be_added(cafe: Engagement, asha: User) -> None:
    look_again(engagement=cafe, degree="consulted", notes=LASTED, by=asha)
    with pytest.raises(ValidationError, match="looked at again already"):
        look_again(engagement=cafe, degree="consulted", notes=LASTED, by=asha)

    note_learning(engagement=cafe, notes={"partners": "The mosque would have known."}, by=asha)

    assert set(notes_of(cafe)) == {"lasted", "partners"}


def test_an_emptied_note_goes_and_one_that_is_not_named_stays(cafe: Engagement, asha: User) -> None:
    note_learning(engagement=cafe, notes={"bias": "Mornings.", "needs": "Sleep."}, by=asha)
    note_learning(engagement=cafe, notes={"bias": ""}, by=asha)
    assert notes_of(cafe) == {"needs": "Sleep."}


def test_how_it_was_done_is_said_when_families_are_answered_and_not_before(elm: Hub, asha: User) -> None:
    with pytest.raises(ValidationError, match="when families are being answered"):
        say_degree(engagement=make_engagement(elm), degree="consulted", by=asha)
    answering = make_engagement(elm, stage=Stage.ANSWERING)
    say_degree(engagement=answering, degree="consulted", by=asha)
    answering.refresh_from_db()
    assert answering.achieved_degree == "consulted"


def test_nobody_saves_over_what_a_colleague_wrote_meanwhile(cafe: Engagement, asha: User) -> None:
    seen = state_of(cafe)
    note_learning(engagement=cafe, notes={"bias": "Mornings."}, by=asha)

    with pytest.raises(Overtaken, match="A colleague changed this"):
        note_learning(engagement=cafe, notes={"bias": "Evenings."}, by=asha, seen=seen)

    assert notes_of(cafe) == {"bias": "Mornings."}


def test_who_may_not_change_it_writes_nothing(cafe: Engagement, cara: User, ben: User) -> None:
    for user in (cara, ben):
        with pytest.raises(PermissionDenied):
            note_learning(engagement=cafe, notes=LASTED, by=user)
        with pytest.raises(PermissionDenied):
            look_again(engagement=cafe, degree="consulted", notes=LASTED, by=user)
        with pytest.raises(PermissionDenied):
            say_degree(engagement=cafe, degree="consulted", by=user)


def test_the_database_keeps_one_note_for_each_question_and_none_without_words(cafe: Engagement) -> None:
    LearningNote.objects.create(engagement=cafe, prompt="bias", words="Mornings.", written_on=today())
    for words in ("Again.", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            LearningNote.objects.create(engagement=cafe, prompt="bias" if words else "needs", words=words, written_on=today())


# --- Found when the next question is planned -------------------------------------------------------------------------------


def test_it_is_found_by_words_of_the_note_its_question_or_what_it_was_about(cafe: Engagement, asha: User) -> None:
    note_learning(engagement=cafe, notes={"partners": "The mosque would have known."}, by=asha)

    for words in ("mosque", "MOSQUE known", "café", "CAFÉ", "cafe", "partners", "mosque partners elm", ""):
        [found] = learning_about(words, asha)
        assert found.text == "The mosque would have known."
        assert found.source == "The café at Elm: Which partners did we lack?"
        assert found.href == f"/admin/learning/{cafe.pk}/"
    assert learning_about("mosque garden", asha) == []
    assert learning_about("\x00 ' %", asha) == []


def test_it_is_held_and_found_for_who_asks_the_council(cafe: Engagement, asha: User, priya: User, elm: Hub) -> None:
    note_learning(engagement=cafe, notes={"partners": "The mosque would have known."}, by=asha)

    found = records_held(user=priya, words="mosque", since=None, until=None, hub_ids=None).records

    assert [(one.kind, one.title, one.hub_id) for one in found] == [("learning", "The café at Elm: Which partners did we lack?", elm.pk)]
    assert records_held(user=asha, words="mosque", since=None, until=None, hub_ids=None).records == ()


def test_what_another_hub_learned_is_not_found(cafe: Engagement, asha: User, cara: User) -> None:
    note_learning(engagement=cafe, notes=LASTED, by=asha)
    assert learning_about("café", cara) == []


def test_searching_costs_one_query_however_much_is_found(cafe: Engagement, elm: Hub, asha: User) -> None:
    note_learning(engagement=cafe, notes=LASTED, by=asha)
    learning_about("café", asha)
    with CaptureQueriesContext(connection) as few:
        learning_about("café", asha)
    for number in range(12):
        note_learning(engagement=make_engagement(elm, title=f"Café {number}"), notes=LASTED, by=asha)
    with CaptureQueriesContext(connection) as many:
        assert len(learning_about("café", asha)) > 10
    assert len(many) == len(few)
