"""What came of the meetings of Ashmere's parents' panel: run sheets, minutes, and what was raised there and answered since."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from demo import days
from demo.people import HEAD, MANAGER, Staff
from feedback.models import Theme
from feedback.services.themes import put_to_themes
from panels.choices import HowDecided, OwnerKind
from panels.models import AgendaItem, Decision, Meeting, MeetingAction, MeetingPoint, Membership, OtherBody, Panel, PanelQuestion
from panels.selectors.meetings import day_of
from panels.selectors.questions import options_of
from panels.services import actions, minutes, points, run_sheet
from panels.services.questions import end_question, make_question, they_said


@dataclass(frozen=True)
class Came:
    """What came of one meeting. Points: words, the line of the agenda (0 is the first), and the theme that they were put to, if any.

    Decisions: words, line, hands (for, against, neither; none where nobody was against it), why, who saw it otherwise.
    Actions: words, line, which post or none for a member, in how many days, whether it is done.
    """

    summary: str
    points: Sequence[tuple[str, int, str]] = ()
    decisions: Sequence[tuple[str, int, tuple[int, int, int] | None, str, str]] = ()
    actions: Sequence[tuple[str, int, tuple[str, str] | None, int, bool]] = ()


LAST = Came(
    summary="The café opens later now, and is open after school. That was your idea, and it works.\n\n"
    "We talked about what is still missing: something warm that costs less than a pound. The health visitors told us about "
    "their new clinic on Thursdays.",
    points=(
        ("Now I can sit down with the little one before I fetch the big one. That is all I wanted.", 1, "cafe"),
        ("Soup for a pound would be something.", 1, ""),
        ("The clinic is at the time of the school run again.", 2, ""),
    ),
    decisions=(
        (
            "We ask for soup at one pound, on two days a week to begin with.",
            1,
            (9, 2, 1),
            "A warm meal is what most of us miss.",
            "Some would rather have a microwave that everybody may use.",
        ),
    ),
    actions=(
        ("Ask the café what soup at one pound costs it.", 1, (MANAGER, "maple-road"), 28, True),
        ("Ask the health visitors for another hour of the clinic.", 2, (HEAD, ""), 50, False),
        ("Bring pictures of the soup kitchen at Beacon Hill.", 1, None, 30, False),
    ),
)
BEFORE = Came(
    summary="We talked about where prams go. They stand in the hall, in front of the fire door, because there is no other place.\n\n"
    "We chose the words for the new poster.",
    points=(("You cannot get past the prams with a wheelchair.", 1, ""), ("Mine was taken. I walked home in the rain.", 1, "")),
    decisions=(("The poster says: Come in, somebody puts the kettle on.", 2, None, "It sounds like us.", ""),),
    actions=(("Measure the room beside the stairs.", 1, (MANAGER, "maple-road"), 30, True),),
)
LONG_BEFORE = Came(
    summary="We talked about a quiet hour for children who find noise hard. It is tried on Fridays.\n\nThe café came up again.",
    points=(
        ("It is shut when I come with the big one after school. We eat in the bus shelter.", 0, "cafe"),
        ("My boy stayed for the whole hour. He never does.", 1, ""),
    ),
    decisions=(("We try a quiet hour on Fridays until the summer.", 1, None, "Many children find noise hard.", ""),),
    actions=(("Put a sign on the door for the quiet hour.", 1, None, 20, True),),
)
CAME_OF = (LAST, BEFORE, LONG_BEFORE)  # the last first
SHORT = Came(summary="We talked about what was answered since last time, and about the weeks to come.")
# What was asked between meetings, and the choices.
SWINGS = ("Where shall the new swings go?", "Beside the gate", "Under the big tree")
OUTING = ("Where shall we go in the summer?", "The farm", "The sea", "The miniature railway")
DECIDED = {
    "decided": "The swings go beside the gate.",
    "reason": "Everybody who answered can live with it. Under the tree it is dark, and not everybody can.",
    "minority_view": "Some would like more shade there.",
}
RECOMMENDED = "Another hour of the clinic, at a time that is not the school run."


def seed(
    held: Sequence[Meeting], members: Sequence[Membership], board: OtherBody, themes: Mapping[str, Theme], staff: Staff, today: date
) -> None:
    """Write down what came of each meeting that was, the oldest first in `held`, and send its minutes out on its day."""
    for number, meeting in enumerate(reversed(held)):
        came = CAME_OF[number] if number < len(CAME_OF) else SHORT
        _write_down(meeting, came, members[0], themes, staff, today)
        if number == 0:
            _recommend(meeting, board, staff.users["cora.panel"])
        minutes.send_out(meeting=meeting, words=came.summary, by=staff.users["cora.panel"], today=day_of(meeting))


def _write_down(meeting: Meeting, came: Came, member: Membership, themes: Mapping[str, Theme], staff: Staff, today: date) -> None:
    by, on = staff.users["cora.panel"], day_of(meeting)
    lines: list[AgendaItem | None] = [None, *meeting.agenda.all()]
    for words, line, theme in came.points:
        point = run_sheet.write_down(row=MeetingPoint(meeting=meeting, item=lines[line], words=words), by=by, today=on)
        _hear(point, themes.get(theme), by, staff.users["asha.lead"], today)
    for words, line, hands, reason, otherwise in came.decisions:
        how = HowDecided.HANDS if hands else HowDecided.AGREED
        decision = Decision(meeting=meeting, item=lines[line], words=words, how=how, reason=reason, minority_view=otherwise)
        if hands:
            decision.number_for, decision.number_against, decision.number_abstained = hands
        run_sheet.write_down(row=decision, by=by, today=on)
    for words, line, post, in_days, is_done in came.actions:
        owner = {"owner_kind": OwnerKind.POST, "post": staff.post(*post)} if post else {"owner_kind": OwnerKind.MEMBER}
        action = MeetingAction(meeting=meeting, item=lines[line], words=words, due_on=days.ahead(on, days=in_days), **owner)
        action = run_sheet.write_down(row=action, by=by, today=on, member=None if post else member)
        if is_done:
            actions.finish(action=action, by=by, today=min(days.ahead(on, days=in_days - 4), today))


def _hear(point: MeetingPoint, theme: Theme | None, by: User, lead: User, today: date) -> None:
    """Make a comment of what is to be answered; the lead puts it to what families talked about already."""
    if theme is not None:
        put_to_themes(voices=[points.make_comment(point=point, hub=None, by=by, today=today)], themes=[theme], by=lead)


def _recommend(meeting: Meeting, board: OtherBody, by: User) -> None:
    on, item = day_of(meeting), meeting.agenda.last()
    by_then = days.ahead(on, weeks=8)
    run_sheet.recommend(key=uuid.uuid4(), meeting=meeting, item=item, body=board, what=RECOMMENDED, answer_by_on=by_then, by=by, today=on)


def decide_between(panel: Panel, members: Sequence[Membership], staff: Staff, today: date) -> None:
    """Let the panel decide one thing between meetings three weeks ago, and ask it another that is still open."""
    by, asked_on = staff.users["cora.panel"], days.ago(today, weeks=4)
    swings = _ask(panel, SWINGS, HowDecided.CONSENT, by, on=asked_on, until=days.ago(today, weeks=3))
    _they_said(swings, members, (("yes", "live"), ("yes", "no"), ("live", "yes"), ("yes", "live")), by, on=asked_on)
    end_question(question=swings, **DECIDED, by=by, today=days.ago(today, weeks=3))
    outing = _ask(panel, OUTING, HowDecided.RANKED, by, on=days.ago(today, days=3), until=days.ahead(today, days=6))
    _they_said(outing, members, (("1", "2", "3"), ("2", "1", "3"), ("1", "3", "2")), by, on=today)


def _ask(panel: Panel, asked: tuple[str, ...], how: str, by: User, *, on: date, until: date) -> PanelQuestion:
    words, *options = asked
    return make_question(key=uuid.uuid4(), panel=panel, words=words, how=how, options=options, closes_on=until, by=by, today=on)


def _they_said(question: PanelQuestion, members: Sequence[Membership], said: Sequence[Sequence[str]], by: User, *, on: date) -> None:
    options = options_of(question)
    for member, answers in zip(members, said, strict=False):
        they_said(question=question, member=member, said={one.pk: it for one, it in zip(options, answers, strict=True)}, by=by, today=on)
