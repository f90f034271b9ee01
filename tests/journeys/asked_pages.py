"""The pages on what we are asking about, for the journeys: one that says everything, and one of a hub's every day."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from core.models import Hub
from feedback.choices import ThemeState
from feedback.models import Theme, YouSaid
from participation.choices import Condition, Degree, FairCheck, Gate, Method, Size, TimeAsked
from participation.models import GateOverride
from tests import builders

LONG = "The rooms upstairs, the garden and the café, the days and the times, who is there, and how you find out about all of it. " * 4


def furnish_asked(hub: Hub, by: User, *, answered: str) -> None:
    """Make them. `answered` is the reference of a published answer that came of the first."""
    full = builders.make_engagement(
        hub,
        title="Moving to Station Road",
        slug="station-road",
        question="What would a move to Station Road mean for your family?",
        what_can_change=LONG,
        what_is_fixed="The lease on the old building ends in May. Nobody can renew it.",
        size=Size.BIG,
        decided_by=builders.make_post("Director of children’s services"),
        decided_on=builders.today() + timedelta(days=80),
        decided_at="Cabinet",
        ways_to_take_part={one.value: "Tap an answer on the poster." for one in TimeAsked},
        reciprocity="Your fares and childcare paid.",
        claimed_degree=Degree.COUNCIL_BEGAN,
        methods=[Method.SURVEY, Method.WORKSHOP],
        conditions={one.value: "In May." for one in Condition},
        starts_on=builders.today() - timedelta(days=10),
        ends_on=builders.today() + timedelta(days=40),
        fair_checks={one.value: LONG for one in FairCheck},
        is_formal_consultation=True,
    )
    builders.put_off(full, weeks=3)
    builders.make_open_survey(hub, engagement=full, title="Your way to Station Road", slug="your-way")
    YouSaid.objects.filter(reference=answered).update(engagement=full)
    heard = builders.make_theme(full, "Parking")
    line = "The car park belongs to the railway. We asked, and they said no."
    Theme.objects.filter(pk=heard.pk).update(state=ThemeState.HEARD, public_line=line, heard_on=builders.today())
    why = "The lease ends in May, so we ask before the last paper is ready."
    facts = {"gate": Gate.OPENING, "missing": ["x"], "public_reason": why, "asked_by": by, "asked_on": builders.today()}
    GateOverride.objects.create(engagement=full, **facts)
    GateOverride.objects.update(used_at=timezone.now())
    builders.make_everyday_engagement(hub, slug="every-day-at-elm")
