"""The ground floor's records, one file per aggregate."""

from core.models.audit import AuditEntry, AuditSeal, SealedEntry
from core.models.brand import BrandSettings
from core.models.defaults import CouncilDefaults
from core.models.hub import Hub, Locality, OpeningTime
from core.models.imports import ImportLine, ImportPiece, ImportRemark, ImportRun
from core.models.invitation import Invitation
from core.models.letter import StaffLetter
from core.models.limits import LimitCount, SignInTries
from core.models.link import Link
from core.models.outbox import DemoMessage, OutboxItem, WorkerBeat
from core.models.post import Post, PostHolder
from core.models.role import Role
from core.models.role_read import RoleRead
from core.models.second_look import SecondLook, SelfCheck

__all__ = [
    "AuditEntry",
    "AuditSeal",
    "BrandSettings",
    "CouncilDefaults",
    "DemoMessage",
    "Hub",
    "ImportLine",
    "ImportPiece",
    "ImportRemark",
    "ImportRun",
    "Invitation",
    "LimitCount",
    "Link",
    "Locality",
    "OpeningTime",
    "OutboxItem",
    "Post",
    "PostHolder",
    "Role",
    "RoleRead",
    "SealedEntry",
    "SecondLook",
    "SelfCheck",
    "SignInTries",
    "StaffLetter",
    "WorkerBeat",
]
