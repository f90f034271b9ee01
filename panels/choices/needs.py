"""What is arranged so that somebody can take part: what to arrange, never why (domain reference 3.5; consent purpose "adjustments")."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NeedKind(models.TextChoices):
    """What has to be booked. One line on the list "what do I need to book for Tuesday?" each."""

    ACCESS = "access", _("Access: a ramp, a loop, a quiet room")
    CHILDCARE = "childcare", _("Childcare, or room for a child on the lap")
    INTERPRETER = "interpreter", _("An interpreter or signer")
    TRAVEL = "travel", _("Help with getting there")
    FOOD = "food", _("Food: what to leave out")


class Reply(models.TextChoices):
    """What somebody said to an invitation."""

    NONE = "", _("No answer yet")
    YES = "yes", _("Coming")
    ONLINE = "online", _("Coming online")
    NO = "no", _("Not coming")
    MAYBE = "maybe", _("Not sure yet")


COMING = frozenset({Reply.YES, Reply.ONLINE})


class HowReplied(models.TextChoices):
    """How we know."""

    LINK = "link", "By the link in their letter"
    RANG = "rang", "They rang, or said it"
    THEMSELVES = "self", "Under “My panel”"
