"""What comes of a meeting: how something was decided, and who does what was agreed (domain reference 3.5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HowDecided(models.TextChoices):
    """How a decision was made. The first two are how most are made; the others stand under “more ways”."""

    AGREED = "agreed", _("Nobody was against it")
    HANDS = "hands", _("By a show of hands")
    CONSENT = "consent", _("Everybody can live with it")
    RANKED = "ranked", _("By putting the choices in order")


class OwnerKind(models.TextChoices):
    """Who does something."""

    POST = "post", "A post"
    MEMBER = "member", "A member"
    BODY = "body", "Another body"


class Says(models.TextChoices):
    """What a member says of a choice, between meetings."""

    YES = "yes", _("Yes")
    LIVE = "live", _("I can live with it")
    NO = "no", _("No, I cannot live with it")


LONGEST_WORDS, LONGEST_REASON, LONGEST_ACTION = 1_000, 600, 300
MOST_ROWS = 200  # written down at one meeting
MOST_HANDS = 200
LONGEST_QUESTION, LONGEST_CHOICE, MOST_CHOICES = 600, 200, 6
