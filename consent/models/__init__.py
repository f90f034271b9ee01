"""This room's records, one file per aggregate."""

from consent.models.activity import ProcessingActivity
from consent.models.beginning import Beginning
from consent.models.breach import Breach, BreachStep, BreachStepWords
from consent.models.door import DoorCode, FamilyVisit
from consent.models.format_request import FormatRequest, FormatRequestQuerySet, WhoAsked
from consent.models.information import InformationItem, InformationRequest, InformationSearch, InformationStep
from consent.models.information_extract import InformationExtract, InformationExtractWords, InformationLetter
from consent.models.introduction import Introduction, IntroductionYes
from consent.models.ledger import ConsentDetail, ConsentRecord, ConsentRecordQuerySet, ConsentScan
from consent.models.ledger_stops import UseStopped
from consent.models.ledger_uses import ConsentUse, TakeDownTask, TakeDownTaskQuerySet
from consent.models.old_address import OldAddress
from consent.models.partner import Partner
from consent.models.partners_told import PartnerTold
from consent.models.person import Person, PersonQuerySet, index_of
from consent.models.purposes import Purpose, PurposeQuerySet, Wording, WordingQuerySet
from consent.models.retention import LegalHold, RetentionCheck, RetentionRule, RetentionRun
from consent.models.rights import PartDecision, PlaceSearched, RightsPause, RightsRequest, RightsRequestQuerySet, RightsWords
from consent.models.rights_letter import LetterWay, PutRight
from consent.models.sharing import AgreementDocument, AgreementStep, SharingAgreement, SharingRecord
from consent.models.sharing_exports import SharedAbout, SharingFile
from consent.models.sharing_reminder import SharingReminder

__all__ = [
    "AgreementDocument",
    "AgreementStep",
    "Beginning",
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
    "InformationExtract",
    "InformationExtractWords",
    "InformationItem",
    "InformationLetter",
    "InformationRequest",
    "InformationSearch",
    "InformationStep",
    "Introduction",
    "IntroductionYes",
    "LegalHold",
    "LetterWay",
    "OldAddress",
    "PartDecision",
    "Partner",
    "PartnerTold",
    "Person",
    "PersonQuerySet",
    "PlaceSearched",
    "ProcessingActivity",
    "Purpose",
    "PurposeQuerySet",
    "PutRight",
    "RetentionCheck",
    "RetentionRule",
    "RetentionRun",
    "RightsPause",
    "RightsRequest",
    "RightsRequestQuerySet",
    "RightsWords",
    "SharedAbout",
    "SharingAgreement",
    "SharingFile",
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
