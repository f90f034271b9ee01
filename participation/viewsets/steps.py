"""Steps in the life of an engagement: it opens, goes on and closes; and the exception by which a gate may be passed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy

from accounts.models import User
from core.gate import signed_in
from core.looking import AgreeTo, LookAct, SendBackTo, colleague_asked, look_context
from core.querysets import may
from core.selectors.staff import colleagues_to_ask
from core.steps import InTheWay, Step
from core.workbench import Screen
from participation.choices import UNDER_WAY, Gate, Stage
from participation.models import Engagement, GateOverride
from participation.rules.gates import Problem, left_over
from participation.selectors import gates
from participation.selectors.overrides import agreed_override, digest_of, waiting_override
from participation.services import engagements as services
from participation.services import overrides


class EngagementStep(Step[Engagement]):
    """A step of an engagement."""

    model = Engagement
    joined = ("who_acts",)
    header_icon = "group"
    list_label = "Engagements"
    template_name = "participation/staff/step.html"

    def take(self, by: User) -> None:
        """Take the step."""
        raise NotImplementedError

    def act(self) -> Engagement:
        """Take it, as who is signed in."""
        self.take(signed_in(self.request))
        return self.row


class GateStep(EngagementStep):
    """A step through a gate: what is missing is listed with links, and an exception is offered where one can be made."""

    gate: Gate

    def problems(self) -> list[Problem]:
        """Return what the gate finds missing today."""
        raise NotImplementedError

    def in_the_way(self) -> list[InTheWay]:
        """Return what is missing besides what a second person agreed to go without."""
        agreed = agreed_override(self.row, self.gate)
        return [InTheWay(one.text, one.href) for one in left_over(self.problems(), agreed=agreed.missing if agreed else ())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the exception, or say that this step rests on one."""
        problems = self.problems()
        may_ask = bool(problems) and not any(one.always for one in problems) and may(self.request.user, "engagement.edit")
        waits = waiting_override(self.row, self.gate)
        agreed = waits if waits and agreed_override(self.row, self.gate) else None
        exception = reverse("engagement:exception", args=[self.row.pk, self.gate])
        return super().get_context_data(exception=exception if may_ask else "", waits=waits, agreed=agreed, **kwargs)


class OpenEngagement(GateStep):
    """Open to families."""

    gate = Gate.OPENING
    page_title = "Open to families"
    log_action = "participation.open"
    done = "It is open. Write its survey, or open one that is part of it."
    says = (
        "Families may be asked about this from now on.",
        "They are told who acts and by when they hear back. You can change who acts and the day, but not leave them empty.",
        "A later day does not take the first one back: families see both, and lateness counts from the first.",
    )

    def problems(self) -> list[Problem]:
        """Return why it cannot open."""
        return gates.why_not_open_now(self.row)

    def take(self, by: User) -> None:
        """Open it."""
        services.open_engagement(engagement=self.row, by=by)


class CloseEngagement(GateStep):
    """Close, once families have been answered."""

    gate = Gate.CLOSING
    page_title = "Close"
    log_action = "participation.close"
    done = "It is closed."
    says = ("Closing says that families have been answered. What they said and what you answered stays.",)
    says_all_the_same = ("Families read that this ended before everything was answered. What they said and what you answered stays.",)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Promise nothing that is not so, where it closes by an exception."""
        context = super().get_context_data(**kwargs)
        return context | {"says": self.says_all_the_same} if context["agreed"] else context

    def problems(self) -> list[Problem]:
        """Return why it cannot close."""
        return gates.reasons_not_to_close(self.row)

    def take(self, by: User) -> None:
        """Close it."""
        services.close_engagement(engagement=self.row, by=by)


class MakeSense(EngagementStep):
    """Go on to making sense of what families said."""

    to = Stage.SENSE
    page_title = "Make sense of it"
    log_action = "participation.move"
    done = "Now make sense of it: put what families said to themes."
    says = ("Families read that you have heard them, and are making sense of what they said.",)

    def in_the_way(self) -> list[InTheWay]:
        """Return why it cannot go on."""
        return [InTheWay(one.text, one.href) for one in gates.why_not_move_now(self.row, self.to)]

    def take(self, by: User) -> None:
        """Go on."""
        services.move_engagement(engagement=self.row, to=self.to, by=by)


class BeginAnswering(MakeSense):
    """Go on to answering."""

    to = Stage.ANSWERING
    page_title = "Answer families"
    done = "Now answer what families said, theme by theme."
    says = ("Families read that you are answering. Each theme ends answered, merged, or with one line saying why it goes no further.",)


class StepBack(EngagementStep):
    """Go one step back, for a reason."""

    page_title = "Go a step back"
    log_action = "participation.move"
    template_name = "participation/staff/step_back.html"
    done = "It has gone a step back."

    def _before(self) -> Stage:
        stage = Stage(self.row.stage)
        if stage not in UNDER_WAY[1:]:
            raise Http404
        return UNDER_WAY[UNDER_WAY.index(stage) - 1]

    def take(self, by: User) -> None:
        """Go back."""
        services.move_engagement(engagement=self.row, to=self._before(), by=by, reason=self.request.POST.get("reason", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which step, and keep what was typed."""
        return super().get_context_data(to=self._before().label, reason=self.request.POST.get("reason", ""), **kwargs)


