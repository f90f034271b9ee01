"""Staff screens for a panel's money: what it pays, what was given at meetings, vouchers, and each month's sign-off."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property

from core.gate import row_or_404
from core.viewsets import Workbench
from core.workbench import Act, Screen, add_errors
from panels.choices import MeetingState
from panels.forms.money import GiveForm, VouchersForm
from panels.models import Meeting, Panel, Payout
from panels.rules.policy import NO_POLICY, in_plain_words
from panels.selectors import claims, panels, policies
from panels.selectors import payouts as selectors
from panels.services import payouts as services
from panels.services import vouchers
from panels.viewsets import policies as policy_screens
from panels.viewsets.claim_entry import EnterClaim
from panels.viewsets.policies import LABEL, MoneyOfPanel

MOST_MEETINGS = 12


class MoneyList(Screen):
    """The panels of which somebody may read what was spent."""

    right = claims.VIEW
    template_name = "panels/staff/money_list.html"
    page_title = LABEL
    header_icon = "tasks"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the panels."""
        rows = Panel.objects.visible_to(self.me, claims.VIEW).select_related("hub", "locality").order_by("ended_on", "title")
        return super().get_context_data(panels=list(rows), **kwargs)


class OneMoney(MoneyOfPanel):
    """What one panel pays, its meetings, its months and its stock of vouchers."""

    template_name = "panels/staff/money.html"
    up = ((LABEL, reverse_lazy("panel_money:index")),)

    def get_page_title(self) -> str:
        """Return its title."""
        return f"{LABEL}: {self.row.title}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the policy in force, the last meetings and the months."""
        panel, policy = self.row, policies.in_force(self.row, self.today)
        until = timezone.now() + timedelta(days=1)
        held = Meeting.objects.filter(panel=panel, starts_at__lte=until).exclude(state=MeetingState.CALLED_OFF)
        left = selectors.vouchers_left(panel)
        return super().get_context_data(
            panel=panel,
            policy=policy,
            words=in_plain_words(policy) if policy else [],
            no_policy=NO_POLICY,
            meetings=held.order_by("-starts_at", "-pk")[:MOST_MEETINGS],
            months=selectors.months_of(panel),
            number_left=len(left),
            worth=sum(one.amount for one in left),
            may_edit=panels.may_for(self.me, claims.EDIT, panel),
            **kwargs,
        )


class Give(MoneyOfPanel):
    """Who got how much at a meeting: on a phone, while the sheet goes round."""

    right = claims.EDIT
    changes = True
    template_name = "panels/staff/give.html"
    page_title = "Who got how much?"

    @cached_property
    def meeting(self) -> Meeting:
        """The meeting in the address, of this panel."""
        found: Meeting = row_or_404(Meeting.objects.filter(panel=self.row).select_related("panel"), self.kwargs["meeting"])
        return found

    def form(self, data: Any = None) -> GiveForm | None:
        """Return the form; None while no policy holds."""
        day = min(timezone.localdate(self.meeting.starts_at), self.today)
        policy = policies.in_force(self.row, day) or policies.in_force(self.row, self.today)
        if policy is None:
            return None
        people, stock = selectors.who_got_what(self.meeting, self.me), selectors.vouchers_left(self.row)
        return GiveForm(data, people=people, policy=policy, vouchers=stock, initial={"given_on": day})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form with what stands."""
        if "form" not in kwargs:
            kwargs["form"] = self.form()
        return super().get_context_data(**{**kwargs, "panel": self.row, "meeting": self.meeting, "no_policy": NO_POLICY})

    def post(self, request: HttpRequest, pk: int, meeting: int) -> HttpResponse:
        """Write all of it down, or nothing and say why beside each."""
        form = self.form(request.POST)
        if form and form.is_valid():
            said = {"heard_of_benefits": form.cleaned_data["heard"], "given_on": form.cleaned_data["given_on"]}
            try:
                rows = services.give(meeting=self.meeting, wanted=form.wanted(), by=self.me, **said)
            except ValidationError as error:
                form.refuse(error)
            else:
                self.say(f"{len(rows)} written down." if rows else "Nothing was typed, so nothing is written down.")
                return redirect("panel_money:give", pk=pk, meeting=meeting)
        return self.render_to_response(self.get_context_data(form=form))


class Sheet(Give):
    """The sheet to sign, on paper: first names, sums, a line. POST only, for it is written down that it was printed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, meeting: int) -> HttpResponse:
        """Show it as it goes to the printer."""
        services.write_down_print(meeting=self.meeting, by=self.me)
        people = [one for one in selectors.who_got_what(self.meeting, self.me) if one.total]
        keep_until = selectors.sheet_kept_until(self.meeting)
        return render(
            request,
            "panels/staff/sheet.html",
            {"panel": self.row, "meeting": self.meeting, "people": people, "keep_until": keep_until, "today": self.today},
        )


