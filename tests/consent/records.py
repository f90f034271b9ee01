"""One record of Elm about data and the law for every kind that stands in an address (tests/access_records.py)."""

import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from accounts.models import User
from consent.models import InformationItem, InformationRequest, LegalHold, Partner, RetentionRun, SharingAgreement, SharingFile
from core.choices import RoleKind
from core.models import Hub
from tests import builders

Kwargs = dict[str, Any]


def _agreement(elm: Hub, asha: User) -> Kwargs:
    partner, _ = Partner.objects.get_or_create(name="Forum of Elm", about="Parents")
    return {"pk": SharingAgreement.objects.create(partner=partner, title="Members of Elm", written_by=asha).pk}


def _file_for_partner(elm: Hub, asha: User) -> Kwargs:
    agreement = SharingAgreement.objects.get(pk=_agreement(elm, asha)["pk"])
    officer = User.objects.filter(roles__kind=RoleKind.DATA_PROTECTION_OFFICER).first() or asha
    facts = {"made_by": officer, "made_at": timezone.now(), "data_items": ["name"], "content": b"Name", "digest": "0" * 64}
    return {"key": SharingFile.objects.create(agreement=agreement, **facts).pk}


def _information_request(elm: Hub, asha: User) -> Kwargs:
    today = builders.today()
    return {
        "pk": InformationRequest.objects.create(council_reference=uuid.uuid4().hex[:12].upper(), received_on=today, taken_in_by=asha).pk
    }


def _information_item(elm: Hub, asha: User) -> Kwargs:
    address = _information_request(elm, asha)
    InformationItem.objects.create(request_id=address["pk"], number=1, kind="theme", key="1", words="Doors of Elm.")
    return {**address, "number": 1}


def _legal_hold(elm: Hub, asha: User) -> Kwargs:
    held = LegalHold.objects.create(name="Case", reason="A court.", code="photos", from_on=builders.today(), placed_by=asha)
    return {"POST": {"hold": str(held.pk)}}


def _certificate(elm: Hub, asha: User) -> Kwargs:
    now = timezone.now()
    rule = {"code": "photos", "number": 3, "unit": "years", "becomes": "deleted", "counted_until": builders.today(), "number_due": 1}
    return {"number": RetentionRun.objects.create(**rule, approved_by=asha, approved_at=now, finished_at=now).pk}


RECORDS: dict[str, Callable[[Hub, User], Kwargs]] = {
    "agreement": _agreement,
    "file_for_partner": _file_for_partner,
    "information": _information_request,
    "information_item": _information_item,
    "legal_hold": _legal_hold,
    "certificate": _certificate,
}
