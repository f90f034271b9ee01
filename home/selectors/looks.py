"""Which pages wait for a look, with whom, and what came back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState

from accounts.models import User
from core.models import Role
from core.querysets import may
from core.selectors.staff import may_at, roles_in_words, who_may
from home.models.page_look import RIGHT, hubs_of
from home.private_words import new_private_words


@dataclass(frozen=True)
class Look:
    """A page that waits, or came back: `number` is the task's, `who` in the words of roles."""

    number: int
    page: Page
    hub_id: int | None
    since: date
    who: list[str]
    remark: str = ""

    @property
    def title(self) -> str:
        """The title as the draft has it."""
        return str(self.page.draft_title or self.page.title)


def _states(**wanted: Any) -> "QuerySet[WorkflowState]":
    """Return the turns that pages took at our one step, by how they stand now."""
    found: QuerySet[WorkflowState] = WorkflowState.objects.filter(current_task_state__task__pagelook__isnull=False, **wanted)
    return found.select_related("requested_by", "current_task_state").order_by("current_task_state__started_at", "pk")


def looks_to_give(user: User) -> list[Look]:
    """Return the pages that wait for somebody who may publish them, longest first; never one of another hub (promise 13)."""
    if not may(user, RIGHT):
        return []
    waiting = list(_states(status=WorkflowState.STATUS_IN_PROGRESS))
    pages, hubs = _pages_of(waiting)
    mine = [state for state in waiting if _page_id(state) in pages and may_at(user, RIGHT, hubs[_page_id(state)])]
    theirs = _roles_of([state.requested_by_id for state in mine])
    return [_look(state, pages, hubs, theirs(state, hubs[_page_id(state)])) for state in mine]


def look_to_give(number: int, user: User) -> TaskState | None:
    """Return the wait of this number, when this person may end it."""
    mine = any(look.number == number for look in looks_to_give(user))
    return TaskState.objects.select_related("workflow_state__requested_by", "revision").filter(pk=number).first() if mine else None


def sent_and_waiting(user: User) -> list[Look]:
    """Return the pages that somebody sent and nobody looked at yet, with whom they wait."""
    waiting = list(_states(status=WorkflowState.STATUS_IN_PROGRESS, requested_by=user))
    pages, hubs = _pages_of(waiting)
    return [_look(state, pages, hubs, who_may(RIGHT, hubs[_page_id(state)])) for state in waiting if _page_id(state) in pages]


def sent_and_back(user: User) -> list[Look]:
    """Return the pages that somebody sent and that came back with a remark."""
    back = list(_states(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user))
    pages, hubs = _pages_of(back)
    return [_look(state, pages, hubs, []) for state in back if _page_id(state) in pages]


def page_of(state: TaskState) -> Page:
    """Return the page as it was sent."""
    page: Page = state.revision.as_object()
    return page


def private_words_before_publishing(page: Page) -> list[str]:
    """Return the private addresses and mobile numbers that families would newly read when this version is published."""
    live = type(page)._default_manager.filter(pk=page.pk, live=True, live_revision__isnull=False).first()
    return new_private_words(page, live)


def sent_by(state: TaskState, hub_id: int | None) -> str:
    """Return who sent a page, in the words of their roles there."""
    asked = state.workflow_state.requested_by
    return roles_in_words(asked, hub_id) if asked else "a colleague"


def _page_id(state: WorkflowState) -> int:
    return int(state.object_id)


def _pages_of(states: Iterable[WorkflowState]) -> tuple[dict[int, Page], dict[int, int | None]]:
    pages: dict[int, Page] = Page.objects.in_bulk([_page_id(state) for state in states])
    return pages, hubs_of(list(pages.values())) if pages else {}


def _roles_of(people: Iterable[int | None]) -> Callable[[WorkflowState, int | None], list[str]]:
    """Return who says, for a state and a hub, what its sender is there: all senders are read at once."""
    roles = list(
        Role.objects.filter(user__in=[pk for pk in people if pk])
        .select_related("hub")
        .order_by(F("hub__name").asc(nulls_last=True), "kind")
    )

    def there(state: WorkflowState, hub_id: int | None) -> list[str]:
        mine = [role for role in roles if role.user_id == state.requested_by_id]
        return [str(role) for role in mine if role.hub_id in (None, hub_id)] or ["a colleague"]

    return there


def _look(state: WorkflowState, pages: dict[int, Page], hubs: dict[int, int | None], who: list[str]) -> Look:
    task, page_id = state.current_task_state, _page_id(state)
    since = timezone.localtime(task.finished_at or task.started_at).date()
    return Look(task.pk, pages[page_id], hubs[page_id], since, who, task.comment)
