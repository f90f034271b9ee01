"""What an engagement may begin with: five ready-made plans in plain words, each to be made one's own. Ours, as data.

From a starter to open is a matter of minutes: what a standard engagement must say is there as a first draft, but for who acts and the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from participation.choices import Degree, Method, TimeAsked, Who


@dataclass(frozen=True)
class Starter:
    """One ready-made plan. `answers` are what its size questions usually are; who begins with it answers them all the same."""

    code: str
    name: str
    says: str
    question: str
    what_can_change: str
    what_is_fixed: str = ""
    methods: tuple[str, ...] = ()
    ways: Mapping[str, str] = field(default_factory=dict)
    reciprocity: str = ""
    claimed_degree: str = Degree.CONSULTED
    answers: Mapping[str, bool] = field(default_factory=dict)
    started_by: str = Who.COUNCIL


_MINUTE = "Tap an answer on your phone, from the poster."
_TEN = "Answer a few questions, on your phone or on paper."

STARTERS = (
    Starter(
        code="new-service",
        name="A new service",
        says="Something families do not have yet. Ask before it has a shape.",
        question="What should this new service be like, so that it is right for your family?",
        what_can_change="What it offers, where and when, who is there, and how you find out about it.",
        what_is_fixed="How much money there is in all.",
        methods=(Method.SURVEY, Method.WORKSHOP, Method.DROP_IN),
        ways={TimeAsked.MINUTE: _MINUTE, TimeAsked.TEN_MINUTES: _TEN, TimeAsked.HOUR: "Come to a workshop and try out ideas with us."},
        reciprocity="Lunch and a crèche at the workshop, your fares paid, and you are the first to try it out.",
        answers={"could_lose": False, "must_consult": False, "people_here_decide": False},
    ),
    Starter(
        code="closure",
        name="A closure or a move",
        says="A hub, a room or a group may close, move or get fewer hours. A big decision, with all that this needs.",
        question="What would this closure or move mean for your family, and what would have to be there instead?",
        what_can_change="Whether it happens, when, and what would be there instead.",
        what_is_fixed="",
        methods=(Method.SURVEY, Method.DROP_IN, Method.WORKSHOP, Method.PHONE, Method.PANEL),
        ways={
            TimeAsked.TEN_MINUTES: _TEN,
            TimeAsked.HOUR: "Come to a drop-in and ask whoever decides.",
            TimeAsked.MEETINGS: "Look at the choices with us in two meetings.",
        },
        reciprocity="Your fares and childcare paid, and every question answered in public before it is decided.",
        answers={"could_lose": True, "must_consult": True, "people_here_decide": False},
    ),
    Starter(
        code="leaflet",
        name="A leaflet, a page or a letter",
        says="Words that families read. Ask those who will read them.",
        question="Does this tell you what you need to know, in words that are yours?",
        what_can_change="The words, the pictures, the languages, and where you find it.",
        what_is_fixed="What the law makes us say.",
        methods=(Method.SURVEY, Method.DROP_IN),
        ways={TimeAsked.MINUTE: "Cross out what is not clear.", TimeAsked.TEN_MINUTES: "Read it with us over a cup of tea."},
        reciprocity="Your changes stand in it, and we thank you on it if you like.",
        answers={"could_lose": False, "must_consult": False, "people_here_decide": False},
    ),
    Starter(
        code="recruitment",
        name="A recruitment panel",
        says="Parents choose with us who gets a job.",
        question="What should somebody be like who works with families here?",
        what_can_change="The questions we ask at the interview, what counts most, and who gets the job.",
        what_is_fixed="Checks that the law asks of everybody who works with children, and the pay.",
        methods=(Method.PANEL, Method.WORKSHOP),
        ways={
            TimeAsked.HOUR: "Write the interview questions with us.",
            TimeAsked.MEETINGS: "Be on the panel: half a day to prepare, one of interviews.",
        },
        reciprocity="Training in interviewing, a thank-you for each day, your fares and childcare paid, and a reference if you want one.",
        claimed_degree=Degree.COUNCIL_BEGAN,
        answers={"could_lose": False, "must_consult": False, "people_here_decide": False},
    ),
    Starter(
        code="co-design",
        name="Designing it together",
        says="Families and staff work from start to end on something that is everybody's.",
        question="What is the problem as families live it, and what should we make of it together?",
        what_can_change="What we work on, how we work, and what we make.",
        what_is_fixed="How much money there is, and by when it is spent.",
        methods=(Method.WORKSHOP, Method.VISIT, Method.ART, Method.COMMUNITY),
        ways={
            TimeAsked.TEN_MINUTES: "Tell us your story, in your own way.",
            TimeAsked.MEETINGS: "Come to some of the workshops.",
            TimeAsked.MONTHS: "Be one of the group that makes it.",
        },
        reciprocity="A thank-you for each meeting, fares and childcare paid, training, and your name on it if you like.",
        claimed_degree=Degree.COUNCIL_BEGAN,
        answers={"could_lose": False, "must_consult": False, "people_here_decide": False},
    ),
)


def starter(code: str) -> Starter | None:
    """Return the ready-made plan of this code; None for none."""
    return next((one for one in STARTERS if one.code == code), None)
