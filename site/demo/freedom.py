"""What two people asked of Ashmere under the Freedom of Information Act: one waits for its answer, one has it."""

from datetime import date

from consent.choices.information import Exemption, Giving
from consent.models import InformationRequest
from consent.services import information as services
from consent.services import information_extract as extract
from demo import days
from demo.people import Staff

WAITS = ("FOI-0231", "What have families told you about the doors of your hubs, and what did you promise them?", 9)
ANSWERED = ("FOI-0198", "Please send me every agreement under which you share data about families.", 24)
HARM = "It names the office that rings families, and the hours in which nobody does."


def ask_the_council(staff: Staff, today: date) -> None:
    """Take both in; look for one and leave it there; answer the other."""
    priya = staff.users["priya.protection"]
    waits = _taken_in(WAITS, staff, today)
    _choose(waits, "door", staff, is_one_of_each=True)
    answered = _taken_in(ANSWERED, staff, today)
    _choose(answered, "signed in force", staff)
    for item in answered.items.all():
        services.decide(item=item, words=item.words, decision=Giving.GIVE, exemption="", reason="", by=priya)
    first = answered.items.first()
    if first is not None:
        services.decide(item=first, words=first.words, decision=Giving.WITHHOLD, exemption=Exemption.CONFIDENCE, reason=HARM, by=priya)
    extract.finish(request=answered, words="", hours=None, is_sure=True, by=priya, today=days.ago(today, days=6))


def _taken_in(said: tuple[str, str, int], staff: Staff, today: date) -> InformationRequest:
    reference, asked, days_ago = said
    came_on = days.ago(today, days=days_ago)
    return services.take_in(reference=reference, asked=asked, received_on=came_on, by=staff.users["priya.protection"], today=came_on)


def _choose(request: InformationRequest, words: str, staff: Staff, *, is_one_of_each: bool = False) -> None:
    """Search, and choose what is found, or the first of each kind."""
    priya = staff.users["priya.protection"]
    search, results = services.search(request=request, words=words, since=None, until=None, hubs=[], by=priya)
    first = {record.kind: record for record in reversed(results.records)}
    records = first.values() if is_one_of_each else results.records
    services.choose(request=request, search=search, ticked=[f"{record.kind}:{record.key}" for record in records], by=priya)
