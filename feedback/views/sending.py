"""Checking, sending and the thank-you: once, however often it is sent."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy

from core import clocks
from core.codes import code_hash
from core.family_forms import family_form
from feedback.models import Survey
from feedback.rules.weeks import monday_of
from feedback.selectors import surveys as selectors
from feedback.selectors.check_back import own_answer
from feedback.services import answering
from feedback.services.answering import PhoneKey
from feedback.views import phone
from feedback.views.questions import check_page, draft_of, lead_on, way_in

# Why a family looks at its answers once more, by the word that stands in the address then.
LOOK_AGAIN = {
    "unfinished": gettext_lazy("Some questions still need an answer."),
    "changed": gettext_lazy("Your answers were changed in another tab. Please look at them once more."),
}


@family_form
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Show everything once more, and send it."""
    if request.method == "POST":
        return _send(request, slug)
    draft, key, _ = draft_of(request, slug)
    problem = LOOK_AGAIN.get(request.GET.get("look", ""), "")
    if draft is None:
        return way_in(request, slug)
    return check_page(request, draft, key, problem=str(problem)) if draft.hub_id else lead_on(request, draft, key, None)


def _send(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the answer; every retry meets the same thank-you."""
    kept = phone.kept(request, slug)
    # A second tap comes with the cookie of the first one's thank-you: the page itself still knows its draft.
    key = kept.writing or kept.sent or PhoneKey(slug, "")
    try:
        answering.send(key=key, seen=request.POST.get("seen", ""), language=get_language() or settings.LANGUAGE_CODE)
    except answering.DraftGone:
        return redirect(f"{reverse('survey_start', args=[slug])}?lost")
    except answering.Unfinished:
        return _look_again(request, key, "unfinished", from_cookie=kept.from_cookie)
    except answering.ChangedMeanwhile:
        return _look_again(request, key, "changed", from_cookie=kept.from_cookie)
    response: HttpResponse = redirect("survey_thanks", slug=slug) if kept.from_cookie else _thank_you(request, _survey(slug), key)
    phone.keep_sent(response, key)
    return response


def _look_again(request: HttpRequest, key: PhoneKey, why: str, *, from_cookie: bool) -> HttpResponse:
    """Lead to the answers with what is wrong: by an address, so that the browser's own Back has no form to send again."""
    if from_cookie:
        return redirect(f"{reverse('survey_check', args=[key.slug])}?look={why}")
    draft = answering.find_draft(key)
    if draft is None:
        return way_in(request, key.slug)
    if draft.hub_id is None:
        return lead_on(request, draft, key, None, plain=True)
    return check_page(request, draft, key, problem=str(LOOK_AGAIN[why]), plain=True)


def _survey(slug: str) -> Survey:
    if survey := selectors.survey_for_families(slug):
        return survey
    raise Http404


@family_form
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Thank, show the family's own code, and say where and when the answer can be read."""
    key = phone.kept(request, slug).sent
    if not key or not answering.is_sent(key):
        return redirect("survey_start", slug=slug)
    survey = _survey(slug)
    if (code := answering.own_code(survey.mode, key)) and own_answer(code_hash(code)) is None:  # deleted since, with its code
        response = redirect("survey_start", slug=slug)
        phone.forget(response, slug)
        return response
    return _thank_you(request, survey, key)


def _thank_you(request: HttpRequest, survey: Survey, key: PhoneKey) -> HttpResponse:
    """Draw the thank-you page."""
    assert survey.engagement is not None, "an open survey hangs on an engagement (database constraint)"
    expected_on = survey.engagement.expected_on(monday_of(clocks.today()))
    context = {"survey": survey, "code": answering.own_code(survey.mode, key), "expected_on": expected_on, "token": key.token}
    return render(request, "feedback/public/thank_you.html", context)
