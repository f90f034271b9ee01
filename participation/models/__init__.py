"""What the council asks about, and how well it listened: one file per aggregate."""

from participation.models.checklist import ChecklistAnswer, CouncilItem, EverydayLook
from participation.models.engagement import Engagement, OfEngagementQuerySet
from participation.models.equality import EqualityLine, EqualityRecord
from participation.models.equality_since import EqualityPublication, MitigationDone
from participation.models.override import GateOverride
from participation.models.past import PastFinding, PastReport, PastReportFile

__all__ = [
    "ChecklistAnswer",
    "CouncilItem",
    "Engagement",
    "EqualityLine",
    "EqualityPublication",
    "EqualityRecord",
    "EverydayLook",
    "GateOverride",
    "MitigationDone",
    "OfEngagementQuerySet",
    "PastFinding",
    "PastReport",
    "PastReportFile",
]
