"""What the screens of one engagement's checklist share: the gate, who may answer, and the buttons beside an item."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse_lazy

from core.models import Post
from core.workbench import Screen, Trail
from participation.forms.checklist import AnswerForm
from participation.models import Engagement

TITLE = "How well we listen"
LIST: Trail = ((TITLE, reverse_lazy("checklist:index")),)


class Bench(Screen):
    """What the screens of one engagement's checklist share."""

    model = Engagement
    row: Engagement
    right = "engagement.view"
    right_to_act = "engagement.edit"
    header_icon = "clipboard-list"
    up = LIST

    def may_edit(self) -> bool:
        """Return whether this person may answer here."""
        return Engagement.objects.wholly_within(self.me, self.right_to_act).filter(pk=self.row.pk).exists()

    def posts(self) -> Any:
        """Return the posts that could see to something."""
        return Post.objects.select_related("hub").for_choosing(self.me, self.right_to_act)


def fill(request: HttpRequest, forms: Sequence[AnswerForm]) -> bool:
    """Do what a button beside an item asked for, on the page alone: a person still saves it. Return whether one was pressed.

    What Earshot can see goes into what shows an answer. The answer itself is a person's, and no button but theirs touches it.
    """
    by_id = {form.item.id: form for form in forms}
    code, _, number = request.POST.get("use", "").partition(":")
    if form := by_id.get(code):
        _use(request, form, number)
    elif form := by_id.get(request.POST.get("drop", "")):
        form.fill(kept="")
    elif form := by_id.get(request.POST.get("again", "")):
        form.fill(said=form.answer.before_said, evidence=str(form["evidence"].value() or "") or form.answer.before_evidence)
    return form is not None


def _use(request: HttpRequest, form: AnswerForm, number: str) -> None:
    offered = dict(enumerate(form.suggestions))
    seen = offered.get(int(number)) if number.isdecimal() and len(number) < 4 else None
    if seen is None:
        messages.error(request, f"Earshot sees something else for {form.item.id} by now. Look again, and use that.")
    else:
        form.take(seen)
        messages.info(request, f"Filled in at {form.item.id}, and not saved yet. Whether it is so, you say yourself.")
