"""Services of the offer: what several tests of it share."""

from typing import Any

from django.utils import timezone

from core.models import Hub
from home.models import OfferPage, ServicePage, ServiceTime
from home.offer_list import LINES
from home.services.pages import make_service
from tests.home.in_bulk import publish_in_bulk


def offered(title: str, *lines: str, hub: Hub | None = None, **fields: Any) -> ServicePage:
    """Publish a service that answers these lines of the offer, checked today."""
    defaults: dict[str, Any] = {
        "what_it_is": f"What {title} is.",
        "checked_on": timezone.localdate(),
        "times": [(hub, "Tuesdays, 10am", 1)] if hub else [],
    }
    return make_service(title, offer_lines=list(lines), **(defaults | fields))


def fill_the_offer(number: int, hub: Hub) -> None:
    """Publish so many services, line after line, each with as much said about it as families of a busy council read."""
    publish_in_bulk(_one_of_many(at, hub) for at in range(number))


def _one_of_many(at: int, hub: Hub) -> tuple[ServicePage, list[ServiceTime]]:
    line = LINES[at % len(LINES)]
    page = ServicePage(
        title=f"{line.staff_words.title()} {at}",
        offer_lines=[line.code],
        what_it_is="Somebody who knows about it sits down with you, listens, and says what comes next. Bring whoever you like. " * 2,
        who_for="Mums, dads, partners, grandparents and carers of a child under five.",
        how_it_works="Ring as soon as you think of it. You need no letter, no form and no reason. We ring back the same day.",
        phone=f"01632 9601{at:02}",
        email="somebody@ashmere.example",
        web_address="https://ashmere.example/a-way-to-book",
        wait="About two weeks",
        languages="English, Polish and Urdu. We bring an interpreter for any other.",
        access="Step-free. A quiet room is always free.",
        urgent_help="If it cannot wait, ring the night line on 01632 960 199.",
        run_by="Ashmere Children’s Society",
        checked_on=timezone.localdate(),
    )
    times = [
        ServiceTime(hub=hub, when="Mondays, 9am to 11am", weekday=0),
        ServiceTime(hub=hub, when="Thursdays, 1pm to 3pm", weekday=3),
        ServiceTime(place="At home", when="When you agree a day"),
    ]
    return page, times[: 1 + at % 3]


def the_offer() -> OfferPage:
    """Return the page of the offer."""
    page: OfferPage = OfferPage.objects.get()
    return page