class AskForException(Screen):
    """Ask for an exception at a gate, or look at the one that was asked for."""

    model = Engagement
    row: Engagement
    right = "engagement.view"
    right_to_act = "engagement.edit"
    template_name = "participation/staff/exception.html"
    header_icon = "warning"
    page_title = "An exception"
    up = (("Engagements", reverse_lazy("engagement:index")),)

    def problems(self) -> list[Problem]:
        """Return what the gate finds missing today. An unknown gate is not there (404)."""
        if self.kwargs["gate"] not in Gate.values:
            raise Http404
        opening = self.kwargs["gate"] == Gate.OPENING
        return gates.why_not_open_now(self.row) if opening else gates.reasons_not_to_close(self.row)

    def post(self, request: HttpRequest, pk: int, gate: str) -> HttpResponse:
        """Ask."""
        problems = self.problems()
        reason = request.POST.get("public_reason", "")
        try:
            colleague = colleague_asked(request, self.me, writers=[self.me])
            overrides.ask_for_override(engagement=self.row, gate=Gate(gate), public_reason=reason, by=self.me, colleague=colleague)
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(errors=error.messages, reason=reason, problems=problems))
        self.say("Asked. It waits for a colleague to agree.")
        return redirect("engagement:exception", pk, gate)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is missing, the exception that waits, and where its second look stands."""
        problems = kwargs.pop("problems", None) or self.problems()
        waits = waiting_override(self.row, Gate(self.kwargs["gate"]))
        look = look_context(waits, digest_of(waits) if waits else "", self.me)
        mine = GateOverride.objects.wholly_within(self.me, overrides.NEEDS)
        shown = {
            "row": self.row,
            "gate": Gate(self.kwargs["gate"]),
            "problems": problems,
            "always": [one for one in problems if one.always],
            "waits": waits,
            "is_as_asked": (as_asked := waits is not None and [one.text for one in problems] == list(waits.missing)),
            "is_settled": as_asked and look["is_agreed"],
            "may_publish": waits is not None and mine.filter(pk=waits.pk).exists(),
            "may_ask": Engagement.objects.wholly_within(self.me, "engagement.edit").filter(pk=self.row.pk).exists(),
            "colleagues": colleagues_to_ask(self.me, writers=[self.me]),
            "reason": waits.public_reason if waits else "",
        }
        return super().get_context_data(**{**look, **shown, **kwargs, "gate": shown["gate"]})  # the address says it, too, as text


class _Look(LookAct):
    """The second look at an exception: one address for both gates, by the exception's own number."""

    model = GateOverride
    row: GateOverride
    right = overrides.NEEDS
    page = ""

    def about(self) -> GateOverride:
        """Return the exception."""
        return self.row

    def digest(self) -> str:
        """Return the hash of its words as they stand."""
        return digest_of(self.row)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Act, then show the exception again."""
        there = reverse("engagement:exception", args=[self.row.engagement_id, self.row.gate])
        try:
            self.say(self.act())
        except ValidationError as error:
            self.say_why_not(error)
            self.keep_typed(there)
        return redirect(there)


class AgreeToException(_Look, AgreeTo):
    """Agree to the exception."""

    thanks = "Thank you. Your colleague can go on now, and families read why."


class SendBackException(_Look, SendBackTo):
    """Send it back with a remark."""
