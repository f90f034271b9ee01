"""What is closed at Ashmere: the garden at Maple Road. Staff thought the right people had listened; families, asked twice, did not.

All words are ours. Families spoke at two breakfasts in the garden; the rating is the locked set (feedback/rating_set.py).
"""

import random
import uuid
from collections.abc import Mapping
from datetime import date, timedelta

from core.models import Hub
from demo import days
from demo.garden_words import THOUGHT
from demo.people import MANAGER, Staff
from demo.replies import answer_back
from demo.replies_words import MAPLE, Reply
from feedback.choices import Outcome, Topic
from feedback.models import Response, Survey
from feedback.selectors.ratings import id_of
from feedback.services.ratings import keep_results, prepare_rating
from feedback.services.surveys import close_survey, open_survey
from feedback.services.themes import make_theme
from feedback.services.you_said import raise_you_said
from participation.choices import Degree, Method, RatingPoint, Size, Who
from participation.models import ChecklistAnswer, CouncilItem, Engagement, LearningNote
from participation.services.checklist import Given, mark, save_answers
from participation.services.engagements import close_engagement, open_engagement
from participation.services.learning import note_learning

YES, SORT_OF, NO = "yes", "mixed", "no"
OPENED, PROMISED, CLOSED = 44, 32, 30  # weeks ago
# How many families chose what, by the code of the question: 41 at the end, 19 some months later. Some left something out.
AT_THE_END: Mapping[str, Mapping[str, int]] = {
    "safe": {YES: 31, SORT_OF: 7, NO: 3},
    "listened": {YES: 8, SORT_OF: 11, NO: 22},
    "told": {YES: 18, SORT_OF: 13, NO: 10},
    "how": {Degree.INFORMED: 17, Degree.CONSULTED: 11, Degree.COUNCIL_BEGAN: 4},
}
LATER: Mapping[str, Mapping[str, int]] = {"heard": {YES: 5, SORT_OF: 4, NO: 10}}
SAID = Reply(
    said="The garden at Maple Road has nothing for children who cannot walk yet, and no shade.",
    topic=Topic.PLACES,
    about="",
    themes=(),
    hubs=MAPLE,
    owner=(MANAGER, "maple-road"),
    heard=(41, 38),
    due_in_days=-7 * PROMISED,
    answered_weeks_ago=33,
    outcome=Outcome.PARTLY,
    answer={
        "text": "There is a sail over the sand now, and a mat for babies that comes out when it is dry. "
        "A wall for shade costs more than we have.",
        "what_changed": "A sail over the sand, and a mat for babies.",
        "changed": -7 * 34,
    },
    written_by="maya.manager",
)
LEARNED = {
    "difference": "The head of early help read our summary and never came to the garden. We counted that as listening. Families did not.",
    "outset": "The plan for the garden was drawn before the first breakfast. Families could choose from it and not change it.",
    "partners": "The allotment society next door knows the families who never come in. We did not ask it.",
}


