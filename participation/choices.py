"""The states, sizes and words of an engagement and of what belongs to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Size(models.TextChoices):
    """How heavy the decision is. The heavier, the more is asked before it opens."""

    EVERYDAY = "everyday", "Everyday listening"
    STANDARD = "standard", "Standard"
    BIG = "big", "Big decision"


class Stage(models.TextChoices):
    """Where an engagement stands. It goes this way, and a step back with a reason."""

    PLANNING = "planning", "Planning"
    OPEN = "open", "Open"
    SENSE = "sense", "Making sense"
    ANSWERING = "answering", "Answering"
    CLOSED = "closed", "Closed"
    LOOKED = "looked", "Looked at again"


# Families were told that they are asked, and wait for an answer.
UNDER_WAY = (Stage.OPEN, Stage.SENSE, Stage.ANSWERING)
ENDED = (Stage.CLOSED, Stage.LOOKED)


class Degree(models.TextChoices):
    """Treseder's five degrees of participation (1997), which are described and never ranked (domain reference 2.2)."""

    INFORMED = "informed", "Assigned but informed"
    CONSULTED = "consulted", "Consulted and informed"
    COUNCIL_BEGAN = "council", "Started by the council, decided together"
    FAMILIES_BEGAN = "families", "Started by families, decided together"
    FAMILIES_LEAD = "lead", "Started and led by families"


# What is decided together, or by families: what "co-production" may be said of, when its conditions hold (domain reference 2.4).
TOGETHER = (Degree.COUNCIL_BEGAN, Degree.FAMILIES_BEGAN, Degree.FAMILIES_LEAD)


class Who(models.TextChoices):
    """Who did a part of it: started it, set what is talked about, had a vote, wrote down what should happen."""

    FAMILIES = "families", "Families"
    COUNCIL = "council", "The council"
    PARTNER = "partner", "A partner"
    TOGETHER = "together", "Families and the council together"
    NOBODY = "nobody", "Nobody"


class Method(models.TextChoices):
    """A way of listening: what an activity is, and what an engagement plans to use."""

    SURVEY = "survey", "Survey"
    WORKSHOP = "workshop", "Workshop"
    DROP_IN = "drop_in", "Drop-in"
    ART = "art", "Art session"
    VISIT = "visit", "Visit"
    PHONE = "phone", "Phone calls"
    PANEL = "panel", "Panel item"
    COMMUNITY = "community", "Session led by the community"


class TimeAsked(models.TextChoices):
    """How much of somebody's time is asked: whoever has a minute can take part, and whoever has a year (domain reference 2.5)."""

    MINUTE = "minute", "One minute"
    TEN_MINUTES = "ten_minutes", "Ten minutes"
    HOUR = "hour", "An hour"
    MEETINGS = "meetings", "A few meetings"
    MONTHS = "months", "Some months"
    YEAR = "year", "A year"


class FairCheck(models.TextChoices):
    """The four checks of a fair consultation (the Gunning principles, domain reference 2.1)."""

    OPEN = "open", "Nothing is decided yet: what is still open, and until when?"
    REASONS = "reasons", "Enough is said to answer well: where do families read the reasons, the choices and what each would mean?"
    TIME = "time", "There is time enough: how long have families, and why is that enough for who is hardest to reach?"
    WEIGHED = "weighed", "What is said will be weighed: who reads all of it before deciding, and how will that be shown?"


class Condition(models.TextChoices):
    """What must be true before anybody says "decided together" (co-production, domain reference 2.4)."""

    BEFORE = "before", "Families joined before the options were fixed"
    DECISION = "decision", "At least one decision was shared"
    OUTPUT = "output", "Families saw what came out and could change it"
    BACK = "back", "Something was given back to families"


class Gate(models.TextChoices):
    """Where an engagement is held until what its size asks is there."""

    OPENING = "opening", "Opening"
    CLOSING = "closing", "Closing"


class Element(models.TextChoices):
    """Lundy's four elements, in the order of attention. The last two are the half that is forgotten (domain reference 1.1)."""

    SPACE = "space", "Space"
    VOICE = "voice", "Voice"
    AUDIENCE = "audience", "Audience"
    INFLUENCE = "influence", "Influence"


class When(models.TextChoices):
    """When an item of the checklist is asked."""

    PLANNING = "planning", "Planning"
    DURING = "during", "During"
    AFTER = "after", "Afterwards"


class Said(models.TextChoices):
    """The answer to an item of the checklist. An empty one is open: nobody said anything yet."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    NOT_APPLICABLE = "n_a", "Does not apply here"


class Effect(models.TextChoices):
    """What a decision does to a group. No choice means that nobody has looked yet."""

    POSITIVE = "positive", "Better for them"
    NEGATIVE = "negative", "Worse for them"
    NEUTRAL = "neutral", "No different for them"


class EqualityOutcome(models.TextChoices):
    """What an equality record comes to (domain reference 7.1)."""

    NO_CHANGE = "none", "No change: go on as planned"
    ADJUST = "adjust", "Adjust the plan"
    CONTINUE = "continue", "Continue, and say why it is justified"
    STOP = "stop", "Stop"


class RatingPoint(models.TextChoices):
    """When families are asked how they were listened to (domain reference 1.3)."""

    START = "start", "At the start"
    MIDDLE = "middle", "In the middle"
    END = "end", "At the end"
    LATER = "later", "Some months later"


# Only for work over three months.
OF_LONG_WORK = (RatingPoint.START, RatingPoint.MIDDLE)

# The five degrees in the words of families (domain reference 2.2): while it goes on, and when it is looked back on.
_IN_PARENTS_WORDS = {
    Degree.INFORMED: (_("We tell you what is happening and invite you in"), _("Families were told about it and invited in")),
    Degree.CONSULTED: (_("We ask what you think, and tell you what came of it"), _("Families were asked and told the result")),
    Degree.COUNCIL_BEGAN: (_("We started it, and we decide together"), _("The council started it, and we decided together")),
    Degree.FAMILIES_BEGAN: (_("Families started it, and we decide together"), _("Families started it, and we decided together")),
    Degree.FAMILIES_LEAD: (_("Families started it and lead it"), _("Families lead it")),
}
HOW_WE_DO_IT = {degree: now for degree, (now, _then) in _IN_PARENTS_WORDS.items()}
HOW_IT_WAS_DONE = {degree: then for degree, (_now, then) in _IN_PARENTS_WORDS.items()}
