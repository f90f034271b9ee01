"""What the forms about one You said have in common: the way back, and never saving over somebody else."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy

from core.forms.seen import seen_anew
from core.overtaken import Overtaken
from core.workbench import Screen, Trail, add_errors
from feedback.models import YouSaid

BOARD = (("You said", reverse_lazy("you_said_board:index")),)


class OfYouSaid(Screen):
    """A screen below one You said."""

    model = YouSaid
    row: YouSaid

    @property
    def up(self) -> Trail:
        return (*BOARD, (self.row.reference, reverse_lazy("you_said_board:one", args=[self.row.pk])))


class Writing(OfYouSaid):
    """A form that is saved by a service; what was typed is kept when something is missing or somebody else saved meanwhile.

    The form has `seen_count` and `facts()`.
    """

    changes = True
    header_icon = "edit"

    def form(self, data: Any = None) -> Any:
        """Return the form, filled with what stands now or with what was posted."""
        raise NotImplementedError

    def save(self, *, seen_count: int | None, **facts: Any) -> str:
        """Save, and return the words that say so. Raises Overtaken and ValidationError."""
        raise NotImplementedError

    def theirs(self, found: models.Model) -> Any:
        """Return what somebody else saved, with its `edited_count`; None when it is another kind of thing by now."""
        return found

    def extra(self, form: Any) -> dict[str, Any]:
        """Return what this page's template takes besides."""
        return {}

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form."""
        return self._show(self.form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save; or show what is missing, or what somebody else saved meanwhile."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            said = self.save(seen_count=form.cleaned_data["seen_count"], **form.facts())
        except Overtaken as changed:
            theirs = self.theirs(changed.theirs)
            seen_anew(form, theirs.edited_count if theirs else None, field="seen_count")
            return self._show(form, theirs=theirs, is_stale=True, status=409)
        except ValidationError as error:
            add_errors(form, error)
            return self._show(form)
        self.say(said)
        return redirect("you_said_board:one", pk=pk)

    def _show(self, form: Any, *, theirs: Any = None, is_stale: bool = False, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, you_said=self.row, theirs=theirs, is_stale=is_stale, **self.extra(form))
        return self.render_to_response(context, status=status)