class OneMonth(MoneyOfPanel):
    """What was given in a month, and its sign-off. `?month=2026-11`."""

    template_name = "panels/staff/month.html"

    @cached_property
    def month(self) -> date:
        """The month in the address, or this one. Anything else is not there."""
        try:
            return date.fromisoformat(f"{self.request.GET.get('month') or f'{self.today:%Y-%m}'}-01")
        except ValueError:
            raise Http404 from None

    def get_page_title(self) -> str:
        """Return the month in words."""
        return f"Small sums in {self.month:%B %Y}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the rows, by code: who signs looks at sums, not at names. Who neither gives nor signs reads cost codes."""
        of = selectors.month_of_panel(self.row, self.month)
        may_sign = panels.may_for(self.me, claims.APPROVE, self.row) and of.sign_off is None
        may_edit = panels.may_for(self.me, claims.EDIT, self.row)
        reads_rows = may_edit or panels.may_for(self.me, claims.APPROVE, self.row)
        found = {"may_sign": may_sign, "may_edit": may_edit, "reads_rows": reads_rows, "digest": selectors.digest(of.sums)}
        by_code = () if reads_rows else selectors.by_cost_code(self.row, of.sums)
        return super().get_context_data(panel=self.row, of=of, by_code=by_code, **found, **kwargs)


class _MonthAct(Act):
    """Something done on the page of a month, and back to it."""

    model = Panel
    row: Panel
    right = claims.EDIT

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Act, then show the month again."""
        try:
            self.say(self.act())
        except ValidationError as error:
            self.say_why_not(error)
        return redirect(f"{reverse('panel_money:month', args=[pk])}?month={self.asked_month():%Y-%m}")

    def asked_month(self) -> date:
        """Return the month that was posted. Anything else is not there."""
        try:
            return date.fromisoformat(f"{self.request.POST.get('month', '')}-01")
        except ValueError:
            raise Http404 from None

    def payout(self) -> Payout:
        """Return the sum that was posted, of this panel."""
        rows = Payout.objects.filter(membership__panel=self.row).select_related("meeting__panel")
        found: Payout = row_or_404(rows, self.request.POST.get("payout", ""))
        return found


class SignOff(_MonthAct):
    """A month is signed off."""

    right = claims.APPROVE

    def act(self) -> str:
        """Sign it, or say every reason why not."""
        services.sign_off(panel=self.row, month=self.asked_month(), seen=self.request.POST.get("seen", ""), by=self.me)
        return "Signed off. What was given in this month stays as it is now."


class DeleteSlip(_MonthAct):
    """A sum was written down by a slip."""

    def act(self) -> str:
        """Delete it."""
        services.delete_slip(payout=self.payout(), by=self.me)
        return "Deleted."


class TakeBack(_MonthAct):
    """A sum of a signed month came back."""

    def act(self) -> str:
        """Take it back by a row of today."""
        services.take_back(payout=self.payout(), by=self.me)
        return "Taken back: it stands as a row of this month."


class Stock(MoneyOfPanel):
    """The vouchers that are left, with their serials, and adding more."""

    right = claims.EDIT
    changes = True
    template_name = "panels/staff/vouchers.html"
    page_title = "Vouchers"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what is left."""
        kwargs.setdefault("form", VouchersForm())
        return super().get_context_data(panel=self.row, left=selectors.vouchers_left(self.row), **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put them into the stock: all, or none."""
        form = VouchersForm(request.POST)
        if form.is_valid():
            said = {name: form.cleaned_data[name] for name in ("amount", "bought_on")}
            try:
                made = vouchers.add(panel=self.row, serials=form.cleaned_data["serials"].splitlines(), by=self.me, **said)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say(f"{len(made)} in the stock.")
                return redirect("panel_money:vouchers", pk=pk)
        return self.render_to_response(self.get_context_data(form=form))


class PanelMoneyViewSet(Workbench):
    """Money of the panels that I look after."""

    name = "panel_money"
    url_prefix = "panels/money"
    model = Panel
    resource = "claim"
    icon = "tasks"
    menu_label = LABEL

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/panels/money/`; all behind the gate."""
        made = self.construct_view
        return [
            path("", made(MoneyList), name="index"),
            path("<int:pk>/", made(OneMoney), name="one"),
            path("<int:pk>/policy/", made(policy_screens.Policy), name="policy"),
            path("<int:pk>/policy/begin/", made(policy_screens.Begin), name="policy_begin"),
            path("<int:pk>/policy/in-force/", made(policy_screens.PutInForce), name="policy_in_force"),
            path("<int:pk>/meeting/<int:meeting>/", made(Give), name="give"),
            path("<int:pk>/meeting/<int:meeting>/sheet/", made(Sheet), name="sheet"),
            path("<int:pk>/month/", made(OneMonth), name="month"),
            path("<int:pk>/month/sign/", made(SignOff), name="sign"),
            path("<int:pk>/month/delete/", made(DeleteSlip), name="delete_slip"),
            path("<int:pk>/month/take-back/", made(TakeBack), name="take_back"),
            path("<int:pk>/vouchers/", made(Stock), name="vouchers"),
            path("<int:pk>/claim/", made(EnterClaim), name="enter"),
        ]
