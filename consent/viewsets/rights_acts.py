"""The steps of a request about data, each a button of the rights desk."""

from typing import Any

from django.core.exceptions import ValidationError

from consent.selectors import people
from consent.services import objections, partners_told, rights_letter, setting_aside
from consent.services import rights as services
from consent.viewsets.rights_view import LONGEST_CODE, Act, day_typed
from core import clocks
from core.row_numbers import row_number

MOST_FOUND = 2**31 - 1  # what the column holds


class Identify(Act):
    """How we know who asks."""

    def act(self) -> str:
        """Say so."""
        services.identify(request=self.row, how=self.said("how"), by=self.me, today=clocks.today(), on=self.day("on_identified"))
        return "Saved: we know who asks."


class JoinToPerson(Act):
    """Whose data it is about."""

    def act(self) -> str:
        """Say so, by their code."""
        person = people.with_code_anywhere(self.said("code")[:LONGEST_CODE], also_set_aside=True)
        if person is None:
            raise ValidationError(["Nobody has this code. Look at it once more in “Families we know”."])
        services.join_to_person(request=self.row, person=person, by=self.me)
        return f"It is about {person.shown_code} now."


class StopClock(Act):
    """The clock stands still while we wait for them."""

    def act(self) -> str:
        """Stop it."""
        services.stop_clock(request=self.row, why=self.why("why_stop"), by=self.me, today=clocks.today(), on=self.day("on_stopped"))
        return "The clock stands still until you let it run on."


class StartClock(Act):
    """They answered."""

    def act(self) -> str:
        """Let it run on."""
        services.start_clock(request=self.row, by=self.me, today=clocks.today(), on=self.day("on_started"))
        return "The clock runs on."


class TakeLonger(Act):
    """Two more months."""

    def act(self) -> str:
        """Take them."""
        services.take_longer(request=self.row, why=self.why("why_longer"), by=self.me, today=clocks.today())
        return "Two more months are taken. Tell them now, and why."


class Acknowledge(Act):
    """They know that we have it."""

    def act(self) -> str:
        """Say so."""
        services.acknowledge(request=self.row, by=self.me, today=clocks.today(), on=self.day("on_acknowledged"))
        return "Saved: they know that we have it."


class SearchPlace(Act):
    """Where somebody looked."""

    def act(self) -> str:
        """Write it down."""
        found = min(row_number(self.said("number")), MOST_FOUND)
        services.search_place(request=self.row, place=self.said("place"), number_found=found, by=self.me, today=clocks.today())
        return "Saved where you looked."


class Decide(Act):
    """The decision and the letter."""

    def act(self) -> str:
        """Decide."""
        said = {"verdict": self.said("verdict"), "why": self.said("why"), "answer": self.said("answer")}
        services.decide(request=self.row, **said, by=self.me, today=clocks.today())
        return "Decided. The letter is ready to print."


class Told(Act):
    """A partner was told that they asked to be forgotten."""

    def act(self) -> str:
        """Say so, on which day and how."""
        said: dict[str, Any] = {"partner": self.said("partner"), "how": self.said("how"), "on": day_typed(self.said("on"))}
        has = partners_told.told(request=self.row, **said, by=self.me, today=clocks.today())
        return f"Saved: {has.name} was told. The letter lists it."


class CannotBeTold(Act):
    """A partner cannot be told."""

    def act(self) -> str:
        """Say why."""
        why = {"partner": self.said("partner"), "why": self.said("why_untold")}
        has = partners_told.cannot_be_told(request=self.row, **why, by=self.me, today=clocks.today())
        return f"Saved why {has.name} is not told. The letter says it."


class Erase(Act):
    """Erase somebody."""

    def act(self) -> str:
        """Do it; what stays is for the letter."""
        if self.said("sure") != "yes":
            raise ValidationError(["Tick that you read what goes and what stays. It cannot be taken back."])
        found = services.erase(request=self.row, by=self.me, today=clocks.today())
        return f"Erased: {found.number_of_records} {'record' if found.number_of_records == 1 else 'records'}. The letter lists what stays."


class StopUsing(Act):
    """What is used no more after an objection."""

    def act(self) -> str:
        """Stop it."""
        chosen = self.request.POST.getlist("stop")
        stopped = objections.stop_for(request=self.row, chosen=chosen, by=self.me, today=clocks.today())
        return f"Stopped, from this moment: {', '.join(stopped)}. The letter lists it."


class SetAside(Act):
    """Set somebody aside whom a hold forbids to erase."""

    def act(self) -> str:
        """Do it."""
        setting_aside.set_aside(request=self.row, by=self.me, today=clocks.today())
        return "Set aside: nobody finds or uses what we hold of them. The letter says that it is kept, and not why."


class Finish(Act):
    """It is done, and they have the letter."""

    def act(self) -> str:
        """Say so."""
        services.finish(request=self.row, by=self.me, today=clocks.today())
        return "Done."


class Withdraw(Act):
    """They took it back."""

    def act(self) -> str:
        """Say so."""
        services.withdraw(request=self.row, by=self.me, today=clocks.today())
        return "It has ended: they took it back."


class TakeDecisionBack(Act):
    """The decision is taken back: a slip in the verdict or in the letter is put right."""

    def act(self) -> str:
        """Take it back."""
        services.take_decision_back(request=self.row, by=self.me)
        return "The decision is taken back. What the letter says stands in its box: put it right, and decide again."


class Correct(Act):
    """What they ask for, and when they did, as it was."""

    def act(self) -> str:
        """Put it right."""
        day = day_typed(self.said("received_on"))
        services.correct(request=self.row, kind=self.said("kind"), received_on=day, by=self.me, today=clocks.today())
        return "Put right. The clock is counted from that day."


class SayPutRight(Act):
    """What was put right, and where."""

    def act(self) -> str:
        """Write it down."""
        rights_letter.put_right(request=self.row, what=self.said("what_put_right"), by=self.me, today=clocks.today())
        return "Saved what was put right. The letter lists it."


class Draft(Act):
    """The letter is kept as far as it is written; nothing is decided."""

    def act(self) -> str:
        """Say so, or that no button was pressed: whoever presses Enter in a box keeps what stands in all of them."""
        if "keep" not in self.request.POST:
            raise ValidationError(["Press the button beside what you want to do. What you typed is still here."])
        return "The letter is kept as far as you wrote it. Nothing is decided yet."
