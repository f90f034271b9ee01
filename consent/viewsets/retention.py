"""How long we keep things: the lengths, what is past its time, what is held back, and what was deleted."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from consent.choices.retention import BY_CODE, WARN_WEEKS, Kind
from consent.forms.retention import HoldForm, LiftForm, RuleForm
from consent.models import LegalHold, Person, RetentionRule
from consent.selectors import people, references
from consent.selectors import retention as selectors
from consent.services import retention as services
from core import clocks
from core.gate import row_or_404
from core.whole_council import WholeCouncilView, WholeCouncilWorkbench

PER_PAGE, LONGEST_CODE = 25, 12
LIST = "retention:index"
TITLE = "How long we keep things"


class _Keeping(WholeCouncilView):
    """What all these screens share."""

    right = selectors.VIEW
    header_icon = "history"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the list."""
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": reverse(LIST), "label": TITLE}, items[-1]] if self.page_title != TITLE else items


class KindList(_Keeping):
    """Every kind with its length and what is past its time; what is done by itself; the holds."""

    template_name = "consent/staff/retention.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the kinds and what stands around them."""
        today = clocks.today()
        standings, holds, may_hold = selectors.standings(today), list(selectors.every_hold()), self.may(selectors.APPROVE)
        records = references.of_holds(holds)
        return super().get_context_data(
            kept=[one for one in standings if one.is_kept],
            not_kept=[one for one in standings if not one.is_kept],
            by_itself=selectors.done_by_itself(today),
            holds=[(hold, records[hold.pk], LiftForm(hold=hold) if may_hold and not hold.lifted_on else None) for hold in holds],
            certificates=selectors.certificates()[:3],
            weeks=WARN_WEEKS,
            may_hold=may_hold,
            **kwargs,
        )


class OneKind(_Keeping):
    """One kind: its length and why, the form that changes it, what an approval would end, every decision so far."""

    template_name = "consent/staff/retention_kind.html"
    kind: Kind

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the kind; one that nobody knows is not there."""
        super().setup(request, *args, **kwargs)
        if kwargs["code"] not in BY_CODE:
            raise Http404
        self.kind = BY_CODE[kwargs["code"]]

    def get_page_title(self) -> str:
        """Return the kind's name."""
        return self.kind.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return how the kind stands now, counted while the page is made: the dry run."""
        standing = selectors.standing_of(self.kind, clocks.today())
        kwargs.setdefault("form", RuleForm(length=standing.length))
        return super().get_context_data(
            one=standing,
            decisions=selectors.decisions(self.kind.code),
            held_by=selectors.holds_on(self.kind.code),
            would_end=selectors.what_would_end(standing) if standing.number_to_end else [],
            weeks=WARN_WEEKS,
            may_edit=self.may(selectors.EDIT),
            may_approve=self.may(selectors.APPROVE),
            **kwargs,
        )


class Change(OneKind):
    """Keep a kind for another time."""

    http_method_names = ["post"]
    right = selectors.EDIT

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Change it, or say why not and keep what was typed."""
        form = RuleForm(request.POST, length=selectors.length_of(self.kind))
        if form.is_valid():
            length = {"number": form.cleaned_data["number"] or 0, "unit": form.cleaned_data["unit"]}
            said = length | {"reason": form.cleaned_data["reason"]}
            more = selectors.newly_due(self.kind, **length, today=clocks.today())
            if more and said["reason"] and request.POST.get("newly_due") != str(more):
                return self.render_to_response(self.get_context_data(form=form, newly_due=more))
            try:
                services.change_rule(kind=self.kind, by=self.me, today=clocks.today(), **said)
            except ValidationError as refused:
                form.add_error(None, refused.messages)
            else:
                messages.success(request, "Changed. Nothing is deleted before somebody approves it.")
                return redirect("retention:one", code)
        return self.render_to_response(self.get_context_data(form=form))


