"""A member reads something before others do, and says something of any paragraph; nobody has to say anything."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from consent.models import Person
from core import clocks
from core.row_numbers import row_number
from core.text import normalise
from panels.models import Membership, Reading
from panels.rules.readings import LONGEST_NOTE, paragraphs_of
from panels.selectors import readings as selectors
from panels.services import readings as services
from panels.views.behind_the_door import back_to, behind_the_door, kept_over_the_door, on_it_or_404


@behind_the_door
def my_reading(request: HttpRequest, person: Person, pk: UUID, reading: UUID) -> HttpResponse:
    """Show it with what they said, and keep that they read it. What is too long stays in its box."""
    member = on_it_or_404(person, pk)
    row = selectors.reading_for(member, reading)
    if row is None:
        raise Http404
    if request.method != "POST":
        kept = kept_over_the_door(request)
        return _page(request, member, row, _typed(kept) if kept else selectors.said_by(member, row), kept=bool(kept))
    said = _typed(request.POST)
    if any(len(text) > LONGEST_NOTE for text in said.values()):
        return _page(request, member, row, said)
    try:
        services.say(reading=row, member=member, said=said, today=clocks.today())
    except (PermissionDenied, ValidationError):  # it closed in the moment between, or is held back
        return _page(request, member, row, said, could_not=True)
    return redirect(f"{request.path}#said")


def _typed(fields: QueryDict) -> dict[int, str]:
    """Return what was typed, by the number of its paragraph."""
    named = {name.removeprefix("p-"): values[-1] for name, values in fields.lists() if name.startswith("p-")}
    return {number: normalise(text).strip() for typed, text in named.items() if (number := row_number(typed))}


def _page(
    request: HttpRequest, member: Membership, row: Reading, said: dict[int, str], *, could_not: bool = False, kept: bool = False
) -> HttpResponse:
    too_long = gettext("Please make this shorter: up to %(n)s letters.") % {"n": LONGEST_NOTE}
    lines = []
    for number, words in enumerate(paragraphs_of(row.words), start=1):
        text = said.get(number, "")
        lines.append({"name": f"p-{number}", "words": words, "said": text, "error": too_long if len(text) > LONGEST_NOTE else ""})
    shown = {
        "reading": row,
        "one": selectors.to_read(row, has_read=selectors.has_read(member, row), today=clocks.today()),
        "lines": lines,
        "errors": [{"href": f"#{line['name']}", "text": line["error"]} for line in lines if line["error"]],
        "most": LONGEST_NOTE,
        "could_not": could_not,
        "kept": kept,
        "back": back_to(member),
    }
    return render(request, "panels/public/my_reading.html", shown)
