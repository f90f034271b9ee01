"""A sign-up sheet: one purpose, many people, all written down or nothing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from consent.choices import Audience, GivenBy
from consent.forms.ledger import NO_WORDS, SheetForm, audience_of
from consent.models import Person, Wording
from consent.rules.ledger import Said
from consent.selectors import ledger as selectors
from consent.services import ledger as services
from core import clocks
from core.gate import StaffView


class Sheet(StaffView):
    """Write down a whole sheet, by code."""

    model = Person
    right = selectors.ADD
    template_name = "consent/staff/ledger/sheet.html"
    page_title = "Write down a sign-up sheet"
    header_icon = "check"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back."""
        above = {"url": reverse("consent_ledger:index"), "label": "What people agreed to"}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", SheetForm())
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Write all of it down; or nothing, and say for each bad line what is wrong."""
        form = SheetForm(request.POST)
        if form.is_valid():
            try:
                done = services.record_all(said=self._said(form), by=self.me, hub=None, today=clocks.today())
            except ValidationError as error:
                form.add_error("lines", error)
            else:
                messages.success(request, services.written_in_words(done))
                if held_back := services.overtaken_in_words(done):
                    messages.warning(request, held_back)
                return redirect("consent_ledger:index")
        return self.render_to_response(self.get_context_data(form=form))

    def _said(self, form: SheetForm) -> list[tuple[str, Said]]:
        """Return what each line says. Raises ValidationError for the lines whose code is nobody's of one's own hubs."""
        said, lines = form.cleaned_data, form.cleaned_data["lines"]
        people = selectors.people_with_codes(self.me, selectors.ADD, [one.code for one in lines])
        if wrong := [f"Line {one.number}: nobody of your hubs has this code." for one in lines if one.code not in people]:
            raise ValidationError(wrong)
        words = self._words(form)
        found = []
        for one in lines:
            person = people[one.code]
            wording = words.get(audience_of(person, GivenBy.SELF)) or next(iter(words.values()), None)
            if wording is None:
                raise ValidationError(NO_WORDS)
            facts = {
                name: said[name] for name in ("purpose", "partner", "language", "method", "given_on", "is_explicit", "witness", "kept_at")
            }
            found.append((f"Line {one.number}", Said(person=person, wording=wording, decision=one.decision, **facts)))
        return found

    def _words(self, form: SheetForm) -> dict[str, Wording]:
        """Return the words of that day for each kind of reader."""
        said, found = form.cleaned_data, {}
        for audience in Audience.values:
            on = selectors.wording_on(said["purpose"], language=said["language"], audience=audience, day=said["given_on"])
            if on:
                found[audience] = on[0]
        return found
