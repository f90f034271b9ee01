"""A survey as families meet it: frozen to JSON when it opens, compiled once for each version, walked one question at a time.

Nothing here touches a database or a form library, so reading an answer costs microseconds and the same at 5 questions and 50.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.text import normalise
from feedback.choices import Mode

END = "end"
RATHER_NOT_SAY = "rather-not-say"
SHORT_TEXT_LIMIT = 300
LONG_TEXT_LIMIT = 5_000
MOST_THAT_WAITS = 10_000  # letters of an answer that is too long and waits in the draft to be made shorter
FACES = ("1", "2", "3", "4", "5")
FACE_WORDS = (_("Very unhappy"), _("Unhappy"), _("In between"), _("Happy"), _("Very happy"))
TEXT_KINDS = frozenset({"short_text", "long_text"})
CHOICE_KINDS = frozenset({"one_choice", "several_choices"})
ABOUT_FAMILY = "about_family"  # a block of the builder; families meet it as a question with several answers

Value = str | list[str]
Answers = dict[str, Value]


@dataclass(frozen=True)
class Option:
    """One answer to choose, the question it leads to ("" is the next, "end" is the check page), and the group it counts for ("": none)."""

    id: str
    text: str
    go_to: str = ""
    group: str = ""


@dataclass(frozen=True)
class Question:
    """One question of a version. `id` is the block's id in the builder and never changes its meaning."""

    id: str
    kind: str
    text: str
    help: str = ""
    required: bool = False
    rather_not_say: bool = False
    options: tuple[Option, ...] = ()
    go_to: str = ""
    about_family: bool = False

    @property
    def is_text(self) -> bool:
        """Whether the family answers in their own words."""
        return self.kind in TEXT_KINDS

    @property
    def limit(self) -> int:
        """Return the most characters a text answer may have."""
        return SHORT_TEXT_LIMIT if self.kind == "short_text" else LONG_TEXT_LIMIT

    def allowed(self) -> frozenset[str]:
        """Return every value that may be posted for a question with answers to choose from."""
        values = FACES if self.kind == "faces" else tuple(option.id for option in self.options)
        return frozenset((*values, RATHER_NOT_SAY) if self.rather_not_say else values)

    def leads_to(self, value: Value | None) -> str:
        """Return where an answer leads: a question id, "end", or "" for the next question."""
        if self.kind == "one_choice":
            return next((option.go_to for option in self.options if option.id == value), "")
        return self.go_to


@dataclass(frozen=True)
class Reading:
    """What came of reading a posted answer: the value to keep (None when nothing was answered) and a problem in plain words."""

    value: Value | None
    problem: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """The compiled questions of one version."""

    title: str
    why: str
    questions: tuple[Question, ...]
    mode: str = Mode.CODE_LINKED
    rating_point: str = ""  # set where the words are ours (feedback/rating_set.py), and can be said in other languages
    about: str = ""  # what families rate
    said: dict[str, "Questionnaire"] = field(init=False, repr=False, compare=False, default_factory=dict)
    by_id: Mapping[str, Question] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {question.id: question for question in self.questions})

    @cached_property
    def branches(self) -> bool:
        """Whether any answer skips questions, so that "2 of 5" could be untrue."""
        return any(question.go_to or any(option.go_to for option in question.options) for question in self.questions)

    def path(self, answers: Mapping[str, Value]) -> Iterator[Question]:
        """Yield the questions this family meets, in order, given the answers so far."""
        if not self.branches:
            yield from self.questions
            return
        at = 0
        while at < len(self.questions):
            question = self.questions[at]
            yield question
            target = question.leads_to(answers.get(question.id))
            if target == END:
                return
            # Only forward: a target that is missing or behind counts as "next", so a walk always ends.
            at = max(self._position(target), at + 1) if target else at + 1

    def _position(self, question_id: str) -> int:
        return next((i for i, question in enumerate(self.questions) if question.id == question_id), -1)

    def after(self, question: Question, answers: Mapping[str, Value]) -> Question | None:
        """Return the question after this one on the family's path; None when the answers are to be checked."""
        walked = list(self.path(answers))
        at = walked.index(question) if question in walked else -1
        return walked[at + 1] if 0 <= at < len(walked) - 1 else None

    def before(self, question: Question, answers: Mapping[str, Value]) -> Question | None:
        """Return the question before this one on the family's path; None at the first."""
        walked = list(self.path(answers))
        at = walked.index(question) if question in walked else 0
        return walked[at - 1] if at > 0 else None

    def on_path(self, answers: Mapping[str, Value]) -> Answers:
        """Return only the answers to questions the family met: what was skipped after a change of mind is not sent."""
        return {question.id: answers[question.id] for question in self.path(answers) if question.id in answers}

    def missing(self, answers: Mapping[str, Value]) -> list[Question]:
        """Return the questions on the path that must be answered and are not."""
        return [question for question in self.path(answers) if question.required and question.id not in answers]

    def unfinished(self, answers: Mapping[str, Value]) -> list[Question]:
        """Return the questions on the path that cannot be sent yet: their answer is missing, too long, or says two things at once."""
        return [question for question in self.path(answers) if problem_with(question, answers.get(question.id))]


def options_of(question: Question, value: Value | None) -> list[dict[str, str | bool]]:
    """Return what can be chosen, in the shape the components take: {"value", "text", "checked"}."""
    offered = (
        list(zip(FACES, map(str, FACE_WORDS), strict=True)) if question.kind == "faces" else [(o.id, o.text) for o in question.options]
    )
    if question.rather_not_say:
        offered.append((RATHER_NOT_SAY, gettext("Rather not say")))
    chosen = value if isinstance(value, list) else [value]
    return [{"value": key, "text": text, "checked": key in chosen} for key, text in offered]


