"""What people of Ashmere said yes and no to: live and withdrawn for every purpose, by every road, and what is used because of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from consent.choices import Decision, GivenBy, Method, UsedAs
from consent.models import ConsentRecord, Partner, Person, Purpose, Wording
from consent.rules.ledger import Said
from consent.selectors.purposes import wording_to_show
from consent.services import ledger, ledger_stops, ledger_uses, purposes
from demo.families import Known
from demo.people import Staff

TRUST, FORUM, LIBRARY = "Ashmere Health Visitors", "Elmshire Parent Carer Forum", "Ashmere Libraries"
PARTNERS = {
    TRUST: "Health visitors for families with children under five.",
    FORUM: "Parents of children with special educational needs, speaking for themselves.",
    LIBRARY: "Story times and a bus full of books.",
}
# By purpose: whose turn said yes, whose said no, whose changed their mind. Turns 40 to 47 came with a list: nothing is known of them.
DECIDED: Mapping[str, tuple[range, range, range]] = {
    "told": (range(0, 24), range(24, 28), range(28, 30)),
    "take_part": (range(0, 14), range(14, 20), range(20, 23)),
    "photo": (range(1, 9), range(9, 16), range(30, 32)),
    "film": (range(2, 5), range(5, 12), range(32, 33)),
    "panel_name": (range(1, 6), range(6, 8), range(34, 35)),
    "panel_words": (range(1, 3), range(3, 5), range(34, 35)),
    "quote": (range(1, 11), range(11, 13), range(33, 34)),
    "case_study": (range(3, 5), range(5, 9), range(34, 35)),
    "share": (range(0, 6), range(6, 10), range(36, 38)),
}
METHODS = (Method.WEB, Method.SPOKEN, Method.WEB, Method.SHEET, Method.REPLY)
STOPPED = {"monitoring": (25, 29), "adjustments": (31,)}


@dataclass(frozen=True)
class _Told:
    """Who is asked, about what, in which words."""

    purpose: Purpose
    wording: Wording
    partner: Partner | None


def agree(known: Known, staff: Staff, today: date) -> dict[str, Partner]:
    """Write down what they decided, use some of it, and let some change their minds; return the partners by name."""
    purposes.begin()
    partners = {name: Partner.objects.create(name=name, about=about) for name, about in PARTNERS.items()}
    for key, (yes, no, withdrawn) in DECIDED.items():
        purpose = Purpose.objects.get(key=key)
        for number, partner in enumerate(partners.values() if purpose.for_a_partner else [None]):
            _decide(purpose, partner, known, staff, today, (yes[number:], no, withdrawn))
    for key, turns in STOPPED.items():
        for turn in turns:
            ledger_stops.stop_using(person=known.people[turn], purpose=Purpose.objects.get(key=key), by=None, today=today)
    return partners


def _decide(purpose: Purpose, partner: Partner | None, known: Known, staff: Staff, today: date, turns: tuple[range, range, range]) -> None:
    wording = wording_to_show(purpose, language="en-gb", audience="adults")
    assert wording is not None, "every purpose begins with words"
    told, (yes, no, withdrawn) = _Told(purpose, wording, partner), turns
    for turn in (*yes, *withdrawn):
        if not known.people[turn].is_young:
            _say(told, known.people[turn], turn, Decision.GRANTED, staff, today)
    for turn in no:
        _say(told, known.people[turn], turn, Decision.REFUSED, staff, today)
    for turn in withdrawn:
        record = ConsentRecord.objects.filter(person=known.people[turn], purpose=purpose, partner=partner).first()
        if record and purpose.key in {"photo", "quote"}:
            used_as = UsedAs.PRINTED if purpose.key == "quote" else UsedAs.PICTURE
            ledger_uses.begin_use(record=record, used_as=used_as, title="Summer booklet, page 3", today=today, by=None)
        ledger.change_mind(person=known.people[turn], purpose=purpose, partner=partner, today=today, by=None)


def _say(told: _Told, person: Person, turn: int, decision: str, staff: Staff, today: date) -> None:
    method = METHODS[turn % len(METHODS)]
    by = None if method == Method.WEB else staff.users["cora.panel"]
    said = Said(
        person=person,
        purpose=told.purpose,
        wording=told.wording,
        decision=decision,
        language=told.wording.language,
        method=method,
        given_on=today,
        given_by=GivenBy.SELF,
        partner=told.partner,
        is_explicit=decision == Decision.GRANTED,
        witness="Ben Tarrant" if method == Method.SPOKEN else "",
        kept_at="The blue folder at Maple Road" if method == Method.SHEET else "",
    )
    ledger.record(said=said, by=by, hub=person.hub, today=today)
