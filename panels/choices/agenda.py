"""What is talked about at a meeting, what is read before it, and who came (domain reference 3.5)."""

from django.db import models


class ItemPurpose(models.TextChoices):
    """What is asked of those who come."""

    INFORM = "inform", "To tell you"
    DISCUSS = "discuss", "To talk about"
    DECIDE = "decide", "To decide"


# It comes first at every meeting, made by itself: nobody removes or moves it (domain reference 3.5, decision 0060).
FIRST_ITEM = "What happened to what we said"
FIRST_TAKES = 10  # minutes


class PaperKind(models.TextChoices):
    """What a paper is: words typed here, or a file."""

    WORDS = "words", "Words typed here"
    PDF = "pdf", "PDF"
    WORD = "docx", "Word"


class PaperFormat(models.TextChoices):
    """Another form in which somebody had a paper."""

    LARGE = "large", "Large print"
    EASY = "easy", "Easy read"
    AUDIO = "audio", "Audio"
    TRANSLATED = "translated", "Another language"


class Came(models.TextChoices):
    """Whether a member took part. Without a row nobody said anything of them: they were not there."""

    YES = "yes", "Came"
    ONLINE = "online", "Came online"
    APOLOGIES = "sorry", "Sent apologies"


TOOK_PART = frozenset({Came.YES, Came.ONLINE})
