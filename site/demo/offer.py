"""What Ashmere's hubs offer, as pages that families read."""

from collections.abc import Iterator, Mapping
from datetime import date

from core.models import Hub
from demo import days, offer_lines
from demo.offer_words import ALL, MEET, PLACES, SERVICES
from demo.places import HUBS
from home.models import OfferPage
from home.services.pages import make_hub_page, make_service

_MEET = [("person", {"job": job, "text": text, "when": when}) for job, text, when in MEET]


def make_offer(hubs: Mapping[str, Hub], today: date) -> None:
    """Make a page for each place and each service, all of them checked within the last months."""
    for slug, (introduction, getting_in, quiet_times) in PLACES.items():
        people = _MEET if slug in HUBS else []
        make_hub_page(hubs[slug], introduction=introduction, getting_in=getting_in, quiet_times=quiet_times, people=people)
    for number, (title, what_it_is, more, times) in enumerate((*SERVICES, *offer_lines.SERVICES)):
        kept = {"checked_on": days.ago(today, weeks=1 + number % 12), "offer_lines": list(offer_lines.LINES_OF.get(title, ()))}
        make_service(title, what_it_is=what_it_is, times=list(_times(hubs, times)), **kept, **more)
    name_the_offer()


def _times(hubs: Mapping[str, Hub], times: tuple[tuple[str, str], ...]) -> Iterator[tuple[Hub | str, str, int | None]]:
    for place, when in times:
        for one in HUBS if place == ALL else (place,):
            yield hubs.get(one, one), when, offer_lines.weekday_of(when)


def name_the_offer() -> None:
    """Give the page of the offer Ashmere's own name and welcome."""
    page = OfferPage.objects.get()
    page.title, page.welcome = offer_lines.PROGRAMME, offer_lines.WELCOME
    page.save_revision().publish()
