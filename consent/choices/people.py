"""What is known of a person beside their name."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_TO_FAMILIES: "dict[str, StrOrPromise]" = {
    "email": _("By e-mail"),
    "text": _("By text message"),
    "phone": _("By phone"),
    "post": _("By post"),
    "person": _("Face to face"),
}
_SAFE_TO_FAMILIES: "dict[str, StrOrPromise]" = {
    "": _("Nobody has asked you yet"),
    "yes": _("Yes"),
    "only_ring": _("Only ring me, never write"),
    "in_person": _("No: only talk to me face to face"),
}


class Channel(models.TextChoices):
    """How somebody likes to be reached."""

    EMAIL = "email", "By e-mail"
    TEXT = "text", "By text message"
    PHONE = "phone", "By phone"
    POST = "post", "By post"
    IN_PERSON = "person", "Face to face"

    @property
    def said_to_families(self) -> "StrOrPromise":
        """The same, to the person themselves."""
        return _TO_FAMILIES[self.value]


class SafeThere(models.TextChoices):
    """Whether it is safe to write to somebody where they live. "Not asked yet" is not yes (DESIGN 3)."""

    NOT_ASKED = "", "Not asked yet"
    YES = "yes", "Yes"
    ONLY_RING = "only_ring", "No: only ring them"
    IN_PERSON = "in_person", "No: only in person"

    @property
    def said_to_families(self) -> "StrOrPromise":
        """The same, to the person themselves."""
        return _SAFE_TO_FAMILIES[self.value]


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
