"""One thing that was found: read, blacked out by typed marks, decided."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from consent.forms.information import DecideForm
from consent.models import InformationItem
from consent.rules import information as rules
from consent.rules import redaction
from consent.selectors import information as selectors
from consent.services import information as services
from consent.viewsets.information_view import ONE, OneRequest
from core.text import normalise


class OneItem(OneRequest):
    """One thing: its words with what seems to be of somebody pointed at, and the form that decides. Marks are typed: no JavaScript."""

    template_name = "consent/staff/information_item.html"
    item: InformationItem

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the thing by its number among those of the request: none of another request's is ever met."""
        super().setup(request, *args, **kwargs)
        found = next((item for item in selectors.items_of(self.row) if str(item.number) == kwargs["number"]), None)
        if found is None:
            raise Http404
        self.item = found

    def get_page_title(self) -> str:
        """Return its number."""
        return f"Number {self.item.number}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the words in pieces, what would go out, and the form as it was decided, or as it was typed."""
        row = self.item
        held = {"words": row.words, "decision": row.decision, "exemption": row.exemption, "reason": row.reason}
        kwargs.setdefault("form", DecideForm(initial=held))
        text = redaction.without_marks(row.words)
        pieces = redaction.pieces_of(text, selectors.names_known_at(row.hub_id)) if text else []
        is_part = row.decision == "part"
        return super().get_context_data(
            item=row,
            pieces=pieces,
            is_pointed_at=any(piece.why for piece in pieces),
            goes_out=redaction.redacted(row.words, row.exemption) if is_part and self.row.is_open else "",
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: UUID, number: str) -> HttpResponse:
        """Decide, or put marks where something seems to be of somebody: for the officer to check, and saved by nobody else."""
        if request.POST.get("go") == "look":
            return self._suggested(request)
        form = DecideForm(request.POST)
        if form.is_valid():
            try:
                services.decide(item=self.item, by=self.me, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, f"Number {number} is decided.")
                return redirect(ONE, pk=pk)
        return self.render_to_response(self.get_context_data(form=form))

    def _suggested(self, request: HttpRequest) -> HttpResponse:
        typed = {name: normalise(request.POST.get(name, "")) for name in ("words", "decision", "exemption", "reason")}
        if wrong := rules.why_not_marked(self.item, typed["words"]):
            form = DecideForm(request.POST)
            form.add_error("words", wrong)
            return self.render_to_response(self.get_context_data(form=form))
        typed["words"] = redaction.with_marks(typed["words"], selectors.names_known_at(self.item.hub_id))
        return self.render_to_response(self.get_context_data(form=DecideForm(initial=typed), is_suggested=True))


class Drop(OneItem):
    """Take it off: it does not answer the request after all."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID, number: str) -> HttpResponse:
        """Take it off."""
        try:
            services.drop(item=self.item, by=self.me)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "It is off. It stays where it stood in Earshot.")
        return redirect(ONE, pk=pk)
