"""Behind the families' door: what somebody said yes or no to, what we hold about them, and what they can ask of us."""

from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from consent.choices import Decision, HowReceived, Method, RightKind
from consent.families_words import ASKS, Ask
from consent.forms.my_choices import WordsForm
from consent.models import Person
from consent.rules.ledger import Said
from consent.selectors import my_choices as choices
from consent.selectors import rights as selectors
from consent.services import choice_links, ledger, ledger_stops
from consent.services import rights as services
from consent.views import door
from core import clocks, limits
from core.family_forms import family_form, retry_token
from core.row_numbers import row_number
from core.sealed_words import opened, sealed
from core.text import normalise
from core.views.errors import too_many

STOPPED = "consent.stopped"


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def my_choices(request: HttpRequest) -> HttpResponse:
    """Show them, or the door to who stands before it."""
    person = door.person_of(request)
    return door.ask(request) if person is None else _choices(request, person)


def _choices(request: HttpRequest, person: Person) -> HttpResponse:
    today, language = clocks.today(), get_language() or ""
    asked = [(ASKS[one.request.kind], one) for one in selectors.with_clocks(selectors.asked_by(person), today)]
    offered = [ask for kind, ask in ASKS.items() if kind != RightKind.COMPLAINT]
    stopped = opened(request.GET.get("s", ""), of=STOPPED)
    shown = {
        "choices": choices.choices_of(person, language=language, today=today),
        "told": choices.told(person, language=language),
        "stopped": stopped.split("\n") if stopped else [],
        "held": selectors.shown_to(person),
        "offered": offered,
        "asked": asked,
    }
    return render(request, "consent/public/my_choices.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def choose(request: HttpRequest) -> HttpResponse:
    """Say yes or no to one thing, in one tap; what stopped because of it stands on the page that follows."""
    person = door.person_of(request)
    if person is None or request.method != "POST":
        return redirect("my_choices")
    today, key, partner_id = clocks.today(), request.POST.get("purpose", ""), row_number(request.POST.get("partner")) or None
    one = choices.choice_of(person, key=key, partner_id=partner_id, language=get_language() or "", today=today)
    try:
        if mine := next((told for told in choices.told(person, language="") if told.purpose.key == key), None):
            act = ledger_stops.lift if request.POST.get("say") == "again" else ledger_stops.stop_using
            act(person=person, purpose=mine.purpose, by=None, today=today)
            return redirect(f"{reverse('my_choices')}#{key}")
        if one and request.POST.get("say") == "no":
            return _changed(ledger.change_mind(person=person, purpose=one.purpose, partner=one.partner, today=today, by=None))
        if one and request.POST.get("say") == "yes" and request.POST.get("wording") == str(one.wording.pk):
            return _changed(_agree(person, one, today))
    except ValidationError:  # no button of ours leads here: the page says what they can do
        return redirect("my_choices")
    return redirect(f"{reverse('my_choices')}#{one.purpose.key}" if one else "my_choices")  # newer words: shown, and asked about anew


def _agree(person: Person, one: choices.Choice, today: date) -> ledger.Recorded:
    """Write down a yes to the very words on the button that was pressed."""
    wording = one.wording
    said = Said(person, one.purpose, wording, Decision.GRANTED, wording.language, Method.WEB, today, partner=one.partner, is_explicit=True)
    return ledger.record(said=said, by=None, hub=person.hub, today=today)


def _changed(done: ledger.Recorded) -> HttpResponse:
    asked = f"?{urlencode({'s': sealed(chr(10).join(done.stopped), of=STOPPED)})}" if done.stopped else ""
    key, partner = done.record.purpose.key, done.record.partner_id
    return redirect(f"{reverse('my_choices')}{asked}#{key}{f'-{partner}' if partner else ''}")


@require_safe
def slip(request: HttpRequest) -> HttpResponse:
    """Show the choices as they go to a printer: a code and no name."""
    person = door.person_of(request)
    if person is None:
        return redirect("my_choices")
    today = clocks.today()
    mine = choices.choices_of(person, language=get_language() or "", today=today)
    response = render(request, "consent/public/choices_slip.html", {"person": person, "choices": mine, "today": today})
    response["Cache-Control"] = "no-store, private"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def stop_this(request: HttpRequest, token: str) -> HttpResponse:
    """Show the one thing that a message rests on, with no name and no history, and stop it by a button."""
    found = choice_links.opened(token)
    if found is None:
        return render(request, "consent/public/link_is_gone.html", status=410)
    today = clocks.today()
    partner_id, language = found.partner.pk if found.partner else None, get_language() or ""
    one = choices.choice_of(found.person, key=found.purpose.key, partner_id=partner_id, language=language, today=today)
    if request.method != "POST":
        return render(request, "consent/public/stop_this.html", {"choice": one, "purpose": found.purpose})
    done = ledger.change_mind(person=found.person, purpose=found.purpose, partner=found.partner, today=today, by=None)
    return render(request, "consent/public/stopped.html", {"stopped": done.stopped})


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
