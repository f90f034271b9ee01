"""Where: two localities, four hubs and six smaller places of a county that does not exist.

Its postcodes begin with letters no post town has and end in letters the Royal Mail never uses there; its phone numbers come from the
range that Ofcom keeps for drama (01632 960000 to 960999).
"""

from dataclasses import dataclass
from datetime import date, time, timedelta

from core.choices import HubKind, RunBy
from core.models import Hub, Locality, OpeningTime

LOCALITIES = {"vale": "Ashmere Vale", "coast": "Ashmere Coast"}

Hours = tuple[tuple[str, str, str], ...]
_OFFICE: Hours = (("12345", "9:00", "17:00"),)
_LATE_TUESDAY: Hours = (("1345", "9:00", "17:00"), ("2", "9:00", "19:30"))
_LATE_THURSDAY: Hours = (("1235", "9:00", "17:00"), ("4", "9:00", "19:00"), ("6", "9:30", "12:30"))


@dataclass(frozen=True)
class Place:
    """One place where families come. `hours` are (weekdays, opens, closes) with Monday as 1."""

    slug: str
    name: str
    locality: str
    street: str
    town: str
    postcode: str
    phone: str
    hours: Hours
    parent: str = ""
    kind: str = HubKind.SPOKE
    provider: str = ""


PLACES = (
    Place("maple-road", "Maple Road", "vale", "14 Maple Road", "Kelderby", "AS1 4KM", "01632 960111", _LATE_TUESDAY, kind=HubKind.HUB),
    Place("millbank", "Millbank", "vale", "Millbank Lane", "Harrowmere", "AS4 2VC", "01632 960122", _OFFICE, kind=HubKind.HUB),
    Place(
        "harbour-street",
        "Harbour Street",
        "coast",
        "2 Harbour Street",
        "Sandholme Quay",
        "AS7 1OK",
        "01632 960133",
        _LATE_THURSDAY,
        kind=HubKind.HUB,
    ),
    Place(
        "beacon-hill",
        "Beacon Hill",
        "coast",
        "Beacon Hill Road",
        "Brackenport",
        "AS9 3MC",
        "01632 960144",
        _OFFICE,
        kind=HubKind.HUB,
        provider="Ashmere Children’s Society",
    ),
    Place(
        "kelderby-library",
        "Kelderby Library",
        "vale",
        "Market Place",
        "Kelderby",
        "AS1 1CI",
        "01632 960151",
        (("134", "9:30", "16:30"), ("6", "9:30", "12:30")),
        parent="maple-road",
        kind=HubKind.NETWORK_SITE,
    ),
    Place(
        "larkfield-school",
        "Larkfield Primary School",
        "vale",
        "Larkfield Way",
        "Kelderby",
        "AS2 6KV",
        "01632 960152",
        (("24", "8:45", "11:30"),),
        parent="maple-road",
    ),
    Place(
        "thorncott-hall",
        "Thorncott Village Hall",
        "vale",
        "Church Lane",
        "Thorncott",
        "AS5 8MO",
        "01632 960153",
        (("3", "9:30", "12:00"),),
        parent="millbank",
        kind=HubKind.OUTREACH,
    ),
    Place(
        "quayside-centre",
        "Quayside Community Centre",
        "coast",
        "Chandlers Row",
        "Sandholme Quay",
        "AS7 3IC",
        "01632 960154",
        (("12", "9:00", "17:00"),),
        parent="harbour-street",
    ),
    Place(
        "oakmoor-surgery",
        "Oakmoor Surgery",
        "coast",
        "Moor Lane",
        "Oakmoor",
        "AS8 5VK",
        "01632 960155",
        (("14", "9:00", "13:00"),),
        parent="beacon-hill",
        kind=HubKind.NETWORK_SITE,
    ),
    Place(
        "brackenport-baths",
        "Brackenport Baths",
        "coast",
        "Promenade",
        "Brackenport",
        "AS9 1CM",
        "01632 960156",
        (("5", "9:30", "12:30"),),
        parent="beacon-hill",
        kind=HubKind.OUTREACH,
    ),
)
HUBS = tuple(place.slug for place in PLACES if place.kind == HubKind.HUB)


def make_places(today: date) -> dict[str, Hub]:
    """Make localities, hubs and smaller places with their opening times, and return the places by slug."""
    localities = {slug: Locality.objects.create(name=name, slug=slug) for slug, name in LOCALITIES.items()}
    made: dict[str, Hub] = {}
    for place in PLACES:
        made[place.slug] = Hub.objects.create(
            name=place.name,
            slug=place.slug,
            kind=place.kind,
            locality=localities[place.locality],
            parent=made.get(place.parent),
            run_by=RunBy.PROVIDER if place.provider else RunBy.COUNCIL,
            provider_name=place.provider,
            run_by_until_on=today + timedelta(days=500) if place.provider else None,
            street=place.street,
            town=place.town,
            postcode=place.postcode,
            phone=place.phone,
        )
        OpeningTime.objects.bulk_create(
            OpeningTime(hub=made[place.slug], weekday=int(weekday) - 1, opens_at=_time(opens), closes_at=_time(closes))
            for weekdays, opens, closes in place.hours
            for weekday in weekdays
        )
    return made


def _time(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))
