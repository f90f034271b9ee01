"""One choice on a page: its exact words, yes and no of one size, nothing chosen beforehand. Going on without a word is fine, too."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from consent.models import Person
from consent.selectors import my_choices as choices
from consent.services import choosing
from consent.views import door
from core import clocks
from core.family_forms import family_form
from core.row_numbers import row_number
from core.sealed_words import opened, sealed

STOPPED = "consent.stopped"


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def one_by_one(request: HttpRequest) -> HttpResponse:
    """Show the choice of this number, and after the last one what was said to each."""
    person = door.person_of(request)
    if person is None and request.method == "POST":
        return door.signed_out(request, door.ONE, *_about(request))
    if person is None:
        return redirect("my_choices")
    mine = choices.choices_of(person, language=get_language() or "", today=clocks.today())
    if request.method == "POST":
        return _said(request, person, mine)
    if of := request.GET.get("of"):  # from the door: the choice that somebody was about when their visit had ended
        return _to(next((place for place, one in enumerate(mine, start=1) if of == _name(one)), 1))
    number = row_number(request.GET.get("n")) or 1
    stopped = opened(request.GET.get("s", ""), of=STOPPED)
    shown: dict[str, Any] = {
        "number": number,
        "before": number - 1,
        "after": number + 1,
        "all": len(mine),
        "last": len(mine) + 1,
        "stopped": stopped.split("\n") if stopped else [],
    }
    if number > len(mine):
        return render(request, "consent/public/one_by_one_done.html", {**shown, "choices": list(enumerate(mine, start=1))})
    shown |= {"one": mine[number - 1], "has_new_words": "new" in request.GET, "is_known": "known" in request.GET}
    return render(request, "consent/public/one_by_one.html", shown)


def _about(request: HttpRequest) -> tuple[str, int | None]:
    """Return the purpose and the partner that a posted page was about."""
    return request.POST.get("purpose", ""), row_number(request.POST.get("partner")) or None


def _name(one: choices.Choice) -> str:
    return f"{one.purpose.key}-{one.partner.pk}" if one.partner else one.purpose.key


def _said(request: HttpRequest, person: Person, mine: list[choices.Choice]) -> HttpResponse:
    """Write down a yes or a no, and go on to the next one. What the page was about stands in it, whatever is asked first by now."""
    found = next((place for place, one in enumerate(mine, start=1) if one.is_about(*_about(request))), None)
    if found is None:
        return redirect("one_by_one")
    one, today, said = mine[found - 1], clocks.today(), request.POST.get("say")
    shown = choices.words_shown(one, row_number(request.POST.get("wording")))
    try:
        if said == "no":
            done = choosing.say_no(person=person, one=one, shown=shown, today=today)
            return _to(found + 1, **({"s": sealed("\n".join(done.stopped), of=STOPPED)} if done.stopped else {}))
        if said == "yes" and shown == one.wording:
            choosing.say_yes(person=person, one=one, today=today)
            return _to(found + 1)
    except ValidationError:  # no button of ours leads here: the page says what they can do
        return _to(found)
    return _to(found, new="1")  # newer words took their place meanwhile: shown, and asked about anew


def _to(number: int, **more: Any) -> HttpResponse:
    return redirect(f"{reverse('one_by_one')}?{urlencode({'n': number, **more})}")
