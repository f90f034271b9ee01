"""The copy of what we hold: read by the officer first where it tells of others, then given as a page anybody can read, and as JSON."""

import json
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from consent.choices import PartVerdict, RightKind, Verdict
from consent.selectors.around_a_copy import AroundACopy, what_goes_with
from consent.services import rights_copy as services
from consent.services import rights_letter
from consent.viewsets.rights_view import OneRequest, RightsView, refused
from core import brand, clocks


class Copy(RightsView):
    """What we hold about somebody, part by part. POST only: opening it is written down, and nothing shows it by the way."""

    http_method_names = ["post"]
    template_name = "consent/staff/rights_copy.html"

    def get_page_title(self) -> str:
        """Return what it is."""
        return "What we hold"

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show it, or the request with the reason why not."""
        if "answer" in request.POST:
            rights_letter.keep_draft(request=self.row, answer=self.said("answer"))
        return self.shown()

    def shown(self, **kwargs: Any) -> HttpResponse:
        """Show every part with what was decided."""
        try:
            parts = services.open_copy(request=self.row, by=self.me)
        except ValidationError as error:
            return refused(self.request, self.row.pk, error)
        facts = {"asked": self.row, "parts": parts, "number_waiting": sum(part.is_waiting for part in parts)}
        may_judge = self.row.kind == RightKind.ACCESS and self.row.verdict != Verdict.NO
        return self.render_to_response(self.get_context_data(**facts, verdicts=PartVerdict.choices, may_judge=may_judge, **kwargs))


class JudgePart(Copy):
    """Decide about one part."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Decide, and show them all again."""
        said = {name: self.said(name) for name in ("key", "verdict", "instead")}
        try:
            services.judge_part(request=self.row, **said, by=self.me, today=clocks.today())
        except ValidationError as error:
            return self.shown(problems=error.messages, typed=said)
        return self.shown()


class CopyFile(OneRequest):
    """The file to give: `as=html` or `as=json`."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Send it, once it is decided."""
        try:
            parts = services.take_copy(request=self.row, by=self.me, today=clocks.today())
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(problems=error.messages))
        given = [part.given for part in parts]
        facts = {"reference": str(self.row), "made_on": clocks.today(), "number_held_back": given.count(None)}
        about = what_goes_with(self.row)
        held = [one for one in given if one is not None]
        if request.POST.get("as") == "json":
            body = json.dumps(as_data(facts, held, about), ensure_ascii=False, indent=2)
            return _download(body, "application/json; charset=utf-8", f"{self.row}.json")
        page = render_to_string("consent/letters/copy.html", {**facts, "held": held, "about": about, "council": brand.stored()})
        return _download(page, "text/html; charset=utf-8", f"{self.row}.html")


def as_data(facts: dict[str, Any], held: list[Any], about: AroundACopy) -> dict[str, Any]:
    """Return a copy as data: what programs read (Article 20)."""
    rows = [{"heading": one.heading, "rows": [{"label": label, "value": value} for label, value in one.rows]} for one in held]
    return {**facts, "made_on": facts["made_on"].isoformat(), "held": rows, "about": about.as_data()}


def _download(body: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = "sandbox"
    return response