def listen_and_look_back(hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    """Ask about the garden, answer, close it, let families rate it twice, and begin to look back."""
    engagement = _ask(hubs, staff, today)
    _answer(engagement, hubs, staff, today)
    own = [(item.code, "yes", "She came to the second breakfast.") for item in CouncilItem.objects.all()]
    given = [
        Given(ChecklistAnswer(item=item, said=said, evidence=shown), mark(ChecklistAnswer())) for item, said, shown in (*THOUGHT, *own)
    ]
    save_answers(engagement=engagement, given=given, by=staff.users["asha.lead"])
    close_engagement(engagement=engagement, by=staff.users["asha.lead"])
    Engagement.objects.filter(pk=engagement.pk).update(closed_on=days.ago(today, weeks=CLOSED))
    engagement.refresh_from_db()
    _rate(engagement, RatingPoint.END, AT_THE_END, staff, today, weeks=(30, 26))
    _rate(engagement, RatingPoint.LATER, LATER, staff, today, weeks=(9, 5))
    note_learning(engagement=engagement, notes=LEARNED, degree=Degree.CONSULTED, by=staff.users["asha.lead"])
    LearningNote.objects.filter(engagement=engagement).update(written_on=days.ago(today, weeks=3))


def _ask(hubs: Mapping[str, Hub], staff: Staff, today: date) -> Engagement:
    engagement = Engagement.objects.create(
        title="The garden at Maple Road",
        slug="the-garden-at-maple-road",
        question="What should the garden at Maple Road be like, for every child who comes?",
        what_can_change="What is in it, what is put away at night, and when it is open.",
        what_is_fixed="Its size, and the wall to the street: the ground belongs to the church.",
        size=Size.STANDARD,
        size_answers={"must_consult": False},
        who_acts=staff.post(MANAGER, "maple-road"),
        answer_by_on=days.ahead(today, weeks=1),
        started_by=Who.COUNCIL,
        claimed_degree=Degree.CONSULTED,
        methods=[Method.DROP_IN, Method.VISIT],
        reciprocity="Breakfast, and seeds to take home.",
    )
    engagement.hubs.set([hubs["maple-road"]])
    open_engagement(engagement=engagement, by=staff.users["asha.lead"])
    opened_on, promised_on = days.ago(today, weeks=OPENED), days.ago(today, weeks=PROMISED)
    told = [{"told_on": opened_on.isoformat(), "by_on": promised_on.isoformat(), "weeks": None}]
    asked = {"starts_on": opened_on, "ends_on": days.ago(today, weeks=38), "opened_on": opened_on}
    Engagement.objects.filter(pk=engagement.pk).update(answer_by_on=promised_on, promises=told, **asked)
    engagement.refresh_from_db()
    return engagement


def _answer(engagement: Engagement, hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    """Raise what families said in the garden, and answer it before the day that was promised."""
    first, last = (days.ago(today, weeks=weeks) for weeks in SAID.heard)
    theme = make_theme(engagement=engagement, name="Babies and shade in the garden", by=staff.users["asha.lead"])
    said = raise_you_said(
        engagement=engagement,
        text=SAID.said,
        topic=SAID.topic,
        hubs=[hubs[slug] for slug in SAID.hubs],
        owner=staff.post(*SAID.owner),
        heard_from_on=first,
        heard_until_on=last,
        answer_by_on=days.ago(today, weeks=PROMISED),
        themes=[theme],
        by=staff.users[SAID.written_by],
        today=last,
    )
    answer_back(SAID, said, hubs, staff, today)


def _rate(
    engagement: Engagement, point: str, said: Mapping[str, Mapping[str, int]], staff: Staff, today: date, *, weeks: tuple[int, int]
) -> None:
    """Let families rate it from so many weeks ago until so many weeks ago: it is over, so what they said can be read."""
    lead, (first, last) = staff.users["asha.lead"], weeks
    survey = prepare_rating(engagement=engagement, point=point, by=lead)
    open_survey(survey=survey, by=lead)
    survey.refresh_from_db()
    _take_in(survey, said, today, first=first, last=last)
    begun, over = days.ago(today, weeks=first), days.ago(today, weeks=last)
    Survey.objects.filter(pk=survey.pk).update(opens_on=begun, closes_on=over)
    close_survey(survey=survey, by=lead)
    Survey.objects.filter(pk=survey.pk).update(closed_on=over)
    keep_results(today=today)


def _take_in(survey: Survey, said: Mapping[str, Mapping[str, int]], today: date, *, first: int, last: int) -> None:
    """Store as many answers as the most answered question has, each of a week between."""
    assert survey.engagement_id, "a rating has one (database constraint)"
    chance = random.Random(survey.slug)
    number = max(sum(counts.values()) for counts in said.values())
    where, answers = (survey.engagement_id, survey.rating_point), [dict[str, str]() for _ in range(number)]
    for code, counts in said.items():
        chosen = [answer for answer, times in counts.items() for _ in range(times)]
        for one, answer in zip(chance.sample(answers, len(chosen)), chosen, strict=True):
            one[id_of(*where, code)] = id_of(*where, code, answer)
    Response.objects.bulk_create(
        Response(
            id=uuid.UUID(int=chance.getrandbits(128), version=4),
            survey=survey,
            version=survey.current_version,
            hub=survey.hubs.get(),
            week=days.week_of(today - timedelta(weeks=chance.randint(last, first))),
            answers=one,
        )
        for one in answers
    )
