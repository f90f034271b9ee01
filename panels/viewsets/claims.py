"""Staff screens for claims: the list, one claim, the second look, and what is to be paid."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.http import urlencode

from core.forms.seen import seen_anew
from core.overtaken import Overtaken
from core.row_numbers import row_number
from core.viewsets import Workbench
from core.workbench import Act, Screen, add_errors
from panels.choices import ClaimState
from panels.forms.claims import CannotPayForm, ClaimForm, LookForm, PayForm, as_typed
from panels.models import Claim, ExpensePolicy, Panel
from panels.rules import claims as rules
from panels.selectors import claims as selectors
from panels.selectors import payees, policies
from panels.services import claims as services
from panels.services import claims_paying as paying
from panels.viewsets.claim_entry import meetings_of
from panels.viewsets.one_claim import OfClaim
from panels.viewsets.receipts import RECEIPTS
from panels.viewsets.to_pay import LABEL, Export, ToPay

PER_PAGE = 50
SHOWN = (("", "All"), ("late", "Late"), *((state.value, state.label) for state in ClaimState))
PAID_ASKS = "A letter tells the member, where one may go to them."
NOT_TOLD = "No letter can tell the member: they have no e-mail address here. Who looks after the panel can ring them."
LETTER_ASKS = "A letter asks the member to ring us, where one may go to them. Ring who can have none."


class ClaimList(Screen):
    """Claims that somebody may see: late ones first."""

    right = selectors.VIEW
    template_name = "panels/staff/claims.html"
    page_title = LABEL
    header_icon = "form"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the list, as it was asked for."""
        show = self.request.GET.get("show", "")
        panel = Panel.objects.visible_to(self.me, self.right).filter(pk=row_number(self.request.GET.get("panel"))).first()
        rows = selectors.claims_for(self.me, self.today, show=show, panel_id=panel.pk if panel else 0)
        page, kept = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page")), {"show": show, "panel": panel.pk if panel else ""}
        found = selectors.listed(self.me, page, self.today)
        extra = urlencode({name: value for name, value in kept.items() if value})
        facts = {"page": page, "panel": panel, "extra": f"&{extra}" if extra else "", "may_pay": self.may(selectors.PAY)}
        return super().get_context_data(found=found, show=show, shown=SHOWN, **facts, **kwargs)


class OneClaim(OfClaim):
    """One claim: what it comes to for everybody who may see it; its lines, what was said, and receipts only for who enters or checks it."""

    template_name = "panels/staff/claim.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the claim, and what this person may do with it."""
        claim, lines = self.row, list(self.row.lines.all())
        reads_words = selectors.may_read_words(self.me, claim)
        is_own = payees.is_claimant(self.me, claim.membership)
        may_approve = selectors.may_for(self.me, selectors.APPROVE, claim)
        why_not = (
            rules.why_not_decide(claim, by_pk=self.me.pk, is_claimant=is_own) if may_approve and claim.state == ClaimState.SENT else []
        )
        may_look = may_approve and claim.state == ClaimState.SENT and not why_not
        may_pay = selectors.may_for(self.me, selectors.PAY, claim) and claim.state == ClaimState.CHECKED
        receipts = list(claim.receipts.defer("content")) if reads_words else []
        if may_look:
            kwargs.setdefault("second_look", LookForm(lines=lines, initial={"seen": claim.version, "answer": ""}))
        if may_pay:
            kwargs.setdefault("pay", PayForm())
            kwargs.setdefault("unpaid", CannotPayForm())
        if reads_words:
            is_again = selectors.has_another(claim)
            kwargs["remarks"] = rules.what_to_look_at(lines, policy=claim.policy, number_of_receipts=len(receipts), is_again=is_again)
        may_edit, may_change = selectors.may_for(self.me, selectors.EDIT, claim), not rules.why_not_change(claim)
        return super().get_context_data(
            listed=selectors.Listed(claim, selectors.name_on(self.me, claim), self.today),
            claim=claim,
            lines=lines,
            reads_words=reads_words,
            receipts=receipts,
            why_not=why_not,
            may_edit=may_edit,
            may_change=may_change,
            may_remove=may_edit and may_change,
            may_withdraw=not rules.why_not_withdraw(claim),
            may_turn_down=not rules.why_not_turn_down_thanks(claim),
            **kwargs,
        )


