"""What five families of Ashmere asked for in another way, each at another stage. Numbers and addresses belong to nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from consent.choices import Given, How, Safe, Way, WhyNot
from consent.models import FormatRequest
from consent.services import formats as services
from core import clocks
from core.models import Hub
from core.questions import About
from demo import days
from demo.asking import Surveys
from demo.people import MANAGER, Staff
from feedback.models import YouSaid
from home.models import ServicePage


@dataclass(frozen=True)
class Asked:
    """One request: what for, how, how many days ago, and what came of it."""

    way: str
    how: str
    about: str
    days_ago: int
    said: Mapping[str, str]
    safe: str = ""
    taken: bool = False
    given: str = ""
    why_not: str = ""
    offered: str = ""


REQUESTS = (
    Asked(Way.LARGE_PRINT, How.PICK_UP, "survey", 2, {"words": "Letters as big as on the front of a cereal box, please."}),
    Asked(
        Way.BY_PHONE,
        How.RING,
        "survey",
        9,
        {"contact": "01632 960 141", "name": "Jo", "best_time": "School hours, not Wednesdays"},
        safe=Safe.ONLY_RING,
    ),
    Asked(
        Way.BSL,
        How.EMAIL,
        "service",
        4,
        {"contact": "kit.marlow@family.example", "name": "Kit", "words": "I am deaf. A short video would be best."},
        safe=Safe.YES,
        taken=True,
    ),
    Asked(
        Way.LANGUAGE,
        How.POST,
        "answer",
        16,
        {"which": "Polish", "contact": "Ola Nowak\n14 Quay Lane\nAshmere AS1 2ZZ"},
        safe=Safe.YES,
        given=Given.POSTED,
    ),
    Asked(
        Way.BRAILLE,
        How.PICK_UP,
        "service",
        12,
        {},
        safe=Safe.IN_PERSON,
        why_not=WhyNot.TOO_LATE,
        offered="The printer of braille needs three weeks. We read it aloud at the desk and put it on a memory stick to listen to.",
    ),
)


def ask_in_other_ways(surveys: Surveys, hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    """Ask for everything on days gone by, and let staff act on it."""
    hub, maya = hubs["maple-road"], staff.users["maya.manager"]
    service, answer = ServicePage.objects.live().order_by("title").first(), YouSaid.objects.answered_in_public().order_by("pk").first()
    assert service is not None, "the offer is made before"
    assert answer is not None, "the answers are made before"
    things = {
        "survey": (surveys.session.slug, surveys.session.title),
        "service": (str(service.pk), service.title),
        "answer": (answer.reference, f"You said, we did: {answer.reference}"),
    }
    for number, one in enumerate(REQUESTS):
        key, title = things[one.about]
        asked = services.ask_in_another_way(
            token=f"ashmere-{number}",
            kind=one.about,
            key=key,
            about=About(title, "/"),
            hub=hub,
            way=one.way,
            how=one.how,
            safe=one.safe,
            language="en-gb",
            said=one.said,
        )
        asked_on = days.ago(today, days=one.days_ago)
        due_on = clocks.working_days_after(asked_on, 5)
        FormatRequest.objects.filter(pk=asked.pk).update(asked_on=asked_on, due_on=due_on, post=staff.post(MANAGER, "maple-road"))
        if one.taken:
            services.take_in_hand(request=asked, by=maya)
        if one.given:
            services.give(request=asked, given=one.given, by=maya, today=days.ago(today, days=one.days_ago - 4))
        if one.why_not:
            services.give_up(request=asked, why_not=one.why_not, offered=one.offered, by=maya, today=days.ago(today, days=one.days_ago - 3))
