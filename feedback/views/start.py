"""The way in: what is open, who asks and why, a poster's short address, and clearing the phone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from consent.selectors import door
from consent.services import door as visits
from core import clocks
from core.family_forms import family_form
from core.middleware import NOTHING_STAYS
from core.models import Hub
from core.views.errors import too_many
from feedback.models import Draft, EntryPoint, Survey
from feedback.rules.weeks import monday_of
from feedback.selectors import surveys as selectors
from feedback.services import answering
from feedback.views import phone
from feedback.views.questions import closed_page, lead_on


def survey_or_404(slug: str) -> Survey:
    """Return an open or closed survey by its address."""
    if survey := selectors.survey_for_families(slug):
        return survey
    raise Http404


def have_your_say(request: HttpRequest) -> HttpResponse:
    """List what families can answer now."""
    return render(request, "feedback/public/have_your_say.html", {"surveys": selectors.open_surveys(), "cleared": "cleared" in request.GET})


@family_form
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who asks, why and what happens with the answers; begin, or carry on."""
    survey = survey_or_404(slug)
    return _start(request, survey, _entry_point_of(request, survey))


@family_form
def poster(request: HttpRequest, code: str) -> HttpResponse:
    """Open a survey from a poster or a session: the hub is known, the page is the same."""
    found = selectors.entry_point(code)
    if found is None:
        return render(request, "feedback/public/no_such_poster.html", {"surveys": selectors.open_surveys()}, status=404)
    return _start(request, found.survey, found)


def _entry_point_of(request: HttpRequest, survey: Survey) -> EntryPoint | None:
    """Return the poster that the start page carried along; one of another survey does not count."""
    found = selectors.entry_point(request.POST["poster"]) if request.POST.get("poster") else None
    return found if found and found.survey_id == survey.pk else None


def _start(request: HttpRequest, survey: Survey, entry_point: EntryPoint | None) -> HttpResponse:
    kept = phone.kept(request, survey.slug)
    draft = answering.find_draft(kept.writing) if kept.writing else None
    if request.method == "POST":
        return _begin(request, survey, entry_point, draft, kept.writing)
    if draft is None and not survey.is_open_on(clocks.today()):
        return closed_page(request, survey, began=kept.writing is not None or "lost" in request.GET)
    began = bool(draft and answering.answers_of(draft))
    state = {"began": began, "sent": bool(kept.sent), "lost": "lost" in request.GET, "closed": not survey.is_open_on(clocks.today())}
    context = {**_about(survey, entry_point), **state, "token": kept.writing.token if kept.writing else ""}
    return render(request, "feedback/public/start.html", context)


def _about(survey: Survey, entry_point: EntryPoint | None) -> dict[str, object]:
    """Return what the start page says about a survey."""
    assert survey.engagement is not None, "an open survey hangs on an engagement (database constraint)"
    return {
        "survey": survey,
        "entry_point": entry_point,
        "expected_on": survey.engagement.expected_on(monday_of(clocks.today())),
        "who_acts": survey.engagement.who_acts,
        "questions": selectors.questionnaire(survey.current_version_id or 0),
    }


def _begin(
    request: HttpRequest, survey: Survey, entry_point: EntryPoint | None, draft: Draft | None, key: answering.PhoneKey | None
) -> HttpResponse:
    """Begin anew, or carry on where the family left; a second tap on Start carries on."""
    again = request.POST.get("go") == "again" and survey.is_open_on(clocks.today())  # after closing it would only lose what is there
    if key and again:
        answering.clear(key=key)
    if draft is None or key is None or again:
        if not survey.is_open_on(clocks.today()):
            return closed_page(request, survey, began=key is not None)
        if not (tried := phone.may_begin(request, survey)):
            return too_many(request, minutes=tried.minutes)
        key = answering.new_key(survey)
        draft = answering.start_draft(survey=survey, key=key, hub=_hub(survey, entry_point), entry_point=entry_point)
    # A phone that kept nothing last time goes on without the cookie: each page carries the token itself.
    return lead_on(request, draft, key, answering.where_left(draft), plain=bool(request.POST.get("plain")))


def _hub(survey: Survey, entry_point: EntryPoint | None) -> Hub | None:
    """Return the hub the answer is about, when there is no need to ask."""
    if entry_point:
        return entry_point.hub
    hubs = list(survey.hubs.all()[:2])
    return hubs[0] if len(hubs) == 1 else None


@require_POST
@family_form
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave quickly: nothing stays here or on the phone, and the page that comes back leads straight out.

    A page, not a redirect: our policy lets forms lead only to ourselves, and browsers hold redirects to it. No Clear-Site-Data here: on a
    full phone it can hold the page up, and whoever presses this is in a hurry. What families typed was never kept by the browser.
    """
    if key := phone.kept(request, slug).writing:
        answering.clear(key=key)
    response = render(request, "left.html")
    phone.forget(response, slug)
    if token := request.COOKIES.get(door.cookie_name(), ""):  # who also stands behind the families' door leaves that as well
        visits.leave(token=token)
        response.delete_cookie(door.cookie_name())
    return response


@require_POST
@family_form
def clear(request: HttpRequest, slug: str) -> HttpResponse:
    """Clear this phone: draft, token, thank-you page, and what the browser kept of the pages read on the way."""
    survey = survey_or_404(slug)
    if key := phone.kept(request, survey.slug).writing:
        answering.clear(key=key)
    response = redirect(f"{reverse('have_your_say')}?cleared")
    response.headers["Clear-Site-Data"] = NOTHING_STAYS
    phone.forget(response, survey.slug)
    return response
