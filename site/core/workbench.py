"""What the screens of our own in the staff admin have in common: the gate, the menu, the way back, and nothing typed is lost."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise

from core import clocks
from core.gate import StaffView
from core.text import normalise
from core.viewsets import Workbench as Workbench

Trail = tuple[tuple[str, str | Promise], ...]  # name and address, from the top
TYPED = "typed"  # in the session


class Screen(StaffView):
    """One workbench. `changes` is for screens that only who may change sees, whatever the method."""

    changes = False

    def is_looking(self) -> bool:
        """Return whether this request needs the right to look only."""
        return super().is_looking() and not self.changes

    @property
    def today(self) -> Any:
        """The day it is in the council's time zone."""
        return clocks.today()

    @property
    def up(self) -> Trail:
        """The screens above this one."""
        return ()

    @property
    def in_the_tab(self) -> str:
        """Whose screen it is, where its heading does not say so: many tabs of a browser are open on a desk. Never a person's name."""
        return ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way back up."""
        from_home = [*self.breadcrumbs_items, *({"url": url, "label": label} for label, url in self.up)]
        return [*from_home, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what was typed into an act that was refused, once, on the page that it leads back to."""
        kept = self.request.session.pop(TYPED, None) if self.request.method == "GET" else None
        typed = kept["words"] if kept and kept["at"] == self.request.path else {}
        return super().get_context_data(**{"in_the_tab": self.in_the_tab, "typed": typed, **kwargs})

    def keep_typed(self, at: str) -> None:
        """Keep the words of a refused act for the page at this address: a refusal costs nobody what they wrote."""
        words = {name: [normalise(one) for one in values] for name, values in self.request.POST.lists()}
        self.request.session[TYPED] = {"at": urlsplit(at).path, "words": words}

    def say(self, words: str) -> None:
        """Tell on the next screen that it worked."""
        messages.success(self.request, words)

    def say_why_not(self, error: ValidationError) -> None:
        """Tell on the next screen every reason why it did not."""
        for reason in error.messages:
            messages.error(self.request, reason)


class Act(Screen):
    """Something done to one row, by a button: POST only, and back to the row's page (`page`) with what came of it."""

    changes = True
    page = ""
    http_method_names = ["post"]

    def act(self) -> str:
        """Do it and return the words that say so. Raises ValidationError with every reason why not."""
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Act, then show the row again."""
        try:
            self.say(self.act())
        except ValidationError as error:
            self.say_why_not(error)
            self.keep_typed(reverse(self.page, args=[pk]))
        return redirect(self.page, pk=pk)


def add_errors(form: Any, error: ValidationError) -> None:
    """Put the reasons of a rule beside the fields they are about."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
    for field, reasons in by_field.items():
        for reason in reasons:
            form.add_error(field if field in form.fields else None, reason)
