"""What is known of a person beside their name."""

from django.db import models


class Channel(models.TextChoices):
    """How somebody likes to be reached."""

    EMAIL = "email", "By e-mail"
    TEXT = "text", "By text message"
    PHONE = "phone", "By phone"
    POST = "post", "By post"
    IN_PERSON = "person", "Face to face"


class SafeThere(models.TextChoices):
    """Whether it is safe to write to somebody where they live. "Not asked yet" is not yes (DESIGN 3)."""

    NOT_ASKED = "", "Not asked yet"
    YES = "yes", "Yes"
    ONLY_RING = "only_ring", "No: only ring them"
    IN_PERSON = "in_person", "No: only in person"


class Source(models.TextChoices):
    """How a person came to be here."""

    STAFF = "staff", "Written down by staff"
    LIST = "list", "Brought in with a list"
    FORM = "form", "Told us themselves, on a form"


class OpenReason(models.TextChoices):
    """Why somebody opens who a person is, whose role does not need it every day (security 5.9). A choice: the trail keeps it for ever."""

    RIGHTS = "rights", "They asked for their data, or to be forgotten"
    COMPLAINT = "complaint", "A complaint, or a breach that may have reached them"
    SAFETY = "safety", "Somebody may be at risk"
    CHECK = "check", "I check that their record is right and lawfully kept"
