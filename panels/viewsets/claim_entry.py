"""Writing a claim down that came on paper or by phone."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property

from core.workbench import add_errors
from panels.choices import MeetingState
from panels.forms.claims import ClaimForm
from panels.models import ExpensePolicy, Meeting, Membership, Panel
from panels.rules.policy import NO_POLICY
from panels.selectors import claims, payouts, policies
from panels.services import claims as services
from panels.viewsets.policies import MoneyOfPanel

MOST_MEETINGS = 24


class EnterClaim(MoneyOfPanel):
    """Write a claim down that came on paper or by phone, in under a minute."""

    right = claims.EDIT
    changes = True
    template_name = "panels/staff/claim_form.html"
    page_title = "Write a claim down"

    @cached_property
    def policy(self) -> ExpensePolicy | None:
        """The policy of today."""
        return policies.in_force(self.row, self.today)

    def form(self, data: Any = None, files: Any = None) -> ClaimForm | None:
        """Return the form; None while no policy holds."""
        if self.policy is None:
            return None
        people = payouts.who_may_claim(self.row, self.me)
        return ClaimForm(data, files, policy=self.policy, people=people, meetings=meetings_of(self.row), claim=None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, and what members are told about benefits."""
        if "form" not in kwargs:
            kwargs["form"] = self.form()
        return super().get_context_data(panel=self.row, policy=self.policy, no_policy=NO_POLICY, claim=None, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write it down and send it, or keep it as a draft; or say what is wrong."""
        form = self.form(request.POST, request.FILES)
        if form and form.is_valid():
            member = Membership.objects.select_related("person__merged_into", "panel").get(pk=form.cleaned_data["member"])
            try:
                facts = {"and_send": "send" in request.POST, "key": form.cleaned_data["key"]}
                claim = services.enter(member=member, said=form.said(), by=self.me, **facts)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say(f"{claim} is written down{' and sent' if claim.sent_on else ', and not sent yet'}.")
                return redirect("claims:one", pk=claim.pk)
        return self.render_to_response(self.get_context_data(form=form))


def meetings_of(panel: Panel, *, chosen: int | None = None) -> Any:
    """Return the meetings that a claim can be for, the last first: those that have begun, and the one that a claim is for already.

    Members may ask for money a week ahead, so what they chose can be still to come.
    """
    rows = Meeting.objects.filter(panel=panel, starts_at__lte=timezone.now()).exclude(state=MeetingState.CALLED_OFF)
    last = list(rows.order_by("-starts_at", "-pk").values_list("pk", flat=True)[:MOST_MEETINGS])
    can_be = Meeting.objects.filter(Q(pk__in=last) | Q(pk=chosen, panel=panel))
    return can_be.select_related("panel").order_by("-starts_at", "-pk")
