"""The ground floor's records, one file per aggregate."""

from core.models.audit import AuditEntry, AuditSeal, SealedEntry
from core.models.brand import BrandSettings
from core.models.hub import Hub, Locality, OpeningTime
from core.models.invitation import Invitation
from core.models.letter import StaffLetter
from core.models.limits import LimitCount, SignInTries
from core.models.outbox import DemoMessage, OutboxItem, WorkerBeat
from core.models.post import Post, PostHolder
from core.models.role import Role
from core.models.second_look import SecondLook, SelfCheck

__all__ = [
    "AuditEntry",
    "AuditSeal",
    "BrandSettings",
    "DemoMessage",
    "Hub",
    "Invitation",
    "LimitCount",
    "Locality",
    "OpeningTime",
    "OutboxItem",
    "Post",
    "PostHolder",
    "Role",
    "SealedEntry",
    "SecondLook",
    "SelfCheck",
    "SignInTries",
    "StaffLetter",
    "WorkerBeat",
]
