"""What Ashmere's parents' panel talked about, who came, what it cost to make that possible, and what is to be booked for the next time."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from accounts.models import User
from demo import days
from panels.choices import Came, ItemPurpose, NeedKind
from panels.models import AgendaItem, Meeting, Membership, NeedCount
from panels.services import needs, papers
from panels.services.agenda import keep_item
from panels.services.attendance import Sheet, keep

TELL, TALK, DECIDE = ItemPurpose.INFORM, ItemPurpose.DISCUSS, ItemPurpose.DECIDE
# For each meeting that was, the last first: what was talked about, who brought it, what for, minutes.
TALKED_ABOUT = (
    (("When the café opens", "Hub manager", TALK, 30), ("The health visitors’ new clinic", "Health visiting", TELL, 20)),
    (("Where the prams go", "a member", TALK, 25), ("Words on the new poster", "Engagement lead", DECIDE, 20)),
    (("A quiet hour for stay and play", "a member", TALK, 30),),
)
# The next: also what can still change, and whether a member asked for it.
NEXT = (
    ("The summer timetable", "Hub manager", TALK, 30, "Which days, and the hours. Not how many sessions: the money is fixed.", False),
    ("Prams in the hall", "a member", DECIDE, 20, "Where they go, and whether there are locks.", True),
    ("A new speech therapist", "Speech and language therapy", TELL, 10, "", False),
)
PAPER = (
    "We want to plan the summer with you. Last summer we had four sessions a week. This summer the money is for four again. "
    "You told us that mornings are hard when you have a child at school. So we could start at half past one. Tell us what would work."
)
# What it took so that people could come, at the last three meetings: asked for, booked, pounds.
COST = ((NeedKind.CHILDCARE, 3, 3, "72.00"), (NeedKind.TRAVEL, 2, 2, "11.60"), (NeedKind.INTERPRETER, 1, 1, "85.00"))
TO_BOOK = (
    (0, NeedKind.CHILDCARE, "Two children, 1 and 3."),
    (1, NeedKind.INTERPRETER, "Polish, in the room."),
    (2, NeedKind.ACCESS, "A seat near the door, and space for a buggy."),
    (3, NeedKind.FOOD, "No nuts."),
)


def run_meetings(held: Sequence[Meeting], next_one: Meeting, members: Sequence[Membership], *, by: User, today: date) -> None:
    """Fill the meetings that were, the oldest first in `held`, and get the next one ready, with one thing booked of four."""
    for number, meeting in enumerate(reversed(held)):
        _who_came(meeting, members, missing=number, by=by)
        for place, (title, presenter, purpose, minutes) in enumerate(TALKED_ABOUT[number] if number < len(TALKED_ABOUT) else (), 1):
            facts = {"title": title, "presenter": presenter, "purpose": purpose, "number_of_minutes": minutes}
            AgendaItem.objects.create(meeting=meeting, place=place, **facts)
        for kind, asked, booked, pounds in COST:
            NeedCount.objects.create(meeting=meeting, kind=kind, number_asked=asked, number_booked=booked, spent=Decimal(pounds))
    _get_ready(next_one, members, by=by, today=today)


def _who_came(meeting: Meeting, members: Sequence[Membership], *, missing: int, by: User) -> None:
    """Tick who was on the panel by then: most came, one online, and each time somebody else sent apologies."""
    there = [one for one in members if one.joined_on <= meeting.starts_at.date()]
    ticked = {one.pk: Came.ONLINE if turn == 2 else Came.YES for turn, one in enumerate(there)}
    if there:
        ticked[there[missing % len(there)].pk] = Came.APOLOGIES
    keep(meeting=meeting, sheet=Sheet(ticked, staff=2, guests=missing % 2), by=by, now=meeting.ends_at + timedelta(minutes=5))


def _get_ready(meeting: Meeting, members: Sequence[Membership], *, by: User, today: date) -> None:
    for title, presenter, purpose, minutes, open_, asked in NEXT:
        facts = {"title": title, "presenter": presenter, "purpose": purpose, "number_of_minutes": minutes}
        keep_item(item=AgendaItem(meeting=meeting, what_is_open=open_, asked_by_a_member=asked, **facts), by=by)
    paper = papers.add_paper(
        meeting=meeting, title="The summer, and what you told us", words=PAPER, file=None, by=by, on=days.ago(today, days=3)
    )
    papers.give_out(paper=paper, is_out=True, formats=["large", "translated"], by=by, on=days.ago(today, days=1))
    made = [
        needs.add_need(meeting=meeting, membership=members[turn], kind=kind, detail=detail, by=by)
        for turn, kind, detail in TO_BOOK
        if turn < len(members)
    ]
    needs.book(need=made[0], spent=Decimal("24.00"), by=by, on=days.ago(today, days=1))
