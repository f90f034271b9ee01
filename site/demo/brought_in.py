"""Two services from the county's own directory, brought in by the editor and waiting to be read: one with things to look at."""

import json
from datetime import date
from typing import Any

from accounts.models import User
from core.imports import asking
from core.models import ImportRun
from demo import days
from home.services.imports.kinds import DIRECTORY

SOURCE = "Ashmere Family Directory"
_RECORDS: tuple[dict[str, Any], ...] = (
    {
        "id": "afd-0117",
        "name": "Little Listeners story hour",
        "description": "<p>Stories, puppets and rhymes for little ones and whoever brings them. Nobody minds noise.</p>",
        "url": "https://directory.ashmere.example/little-listeners",
        "status": "active",
        "fees": "Free",
        "minimum_age": 0,
        "maximum_age": 4,
        "assured_date": "2026-09-14",
        "attending_access": "drop-in",
        "organization": {"id": "afd-o-3", "name": "Friends of Kelderby Library"},
        "contacts": [{"phones": [{"number": "01632 960151"}]}],
        "attributes": [{"taxonomy_term": {"name": "Early language and home learning environment"}}],
        "service_at_locations": [
            {
                "location": {
                    "id": "afd-l-9",
                    "location_type": "physical",
                    "name": "Kelderby Library",
                    "addresses": [{"address_1": "Market Place", "city": "Kelderby", "postal_code": "AS1 1CI", "country": "GB"}],
                },
                "schedules": [{"freq": "WEEKLY", "byday": "SA", "opens_at": "10:00", "closes_at": "11:00"}],
            }
        ],
    },
    {
        "id": "afd-0342",
        "name": "Grandparents’ garden morning",
        "description": "Grandparents and other kin who bring up children meet at the allotment. Tea, tools and company. "
        "<script>count()</script>Boots are lent.",
        "status": "active",
        "minimum_age": 18,
        "maximum_age": 5,
        "organization": {"id": "afd-o-8", "name": "Harrowmere Allotment Society"},
        "attributes": [{"taxonomy_term": {"name": "Gardening"}}],
        "service_at_locations": [
            {
                "location": {
                    "id": "afd-l-21",
                    "location_type": "physical",
                    "name": "Mill Lane allotments",
                    "latitude": 100,
                    "longitude": -1.2,
                    "addresses": [{"address_1": "Mill Lane", "city": "Harrowmere", "postal_code": "ABC 1234", "country": "GB"}],
                },
                "schedules": [{"freq": "MONTHLY", "byday": "1TH", "opens_at": "10:30", "closes_at": "12:00"}],
            }
        ],
    },
)


def bring_in(by: User, today: date) -> None:
    """Try the directory's file and bring it in, as the editor did two days ago; nobody has read the drafts yet."""
    body = json.dumps({"contents": _RECORDS}).encode()
    run = asking.begin(kind=DIRECTORY, by=by, name="ashmere-family-directory.json", chunks=[body], source=SOURCE)
    asking.ask_to_try(run)
    asking.ask_to_bring_in(run, by=by)
    when = days.at(days.ago(today, days=2), 15, 20)
    ImportRun.objects.filter(pk=run.pk).update(begun_at=when, applied_at=when)
