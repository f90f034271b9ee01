"""A page that waits is looked at, and published or sent back. Whoever may publish needs nobody: they publish."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.models import Page, Task, TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from accounts.models import User
from core import audit, outbox
from core.selectors.staff import may_at
from core.text import normalise
from home.choices import NOT_SAID_WHOM
from home.models import PageLook, ParentsRead
from home.models.page_look import RIGHT, hubs_of
from home.selectors.looks import page_of, private_words_before_publishing
from home.selectors.photos import unanswered_on
from panels.selectors.readings import is_being_read

NAME = "A look before families see it"
READS = "Parents read it"
LONGEST_REMARK = 500
SAY_WORK = "Families would read {words}. Is that for work, and not a parent’s own? Tick the box, or take it out."


@transaction.atomic
def publish_looked_at(*, state: TaskState, is_for_work: bool, by: User) -> None:
    """Publish a page as it was sent. Raises ValidationError when it waits no more, or tells a private address nobody answered for."""
    state = _waiting(state, by)
    answer_for_private_words(page=page_of(state), is_for_work=is_for_work, by=by)
    state.approve(user=by)  # the one step: Wagtail publishes this version, in its own log and ours
    _write_back(state)


@transaction.atomic
def send_back(*, state: TaskState, remark: str, by: User) -> None:
    """Send a page back to who wrote it, with a remark. Raises ValidationError without one, or when the page waits no more."""
    state = _waiting(state, by)
    remark = normalise(remark).strip()
    if not remark:
        raise ValidationError(["Say in a few words what should change."])
    if len(remark) > LONGEST_REMARK:
        raise ValidationError([f"Use {LONGEST_REMARK} letters or fewer."])
    state.reject(user=by, comment=remark)
    page = page_of(state)
    audit.record("home.page.send_back", page, by=by, hub_id=hubs_of([page])[page.pk], version=state.revision_id)
    _write_back(state)


def _waiting(state: TaskState, by: User) -> TaskState:
    """Return the wait, held until the act is saved, when somebody may end it."""
    workflow = WorkflowState.objects.select_for_update(of=("self",)).get(pk=state.workflow_state_id)
    page = workflow.content_object
    if page is None or workflow.status != WorkflowState.STATUS_IN_PROGRESS or workflow.current_task_state_id != state.pk:
        raise ValidationError(["Somebody has looked at this page already, or it was taken back."])
    if not may_at(by, RIGHT, hubs_of([page])[page.pk]):
        raise PermissionDenied
    current: TaskState = workflow.current_task_state
    return current


def answer_for_private_words(*, page: Page, is_for_work: bool, by: User) -> None:
    """Let a page out although a private address or mobile number stands on it, when somebody says it is for work; or raise why not.

    Raises ValidationError also where nobody has said whether a picture shows people.
    """
    if unsaid := unanswered_on(page):
        raise ValidationError([NOT_SAID_WHOM.format(title=image.title) for image in unsaid])
    words = private_words_before_publishing(page)
    if not words:
        return
    if not is_for_work:
        raise ValidationError([SAY_WORK.format(words=", ".join(words))], code="private_words")
    audit.record("home.page.say_work", page, by=by, hub_id=hubs_of([page])[page.pk], number_of_words=len(words))


@transaction.atomic
def publish_answered_for(*, page: Page, is_for_work: bool, by: User) -> None:
    """Publish the latest version of a page whose private words somebody answers for. Raises ValidationError when nobody does."""
    version = page.get_latest_revision()
    if version is None or not page.permissions_for_user(by).can_publish():
        raise PermissionDenied
    answer_for_private_words(page=version.as_object(), is_for_work=is_for_work, by=by)
    version.publish(user=by)


def go_on_when_read() -> int:
    """Let the pages go on to the look that parents read, once it is said what changed; return how many. Each in its own transaction."""
    waits = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, current_task_state__task__parentsread__isnull=False)
    return sum(_go_on(pk) for pk in list(waits.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _go_on(pk: int) -> bool:
    row = WorkflowState.objects.select_for_update(of=("self",)).filter(pk=pk, status=WorkflowState.STATUS_IN_PROGRESS).first()
    state = row.current_task_state if row else None
    if state is None or not ParentsRead.objects.filter(pk=state.task_id).exists() or is_being_read(int(row.object_id)):
        return False
    state.approve(user=None)
    return True


def _write_back(state: TaskState) -> None:
    outbox.put("home.write_to_who_sent", state.pk)


@transaction.atomic
def sync_workflow() -> None:
    """See that every page has our two steps, parents before a look, and that Wagtail's stock workflow, which nobody here could end, is
    put away.
    """
    reads = ParentsRead.objects.filter(name=READS).first() or ParentsRead.objects.create(name=READS)
    look = PageLook.objects.filter(name=NAME).first() or PageLook.objects.create(name=NAME)
    workflow, _ = Workflow.objects.get_or_create(name=NAME)
    for place, task in enumerate((reads, look)):
        WorkflowTask.objects.update_or_create(workflow=workflow, task=task, defaults={"sort_order": place})
    for root in Page.get_root_nodes():
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    for other in Workflow.objects.filter(active=True).exclude(pk=workflow.pk):
        other.deactivate()
    for step in Task.objects.filter(active=True).exclude(pk__in=[reads.pk, look.pk]):
        step.deactivate()
