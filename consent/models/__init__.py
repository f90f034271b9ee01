"""This room's records, one file per aggregate."""

from consent.models.door import DoorCode, FamilyVisit
from consent.models.format_request import FormatRequest, FormatRequestQuerySet, WhoAsked
from consent.models.partner import Partner
from consent.models.person import Person, PersonQuerySet, index_of
from consent.models.rights import PartDecision, PlaceSearched, RightsPause, RightsRequest, RightsRequestQuerySet, RightsWords

__all__ = [
    "DoorCode",
    "FamilyVisit",
    "FormatRequest",
    "FormatRequestQuerySet",
    "PartDecision",
    "Partner",
    "Person",
    "PersonQuerySet",
    "PlaceSearched",
    "RightsPause",
    "RightsRequest",
    "RightsRequestQuerySet",
    "RightsWords",
    "WhoAsked",
    "index_of",
]
