"""What people decided, as staff write it down and read it: by a person's code, never by a name."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from consent.choices import WITHOUT_PROOF, GivenBy, Method, OpenReason
from consent.forms.ledger import DecisionsForm
from consent.models import ConsentRecord, Partner, Person, Purpose
from consent.selectors import ledger as selectors
from consent.selectors import ledger_mail, ledger_uses, people, rights
from consent.services import ledger as services
from consent.services import ledger_confirm, ledger_proof, ledger_stops
from consent.viewsets.ledger_sheet import Sheet
from core import clocks
from core.gate import StaffView
from core.row_numbers import row_number
from core.text import normalise
from core.viewsets import Workbench

LIST = "consent_ledger:index"
LONGEST_CODE = 40
_ENDINGS = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
# Who tells a member of staff that they changed their mind need prove nothing: how it was said is all that is asked.
WAYS_TO_CHANGE = [(str(value), WITHOUT_PROOF[value]) for value in (Method.SPOKEN, Method.REPLY, Method.PAPER)]


class FindPerson(StaffView):
    """Lead to what a person decided, by their code. It is posted: no code stands in an address, which a desk's browser would keep."""

    model = Person
    right = selectors.VIEW
    template_name = "consent/staff/ledger/find.html"
    page_title = "What people agreed to"
    header_icon = "check"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether this person may write down a whole sheet."""
        return super().get_context_data(may_add=self.may(selectors.ADD), **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Find the person, or say that nobody has this code."""
        typed = normalise(request.POST.get("code", ""))[:LONGEST_CODE]
        found = selectors.person_with_code(self.me, selectors.VIEW, typed)
        if found:
            return redirect("consent_ledger:one", pk=found.pk)
        return self.render_to_response(self.get_context_data(not_found=True, typed=typed))


class OnePerson(StaffView):
    """Each purpose with what one person decided: what holds since when, the exact words, and what was said before."""

    model = Person
    row: Person
    right = selectors.VIEW
    right_to_act = selectors.ADD
    template_name = "consent/staff/ledger/one.html"
    header_icon = "check"

    def get_page_title(self) -> str:
        """Return whose it is, by code."""
        return f"What {self.row.shown_code} agreed to"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back."""
        items = [{"url": reverse(LIST), "label": FindPerson.page_title}]
        if type(self) is not OnePerson:
            items.append({"url": reverse("consent_ledger:one", args=[self.row.pk]), "label": self.row.shown_code})
        return [*self.breadcrumbs_items, *items, {"url": "", "label": self.get_page_title()}]

    def rows(self) -> Any:
        """Nobody who is set aside."""
        return super().rows().in_sight()  # type: ignore[attr-defined]  # our own queryset

    def may_act(self) -> bool:
        """Return whether this person may write down decisions of the one shown."""
        hub_id = self.row.hub_id
        return self.row.is_here and (self.may(selectors.ADD, hub_id=hub_id) if hub_id else self.may(selectors.ADD))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the ledger and what this person may do about it. Names and scans are not among it."""
        lines = selectors.ledger_of(self.row, today=clocks.today())
        return super().get_context_data(
            person=self.row,
            lines=lines,
            may_act=self.may_act(),
            may_see_person=self.row.is_here and people.may_for(self.me, people.VIEW, self.row),
            asked=rights.asked_by(self.row) if people.may_for(self.me, rights.VIEW, self.row) else [],
            shown=selectors.shown_to(self.row),
            uses=ledger_uses.uses_of(self.row),
            held_back=ledger_mail.held_back(self.row),
            ways=WAYS_TO_CHANGE,
            who=GivenBy.choices,
            reasons=[] if people.may_for(self.me, people.NAMES, self.row) else OpenReason.choices,
            **kwargs,
        )


class WriteDown(OnePerson):
    """Write down what somebody decided, from paper, aloud or in a reply. Nothing is ticked before they said it."""

    right = selectors.ADD
    template_name = "consent/staff/ledger/write.html"

    def get_page_title(self) -> str:
        """Say what is done here."""
        return "Write down what they decided"

    def form(self, *data: Any) -> DecisionsForm:
        """Return the form with every purpose that is asked."""
        purposes = Purpose.objects.asked().in_use().prefetch_related("wordings").order_by("title")
        return DecisionsForm(*data, person=self.row, purposes=list(purposes))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", self.form())
        return StaffView.get_context_data(self, person=self.row, **kwargs)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Write all of it down, or nothing and say why."""
        form = self.form(request.POST, request.FILES)
        if form.is_valid():
            said = [(one.purpose.title, one) for one in form.decisions()]
            scan = form.cleaned_data["scan"]
            try:
                done = services.record_all(said=said, by=self.me, hub=None, today=clocks.today(), scan=scan)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, services.written_in_words(done))
                if held_back := services.overtaken_in_words(done):
                    messages.warning(request, held_back)
                return redirect("consent_ledger:one", pk=pk)
        return self.render_to_response(self.get_context_data(form=form))


class _Act(OnePerson):
    """Something done by a button; a refusal shows the ledger again with the reasons."""

    http_method_names = ["post"]

    def act(self) -> str:
        """Do it and return the words that say so. Raises ValidationError with every reason why not."""
        raise NotImplementedError

    def record(self) -> ConsentRecord:
        """Return the decision of this person that the address names, or answer 404."""
        found = selectors.record_of(self.row, self.kwargs["record"])
        if found is None:
            raise Http404
        return found

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act, then lead to the ledger."""
        try:
            messages.success(request, self.act())
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(problems=error.messages))
        return redirect("consent_ledger:one", pk=self.row.pk)


