"""Whether a set of questions can be asked: wording, answers, and where each answer leads."""

import unicodedata
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from feedback.questionnaire import CHOICE_KINDS, END
from participation.rules.gates import Problem

Question = Mapping[str, Any]


def why_not_ask(questions: Sequence[Question]) -> list[Problem]:
    """Return every reason why these questions cannot be asked, in the order in which they stand.

    `questions` have the shape of `SurveyVersion.definition["questions"]`.
    """
    if not questions:
        return [Problem("Add at least one question.", "questions")]
    problems = [*_ids(questions)]
    for number, question in enumerate(questions, start=1):
        problems.extend(_wording(number, question))
        problems.extend(_answers(number, question))
        problems.extend(_jumps(number, question, questions))
    problems.extend(_about_the_family(questions))
    if not problems:
        problems.extend(_never_reached(questions))
    return problems


def is_block_id(value: object) -> bool:
    """Return whether a posted block id is a UUID as the builder makes them, and nothing else."""
    try:
        return isinstance(value, str) and str(uuid.UUID(value)) == value.lower()
    except ValueError:
        return False


def has_sound_ids(blocks: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether every question and answer of these builder blocks has an id of its own, made as the page makes them."""
    ids = [block["id"] for block in blocks] + [row["id"] for block in blocks for row in block["value"].get("options") or []]
    return len(ids) == len(set(ids)) and all(is_block_id(one) for one in ids)


def same_words(text: str) -> str:
    """Return a text as two answers are compared: case, spaces and full stops do not make them different."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip(".!")


def _ids(questions: Sequence[Question]) -> Iterator[Problem]:
    """Yield a problem for ids that are junk or used twice: answers are kept by these ids."""
    ids = [question["id"] for question in questions] + [o["id"] for q in questions for o in q.get("options", [])]
    twice = {one for one, times in Counter(ids).items() if times > 1}
    for number, question in enumerate(questions, start=1):
        mine = [question["id"], *(option["id"] for option in question.get("options", []))]
        if any(not is_block_id(one) or one in twice for one in mine):
            yield Problem(f"Question {number} was not saved as the page made it. Remove it and add it again.", question["id"])


def _wording(number: int, question: Question) -> Iterator[Problem]:
    if not question["text"].strip():
        yield Problem(f"Question {number} has no wording.", question["id"])


def _answers(number: int, question: Question) -> Iterator[Problem]:
    if question["kind"] not in CHOICE_KINDS:
        return
    texts = [option["text"] for option in question["options"]]
    if len(texts) < 2:
        yield Problem(f"Question {number} needs at least two answers to choose from.", question["id"])
    if any(not text.strip() for text in texts):
        yield Problem(f"Question {number} has an answer without words.", question["id"])
    seen = Counter(same_words(text) for text in texts if text.strip())
    for words, times in seen.items():
        if times > 1:
            first = next(text for text in texts if same_words(text) == words)
            yield Problem(f"Question {number} has the answer “{first.strip()}” twice.", question["id"])


def _about_the_family(questions: Sequence[Question]) -> Iterator[Problem]:
    """Yield what keeps who answers from being counted: a family is counted by one question, and an answer for the group it names."""
    asking = [(number, question) for number, question in enumerate(questions, start=1) if question.get("about_family")]
    for number, question in asking[1:]:
        yield Problem(
            f"Question {number} asks about the family a second time. Put its answers into question {asking[0][0]}.", question["id"]
        )
    for number, question in asking:
        groups = [option["group"] for option in question["options"] if option.get("group")]
        if not groups:
            yield Problem(f"Question {number} counts for nobody. Choose for an answer which group it counts for.", question["id"])


def _jumps(number: int, question: Question, questions: Sequence[Question]) -> Iterator[Problem]:
    place = {one["id"]: index for index, one in enumerate(questions, start=1)}
    for target in dict.fromkeys(_targets(question)):
        if target == END:
            continue
        to = place.get(target)
        if to is None:
            yield Problem(f"Question {number} leads to a question that is no longer there.", question["id"])
        elif to == number:
            yield Problem(f"Question {number} leads to itself.", question["id"])
        elif to < number:
            yield Problem(f"Question {number} leads back to question {to}. Families can only go forwards.", question["id"])


def _targets(question: Question) -> list[str]:
    """Return where a question leads besides the next one."""
    if question["kind"] == "one_choice":
        return [option["go_to"] for option in question["options"] if option.get("go_to")]
    return [question["go_to"]] if question.get("go_to") else []


def _never_reached(questions: Sequence[Question]) -> Iterator[Problem]:
    """Yield the questions that no answer leads to. Asked only when every jump goes forwards, so one pass is enough."""
    reached = {questions[0]["id"]}
    for index, question in enumerate(questions):
        if question["id"] not in reached:
            yield Problem(f"No answer leads to question {index + 1}, so nobody would be asked it.", question["id"])
            continue
        following = questions[index + 1]["id"] if index + 1 < len(questions) else END
        reached.update(_ways_on(question, following))


def _ways_on(question: Question, following: str) -> set[str]:
    """Return every place a family may come to after this question (the same reading as `questionnaire.Question.leads_to`)."""
    if question["kind"] != "one_choice":
        return {question.get("go_to") or following}
    ways = {option.get("go_to") or following for option in question["options"]}
    may_pass = not question.get("required") or question.get("rather_not_say")
    return ways | {following} if may_pass else ways
