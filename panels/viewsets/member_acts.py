"""What is done about a member by a button on their page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_date

from core.row_numbers import row_number
from panels.choices import HowAgreed, Stage
from panels.services import member_notes as notes
from panels.services import members as services
from panels.services import standing_needs as needs
from panels.viewsets.kept_private import OfMember

# How staff know. What somebody says under “My panel” they say themselves.
WAYS_TO_STAFF = [(value, label) for value, label in HowAgreed.choices if value != HowAgreed.THEMSELVES]


class _Act(OfMember):
    """Something done about a member: POST only, back to their page, and nothing typed is lost."""

    changes = True
    http_method_names = ["post"]
    page = "members:one"

    def act(self) -> str:
        """Do it and return the words that say so. Raises ValidationError with every reason why not."""
        raise NotImplementedError

    def typed(self, name: str) -> str:
        """Return what was typed into a box."""
        return str(self.request.POST.get(name, ""))

    def day(self, name: str) -> date | None:
        """Return the day that was typed; None where it is none."""
        try:
            return parse_date(self.typed(name))
        except ValueError:
            return None

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Act, then show the member again."""
        try:
            self.say(self.act())
        except ValidationError as error:
            self.say_why_not(error)
            self.keep_typed(reverse(self.page, args=[pk]))
        return redirect(self.page, pk=pk)


class PutOn(_Act):
    """Induction, or a break, is over."""

    def act(self) -> str:
        """Say so."""
        stage = services.put_on(member=self.row, by=self.me)
        if stage == Stage.INDUCTION:
            return "They are back, and go on getting to know the panel. They are asked to its meetings."
        return "They are on the panel, and are asked to its meetings."


class TakeBreak(_Act):
    """They rest for a while."""

    def act(self) -> str:
        """Say until when."""
        services.take_break(member=self.row, until=self.day("until"), by=self.me, today=self.today)
        return "Nobody asks them to a meeting until that day. You are reminded to ask them then."


class Agree(_Act):
    """They agreed to how the panel works."""

    def act(self) -> str:
        """Write it down."""
        how = self.typed("how")
        if how not in dict(WAYS_TO_STAFF):
            raise ValidationError(["Choose how they said so."])
        services.agree(member=self.row, how=how, number=row_number(self.typed("number")), by=self.me, today=self.today)
        return "It is written down that they agreed."


class AddNeed(_Act):
    """What to arrange at every meeting."""

    def act(self) -> str:
        """Write it down."""
        needs.add_need(member=self.row, kind=self.typed("kind"), detail=self.typed("detail"), by=self.me, today=self.today)
        return "It is written down, and will stand in the list of what to book."


class ConfirmNeeds(_Act):
    """They were asked, and nothing changed."""

    def act(self) -> str:
        """Write the day down."""
        needs.confirm_needs(member=self.row, by=self.me, today=self.today)
        return "Confirmed today. We ask again in a year."


class DropNeed(_Act):
    """They do not need it any more."""

    def act(self) -> str:
        """Delete it."""
        needs.drop_need(member=self.row, need=self.part(self.row.standing_needs, "need"), by=self.me)
        return "It is deleted."


class AddTraining(_Act):
    """They learned something."""

    def act(self) -> str:
        """Write it down."""
        facts = {"topic": self.typed("topic"), "done_on": self.day("done_on")}
        notes.write_training(member=self.row, **facts, by=self.me, today=self.today)  # type: ignore[arg-type]  # text and day by name
        return "It is written down."


class DropTraining(_Act):
    """It was written down by a slip."""

    def act(self) -> str:
        """Take it back."""
        notes.drop_training(member=self.row, training=self.part(self.row.trainings, "training"), by=self.me)
        return "It is taken back."


class AddNote(_Act):
    """A short, factual note."""

    def act(self) -> str:
        """Keep it."""
        notes.add_note(member=self.row, words=self.typed("note"), by=self.me, today=self.today)
        return "The note is kept."


class DropNote(_Act):
    """A note that is wrong, or not needed any more."""

    def act(self) -> str:
        """Delete it."""
        notes.drop_note(member=self.row, note=self.part(self.row.notes, "note"), by=self.me)
        return "The note is deleted."


ACTS: Mapping[str, type[_Act]] = {
    "put_on": PutOn,
    "take_break": TakeBreak,
    "agree": Agree,
    "add_need": AddNeed,
    "confirm_needs": ConfirmNeeds,
    "drop_need": DropNeed,
    "add_training": AddTraining,
    "drop_training": DropTraining,
    "add_note": AddNote,
    "drop_note": DropNote,
}
