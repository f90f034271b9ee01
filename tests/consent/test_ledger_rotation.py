"""A new field key: scans are sealed anew like words, and open as before."""

import base64

import pytest
from pytest_django import Settings

from accounts.models import User
from consent.models import ConsentScan
from core import rotation
from core.crypto import key_ids
from core.models import Hub
from tests.consent import agreeing

pytestmark = pytest.mark.django_db


def test_a_scan_is_sealed_anew_with_a_new_key(settings: Settings, elm: Hub, petra: User, priya: User) -> None:
    person = agreeing.make_person(elm)
    agreeing.decide(person, agreeing.asked_purpose(by=priya), by=petra, method="paper", scan=("pdf", b"%PDF-\x00\xff"))
    new = base64.urlsafe_b64encode(b"n" * 32).decode()
    settings.FIELD_KEYS = f"new:{new},{settings.FIELD_KEYS}"

    assert rotation.rotate(ConsentScan).anew == 1
    assert rotation.rotate(ConsentScan).anew == 0

    assert key_ids()[0] == "new"
    assert str(ConsentScan.objects.values_list("content", flat=True)[0]).startswith("e1:new:")
    assert ConsentScan.objects.get().content == b"%PDF-\x00\xff"
