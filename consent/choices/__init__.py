"""The kinds and states of this room's records, one file per aggregate."""

from consent.choices.formats import WAITING, Given, How, Safe, State, Way, WhyNot
from consent.choices.ledger import (
    MAIL_ABOUT_A_DECISION,
    MAIL_IS_FOR,
    MAIL_TO_UNKNOWN,
    WITHOUT_PROOF,
    Decision,
    GivenBy,
    Method,
    Stands,
    TaskState,
    UsedAs,
)
from consent.choices.people import Channel, OpenReason, SafeThere, Source
from consent.choices.purposes import RIGHTS_OF, Audience, Basis, Holds, Right, Special, UsedIn
from consent.choices.rights import HowIdentified, HowReceived, HowTold, PartVerdict, RightKind, Verdict, WhyLonger, WhyNotAll, WhyPaused

__all__ = [
    "MAIL_ABOUT_A_DECISION",
    "MAIL_IS_FOR",
    "MAIL_TO_UNKNOWN",
    "RIGHTS_OF",
    "WAITING",
    "WITHOUT_PROOF",
    "Audience",
    "Basis",
    "Channel",
    "Decision",
    "Given",
    "GivenBy",
    "Holds",
    "How",
    "HowIdentified",
    "HowReceived",
    "HowTold",
    "Method",
    "OpenReason",
    "PartVerdict",
    "Right",
    "RightKind",
    "Safe",
    "SafeThere",
    "Source",
    "Special",
    "Stands",
    "State",
    "TaskState",
    "UsedAs",
    "UsedIn",
    "Verdict",
    "Way",
    "WhyLonger",
    "WhyNot",
    "WhyNotAll",
    "WhyPaused",
]
