"""What the council asks about, and how well it listened: one file per aggregate."""

from participation.models.checklist import ChecklistAnswer, CouncilItem, EverydayLook
from participation.models.engagement import Engagement, OfEngagementQuerySet
from participation.models.override import GateOverride

__all__ = ["ChecklistAnswer", "CouncilItem", "Engagement", "EverydayLook", "GateOverride", "OfEngagementQuerySet"]
