"""What somebody told us of themselves whom nobody here knows yet: sealed, and no `Person` before one of us has talked with them."""

import uuid

from django.db import models

from consent.choices import SafeThere
from consent.models.purposes import Wording
from core import contact
from core.blind_index import BlindIndexField
from core.crypto import EncryptedTextField


class Introduction(models.Model):
    """How to call and reach somebody who would like to take part, as they said it (decision 0058).

    It is no record of a person: whoever types another's address here changes, learns and locks nothing. Staff make a `Person` of it, or
    say whom we know already it is, after they talked; then it is gone. By its blind indexes it goes, too, when somebody with this address
    is forgotten. `through_adult` says that the address is not the young person's own, but of who looks after them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = EncryptedTextField(default="", blank=True)
    email = EncryptedTextField(default="", blank=True)
    phone = EncryptedTextField(default="", blank=True)
    best_time = EncryptedTextField(default="", blank=True)
    words = EncryptedTextField(default="", blank=True)
    email_index = BlindIndexField(of="email", key=contact.email_key)
    phone_index = BlindIndexField(of="phone", key=contact.phone_key)
    language = models.CharField(max_length=8, default="en-gb", blank=True)
    safe = models.CharField(max_length=10, choices=SafeThere.choices, default=SafeThere.NOT_ASKED, blank=True)
    is_young = models.BooleanField(default=False)
    through_adult = models.BooleanField(default=False)
    told_on = models.DateField()
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Introduction {self.pk}"


def introduced_by(name: str, value: str) -> str:
    """Return the blind index under which an address or a number stands here, empty for what is none. `name`: "email" or "phone"."""
    field = Introduction._meta.get_field(f"{name}_index")
    assert isinstance(field, BlindIndexField)
    return field.index_of(value)


class IntroductionYes(models.Model):
    """A yes that somebody ticked beside these very words, on the day of their introduction. It is a decision once they are a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="yeses")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["introduction", "wording"], name="a_yes_of_an_introduction_is_kept_once")]

    def __str__(self) -> str:
        return f"A yes of introduction {self.introduction_id}"
