"""People on pictures: one who said yes to photos, pictures that rest on it, and what stands in the store."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from accounts.models import User
from consent.models import ConsentRecord, Person, Purpose
from consent.services import ledger, purposes
from core.models import Hub
from home.models import HubImage
from home.services import photos as services
from tests.builders import today
from tests.consent import agreeing
from tests.home.photos import photo


@pytest.fixture
def ola(elm: Hub, petra: User) -> Person:
    """Ola of Elm, who said yes to photos."""
    purposes.begin()
    return who_agreed(elm, petra)


def who_agreed(hub: Hub, by: User, name: str = "Ola Bright", **facts: Any) -> Person:
    """Make somebody of a hub who said yes to photos, everywhere unless `facts` say otherwise."""
    person = agreeing.make_person(hub, name=name, email=f"{name.partition(' ')[0].lower()}@family.example")
    agreeing.decide(person, Purpose.objects.get(key="photo"), by=by, is_explicit=True, **facts)
    return person


def picture_of(*people: Person, taken_on: date | None = None) -> HubImage:
    """Make a picture that rests on the yes of these people, and one size of it."""
    file = ContentFile(photo().read(), name="x.jpg")
    image: HubImage = HubImage.objects.create(title="In the garden", shows="people", taken_on=taken_on or today(), file=file)
    yeses = [ConsentRecord.objects.get(person=person) for person in people]
    services.rest_on(image=image, yeses=yeses, address="/admin/images/1/", by=User.objects.all()[0], today=today())
    image.get_rendition("width-640|format-webp")
    return image


def change_mind(person: Person) -> tuple[str, ...]:
    """Let somebody change their mind about photos on the web; return what they are told."""
    return ledger.change_mind(person=person, purpose=Purpose.objects.get(key="photo"), today=today(), by=None).stopped


def files(store: Path) -> list[Path]:
    """Return every file in the store."""
    return sorted(path for path in store.rglob("*") if path.is_file())
