"""What the council asks about, and how well it listened: one file per aggregate."""

from participation.models.activity import Activity, Turnout, TurnoutCount
from participation.models.checklist import ChecklistAnswer, CouncilItem, EverydayLook
from participation.models.engagement import Engagement, OfEngagementQuerySet
from participation.models.equality import EqualityLine, EqualityRecord
from participation.models.equality_since import EqualityPublication, MitigationDone
from participation.models.groups import Population, PriorityGroup
from participation.models.learning import LearningNote
from participation.models.override import GateOverride
from participation.models.past import PastFinding, PastReport, PastReportFile
from participation.models.reach import Aim, GroupSentence

__all__ = [
    "Activity",
    "Aim",
    "ChecklistAnswer",
    "CouncilItem",
    "Engagement",
    "EqualityLine",
    "EqualityPublication",
    "EqualityRecord",
    "EverydayLook",
    "GateOverride",
    "GroupSentence",
    "LearningNote",
    "MitigationDone",
    "OfEngagementQuerySet",
    "PastFinding",
    "PastReport",
    "PastReportFile",
    "Population",
    "PriorityGroup",
    "Turnout",
    "TurnoutCount",
]
