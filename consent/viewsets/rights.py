"""The rights desk: anybody takes a request in; the data protection officer sees to it that it is answered in time, and how."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from consent.choices import Verdict
from consent.forms.rights import TakeInForm
from consent.models import LetterWay, RightsRequest
from consent.rules.rights_taken_in import promise
from consent.selectors import people
from consent.selectors import rights as selectors
from consent.services import rights as services
from consent.services import rights_letter
from consent.viewsets import rights_acts as acts
from consent.viewsets.rights_copy import Copy, CopyFile, JudgePart
from consent.viewsets.rights_view import LONGEST_CODE, ONE, TITLE, OneRequest, RightsView
from core import brand, clocks
from core.text import normalise
from core.viewsets import Workbench

PER_PAGE = 25


class RequestList(RightsView):
    """What people asked about their data: what is due first leads; or what has ended."""

    template_name = "consent/staff/rights.html"
    page_title = TITLE

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of the list."""
        ended = self.request.GET.get("state") == "ended"
        found = selectors.with_clocks(selectors.requests_to_read(self.me, ended=ended), clocks.today())
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, ended=ended, extra="&state=ended" if ended else "", **kwargs)


class TakeIn(RightsView):
    """Take in what somebody asks. Whoever works here may: a parent asks whom they know."""

    right = right_to_act = selectors.ADD
    template_name = "consent/staff/rights_take_in.html"
    page_title = "Somebody asks about their data"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        return super().get_context_data(**{"form": TakeInForm(), **kwargs})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take it in, or say what is missing and keep what was typed."""
        form = TakeInForm({name: normalise(value) for name, value in request.POST.dict().items()})
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        said = form.cleaned_data
        code = said.pop("code")[:LONGEST_CODE]
        person = people.with_code_anywhere(code, also_set_aside=self.may(selectors.EDIT)) if code else None
        try:
            if code and person is None:
                raise ValidationError({"code": "Nobody has this code. Look at it once more, or leave it empty and write who they are."})
            made = services.receive(**said, person=person, by=self.me, today=clocks.today())
        except ValidationError as error:
            for name, reasons in error.message_dict.items():
                form.add_error(name, reasons[0])
            return self.render_to_response(self.get_context_data(form=form))
        if self.may(selectors.VIEW):
            return redirect(ONE, pk=made.pk)
        messages.success(request, f"Thank you. The data protection officer has it as {made}. Tell them: {promise(made)}")
        return redirect("wagtailadmin_home")


class Letter(OneRequest):
    """The letter, to print or to copy into a mail."""

    template_name = "consent/staff/rights_letter.html"

    def get_page_title(self) -> str:
        """Return what it is."""
        return "The letter"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the request, and who was told of it."""
        rows = list(self.row.told.select_related("partner"))
        told, not_told = [one for one in rows if one.was_told], [one for one in rows if not one.was_told]
        kept = LetterWay.objects.filter(request=self.row).first()
        facts = {"told": told, "not_told": not_told, "council": brand.stored(), "kept": kept}
        facts["has_way"] = self.row.is_waiting and (not self.row.erased_on or kept is not None)
        facts["is_refused"] = self.row.verdict in {Verdict.PARTLY, Verdict.NO}
        return super().get_context_data(**facts, may_address=self.may(selectors.EDIT), **kwargs)


class Address(Letter):
    """The letter to print, with whom it goes to. POST only: it is written down who looked, and nothing shows it by the way."""

    http_method_names = ["post"]
    template_name = "consent/staff/rights_letter_print.html"

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show it."""
        way = rights_letter.open_way(request=self.row, by=self.me)
        return self.render_to_response(self.get_context_data(way=way, addressee=rights_letter.addressee(way)))


class RightsViewSet(Workbench):
    """What people ask about their data."""

    name = "rights"
    url_prefix = "rights"
    model = RightsRequest
    resource = "rights"
    icon = "key"
    menu_label = TITLE

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/rights/`."""
        made: Callable[[Any], Any] = self.construct_view
        steps: dict[str, type[RightsView]] = {
            "identify": acts.Identify,
            "join": acts.JoinToPerson,
            "stop-clock": acts.StopClock,
            "start-clock": acts.StartClock,
            "longer": acts.TakeLonger,
            "acknowledge": acts.Acknowledge,
            "searched": acts.SearchPlace,
            "decide": acts.Decide,
            "told": acts.Told,
            "cannot-be-told": acts.CannotBeTold,
            "erase": acts.Erase,
            "stop-using": acts.StopUsing,
            "set-aside": acts.SetAside,
            "finish": acts.Finish,
            "withdraw": acts.Withdraw,
            "judge": JudgePart,
            "address": Address,
            "draft": acts.Draft,
            "correct": acts.Correct,
            "put-right": acts.SayPutRight,
            "take-decision-back": acts.TakeDecisionBack,
        }
        return [
            path("", made(RequestList), name="index"),
            path("add/", made(TakeIn), name="add"),
            path("<uuid:pk>/", made(OneRequest), name="one"),
            path("<uuid:pk>/letter/", made(Letter), name="letter"),
            path("<uuid:pk>/copy/", made(Copy), name="copy"),
            path("<uuid:pk>/copy/file/", made(CopyFile), name="copy_file"),
            *(path(f"<uuid:pk>/{name}/", made(view), name=name.replace("-", "_")) for name, view in steps.items()),
        ]
