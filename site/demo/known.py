"""What Ashmere knew already: two past reports, what its open questions say of them, and two equality records, one half done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.models import Hub, Post
from demo import days
from demo.asking import Surveys
from demo.people import HEAD, LEAD, MANAGER, Staff
from participation.choices import Effect, EqualityOutcome
from participation.models import Engagement, EqualityRecord, PastReport
from participation.services import before, equality, past
from participation.services.equality import LineSaid


@dataclass(frozen=True)
class Report:
    """One past report: how many years ago, and at which hubs; none is the whole council."""

    title: str
    years_ago: int
    who: str
    how: str
    hubs: tuple[str, ...]
    findings: tuple[str, ...]


REPORTS = (
    Report(
        "One front door: early help as families met it",
        2,
        "Families who had a family worker that year",
        "Interviews at kitchen tables and by phone",
        (),
        (
            "Families are worn out by telling their story to each new worker.",
            "The wait is easier when somebody rings once in between, even without news.",
            "Letters use words that nobody uses at home.",
            "Who had one worker all the way through would ask for help again.",
            "Fathers were often not asked, even when they opened the door.",
        ),
    ),
    Report(
        "What would bring you in? A summer at Maple Road and Millbank",
        3,
        "Parents of children under five at the park, the library and two baby groups",
        "Two questions on a card, and a map to put stickers on",
        ("maple-road", "millbank"),
        (
            "Opening times stop before parents who work come home.",
            "The bus to Millbank does not wait for the end of the morning group.",
            "Parents come for the weighing and stay for the tea.",
            "Nobody knew that the café is for everyone.",
        ),
    ),
)
KNOWN = (
    "Opening times stop before parents who work come home. (What would bring you in?)",
    "Nobody knew that the café is for everyone. (What would bring you in?)",
)


def know_already(surveys: Surveys, hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    """Write the reports down, say in the open questions what is known, and keep the two equality records."""
    for report in REPORTS:
        _write_down(report, hubs, staff, today)
    assert surveys.want.engagement is not None, "what is open hangs on an engagement"
    _say_before(surveys.want.engagement, staff)
    _signed(surveys.want.engagement, hubs, staff, today)
    _half_done(hubs, staff, today)


def _write_down(report: Report, hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    row = PastReport(title=report.title, heard_year=today.year - report.years_ago, who_was_asked=report.who, method=report.how)
    past.save_report(report=row, hubs=[hubs[slug] for slug in report.hubs], findings=report.findings, by=staff.users["asha.lead"])


def _say_before(engagement: Engagement, staff: Staff) -> None:
    words = {
        "known_already": "\n".join(KNOWN),
        "still_to_ask": "We do not know which evening, and what would be worth coming for then.",
        "you_told_us": "We close before many of you are home from work.",
        "we_did_then": "Maple Road stays open late on Tuesdays. At the other hubs nothing changed.",
        "now_we_ask": "What should each hub be like, and when?",
    }
    before.say_what_is_known(engagement=engagement, words=words, by=staff.users["asha.lead"])


def _begin(title: str, decision: str, slugs: tuple[str, ...], owner: Post, hubs: Mapping[str, Hub], staff: Staff) -> EqualityRecord:
    record = EqualityRecord(title=title, decision=decision, owner=owner)
    return equality.start_record(record=record, hubs=[hubs[slug] for slug in slugs], by=staff.users["asha.lead"])


def _signed(engagement: Engagement, hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    """The evening at Maple Road: looked at whole, signed by the head of early help, and open to everybody."""
    asha, dev, head = staff.users["asha.lead"], staff.users["dev.decider"], staff.post(HEAD)
    title = "Longer evenings and shorter Fridays"
    record = _begin(title, "Hubs stay open until 7 on one evening, and close at 1 on Fridays.", (), staff.post(LEAD), hubs, staff)
    record.baseline = "Door counts of last autumn: Friday afternoons are the quietest half-day at each hub. Source: hub diaries."
    record.families_said = "Parents who work cannot come before 5. Some families come on Fridays because their worship is not then."
    record.cumulative = "The library closes on Friday afternoons too, so somewhere warm to go should stay open."
    record.outcome, record.review_on = EqualityOutcome.ADJUST, days.ahead(today, weeks=40)
    nobody = {line.characteristic: LineSaid(Effect.NEUTRAL) for line in record.lines.all()}
    said = nobody | _felt(head, staff, today)
    equality.save_record(record=record, hubs=[], lines=said, by=asha)
    equality.choose_engagements(record=record, engagements=[engagement], by=asha)
    signed = equality.sign_record(record=record, signed_as=head, by=dev, today=days.ago(today, weeks=17))
    equality.publish_record(record=signed, by=dev, today=days.ago(today, weeks=16))


def _felt(head: Post, staff: Staff, today: date) -> dict[str, LineSaid]:
    return {
        "age": LineSaid(Effect.POSITIVE, "Parents of school children named the evening first."),
        "sex": LineSaid(Effect.POSITIVE, "More fathers can come after work; the summer cards said so."),
        "disability": LineSaid(
            Effect.NEGATIVE,
            "Two physiotherapy groups use Friday afternoons.",
            "Both groups move to Thursday, with the same room and the hoist.",
            staff.post(MANAGER, "maple-road"),
            days.ahead(today, weeks=3),
        ),
        "rural": LineSaid(
            Effect.NEGATIVE,
            "The last bus to Beacon Hill leaves at 6.20.",
            "Beacon Hill keeps its Friday instead.",
            head,
            days.ago(today, weeks=1),
        ),
        "income": LineSaid(Effect.NEUTRAL, "Nothing costs more."),
    }


def _half_done(hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    """A big decision whose record is only begun: eight groups wait."""
    title, decision = "Where the baby clinic of Harbour Street goes", "The clinic moves to Beacon Hill, or stays and opens one day less."
    owner = staff.post(MANAGER, "harbour-street")
    record = _begin(title, decision, ("harbour-street", "beacon-hill"), owner, hubs, staff)
    record.baseline = "Most who come live within a walk of Harbour Street. Source: the clinic’s own postcodes, last year."
    said = {
        "age": LineSaid(Effect.NEUTRAL, "The same babies either way."),
        "pregnancy": LineSaid(Effect.NEGATIVE, "A pram, two buses and a hill."),
        "disability": LineSaid(Effect.POSITIVE, "Beacon Hill has a lift; Harbour Street has eleven steps."),
        "income": LineSaid(Effect.NEGATIVE, "Two fares each way.", "A ticket where there is none.", owner, days.ahead(today, weeks=12)),
        "rural": LineSaid(Effect.POSITIVE, "Beacon Hill is nearer to the villages."),
        "marriage": LineSaid(Effect.NEUTRAL),
    }
    equality.save_record(record=record, hubs=record.hubs.all(), lines=said, by=staff.users["asha.lead"])
