"""This room's records, one file per aggregate."""

from consent.models.breach import Breach, BreachStep, BreachStepWords
from consent.models.format_request import FormatRequest, FormatRequestQuerySet, WhoAsked
from consent.models.partner import Partner
from consent.models.person import Person, PersonQuerySet
from consent.models.retention import LegalHold, RetentionCheck, RetentionRule, RetentionRun

__all__ = [
    "Breach",
    "BreachStep",
    "BreachStepWords",
    "FormatRequest",
    "FormatRequestQuerySet",
    "LegalHold",
    "Partner",
    "Person",
    "PersonQuerySet",
    "RetentionCheck",
    "RetentionRule",
    "RetentionRun",
    "WhoAsked",
]
