"""Whatever is asked and however a family goes through it: every walk ends, Back leads back, what was met and answered is sent."""

from dataclasses import replace

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import Hub
from core.text import normalise
from feedback import questionnaire
from feedback.models import Response, Survey, Voice
from feedback.questionnaire import (
    END,
    FACES,
    LONG_TEXT_LIMIT,
    RATHER_NOT_SAY,
    Answers,
    Option,
    Question,
    Questionnaire,
    compile_definition,
    freeze,
    read,
)
from tests import builders
from tests.feedback.family import Parent

NAMES = "abcdef"
TARGETS = st.sampled_from(["", "", "", END, "nowhere", *NAMES])
KINDS = st.sampled_from(["one_choice", "several_choices", "faces", "short_text", "long_text"])


@st.composite
def questions(draw: st.DrawFn, name: str) -> Question:
    """Draw any question: with skips forward, back, to itself, to nowhere and to the end."""
    kind = draw(KINDS)
    options = tuple(Option(f"{name}{number}", "An answer", draw(TARGETS)) for number in range(draw(st.integers(1, 3))))
    return Question(
        id=name,
        kind=kind,
        text="A question",
        required=draw(st.booleans()),
        rather_not_say=draw(st.booleans()),
        options=options if kind in {"one_choice", "several_choices"} else (),
        go_to=draw(TARGETS),
    )


@st.composite
def surveys(draw: st.DrawFn) -> Questionnaire:
    """Draw a survey of up to six questions."""
    return Questionnaire("", "", tuple(draw(questions(name)) for name in NAMES[: draw(st.integers(1, 6))]))


@st.composite
def answered(draw: st.DrawFn) -> tuple[Questionnaire, Answers]:
    """Draw a survey with answers to some of its questions, and some to questions that are not in it."""
    survey = draw(surveys())
    answers: Answers = {"gone": "an answer to a question of an older version"}
    for question in survey.questions:
        allowed = sorted(question.allowed()) or ["My words"]
        value = draw(
            st.none() | (st.lists(st.sampled_from(allowed), min_size=1, unique=True) | st.sampled_from([*allowed, "never offered"]))
        )
        if value is not None:
            answers[question.id] = value
    return survey, answers


@given(answered())
def test_every_walk_goes_forward_and_ends(drawn: tuple[Questionnaire, Answers]) -> None:
    survey, answers = drawn
    walked = [question.id for question in survey.path(answers)]

    assert walked[0] == "a"
    assert walked == sorted(set(walked)), "never back, never twice"
    assert set(walked) <= survey.by_id.keys()
    if not survey.branches:
        assert walked == [question.id for question in survey.questions]


@given(answered())
def test_back_is_the_way_one_came(drawn: tuple[Questionnaire, Answers]) -> None:
    survey, answers = drawn
    walked = list(survey.path(answers))

    for before, after in zip([None, *walked], [*walked, None], strict=True):
        if before:
            assert survey.after(before, answers) == after
        if after:
            assert survey.before(after, answers) == before


@given(answered())
def test_what_is_sent_is_what_was_met_and_answered(drawn: tuple[Questionnaire, Answers]) -> None:
    survey, answers = drawn
    sent = survey.on_path(answers)
    met = {question.id for question in survey.path(answers)}

    assert sent == {name: value for name, value in answers.items() if name in met}
    assert survey.on_path(sent) == sent, "what was skipped changes nothing about the way"
    assert list(survey.path(sent)) == list(survey.path(answers))
    assert {one.id for one in survey.missing(answers)} == {name for name in met - sent.keys() if survey.by_id[name].required}


@given(questions("a"), st.lists(st.text() | st.sampled_from([RATHER_NOT_SAY, "a0", "a1", "1", "5"]), max_size=4))
def test_what_is_kept_is_what_may_be_said_and_reads_the_same_again(question: Question, posted: list[str]) -> None:
    reading = read(question, posted)
    again = reading.value if isinstance(reading.value, list) else [reading.value or ""]

    if question.is_text:
        assert (reading.value or "") == (normalise(posted[0]).strip() if posted else "")
        assert bool(reading.problem) == (len(reading.value or "") > question.limit or (question.required and not reading.value))
        assert read(question, again) == reading
    elif reading.problem:
        assert reading.value is None or read(question, again) == reading
    elif reading.value is not None:
        assert question.allowed().issuperset(again)
        assert read(question, again) == reading
    else:
        assert not posted
        assert not question.required


@given(st.integers(1, 3_000))
def test_too_long_is_told_by_how_much_and_never_cut(over: int) -> None:
    typed = "a" * (LONG_TEXT_LIMIT + over)
    reading = read(replace(Question(id="a", kind="long_text", text="a"), required=True), [typed])

    assert reading.value == typed
    assert f"{over:,} letter" in reading.problem


# --- The same on the phone, from the first question to the stored answer ----------------------------------------------------------

WORDS = st.sampled_from(["", "  ", "The slide", "two\nlines", "<b>bold</b> & more", "آپ کا شکریہ", "cafe\u0301", "💥", "0", "x" * 300])


@st.composite
def thumbs(draw: st.DrawFn) -> list[tuple[str, int, str]]:
    """Draw what a thumb does on each page: where it leads ("on", "back", another language), which answer, which words."""
    leads = st.sampled_from(["on", "on", "on", "back", "language:ur", "language:en-gb"])
    return draw(st.lists(st.tuples(leads, st.integers(0, 3), WORDS), min_size=3, max_size=14))


def _survey(elm: Hub) -> Survey:
    last = builders.long_text("Anything else?")
    rest = [builders.faces(), builders.short_text(), last]
    skips = builders.one_choice("Were you there?", "Yes", {"text": "No", "go_to": last["id"]}, {"text": "Never", "go_to": END})
    return builders.make_open_survey(elm, questions=[skips, *rest])


def _pressed(question: Question, number: int, words: str) -> str | None:
    """Return what the thumb gives on this page; None when it leaves the question out."""
    if question.is_text:
        return words
    offered = [*(option.id for option in question.options), RATHER_NOT_SAY] if question.options else [*FACES[:3], RATHER_NOT_SAY]
    return offered[number] if number < len(offered) else None


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(did=thumbs())
def test_however_a_family_goes_through_a_survey_what_it_last_said_is_stored(elm: Hub, did: list[tuple[str, int, str]]) -> None:
    questionnaire.forget()  # the rows of the example before are gone, and their numbers are given out again
    with transaction.atomic():
        survey = _survey(elm)
        asked = compile_definition(freeze(survey))
        parent, said = Parent().start(survey), dict[str, str]()
        for go, number, words in did:
            question = _on_screen(parent, asked)
            if question is None:
                parent.open(f"/have-your-say/{survey.slug}/{asked.questions[0].id}/")
                question = asked.questions[0]
            given_now = _pressed(question, number, words)
            said.pop(question.id, None)
            if given_now is not None and normalise(given_now).strip():
                said[question.id] = normalise(given_now).strip()
            parent.press(answer=given_now, go=go)
        while _on_screen(parent, asked):
            parent.press(go="on")
        parent.send()

        assert "data-thank-you" in parent.text
        chosen = Response.objects.get(survey=survey).answers
        written = {voice.question_id: voice.text for voice in Voice.objects.filter(survey=survey)}
        assert chosen | written == asked.on_path(said)
        transaction.set_rollback(True)


def _on_screen(parent: Parent, asked: Questionnaire) -> Question | None:
    """Return the question on the phone; None on the check page."""
    return next((question for question in asked.questions if f"/{question.id}/" in parent.form()["action"]), None)
