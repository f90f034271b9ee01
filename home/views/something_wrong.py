"""A family says that something on a service page is wrong: one box, no name, no account."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from core import brand, clocks, limits
from core.family_forms import family_form, retry_token
from core.row_numbers import row_number
from core.text import normalise
from home import rules
from home.models import ServicePage
from home.querysets import on_show
from home.services.wrong_reports import family_says_wrong


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def something_wrong(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the box; take what is sent in, once, and lead on to by when somebody looks. What cannot be sent stands in its box again.

    What was sent has an address of its own (`?by=`): after a mistake, Back from there asks nobody to send a form again.
    """
    service: ServicePage | None = on_show(ServicePage.objects.filter(pk=row_number(str(pk)))).first()
    if service is None:
        raise Http404
    token = retry_token(request.POST.get("token", ""))
    trail = [{"href": service.get_url(request), "text": service.title, "language": settings.LANGUAGE_CODE}]
    shown = {"service": service, "trail": trail, "token": token, "most": rules.LONGEST_WRONG}
    if request.method != "POST":
        if by := _promised(request.GET.get("by", "")):
            return render(request, "home/something_wrong_done.html", {"service": service, "due_on": by})
        return render(request, "home/something_wrong.html", shown)
    words = normalise(request.POST.get("answer", ""))
    shown["words"] = words
    if not (tried := limits.try_say_is_wrong(request)):
        return render(request, "home/something_wrong.html", {**shown, "minutes": tried.minutes}, status=429)
    try:
        report = family_says_wrong(service=service, words=words, token=token, language=get_language() or "", today=clocks.today())
    except ValidationError as error:
        return render(request, "home/something_wrong.html", shown | problem_of(error))
    return redirect(f"{reverse('something_wrong', args=[service.pk])}?by={report.due_on}")


def _promised(said: str) -> date | None:
    """Return the day in an address, if it is one that we may have promised; no made-up address promises another."""
    today = clocks.today()
    try:
        day = parse_date(said) if said.isascii() else None
    except ValueError:
        return None
    return day if day and today <= day <= clocks.working_days_after(today, brand.look().brand.format_days) else None


def problem_of(error: ValidationError) -> dict[str, object]:
    """Return what a page with the one box says of what cannot be sent."""
    return {"error": error.messages[0], "errors": [{"href": "#answer", "text": error.messages[0]}]}
