"""Behind the families' door: what we hold about somebody, and what they can ask of us. A complaint needs no door."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from consent.choices import HowReceived, RightKind
from consent.families_words import ASKS, Ask
from consent.forms.my_choices import ComplaintForm, WordsForm
from consent.models import Person
from consent.rules.rights import ACKNOWLEDGED_WITHIN
from consent.selectors import rights as selectors
from consent.services import rights as services
from consent.views import door
from core import clocks, limits
from core.family_forms import family_form, retry_token
from core.sealed_words import opened, sealed
from core.text import normalise
from core.views.errors import too_many

COMPLAINED = "consent.complaint"


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def my_choices(request: HttpRequest) -> HttpResponse:
    """Show them, or the door to who stands before it."""
    person = door.person_of(request)
    return door.ask(request) if person is None else _choices(request, person)


def _choices(request: HttpRequest, person: Person) -> HttpResponse:
    today = clocks.today()
    asked = [(ASKS[one.request.kind], one) for one in selectors.with_clocks(selectors.asked_by(person), today)]
    offered = [ask for kind, ask in ASKS.items() if kind != RightKind.COMPLAINT]
    held = selectors.shown_to(person)
    return render(request, "consent/public/my_choices.html", {"held": held, "offered": offered, "asked": asked})


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a copy, to be forgotten, to stop, or to put right: what happens stands above the button, and no reason is needed."""
    person = door.person_of(request)
    what = ASKS.get(request.POST.get("kind", ""))
    if person is None or what is None or what.kind == RightKind.COMPLAINT:
        return redirect("my_choices")
    token = retry_token(request.POST.get("token", ""))
    if request.POST.get("go") != "send":
        return _ask_page(request, what, WordsForm(), token)
    form = WordsForm({"words": normalise(request.POST.get("words", ""))})
    if not form.is_valid():
        return _ask_page(request, what, form, token)
    if not (tried := limits.try_ask_about_data(request)):
        return too_many(request, minutes=tried.minutes, typed=form.cleaned_data["words"])
    today = clocks.today()
    services.receive(
        kind=what.kind,
        how=HowReceived.DOOR,
        received_on=today,
        today=today,
        person=person,
        asked=form.cleaned_data["words"],
        language=get_language() or "",
        token=f"{person.pk}|{token}",
    )
    return redirect(f"{reverse('my_choices')}#asked")


def _ask_page(request: HttpRequest, what: Ask, form: WordsForm, token: str) -> HttpResponse:
    return render(request, "consent/public/ask.html", {"what": what, "form": form, "errors": form.mistakes(), "token": token})


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def complain(request: HttpRequest) -> HttpResponse:
    """Complain about how we use data: for everybody, by name or without. It has an address of its own once it is sent."""
    if request.method != "POST":
        reference = opened(request.GET.get("s", ""), of=COMPLAINED)
        return _complained(request, reference) if reference else _complaint_page(request, ComplaintForm(), retry_token(""))
    person = door.person_of(request)
    token = retry_token(request.POST.get("token", ""))
    form = ComplaintForm({name: normalise(request.POST.get(name, "")) for name in ComplaintForm.base_fields}, is_known=person is not None)
    if not form.is_valid():
        return _complaint_page(request, form, token)
    if not (tried := limits.try_ask_about_data(request)):
        return too_many(request, minutes=tried.minutes, typed=form.cleaned_data["words"])
    made = _take_complaint(person, form, token)
    return redirect(f"{reverse('complain')}?{urlencode({'s': sealed(str(made), of=COMPLAINED)})}")


def _take_complaint(person: Person | None, form: ComplaintForm, token: str) -> object:
    today = clocks.today()
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


def _complaint_page(request: HttpRequest, form: ComplaintForm, token: str) -> HttpResponse:
    shown = {"form": form, "errors": form.mistakes(), "token": token, "is_known": door.person_of(request) is not None}
    return render(request, "consent/public/complain.html", shown)


def _complained(request: HttpRequest, reference: str) -> HttpResponse:
    by = clocks.today() + ACKNOWLEDGED_WITHIN
    return render(request, "consent/public/complained.html", {"reference": reference, "by": by})
