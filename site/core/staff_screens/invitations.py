"""Inviting staff: the form, withdrawing, sending again."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from core.forms.staff import InvitationForm, kinds_to_give, preset_kinds
from core.models import Invitation
from core.role_table import PRESETS
from core.selectors import staff
from core.services import invitations
from core.staff_screens.acting import PeopleView


class Invite(PeopleView):
    """Invite somebody. A ready-made set of roles is a link that ticks the boxes; nothing here needs JavaScript."""

    right = "staff.invite"
    template_name = "core/invite.html"
    page_title = "Invite somebody"
    header_icon = "mail"

    def _presets(self) -> list[tuple[str, str]]:
        able = {kind for kind, _ in kinds_to_give(self.me)}
        return [(name, words) for name, (words, kinds) in PRESETS.items() if able >= set(kinds)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        start = {"kinds": preset_kinds(self.request.GET.get("preset", ""))}
        form = kwargs.get("form") or InvitationForm(initial=start, giver=self.me)
        return {**super().get_context_data(**kwargs), "form": form, "presets": self._presets()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it, or show what stands in the way."""
        form = InvitationForm(request.POST, giver=self.me)
        if form.is_valid():
            said = form.cleaned_data
            names = ("email", "first_name", "last_name", "kinds", "hub")
            try:
                invitations.invite(**{name: said[name] for name in names}, by=self.me)
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                messages.success(request, f"The invitation is on its way to {said['email']}. It works for 72 hours.")
                return redirect("people")
        return self.render_to_response(self.get_context_data(form=form))


class InvitationAct(PeopleView):
    """One button beside an open invitation."""

    right = right_to_act = "staff.invite"
    model = Invitation

    def rows(self) -> "QuerySet[Any]":
        """Return the invitations the user may handle."""
        return staff.invitations_visible_to(self.me)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list, where the button is."""
        return redirect("people")


class Withdraw(InvitationAct):
    """Makes the link dead."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Withdraw it."""
        self.do(lambda: invitations.withdraw(invitation=self.row, by=self.me), "The invitation is withdrawn: its link does not work.")
        return redirect("people")


class SendAgain(InvitationAct):
    """Sends a fresh link."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it again."""
        self.do(lambda: invitations.send_again(invitation=self.row, by=self.me), "A fresh link is on its way. The old one does not work.")
        return redirect("people")
