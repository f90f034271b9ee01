"""The headings of how a panel works, its terms of reference, as data (domain reference 3.2).

`heading` is what families read, `asks` tells who writes what belongs there. Keys never change: words stand under them in every version.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Heading:
    """One heading: its key, what families read, the field's own name for it, and what to write."""

    key: str
    heading: "StrOrPromise"
    title: str
    asks: str


HEADINGS: tuple[Heading, ...] = (
    Heading("purpose", _("What the panel is for"), "Name and purpose", "In two sentences, as you would say it to a parent at the door."),
    Heading("scope", _("What it looks at"), "Scope", "Which ages, services and part of the council. From expecting a baby on."),
    Heading(
        "say",
        _("What we decide, and what we are asked about"),
        "What it can decide, advise on, be told about",
        "Three lists. What it decides really is decided there: promise no more than that.",
    ),
    Heading(
        "answers_to",
        _("Who answers for it"),
        "Accountable officer and board",
        "A job title, and the board that it reports to. No names: people change.",
    ),
    Heading(
        "members",
        _("Who is on it"),
        "Membership, eligibility and representation",
        "Who can join: dads, grandparents, foster carers, young parents too. Whom you still look for. How many.",
    ),
    Heading("term", _("How long you are on it"), "Term and rotation", "How long a term is, and how somebody can stay or move on."),
    Heading("chair", _("Who leads the meetings"), "Chair and how chosen", "Who chairs now, and when a parent does."),
    Heading(
        "meetings",
        _("When and how we meet"),
        "Meetings: frequency, length, quorum, format",
        "How often, how long, in the room or online, and how few are too few.",
    ),
    Heading(
        "money",
        _("What you get back, and thank-yous"),
        "Payment, expenses, childcare",
        "What is paid, how and how soon. Say that payments can touch benefits, and where to ask. People may refuse.",
    ),
    Heading(
        "conduct",
        _("How we treat each other"),
        "Conduct, conflicts of interest, confidentiality",
        "What is said here stays here, and what happens when somebody breaks that.",
    ),
    Heading(
        "safeguarding",
        _("Keeping everybody safe"),
        "Safeguarding",
        "Who is told, what cannot be kept secret, and the number to ring.",
    ),
    Heading(
        "data",
        _("What we keep about you, photos and your words"),
        "Data protection, photos, quotes",
        "What is kept and for how long. Photos and quotes only with a yes for each.",
    ),
    Heading(
        "support",
        _("What you learn, and who helps you"),
        "Induction, training, support",
        "How somebody new gets to know it, and who is there before, in and after a meeting.",
    ),
    Heading(
        "agenda",
        _("Who says what we talk about"),
        "Agenda, papers and deadlines",
        "Any parent may add an item. Plain words. When papers are out.",
    ),
    Heading(
        "answered",
        _("How you get answers"),
        "How recommendations are answered",
        "Who answers, within how many weeks, and what a “no” has to say.",
    ),
    Heading(
        "links",
        _("Who else we work with"),
        "Links to other voice groups",
        "The parent carer forum, the maternity voices, boards. They stay bodies of their own.",
    ),
    Heading("review", _("When we look at this again"), "Review of the panel and of these words", "Once a year, and by whom."),
    Heading("leaving", _("How to stop"), "Leaving", "At any time, without a reason. What goes at once, and what is kept for how long."),
)
BY_KEY = {one.key: one for one in HEADINGS}
LONGEST = 2_000
