"""What families answered: responses and comments from fixed seeds, spread over the last months, and what people talked about."""

import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from core.codes import code_from, code_hash
from demo import days
from demo.asking import Surveys
from demo.people import Staff
from demo.places import HUBS
from demo.words import THEMES, Comment, help_comments, session_comments, want_comments
from feedback.choices import Mode, Whose
from feedback.models import Response, Survey, Theme, Voice
from feedback.services.themes import make_theme, put_to_themes
from participation.models import Engagement

NUMBER_WHO_SAID_WHAT_THEY_WANT = 568  # as many as answered Stockton-on-Tees when it asked its families this (source 002)
NUMBER_AFTER_A_SESSION = 47
NUMBER_AFTER_HELP = 34
WHO = 6  # the place of the question of who a family is
NEW = 1  # weeks whose comments nobody has put to a theme yet, so that there is something left to do
RATHER_NOT_SAY = "rather-not-say"
BUSY = {"maple-road": 10, "millbank": 6, "harbour-street": 8, "beacon-hill": 5}
# Own codes to try by hand: their answers hold a comment about these.
ANSWERED_CODE, WAITING_CODE = code_from("ashmere: an answered comment"), code_from("ashmere: a comment that is being looked at")
KNOWN_CODES = {"cafe": ANSWERED_CODE, "send": WAITING_CODE}


@dataclass
class Answer:
    """One family's answer before it is stored: where, when, what they ticked and wrote."""

    hub: str = ""
    weeks_ago: int = 0
    language: str = "en-gb"
    ticked: dict[int, int | str | list[int]] = field(default_factory=dict)
    said: dict[int, Comment] = field(default_factory=dict)
    code: str = ""


def answer(surveys: Surveys, staff: Staff, today: date) -> dict[str, Theme]:
    """Store what families answered and return what they talked about, by the short name of each."""
    heard = [
        *_take_in(surveys.want, _wants(), today),
        *_take_in(surveys.session, _after_a_session(), today),
        *_take_in(surveys.help, _after_help(), today),
    ]
    return _make_sense(surveys, heard, staff, today)


def _wants() -> list[Answer]:
    chance = random.Random("what families want")
    answers = [Answer(weeks_ago=_when(chance, 16)) for _ in range(NUMBER_WHO_SAID_WHAT_THEY_WANT)]
    _hand_out(chance, answers, want_comments())
    _hand_out_codes(answers)
    for one in answers:
        one.hub = one.hub or chance.choices(HUBS, weights=[BUSY[hub] for hub in HUBS])[0]
        one.ticked = {
            0: _one(chance, (4, 22, 25, 20, 9)),
            1: _some(chance, (30, 18, 14, 12, 9, 8, 9, 12)),
            2: _some(chance, (20, 14, 16, 7, 9, 15)),
        }
    _say_who_they_are(answers)
    return answers


def _say_who_they_are(answers: list[Answer]) -> None:
    """Have some tick who they are: a third skip it. At Millbank almost nobody whose first language is not English answered."""
    chance = random.Random("who answered")
    for one in answers:
        if chance.random() < 0.67:
            rare = 2 if one.hub == "millbank" else 14
            one.ticked[WHO] = [chance.choices(range(6), weights=(9, 15, rare, 6, 4, 52))[0]]


def _after_a_session() -> list[Answer]:
    chance = random.Random("after a session")
    answers = [Answer(hub="maple-road", weeks_ago=_when(chance, 9)) for _ in range(NUMBER_AFTER_A_SESSION)]
    _hand_out(chance, answers, session_comments())
    for one in answers:
        one.ticked = {0: chance.choices(("5", "4", "3", "2", "1"), weights=(22, 14, 5, 2, 1))[0]}
    return answers


def _after_help() -> list[Answer]:
    chance = random.Random("after help")
    answers = [Answer(hub=chance.choice(HUBS), weeks_ago=_when(chance, 14)) for _ in range(NUMBER_AFTER_HELP)]
    _hand_out(chance, answers, help_comments())
    for one in answers:
        one.ticked = {
            0: chance.choices(("5", "4", "3", "2", "1", RATHER_NOT_SAY), weights=(10, 11, 6, 3, 2, 2))[0],
            1: _one(chance, (5, 10, 8)),
        }
    return answers


def _when(chance: random.Random, weeks: int) -> int:
    """Return how many weeks ago somebody answered: most soon after the posters went up, some every week since."""
    return weeks - 1 - min(int(chance.expovariate(1 / (weeks / 2.2))), weeks - 1)


