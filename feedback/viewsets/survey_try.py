"""Try a survey: the family's own questions, one at a time, with nothing kept and nothing counted.

The answers travel in the page from step to step. No draft, no response and no comment is made: this view writes to no table.
"""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from core.text import normalise
from feedback.models import Survey
from feedback.questionnaire import Answers, Question, Questionnaire, compile_definition, freeze, options_of, read


def carried(text: str, questions: Questionnaire) -> Answers:
    """Return the answers that the page carried along; whatever is not an answer to one of the questions is left out."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: _sane(value) for key, value in found.items() if key in questions.by_id and _is_value(value)}


def _is_value(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _sane(value: Any) -> Any:
    """JSON may hold half a character, which no page can be sent with."""
    return normalise(value) if isinstance(value, str) else [normalise(one) for one in value]


class TryView(PermissionCheckedMixin, View):
    """Walk through the survey as it stands in the builder."""

    model = Survey
    permission_policy: Any = None
    permission_required = "view"
    index_url_name = ""
    try_url_name = ""
    edit_url_name = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Compile the questions as they are now."""
        super().setup(request, *args, **kwargs)
        self.survey = Survey.objects.get(pk=kwargs["pk"])
        self.questions = compile_definition(freeze(self.survey))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the first question."""
        return self._page(next(self.questions.path({}), None), {})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go on, or back, with what was answered so far."""
        answers = carried(request.POST.get("carried", ""), self.questions)
        asked = self.questions.by_id.get(request.POST.get("question", ""))
        if asked is None:
            return self._page(next(self.questions.path({}), None), answers)
        reading = read(asked, request.POST.getlist("answer"))
        going_back = request.POST.get("go") == "back"
        if reading.problem and not going_back:
            return self._page(asked, answers, problem=reading.problem, value=reading.value)
        answers.pop(asked.id, None)
        if reading.value is not None:
            answers[asked.id] = reading.value
        target = self.questions.before(asked, answers) or asked if going_back else self.questions.after(asked, answers)
        return self._page(target, answers)

    def _page(self, question: Question | None, answers: Answers, *, problem: str = "", value: Any = None) -> HttpResponse:
        context = {
            "survey": self.survey,
            "title": self.questions.title,
            "question": question,
            "carried": json.dumps(answers),
            "problem": problem,
            "errors": [{"href": "#answer", "text": problem}] if problem else [],
            "back_to_work": reverse(self.index_url_name),
            "again": self.request.path,
        }
        if question is not None:
            shown = answers.get(question.id) if value is None else value
            context["options"] = options_of(question, shown)
            context["value"] = shown if question.is_text and shown else ""
            context["is_first"] = self.questions.before(question, answers) is None
        return render(self.request, "feedback/staff/surveys/try.html", context, status=422 if problem else 200)
