"""A page that a panel reads waits for it: the step before a look (domain reference 3.7: what families wrote or read says so)."""

from typing import Any

from django.utils import timezone
from wagtail.models import Page, Task, TaskState

from accounts.models import User
from panels.selectors.readings import is_being_read


class ParentsRead(Task):
    """While a panel is asked to read a page, the page waits; where none is asked, or when it is closed, the page goes on to the look.

    Nobody ends it by a button: a reading is closed by who looks after the panel, and home/services/looks.py goes on from there.
    """

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "parents read a page"
        verbose_name_plural = "parents read pages"

    def start(self, workflow_state: Any, user: User | None = None) -> TaskState:
        """Begin to wait; pass on at once where no panel reads the page."""
        state: TaskState = super().start(workflow_state, user=user)
        if not is_being_read(workflow_state.content_object.pk):
            state.status, state.finished_at = TaskState.STATUS_SKIPPED, timezone.now()
            state.save(update_fields=["status", "finished_at"])
        return state

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        """Return whether somebody may open the page because of this step: nobody, beyond who may anyway."""
        return False

    @classmethod
    def get_description(cls) -> str:
        """Say what the step is."""
        return "A page that a panel of parents reads waits until what they said was seen to."
