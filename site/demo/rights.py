"""What eight people of Ashmere asked about their data, each at another stage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from consent.choices import HowIdentified, HowReceived, RightKind, Verdict, WhyLonger, WhyPaused
from consent.models import RightsRequest
from consent.services import retention, rights_letter, setting_aside
from consent.services import rights as services
from demo import days
from demo.families import Known
from demo.people import Staff


@dataclass(frozen=True)
class Asked:
    """One request: who (by their turn, or nobody whom we know), what, how, how many days ago, and how far it has come."""

    turn: int | None
    kind: str
    how: str
    days_ago: int
    asked: str = ""
    who: str = ""
    known: str = ""
    paused: str = ""
    longer: str = ""
    told: bool = False
    places: Mapping[str, int] = field(default_factory=dict)
    verdict: str = ""
    why: str = ""
    answer: str = ""
    put_right: str = ""
    done: bool = False
    withdrawn: bool = False
    held: str = ""


REQUESTS = (
    Asked(3, RightKind.ACCESS, HowReceived.DOOR, 2, "All of it, please."),
    Asked(8, RightKind.ACCESS, HowReceived.PHONE, 12, "What do you have on me?", paused=WhyPaused.IDENTITY),
    Asked(
        11,
        RightKind.ACCESS,
        HowReceived.EMAIL,
        25,
        known=HowIdentified.CALLED_BACK,
        longer=WhyLonger.MANY,
        places={"The shared mailbox of Maple Road": 4, "The paper sign-up sheets of last summer": 1},
    ),
    Asked(
        1,  # whose name and number went to the health visitors this morning: they are told before anything is erased
        RightKind.ERASURE,
        HowReceived.PHONE,
        0,
        "We have moved away. Please delete us.",
        known=HowIdentified.KNOWN,
        verdict=Verdict.YES,
        answer="We have deleted what we held about you. What stays, and why, is listed below. All the best where you live now.",
    ),
    Asked(
        33,
        RightKind.ERASURE,
        HowReceived.LETTER,
        34,
        "Please take me off everything.",
        known=HowIdentified.KNOWN,
        verdict=Verdict.YES,
        answer="We do what you ask as far as we may. What stays for now is listed below.",
        done=True,
        held="Tribunal 2026/07",
    ),
    Asked(
        22,
        RightKind.CORRECTION,
        HowReceived.IN_PERSON,
        48,
        "My surname is spelled with an h.",
        known=HowIdentified.KNOWN,
        places={"The record in Earshot": 1},
        verdict=Verdict.YES,
        answer="Your name is right now, also on the panel’s list.",
        put_right="The surname in your record, and on the panel’s list.",
        done=True,
    ),
    Asked(
        None,
        RightKind.COMPLAINT,
        HowReceived.FORM,
        9,
        "You rang me at work although I said only in the evening.",
        who="Jo, 07700 900888",
        told=True,
    ),
    Asked(29, RightKind.OBJECTION, HowReceived.PHONE, 30, "Do not use my ethnicity in your numbers.", withdrawn=True),
)


def ask_about_data(known: Known, staff: Staff, today: date) -> None:
    """Take everything in on days gone by, and let the officer act on it."""
    for one in REQUESTS:
        asked_on = days.ago(today, days=one.days_ago) if one.days_ago else today
        person = None if one.turn is None else known.people[one.turn]
        taken_by = None if one.how in {HowReceived.DOOR, HowReceived.FORM} else staff.users["cora.panel"]
        request = services.receive(
            kind=one.kind,
            how=one.how,
            asked=one.asked,
            who=one.who,
            person=person,
            by=taken_by,
            received_on=asked_on,
            today=asked_on,
        )
        _go_on(request, one, staff, asked_on, today)


def _go_on(request: RightsRequest, one: Asked, staff: Staff, asked_on: date, today: date) -> None:
    priya, then = staff.users["priya.protection"], min(asked_on + timedelta(days=2), today)
    if one.told:
        services.acknowledge(request=request, by=priya, today=then)
    if one.paused:
        services.stop_clock(request=request, why=one.paused, by=priya, today=then)
    if one.known:
        services.identify(request=request, how=one.known, by=priya, today=then)
    if one.longer:
        services.take_longer(request=request, why=one.longer, by=priya, today=then)
    for place, number in one.places.items():
        services.search_place(request=request, place=place, number_found=number, by=priya, today=then)
    if one.verdict:
        services.decide(request=request, verdict=one.verdict, why=one.why, answer=one.answer, by=priya, today=then)
    if one.put_right:
        rights_letter.put_right(request=request, what=one.put_right, by=priya, today=then)
    if one.held and request.person:
        reason = "The tribunal asked that nothing is deleted before its hearing."
        retention.place_hold(name=one.held, reason=reason, person=request.person, by=priya, today=asked_on)
        setting_aside.set_aside(request=request, by=priya, today=then)
    if one.done:
        services.finish(request=request, by=priya, today=then + timedelta(days=3))
    if one.withdrawn:
        services.withdraw(request=request, by=priya, today=then)
