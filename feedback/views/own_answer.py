"""Two more things a family's own code does: add words to the answer, and delete it. Each is asked for, then done, by a post of its own.

The code travels in the page's hidden field and nowhere else; what was said before is on none of these pages.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from core import clocks, codes
from core.family_forms import family_form, retry_token
from feedback.choices import ADDED
from feedback.questionnaire import Question, Reading, read_text
from feedback.selectors import check_back as selectors
from feedback.services import own_answer as services
from feedback.views.check_back import code_or_page, not_found

BOX = Question(id=ADDED, kind="long_text", text="", required=True)


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def add(request: HttpRequest) -> HttpResponse:
    """Show one box for more words, and take them once."""
    if request.method != "POST":
        return redirect("check_back")
    typed = request.POST.get("answer", "")
    reading = read_text(BOX, typed)
    code = code_or_page(request, typed_words=str(reading.value or ""))
    if isinstance(code, HttpResponse):
        return code
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
    return render(request, "feedback/public/added.html", {"code": code})


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
        return redirect("check_back")
    code = code_or_page(request)
    if isinstance(code, HttpResponse):
        return code
    receipt = codes.code_hash(code)
    if request.POST.get("sure") == "yes":
        return _delete(request, receipt)
    response = selectors.own_answer(receipt)
    if response is None:
        return not_found(request)
    return render(request, "feedback/public/delete_it.html", {"code": code, "kept": services.what_stays(response)})


def _delete(request: HttpRequest, receipt_hash: str) -> HttpResponse:
    """Delete, and say so."""
    try:
        gone = services.delete(receipt_hash=receipt_hash)
    except services.NoSuchAnswer:
        return not_found(request)
    return render(request, "feedback/public/deleted.html", {"kept": gone.kept})
