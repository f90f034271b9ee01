"""What Ashmere did to hear families who are easily missed: sessions with who came, about how many there are, aims with their gaps.

Nobody here exists, and the figures are made up. Some counts are small, so that hiding shows; some sessions wait to be counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from core.models import Hub
from demo import days
from demo.people import LEAD, MANAGER, Staff
from participation.choices import Method
from participation.models import Activity, Aim, Engagement, GroupSentence, Population, PriorityGroup, Turnout
from participation.services import groups as groups_of
from participation.services.activities import Counted, write_down_who_came
from participation.services.reach import keep_aim, keep_sentence

WANT, HELP = "What families want from the hubs", "How it goes when you ask for help"
FATHERS, SEND, ENGLISH, YOUNG, OFFLINE = "fathers", "send", "english-not-first", "young-parents", "no-internet"
GROUPS = (FATHERS, SEND, ENGLISH, YOUNG, OFFLINE)
MAPLE, MILL, HARBOUR, BEACON = "maple-road", "millbank", "harbour-street", "beacon-hill"
# About how many live around each hub: Maple Road, Millbank, Harbour Street, Beacon Hill.
FIGURES: dict[str, tuple[str, tuple[int, int, int, int]]] = {
    FATHERS: ("Made-up census 2021, households with a child under 5", (640, 310, 520, 450)),
    SEND: ("Made-up school census, January", (210, 130, 170, 160)),
    ENGLISH: ("Made-up census 2021, main language", (380, 40, 260, 90)),
    YOUNG: ("Made-up health visiting figures", (85, 30, 70, 60)),
    OFFLINE: ("Made-up residents’ survey", (150, 190, 140, 110)),
}
Counts = dict[str, int]


@dataclass(frozen=True)
class Session:
    """One occasion, so many weeks ago. Without `people` nobody has said yet who came."""

    title: str
    kind: str
    hub: str
    weeks: int
    people: int | None = None
    groups: Counts = field(default_factory=dict)
    part_of: str = ""
    well: str = ""
    change: str = ""
    adapted: str = ""
    support: str = ""
    practitioners: int = 0


SESSIONS = (
    Session(
        "Dads’ Saturday breakfast",
        Method.DROP_IN,
        MAPLE,
        30,
        17,
        {FATHERS: 15, ENGLISH: 4, YOUNG: 1},
        WANT,
        well="Starting with food. Nobody had to sit in a circle.",
        change="Open at nine: the football begins at ten.",
    ),
    Session(
        "What should we keep?",
        Method.WORKSHOP,
        MAPLE,
        26,
        23,
        {FATHERS: 3, SEND: 9, ENGLISH: 6, OFFLINE: 5},
        WANT,
        well="Stickers on the wall, for who would rather not speak.",
        change="Two rooms: it was loud for three of the children.",
        adapted="A quiet corner, and pictures beside each question.",
        support="Childcare in the next room, bus fares.",
        practitioners=2,
    ),
    Session(
        "Tea at Thorncott Village Hall",
        Method.VISIT,
        MILL,
        24,
        11,
        {OFFLINE: 8, SEND: 2, FATHERS: 1},
        WANT,
        well="We came to them, by the bus they would have taken.",
        change="Bring the questions in large print.",
    ),
    Session(
        "Paint your hub",
        Method.ART,
        HARBOUR,
        22,
        28,
        {FATHERS: 6, ENGLISH: 14, SEND: 5, YOUNG: 3},
        WANT,
        well="Children drew, parents talked.",
        change="Wipes. Many wipes.",
    ),
    Session(
        "Sing and talk in Urdu and Romanian",
        Method.COMMUNITY,
        HARBOUR,
        19,
        19,
        {ENGLISH: 19, FATHERS: 2},
        WANT,
        well="Led by two parents, in their languages.",
        support="Two parents were thanked with a voucher each.",
    ),
    Session(
        "Telephone round: families without internet",
        Method.PHONE,
        BEACON,
        17,
        12,
        {OFFLINE: 12, FATHERS: 4, SEND: 3},
        WANT,
        well="People had time to talk in the evening.",
        change="Say at once that it is not about benefits.",
    ),
    Session(
        "Young parents’ pizza",
        Method.DROP_IN,
        BEACON,
        15,
        6,
        {YOUNG: 6, FATHERS: 2},
        WANT,
        well="No forms.",
        change="Ask them to choose the day.",
    ),
    Session(
        "Asking for help: the story so far",
        Method.WORKSHOP,
        MAPLE,
        12,
        9,
        {SEND: 4, OFFLINE: 2, FATHERS: 1},
        HELP,
        well="A parent chaired it.",
        change="Shorter. People were tired.",
        adapted="Breaks every twenty minutes.",
        support="Somebody to talk to afterwards.",
        practitioners=3,
    ),
    Session(
        "SEND coffee morning",
        Method.DROP_IN,
        MILL,
        9,
        14,
        {SEND: 14, FATHERS: 3},
        HELP,
        well="Came because another parent rang them.",
        change="Not on a Monday.",
    ),
    Session("Panel: what we heard so far", Method.PANEL, HARBOUR, 6, 8, {FATHERS: 1, ENGLISH: 3, SEND: 4}, HELP, practitioners=2),
    Session("Stay and play, Tuesday", Method.DROP_IN, MAPLE, 3, 26, {FATHERS: 5, ENGLISH: 7, YOUNG: 4}),
    Session("Baby weighing, and a question", Method.DROP_IN, BEACON, 2, 21, {YOUNG: 5, ENGLISH: 3}),
    Session("Dads’ Saturday breakfast again", Method.DROP_IN, MAPLE, 1, part_of=WANT),  # waits to be counted
    Session("Garden afternoon", Method.ART, MILL, 1, part_of=WANT),
)

# Engagement, group, hub, from, up to, how, plan, whose, weeks from now.
AIMS = (
    (WANT, FATHERS, MAPLE, 20, 30, "Saturday breakfasts, and the barber on Maple Road.", "", "", 0),
    (
        WANT,
        FATHERS,
        MILL,
        15,
        None,
        "Through the football club.",
        "Ask the under-sevens’ coach to invite at two matches.",
        MANAGER,
        3,
    ),
    (WANT, FATHERS, BEACON, 15, None, "At the harbour’s early shift.", "Nobody came twice. Ask four dads what would suit.", MANAGER, -1),
    (WANT, YOUNG, MILL, 5, 10, "With the college, in its own canteen.", "Ring the college’s tutor and agree a lunchtime.", MANAGER, 4),
    (WANT, ENGLISH, BEACON, 10, None, "With the church’s English class.", "", "", 0),
    (HELP, OFFLINE, HARBOUR, 10, None, "By telephone, in the evening.", "Two evenings of calls, by who knows the families.", LEAD, 5),
    (HELP, SEND, MAPLE, 10, 15, "Through the parents’ own group.", "Offer a second, shorter morning with a quiet room.", LEAD, 6),
)


def reach_out(hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    """Make groups, figures, sessions, aims and one sentence."""
    groups_of.begin()
    groups = {group.key: group for group in PriorityGroup.objects.filter(key__in=GROUPS)}
    _figures(groups, hubs, today)
    asked = {title: Engagement.objects.get(title=title) for title in (WANT, HELP)}
    for session in SESSIONS:
        everyday = Engagement.objects.standing().get(hubs=hubs[session.hub])
        _hold(session, hubs[session.hub], asked.get(session.part_of, everyday), groups, staff, today)
    for title, key, hub, least, most, how, plan, whose, weeks in AIMS:
        post = staff.post(whose, "" if whose == LEAD else hub) if whose else None
        due_on = days.ahead(today, weeks=weeks) if weeks > 0 else days.ago(today, weeks=-weeks)
        told = {"aim_from": least, "aim_to": most, "approach": how, "plan": plan, "owner": post, "due_on": due_on if plan else None}
        keep_aim(aim=Aim(engagement=asked[title], group=groups[key], hub=hubs[hub], **told), by=staff.users["asha.lead"])
    _let_them_speak(asked[WANT], groups[YOUNG], hubs[BEACON], staff, today)


def _figures(groups: Mapping[str, PriorityGroup], hubs: Mapping[str, Hub], today: date) -> None:
    Population.objects.bulk_create(
        Population(group=groups[key], hub=hubs[hub], number_of_people=number, source=source, counted_on=today - timedelta(days=400))
        for key, (source, numbers) in FIGURES.items()
        for hub, number in zip((MAPLE, MILL, HARBOUR, BEACON), numbers, strict=True)
    )


def _hold(session: Session, hub: Hub, engagement: Engagement, groups: Mapping[str, PriorityGroup], staff: Staff, today: date) -> None:
    held_on = days.ago(today, weeks=session.weeks)
    activity = Activity.objects.create(
        engagement=engagement,
        hub=hub,
        title=session.title,
        kind=session.kind,
        held_on=held_on,
        starts_at=time(10),
        ran_by=staff.post(MANAGER, hub.slug) if hub.slug != MAPLE else None,
        adaptations=session.adapted,
        support=session.support,
        safeguarding_plan="Whoever runs the hub stays to the end. The number for worries about a child hangs by the door."
        if session.part_of == HELP
        else "",
    )
    if session.people is None:
        return
    counted = Counted(
        people=session.people,
        practitioners=session.practitioners,
        groups={groups[key]: number for key, number in session.groups.items()},
        went_well=session.well,
        to_change=session.change,
    )
    by = staff.users["ben.worker"] if hub.slug == MAPLE else staff.users["asha.lead"]
    turnout = write_down_who_came(activity=activity, counted=counted, by=by)
    Turnout.objects.filter(pk=turnout.pk).update(entered_on=held_on)


def _let_them_speak(engagement: Engagement, group: PriorityGroup, hub: Hub, staff: Staff, today: date) -> None:
    said = GroupSentence(
        engagement=engagement,
        group=group,
        hub=hub,
        words="We felt heard about the café, not about the times.",
        agreed_on=days.ago(today, weeks=14),
        how_agreed="Read out over pizza a week later; everybody was asked, and two words were changed.",
    )
    keep_sentence(sentence=said, by=staff.users["asha.lead"])
