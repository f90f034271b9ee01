"""The floors: the least that could answer the same request, behind the same server and middleware (DESIGN §9, F1 and F2)."""

import uuid
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from bench.models import PlainText
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as ours
from feedback.models import Draft, Response, Survey
from feedback.questionnaire import read
from feedback.selectors.surveys import questionnaire

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@lru_cache(maxsize=8)
def _body(length: int) -> bytes:
    return b"x" * length


def page(request: HttpRequest, key: uuid.UUID, length: int) -> HttpResponse:
    """F1: one SELECT by key and a constant body of the page's own length."""
    Draft.objects.filter(pk=key).values_list("survey_id").first()
    return HttpResponse(_body(length))


@lru_cache(maxsize=1)
def _survey() -> Survey:
    return Survey.objects.select_related("current_version").get(slug="bench")


@csrf_exempt
def submission(request: HttpRequest) -> HttpResponse:
    """F2: the same answers with the compiled validator, an insert of one response and two plain texts, a redirect."""
    survey = _survey()
    version_id = survey.current_version_id or 0
    answers, texts = {}, []
    for question in questionnaire(version_id).questions:
        reading = read(question, request.POST.getlist(question.id))
        if question.is_text:
            texts.append(PlainText(text=str(reading.value)))
        else:
            answers[question.id] = reading.value
    Response.objects.create(survey=survey, version_id=version_id, hub_id=1, week="2026-W47", answers=answers)
    PlainText.objects.bulk_create(texts)
    return HttpResponseRedirect("/thanks/")


urlpatterns = [path("floor/page/<uuid:key>/<int:length>/", page), path("floor/submission/", submission), *ours]
