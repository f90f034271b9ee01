"""This room's records, one file per aggregate."""

from consent.models.format_request import FormatRequest, FormatRequestQuerySet, WhoAsked
from consent.models.ledger import ConsentDetail, ConsentRecord, ConsentRecordQuerySet, ConsentScan
from consent.models.ledger_stops import UseStopped
from consent.models.ledger_uses import ConsentUse, TakeDownTask, TakeDownTaskQuerySet
from consent.models.partner import Partner
from consent.models.person import Person, PersonQuerySet
from consent.models.purposes import Purpose, PurposeQuerySet, Wording, WordingQuerySet

__all__ = [
    "ConsentDetail",
    "ConsentRecord",
    "ConsentRecordQuerySet",
    "ConsentScan",
    "ConsentUse",
    "FormatRequest",
    "FormatRequestQuerySet",
    "Partner",
    "Person",
    "PersonQuerySet",
    "Purpose",
    "PurposeQuerySet",
    "TakeDownTask",
    "TakeDownTaskQuerySet",
    "UseStopped",
    "WhoAsked",
    "Wording",
    "WordingQuerySet",
]
