"""One question a page: answer, go back, change the language, check, send. Nothing typed is lost on any of these ways."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, override

from core import clocks
from core.family_forms import family_form
from core.row_numbers import row_number
from core.views.errors import too_many
from feedback.models import Draft, Survey
from feedback.questionnaire import Question, Questionnaire, Reading, can_wait, problem_with, read
from feedback.selectors import surveys as selectors
from feedback.services import answering
from feedback.services.answering import PhoneKey
from feedback.views import phone
from feedback.views.question_page import context_for, draw, draw_with_problem, place

CHECK = "check"
LOOK = "look"  # stands in the address of a question that has something to mend: Back and refresh have no form to send again
SHOW = "show"  # a phone without cookies cannot follow a link to its draft: it posts the token and is shown the page


def lead_on(request: HttpRequest, draft: Draft, key: PhoneKey, target: Question | None, *, plain: bool = False) -> HttpResponse:
    """Lead to a question, or to the check page when there is none. `plain` draws it at once for a phone that keeps no cookie."""
    if draft.hub_id is None:
        response = _hub_page(request, draft, key) if plain else redirect("survey_hub", slug=key.slug)
    elif target is None:
        response = check_page(request, draft, key, plain=True) if plain else redirect("survey_check", slug=key.slug)
    elif plain:
        response = _question_page(request, draft, key, target, after=CHECK if CHECK in request.GET else "")
    else:
        response = redirect("survey_question", slug=key.slug, question=target.id)
    phone.keep_writing(response, key)
    return response


def _question_page(
    request: HttpRequest, draft: Draft, key: PhoneKey, question: Question, *, after: str, look: bool = False
) -> HttpResponse:
    """Draw a question with what was answered; with `look`, say what is wrong with that as well."""
    value = answering.answers_of(draft).get(question.id)
    if look and (problem := problem_with(question, value)):
        return _problem_page(request, draft, key, question, Reading(value, problem), after=after)
    questions, where = _place(draft, question)
    return draw(request, draft.version_id, questions, question, value=value, key=key, place=where, after=after)


def _place(draft: Draft, question: Question) -> tuple[Questionnaire, str]:
    """Return the questions of a draft, and where on this family's way one of them stands, in words."""
    questions = selectors.questionnaire(draft.version_id)
    return questions, place(questions, list(questions.path(answering.answers_of(draft))), question)


@family_form
def question(request: HttpRequest, slug: str, question: UUID) -> HttpResponse:
    """Show one question, or keep its answer and go where the family asked."""
    draft, key, from_cookie = draft_of(request, slug)
    if draft is None:
        return _without_a_draft(request, slug, str(question))
    asked = selectors.questionnaire(draft.version_id).by_id.get(str(question))
    if asked is None:
        raise Http404
    if request.method != "POST":
        if draft.hub_id is None:
            return lead_on(request, draft, key, None)
        return _question_page(request, draft, key, asked, after=CHECK if CHECK in request.GET else "", look=LOOK in request.GET)
    return _take(request, draft, key, asked, plain=not from_cookie)


def draft_of(request: HttpRequest, slug: str) -> tuple[Draft | None, PhoneKey, bool]:
    """Return the phone's draft of this survey, its key, and whether the phone keeps cookies: one query."""
    kept = phone.kept(request, slug)
    if kept.writing is None:
        return None, PhoneKey(slug, ""), kept.from_cookie
    return answering.find_draft(kept.writing), kept.writing, kept.from_cookie


