"""Writing on a page, sending it for a look, and finding where it waits."""

from typing import Any

from django.urls import reverse
from wagtail.models import Page, TaskState

from accounts.models import User
from tests.cast import sign_in
from tests.staff_forms import largest_form

REMARK = "Say which door, please."


def edit(page: Page) -> str:
    """Return where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def write(person: User, page: Page, *, act: str = "action-submit", **changes: str) -> Any:
    """Write on a page as its form is sent by a browser, and press a button."""
    desk = sign_in(person)
    form = largest_form(edit(page), desk.get(edit(page)).text)
    sent = {name: values for name, values in form.values.items() if values} | {name: [text] for name, text in changes.items()}
    streams = {"people-count": "0", "body-count": "0"}  # what a script puts in
    return desk.post(edit(page), sent | streams | {act: ["1"]}, follow=True)


def waiting() -> TaskState:
    """Return the one wait there is."""
    return TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)


def look_at(state: TaskState) -> str:
    """Return where a look is given."""
    return reverse("look_at_page", args=[state.pk])
