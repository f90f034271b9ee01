"""What families and machines open."""

from tests.access_verdicts import Row, everybody

LINES: dict[str, Row] = {
    "health": everybody(),
    "worker_health": everybody(),
    "robots": everybody(),
    "sitemap": everybody(),
    "look": everybody("look"),
    "picture": everybody("picture"),
    "search": everybody(),
    "find_services": everybody(),
    "offer_booklet": everybody(),
    "have_your_say": everybody(),
    "poster": everybody("poster"),
    "survey_start": everybody("open_survey"),
    "survey_clear": everybody("open_survey"),
    "survey_leave": everybody("open_survey", post=True),
    "survey_hub": everybody("open_survey"),
    "survey_check": everybody("open_survey"),
    "survey_thanks": everybody("open_survey"),
    "survey_question": everybody("open_question"),
    "check_back": everybody(),
    "own_answer_add": everybody(),
    "own_answer_delete": everybody(),
    "what_we_ask": everybody(),
    "asked_about": everybody("asked_about"),
    "you_said_list": everybody(),
    "you_said": everybody("answered"),
    "you_said_poster": everybody("answered"),
    "wagtail_serve": everybody(),
}

# allauth's doors: those before sign-in are open to everybody, those about one's own account to who signed in.
