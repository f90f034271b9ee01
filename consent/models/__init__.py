"""This room's records, one file per aggregate."""

from consent.models.activity import ProcessingActivity
from consent.models.breach import Breach, BreachStep, BreachStepWords
from consent.models.format_request import FormatRequest, FormatRequestQuerySet, WhoAsked
from consent.models.partner import Partner
from consent.models.person import Person, PersonQuerySet
from consent.models.retention import LegalHold, RetentionCheck, RetentionRule, RetentionRun
from consent.models.sharing import AgreementDocument, AgreementStep, SharingAgreement, SharingRecord
from consent.models.sharing_reminder import SharingReminder

__all__ = [
    "AgreementDocument",
    "AgreementStep",
    "Breach",
    "BreachStep",
    "BreachStepWords",
    "FormatRequest",
    "FormatRequestQuerySet",
    "LegalHold",
    "Partner",
    "Person",
    "PersonQuerySet",
    "ProcessingActivity",
    "RetentionCheck",
    "RetentionRule",
    "RetentionRun",
    "SharingAgreement",
    "SharingRecord",
    "SharingReminder",
    "WhoAsked",
]
