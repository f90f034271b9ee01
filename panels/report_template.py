"""The headings of a panel's yearly report as data (domain reference 3.7). Numbers beside them are counted, sentences are people's."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST = 4_000


@dataclass(frozen=True)
class ReportHeading:
    """One heading: its key, what families read, what to write below it, and whether the report can do without."""

    key: str
    heading: "StrOrPromise"
    asks: str
    optional: bool = False


PURPOSE, MEMBERS, MEETINGS, SAID = "purpose", "members", "meetings", "said"
CHANGED, NOT_CHANGED, MONEY, LEARNED, NEXT = "changed", "not_changed", "money", "learned", "next"

REPORT: tuple[ReportHeading, ...] = (
    ReportHeading(PURPOSE, _("What the panel is for"), "In two sentences, as you would say it to a parent at the door."),
    ReportHeading(MEMBERS, _("Who is on it"), "Only where the numbers need a word, such as whom you look for. No names.", optional=True),
    ReportHeading(MEETINGS, _("When we met"), "Only where the numbers need a word, such as a visit you made together.", optional=True),
    ReportHeading(SAID, _("What we said"), "What the panel asked for and told others, in the panel’s words."),
    ReportHeading(CHANGED, _("What changed"), "What is different because of it, and where families can see it."),
    ReportHeading(NOT_CHANGED, _("What did not change, and why"), "Each no with its reason, and what nobody has answered."),
    ReportHeading(MONEY, _("What it cost"), "Only where the numbers need a word.", optional=True),
    ReportHeading(LEARNED, _("What we learned"), "About how you work together: what helped, and what you will do otherwise."),
    ReportHeading(NEXT, _("What comes next"), "What the panel plans for the year to come."),
)
