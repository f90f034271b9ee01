"""The states of an import, and what becomes of one record."""

from django.db import models


class ImportState(models.TextChoices):
    """Where an import stands."""

    UPLOADED = "uploaded", "Waiting for its columns to be chosen"
    READING = "reading", "Being tried"
    TRIED = "tried", "Tried, nothing written yet"
    APPLYING = "applying", "Being brought in"
    APPLIED = "applied", "Brought in"
    UNDOING = "undoing", "Being taken back"
    UNDONE = "undone", "Taken back"
    FAILED = "failed", "Could not be read"
    LEFT = "left", "Left, and its file deleted"


class Outcome(models.TextChoices):
    """What becomes of a record."""

    MADE = "made", "New"
    CHANGED = "changed", "Changed"
    SAME = "same", "Left alone"
    REFUSED = "refused", "Left out"
    UNDONE = "undone", "Taken back"


# An import in these states has its file, and waits for somebody or for the worker.
UNDER_WAY = (ImportState.READING, ImportState.APPLYING, ImportState.UNDOING)
HAS_A_REPORT = (ImportState.TRIED, ImportState.APPLYING, ImportState.APPLIED, ImportState.UNDOING, ImportState.UNDONE)
