"""The copy of what we hold: read by the officer first where it tells of others, then given as a page anybody can read, and as JSON."""

import json
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from consent.choices import PartVerdict, RightKind
from consent.services import rights as services
from consent.viewsets.rights_view import OneRequest, RightsView
from core import brand, clocks


class Copy(RightsView):
    """What we hold about somebody, part by part. POST only: opening it is written down, and nothing shows it by the way."""

    http_method_names = ["post"]
    template_name = "consent/staff/rights_copy.html"

    def get_page_title(self) -> str:
        """Return what it is."""
        return "What we hold"

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show it."""
        return self.shown()

    def shown(self, **kwargs: Any) -> HttpResponse:
        """Show every part with what was decided."""
        parts = services.open_copy(request=self.row, by=self.me)
        facts = {"asked": self.row, "parts": parts, "number_waiting": sum(part.is_waiting for part in parts)}
        is_access = self.row.kind == RightKind.ACCESS
        return self.render_to_response(self.get_context_data(**facts, verdicts=PartVerdict.choices, is_access=is_access, **kwargs))


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
        if self.row.kind != RightKind.ACCESS or not self.row.decided_on or self.row.verdict == "no":
            problems = ["Decide first that they get a copy. Then it can be made."]
            return self.render_to_response(self.get_context_data(problems=problems))
        parts = services.open_copy(request=self.row, by=self.me)
        if any(part.is_waiting for part in parts):  # something new came since the decision
            return redirect("rights:one", pk=pk)
        given = [part.given for part in parts]
        facts = {"reference": str(self.row), "made_on": clocks.today(), "number_held_back": given.count(None)}
        held = [one for one in given if one is not None]
        if request.POST.get("as") == "json":
            body = json.dumps(as_data(facts, held), ensure_ascii=False, indent=2)
            return _download(body, "application/json; charset=utf-8", f"{self.row}.json")
        page = render_to_string("consent/letters/copy.html", {**facts, "held": held, "council": brand.stored().council_name})
        return _download(page, "text/html; charset=utf-8", f"{self.row}.html")


def as_data(facts: dict[str, Any], held: list[Any]) -> dict[str, Any]:
    """Return a copy as data: what programs read (Article 20)."""
    rows = [{"heading": one.heading, "rows": [{"label": label, "value": value} for label, value in one.rows]} for one in held]
    return {**facts, "made_on": facts["made_on"].isoformat(), "held": rows}


def _download(body: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = "sandbox"
    return response
