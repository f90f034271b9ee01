"""An editor who may not publish sends a page for a look: who may publish it finds it, reads what changed, publishes it or sends it back."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Task, TaskState, Workflow, WorkflowPage, WorkflowState

from accounts.models import User
from core import outbox
from core.choices import RoleKind
from core.models import AuditEntry, Hub
from core.sync import sync_roles
from home.models import HomePage, HubPage, InfoPage, PageLook
from home.provides import pages_waiting
from home.services import looks as services
from home.services.pages import make_hub_page
from tests.builders import today
from tests.cast import give_role, make_user, sign_in
from tests.home.looking import REMARK, edit, look_at, waiting, write
from tests.home.reading import words


@pytest.fixture(autouse=True)
def groups(elm_page: HubPage, edie: User, asha: User, cara: User, adam: User) -> None:
    """What Wagtail reads of the roles stands."""
    sync_roles()


def waits_for(person: User) -> list[tuple[str, str, str]]:
    return [(one.text, one.href, one.why) for one in pages_waiting(user=person, today=today())]


def test_an_editor_finds_send_for_a_look_and_whoever_may_publish_needs_nobody(edie: User, asha: User, elm_page: HubPage) -> None:
    editors, leads = sign_in(edie).get(edit(elm_page)).text, sign_in(asha).get(edit(elm_page)).text

    assert "Send for a look" in editors
    assert 'name="action-publish"' not in editors
    assert "Send for a look" not in leads
    assert 'name="action-publish"' in leads


def test_what_was_sent_waits_for_who_may_publish_there_and_families_see_the_older_words(
    edie: User, asha: User, cara: User, adam: User, ben: User, elm_page: HubPage, client: Client
) -> None:
    write(edie, elm_page, introduction="Mind the new step.")

    here = look_at(waiting())
    line = ("“Elm” waits for your look", here, "Sent by Content editor, Elm; you may publish it.")
    assert waits_for(asha) == waits_for(adam) == [line]
    assert waits_for(edie) == waits_for(cara) == waits_for(ben) == []
    assert "Mind the new step." not in words(client.get("/hubs/elm/"))
    front = sign_in(asha).get("/admin/").text
    assert f'<a href="{here}">“Elm” waits for your look</a>' in front


def test_the_editor_reads_with_whom_it_waits_and_since_when(edie: User, elm_page: HubPage) -> None:
    write(edie, elm_page, introduction="Mind the new step.")

    front, editor = words(sign_in(edie).get("/admin/")), words(sign_in(edie).get(edit(elm_page)))

    assert "What you sent for a look" in front
    assert f"Waits with Engagement lead, Elm or Administrator, whole council. Since {today():%-d %B %Y}." in front
    assert "waits for a look with" in editor
    assert "Engagement lead, Elm" in editor
    assert "Take it back to go on writing." in editor


def test_a_colleague_who_may_not_take_it_back_is_not_told_to(edie: User, elm: Hub, elm_page: HubPage) -> None:
    other = make_user("Eli")
    give_role(other, RoleKind.CONTENT_EDITOR, elm)
    sync_roles()
    write(edie, elm_page, introduction="Mind the new step.")

    editor = words(sign_in(other).get(edit(elm_page)))

    assert "Whoever sent it may take it back to go on writing." in editor
    assert "Engagement lead, Elm or Administrator, whole council" in editor


def test_one_tap_shows_what_changed_and_another_publishes_it(edie: User, asha: User, elm_page: HubPage, client: Client) -> None:
    write(edie, elm_page, introduction="Mind the new step.")
    state, desk = waiting(), sign_in(asha)

    page = words(desk.get(look_at(state)))
    assert "Sent by Content editor, Elm on" in page
    assert "What changed" in page
    assert "Mind the new step." in page
    answer = desk.post(look_at(state), {"go": "publish"}, follow=True)

    assert "Published. Families see it now." in answer.text
    assert "Mind the new step." in words(client.get("/hubs/elm/"))
    assert waits_for(asha) == waits_for(edie) == []
    entry = AuditEntry.objects.filter(verb="home.page.publish").latest("pk")
    assert (entry.actor, entry.hub_id) == (f"staff:{asha.pk}", elm_page.hub_id)


def test_sent_back_with_a_remark_it_waits_on_the_editors_own_front_page_and_can_be_sent_again(
    edie: User, asha: User, elm_page: HubPage, client: Client
) -> None:
    write(edie, elm_page, introduction="Mind the new step.")
    desk = sign_in(asha)
    assert "Say in a few words what should change." in desk.post(look_at(waiting()), {"go": "back", "remark": " "}).text

    desk.post(look_at(waiting()), {"go": "back", "remark": REMARK})

    assert waits_for(edie) == [("“Elm” came back with a remark", edit(elm_page), f"It says: {REMARK}")]
    assert "What you sent for a look" not in sign_in(edie).get("/admin/").text
    assert "Mind the new step." not in words(client.get("/hubs/elm/"))
    write(edie, elm_page, introduction="Mind the step at the blue door.")
    assert waits_for(edie) == []
    desk.post(look_at(waiting()), {"go": "publish"})
    assert "blue door" in words(client.get("/hubs/elm/"))


def test_a_remark_that_is_too_long_is_said_and_stands_there_still(edie: User, asha: User, elm_page: HubPage) -> None:
    write(edie, elm_page, introduction="Mind the new step.")

    answer = sign_in(asha).post(look_at(waiting()), {"go": "back", "remark": "x" * 501})

    assert "Use 500 letters or fewer." in answer.text
    assert "x" * 501 in answer.text
    assert waiting()


def test_what_waits_is_not_changed_and_can_be_taken_back(edie: User, elm_page: HubPage) -> None:
    write(edie, elm_page, introduction="Mind the new step.")
    before = elm_page.revisions.count()
    write(edie, elm_page, act="action-save", introduction="Quickly changed.")
    assert elm_page.revisions.count() == before
    page = sign_in(edie).get(edit(elm_page)).text
    assert "Take it back" in page

    sign_in(edie).post(edit(elm_page), {"action-cancel-workflow": "1", "people-count": "0"}, follow=True)

    assert not TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exists()
    write(edie, elm_page, act="action-save", introduction="Changed again.")
    assert elm_page.revisions.count() == before + 1


def test_two_who_look_at_once_do_not_both_end_it(edie: User, asha: User, adam: User, elm_page: HubPage) -> None:
    write(edie, elm_page, introduction="Mind the new step.")
    state = waiting()
    services.send_back(state=state, remark=REMARK, by=asha)

    with pytest.raises(ValidationError, match="Somebody has looked at this page already"):
        services.publish_looked_at(state=state, is_for_work=False, by=adam)
    assert sign_in(adam).get(look_at(state)).status_code == 404


def test_who_may_publish_elsewhere_finds_nothing_and_does_nothing(edie: User, cara: User, elm_page: HubPage) -> None:
    write(edie, elm_page, introduction="Mind the new step.")

    for act in (sign_in(cara).get, sign_in(cara).post):
        answer = act(look_at(waiting()))
        assert answer.status_code == 404
        assert "Elm" not in words(answer)
    with pytest.raises(PermissionDenied):
        services.publish_looked_at(state=waiting(), is_for_work=False, by=cara)
    with pytest.raises(PermissionDenied):
        services.send_back(state=waiting(), remark=REMARK, by=edie)


@pytest.mark.parametrize("who", ["cara", "ben", "nora"])
def test_no_address_of_wagtails_moderation_shows_another_hubs_page_or_remark(
    request: pytest.FixtureRequest, edie: User, asha: User, elm_page: HubPage, who: str
) -> None:
    person: User = request.getfixturevalue(who)
    sync_roles()
    write(edie, elm_page, introduction="Zanzibarquail step.")
    services.send_back(state=waiting(), remark="Zanzibarquail remark.", by=asha)
    write(edie, elm_page, introduction="Zanzibarquail door.", title="Zanzibarquail Elm")
    state, desk = waiting(), sign_in(person)
    pages = "wagtailadmin_pages"
    for address in (
        reverse(f"{pages}:workflow_action", args=[elm_page.pk, "approve", state.pk]),
        reverse(f"{pages}:collect_workflow_action_data", args=[elm_page.pk, "approve", state.pk]),
        reverse(f"{pages}:confirm_workflow_cancellation", args=[elm_page.pk]),
        reverse(f"{pages}:workflow_preview", args=[elm_page.pk, state.task_id]),
        reverse(f"{pages}:workflow_history", args=[elm_page.pk]),
        reverse(f"{pages}:workflow_history_detail", args=[elm_page.pk, state.workflow_state_id]),
        reverse(f"{pages}:history", args=[elm_page.pk]),
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:workflow_tasks"),
        reverse("wagtailadmin_workflows:index"),
        reverse("wagtailadmin_home"),
        look_at(state),
    ):
        for answer in (desk.get(address, follow=True), desk.post(address, follow=True)):
            assert answer.status_code < 500, address
            assert "Zanzibarquail" not in answer.text, address
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS


def test_wagtails_own_buttons_end_nothing_past_our_questions(edie: User, asha: User, elm_page: HubPage, client: Client) -> None:
    write(edie, elm_page, introduction="Ring Mo: 07700 900123.")

    desk = sign_in(asha)
    desk.post(reverse("wagtailadmin_pages:workflow_action", args=[elm_page.pk, "approve", waiting().pk]), {"comment": ""}, follow=True)

    assert waiting()
    assert "07700" not in words(client.get("/hubs/elm/"))


# --- Who may publish ---------------------------------------------------------------------------------------------------------


def test_a_council_of_one_publishes_by_itself(adam: User, elm_page: HubPage, client: Client) -> None:
    write(adam, elm_page, act="action-publish", introduction="Mind the new step.")

    assert "Mind the new step." in words(client.get("/hubs/elm/"))
    outbox.drain()
    assert mail.outbox == []


def test_where_nobody_may_publish_the_editor_reads_so(edie: User, asha: User, adam: User, elm_page: HubPage) -> None:
    for person in (asha, adam):
        User.objects.filter(pk=person.pk).update(is_active=False)
    write(edie, elm_page, introduction="Mind the new step.")
    outbox.drain()

    assert "there is nobody yet, so ask your administrator" in words(sign_in(edie).get("/admin/"))
    assert mail.outbox == []


def test_who_publishes_from_the_editor_ends_the_wait(edie: User, asha: User, elm_page: HubPage, client: Client) -> None:
    write(edie, elm_page, introduction="Mind the new step.")
    assert "Look, or send it back" in sign_in(asha).get(edit(elm_page)).text

    write(asha, elm_page, act="action-publish", introduction="Mind the old step.")

    assert "Mind the old step." in words(client.get("/hubs/elm/"))
    assert waits_for(asha) == []


def test_a_page_of_the_whole_council_waits_for_who_serves_all_of_it(asha: User, adam: User, front: HomePage) -> None:
    editor = make_user("Ed")
    give_role(editor, RoleKind.CONTENT_EDITOR)
    sync_roles()
    page = InfoPage(title="Fair", slug="fair")
    Page.objects.get(pk=front.pk).add_child(instance=page)
    page.save_revision()

    write(editor, page, introduction="Bring a hat.")

    assert [text for text, _, _ in waits_for(adam)] == ["“Fair” waits for your look"]
    assert waits_for(asha) == []


@pytest.mark.parametrize("number", [1, 6])
def test_it_costs_the_same_for_one_and_for_many(adam: User, edie: User, number: int, django_assert_max_num_queries: Any) -> None:
    for at in range(number):
        page = make_hub_page(Hub.objects.create(name=f"Hub {at}", slug=f"hub-{at}", locality=Hub.objects.get(name="Elm").locality))
        page.save_revision()
        page.get_workflow().start(page, edie)

    with django_assert_max_num_queries(15):
        assert len(waits_for(adam)) == number


# --- The one step stands ----------------------------------------------------------------------------------------------------


def test_wagtails_stock_workflow_that_nobody_here_could_end_is_put_away(front: HomePage) -> None:
    Workflow.objects.create(name="Moderators approval")
    for _ in range(2):
        call_command("sync_roles", verbosity=0)

    assert list(Workflow.objects.filter(active=True).values_list("name", flat=True)) == [services.NAME]
    assert sorted(Task.objects.filter(active=True).values_list("name", flat=True)) == [services.NAME, services.READS]
    assert PageLook.objects.count() == 1
    assert front.get_workflow().name == services.NAME
    assert WorkflowPage.objects.count() == Page.get_root_nodes().count()


def test_a_wait_stands_with_its_day(edie: User, asha: User, elm_page: HubPage) -> None:
    write(edie, elm_page, introduction="Mind the new step.")
    TaskState.objects.update(started_at=timezone.now() - timedelta(days=4))

    (line,) = pages_waiting(user=asha, today=today())

    assert line.since_on == today() - timedelta(days=4)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
