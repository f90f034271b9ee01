"""The kinds and states of this room's records, one file per aggregate."""

from consent.choices.formats import WAITING, Given, How, Safe, State, Way, WhyNot
from consent.choices.people import Channel, OpenReason, SafeThere, Source
from consent.choices.rights import HowIdentified, HowReceived, PartVerdict, RightKind, Verdict, WhyLonger, WhyNotAll, WhyPaused

__all__ = [
    "WAITING",
    "Channel",
    "Given",
    "How",
    "HowIdentified",
    "HowReceived",
    "OpenReason",
    "PartVerdict",
    "RightKind",
    "Safe",
    "SafeThere",
    "Source",
    "State",
    "Verdict",
    "Way",
    "WhyLonger",
    "WhyNot",
    "WhyNotAll",
    "WhyPaused",
]
