"""The questions by which families rate how they were listened to: a locked set, the same everywhere, in the languages of families.

Domain reference 1.3 to 1.5. Nobody edits them: what could be softened would be. A code never changes its meaning; other words are another
code, so that nothing is ever counted under a question that was not asked.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from participation.choices import HOW_IT_WAS_DONE, Element, RatingPoint

Words = str | Promise
YES, SORT_OF, NO = "yes", "mixed", "no"
THREE: tuple[tuple[str, Words], ...] = ((YES, _("Yes")), (SORT_OF, _("Sort of")), (NO, _("No")))
DEGREES: tuple[tuple[str, Words], ...] = tuple((str(degree), words) for degree, words in HOW_IT_WAS_DONE.items())
_IDS = uuid.UUID("6f0d6b1e-5a0b-4f0e-9f0e-0c5f3c1c7a11")


@dataclass(frozen=True)
class RatingQuestion:
    """One question: which of Lundy's elements it is about (none where it asks how it was done), its words, and what can be chosen."""

    code: str
    elements: tuple[str, ...]
    text: Words
    answers: tuple[tuple[str, Words], ...] = THREE


@dataclass(frozen=True)
class RatingSet:
    """What families are asked at one point. `title` takes {about}, what they rate."""

    point: str
    title: Words
    why: Words
    questions: tuple[RatingQuestion, ...]


SETS: dict[str, RatingSet] = {
    one.point: one
    for one in (
        RatingSet(
            RatingPoint.START,
            _("Before we begin: {about}"),
            _("You are helping us with this. Tell us if you have what you need."),
            (
                RatingQuestion("know-why", (Element.SPACE,), _("Do you know why we are here, and what could change?")),
                RatingQuestion("may-stop", (Element.VOICE,), _("Do you know that you can say no, skip or stop?")),
                RatingQuestion("have-need", (Element.SPACE,), _("Do you have what you need to take part?")),
                RatingQuestion("know-who", (Element.AUDIENCE,), _("Do you know who will hear what you say?")),
            ),
        ),
        RatingSet(
            RatingPoint.MIDDLE,
            _("How is it going? {about}"),
            _("You are helping us with this. Tell us how it is for you so far."),
            (
                RatingQuestion("safe-now", (Element.SPACE,), _("Do you feel safe and respected?")),
                RatingQuestion("my-way", (Element.VOICE,), _("Can you say what matters to you, in your own way?")),
                RatingQuestion("enough", (Element.VOICE,), _("Do you get enough information and time?")),
                RatingQuestion("going", (Element.INFLUENCE,), _("Can you see where this is going?")),
            ),
        ),
        RatingSet(
            RatingPoint.END,
            _("How did we listen? {about}"),
            _("You told us what you think about this. Now tell us how we listened."),
            (
                RatingQuestion("safe", (Element.SPACE, Element.VOICE), _("Did you feel safe to speak?")),
                RatingQuestion("listened", (Element.AUDIENCE,), _("Did the right people listen?")),
                RatingQuestion("told", (Element.INFLUENCE,), _("Were you told what happens next?")),
                RatingQuestion("how", (), _("How was this done?"), DEGREES),
            ),
        ),
        RatingSet(
            RatingPoint.LATER,
            _("Did you hear what changed? {about}"),
            _("Some months ago you told us what you think about this. Tell us if you heard what came of it."),
            (RatingQuestion("heard", (Element.INFLUENCE,), _("Did you hear what changed, or why not?")),),
        ),
    )
}


def id_of(engagement_id: int, point: str, code: str, answer: str = "") -> str:
    """Return under which id a question (or one of its answers) stands in the rating of an engagement: always the same."""
    return str(uuid.uuid5(_IDS, f"{engagement_id} {point} {code} {answer}"))


def blocks_of(engagement_id: int, point: str) -> list[dict[str, Any]]:
    """Return the question blocks of a rating, in English, as the builder keeps them."""
    with override("en-gb"):
        return [_block(engagement_id, point, question) for question in SETS[point].questions]


def _block(engagement_id: int, point: str, question: RatingQuestion) -> dict[str, Any]:
    options = [
        {"type": "item", "id": id_of(engagement_id, point, question.code, answer), "value": {"text": str(words), "go_to": ""}}
        for answer, words in question.answers
    ]
    value = {"text": str(question.text), "help": "", "required": False, "rather_not_say": False, "options": options}
    return {"type": "one_choice", "id": id_of(engagement_id, point, question.code), "value": value}
