"""The way from "I'd like to join" to being on a panel (domain reference 3.4), as data: its steps with their days, and what people say."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from panels.choices.panels import PanelKind


class HeardThrough(models.TextChoices):
    """Where somebody heard of a panel: the routes of domain reference 3.4."""

    HUB = "hub", _("A family hub")
    MIDWIFE = "midwife", _("A midwife")
    HEALTH_VISITOR = "visitor", _("A health visitor")
    NURSERY = "nursery", _("A nursery")
    SCHOOL = "school", _("A school")
    LIBRARY = "library", _("A library")
    COMMUNITY = "community", _("A faith or community group")
    SOCIAL = "social", _("Social media")
    FRIEND = "friend", _("A friend or another parent")
    GROUP = "group", _("Another parents’ group")
    OTHER = "other", _("Somewhere else")


class Suits(models.TextChoices):
    """When and where it suits somebody to meet."""

    MORNINGS = "mornings", _("Mornings")
    DAYTIME = "daytime", _("In the day, in school time")
    EVENINGS = "evenings", _("Evenings")
    WEEKENDS = "weekends", _("Weekends")
    ONLINE = "online", _("Online, from home")
    AT_THE_HUB = "hub", _("At the hub")


class Wants(models.TextChoices):
    """As what somebody would like to take part: full membership, and the lighter ways beside it."""

    MEMBER = "member", _("Come to the meetings")
    READER = "reader", _("Read things at home and say what I think")
    ONE_MEETING = "one", _("Come to one meeting and see")
    ONE_QUESTION = "question", _("Answer a question now and then")


class HowAsked(models.TextChoices):
    """How somebody asked to join."""

    FORM = "form", "On our form"
    CALL_ME = "call_me", "Asked on our form to be rung"
    RANG = "rang", "They rang us"
    CAME_IN = "came", "They came in"
    PAPER = "paper", "On paper"


THEMSELVES = frozenset({HowAsked.FORM, HowAsked.CALL_ME})


class Step(models.TextChoices):
    """What one of us does next for somebody who would like to join."""

    CALL_BACK = "call", "Ring them back"
    CHAT = "chat", "Have a chat"
    PACK = "pack", "Give them the welcome pack"
    AGREE = "agree", "Agree how the panel works, ask for consents"


class HowEnded(models.TextChoices):
    """How an interest ended."""

    JOINED = "joined", "They are on the panel"
    NO = "no", "They do not go on"
    NOT_REACHED = "not_reached", "Could not be reached"


class WhyNoMore(models.TextChoices):
    """Why somebody does not go on: kept only where they offered it."""

    NOT_SAID = "", "They did not say, and nobody asks"
    TIME = "time", "No time for it now"
    WHEN = "when", "The days or times do not suit"
    WHERE = "where", "Too far, or hard to get to"
    CHILDCARE = "childcare", "Childcare"
    WORK = "work", "Work or study"
    NOT_FOR_ME = "not_for_me", "It is not for them"
    ELSEWHERE = "elsewhere", "They joined something else"
    OTHER = "other", "Another reason"


class CameOf(models.TextChoices):
    """What came of ringing somebody."""

    REACHED = "reached", "Reached"
    NO_ANSWER = "no_answer", "No answer"


@dataclass(frozen=True)
class StepPlan:
    """One step: within how many working days of the one before, and what follows it."""

    step: str
    within_days: int
    then: str


STEPS: dict[str, StepPlan] = {
    one.step: one
    for one in (
        StepPlan(Step.CALL_BACK, 5, Step.CHAT),
        StepPlan(Step.CHAT, 10, Step.PACK),
        StepPlan(Step.PACK, 5, Step.AGREE),
        StepPlan(Step.AGREE, 10, ""),
    )
}
# After so many calls without an answer a polite end; until then the next call is so many working days away.
MOST_CALLS, NEXT_CALL_DAYS = 3, 2
# So many forms of one panel in a day join the clock; what comes beyond stands under “Look first”, and is nobody’s lateness (decision 0058).
MOST_FORMS_A_DAY = 20
# Who sits on these is sent by an agency or does the work: nobody joins them by a form.
NOT_BY_FORM = frozenset({PanelKind.BOARD, PanelKind.PRACTICE})
