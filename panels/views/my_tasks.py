"""Under “My panel”: what a member took on is done by one tap, and what their panel decides between meetings is answered."""

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from consent.models import Person
from core import clocks
from panels.choices import HowReplied
from panels.models import Membership, QuestionAsked
from panels.selectors import my_tasks as selectors
from panels.services import actions
from panels.services import questions as services
from panels.views import questions
from panels.views.behind_the_door import back_to, behind_the_door, kept_over_the_door, on_it_or_404


@behind_the_door
def task_is_done(request: HttpRequest, person: Person, pk: UUID, action: UUID) -> HttpResponse:
    """Keep that it is done. Pressed twice, or after a colleague said so, it is done once."""
    return _say_of_task(request, person, pk, action, actions.finish_own)


@behind_the_door
def task_is_not_done(request: HttpRequest, person: Person, pk: UUID, action: UUID) -> HttpResponse:
    """Take back on the same day that it is done. Pressed twice it is open once."""
    return _say_of_task(request, person, pk, action, actions.undo_own)


def _say_of_task(request: HttpRequest, person: Person, pk: UUID, action: UUID, act: Callable[..., None]) -> HttpResponse:
    member, today = on_it_or_404(person, pk), clocks.today()
    if request.method == "POST" and (row := selectors.task_for(member, action, today)):
        with suppress(ValidationError):
            act(action=row, member=member, today=today)
    return redirect(back_to(member))


@behind_the_door
def my_question(request: HttpRequest, person: Person, pk: UUID, question: UUID) -> HttpResponse:
    """Show a question with what they said, and keep what they say. Looking makes no row."""
    member = on_it_or_404(person, pk)
    row = selectors.question_for(member, question)
    if row is None:
        raise Http404
    if request.method != "POST":
        asked = QuestionAsked.objects.filter(question=row, membership=member).first() or QuestionAsked(question=row, membership=member)
        return _page(request, asked, member)
    try:
        asked = services.asked_themselves(question=row, member=member)
        said = questions.said_in(request.POST)
        services.answer(asked=asked, said=said, by=None, how=HowReplied.THEMSELVES, today=clocks.today())
    except PermissionDenied:  # they left, or are not here any more, in the moment between
        return redirect("my_panel")
    except ValidationError as error:
        return _page(request, QuestionAsked.objects.get(question=row, membership=member), member, error)
    return redirect(f"{request.path}#said")


def _page(request: HttpRequest, asked: QuestionAsked, member: Membership, error: ValidationError | None = None) -> HttpResponse:
    return questions.page(request, asked, error, back=back_to(member), kept=kept_over_the_door(request))
