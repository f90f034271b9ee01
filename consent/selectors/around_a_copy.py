"""What is said around a copy: what for, how long, from whom, to whom (UK GDPR Article 15(1)). The copy itself is `selectors.rights`."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from consent.choices.activities import BEGINS, Begins
from consent.models import Person, ProcessingActivity, RightsRequest
from consent.selectors import partners_told
from consent.selectors.people import ids_of
from core import clocks


@dataclass(frozen=True)
class OneUse:
    """One thing that the council does with families’ data, in the words of its register."""

    name: str
    what_for: str
    who_gets_it: str
    how_long: str


@dataclass(frozen=True)
class AroundACopy:
    """What we do with people's data, where theirs came from, and who has it from us."""

    uses: list[OneUse]
    sources: list[str]
    recipients: list[str]

    def as_data(self) -> dict[str, object]:
        """Return the same for a file that programs read."""
        return asdict(self)


def what_goes_with(request: RightsRequest) -> AroundACopy:
    """Return what a copy says around what is held; by the register as it begins where the council has none of its own yet."""
    rows: Sequence[ProcessingActivity | Begins] = list(ProcessingActivity.objects.all()) or BEGINS
    uses = [OneUse(one.name, one.purposes, one.recipients, one.kept) for one in rows]
    ids = ids_of(request.about) if request.about else []
    people = list(Person.objects.filter(pk__in=ids).order_by("added_on", "pk"))
    sources = [f"{one.get_source_display()}, {clocks.day_in_words(one.added_on)}" for one in people]
    return AroundACopy(uses, list(dict.fromkeys(sources)), [_in_words(one) for one in partners_told.partners_of(request)])


def _in_words(has: partners_told.HasSomething) -> str:
    sent = "; ".join(f"{clocks.day_in_words(one.on)}: {', '.join(one.items)}" for one in has.sent)
    return f"{has.name} ({sent})" if sent else has.name
