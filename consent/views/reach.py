"""Where somebody cannot be written to: said on the way in, or from behind the door. A person takes over, and nothing is a mistake."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from consent.choices import SafeThere
from consent.services import people as services
from consent.views import door
from core.family_forms import family_form

WAYS = (SafeThere.ONLY_RING, SafeThere.IN_PERSON)


@require_safe
def with_a_person(request: HttpRequest) -> HttpResponse:
    """Say how to go on with a person, where it is not safe to write and to children under 13: the address tells neither from the other."""
    return render(request, "consent/public/with_a_person.html", {"has_stopped": "done" in request.GET})


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def stop_writing(request: HttpRequest) -> HttpResponse:
    """Stop every letter at once, because it is not safe there any more. The visit ends with it: somebody may stand beside them."""
    person = door.person_of(request)
    if person is None:
        return redirect("my_choices")
    said = request.POST.get("say", "")
    if request.method != "POST" or said not in WAYS:
        return render(request, "consent/public/stop_writing.html", {"has_phone": bool(person.phone)})
    services.stop_writing(person=person, safe=said)
    return door.nothing_stays(redirect(f"{reverse('with_a_person')}?done"))
