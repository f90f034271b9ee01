"""The states and sizes of an engagement."""

from django.db import models


class Size(models.TextChoices):
    """How heavy the decision is. The heavier, the more is asked before it opens."""

    EVERYDAY = "everyday", "Everyday listening"
    STANDARD = "standard", "Standard"


class Stage(models.TextChoices):
    """Where an engagement stands."""

    PLANNING = "planning", "Planning"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
