"""What the council begins with, why, and who changed it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from core.forms.defaults import DefaultsForm
from core.gate import StaffView
from core.selectors import defaults
from core.services.defaults import RIGHT, change_defaults


class WhatWeBeginWith(StaffView):
    """The values with their reasons, the form that changes them, and the decisions taken so far."""

    right = RIGHT
    template_name = "core/council_defaults.html"
    page_title = "What we begin with, and why"
    header_icon = "list-ul"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the values, the form and the decisions."""
        kwargs.setdefault("form", DefaultsForm(now=defaults.standing()))
        return super().get_context_data(shown=defaults.shown(), decisions=defaults.decisions(), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change them, or say why not and keep what was typed."""
        form = DefaultsForm(request.POST, now=defaults.standing())
        if form.is_valid():
            try:
                change_defaults(by=self.me, **form.cleaned_data)
            except ValidationError as refused:
                form.add_error(None, refused.messages)
            else:
                messages.success(request, "Changed. It holds for what begins from now on, and stands here with your reason.")
                return redirect("council_defaults")
        return self.render_to_response(self.get_context_data(form=form))