def _one(chance: random.Random, weights: Sequence[int]) -> int | str:
    """Return the place of one ticked answer."""
    return RATHER_NOT_SAY if chance.random() < 0.03 else chance.choices(range(len(weights)), weights=weights)[0]


def _some(chance: random.Random, weights: Sequence[int]) -> list[int]:
    """Return the places of one to four ticked answers, in order."""
    number = chance.choices((1, 2, 3, 4), weights=(5, 5, 3, 1))[0]
    return sorted({chance.choices(range(len(weights)), weights=weights)[0] for _ in range(number)})


def _hand_out(chance: random.Random, answers: list[Answer], comments: Sequence[Comment]) -> None:
    """Give each comment to one answer: those in other languages first, so that a family keeps to one; then those of a time or hub."""
    for comment in sorted(comments, key=lambda one: (one.language == "en-gb", -one.weeks, one.hub == "")):
        free = [
            one
            for one in answers
            if comment.question not in one.said
            and one.weeks_ago >= comment.weeks
            and (not one.said or one.language == comment.language)
            and (not comment.hub or one.hub in {"", comment.hub})
        ]
        one = chance.choice(free)
        one.said[comment.question], one.language = comment, comment.language
        one.hub = one.hub or comment.hub


def _hand_out_codes(answers: list[Answer]) -> None:
    for theme, code in KNOWN_CODES.items():
        found = next(one for one in answers if one.weeks_ago > 4 and [said.theme for said in one.said.values()] == [theme])
        found.code = code


def _take_in(survey: Survey, answers: list[Answer], today: date) -> list[tuple[Voice, str]]:
    """Store answers as the answering road does, and return each comment with the short name of what it is about."""
    ids = random.Random(f"ids of {survey.slug}")
    assert survey.current_version is not None, "an open survey has a version"
    questions = survey.current_version.definition["questions"]
    hubs = {hub.slug: hub for hub in survey.hubs.all()}
    responses, voices = [], []
    for number, one in enumerate(answers):
        code = one.code or code_from(f"ashmere {survey.slug} {number}")
        response = Response(
            id=_id(ids),
            survey=survey,
            version=survey.current_version,
            hub=hubs[one.hub],
            week=days.week_of(today - timedelta(weeks=one.weeks_ago)),
            answers={questions[place]["id"]: _value(questions[place], ticked) for place, ticked in one.ticked.items()},
            language=one.language,
            receipt_hash=code_hash(code) if survey.mode == Mode.CODE_LINKED else None,
        )
        responses.append(response)
        voices += [(_voice(_id(ids), response, questions[place]["id"], said), said.theme) for place, said in sorted(one.said.items())]
    Response.objects.bulk_create(responses)
    Voice.objects.bulk_create(voice for voice, _theme in voices)
    return voices


def _id(ids: random.Random) -> uuid.UUID:
    return uuid.UUID(int=ids.getrandbits(128), version=4)


def _voice(pk: uuid.UUID, response: Response, question_id: str, said: Comment) -> Voice:
    return Voice(
        id=pk,
        response=response,
        survey=response.survey,
        question_id=question_id,
        hub=response.hub,
        week=response.week,
        whose=said.whose or Whose.PARENT,
        language=said.language,
        text=said.text,
    )


def _value(question: Mapping[str, Any], ticked: int | str | list[int]) -> str | list[str]:
    """Return a ticked answer as it is stored: the id of an option, several ids, a face, or "rather not say"."""
    options = [str(option["id"]) for option in question.get("options", [])]
    if isinstance(ticked, list):
        return [options[place] for place in ticked]
    return options[ticked] if isinstance(ticked, int) else ticked


def _make_sense(surveys: Surveys, heard: list[tuple[Voice, str]], staff: Staff, today: date) -> dict[str, Theme]:
    """Put comments to what they are about, but for the newest, which nobody has read yet."""
    newest = {days.week_of(today - timedelta(weeks=weeks)) for weeks in range(NEW)}
    by = staff.users["asha.lead"]
    themes: dict[str, Theme] = {}
    for key, (survey_name, name) in THEMES.items():
        survey: Survey = getattr(surveys, survey_name)
        engagement = Engagement.objects.get(surveys=survey)
        themes[key] = make_theme(engagement=engagement, name=name, by=by)
        put = [voice for voice, theme in heard if theme == key and (voice.week not in newest) and voice.survey_id == survey.pk]
        if put:
            put_to_themes(voices=put, themes=[themes[key]], by=by)
    return themes
