"""Two more things a family's own code does: add words to the answer, and delete it. Each is asked for, then done, by a post of its own.

The code travels in the page's hidden field, and sealed in the addresses of these pages (feedback.views.check_back); what was said before is
on none of them.
"""

import json

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from core import clocks, codes
from core.answers import HeldBack
from core.family_forms import family_form, retry_token
from core.questions import Kept
from core.sealed_words import LONGEST
from feedback.choices import ADDED
from feedback.questionnaire import Question, Reading, read_text
from feedback.selectors import check_back as selectors
from feedback.services import own_answer as services
from feedback.views.check_back import code_or_page, not_found, sealed_code, to_sealed

JUST_ADDED, JUST_DELETED = "feedback.just_added", "feedback.just_deleted"
BOX = Question(id=ADDED, kind="long_text", text="", required=True)


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def add(request: HttpRequest) -> HttpResponse:
    """Show one box for more words, and take them once."""
    if request.method != "POST":
        return _add_by_address(request)
    typed = request.POST.get("answer", "")
    reading = read_text(BOX, typed)
    code = code_or_page(request, typed_words=str(reading.value or ""))
    if isinstance(code, HttpResponse):
        return code
    if request.POST.get("go") != "send" and not typed:
        return to_sealed("own_answer_add", code) if selectors.own_answer(codes.code_hash(code)) else not_found(request)
    if request.POST.get("go") != "send":
        return _box(request, code, reading=reading, asked_before=False)
    return _box(request, code, reading=reading) if reading.problem else _add(request, code, text=str(reading.value))


def _add(request: HttpRequest, code: str, *, text: str) -> HttpResponse:
    """Keep the words; when they cannot be kept, give them back with the reason."""
    receipt = codes.code_hash(code)
    token, language = retry_token(request.POST.get("token", "")), get_language() or settings.LANGUAGE_CODE
    try:
        services.add(receipt_hash=receipt, text=text, token=token, language=language, today=clocks.today())
    except services.NoSuchAnswer:
        return not_found(request, typed_words=text)
    except ValidationError as error:
        return render(request, "feedback/public/too_late_to_add.html", {"why": error.messages, "typed_words": text, "code": code})
    return to_sealed("own_answer_add", code, of=JUST_ADDED)


def _add_by_address(request: HttpRequest) -> HttpResponse:
    """Show the box, or that the words are here, to who was led on."""
    if code := sealed_code(request, of=JUST_ADDED):
        return render(request, "feedback/public/added.html", {"code": code})
    code = sealed_code(request)
    if not code or selectors.own_answer(codes.code_hash(code)) is None:
        return redirect("check_back")
    return _box(request, code, reading=read_text(BOX, ""), asked_before=False)


def _box(request: HttpRequest, code: str, *, reading: Reading, asked_before: bool = True) -> HttpResponse:
    """Draw the box, or say that it is too late before anybody writes."""
    found = selectors.what_happened(codes.code_hash(code), today=clocks.today())
    typed = str(reading.value or "")
    if found is None:
        return not_found(request, typed_words=typed)
    if found.why_not_add:
        return render(request, "feedback/public/too_late_to_add.html", {"why": found.why_not_add, "typed_words": typed, "code": code})
    problem = reading.problem if asked_before else ""
    context = {
        "code": code,
        "found": found,
        "token": retry_token(request.POST.get("token", "")),
        "value": typed,
        "limit": BOX.limit,
        "problem": problem,
        "errors": [{"href": "#answer", "text": problem}] if problem else [],
    }
    return render(request, "feedback/public/add_to_it.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def delete(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays; delete when the button below that was pressed."""
    if request.method != "POST":
        return _delete_by_address(request)
    code = code_or_page(request)
    if isinstance(code, HttpResponse):
        return code
    if request.POST.get("sure") == "yes":
        return _delete(request, code)
    return to_sealed("own_answer_delete", code) if selectors.own_answer(codes.code_hash(code)) else not_found(request)


def _delete_by_address(request: HttpRequest) -> HttpResponse:
    """Ask whether to delete, or say that it is done, to who was led on."""
    if done := sealed_code(request, of=JUST_DELETED):
        return render(request, "feedback/public/deleted.html", {"kept": [Kept(what, why, None) for what, why in json.loads(done)]})
    code = sealed_code(request)
    response = selectors.own_answer(codes.code_hash(code)) if code else None
    if response is None:
        return redirect("check_back")
    if services.is_held(response):
        return _held_back(request, code)
    return render(request, "feedback/public/delete_it.html", {"code": code, "kept": services.what_stays(response)})


def _delete(request: HttpRequest, code: str) -> HttpResponse:
    """Delete, and say so."""
    try:
        gone = services.delete(receipt_hash=codes.code_hash(code))
    except services.NoSuchAnswer:
        return not_found(request)
    except HeldBack:
        return _held_back(request, code)
    said = json.dumps([(str(one.what), str(one.why)) for one in gone.kept], ensure_ascii=False)
    by_address = to_sealed("own_answer_delete", said, of=JUST_DELETED)
    is_short = len(by_address.headers["Location"]) <= LONGEST
    return by_address if is_short else render(request, "feedback/public/deleted.html", {"kept": gone.kept})


def _held_back(request: HttpRequest, code: str) -> HttpResponse:
    """Say that it must be kept for now, and what they can do. Never why: that is not for whoever looks at this phone."""
    return render(request, "feedback/public/kept_for_now.html", {"code": code})
