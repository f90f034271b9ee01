"""Pictures of somebody who is forgotten: deleted with every word beside them.

Where one must stay, it is shown nowhere, and their letter says so.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from consent.models import Person
from consent.selectors import holds
from consent.selectors.people import ids_of
from consent.selectors.retention import kept_until
from core import audit
from core.questions import Erased, Kept
from home.models import HubImage
from home.selectors import photos as selectors
from home.services import picture_words
from home.services.photos import called, delete, put_away

KIND = "photos"  # of record (consent/choices/retention.py)
WHY_HELD = "We must not delete it yet. It is on none of our pages, and nobody is shown it until we delete it."
WHY_OTHERS = "It shows other people too. It is on none of our pages, and nobody is shown it until we delete it."


@transaction.atomic
def erase(*, person_id: UUID, today: date) -> Erased:
    """Delete every picture that shows this person alone. One with others on it, or held back, is put away: it waits for the officer.

    Only the database is touched, so that the rights desk can try it and take it back. Running it again changes nothing.
    """
    person = Person.objects.filter(pk=person_id).first()
    found = selectors.showing(ids_of(person)) if person else []
    held = holds.held_back(KIND, [str(image.pk) for image, _ in found]) if found else {}
    gone = [image for image, with_others in found if not with_others and str(image.pk) not in held]
    shared = [image for image, with_others in found if with_others and str(image.pk) not in held]
    picture_words.forget([image.pk for image in (*gone, *shared)])
    for image in (*gone, *shared):
        picture_words.forget_tags(image)
        picture_words.forget_title(image, called(image))
    for image in gone:
        audit.record("home.picture.erase", image, by=None)
        delete(image, today)
    for image in shared:
        put_away(image, today)
        _call_it_by_its_day(image)
    kept_back = [image for image, _ in found if str(image.pk) in held]
    for image in kept_back:
        put_away(image, today)
    return Erased(len(gone), tuple(_kept(kept_back, WHY_HELD, None) + _kept(shared, WHY_OTHERS, _until(shared, today))))


def _call_it_by_its_day(image: HubImage) -> None:
    """Take from a picture that stays what somebody typed about it: the officer finds it by its day and number."""
    image.refresh_from_db()
    image.title, image.description = called(image), ""
    image.save(update_fields=["title", "description"])


def _kept(images: Collection[HubImage], why: str, until_on: date | None) -> list[Kept]:
    if not images:
        return []
    return [Kept("A photo with you on it" if len(images) == 1 else f"{len(images)} photos with you on them", why, until_on)]


def _until(images: Collection[HubImage], today: date) -> date | None:
    """Return the day on which the last of these is past its time at the latest; None where photos are kept for good."""
    days = [kept_until(KIND, image.taken_on or today) for image in images]
    return max((day for day in days if day), default=None) if None not in days else None