def way_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead a phone without a draft to its thank-you page if it has just sent, else to the start."""
    if phone.kept(request, slug).sent:
        return redirect("survey_thanks", slug=slug)
    return redirect(f"{reverse('survey_start', args=[slug])}?lost")


def _take(request: HttpRequest, draft: Draft, key: PhoneKey, asked: Question, *, plain: bool) -> HttpResponse:
    """Keep what was posted and lead on; say what is wrong and keep everything on the page when it cannot be kept."""
    go = request.POST.get("go", "on")
    if go == SHOW:
        return lead_on(request, draft, key, asked, plain=True)
    reading, goes_on = read(asked, request.POST.getlist("answer")), go == "on"
    if can_wait(asked, reading):
        passed = not reading.problem and (goes_on or reading.value is not None)
        try:
            draft = answering.keep_answer(key=key, question=asked, value=reading.value, passed=passed)
        except answering.DraftGone:
            return _without_a_draft(request, key.slug, asked.id)
    elif goes_on or reading.value:
        return _problem_page(request, draft, key, asked, reading, after=request.POST.get("after", ""))
    if reading.problem and goes_on:
        return _ask_again(request, draft, key, asked, plain=plain)
    if go == "keep":
        return HttpResponse(status=204)
    if go.startswith("language:"):
        return _in_language(request, draft, key, asked, go.removeprefix("language:"), plain=plain)
    return lead_on(request, draft, key, _target(request, draft, asked, go), plain=plain)


def _target(request: HttpRequest, draft: Draft, asked: Question, go: str) -> Question | None:
    questions = selectors.questionnaire(draft.version_id)
    answers = answering.answers_of(draft)
    if go == "back":
        return questions.before(asked, answers) or asked
    # Coming from the check page, an answer that leads nowhere else goes straight back there.
    if request.POST.get("after") == CHECK and not questions.unfinished(answers) and not _leads_elsewhere(asked):
        return None
    return questions.after(asked, answers)


def _leads_elsewhere(asked: Question) -> bool:
    return bool(asked.go_to or any(option.go_to for option in asked.options))


def _ask_again(request: HttpRequest, draft: Draft, key: PhoneKey, asked: Question, *, plain: bool) -> HttpResponse:
    """Lead back to a question whose answer waits in the draft, with what is wrong: by an address that holds no word of it."""
    after = CHECK if request.POST.get("after") == CHECK else ""
    if plain:
        response = _question_page(request, draft, key, asked, after=after, look=True)
    else:
        response = redirect(f"{reverse('survey_question', args=[key.slug, asked.id])}?{'&'.join(filter(None, [after, LOOK]))}")
    phone.keep_writing(response, key)
    return response


def _problem_page(request: HttpRequest, draft: Draft, key: PhoneKey, asked: Question, reading: Reading, *, after: str) -> HttpResponse:
    """Draw a question with what is wrong, and everything that was typed."""
    value = reading.value if reading.value is not None else answering.answers_of(draft).get(asked.id)
    questions, where = _place(draft, asked)
    context = context_for(key, questions, asked, value=value, place=where, after=after, problem=reading.problem)
    return draw_with_problem(request, context)


def _in_language(request: HttpRequest, draft: Draft, key: PhoneKey, asked: Question, language: str, *, plain: bool) -> HttpResponse:
    """Show the same question in another language; the answer is already kept."""
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    with override(language):
        if plain:
            return lead_on(request, draft, key, asked, plain=True)
        return redirect("survey_question", slug=key.slug, question=asked.id)


def closed_page(request: HttpRequest, survey: Survey, *, typed: str = "", began: bool = False) -> HttpResponse:
    """Say that nothing can be sent now, give back what was typed, and say how we can still be told. `began` is for who was on the way."""
    not_yet = bool(survey.opens_on and survey.opens_on > clocks.today())
    is_open = survey.is_open_on(clocks.today())  # then it is only the question that was typed into which is gone
    state = {"not_yet": not_yet, "is_open": is_open, "began": began and not not_yet and not is_open}
    context = {"survey": survey, "typed": typed, "others": selectors.open_surveys(), **state}
    return render(request, "feedback/public/closed.html", context, status=410)


def _without_a_draft(request: HttpRequest, slug: str, question_id: str) -> HttpResponse:
    """The phone knows no draft: begin one with what was just typed, or show the way in."""
    if request.POST.get("go") == "keep":
        return HttpResponse(status=204)  # a tab that closes after its draft was sent or cleared brings nothing back
    survey = selectors.survey_for_families(slug)
    if survey is None:
        raise Http404
    posted = request.POST.getlist("answer")
    if request.method != "POST" or not any(posted):
        return way_in(request, slug)
    asked = selectors.questionnaire(survey.current_version_id or 0).by_id.get(question_id)
    if asked is None or not survey.is_open_on(clocks.today()):
        return closed_page(request, survey, typed=posted[0] if asked is None or asked.is_text else "", began=True)
    known = phone.posted(request, slug)
    if known and answering.is_sent(known):
        typed = posted[0] if asked.is_text else ""
        return render(request, "feedback/public/already_sent.html", {"survey": survey, "typed": typed, "token": known.token})
    if not (tried := phone.may_begin(request, survey)):
        return too_many(request, minutes=tried.minutes, typed=posted[0] if asked.is_text else "")
    key = answering.new_key(survey)
    hubs = list(survey.hubs.all()[:2])
    draft = answering.start_draft(survey=survey, key=key, hub=hubs[0] if len(hubs) == 1 else None)
    reading = read(asked, posted)
    if not can_wait(asked, reading):
        return _problem_page(request, draft, key, asked, reading, after="")
    draft = answering.keep_answer(key=key, question=asked, value=reading.value, passed=not reading.problem)
    plain = known is not None  # a page that knew its token while the phone shows no cookie: a phone that keeps none, so it goes on without
    if reading.problem:
        return _ask_again(request, draft, key, asked, plain=plain)
    return lead_on(request, draft, key, answering.where_left(draft), plain=plain)


@family_form
def hub(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask which hub the answer is about, when the poster did not say."""
    draft, key, from_cookie = draft_of(request, slug)
    if draft is None:
        return way_in(request, slug)
    if request.method != "POST" or request.POST.get("go") == SHOW:
        return _hub_page(request, draft, key, look=LOOK in request.GET and draft.hub_id is None)
    chosen = draft.survey.hubs.filter(pk=row_number(request.POST.get("answer"))).first()
    if chosen is None and from_cookie and draft.hub_id is None:
        return redirect(f"{reverse('survey_hub', args=[slug])}?{LOOK}")
    if chosen is None:
        return _hub_page(request, draft, key, look=True)
    draft = answering.keep_hub(key=key, hub=chosen)
    return lead_on(request, draft, key, answering.where_left(draft), plain=not from_cookie)


