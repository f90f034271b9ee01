"""This room's records, one file per aggregate."""

from consent.models.door import DoorCode, FamilyVisit
from consent.models.format_request import FormatRequest, FormatRequestQuerySet, WhoAsked
from consent.models.ledger import ConsentDetail, ConsentRecord, ConsentRecordQuerySet, ConsentScan
from consent.models.ledger_stops import UseStopped
from consent.models.ledger_uses import ConsentUse, TakeDownTask, TakeDownTaskQuerySet
from consent.models.partner import Partner
from consent.models.person import Person, PersonQuerySet, index_of
from consent.models.purposes import Purpose, PurposeQuerySet, Wording, WordingQuerySet
from consent.models.rights import PartDecision, PlaceSearched, RightsPause, RightsRequest, RightsRequestQuerySet, RightsWords

__all__ = [
    "ConsentDetail",
    "ConsentRecord",
    "ConsentRecordQuerySet",
    "ConsentScan",
    "ConsentUse",
    "DoorCode",
    "FamilyVisit",
    "FormatRequest",
    "FormatRequestQuerySet",
    "PartDecision",
    "Partner",
    "Person",
    "PersonQuerySet",
    "PlaceSearched",
    "Purpose",
    "PurposeQuerySet",
    "RightsPause",
    "RightsRequest",
    "RightsRequestQuerySet",
    "RightsWords",
    "TakeDownTask",
    "TakeDownTaskQuerySet",
    "UseStopped",
    "WhoAsked",
    "Wording",
    "WordingQuerySet",
    "index_of",
]
