"""How a panel meets, and where a meeting stands (domain reference 3.5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Format(models.TextChoices):
    """Where people sit."""

    IN_PERSON = "person", _("In the room")
    HYBRID = "hybrid", _("In the room and online")
    ONLINE = "online", _("Online")


class MeetingState(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", _("To come")
    HELD = "held", _("Held")
    CALLED_OFF = "off", _("Called off")