class Change(OfClaim):
    """Put a claim right that was not sent, or came back."""

    right = selectors.EDIT
    changes = True
    template_name = "panels/staff/claim_form.html"

    @cached_property
    def policy(self) -> ExpensePolicy:
        """The policy that it is put right under: that of today, where one holds."""
        return policies.in_force(self.row.membership.panel, self.today) or self.row.policy

    def form(self, data: Any = None, files: Any = None) -> ClaimForm:
        """Return the form with what stands."""
        meetings = meetings_of(self.row.membership.panel, chosen=self.row.meeting_id)
        facts = {"policy": self.policy, "people": (), "meetings": meetings, "claim": self.row}
        return ClaimForm(data, files, initial=as_typed(self.row), **facts)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", self.form())
        return super().get_context_data(claim=self.row, panel=self.row.membership.panel, policy=self.policy, **kwargs)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Keep it, or say what is wrong and keep what was typed."""
        form = self.form(request.POST, request.FILES)
        if form.is_valid():
            seen = form.cleaned_data["seen"] or 0
            try:
                services.change(claim=self.row, said=form.said(), by=self.me, seen=seen, and_send="send" in request.POST)
            except Overtaken as error:
                form.add_error(None, error)
                seen_anew(form, Claim.objects.get(pk=pk).version)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say("Kept.")
                return redirect("claims:one", pk=pk)
        return self.render_to_response(self.get_context_data(form=form))


class Send(Act):
    """It is sent."""

    model = Claim
    row: Claim
    right = selectors.EDIT
    page = "claims:one"

    def act(self) -> str:
        """Send it."""
        claim = services.send(claim=self.row, by=self.me)
        return f"Sent. It is to be paid by {claim.pay_by_on:%-d %B %Y}."


class Withdraw(Send):
    """It is taken back."""

    def act(self) -> str:
        """Take it back."""
        services.withdraw(claim=self.row, by=self.me)
        return "Taken back. Its receipts and words are deleted."


class TurnDown(Send):
    """They say no to the thank-you."""

    def act(self) -> str:
        """Take the thank-you out."""
        services.turn_down_thanks(claim=self.row, by=self.me)
        return "The thank-you is out of it. They are just as welcome."


class Look(OneClaim):
    """The second look: agree, wholly or in part, or send it back."""

    http_method_names = ["post"]
    changes = True
    right = selectors.APPROVE

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Decide, or say what is wrong and keep what was typed."""
        form = LookForm(request.POST, lines=list(self.row.lines.all()))
        if form.is_valid():
            said = {"claim": self.row, "answer": form.cleaned_data["answer"], "by": self.me, "seen": form.cleaned_data["seen"] or 0}
            try:
                if "back" in request.POST:
                    paying.send_back(**said)
                else:
                    paying.agree(agreed=form.agreed(), **said)
            except Overtaken as error:
                self.row = self.rows().get(pk=pk)
                form = form.anew(list(self.row.lines.all()), self.row.version)
                form.add_error(None, error)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say(f"Sent back. {LETTER_ASKS}" if "back" in request.POST else "Agreed. Who pays finds it in their list.")
                return redirect("claims:one", pk=pk)
        return self.render_to_response(self.get_context_data(second_look=form))


class Pay(OneClaim):
    """It was paid."""

    http_method_names = ["post"]
    changes = True
    right = selectors.PAY

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Write it down and tell the member, or say what is wrong and keep what was typed."""
        form = PayForm(request.POST)
        if form.is_valid():
            try:
                is_told = paying.pay(claim=self.row, by=self.me, **form.cleaned_data)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say(f"{self.row} is paid. {PAID_ASKS if is_told else NOT_TOLD}")
                return redirect("claims:to_pay")
        return self.render_to_response(self.get_context_data(pay=form))


class CannotPay(OneClaim):
    """It could not be paid, and goes back."""

    http_method_names = ["post"]
    changes = True
    right = selectors.PAY

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Send it back, or say what is wrong and keep what was typed."""
        form = CannotPayForm(request.POST)
        if form.is_valid():
            try:
                paying.cannot_pay(claim=self.row, by=self.me, **form.cleaned_data)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say(f"{self.row} goes back. {LETTER_ASKS}")
                return redirect("claims:to_pay")
        return self.render_to_response(self.get_context_data(unpaid=form))


class ClaimsViewSet(Workbench):
    """Claims of the panels that I look after, or of all whom I pay."""

    name = "claims"
    url_prefix = "claims"
    model = Claim
    resource = "claim"
    icon = "form"
    menu_label = LABEL

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/claims/`; all behind the gate."""
        made: Callable[[Any], Any] = self.construct_view
        acts: dict[str, type[Screen]] = {"send": Send, "take-back": Withdraw, "no-thanks": TurnDown, "look": Look, "paid": Pay}
        acts["cannot-pay"] = CannotPay
        return [
            path("", made(ClaimList), name="index"),
            path("to-pay/", made(ToPay), name="to_pay"),
            path("to-pay/file/", made(Export), name="export"),
            path("<uuid:pk>/", made(OneClaim), name="one"),
            path("<uuid:pk>/change/", made(Change), name="change"),
            *(path(f"<uuid:pk>/{name}/", made(view), name=name.replace("-", "_")) for name, view in acts.items()),
            *(path(f"<uuid:pk>/receipt/<uuid:receipt>/{address}", made(view), name=name) for address, view, name in RECEIPTS),
        ]
