"""Pictures of people: resting on a yes, put away when a mind is changed, ended when their time is over.

Only the database is touched here, so that all of it can be tried and taken back; files go by the worker, once it is saved.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.models import User
from consent.choices import UsedAs, UsedIn
from consent.models import ConsentRecord
from consent.services import ledger_uses
from core import audit, clocks, outbox
from core.questions import RowEnded
from home.models import HubImage
from home.models.images import USE_KEY
from home.selectors import photos as selectors

DELETE = "home.delete_picture_files"
OURS = ("images/", "original_images/")


@transaction.atomic
def rest_on(*, image: HubImage, yeses: Iterable[ConsentRecord], address: str, by: User, today: date) -> None:
    """Write down on whose yes a picture rests now, and end what it rested on before and does not any more.

    Raises ValidationError when a yes does not hold at this moment.
    """
    before = {use.record.person_id: use for use in selectors.uses_of(image)}
    wanted = {record.person_id: record for record in yeses}
    for person_id, use in before.items():
        if person_id not in wanted:
            ledger_uses.end_use(use=use, today=today, by=by)
    for person_id, record in wanted.items():
        if person_id not in before:
            ledger_uses.begin_use(
                record=record,
                used_as=UsedAs.PICTURE,
                title=called(image),
                channel=UsedIn.WEB,
                href=address,
                key=image.use_key,
                today=today,
                by=by,
            )


def called(image: HubImage) -> str:
    """Return what a family reads of a picture: never its title, which somebody typed."""
    return f"A photo taken on {clocks.day_in_words(image.taken_on)}" if image.taken_on else "A photo"


def stop_using(*, consent_id: UUID, today: date) -> list[str]:
    """Put away every picture that rests on one yes; return in words what went. A picture that an editor deleted before needs no words."""
    said = []
    for use in selectors.resting_on(consent_id):
        image = HubImage.objects.select_for_update().filter(pk=int(use.key.removeprefix(USE_KEY))).first()
        ledger_uses.end_use(use=use, today=today, by=None)
        if image is not None:
            put_away(image, today)
            said.append(f"It is on none of our pages any more: {use.title}.")
    return said


def put_away(image: HubImage, today: date) -> None:
    """Show a picture nowhere from now on: every size goes, and none is made again. What others on it had agreed to is used no more."""
    if image.put_away_on:
        return
    HubImage.objects.filter(pk=image.pk).update(put_away_on=today)
    _delete_files([size.file.name for size in image.renditions.all()])
    image.renditions.all().delete()
    for use in selectors.uses_of(image):
        ledger_uses.end_use(use=use, today=today, by=None)
    audit.record("home.picture.put_away", image, by=None)


def end(pk: int, today: date) -> RowEnded:
    """Delete a picture past its time with every size of it; pages that showed it stand without."""
    image = HubImage.objects.select_for_update().filter(pk=pk).first()
    if image is not None:
        delete(image, today)
    return RowEnded()


def delete(image: HubImage, today: date) -> None:
    """Delete a picture, which the caller has locked, and every size of it."""
    for use in selectors.uses_of(image):
        ledger_uses.end_use(use=use, today=today, by=None)
    _delete_files([image.file.name, *(size.file.name for size in image.renditions.all())])
    image.delete()


def _delete_files(names: list[str]) -> None:
    """Have the worker delete files: Wagtail tries once when the act is saved, and a store that is away then would keep them for good."""
    for name in names:
        outbox.put(DELETE, name)


def delete_file(name: str) -> None:
    """Delete the file of a picture from the store, if it is there still. Raises ValidationError for any other file."""
    if not name.startswith(OURS) or ".." in name:
        raise ValidationError(["That is no file of a picture."])
    default_storage.delete(name)
