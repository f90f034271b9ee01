"""My panel: the next meeting, what there is to read, money, and stepping back; behind the families' door (decision 0066)."""

from contextlib import suppress
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from consent.models import Person
from core import clocks
from panels.choices import Stage
from panels.forms.my_panel import LeaveForm, RestForm
from panels.selectors import my_panel as selectors
from panels.services import leaving, members
from panels.views.behind_the_door import back_to, behind_the_door, kept_over_the_door, on_it_or_404, where_they_stand


@behind_the_door
def my_panel(request: HttpRequest, person: Person) -> HttpResponse:
    """Show somebody's panels, each with its parts. `?back=` is the panel that they came back to just now: the page says so."""
    shown = {"panels": selectors.panels_of(person, now=timezone.now()), "came_back": request.GET.get("back", "")}
    return render(request, "panels/public/my_panel.html", shown)


@behind_the_door
def rest(request: HttpRequest, person: Person, pk: UUID) -> HttpResponse:
    """Step back for a while, rest longer, or come back. Who did so on another phone meanwhile sees how it stands."""
    member = on_it_or_404(person, pk)
    if request.POST.get("go") == "back":
        if member.stage == Stage.BREAK:
            with suppress(ValidationError):
                members.put_on(member=member, by=None)
        return redirect(where_they_stand(member, back=str(member.pk)))
    kept = kept_over_the_door(request)
    form = RestForm(request.POST if request.method == "POST" else None, initial=kept)
    if request.method == "POST" and form.is_valid():
        today = clocks.today()
        with suppress(ValidationError):
            members.take_break(member=member, until=today + form.cleaned_data["how_long"], by=None, today=today)
        return redirect(where_they_stand(member))
    shown = {"form": form, "options": form.options(), "errors": form.mistakes(), "kept": bool(kept), "back": back_to(member)}
    return render(request, "panels/public/my_rest.html", shown)


@behind_the_door
def leave(request: HttpRequest, person: Person, pk: UUID) -> HttpResponse:
    """Leave the panel. What happens then stands above the button, and no reason is asked."""
    member = on_it_or_404(person, pk)
    kept = kept_over_the_door(request)
    form = LeaveForm(request.POST if request.method == "POST" else None, initial=kept)
    if request.method == "POST" and form.is_valid():
        today = clocks.today()
        with suppress(ValidationError):
            said = leaving.Goodbye(words=form.cleaned_data["words"])
            leaving.leave_panel(member=member, on=today, said=said, by=None, today=today)
        return redirect(where_they_stand(member))
    shown = {"form": form, "member": member, "errors": form.mistakes(), "kept": bool(kept), "most": form.most, "back": back_to(member)}
    return render(request, "panels/public/my_leave.html", shown)
