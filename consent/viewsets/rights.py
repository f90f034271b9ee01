"""The rights desk: anybody takes a request in; the data protection officer sees to it that it is answered in time, and how."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from consent.forms.rights import TakeInForm
from consent.models import RightsRequest
from consent.selectors import people
from consent.selectors import rights as selectors
from consent.services import rights as services
from consent.viewsets.rights_copy import Copy, CopyFile, JudgePart
from consent.viewsets.rights_view import ONE, TITLE, Act, OneRequest, RightsView
from core import clocks
from core.row_numbers import row_number
from core.text import normalise
from core.viewsets import Workbench

PER_PAGE, LONGEST_CODE = 25, 12
MOST_FOUND = 2**31 - 1  # what the column holds


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
        person = people.with_code_anywhere(code) if code else None
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
        messages.success(request, f"Thank you. The data protection officer has it as {made}. Tell them: an answer comes within a month.")
        return redirect("wagtailadmin_home")


class Identify(Act):
    """How we know who asks."""

    def act(self) -> str:
        """Say so."""
        services.identify(request=self.row, how=self.said("how"), by=self.me, today=clocks.today())
        return "Saved: we know who asks."


class JoinToPerson(Act):
    """Whose data it is about."""

    def act(self) -> str:
        """Say so, by their code."""
        person = people.with_code(self.me, self.said("code")[:LONGEST_CODE])
        if person is None:
            raise ValidationError(["Nobody has this code. Look at it once more in “Families we know”."])
        services.join_to_person(request=self.row, person=person, by=self.me)
        return f"It is about {person.shown_code} now."


class StopClock(Act):
    """The clock stands still while we wait for them."""

    def act(self) -> str:
        """Stop it."""
        services.stop_clock(request=self.row, why=self.said("why"), by=self.me, today=clocks.today())
        return "The clock stands still until you let it run on."


class StartClock(Act):
    """They answered."""

    def act(self) -> str:
        """Let it run on."""
        services.start_clock(request=self.row, by=self.me, today=clocks.today())
        return "The clock runs on."


class TakeLonger(Act):
    """Two more months."""

    def act(self) -> str:
        """Take them."""
        services.take_longer(request=self.row, why=self.said("why"), by=self.me, today=clocks.today())
        return "Two more months are taken. Tell them now, and why."


class Acknowledge(Act):
    """They know that we have it."""

    def act(self) -> str:
        """Say so."""
        services.acknowledge(request=self.row, by=self.me, today=clocks.today())
        return "Saved: they know that we have it."


class SearchPlace(Act):
    """Where somebody looked."""

    def act(self) -> str:
        """Write it down."""
        found = min(row_number(self.said("number")), MOST_FOUND)
        services.search_place(request=self.row, place=self.said("place"), number_found=found, by=self.me, today=clocks.today())
        return "Saved where you looked."


class Decide(Act):
    """The decision and the letter."""

    def act(self) -> str:
        """Decide."""
        said = {"verdict": self.said("verdict"), "why": self.said("why"), "answer": self.said("answer")}
        services.decide(request=self.row, **said, by=self.me, today=clocks.today())
        return "Decided. The letter is ready to print."


class Erase(Act):
    """Erase somebody."""

    def act(self) -> str:
        """Do it; what stays is for the letter."""
        if self.said("sure") != "yes":
            raise ValidationError(["Tick that you read what goes and what stays. It cannot be taken back."])
        found = services.erase(request=self.row, by=self.me, today=clocks.today())
        return f"Erased: {found.number_of_records} {'record' if found.number_of_records == 1 else 'records'}. The letter lists what stays."


class Finish(Act):
    """It is done, and they have the letter."""

    def act(self) -> str:
        """Say so."""
        services.finish(request=self.row, by=self.me, today=clocks.today())
        return "Done."


class Withdraw(Act):
    """They took it back."""

    def act(self) -> str:
        """Say so."""
        services.withdraw(request=self.row, by=self.me, today=clocks.today())
        return "It has ended: they took it back."


class Letter(OneRequest):
    """The letter, to print or to copy into a mail."""

    template_name = "consent/staff/rights_letter.html"

    def get_page_title(self) -> str:
        """Return what it is."""
        return "The letter"


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
        acts: dict[str, type[RightsView]] = {
            "identify": Identify,
            "join": JoinToPerson,
            "stop-clock": StopClock,
            "start-clock": StartClock,
            "longer": TakeLonger,
            "acknowledge": Acknowledge,
            "searched": SearchPlace,
            "decide": Decide,
            "erase": Erase,
            "finish": Finish,
            "withdraw": Withdraw,
            "judge": JudgePart,
        }
        return [
            path("", made(RequestList), name="index"),
            path("add/", made(TakeIn), name="add"),
            path("<uuid:pk>/", made(OneRequest), name="one"),
            path("<uuid:pk>/letter/", made(Letter), name="letter"),
            path("<uuid:pk>/copy/", made(Copy), name="copy"),
            path("<uuid:pk>/copy/file/", made(CopyFile), name="copy_file"),
            *(path(f"<uuid:pk>/{name}/", made(view), name=name.replace("-", "_")) for name, view in acts.items()),
        ]