class Approve(OneKind):
    """Approve that what is past its time is ended."""

    http_method_names = ["post"]
    right = selectors.APPROVE

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Approve what the officer saw, or say why not."""
        try:
            run = services.approve(kind=self.kind, seen=request.POST.get("seen", ""), by=self.me, today=clocks.today())
        except ValidationError as refused:
            return self.render_to_response(self.get_context_data(problems=refused.messages))
        waits = "It waits for your operator’s command." if self.kind.by_command else "It has begun. The certificate comes when it is done."
        messages.success(request, f"Approved: {run.number_due:,}. {waits}")
        return redirect("retention:one", code)


class PlaceHold(_Keeping):
    """Hold something back from deletion."""

    right = selectors.APPROVE
    template_name = "consent/staff/retention_hold.html"
    page_title = "Hold something back"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", HoldForm())
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Hold it back, or say why not and keep what was typed."""
        form = HoldForm(request.POST)
        if form.is_valid():
            try:
                services.place_hold(by=self.me, today=clocks.today(), **{**form.cleaned_data, "person": self._person(form)})
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                messages.success(request, "Held back from now on, also from what was approved and is not done yet.")
                return redirect(LIST)
        return self.render_to_response(self.get_context_data(form=form))

    def _person(self, form: HoldForm) -> Person | None:
        """Return whose code was typed. Raises ValidationError where it is nobody's."""
        typed = form.cleaned_data["person"][:LONGEST_CODE]
        person = people.with_code_anywhere(typed, also_set_aside=True) if typed else None
        if typed and person is None:
            raise ValidationError({"person": "Nobody has this code. Look at it once more in “Families we know”."})
        return person


class LiftHold(_Keeping):
    """Lift a hold, for a reason."""

    http_method_names = ["post"]
    right = selectors.APPROVE
    template_name = "consent/staff/retention_lift.html"
    page_title = "Lift a hold"

    def post(self, request: HttpRequest) -> HttpResponse:
        """Lift it, or say why not and keep what was typed."""
        hold = row_or_404(LegalHold.objects.all(), request.POST.get("hold", ""))
        form = LiftForm(request.POST, hold=hold)
        if form.is_valid():
            try:
                services.lift_hold(hold=hold, reason=form.cleaned_data["reason"], by=self.me, today=clocks.today())
            except ValidationError as refused:
                form.add_error("reason", refused.messages)
            else:
                messages.success(request, f"“{hold.name}” is lifted. Nothing is deleted before you approve it.")
                return redirect(LIST)
        return self.render_to_response(self.get_context_data(hold=hold, form=form))


class Certificates(_Keeping):
    """Every deletion that was approved and is done."""

    template_name = "consent/staff/retention_certificates.html"
    page_title = "What was deleted"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of certificates."""
        page = Paginator(selectors.certificates(), PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, **kwargs)


class Certificate(_Keeping):
    """One certificate, to print or to show to an auditor."""

    template_name = "consent/staff/retention_certificate.html"
    page_title = "Certificate"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the certificate; what has not finished is none."""
        return super().get_context_data(run=row_or_404(selectors.certificates(), self.kwargs["number"]), **kwargs)


class RetentionViewSet(WholeCouncilWorkbench):
    """How long we keep things."""

    name = "retention"
    url_prefix = "retention"
    model = RetentionRule
    resource = "retention"
    icon = "history"
    menu_label = TITLE

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/retention/`."""
        made: Callable[[Any], Any] = self.construct_view
        return [
            path("", made(KindList), name="index"),
            path("hold/", made(PlaceHold), name="hold"),
            path("lift/", made(LiftHold), name="lift"),
            path("certificates/", made(Certificates), name="certificates"),
            path("certificates/<int:number>/", made(Certificate), name="certificate"),
            path("<slug:code>/", made(OneKind), name="one"),
            path("<slug:code>/change/", made(Change), name="change"),
            path("<slug:code>/approve/", made(Approve), name="approve"),
        ]
