"""What is done for somebody who would like to join, each by one button of their page."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core import clocks
from core.imports.days import day_written
from core.models import Hub, Post
from core.row_numbers import row_number
from core.text import normalise
from core.workbench import Act
from panels.models import Interest
from panels.selectors import joining as selectors
from panels.services import joining as services
from panels.services import joining_ended

LONGEST_DAY = 40


class InterestAct(Act):
    """One act; `seen` is the version that the page showed, so that nobody does twice what a colleague did."""

    model = Interest
    row: Interest
    right = selectors.EDIT
    page = "interests:one"

    def typed(self, name: str) -> str:
        """Return what was typed into a box."""
        return normalise(self.request.POST.get(name, "")).strip()

    def day(self, name: str) -> date | None:
        """Return the day of a box; None for what is none."""
        return day_written(self.typed(name)[:LONGEST_DAY])

    @property
    def about(self) -> dict[str, Any]:
        """What every act is given."""
        return {"interest": self.row, "by": self.me, "today": clocks.today(), "seen": self.request.POST.get("seen")}


class Rang(InterestAct):
    """I rang them."""

    def act(self) -> str:
        """Write down what came of it."""
        row = services.rang(came_of=self.typed("came_of"), is_all_right=bool(self.typed("is_all_right")), **self.about)
        return f"Written down. Next: {row.get_step_display().lower()}, by {clocks.day_in_words(row.due_on)}."


class StepDone(InterestAct):
    """The step is done."""

    def act(self) -> str:
        """Go on to the next."""
        chosen = row_number(self.typed("owner"))
        owner: Post | None = next((post for post in selectors.posts_to_choose(self.me, self.row) if post.pk == chosen), None)
        row = services.do_step(due_on=self.day("due_on"), owner=owner, **self.about)
        return f"Done. Next: {row.get_step_display().lower()}, by {clocks.day_in_words(row.due_on)}."


class Later(InterestAct):
    """Not now."""

    def act(self) -> str:
        """Put it off to the day they named."""
        row = services.ask_again_later(on=self.day("on"), **self.about)
        return f"It comes back on {clocks.day_in_words(row.due_on)}."


class MakeKnown(InterestAct):
    """Who it is."""

    def act(self) -> str:
        """Make a person of them, or say whom of those we know it is."""
        hub = Hub.objects.filter(pk=row_number(self.typed("hub"))).first()
        done = services.make_known(
            name=self.typed("name"), hub=hub, known_id=self.typed("known"), is_another=bool(self.typed("is_another")), **self.about
        )
        anew = f" Ask them anew about: {', '.join(done.asked_anew)}." if done.asked_anew else ""
        return f"They are {done.person.shown_code} from now on. What they told us on the form is deleted here.{anew}"


class Join(InterestAct):
    """They are on the panel."""

    right = selectors.JOIN

    def act(self) -> str:
        """Put them on it."""
        agrees_to = row_number(self.typed("agrees")) or 0
        said: dict[str, Any] = {"kind": self.typed("kind"), "how_agreed": self.typed("how_agreed"), "agrees_to": agrees_to}
        services.join(keeps_what_suits=bool(self.typed("keeps_what_suits")), **said, **self.about)
        return "They are on the panel, and get to know it now."


class End(InterestAct):
    """They do not go on, or nobody could reach them."""

    def act(self) -> str:
        """End it."""
        services.end(how=self.typed("how"), because=self.typed("because"), **self.about)
        return "It has ended. What they told us is deleted when its time is over, or at once if they ask."


class Forget(InterestAct):
    """They ask to be forgotten, before anybody made a person of them."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Delete it, and lead to the list: its page is gone."""
        try:
            number = joining_ended.forget(interest=self.row, by=self.me, also_the_same=bool(self.typed("also_the_same")))
        except ValidationError as error:
            self.say_why_not(error)
            return redirect(self.page, pk=pk)
        self.say(_deleted(number))
        return redirect("interests:index")


def _deleted(number: int) -> str:
    if number == 0:
        return "A colleague deleted it meanwhile."
    return f"{'It is' if number == 1 else f'All {number} are'} deleted. Nothing is left but that something was."