def problem_with(question: Question, value: Value | None) -> str:
    """Return why an answer cannot be sent as it is kept, in the words of the language it is read in now; empty when it can."""
    if not value:
        if not question.required:
            return ""
        return gettext("Write your answer, or a few words of it.") if question.is_text else gettext("Choose an answer.")
    if question.is_text:
        return _too_long(len(value) - question.limit, question.limit) if len(value) > question.limit else ""
    if isinstance(value, list) and len(value) > 1 and RATHER_NOT_SAY in value:
        return gettext("Choose “Rather not say”, or the answers that fit. Not both.")
    return ""


def _too_long(over: int, limit: int) -> str:
    said = ngettext(
        "Your answer is {over} letter too long. Please make it shorter: we keep up to {limit}.",
        "Your answer is {over} letters too long. Please make it shorter: we keep up to {limit}.",
        over,
    )
    return said.format(over=f"{over:,}", limit=f"{limit:,}")


def read_text(question: Question, posted: str) -> Reading:
    """Read a text answer: normalised, never cut. Too long is said, with by how much."""
    text = normalise(posted).strip() or None
    return Reading(text, problem_with(question, text))


def read_choice(question: Question, posted: Iterable[str]) -> Reading:
    """Read one or several chosen values; values that were never offered are refused."""
    chosen = list(dict.fromkeys(posted))
    if not question.allowed().issuperset(chosen):
        return Reading(None, gettext("Choose one of the answers shown."))
    if question.kind == "several_choices":
        value: Value | None = chosen or None
    elif len(chosen) > 1:
        return Reading(None, gettext("Choose one answer."))
    else:
        value = chosen[0] if chosen else None
    return Reading(value, problem_with(question, value))


def read(question: Question, posted: list[str]) -> Reading:
    """Read what was posted for a question."""
    return read_text(question, posted[0] if posted else "") if question.is_text else read_choice(question, posted)


def can_wait(question: Question, reading: Reading) -> bool:
    """Return whether an answer may be kept: what cannot be sent waits in the draft if it is said of it there again what is wrong.

    Not what was never offered, and not a whole book.
    """
    return len(reading.value or "") <= MOST_THAT_WAITS and problem_with(question, reading.value) == reading.problem


def freeze(survey: Any) -> dict[str, Any]:
    """Return a survey's questions as the JSON that `SurveyVersion.definition` keeps. Takes a `feedback.Survey`."""
    return {
        "title": survey.title,
        "why": survey.why,
        "mode": survey.mode,
        "questions": [_frozen(block) for block in survey.questions.get_prep_value()],
    } | ({"rating_point": survey.rating_point, "about": survey.engagement.title} if survey.rating_point else {})


def frozen(survey: Any) -> dict[str, Any]:
    """Return what a `SurveyVersion` of a survey as it stands is made of: its definition, and which question asks who a family is."""
    definition = freeze(survey)
    return {"definition": definition, "about_question": next((one["id"] for one in definition["questions"] if one.get("about_family")), "")}


def _frozen(block: Mapping[str, Any]) -> dict[str, Any]:
    value, about_family = block["value"], block["type"] == ABOUT_FAMILY
    return {
        "id": block["id"],
        "kind": "several_choices" if about_family else block["type"],
        "text": value.get("text") or "",
        "help": value.get("help") or "",
        "required": bool(value.get("required")),
        "rather_not_say": bool(value.get("rather_not_say")),
        "go_to": value.get("go_to") or "",
        "options": [_frozen_option(row["id"], row["value"]) for row in value.get("options") or []],
    } | ({"about_family": True} if about_family else {})


def _frozen_option(option_id: str, value: Mapping[str, Any]) -> dict[str, str]:
    frozen = {"id": option_id, "text": value.get("text") or "", "go_to": value.get("go_to") or ""}
    return frozen | ({"group": value["group"]} if value.get("group") else {})


def compile_definition(definition: Mapping[str, Any]) -> Questionnaire:
    """Turn a frozen definition into questions that can be walked and read."""
    return Questionnaire(
        title=definition["title"],
        why=definition.get("why", ""),
        mode=definition.get("mode", Mode.CODE_LINKED),
        rating_point=definition.get("rating_point", ""),
        about=definition.get("about", ""),
        questions=tuple(_question(row) for row in definition["questions"]),
    )


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        id=row["id"],
        kind=row["kind"],
        text=row["text"],
        help=row.get("help", ""),
        required=row.get("required", False),
        rather_not_say=row.get("rather_not_say", False),
        go_to=row.get("go_to", ""),
        about_family=row.get("about_family", False),
        options=tuple(Option(one["id"], one["text"], one.get("go_to", ""), one.get("group", "")) for one in row.get("options", [])),
    )


_compiled: dict[int, Questionnaire] = {}
MOST_KEPT = 256


def known(version_id: int) -> Questionnaire | None:
    """Return a version's questionnaire if this process already holds it."""
    return _compiled.get(version_id)


def forget() -> None:
    """Forget every compiled version: between tests, whose rows come back under the same numbers."""
    _compiled.clear()


def compiled(version_id: int, definition: Mapping[str, Any]) -> Questionnaire:
    """Compile a version and hold on to it in this process: a published version never changes.

    What is returned is never read back from the shelf: another thread may clear it in the same moment.
    """
    questions = compile_definition(definition)
    if len(_compiled) >= MOST_KEPT:
        _compiled.clear()
    _compiled[version_id] = questions
    return questions
