"""What the council asks about, and how well it listened: one file per aggregate."""

from participation.models.engagement import Engagement, OfEngagementQuerySet
from participation.models.learning import LearningNote
from participation.models.override import GateOverride

__all__ = ["Engagement", "GateOverride", "LearningNote", "OfEngagementQuerySet"]
