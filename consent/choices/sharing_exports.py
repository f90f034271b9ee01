"""What can go to a partner from here, why it goes now, and why somebody is left out."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from consent.choices.purposes import UsedIn
from consent.choices.sharing import DataItem

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What a person's own record holds, and what it is called to them. Nothing else can leave: answers and panels are not kept by person here.
HERE: "dict[str, StrOrPromise]" = {
    DataItem.NAME: _("Name"),
    DataItem.EMAIL: _("E-mail address"),
    DataItem.PHONE: _("Phone number"),
    DataItem.POST_ADDRESS: _("Address for letters"),
    DataItem.LANGUAGE: _("The language you read"),
    DataItem.CHANNEL: _("How you like to be reached"),
    DataItem.SAFE: _("Is it safe to write to you there?"),
    DataItem.HUB: _("Your hub"),
    DataItem.IS_YOUNG: _("Whether you are under 18"),
}
# A way to reach somebody, and the uses that a partner could make of it.
REACHED_BY: dict[str, tuple[UsedIn, ...]] = {
    DataItem.EMAIL: (UsedIn.EMAIL,),
    DataItem.PHONE: (UsedIn.PHONE, UsedIn.TEXT),
    DataItem.POST_ADDRESS: (UsedIn.POST,),
}


class WhyNow(models.TextChoices):
    """Why a file is made. A choice, no words: the record keeps it for years."""

    REGULAR = "regular", "It is the time that the agreement names"
    FAMILIES = "families", "Families asked us to pass it on"
    ASKED = "asked", "The partner asked, as the agreement says"
    AGAIN = "again", "What went before did not arrive, or was wrong"


class LeftOut(models.TextChoices):
    """Why somebody does not go to the partner. Counts of these stay with the record."""

    NOT_ASKED = "not_known", "Nobody has asked them"
    SAID_NO = "refused", "They said no"
    CHANGED = "withdrawn", "They changed their mind"
    RAN_OUT = "ran_out", "Their yes has run out: ask again"
    NOT_EXPLICIT = "plain", "They said yes, but not to these very words, which this needs"
    STOPPED = "stopped", "They told us to stop using theirs"
    SILENT = "silent", "They came with a list and have decided nothing yet: ask them"
    OBJECTED = "objected", "They asked us to stop, or to be forgotten"
    NOT_SAFE = "not_safe", "No way of reaching them that is safe, and that they agreed to"
    NO_WAY = "no_way", "We know none of these ways to reach them"
    GONE = "gone", "Their record was erased, or joined to another"
