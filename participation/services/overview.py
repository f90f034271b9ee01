"""Taking the list of what the council asks about out as a table."""

from accounts.models import User
from core import audit


def note_export(*, number: int, by: User) -> None:
    """Keep in the trail that the table was taken out, and how many engagements it has."""
    audit.record("participation.engagement.export", by, by=by, engagements=number)
