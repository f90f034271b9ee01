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


class ReadyWord(models.TextChoices):
    """What somebody may say of a thing to do while a council gets ready."""

    SAID = "said", "It is so"
    NOT_NOW = "not_now", "Not now"


class WhyClosed(models.TextChoices):
    """Why a hub is closed today, as staff choose it; what families read stands in `home/rules/closures.py`."""

    STAFF_ILL = "staff_ill", "Staff are ill"
    HEATING = "heating", "No heating"
    SNOW = "snow", "Snow or ice"
    TRAINING = "training", "Staff training"
    OTHER = "other", "Something else"


class BankHolidays(models.TextChoices):
    """What a hub does on bank holidays. While nobody has said, families are asked to ring first."""

    NOT_SAID = "not_said", "Not said: families read “ring before you come”"
    CLOSED = "closed", "Closed on bank holidays"
    AS_USUAL = "usual", "Open as usual"


class WrongSaidBy(models.TextChoices):
    """Who says that something on a page is wrong."""

    FAMILY = "family", "A family"
    PROVIDER = "provider", "Who runs it"


class WrongState(models.TextChoices):
    """What came of what was said to be wrong."""

    WAITING = "waiting", "Waits for a look"
    PUT_RIGHT = "put_right", "Put right"
    WAS_RIGHT = "was_right", "Looked at: the page was right"


class AlertLevel(models.TextChoices):
    """How grave an alert is; families read the word before the text."""

    URGENT = "urgent", _("Urgent")
    IMPORTANT = "important", _("Important")
    NEWS = "news", _("News")


class AlertPlace(models.TextChoices):
    """Where an alert stands."""

    EVERYWHERE = "everywhere", "On every page"
    FRONT = "front", "On the front page"
    HUB = "hub", "On one hub's pages"


# Pages below the front page that every page leads to by this address, in each language: it cannot be changed.
LED_TO = frozenset({"help-now", "privacy", "accessibility", "services"})


class Shows(models.TextChoices):
    """Whether a picture shows people. Nobody has said it yet of what many-at-once has just brought in."""

    NOBODY = "nobody", "No, it shows nobody"
    UNKNOWABLE = "unknowable", "It shows people, and nobody could say who they are"
    PEOPLE = "people", "Yes, it shows people who can be recognised"


NOT_SAID_WHOM = (
    "Nobody has said yet whether the picture “{title}” shows people, so families may not see it. Open it under Images, answer that and "
    "save; then publish here again. Or choose another picture."
)
