"""Ashmere's two panels: parents at Maple Road, with a year of meetings behind them, and a youth forum that has just begun."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from consent.choices import SafeThere
from consent.models import Person
from core.models import Hub
from demo import days
from demo.families import FROM_A_LIST, Known
from demo.panels_meetings import run_meetings
from demo.panels_words import BOARD, FORUM, SENT, TERMS, YOUNG_TERMS
from demo.people import Staff
from home.services.panel_pages import make_panel_page
from panels.choices import BodyKind, Capacity, Format, HowAgreed, MeetingState, MemberKind, PanelKind, Stage
from panels.models import BodyItem, Meeting, Membership, OtherBody, Panel, Terms, TermsAgreement
from panels.services.shown import show
from panels.services.terms import adopt_terms, write_terms

COORDINATOR, WORKER = "Parent carer panel coordinator", "Family worker"
FROM_THE_FORM = (1, 2, 3)  # by their turn among the families; they said yes to being named
YOUNG = (14, 35, 52)
WEEKS_BETWEEN = 6
SAYS = {1: "They moved the group because we said so.", 2: "I was shy at first. Nobody minds."}


@dataclass(frozen=True)
class Panels:
    """The two panels with who is on them and when they meet, for the rest of the demonstration."""

    parents: Panel
    young: Panel
    members: tuple[Membership, ...]
    held: tuple[Meeting, ...]
    next_one: Meeting


def begin_panels(known: Known, hubs: Mapping[str, Hub], staff: Staff, today: date) -> Panels:
    """Make both panels, put people on them, let the parents' one meet for a year, and give it a page."""
    cora, hub = staff.users["cora.panel"], hubs["maple-road"]
    parents = Panel.objects.create(
        title="Maple Road parents",
        slug="maple-road-parents",
        hub=hub,
        coordinator=staff.post(COORDINATOR),
        about="A dozen mums, dads and grandparents who tell the hub and the council what families need, and hear what came of it.",
        who_for="Anybody who expects or cares for a child. You need not know how meetings work.",
        what_you_get="Your fare, childcare and lunch. A voucher as a thank-you, if you like. Somebody who meets you at the door.",
        when_it_meets="Every six weeks, on Tuesdays at 10am",
        started_on=days.ago(today, weeks=60),
    )
    young = Panel.objects.create(
        title="Ashmere youth forum",
        slug="ashmere-youth-forum",
        kind=PanelKind.YOUTH,
        is_of_under_18s=True,
        coordinator=staff.post(COORDINATOR),
        second_reader=staff.post(WORKER, "maple-road"),
        about="We are 13 to 17, and say what the hubs are like for us.",
        when_it_meets="On the first Thursday of the month, after school",
        started_on=days.ago(today, weeks=8),
    )
    members = _members(parents, known, today)
    for turn in YOUNG:
        Membership.objects.create(panel=young, person=known.people[turn], stage=Stage.INDUCTION, joined_on=days.ago(today, weeks=4))
    _say_how_they_work(parents, young, members, staff, today)
    _beside_them(parents, today)
    held, next_one = _meet(parents, hub, today)
    run_meetings(held, next_one, members, by=cora, today=today)
    for panel in (parents, young):
        make_panel_page(panel, live=True)
    for turn, member in zip(FROM_THE_FORM, members, strict=False):
        if turn in SAYS:
            show(member=member, words=SAYS[turn], by=cora, today=today)
    return Panels(parents, young, members, held, next_one)


def _members(panel: Panel, known: Known, today: date) -> tuple[Membership, ...]:
    """Put on it who came by the form, then who came with the list, whom it is safe to reach in some way."""
    turns = [*FROM_THE_FORM, *FROM_A_LIST]
    people: list[tuple[int, Person]] = [(turn, known.people[turn]) for turn in turns]
    found = []
    for place, (turn, person) in enumerate(people):
        found.append(_member(panel, turn, person, until_the_last=len(people) - 1 - place, today=today))
    return tuple(found)


def _member(panel: Panel, turn: int, person: Person, *, until_the_last: int, today: date) -> Membership:
    """Return somebody on it: the first leads with the coordinator, the last but one takes a break, the last only reads."""
    stands_for, takes_a_break = turn == FROM_THE_FORM[2], until_the_last == 1
    kind = MemberKind.CO_CHAIR if turn == FROM_THE_FORM[0] else MemberKind.MEMBER
    return Membership.objects.create(
        panel=panel,
        person=person,
        kind=kind if until_the_last else MemberKind.READER,
        capacity=Capacity.REPRESENTING if stands_for else Capacity.LIVED,
        speaks_for="The twins club" if stands_for else "",
        knows_best=person.hub,
        stage=Stage.BREAK if takes_a_break else Stage.ON,
        break_until_on=days.ahead(today, weeks=10) if takes_a_break else None,
        joined_on=days.ago(today, weeks=30 if person.safe == SafeThere.NOT_ASKED else 52),
        term_until_on=days.ahead(today, weeks=50),
    )


def _say_how_they_work(parents: Panel, young: Panel, members: tuple[Membership, ...], staff: Staff, today: date) -> None:
    cora, adopted_on = staff.users["cora.panel"], days.ago(today, weeks=48)
    draft = write_terms(panel=parents, words=TERMS, review_on=days.ahead(today, weeks=4), by=cora)
    terms: Terms = adopt_terms(terms=draft, on=adopted_on, by=cora, today=today)
    TermsAgreement.objects.bulk_create(
        TermsAgreement(terms=terms, membership=one, agreed_on=max(adopted_on, one.joined_on), how=HowAgreed.IN_PERSON)
        for one in members[:-2]
    )
    write_terms(panel=young, words=YOUNG_TERMS, review_on=None, by=cora)


def _beside_them(panel: Panel, today: date) -> None:
    meets = {"next_meets_on": days.ahead(today, weeks=3), "papers_by_on": days.ahead(today, weeks=1)}
    bodies = {
        BOARD: OtherBody.objects.create(panel=panel, name=BOARD, kind=BodyKind.BOARD, chair="Director of children’s services", **meets),
        FORUM: OtherBody.objects.create(panel=panel, name=FORUM, kind=BodyKind.FORUM),
    }
    for name, what, weeks, reference, due, back, after in SENT:
        BodyItem.objects.create(
            body=bodies[name],
            what=what,
            sent_on=days.ago(today, weeks=weeks),
            reference=reference,
            answer_by_on=days.ago(today, weeks=weeks - due) if due else None,
            came_back=back,
            came_back_on=days.ago(today, weeks=weeks - after) if back else None,
        )


def _meet(panel: Panel, hub: Hub, today: date) -> tuple[tuple[Meeting, ...], Meeting]:
    """Let it meet every six weeks of the last year, on Tuesdays as its page says, and call the next one."""
    facts = {"panel": panel, "place": f"The hall, {hub.name}", "format": Format.HYBRID, "link": "https://meet.ashmere.example/maple-road"}
    next_on = days.tuesday(today + timedelta(days=14))  # in eight to fourteen days, or sooner where that one is a holiday
    held = tuple(
        Meeting.objects.create(starts_at=days.at(days.tuesday(today - timedelta(weeks=weeks)), 10), state=MeetingState.HELD, **facts)
        for weeks in range(WEEKS_BETWEEN * 8, 0, -WEEKS_BETWEEN)
    )
    return held, Meeting.objects.create(starts_at=days.at(next_on, 10), **facts)
