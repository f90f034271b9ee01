"""Where a message to members stands, and how each of them is reached."""

from django.db import models


class MessageState(models.TextChoices):
    """Where a message stands. Its words change only while it is being written."""

    DRAFT = "draft", "Being written"
    ASKED = "asked", "A second person reads it first"
    OUT = "out", "Sent"
    BACK = "back", "Taken back"


class Way(models.TextChoices):
    """How one member is reached with a message, as they like it and as it is safe."""

    LETTER = "letter", "By e-mail"
    PAPER = "paper", "On paper, by post"
    PHONE = "phone", "By phone: words to copy, or a call"
    SAY = "say", "Somebody tells them"
    NOT = "not", "Not at all"


# Whoever is reached in one of these ways is marked by hand, once it was done.
BY_HAND = frozenset({Way.PAPER, Way.PHONE, Way.SAY})


class ToldHow(models.TextChoices):
    """How staff passed a message on to somebody whom no e-mail reached."""

    PAPER = "paper", "On paper"
    TEXT = "text", "By a text to their phone"
    RANG = "rang", "On the phone"
    FACE = "face", "Face to face"
