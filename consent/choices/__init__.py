"""The kinds and states of this room's records, one file per aggregate."""

from consent.choices.formats import WAITING, Given, How, Safe, State, Way, WhyNot
from consent.choices.people import Channel, OpenReason, SafeThere, Source

__all__ = ["WAITING", "Channel", "Given", "How", "OpenReason", "Safe", "SafeThere", "Source", "State", "Way", "WhyNot"]
