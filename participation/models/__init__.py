"""What the council asks about, and how well it listened: one file per aggregate."""

from participation.models.engagement import Engagement

__all__ = ["Engagement"]
