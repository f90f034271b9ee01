"""What is being answered at Ashmere: how families get to the hubs. Asked on the bus and at drop-ins; all words are ours."""

from collections.abc import Mapping
from datetime import date

from core.models import Hub
from demo import days
from demo.people import HEAD, LEAD, Staff
from feedback.services.themes import make_theme
from participation.choices import Degree, Method, Size, Stage, TimeAsked, Who
from participation.models import Engagement
from participation.rules.sizes import QUESTIONS
from participation.services.engagements import move_engagement, open_engagement

OPENED, ASKED_UNTIL, ANSWER_IN = 18, 8, 3  # weeks ago, weeks ago, weeks ahead
TALKED_ABOUT = ("Two buses with a pushchair", "The last bus home", "What the fare costs with three children")


def ask_about_buses(hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    """Ask, hear, make sense of it, and begin to answer."""
    engagement = Engagement.objects.create(
        title="Getting to your family hub",
        slug="getting-to-your-family-hub",
        question="How do you get to the hub, and what would make it easier?",
        what_can_change="When groups begin and end, where they are, and what we ask of the bus company.",
        what_is_fixed="Where the buses go: the bus company decides it, and we can only ask.",
        size=Size.STANDARD,
        size_answers=dict.fromkeys((asked.name for asked in QUESTIONS), False),
        who_acts=staff.post(HEAD),
        owner=staff.post(LEAD),
        answer_by_on=days.ahead(today, weeks=ANSWER_IN),
        started_by=Who.FAMILIES,
        agenda_by=Who.FAMILIES,
        claimed_degree=Degree.CONSULTED,
        methods=[Method.DROP_IN, Method.VISIT, Method.COMMUNITY],
        ways_to_take_part={TimeAsked.TEN_MINUTES: "Talk to us on the 14 bus.", TimeAsked.HOUR: "Draw your way to the hub with us."},
        reciprocity="A day ticket for everybody who talked to us.",
    )
    engagement.hubs.set([hubs["maple-road"], hubs["harbour-street"]])
    lead = staff.users["asha.lead"]
    open_engagement(engagement=engagement, by=lead)
    opened_on, promised_on = days.ago(today, weeks=OPENED), days.ahead(today, weeks=ANSWER_IN)
    told = [{"told_on": opened_on.isoformat(), "by_on": promised_on.isoformat(), "weeks": None}]
    dates = {"opened_on": opened_on, "starts_on": opened_on, "ends_on": days.ago(today, weeks=ASKED_UNTIL)}
    Engagement.objects.filter(pk=engagement.pk).update(promises=told, **dates)
    for name in TALKED_ABOUT:
        make_theme(engagement=engagement, name=name, by=lead)
    for stage in (Stage.SENSE, Stage.ANSWERING):
        move_engagement(engagement=engagement, to=stage, by=lead)
