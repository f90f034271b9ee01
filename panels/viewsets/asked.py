"""What the screens of a poll for a time and of a question between meetings have in common (`services.asking`)."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from core.workbench import Act, Screen, Trail
from panels.models import Membership, Panel
from panels.selectors.asked import AskedLine
from panels.selectors.invitations import reply_to
from panels.services.asking import RIGHT, Kind
from panels.viewsets.trail import above

GONE = "This person is not on the panel any more."


def below_dates(panel: Panel) -> Trail:
    """Return the screens above what a panel is asked."""
    return above(panel, ("Dates", reverse("panel_dates:one", args=[panel.pk])))


class AskedScreen(Screen):
    """One thing that is asked, with everybody beside it. `kind` says which."""

    right = RIGHT
    changes = True
    kind: Kind

    def rows(self) -> Any:
        """Join what the page reads."""
        return super().rows().select_related("panel__hub")

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return below_dates(self.row.panel)

    def letters(self, lines: Sequence[AskedLine]) -> dict[str, Any]:
        """Return what the page says of letters: who gets one now, where answers go, and why none leaves or no answer is taken."""
        where = reply_to(self.row.panel)
        return {
            "why_none": self.kind.why_nobody_is_asked(self.row, reply_to=where, today=self.today),
            "why_closed": self.kind.why_not_answer(self.row, today=self.today),
            "to_send": [line for line in lines if line.may_have_letter],
            "reply_to": where,
        }


class ActOnAsked(Act):
    """An act on one thing that is asked."""

    right = RIGHT

    def rows(self) -> Any:
        """Join what the acts read."""
        return super().rows().select_related("panel__hub")


class Ask(ActOnAsked):
    """Letters leave."""

    def send(self, **facts: Any) -> int:
        """Queue a letter for each who is ticked; return how many."""
        raise NotImplementedError

    def act(self) -> str:
        """Queue one for each person who is ticked."""
        number = self.send(who=self.request.POST.getlist("who"), by=self.me, now=timezone.now())
        return f"{number} {'letter leaves' if number == 1 else 'letters leave'} now, one to each person."


class TheySaid(ActOnAsked):
    """They rang, or said it."""

    def keep(self, **facts: Any) -> None:
        """Write down what a member told us."""
        raise NotImplementedError

    def act(self) -> str:
        """Write it down."""
        typed = self.request.POST.get("member", "")
        members = Membership.objects.filter(panel=self.row.panel_id).select_related("panel", "person")
        member = next((one for one in members if str(one.pk) == typed), None)
        if member is None:
            raise ValidationError([GONE])
        self.keep(member=member, by=self.me, today=self.today, seen=self.request.POST.get("seen", ""))
        return "Written down."
