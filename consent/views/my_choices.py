"""Behind the families' door: what somebody said yes or no to, what we hold about them, and what they can ask of us."""

from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consent.choices import MAIL_IS_FOR, HowReceived, RightKind
from consent.families_words import ASKS, Ask
from consent.forms.my_choices import WordsForm
from consent.models import Person
from consent.rules.ledger import may_say_yes
from consent.selectors import door as doors
from consent.selectors import my_choices as choices
from consent.selectors import rights as selectors
from consent.services import choice_links, choosing, ledger, ledger_stops
from consent.services import rights as services
from consent.views import door
from consent.views.one_by_one import STOPPED
from core import clocks, limits
from core.family_forms import family_form, retry_token
from core.row_numbers import row_number
from core.sealed_words import opened, sealed
from core.text import normalise
from core.views.errors import too_many

TOLD: dict[str, Callable[..., object]] = {
    "no": ledger_stops.stop_using,
    "again": ledger_stops.lift,
}  # what is done without asking, as its buttons say it
ASKING = "consent.asking"


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def my_choices(request: HttpRequest) -> HttpResponse:
    """Show them, or the door to who stands before it."""
    person = door.person_of(request)
    if person is None:
        return door.ask(request)
    to = doors.leads_on_to(request.GET.get("to", ""))
    return redirect(to) if to else _choices(request, person)  # who went back to the door they came in by


def _choices(request: HttpRequest, person: Person) -> HttpResponse:
    today, language = clocks.today(), get_language() or ""
    asked = [(ASKS[one.request.kind], one) for one in selectors.with_clocks(selectors.asked_by(person), today)]
    offered = [ask for kind, ask in ASKS.items() if kind != RightKind.COMPLAINT]
    stopped = opened(request.GET.get("s", ""), of=STOPPED)
    told = choices.told(person, language=language)
    mine = choices.choices_of(person, language=language, today=today)
    shown = {
        "choices": mine,
        "are_not_in_their_language": any(one.wording.language != language for one in mine),
        "person": person,
        "is_asked_themselves": may_say_yes(person, today),
        "told": told,
        "has_stopped": any(one.is_stopped for one in told),
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
    today, key, partner_id = clocks.today(), request.POST.get("purpose", ""), row_number(request.POST.get("partner")) or None
    if request.method != "POST":
        return redirect("my_choices")
    if person is None:
        return door.signed_out(request, door.MINE, key, partner_id)
    one = choices.choice_of(person, key=key, partner_id=partner_id, language=get_language() or "", today=today)
    try:
        if mine := next((told for told in choices.told(person, language="") if told.purpose.key == key), None):
            if act := TOLD.get(request.POST.get("say", "")):
                act(person=person, purpose=mine.purpose, by=None, today=today)
            return redirect(f"{reverse('my_choices')}#{key}")
        shown = choices.words_shown(one, row_number(request.POST.get("wording"))) if one else None
        if one and request.POST.get("say") == "no":
            return _changed(choosing.say_no(person=person, one=one, shown=shown, today=today))
        if one and request.POST.get("say") == "yes" and shown == one.wording:
            return _changed(choosing.say_yes(person=person, one=one, today=today))
    except ValidationError:  # no button of ours leads here: the page says what they can do
        return redirect("my_choices")
    return redirect(f"{reverse('my_choices')}#{one.purpose.key}" if one else "my_choices")  # newer words: shown, and asked about anew


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
    try:
        done = choosing.stop(person=found.person, purpose=found.purpose, partner=found.partner, today=today)
    except ValidationError:  # erased in the moment between, or no words were ever published: nothing rests on it any more
        return render(request, "consent/public/link_is_gone.html", status=410)
    return render(request, "consent/public/stopped.html", {"stopped": done.stopped, "is_mail": found.purpose.key in MAIL_IS_FOR.values()})


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a copy, to be forgotten, to stop, or to put right: what happens stands above the button, and no reason is needed."""
    person = door.person_of(request)
    kind, _, kept = opened(request.GET.get("s", ""), of=ASKING).partition(" ")
    what = ASKS.get(request.POST.get("kind", "") or kind)
    if what is None or what.kind == RightKind.COMPLAINT or (person is None and request.method != "POST"):
        return redirect("my_choices")
    if person is None:
        return door.signed_out_with_words(request)
    token = retry_token(request.POST.get("token", "") or kept)
    if request.POST.get("go") != "send":
        before = [one for one in selectors.asked_by(person) if what.is_asked_once and one.kind == what.kind and one.is_waiting]
        return redirect(f"{reverse('my_choices')}#asked") if before else _asking(request, what, token)
    form = WordsForm({"words": normalise(request.POST.get("words", ""))}, must_say=what.must_say)
    if not form.is_valid():
        return _ask_page(request, what, form, token)
    if not (tried := limits.try_ask_about_data(request)):
        return too_many(request, minutes=tried.minutes, typed=form.cleaned_data["words"])
    today = clocks.today()
    try:
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
    except ValidationError:  # erased in the moment between: the door asks who they are
        return redirect("my_choices")
    return redirect(f"{reverse('my_choices')}#asked")


@require_POST
@family_form
def take_back(request: HttpRequest) -> HttpResponse:
    """Take back what was asked and is not done yet. What has ended meanwhile stays as it is: the page says so."""
    person = door.person_of(request)
    mine = selectors.asked_by(person) if person else []
    if found := next((one for one in mine if str(one.pk) == request.POST.get("request", "")), None):
        with suppress(ValidationError):
            services.withdraw(request=found, by=None, today=clocks.today())
    return redirect(f"{reverse('my_choices')}#asked")


def _asking(request: HttpRequest, what: Ask, token: str) -> HttpResponse:
    """Show what is asked by an address of its own, which Back finds again; what the door carried along comes back into its box."""
    if words := normalise(request.POST.get("words", "")):
        return _ask_page(request, what, WordsForm(initial={"words": words}), token)
    if request.method == "POST":
        return redirect(f"{reverse('ask_about_data')}?{urlencode({'s': sealed(f'{what.kind} {token}', of=ASKING)})}")
    return _ask_page(request, what, WordsForm(), token)


def _ask_page(request: HttpRequest, what: Ask, form: WordsForm, token: str) -> HttpResponse:
    return render(request, "consent/public/ask.html", {"what": what, "form": form, "errors": form.mistakes(), "token": token})
