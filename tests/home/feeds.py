"""Records of a directory in the shape of the UK profile of Open Referral, and of the older nested form."""

from typing import Any

Json = dict[str, Any]


def service(number: int | str = 1, **fields: Any) -> Json:
    """Return a service of today's profile that has nothing wrong with it."""
    record: Json = {
        "id": f"s-{number}",
        "name": f"Singing morning {number}",
        "description": "Songs for babies and whoever brings them.",
        "url": "https://play.example/singing",
        "email": "sing@play.example",
        "status": "active",
        "fees": "Free",
        "minimum_age": 0,
        "maximum_age": 4,
        "assured_date": "2026-01-05",
        "organization": {"id": "o-1", "name": "Play Society"},
        "contacts": [{"id": "c-1", "name": "Ann Persona", "phones": [{"id": "p-1", "number": "01632 960001"}]}],
        "attributes": [{"taxonomy_term": {"id": "t-1", "term": "Parent, baby and toddler groups"}}],
        "schedules": [weekly()],
        "service_at_locations": [at()],
    }
    return record | fields


def weekly(byday: str = "TU", **fields: Any) -> Json:
    """Return a weekly time."""
    return {"id": "h-1", "freq": "WEEKLY", "byday": byday, "opens_at": "10:00:00", "closes_at": "11:30:00"} | fields


def at(**fields: Any) -> Json:
    """Return a place where a service is."""
    return {"id": "sal-1", "location": location(**fields)}


def location(**fields: Any) -> Json:
    """Return a place with its address. The name of a person stands in it, as directories write them."""
    address = {
        "id": "a-1",
        "attention": "A. Persona",
        "address_1": "1 Mill Lane",
        "city": "Elmham",
        "postal_code": "el1 2mh",
        "country": "GB",
    } | fields.pop("address", {})
    return {
        "id": "l-1",
        "location_type": "physical",
        "name": "Mill Hall",
        "latitude": 52.1,
        "longitude": -1.2,
        "addresses": [address],
    } | fields


def older_service(number: int | str = 1, **fields: Any) -> Json:
    """Return a service as the first version of the profile nested it."""
    record: Json = {
        "id": f"v1-{number}",
        "name": f"Fathers’ breakfast {number}",
        "description": "Toast and talk.",
        "status": "active",
        "attending_access": "drop-in",
        "eligibilitys": [{"id": "e-1", "eligibility": "Dads and male carers", "minimum_age": 0, "maximum_age": 12}],
        "cost_options": [{"id": "k-1", "amount": 2, "amount_description": "a family"}],
        "languages": [{"id": "g-1", "language": "Polish"}],
        "regular_schedules": [weekly("SA", opens_at="09:00", closes_at="10:30")],
        "service_taxonomys": [{"id": "x-1", "taxonomy": {"id": "esd", "name": "Parenting support"}}],
        "contacts": [{"phones": [{"number": "01632 960002"}]}],
        "service_at_locations": [
            {
                "location": {
                    "id": "l-2",
                    "name": "Mill Hall",
                    "physical_addresses": [{"address_1": "1 Mill Lane", "city": "Elmham", "postal_code": "EL1 2MH", "country": "GB"}],
                    "accessibility_for_disabilities": [{"accessibility": "Step-free."}],
                }
            }
        ],
    }
    return record | fields
