"""This room's records, one file per aggregate."""

from consent.models.door import DoorCode, FamilyVisit
from consent.models.format_request import FormatRequest, FormatRequestQuerySet, WhoAsked
from consent.models.partner import Partner
from consent.models.person import Person, PersonQuerySet, index_of

__all__ = [
    "DoorCode",
    "FamilyVisit",
    "FormatRequest",
    "FormatRequestQuerySet",
    "Partner",
    "Person",
    "PersonQuerySet",
    "WhoAsked",
    "index_of",
]
