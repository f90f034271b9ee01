"""The kinds and states of what the hubs offer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """What a service is about: the upper level of the list that DfE sorted with families (domain reference 4.5)."""

    PREGNANCY = "pregnancy", _("Pregnancy, birth and early years")
    ACTIVITIES = "activities", _("Activities, clubs and groups")
    HEALTH = "health", _("Health")
    FAMILY = "family", _("Family support")
    SEND = "send", _("Special needs and disability")
    TRANSPORT = "transport", _("Getting about")


class ForWhom(models.TextChoices):
    """The field says universal and targeted; families read "for everyone" and "extra help"."""

    EVERYONE = "everyone", _("For everyone")
    EXTRA_HELP = "extra_help", _("Extra help")


class HowToGetIt(models.TextChoices):
    """The first step a family takes."""

    TURN_UP = "turn_up", _("Just turn up")
    BOOK = "book", _("Book a place")
    ASK = "ask", _("Ask us first")


class Cost(models.TextChoices):
    """Whether money is asked for."""

    FREE = "free", _("Free")
    PAID = "paid", _("You pay")


class AgeUnit(models.TextChoices):
    """How an age is said."""

    MONTHS = "months", "months"
    YEARS = "years", "years"


class Audit(models.TextChoices):
    """What a test found out about how well everyone can use this website (domain reference 7.2)."""

    NOT_YET = "not_yet", "Not yet audited"
    FULLY = "fully", "Fully compliant"
    PARTLY = "partly", "Partly compliant"
    NOT = "not", "Not compliant"
