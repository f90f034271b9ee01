"""What is held of a member beside who they are: what they learned, and why they left where they said so (domain reference 3.4 and 3.6)."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

NEEDS_HOLD_FOR = timedelta(days=365)  # what to arrange is asked again once a year (issue 6)
WARN_OF_TERM = timedelta(weeks=6)  # before somebody's time ends: long enough to look for the next, or to stay
AGREE_WITHIN = timedelta(weeks=4)  # to read how the panel works, talk about it, and say yes
LONG_INDUCTION = timedelta(weeks=8)  # two meetings and a talk; whoever is new for longer may have been forgotten
LONGEST_BREAK = timedelta(days=366)  # longer than that is leaving, and coming back is always possible


class Topic(models.TextChoices):
    """What induction and training are about (domain reference 3.6)."""

    DECIDING = "deciding", _("How the council and the NHS decide")
    ROLES = "roles", _("Who does what on the panel")
    PRIVATE_AND_SAFE = "safe", _("Keeping things private, and keeping children safe")
    STORIES = "stories", _("Telling your story safely")
    CHAIRING = "chairing", _("Leading a meeting")
    FIGURES = "figures", _("Reading figures")
    EQUALITY = "equality", _("Being fair to everybody")
    ONLINE = "online", _("Staying safe online")


class ExitReason(models.TextChoices):
    """Why somebody left, only where they offered it. Never about health or family: what matters is what we can do better."""

    NOT_SAID = "", "They did not say"
    TIME = "time", "No time for it any more"
    OVER = "over", "Their time on the panel was over"
    MOVED = "moved", "They moved, or go elsewhere now"
    CHILD = "child", "Their children are too old for it"
    NOT_HEARD = "not_heard", "They did not feel heard"
    HARD = "hard", "It was too hard to come: times, places, costs"
    OTHER = "other", "Something else"
