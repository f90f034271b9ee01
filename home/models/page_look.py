"""A look at a page before families see it: the one step between an editor's draft and whoever may publish there."""

from typing import Any

from django.utils.dateformat import format as day_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from wagtail.locks import WorkflowLock
from wagtail.models import Page, Task, TaskState

from accounts.models import User
from core import audit, outbox
from core.selectors.staff import who_may
from home.models.hub_page import HubPage

RIGHT = "page.publish"


def hubs_of(pages: list[Page]) -> dict[int, int | None]:
    """Return for each page the hub whose it is: a hub's page, and what stands below it. None is the whole council's."""
    above = {page.pk: [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)] for page in pages}
    tops = HubPage.objects.filter(path__in={path for paths in above.values() for path in paths})
    hubs = dict(tops.values_list("path", "hub_id"))
    return {pk: next((hubs[path] for path in paths if path in hubs), None) for pk, paths in above.items()}


class WaitsForALook(WorkflowLock):
    """While a page waits nobody changes what is being looked at, but who may publish it; who sent it may take it back."""

    def get_message(self, user: User) -> str:
        """Say with whom the page waits, and since when."""
        state: TaskState | None = self.object.current_workflow_task_state
        if state is None:
            return ""
        since = day_format(localtime(state.started_at), "j F Y")
        with_whom = " or ".join(who_may(RIGHT, hubs_of([self.object])[self.object.pk])) or "nobody: nobody may publish here yet"
        if not self.for_user(user):
            then = "Press “Look, or send it back”, or publish it here."
        elif state.workflow_state.user_can_cancel(user):
            then = "Take it back to go on writing."
        else:
            then = "Whoever sent it may take it back to go on writing."
        return format_html("This page waits for a look with <b>{}</b> since {}. {}", with_whom, since, then)

    def get_locked_by(self, user: User, can_lock: bool = False) -> str:
        """Say in a word why nobody writes here."""
        return "Waits for a look"


class PageLook(Task):
    """The step itself. Looking, publishing and sending back are ours (home/services/looks.py): Wagtail offers no button for them."""

    lock_class = WaitsForALook
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "look at a page"
        verbose_name_plural = "looks at pages"

    def start(self, workflow_state: Any, user: User | None = None) -> TaskState:
        """Begin to wait, write it down, and have whoever may look written to."""
        state: TaskState = super().start(workflow_state, user=user)
        page = workflow_state.content_object
        audit.record("home.page.send_for_a_look", page, by=user, hub_id=hubs_of([page])[page.pk], version=state.revision_id)
        outbox.put("home.write_to_who_may_look", state.pk)
        return state

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        """Return whether somebody may open the page because they may look at it."""
        return bool(obj.permissions_for_user(user).can_publish())

    def locked_for_user(self, obj: Page, user: User) -> bool:
        """Return whether somebody must wait: everybody but who may publish."""
        return not obj.permissions_for_user(user).can_publish()

    @classmethod
    def get_description(cls) -> str:
        """Say what the step is."""
        return "Whoever may publish a page looks at it before families see it."
