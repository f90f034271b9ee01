"""The kinds and states of what families ask for in another way."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """In which other way somebody wants something (domain reference 7.2: reasonable adjustments)."""

    LARGE_PRINT = "large_print", _("In large print")
    EASY_READ = "easy_read", _("In easy read: short words and pictures")
    BSL = "bsl", _("In British Sign Language")
    AUDIO = "audio", _("To listen to")
    BRAILLE = "braille", _("In braille")
    LANGUAGE = "language", _("In my language")
    BY_PHONE = "by_phone", _("Somebody rings me and we do it together")
    OTHER = "other", _("In another way")


class How(models.TextChoices):
    """How it gets to the family."""

    PICK_UP = "pick_up", _("I will pick it up")
    POST = "post", _("Send it by post")
    EMAIL = "email", _("Send me an e-mail")
    TEXT = "text", _("Send me a text message")
    RING = "ring", _("Ring me")


class Safe(models.TextChoices):
    """Whether it is safe to reach somebody where they live. Not everybody may be seen to ask for help."""

    YES = "yes", _("Yes")
    ONLY_RING = "only_ring", _("Only ring me, never write")
    IN_PERSON = "in_person", _("No: only talk to me face to face")


class State(models.TextChoices):
    """Where a request stands, in words for staff."""

    ASKED = "asked", "Asked"
    IN_HAND = "in_hand", "In hand"
    DONE = "done", "Given"
    COULD_NOT = "could_not", "Could not be given"


WAITING = (State.ASKED, State.IN_HAND)


class Given(models.TextChoices):
    """How it was given in the end. A choice and no words: the count stays when what could tell the family is deleted."""

    PICKED_UP = "picked_up", "They picked it up"
    POSTED = "posted", "By post"
    MAILED = "mailed", "By e-mail or text message"
    RUNG = "rung", "On the phone"
    IN_PERSON = "in_person", "Face to face"


class WhyNot(models.TextChoices):
    """Why it could not be given. The council must be able to say so later without knowing to whom."""

    NOBODY_MAKES_IT = "nobody", "Nobody we can reach makes this"
    TOO_LATE = "too_late", "It would have come too late to be of use"
    NOT_REACHED = "not_reached", "We could not reach the family, or nobody picked it up"
    NOT_NEEDED = "not_needed", "The family does not need it any more"
    OTHER = "other", "Something else"
