"""What somebody who objects can have stopped: what rests on no law or contract, and what they said yes to."""

from dataclasses import dataclass
from datetime import date

from consent.models import Partner, Person, Purpose
from consent.rules.purposes import may_be_objected_to
from consent.selectors import ledger


@dataclass(frozen=True)
class Stoppable:
    """One purpose of which the officer can say that it is used no more for somebody, for a partner alone where it is about one."""

    purpose: Purpose
    partner: Partner | None = None

    @property
    def key(self) -> str:
        """What the form sends."""
        return f"{self.purpose.pk}-{self.partner.pk}" if self.partner else str(self.purpose.pk)

    @property
    def title(self) -> str:
        """What the officer and the letter call it."""
        return f"{self.purpose.title}: {self.partner.name}" if self.partner else self.purpose.title


def stoppable(person: Person, today: date) -> list[Stoppable]:
    """Return what is used of somebody now and can be stopped, by title."""
    stopped = ledger.purposes_stopped(person)
    told = [Stoppable(one) for one in Purpose.objects.in_use() if may_be_objected_to(one) and one.pk not in stopped]
    agreed = [Stoppable(line.purpose, line.partner) for line in ledger.ledger_of(person, today=today) if line.standing.is_yes]
    return sorted(told + agreed, key=lambda one: one.title.casefold())
