"""What every page of “My panel” has in common: it is for who came in by the families' door, and shows them what is theirs alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from consent.models import Person
from consent.selectors.door import way_in
from core import limits
from core.family_forms import family_form
from core.sealed_words import opened_lists, sealed_fields
from core.text import normalise
from core.views.errors import too_many
from panels.models import Membership
from panels.selectors import my_panel as selectors

View = Callable[..., HttpResponse]
TYPED = "panels.mine.typed"
NOT_TYPED = {"go"}
LONGEST = 3_500  # of an address: servers and proxies take no line of more than 4,094 letters
# What these pages send that nobody typed: what the page carries along, buttons, ticks and what is chosen from a list.
NO_WORDS = {"go", "key", "seen", "has_needs", "need", "reply", "keep", "all_dates", "meeting", "thanks", "how_long"}
CHOSEN = "option-"


def behind_the_door(view: View) -> View:
    """Mark a view of “My panel”, which is given who is inside. Whoever stands before the door is led to it, and from it on to this page."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @family_form
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = getattr(request, "person", None)
        is_sent = request.method == "POST"
        if not isinstance(person, Person):
            return _sent_too_late(request) if is_sent else redirect(way_in(request.path))
        if is_sent and not (tried := limits.try_act_as_member(request, person=str(person.pk))):
            return too_many(request, minutes=tried.minutes, typed=_words_typed(request.POST))
        return view(request, person, *args, **kwargs)

    return guarded


def _words_typed(sent: QueryDict) -> str:
    """Return all that was typed into a form, a line for each box: whatever new boxes a page has, their words are given back."""
    boxes = (values for name, values in sent.lists() if name not in NO_WORDS and not name.startswith(CHOSEN))
    return "\n".join(normalise(one) for values in boxes for one in values if one.strip())


def _sent_too_late(request: HttpRequest) -> HttpResponse:
    """Lead whose visit had ended to the door: what they typed comes back, and what is longer than an address they can copy first."""
    said = {name: [normalise(one) for one in values if one] for name, values in request.POST.lists() if name not in NOT_TYPED}
    typed = {name: values for name, values in said.items() if values}
    carried = sealed_fields(typed, of=TYPED) if typed else ""
    door = way_in(request.path, had_ended=True)
    way = way_in(f"{request.path}?{urlencode({'s': carried})}", had_ended=True) if carried else door
    if carried and len(way) <= LONGEST:
        return redirect(way)
    words = _words_typed(request.POST)
    return render(request, "panels/public/away_too_long.html", {"typed": words, "door": door}) if words else redirect(door)


def kept_over_the_door(request: HttpRequest) -> QueryDict:
    """Return what somebody had typed and ticked when their visit ended, for the boxes of the page that the door led them back to.

    A page that shows it says that nothing is sent yet (panels/public/_kept.html). What they send from there counts, not what it began with.
    """
    kept = QueryDict(mutable=True)
    if request.method != "POST":
        for name, values in opened_lists(request.GET.get("s", ""), of=TYPED).items():
            kept.setlist(name, values)
    return kept


def own_or_404(person: Person, pk: UUID) -> Membership:
    """Return a membership that is somebody's own. Anybody else's is not there, and neither is a child's."""
    member = selectors.own(person, pk)
    if member is None:
        raise Http404
    return member


def on_it_or_404(person: Person, pk: UUID) -> Membership:
    """Return the same, of a panel that they have not left."""
    member = own_or_404(person, pk)
    if member.left_on is not None:
        raise Http404
    return member


def back_to(member: Membership) -> str:
    """Return where a panel stands on the page."""
    return f"{reverse('my_panel')}#panel-{member.pk}"


def where_they_stand(member: Membership, **said: str) -> str:
    """Return where the page says that somebody rests, is back, or has left: what they did just now is what they see."""
    return f"{reverse('my_panel')}{'?' + urlencode(said) if said else ''}#stands-{member.pk}"
