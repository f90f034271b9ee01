"""This room's records, one file per aggregate."""

from consent.models.activity import ProcessingActivity
from consent.models.breach import Breach, BreachStep, BreachStepWords
from consent.models.door import DoorCode, FamilyVisit
from consent.models.format_request import FormatRequest, FormatRequestQuerySet, WhoAsked
from consent.models.ledger import ConsentDetail, ConsentRecord, ConsentRecordQuerySet, ConsentScan
from consent.models.ledger_stops import UseStopped
from consent.models.ledger_uses import ConsentUse, TakeDownTask, TakeDownTaskQuerySet
from consent.models.partner import Partner
from consent.models.person import Person, PersonQuerySet, index_of
from consent.models.purposes import Purpose, PurposeQuerySet, Wording, WordingQuerySet
from consent.models.retention import LegalHold, RetentionCheck, RetentionRule, RetentionRun
from consent.models.rights import PartDecision, PlaceSearched, RightsPause, RightsRequest, RightsRequestQuerySet, RightsWords
from consent.models.sharing import AgreementDocument, AgreementStep, SharingAgreement, SharingRecord
from consent.models.sharing_reminder import SharingReminder

__all__ = [
    "AgreementDocument",
    "AgreementStep",
    "Breach",
    "BreachStep",
    "BreachStepWords",
    "ConsentDetail",
    "ConsentRecord",
    "ConsentRecordQuerySet",
    "ConsentScan",
    "ConsentUse",
    "DoorCode",
    "FamilyVisit",
    "FormatRequest",
    "FormatRequestQuerySet",
    "LegalHold",
    "PartDecision",
    "Partner",
    "Person",
    "PersonQuerySet",
    "PlaceSearched",
    "ProcessingActivity",
    "Purpose",
    "PurposeQuerySet",
    "RetentionCheck",
    "RetentionRule",
    "RetentionRun",
    "RightsPause",
    "RightsRequest",
    "RightsRequestQuerySet",
    "RightsWords",
    "SharingAgreement",
    "SharingRecord",
    "SharingReminder",
    "TakeDownTask",
    "TakeDownTaskQuerySet",
    "UseStopped",
    "WhoAsked",
    "Wording",
    "WordingQuerySet",
    "index_of",
]
