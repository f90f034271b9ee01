"""The public form: who nobody here knows yet tells us how to call them and where to write, and proves it by six numbers."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_http_methods

from consent.forms.beginning import BeginForm
from consent.services import beginning as services
from consent.views import door
from core import limits
from core.family_forms import family_form, language_pressed
from core.sealed_words import opened_fields, sealed_fields
from core.text import normalise

TYPED = "consent.begin.typed"


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def begin(request: HttpRequest) -> HttpResponse:
    """Ask who somebody is, and lead on to the page for the code: the same for an address that we know and one that we do not."""
    if request.method != "POST":
        typed = opened_fields(request.GET.get("s", ""), of=TYPED) or {"language": get_language() or ""}
        return redirect("my_choices") if door.person_of(request) else _page(request, BeginForm(initial=typed))
    typed = {name: normalise(request.POST.get(name, "")) for name in BeginForm.base_fields}
    if language := language_pressed(request):
        return _in_language(request, typed, language)
    form = BeginForm(typed)
    if form.needs_a_person:
        return redirect("with_a_person")
    if not form.is_valid():
        return _page(request, form)
    said = form.cleaned_data
    if not (tried := limits.try_ask_at_the_door(request, email=said["email"])):
        return _too_many(request, form, tried.minutes)
    asked = services.begin(said={**said, "is_young": said["age"] == "young"})
    return door.to_code(str(asked.pk), of=door.BEGUN)


def _page(request: HttpRequest, form: BeginForm) -> HttpResponse:
    options = {name: form.options(name) for name in ("safe", "age", "language")}
    shown = {"form": form, "errors": form.mistakes(), "is_old": "old" in request.GET, **options}
    return render(request, "consent/public/begin.html", shown)


def _in_language(request: HttpRequest, typed: dict[str, str], language: str) -> HttpResponse:
    """Show the form in another language with what was typed: by an address, or on this very page where that would be too long."""
    carried = sealed_fields(typed, of=TYPED)
    with override(language):
        return redirect(f"{reverse('begin')}?{urlencode({'s': carried})}") if carried else _page(request, BeginForm(initial=typed))


def _too_many(request: HttpRequest, form: BeginForm, minutes: int) -> HttpResponse:
    """Say when to try again, on the very page: what was typed stays in its boxes."""
    form.add_error("email", door.too_many_tries(minutes))
    response = _page(request, form)
    response.status_code, response["Retry-After"] = 429, str(minutes * 60)
    return response
