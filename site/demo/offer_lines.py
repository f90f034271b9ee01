"""Which lines of the offer Ashmere's services answer. One line has no page on purpose: specialist infant feeding, for staff to find."""

from typing import Any

from core.choices import Weekday
from demo.offer_words import ALL, COUNCIL, HOME, NHS, PHONE, SOCIETY, Service
from home.choices import Category, ForWhom, HowToGetIt

PROGRAMME = "Ashmere First Steps"
WELCOME = (
    "<p>A child changes everything, for mums, for dads, for partners, for grandparents and for whoever brings a child up. All of this is "
    "for you too. Parents of our panel read it first, and told us what was missing.</p>"
)

LINES_OF: dict[str, tuple[str, ...]] = {
    "Midwife appointments": ("midwifery",),
    "Getting ready for your baby": ("midwifery", "parenting-programmes"),
    "Health visitors": ("health-visiting",),
    "Help with feeding your baby": ("infant-feeding",),
    "Walk and talk": ("mental-health",),
    "Feeling low or worried": ("mental-health",),
    "Worried about a child": ("safeguarding",),
    "Talking and understanding": ("send",),
    "Friday group": ("send",),
    "Help with special needs and school": ("send",),
    "Young parents’ table": ("young-parents",),
    "Stopping smoking or vaping": ("stop-smoking",),
    "Drink and drugs": ("substance-misuse",),
    "Not safe at home": ("domestic-abuse", "safeguarding"),
    "When parents argue": ("parental-conflict",),
    "Being a parent: courses": ("parenting-programmes",),
    "A family worker for a while": ("intensive-family-support",),
    "Money, benefits and housing": ("money-and-housing",),
    "When somebody dies": ("bereavement",),
    "When a parent is in prison": ("prison",),
}

_EXTRA: dict[str, Any] = {"category": Category.FAMILY, "for_whom": ForWhom.EXTRA_HELP, "how_to_get_it": HowToGetIt.ASK}
# What the core offer has beside the list of source 004.
SERVICES: tuple[Service, ...] = (
    (
        "Worried about a child",
        "Something does not feel right, with your child or one you know. You need not be sure. Somebody listens and says what is next.",
        {"category": Category.FAMILY, "how_to_get_it": HowToGetIt.ASK, "run_by": COUNCIL, "phone": "01632 960999", "from_pregnancy": True}
        | {"how_it_works": "Ring, or tell anybody at a hub. You need not say who you are.", "urgent_help": "In danger now? Ring 999."},
        ((PHONE, "Monday to Friday, 8:30am to 5pm"), (ALL, "Any time we are open")),
    ),
    (
        "Young parents’ table",
        "Lunch for mums and dads under 20, with somebody who helps with college, money and a place to live.",
        _EXTRA | {"run_by": SOCIETY, "from_pregnancy": True, "phone": "01632 960213", "who_for": "Parents under 20."},
        (("harbour-street", "Thursdays, midday to 2pm"),),
    ),
    (
        "When somebody dies",
        "For children, parents and grandparents: somebody to talk to, and a group where nobody has to explain.",
        _EXTRA | {"run_by": NHS, "phone": "01632 960214", "wait": "About three weeks"},
        (("maple-road", "First Monday of the month, 4pm"), (HOME, "When you agree a day")),
    ),
    (
        "When a parent is in prison",
        "Help with visits, letters and money, and with what to tell the children.",
        _EXTRA | {"run_by": SOCIETY, "phone": "01632 960215"},
        ((PHONE, "Monday to Friday, 9am to 5pm"), (ALL, "When you agree a day")),
    ),
)


def weekday_of(when: str) -> int | None:
    """Return the one day of the week that a time in words names; None where there is none, or several."""
    named = [day.value for day in Weekday if day.label in when]
    return named[0] if len(named) == 1 else None
