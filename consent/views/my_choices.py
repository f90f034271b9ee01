"""Behind the families' door: what somebody said yes or no to, what we hold about them, and how to change it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from consent.models import Person
from consent.views import door
from core.family_forms import family_form
from core.questions import person_export


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def my_choices(request: HttpRequest) -> HttpResponse:
    """Show them, or the door to who stands before it."""
    person = door.person_of(request)
    return door.ask(request) if person is None else _choices(request, person)


def _choices(request: HttpRequest, person: Person) -> HttpResponse:
    held = [one for found in person_export.answers(person_id=person.pk) for one in found]
    return render(request, "consent/public/my_choices.html", {"held": held})
