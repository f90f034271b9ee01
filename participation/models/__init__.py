"""What the council asks about, and how well it listened: one file per aggregate."""

from participation.models.engagement import Engagement
from participation.models.learning import LearningNote

__all__ = ["Engagement", "LearningNote"]
