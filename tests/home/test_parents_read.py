"""A page that a panel reads waits for it, goes on to the look when it is closed, and says that parents read it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from accounts.models import User
from core import memory
from core.clocks import day_in_words
from core.models import Hub
from core.sync import sync_roles
from home.models import HubPage
from home.services.looks import go_on_when_read
from home.services.pages import make_hub_page
from panels.choices import MemberKind
from panels.models import HasRead, Reading
from panels.selectors.readings import pages_to_read
from panels.services import readings
from tests.builders import today
from tests.families import make_person
from tests.home.looking import waiting, write
from tests.home.reading import words
from tests.panels.paneling import make_member, make_panel
from tests.panels.reading import make_reading


def in_days(days: int) -> date:
    """Return a day from today."""
    return today() + timedelta(days=days)


@pytest.fixture(autouse=True)
def groups(elm_page: HubPage, edie: User, asha: User) -> None:
    """What Wagtail reads of the roles stands."""
    sync_roles()


def test_a_page_that_no_panel_reads_goes_on_to_the_look_at_once(edie: User, elm_page: HubPage) -> None:
    write(edie, elm_page, introduction="Mind the new step.")

    state = WorkflowState.objects.get()
    assert state.current_task_state.task.name == "A look before families see it"
    assert TaskState.objects.filter(task__name="Parents read it", status=TaskState.STATUS_SKIPPED).exists()
    assert go_on_when_read() == 0


def test_a_page_that_a_panel_reads_waits_for_it_and_then_for_the_look(edie: User, petra: User, elm_page: HubPage) -> None:
    member = make_member(make_panel(elm_page.hub), make_person(elm_page.hub))
    reading = make_reading(member.panel, by=petra, page=elm_page.page_ptr)
    write(edie, elm_page, introduction="Mind the new step.")
    assert WorkflowState.objects.get().current_task_state.task.name == "Parents read it"
    readings.say(reading=reading, member=member, said={1: "Clear."}, today=today())
    assert go_on_when_read() == 0

    readings.close(reading=reading, changed="We say where the step is.", by=petra, today=today())

    assert go_on_when_read() == 1
    assert go_on_when_read() == 0
    assert waiting().task.name == "A look before families see it"


def test_a_page_waits_two_weeks_after_the_last_day_and_no_longer(edie: User, petra: User, elm_page: HubPage) -> None:
    make_reading(make_panel(elm_page.hub), by=petra, page=elm_page.page_ptr, asked_on=in_days(-40), until_on=in_days(-14))
    write(edie, elm_page, introduction="Mind the new step.")
    assert go_on_when_read() == 0

    Reading.objects.update(until_on=in_days(-15))

    assert go_on_when_read() == 1


def test_the_page_says_that_parents_read_it_and_when(client: Client, petra: User, elm_page: HubPage) -> None:
    member = make_member(make_panel(elm_page.hub), make_person(elm_page.hub))
    reading = make_reading(member.panel, by=petra, page=elm_page.page_ptr)
    readings.say(reading=reading, member=member, said={}, today=today())
    assert "Read by parents" not in words(client.get(elm_page.url))

    readings.close(reading=reading, changed="Nothing: all of it was clear.", by=petra, today=today())
    memory.forget()

    assert f"Read by parents on {today().day} " in words(client.get(elm_page.url))


@pytest.mark.parametrize(
    ("kind", "read", "published", "says"),
    [
        (MemberKind.MEMBER, -3, 0, True),
        (MemberKind.READER, -3, 2, True),
        (MemberKind.MEMBER, -3, -1, False),  # the version that stood there before what they said was seen to
        (MemberKind.PROFESSIONAL, -3, 0, False),
    ],
)
def test_the_line_stands_on_a_version_that_parents_read_with_the_day_they_last_did(
    kind: str, read: int, published: int, says: bool, client: Client, petra: User, elm_page: HubPage
) -> None:
    member = make_member(make_panel(elm_page.hub), make_person(elm_page.hub), kind=kind)
    reading = make_reading(member.panel, by=petra, page=elm_page.page_ptr, asked_on=in_days(-9), closed_on=today(), changed="The step.")
    HasRead.objects.create(reading=reading, membership=member, read_on=in_days(read))
    HubPage.objects.filter(pk=elm_page.pk).update(last_published_at=timezone.now() + timedelta(days=published))
    memory.forget()

    page = words(client.get(elm_page.url))

    assert (f"Read by parents on {day_in_words(in_days(read))}" in page) is says
    assert ("Read by parents" in page) is says


def test_a_panel_is_given_pages_of_its_hubs_and_what_its_editor_may_change(petra: User, asha: User, elm_page: HubPage, oak: Hub) -> None:
    """A draft is for who may change it: nobody else even hears of one (promise 13)."""
    panel, other = make_panel(elm_page.hub), make_hub_page(oak)
    HubPage.objects.filter(pk=elm_page.pk).update(live=False)

    assert not set(pages_to_read(petra, panel).values_list("pk", flat=True)) & {elm_page.pk, other.pk}
    assert elm_page.pk in pages_to_read(asha, panel).values_list("pk", flat=True)
    HubPage.objects.filter(pk=elm_page.pk).update(live=True)
    assert set(pages_to_read(petra, panel).values_list("pk", flat=True)) == {elm_page.pk}
    assert {elm_page.pk, other.pk} <= set(pages_to_read(petra, make_panel(None)).values_list("pk", flat=True))
