"""Where somebody stands on a panel, and for whom they speak (domain reference 3.3 and 3.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MemberKind(models.TextChoices):
    """Full membership and the lighter ways: a guest decides after one meeting.

    Who comes for their work, or to translate and support, is no member of the return.
    """

    MEMBER = "member", _("Member")
    CO_CHAIR = "co_chair", _("Co-chair")
    READER = "reader", _("Reader: reads and says, comes to no meeting")
    GUEST = "guest", _("Guest: comes to one meeting to see what it is like")
    PROFESSIONAL = "professional", _("Comes for their work")
    SUPPORTER = "supporter", _("Translates or supports")


# Parents and carers with a say; the others are there to help (domain reference 3.3).
WITH_A_SAY = frozenset({MemberKind.MEMBER, MemberKind.CO_CHAIR})
PARENTS_AND_CARERS = WITH_A_SAY | {MemberKind.READER}


class Capacity(models.TextChoices):
    """For whom somebody speaks."""

    LIVED = "lived", _("For themselves: they have lived it")
    REPRESENTING = "represents", _("For a group or organisation")


class ChildsAge(models.TextChoices):
    """How old somebody's children are, in bands: an age and a name would tell which child it is (domain reference 3.9)."""

    UNBORN = "unborn", "On the way"
    BABY = "0-1", "Under 2"
    SMALL = "2-4", "2 to 4"
    SCHOOL = "5-10", "5 to 10"
    OLDER = "11-15", "11 to 15"
    GROWING_UP = "16-25", "16 to 25"


class Stage(models.TextChoices):
    """Where a membership stands. What comes before it is an interest."""

    INDUCTION = "induction", _("Getting to know the panel")
    ON = "on", _("On the panel")
    BREAK = "break", _("Taking a break")
    LEFT = "left", _("Left")


ON_THE_PANEL = frozenset({Stage.INDUCTION, Stage.ON, Stage.BREAK})
# Who is asked to meetings, and counted as an active member on a day.
COMES = frozenset({Stage.INDUCTION, Stage.ON})
