"""The pages of panels for families, for the journeys."""

from datetime import timedelta
from typing import Any

from core.models import Hub
from panels.choices import PanelKind
from panels.models import AttendanceSheet, MinutesCorrection, Panel
from tests import builders
from tests.cast import make_user
from tests.journeys.public_acts import Act, press
from tests.panels.meeting import make_item
from tests.panels.paneling import open_to_families
from tests.panels.reporting import last_year, make_report
from tests.panels.returning import met
from tests.panels.writing_down import held_before, make_action, make_decision, make_minutes, make_recommendation


def furnish_panels(hub: Hub) -> None:
    """Make a panel of parents, one of under-18s, and one that cannot be joined by a form."""
    posts = {
        "coordinator": builders.make_post("Parent panel coordinator", hub=hub),
        "second_reader": builders.make_post("Youth lead", hub=hub),
    }
    since = {"hub": hub, "started_on": builders.today() - timedelta(days=90)}
    parents = Panel.objects.create(title="Parents at Elm", slug="parents-at-elm", coordinator=posts["coordinator"], **since)
    young = {"kind": PanelKind.YOUTH, "is_of_under_18s": True, **posts, **since}
    young_people = Panel.objects.create(title="Young people of Elm", slug="young-people", **young)
    board = Panel.objects.create(title="Board of Elm", slug="board-of-elm", kind=PanelKind.BOARD, **since)
    for panel in (parents, young_people, board):
        open_to_families(panel)
    met(parents, last_year().last)
    make_report(parents, by=make_user("Rhea"), published=True)
    _minutes(parents)


def _minutes(panel: Panel) -> None:
    """Let a meeting be held of which everything stands on the page of its minutes."""
    by = make_user("Mina")
    meeting = held_before(panel, pk=MEETING)
    item = make_item(meeting, "The café’s hours")
    make_decision(meeting, by, "It opens until four on Tuesdays.", item=item, how="hands", **HANDS, minority_view="Mornings matter more.")
    make_recommendation(meeting, by)
    make_action(meeting, by, item=item, post=builders.make_post("Family hub manager"), done_on=builders.today())
    make_action(meeting, by, "Draw a poster.", owner_kind="member", dropped_on=builders.today(), dropped_because="There is one.")
    minutes = make_minutes(meeting, by, "We talked about the café.\n\nThe answer about the ramp was clear.")
    MinutesCorrection.objects.create(minutes=minutes, words="It is Wednesdays.", made_on=builders.today(), made_by=by)
    AttendanceSheet.objects.create(meeting=meeting, number_of_staff=32, number_of_guests=21, kept_by=by, kept_on=builders.today())


MEETING = 901
HANDS: dict[str, Any] = {"number_for": 7, "number_against": 1, "number_abstained": 0}


JOIN = "/panels/parents-at-elm/join/"
SEND = "form:not(.exit) button.button:visible:not([name])"
# Name, address, act, status.
PANEL_PAGES: tuple[tuple[str, str, Act | None, int], ...] = (
    ("panels", "/panels/", None, 200),
    ("panel", "/panels/parents-at-elm/", None, 200),
    ("panel-year", f"/panels/parents-at-elm/year/{last_year().begins}/", None, 200),
    ("panel-year-not-here", "/panels/parents-at-elm/year/2019/", None, 404),
    ("join-panel", JOIN, None, 200),
    ("join-panel-error", JOIN, press(SEND, phone="12"), 200),
    ("join-panel-call-me", f"{JOIN}?way=call", None, 200),
    ("join-panel-young", "/panels/young-people/join/", None, 200),
    ("join-panel-together", f"{JOIN}together/", None, 200),
    ("join-panel-not-here", "/panels/board-of-elm/join/", None, 200),
    ("panel-minutes", f"/panels/parents-at-elm/minutes/{MEETING}/", None, 200),
    ("panel-since-last-time", "/panels/parents-at-elm/since-last-time/", None, 200),
    ("joined-panel", JOIN, press(SEND, name="Sana", phone="01632 960 123"), 200),
)
