"""What is known of Ashmere's parents on the panel: what to arrange, what they learned, one who left; and who they are, in numbers alone."""

from collections.abc import Sequence
from datetime import date

from demo import days
from demo.people import Staff
from panels.choices import NeedKind, Topic
from panels.models import Membership, MonitoringRound, Panel, StandingNeed
from panels.services.leaving import Goodbye, leave_panel
from panels.services.member_notes import add_note, add_to_log, write_training
from panels.services.monitoring import begin_round, close_round, count_pile
from panels.services.standing_needs import add_need
from participation.selectors.groups import groups_looked_for

NEEDS = {4: (NeedKind.TRAVEL, "A bus ticket for two zones"), 5: (NeedKind.FOOD, "No nuts")}
SLIPS = {
    "sex": {"female": 6, "male": 4},
    "age": {"18-24": 2, "25-34": 4, "35-44": 3, "not_said": 1},
    "ethnicity": {"asian": 3, "black": 2, "white": 4, "not_said": 1},
}


def seed(panel: Panel, members: Sequence[Membership], staff: Staff, today: date) -> None:
    """Write down what some of them need and learned, let the last of them leave, and count who they are."""
    cora = staff.users["cora.panel"]
    for turn, (kind, detail) in NEEDS.items():
        add_need(member=members[turn], kind=kind, detail=detail, by=cora, today=today)
    StandingNeed.objects.filter(membership=members[4]).update(confirmed_on=days.ago(today, weeks=54))
    for turn, topic in enumerate((Topic.DECIDING, Topic.PRIVATE_AND_SAFE, Topic.STORIES, Topic.FIGURES) * 2):
        write_training(member=members[turn], topic=topic, done_on=days.ago(today, weeks=20 - turn), by=cora, today=today)
    add_note(member=members[1], words="Asked to be rung after five, when the shop has closed.", by=cora, today=today)
    add_to_log(member=members[3], words="Was upset after the talk about wards. We rang her the next day.", by=cora, today=today)
    leave_panel(member=members[-1], on=today, said=Goodbye("time", "I have a new job. Thank you all."), by=cora, today=today)
    _count(panel, staff, today)


def _count(panel: Panel, staff: Staff, today: date) -> None:
    """Count the slips of ten members, in a round of some weeks ago."""
    cora = staff.users["cora.panel"]
    row = begin_round(panel=panel, by=cora, today=today)
    groups = dict.fromkeys(groups_looked_for()[:2], 5)
    count_pile(panel=panel, counts=SLIPS, groups=groups, seen=row.version, by=cora, today=today)
    close_round(panel=panel, by=cora, today=today)
    MonitoringRound.objects.filter(pk=row.pk).update(began_on=days.ago(today, weeks=8), closed_on=days.ago(today, weeks=6))
