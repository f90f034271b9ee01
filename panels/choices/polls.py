"""How a day suits somebody."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TimeSuits(models.TextChoices):
    """What a member says of one moment of a poll. What is left out is not known, which is not no."""

    YES = "yes", _("Yes")
    MAYBE = "maybe", _("If need be")
    NO = "no", _("No")