class ChangeMind(_Act):
    """They changed their mind: one press, as easy as a yes."""

    def act(self) -> str:
        """Write it down and say what stopped."""
        asked = self.request.POST
        purpose = Purpose.objects.asked().filter(pk=row_number(asked.get("purpose"))).first()
        partner = Partner.objects.filter(pk=row_number(asked.get("partner"))).first() if asked.get("partner") else None
        if purpose is None or (asked.get("partner") and partner is None):
            raise Http404
        method = asked.get("method", "")
        if method not in dict(WAYS_TO_CHANGE):
            raise ValidationError(["Say how they told you that they changed their mind."])
        done = services.change_mind(
            person=self.row, purpose=purpose, partner=partner, method=method, by=self.me, today=clocks.today(), given_by=GivenBy.SELF
        )
        return " ".join(["Written down. Nothing of theirs is used for this any more.", *done.stopped])


class StopUsing(_Act):
    """They said "stop using mine", or let us use theirs again: one press, and no reason."""

    def act(self) -> str:
        """Write it down."""
        asked = self.request.POST
        purpose = Purpose.objects.filter(pk=row_number(asked.get("purpose"))).first()
        if purpose is None:
            raise Http404
        if asked.get("lift"):
            ledger_stops.lift(person=self.row, purpose=purpose, today=clocks.today(), by=self.me)
            return "Written down. It may be used again."
        ledger_stops.stop_using(person=self.row, purpose=purpose, today=clocks.today(), by=self.me)
        return "Written down. Nothing of theirs is used for this any more."


class AskToConfirm(_Act):
    """A link asks the family whether it was written down right."""

    def act(self) -> str:
        """Send it."""
        ledger_confirm.ask_to_confirm(record=self.record(), by=self.me)
        return "They get a link that shows the words, without a name. It works once, for two weeks."


class OpenNames(_Act):
    """Show the names behind a decision, and write down who looked. Nothing shows them by the way, and no browser keeps them."""

    right_to_act = selectors.VIEW

    def rows(self) -> Any:
        """Return whom this person may look at: nothing is changed here."""
        return Person.objects.visible_to(self.me, selectors.VIEW).in_sight()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the ledger once more, opened; or ask for the reason."""
        record = self.record()
        try:
            opened = ledger_proof.open_names(record=record, by=self.me, reason=request.POST.get("reason", ""))
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(problems=error.messages))
        response = self.render_to_response(self.get_context_data(opened=opened, opened_of=record.pk))
        response["Cache-Control"] = "no-store, private"
        return response


class OpenScan(OpenNames):
    """Hand out the scan as a download, and write down who took it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the bytes, which no browser shows or keeps; or ask for the reason."""
        try:
            scan = ledger_proof.open_scan(record=self.record(), by=self.me, reason=request.POST.get("reason", ""))
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(problems=error.messages))
        if scan is None:
            raise Http404
        response = HttpResponse(scan.content, content_type=_ENDINGS[scan.kind])
        response["Content-Disposition"] = f'attachment; filename="signed-form-{self.row.shown_code}.{scan.kind}"'
        response["Cache-Control"] = "no-store, private"
        response["X-Content-Type-Options"] = "nosniff"
        return response


class ConsentLedgerViewSet(Workbench):
    """What people agreed to."""

    name = "consent_ledger"
    url_prefix = "agreed"
    model = Person
    resource = "consent"
    icon = "check"
    menu_label = "What people agreed to"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/agreed/`."""
        made: Callable[[Any], Any] = self.construct_view
        return [
            path("", made(FindPerson), name="index"),
            path("sheet/", made(Sheet), name="sheet"),
            path("<uuid:pk>/", made(OnePerson), name="one"),
            path("<uuid:pk>/write/", made(WriteDown), name="write"),
            path("<uuid:pk>/change-mind/", made(ChangeMind), name="change_mind"),
            path("<uuid:pk>/stop-using/", made(StopUsing), name="stop_using"),
            path("<uuid:pk>/ask/<uuid:record>/", made(AskToConfirm), name="ask"),
            path("<uuid:pk>/names/<uuid:record>/", made(OpenNames), name="names"),
            path("<uuid:pk>/scan/<uuid:record>/", made(OpenScan), name="scan"),
        ]
