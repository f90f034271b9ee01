"""What Ashmere asks its families: three sets of questions, each part of something somebody acts on, and the posters that lead there."""

import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.models import Hub
from demo import days
from demo.people import HEAD, LEAD, MANAGER, Staff
from demo.places import HUBS
from feedback.choices import EntryKind, Mode
from feedback.models import EntryPoint, Survey
from feedback.services.entry_points import put_up_poster
from feedback.services.ready_made import ask_ready_made
from feedback.services.surveys import open_survey
from participation.choices import Degree, Method, Size, TimeAsked, Who
from participation.models import Engagement
from participation.rules.sizes import QUESTIONS
from participation.services.engagements import open_engagement, start_standing_engagement

YOUNGEST = ("I am having a baby", "Under 2", "2 to 4", "5 to 11", "12 or older")
COMES_FOR = (
    "Play and groups",
    "Baby weighing and feeding",
    "Someone to talk to",
    "Help with being a parent",
    "Special needs and disability",
    "Money or housing",
    "Things for older children",
    "The café",
)
IN_THE_WAY = ("The days and times", "Getting there", "Not knowing what is on", "Filling in forms", "Feeling nervous", "Nothing")
# Who they are, each with the group that it counts for.
WHO = {
    "I am a dad, or another man who brings a child up": "fathers",
    "My child has special needs or a disability": "send",
    "English is not my first language": "english-not-first",
    "I am under 25": "young-parents",
    "We have no internet at home": "no-internet",
    "None of these": "",
}
TOLD_AGAIN = ("No, once was enough", "Yes, to two people", "Yes, to three or more people")


@dataclass(frozen=True)
class Surveys:
    """The three sets of questions, open to families."""

    session: Survey
    want: Survey
    help: Survey


# Where posters hang: which questions, at which hub, what staff call it, its code, weeks ago.
POSTERS = (
    ("session", "maple-road", EntryKind.SESSION, "Stay and play, Tuesday", "MPK479", 9),
    ("want", "maple-road", EntryKind.POSTER, "By the front door", "RDMP43", 16),
    ("want", "millbank", EntryKind.POSTER, "Waiting room", "MNKH77", 16),
    ("want", "harbour-street", EntryKind.POSTER, "Café corner", "HRTP93", 15),
    ("want", "beacon-hill", EntryKind.POSTER, "Notice board", "CNHK47", 15),
    ("help", "maple-road", EntryKind.POSTER, "Given at the last visit", "HKPX34", 14),
)
SESSION_CODE = POSTERS[0][4]


def ask(hubs: Mapping[str, Hub], staff: Staff, today: date) -> Surveys:
    """Start every hub's everyday listening, open the three sets of questions, and put the posters up."""
    for slug in HUBS:
        everyday = start_standing_engagement(hub=hubs[slug], who_acts=staff.post(MANAGER, slug))
        _opened(everyday, days.ago(today, weeks=40))
    session = ask_ready_made(key="after-a-session", hub=hubs["maple-road"], by=staff.users["maya.manager"])
    surveys = Surveys(session=session, want=_want(hubs, staff, today), help=_help(hubs, staff, today))
    Survey.objects.filter(pk=session.pk).update(opens_on=days.ago(today, weeks=9))
    _put_up(surveys, hubs, staff, today)
    return surveys


def _want(hubs: Mapping[str, Hub], staff: Staff, today: date) -> Survey:
    engagement = _engagement(
        hubs,
        title="What families want from the hubs",
        question="What should your family hub be like, and what should happen there?",
        what_can_change="What is on, when we are open, and how you get help.",
        what_is_fixed="How much money there is in all. The council sets it in February, and it is the same as this year.",
        who_acts=staff.post(HEAD),
        owner=staff.post(LEAD),
        decided_by=staff.post(HEAD),
        decided_on=days.ahead(today, weeks=14),
        decided_at="Family hubs board",
        claimed_degree=Degree.CONSULTED,
        started_by=Who.COUNCIL,
        methods=[Method.SURVEY, Method.DROP_IN, Method.PANEL],
        ways_to_take_part={
            TimeAsked.MINUTE: "Tap an answer on your phone, from a poster.",
            TimeAsked.TEN_MINUTES: "Answer all the questions, on a phone or on paper.",
            TimeAsked.HOUR: "Come to a drop-in, with a cup of tea and toys for the little ones.",
        },
        reciprocity="Lunch at each drop-in, and your bus fare paid.",
        access_budget=600,
        answer_by_on=days.ahead(today, weeks=10),
    )
    survey = _survey(
        engagement,
        hubs,
        title="What do you want from your family hub?",
        slug="what-families-want",
        why="We are planning next year. What you tell us decides what we keep, what we change and what we start.",
        opens_on=days.ago(today, weeks=16),
        closes_on=days.ahead(today, weeks=4),
        questions=(
            ("one_choice", "How old is your youngest child?", "", YOUNGEST),
            ("several_choices", "What would you come for?", "Tick as many as you like.", COMES_FOR),
            ("several_choices", "What gets in the way of coming?", "Tick as many as you like.", IN_THE_WAY),
            ("long_text", "What should we keep just as it is?", "", ()),
            ("long_text", "What should we change or start?", "Please do not write names.", ()),
            ("long_text", "Is there anything else?", "", ()),
            ("about_family", "Does any of this fit your family?", "Tick all that fit.", tuple(WHO)),
        ),
    )
    _open(survey, staff, engagement, days.ago(today, weeks=16))
    return survey


