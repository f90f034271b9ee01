"""What the council asks about, and how well it listened: one file per aggregate."""

from participation.models.activity import Activity, Turnout, TurnoutCount
from participation.models.checklist import ChecklistAnswer, CouncilItem, EverydayLook
from participation.models.engagement import Engagement, OfEngagementQuerySet
from participation.models.groups import Population, PriorityGroup
from participation.models.override import GateOverride
from participation.models.reach import Aim, GroupSentence

__all__ = [
    "Activity",
    "Aim",
    "ChecklistAnswer",
    "CouncilItem",
    "Engagement",
    "EverydayLook",
    "GateOverride",
    "GroupSentence",
    "OfEngagementQuerySet",
    "Population",
    "PriorityGroup",
    "Turnout",
    "TurnoutCount",
]
