"""The kinds and states of asking, hearing and answering."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.choices import Mode as Mode  # the ground floor says which one a council begins with

# What stands for the question of a comment that a family added later, by the code of its answer.
ADDED = "added"
# The same for one that was said at a meeting of a panel: it answers no survey.
AT_MEETING = "meeting"


class SurveyState(models.TextChoices):
    """Where a survey stands."""

    DRAFT = "draft", "Draft"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class EntryKind(models.TextChoices):
    """Where a family meets the survey."""

    POSTER = "poster", "A poster"
    SESSION = "session", "This session"


class Whose(models.TextChoices):
    """Whose words these are. Practitioners never count as families heard."""

    PARENT = "parent", "Parent or carer"
    CHILD = "child", "Child, in their own words"
    ADULT_FOR_CHILD = "adult_for_child", "Adult passing on a child's words"
    PRACTITIONER = "practitioner", "Practitioner"
    COMMUNITY = "community", "Community or partner"


class ThemeState(models.TextChoices):
    """How a theme stands or ended. A theme ends answered, merged, or with one public line (DESIGN promise 10)."""

    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    MERGED = "merged", "Merged into another"
    HEARD = "heard", "Heard, not taken further"


class Outcome(models.TextChoices):
    """What the council says back. All stand with equal weight; "noted" is not an outcome (DESIGN promise 8)."""

    DID = "did", _("We did")
    DOING = "doing", _("We are doing")
    PLANNED = "planned", _("We plan to")
    PARTLY = "partly", _("We did part of it")
    NOT_NOW = "not_now", _("Not now, because")
    NO = "no", _("No, because")
    PASSED_ON = "passed_on", _("We asked somebody else")


REFUSALS = frozenset({Outcome.NOT_NOW, Outcome.NO})
HAPPENED = frozenset({Outcome.DID, Outcome.PARTLY})
PROMISED = frozenset({Outcome.DOING, Outcome.PLANNED})


class WhyTakenDown(models.TextChoices):
    """Why an answer was taken off the public pages at once. For staff; families read only that it was."""

    NAMES = "names", "A family or a child could be known by it"
    STAFF = "staff", "Somebody else could be known by it"
    RISK = "risk", "It may put somebody at risk"
    WRONG = "wrong", "What it says is wrong"


class Topic(models.TextChoices):
    """What an answer is about, for families to choose by."""

    PLACES = "places", _("Our buildings and getting there")
    SESSIONS = "sessions", _("Groups and sessions")
    TIMES = "times", _("Days and times")
    STAFF = "staff", _("The people who help")
    INFORMATION = "information", _("Finding things out")
    FOOD = "food", _("Food and the café")
    SEND = "send", _("Special needs and disability")
    HELP = "help", _("Getting help")
    OTHER = "other", _("Something else")


class ToldHow(models.TextChoices):
    """How people were told what came of it."""

    PUBLIC_PAGE = "page", "On the public page"
    POSTER = "poster", "On a poster in the hub"
    IN_PERSON = "in_person", "In person"


class ConcernSource(models.TextChoices):
    """Where somebody heard or saw what worries them."""

    MEETING = "meeting", "In a meeting of a panel"
    COMMENT = "comment", "In what a family wrote"
    SESSION = "session", "In a session, or on the phone"
    OTHER = "other", "Somewhere else"


class ConcernEnd(models.TextChoices):
    """What became of a worry. Never a word of it."""

    TAKEN_OVER = "taken", "The case system has it"
    KNOWN = "known", "It was known there already"
    NONE = "none", "It is no worry about somebody’s safety"


class HowMany(models.TextChoices):
    """About how many families answered a rating question, as it is kept: never the number (decision 0054)."""

    NOBODY = "nobody", "Nobody"
    TOO_FEW = "too_few", "Too few to say"
    SOME = "some", "Some"
    MANY = "many", "Many"
    VERY_MANY = "very_many", "Very many"