def _help(hubs: Mapping[str, Hub], staff: Staff, today: date) -> Survey:
    """Open the questions after early help. They give no code: what families say here is close to the bone."""
    engagement = _engagement(
        hubs,
        title="How it goes when you ask for help",
        question="What is it like to ask us for help, and does the help help?",
        what_can_change="How you ask, how long you wait, who you meet and what we write down.",
        what_is_fixed="Who may get help by law, and that we must tell somebody when a child is in danger.",
        owner=staff.post(LEAD),
        claimed_degree=Degree.COUNCIL_BEGAN,
        started_by=Who.COUNCIL,
        methods=[Method.SURVEY, Method.PHONE],
        reciprocity="A phone card, and we ring back when it suits you.",
        who_acts=staff.post(LEAD),
        answer_by_on=days.ahead(today, weeks=12),
    )
    survey = _survey(
        engagement,
        hubs,
        title="How did our help go?",
        slug="how-did-our-help-go",
        why="You had help from a family worker. Tell us how it went, so that the next family gets better help.",
        mode=Mode.UNLINKABLE,
        opens_on=days.ago(today, weeks=14),
        questions=(
            ("faces", "How do you feel about the help you had?", "", ()),
            ("one_choice", "Did you have to tell your story again to somebody else?", "", TOLD_AGAIN),
            ("long_text", "What helped?", "", ()),
            ("long_text", "Where would you like to be?", "For example: in a month, or in a year.", ()),
            ("long_text", "What would help you get there?", "", ()),
        ),
    )
    _open(survey, staff, engagement, days.ago(today, weeks=14))
    return survey


def _engagement(hubs: Mapping[str, Hub], *, title: str, **fields: Any) -> Engagement:
    slug = title.lower().replace(" ", "-")
    light = dict.fromkeys((asked.name for asked in QUESTIONS), False)
    engagement = Engagement.objects.create(title=title, slug=slug, size=Size.STANDARD, size_answers=light, **fields)
    engagement.hubs.set(hubs[slug] for slug in HUBS)
    return engagement


def _survey(
    engagement: Engagement, hubs: Mapping[str, Hub], *, questions: Sequence[tuple[str, str, str, tuple[str, ...]]], **fields: Any
) -> Survey:
    ids = random.Random(fields["slug"])
    survey = Survey.objects.create(engagement=engagement, questions=[_block(ids, *question) for question in questions], **fields)
    survey.hubs.set(hubs[slug] for slug in HUBS)
    return survey


def new_id(ids: random.Random) -> str:
    """Return the next made-up id."""
    return str(uuid.UUID(int=ids.getrandbits(128), version=4))


def _block(ids: random.Random, kind: str, text: str, hint: str, answers: tuple[str, ...]) -> dict[str, Any]:
    value: dict[str, Any] = {"text": text, "help": hint, "required": False}
    if kind != "one_choice":
        value["go_to"] = ""
    if not kind.endswith("_text"):
        value["rather_not_say"] = True
    if answers:
        value["options"] = [{"type": "item", "id": new_id(ids), "value": {"text": answer} | _more(kind, answer)} for answer in answers]
    return {"type": kind, "id": new_id(ids), "value": value}


def _more(kind: str, answer: str) -> dict[str, str]:
    return {"go_to": ""} if kind == "one_choice" else {"group": WHO[answer]} if kind == "about_family" else {}


def _open(survey: Survey, staff: Staff, engagement: Engagement, on: date) -> None:
    open_engagement(engagement=engagement, by=staff.users["asha.lead"])
    open_survey(survey=survey, by=staff.users["asha.lead"])
    survey.refresh_from_db()
    _opened(engagement, on)


def _opened(engagement: Engagement, on: date) -> None:
    Engagement.objects.filter(pk=engagement.pk).update(opened_on=on)


def _put_up(surveys: Surveys, hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    by_name = {"session": surveys.session, "want": surveys.want, "help": surveys.help}
    for name, slug, kind, label, code, weeks in POSTERS:
        poster = put_up_poster(survey=by_name[name], hub=hubs[slug], by=staff.users["asha.lead"], kind=kind, label=label)
        made_on = today - timedelta(weeks=weeks)
        EntryPoint.objects.filter(pk=poster.pk).update(code=code, made_on=made_on)
