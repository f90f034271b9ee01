"""A complaint about how we use data: for everybody, by name or without, and no door before it."""

from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_http_methods

from consent.choices import HowReceived, RightKind
from consent.forms.my_choices import ComplaintForm
from consent.models import Person
from consent.rules.rights_clock import ACKNOWLEDGED_WITHIN
from consent.services import rights as services
from consent.views import door
from core import clocks, limits
from core.family_forms import family_form, language_pressed, retry_token
from core.sealed_words import opened, opened_fields, sealed, sealed_fields
from core.text import normalise
from core.views.errors import too_many

COMPLAINED, TYPED = "consent.complaint", "consent.complaint.typed"


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def complain(request: HttpRequest) -> HttpResponse:
    """Complain about how we use data: for everybody, by name or without. It has an address of its own once it is sent."""
    if request.method != "POST":
        reference = opened(request.GET.get("s", ""), of=COMPLAINED)
        return _complained(request, reference) if reference else _typed_before(request)
    person = door.person_of(request)
    token = retry_token(request.POST.get("token", ""))
    typed = {name: normalise(request.POST.get(name, "")) for name in ComplaintForm.base_fields}
    if language := language_pressed(request):
        return _shown_again(request, ComplaintForm(initial=typed), {**typed, "token": token}, language=language)
    form = ComplaintForm(typed, is_known=person is not None)
    if not form.is_valid():
        return _shown_again(request, form, {**typed, "token": token, "is_wrong": "yes"})
    if not (tried := limits.try_ask_about_data(request)):
        return too_many(request, minutes=tried.minutes, typed=form.cleaned_data["words"])
    try:
        made = _take_complaint(person, form, token)
    except ValidationError:  # erased in the moment between: what they say is kept all the same
        made = _take_complaint(None, form, token)
    return redirect(f"{reverse('complain')}?{urlencode({'s': sealed(str(made), of=COMPLAINED)})}")


def _take_complaint(person: Person | None, form: ComplaintForm, token: str) -> object:
    today, form.is_known = clocks.today(), person is not None
    return services.receive(
        kind=RightKind.COMPLAINT,
        how=HowReceived.DOOR if person else HowReceived.FORM,
        received_on=today,
        today=today,
        person=person,
        who=form.who(),
        asked=form.cleaned_data["words"],
        language=get_language() or "",
        token=token,
    )


def _shown_again(request: HttpRequest, form: ComplaintForm, typed: dict[str, str], *, language: str = "") -> HttpResponse:
    """Show the form again with what was typed: by an address, so that Back asks nobody to send it again; where that is too long, here."""
    carried = sealed_fields(typed, of=TYPED)
    with override(language or get_language()):
        if carried:
            return redirect(f"{reverse('complain')}?{urlencode({'s': carried})}")
        return _complaint_page(request, form, typed["token"])


def _typed_before(request: HttpRequest) -> HttpResponse:
    typed = opened_fields(request.GET.get("s", ""), of=TYPED)
    is_known = door.person_of(request) is not None
    form = ComplaintForm(typed, is_known=is_known) if typed.get("is_wrong") else ComplaintForm(initial=typed, is_known=is_known)
    return _complaint_page(request, form, retry_token(typed.get("token", "")))


def _complaint_page(request: HttpRequest, form: ComplaintForm, token: str) -> HttpResponse:
    shown = {"form": form, "errors": form.mistakes(), "token": token, "is_known": door.person_of(request) is not None}
    return render(request, "consent/public/complain.html", shown)


def _complained(request: HttpRequest, reference: str) -> HttpResponse:
    by = clocks.today() + ACKNOWLEDGED_WITHIN
    return render(request, "consent/public/complained.html", {"reference": reference, "by": by})
