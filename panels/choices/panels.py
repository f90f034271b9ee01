"""What kind of panel it is, and what kinds of other bodies it works with (domain reference 3.1 and 3.7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_WHY = 200  # letters of why a panel ended, as families read it


class PanelKind(models.TextChoices):
    """Kinds are never merged: a parent carer forum (SEND) is another body than a hub's panel, and stands under `BodyKind`."""

    PARENT_CARER = "parent_carer", _("Parent carer panel")
    YOUTH = "youth", _("Youth forum")
    SEND_LINK = "send_link", _("Link to the parent carer forum (SEND)")
    BOARD = "board", _("Advisory board of several agencies")
    PRACTICE = "practice", _("Community of practice")


# The national return counts these alone as panels of parents and carers (domain reference 3.8, SPCP05 and SPCP07).
IN_THE_RETURN = frozenset({PanelKind.PARENT_CARER})


class BodyKind(models.TextChoices):
    """Other voice groups, and the boards that a panel reports to."""

    BOARD = "board", "A board it reports to"
    FORUM = "forum", "Parent carer forum (SEND, 0 to 25)"
    MATERNITY = "maternity", "Maternity and Neonatal Voices Partnership"
    HEALTHWATCH = "healthwatch", "Healthwatch"
    YOUTH_COUNCIL = "youth", "Youth council"
    CARE_LEAVERS = "care_leavers", "Care leavers’ group"
    SCHOOL = "school", "Parents’ group of a school or nursery"
    VOLUNTARY = "voluntary", "Community or voluntary group"
    PANEL = "panel", "Another panel"
    OTHER = "other", "Another body"


class HowAgreed(models.TextChoices):
    """How a member said that they agree to how the panel works."""

    IN_PERSON = "person", "At a meeting or face to face"
    PHONE = "phone", "On the phone"
    PAPER = "paper", "On paper"
    THEMSELVES = "self", "Themselves, under “My panel”"
