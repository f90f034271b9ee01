"""What is said of something that went wrong with somebody's data (domain 5.6; UK GDPR Articles 33 and 34)."""

from django.db import models


class WhoseData(models.TextChoices):
    """Whose data it was."""

    FAMILIES = "families", "Parents, carers or families"
    CHILDREN = "children", "Children or young people"
    PANEL = "panel", "Panel members"
    STAFF = "staff", "Staff or volunteers"
    PARTNERS = "partners", "People at partner organisations"
    OTHER = "other", "Somebody else"
    NOT_KNOWN = "not_known", "I do not know"


class WhatData(models.TextChoices):
    """What of them it was."""

    NAMES = "names", "Names"
    CONTACT = "contact", "E-mail, phone or post address"
    ANSWERS = "answers", "What they said or answered"
    HEALTH = "health", "Health, disability or needs"
    BACKGROUND = "background", "Ethnicity, religion or other sensitive facts"
    SAFETY = "safety", "Where somebody lives who must not be found, or a worry about a child"
    MONEY = "money", "Bank details or payments"
    PICTURES = "pictures", "Photos, film or voice"
    SIGN_IN = "sign_in", "Passwords or a way to sign in"
    OTHER = "other", "Something else"
    NOT_KNOWN = "not_known", "I do not know"


class HowLikely(models.IntegerChoices):
    """How likely it is that somebody is harmed."""

    UNLIKELY = 1, "Unlikely"
    POSSIBLE = 2, "Possible"
    LIKELY = 3, "Likely"


class HowBad(models.IntegerChoices):
    """How bad it would be for them."""

    LITTLE = 1, "A nuisance"
    SOME = 2, "Upset, cost or embarrassment"
    BAD = 3, "Danger, serious distress or loss"


class MustTell(models.TextChoices):
    """Whether somebody must be told of it."""

    NOT_DECIDED = "", "Not decided yet"
    MUST = "must", "Must be told"
    NEED_NOT = "need_not", "Need not be told"


class StepKind(models.TextChoices):
    """What was done about it."""

    STOPPED = "stopped", "It was stopped"
    GOT_BACK = "got_back", "What was lost was got back or deleted"
    ASKED = "asked", "Advice was asked"
    TOLD = "told", "Somebody was told"
    CHANGED = "changed", "Something was changed so that it does not happen again"
    OTHER = "other", "Something else was done"
