"""Pictures of people: whose yes each rests on, and which are past their time."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from wagtail.images.permissions import permission_policy
from wagtail.models import Page

from accounts.models import User
from consent.choices import UsedIn
from consent.models import ConsentRecord, ConsentUse, Purpose
from consent.selectors import ledger
from core.answers import OldRecords
from core.clocks import day_in_words
from core.old_records import gathered
from home.choices import Shows
from home.models import HubImage, HubPage, InfoPage
from home.models.images import USE_KEY
from home.rules import photos as rules

PHOTO = "photo"  # the purpose under which people are asked (consent/choices/purposes_to_begin_with.py)
RIGHT = "image.edit"


def uses_of(image: HubImage) -> "QuerySet[ConsentUse]":
    """Return whose yes a picture rests on now."""
    return ConsentUse.objects.filter(key=image.use_key, ended_on__isnull=True).select_related("record__person__merged_into", "record__hub")


def resting_on(consent_id: UUID) -> "QuerySet[ConsentUse]":
    """Return which pictures rest on one yes."""
    return ConsentUse.objects.filter(record=consent_id, key__startswith=USE_KEY, ended_on__isnull=True).select_related("record__hub")


def showing(ids: Collection[UUID]) -> "list[tuple[HubImage, bool]]":
    """Return the pictures that somebody is on, locked, each with whether others are on it too. `ids` are all under which they stand.

    Of one that was put away, all those are on it whose yes it rested on until that day: from then on it rests on none.
    """
    mine = ConsentUse.objects.filter(record__person__in=ids, key__startswith=USE_KEY)
    numbers = {int(key.removeprefix(USE_KEY)) for key in mine.values_list("key", flat=True)}
    found = []
    for image in HubImage.objects.select_for_update(of=("self",)).filter(pk__in=numbers).order_by("pk"):
        uses = ConsentUse.objects.filter(key=image.use_key).values_list("record__person", "ended_on")
        people = {person for person, ended_on in uses if rules.is_on_it(ended_on=ended_on, put_away_on=image.put_away_on)}
        if people & set(ids):
            found.append((image, bool(people - set(ids))))
    return found


def yeses_of(codes: Collection[str], *, image: HubImage, user: User, today: date) -> tuple[list[ConsentRecord], list[str]]:
    """Return the yes to a photo of each of these people, and every reason why one has none.

    Only people of one's own hubs are known, and those on whose yes the picture rests already, whoever wrote them there.

    Who types a code learns whether its holder agreed to photos on our website: that is what they must know, and nothing else is said.
    """
    purpose = Purpose.objects.filter(key=PHOTO).first()
    if purpose is None:
        return [], ["Your council asks nobody about photos yet. The data protection officer puts it in place under Purposes."]
    resting = {use.record.person.code: ledger.as_now(use.record.person) for use in uses_of(image)} if image.pk else {}
    known, found, reasons = ledger.people_with_codes(user, RIGHT, codes) | resting, list[ConsentRecord](), list[str]()
    standings = ledger.standings(known.values(), purpose, today=today)
    for code in dict.fromkeys(ledger.tidy_code(one) for one in codes):
        person = known.get(code)
        if person is None:
            reasons.append(f"We know nobody at your hubs with the code P-{code}. Look at it once more.")
        elif ledger.why_not_use(person=person, purpose=purpose, channel=UsedIn.WEB, today=today):
            reasons.append(f"P-{code} has not agreed to photos on our website. Ask them first, or choose another picture.")
        elif record := standings[person.pk].record:
            found.append(record)
    return found, reasons


def which(keys: list[str]) -> list[OldRecords]:
    """Return whose pictures these are, by collection, and when they were taken."""
    return gathered(HubImage.objects.filter(taken_on__isnull=False), keys, where="collection__name", when="taken_on", say=day_in_words)


def unanswered_for(user: User) -> "QuerySet[HubImage]":
    """Return the pictures that somebody may change and of which nobody has said whether they show people, the oldest first."""
    theirs = permission_policy.instances_user_has_permission_for(user, "change")
    found: QuerySet[HubImage] = theirs.filter(shows="").order_by("created_at", "pk")
    return found


def unanswered_on(page: Page) -> list[HubImage]:
    """Return the pictures on a page, as it stands in memory, of which nobody has said whether they show people."""
    shown = [page.picture] if isinstance(page, HubPage) else []
    if isinstance(page, InfoPage):
        shown += [block.value for block in page.body if block.block_type == "picture"]
    return [image for image in shown if image and not image.shows]


def due(counted_until: date) -> list[str]:
    """Return the ids of pictures of people taken on a day or before it, and of those put away because a mind was changed: sooner."""
    if counted_until == date.min:  # kept for good
        return []
    past = Q(shows=Shows.PEOPLE, taken_on__lte=counted_until) | Q(put_away_on__isnull=False)
    return [str(pk) for pk in HubImage.objects.filter(past).order_by("taken_on", "pk").values_list("pk", flat=True)]
