"""What the national return asks about who is on a panel, and how it may be answered (domain reference 3.8, SPCP08 to SPCP10).

Families read these words in a panel's yearly report, too.
"""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Asked(models.TextChoices):
    """The three questions of the slip."""

    SEX = "sex", _("Sex")
    AGE = "age", _("Age")
    ETHNICITY = "ethnicity", _("Ethnic group")


NOT_SAID: "tuple[str, StrOrPromise]" = ("not_said", _("Rather not say"))
# The return has no band for members under 18: they are on the panel, and stand in no band (domain reference 3.8, the trap).
UNDER_18 = ("under_18", "Under 18: counted in no band")

ANSWERS: "dict[str, tuple[tuple[str, StrOrPromise], ...]]" = {
    Asked.SEX: (("female", _("Female")), ("male", _("Male")), ("other", _("Other")), NOT_SAID),
    Asked.AGE: (
        ("18-24", _("18 to 24")),
        ("25-34", _("25 to 34")),
        ("35-44", _("35 to 44")),
        ("45-54", _("45 to 54")),
        ("55-64", _("55 to 64")),
        ("65+", _("65 or older")),
        NOT_SAID,
    ),
    Asked.ETHNICITY: (
        ("asian", _("Asian or Asian British")),
        ("black", _("Black, Black British, Caribbean or African")),
        ("mixed", _("Mixed or multiple ethnic groups")),
        ("white", _("White")),
        ("another", _("Another ethnic group")),
        NOT_SAID,
    ),
}


def asked_of(*, under_18s: bool) -> list[Asked]:
    """Return the questions that the slip of a panel asks: nobody's age where all of them are under 18."""
    return [one for one in Asked if not (under_18s and one == Asked.AGE)]