def _hub_page(request: HttpRequest, draft: Draft, key: PhoneKey, *, look: bool = False) -> HttpResponse:
    problem = gettext("Choose where you go, or the place nearest to you.") if look else ""
    options = [{"value": str(hub.pk), "text": hub.name, "checked": hub.pk == draft.hub_id} for hub in draft.survey.hubs.all()]
    errors = [{"href": "#answer", "text": problem}] if problem else []
    context = {"survey": draft.survey, "options": options, "token": key.token, "problem": problem, "errors": errors}
    return render(request, "feedback/public/hub.html", context)


def check_page(request: HttpRequest, draft: Draft, key: PhoneKey, *, problem: str = "", plain: bool = False) -> HttpResponse:
    """Show everything once more before it is sent. `plain` makes the ways back small forms, for a phone that keeps no cookie."""
    questions = selectors.questionnaire(draft.version_id)
    answers = answering.answers_of(draft)
    unfinished = questions.unfinished(answers)
    errors = [{"href": "", "text": problem}] if problem else []
    ways_back = {q.id: "" if plain else reverse("survey_question", args=[key.slug, q.id]) + "?check" for q in unfinished}
    errors += [{"href": ways_back[q.id], "text": q.text} for q in unfinished if problem]
    context = {
        "survey": draft.survey,
        "draft": draft,
        "questions": questions,
        "answers": answers,
        "errors": errors,
        "token": key.token,
        "plain_token": key.token if plain else "",
        "seen": answering.digest(key, draft),
        "closed": not draft.survey.is_open_on(clocks.today()),
    }
    return render(request, "feedback/public/check.html", context)
