"""Who would like to join, as the coordinator reads it and acts on it: late first, no name before a button, nothing typed is lost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from consent.models import Introduction, Person
from core.models import AuditEntry, Hub, PostHolder
from panels.choices import HowAsked, PanelKind, Step
from panels.models import Interest, Membership, Panel
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.joining import asked
from tests.panels.paneling import make_panel

pytestmark = pytest.mark.django_db
LIST = "/admin/would-like-to-join/"


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """The parents' panel of Elm."""
    return make_panel(elm, coordinator=make_post("Parent panel coordinator", hub=elm))


@pytest.fixture
def desk(petra: User) -> Client:
    """Petra's desk."""
    return sign_in(petra)


def at(one: Interest, act: str = "one") -> str:
    return reverse(f"interests:{act}", args=[one.pk])


def act(desk: Client, one: Interest, what: str, **said: object) -> str:
    return desk.post(at(one, what), said, follow=True).text


def test_who_is_late_stands_first_and_no_name_stands_in_the_list(desk: Client, panel: Panel) -> None:
    asked(panel, name="Quentin")
    late = asked(panel, name="Quentin", phone="07700 900124")
    Interest.objects.filter(pk=late.pk).update(due_on=today() - timedelta(days=1))

    page = desk.get(LIST).text
    assert page.index(str(late.pk)) < page.index(str(Interest.objects.exclude(pk=late.pk).get().pk))
    assert "Late" in page
    assert "Quentin" not in page


def test_the_list_is_narrowed_by_panel_and_step(desk: Client, panel: Panel, elm: Hub) -> None:
    one, other = asked(panel), asked(make_panel(elm, "Dads at Elm"), phone="07700 900124")
    Interest.objects.filter(pk=one.pk).update(step=Step.PACK)

    narrowed = desk.get(LIST, {"panel": other.panel.pk}).text
    assert str(other.pk) in narrowed
    assert str(one.pk) not in narrowed
    assert str(one.pk) in desk.get(LIST, {"step": "pack"}).text
    assert "Nobody waits" in desk.get(LIST, {"step": "chat"}).text


def test_the_panels_page_leads_to_it_for_who_may_look(desk: Client, panel: Panel, hana: User) -> None:
    there = f"{LIST}?panel={panel.pk}"
    assert there in desk.get(reverse("panel:one", args=[panel.pk])).text
    assert there not in sign_in(hana).get(reverse("panel:one", args=[panel.pk])).text


def test_the_list_costs_no_query_for_each_row(desk: Client, panel: Panel) -> None:
    from_one = _queries(desk, panel, 1)
    assert _queries(desk, panel, 12) == from_one


def _queries(desk: Client, panel: Panel, number: int) -> int:
    for _ in range(number):
        asked(panel)
    desk.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        desk.get(LIST)
    return len(queries)


def test_who_they_are_is_opened_by_a_button_and_the_trail_keeps_who_looked(desk: Client, panel: Panel, petra: User) -> None:
    one = asked(panel, name="Quentin", words="After nursery")
    assert "Quentin" not in desk.get(at(one)).text
    assert desk.get(at(one, "who")).status_code == 405

    opened = desk.post(at(one, "who"))
    assert "Quentin" in opened.text
    assert "07700 900123" in opened.text
    assert "no-store" in opened["Cache-Control"]
    assert AuditEntry.objects.filter(verb="consent.introduction.open").count() == 1


def test_a_call_is_two_taps(desk: Client, panel: Panel) -> None:
    one = asked(panel)
    page = act(desk, one, "rang", came_of="no_answer", seen=1)
    assert "No answer on 1 day" in page
    page = act(desk, one, "rang", came_of="reached", seen=2)
    assert "Next: have a chat" in page


def test_from_a_call_to_the_panel(desk: Client, panel: Panel, elm: Hub) -> None:
    one = asked(panel, wants="reader")
    act(desk, one, "rang", came_of="reached")
    act(desk, one, "done", due_on=(today() + timedelta(days=2)).isoformat())
    act(desk, one, "done", due_on=(today() + timedelta(days=2)).isoformat())
    page = act(desk, one, "known", name="Sana Malik", hub=elm.pk)
    person = Person.objects.get()
    assert f"They are {person.shown_code} from now on." in page
    assert reverse("families:one", args=[person.pk]) in page

    page = act(desk, one, "join", kind="reader")
    assert "They are on the panel" in page
    assert Membership.objects.get().kind == "reader"
    assert person.shown_code in desk.get(LIST, {"state": "over"}).text


def test_a_refusal_keeps_what_was_typed(desk: Client, panel: Panel, elm: Hub) -> None:
    make_person(elm, "Ola Nowak", phone="07700 900123")
    one = asked(panel)
    assert "Talk with them first" in desk.get(at(one)).text
    act(desk, one, "rang", came_of="reached")
    page = act(desk, one, "known", name="Sana Malik", hub=elm.pk)

    assert "We know somebody with this address or number" in page
    assert 'value="Sana Malik"' in page
    assert Person.objects.count() == 1


def test_somebody_known_elsewhere_is_shown_by_code_alone(desk: Client, panel: Panel, oak: Hub) -> None:
    ola = make_person(oak, "Ola Nowak", phone="07700 900123")
    page = desk.get(at(asked(panel))).text

    assert f"They say that it is them: {ola.shown_code}" in page
    assert "Ola" not in page
    assert reverse("families:one", args=[ola.pk]) not in page


def test_an_old_page_is_told_that_a_colleague_was_quicker(desk: Client, panel: Panel) -> None:
    one = asked(panel)
    act(desk, one, "rang", came_of="reached", seen=1)
    page = act(desk, one, "done", due_on=today().isoformat(), seen=1)
    assert "A colleague changed this while you had it open" in page


def test_staff_write_down_who_rang(desk: Client, panel: Panel) -> None:
    said = {"panel": panel.pk, "how_asked": "rang", "name": "Sana", "phone": "07700 900123", "language": "en-gb", "safe": "yes"}
    page = desk.post(reverse("interests:add"), said, follow=True)

    assert "It is written down." in page.text
    one = Interest.objects.get()
    assert (one.how_asked, one.owner) == (HowAsked.RANG, panel.coordinator)


def test_what_staff_typed_stays_when_nobody_could_be_reached(desk: Client, panel: Panel) -> None:
    said = {"panel": panel.pk, "how_asked": "rang", "name": "Sana", "words": "Comes with a pram", "language": "en-gb"}
    page = desk.post(reverse("interests:add"), said).text

    assert "Write a phone number or an e-mail address" in page
    assert "Comes with a pram" in page
    assert not Interest.objects.exists()


def test_nobody_is_written_down_for_a_board_or_for_another_hubs_panel(desk: Client, elm: Hub, oak: Hub) -> None:
    board, theirs = make_panel(elm, "Board", kind=PanelKind.BOARD), make_panel(oak)
    page = desk.get(reverse("interests:add")).text
    assert "Board" not in page.split("<form")[-1]
    for panel in (board, theirs):
        desk.post(reverse("interests:add"), {"panel": panel.pk, "how_asked": "rang", "phone": "07700 900123", "language": "en-gb"})
    assert not Interest.objects.exists()


def test_who_asks_to_be_forgotten_is_gone_at_once(desk: Client, panel: Panel) -> None:
    one = asked(panel)
    page = act(desk, one, "forget")

    assert "It is deleted." in page
    assert not Interest.objects.exists()
    assert not Introduction.objects.exists()


def test_a_step_waits_on_the_front_page_of_whose_turn_it_is(panel: Panel, petra: User, hana: User) -> None:
    assert panel.coordinator is not None
    PostHolder.objects.create(post=panel.coordinator, user=petra, from_on=today() - timedelta(days=9))
    one = asked(panel)
    Interest.objects.update(due_on=today() - timedelta(days=1))

    mine = sign_in(petra).get("/admin/").text
    assert f"Would like to join {panel}: ring them back" in mine
    assert at(one) in mine
    assert "Would like to join" not in sign_in(hana).get("/admin/").text.split("<main")[-1]


def test_a_step_of_a_post_that_nobody_holds_waits_for_all_who_may_act(panel: Panel, desk: Client) -> None:
    asked(panel)
    assert "Nobody holds a post for this" in desk.get("/admin/").text


def test_who_waits_to_be_rung_stands_there_at_once_and_a_later_step_a_week_before_its_day(panel: Panel, desk: Client) -> None:
    asked(panel)
    for days, step, stands in ((12, Step.CALL_BACK, True), (7, Step.CHAT, True), (8, Step.CHAT, False)):
        Interest.objects.update(due_on=today() + timedelta(days=days), step=step)
        assert (f"Would like to join {panel}" in desk.get("/admin/").text) is stands, (days, step)


def test_what_was_put_off_for_long_is_nobodys_today(panel: Panel, desk: Client) -> None:
    asked(panel)
    Interest.objects.update(due_on=today() + timedelta(days=40), ask_again_on=today() + timedelta(days=40))
    assert f"Would like to join {panel}" not in desk.get("/admin/").text


def test_the_last_step_says_how_it_is_done_and_joining_leads_to_the_member(desk: Client, panel: Panel) -> None:
    one = asked(panel, name="Sana", suits=["mornings", "online"])
    act(desk, one, "rang", came_of="reached")
    Interest.objects.filter(pk=one.pk).update(step=Step.AGREE)

    assert 'First <a href="#known">make them known</a>' in desk.get(at(one)).text
    page = act(desk, one, "known", hub=panel.hub_id, name="")
    assert '<a href="#joins">They join the panel</a>, below' in page
    assert Person.objects.get().name == "Sana", "an empty box is what they told us"
    assert "Keep what suits them as a note on their page: Mornings, Online, from home." in page

    page = act(desk, one, "join", kind="member", how_agreed="phone", keeps_what_suits="1")
    member = Membership.objects.get()
    assert f'<a href="{reverse("members:one", args=[member.pk])}">' in page
    assert [note.words for note in member.notes.all()] == ["What suits them: Mornings, Online, from home."]


def test_what_suits_them_is_kept_of_a_member_only_where_somebody_says_so(desk: Client, panel: Panel) -> None:
    one = asked(panel, suits=["mornings"])
    act(desk, one, "rang", came_of="reached")
    act(desk, one, "known", hub=panel.hub_id, name="Sana")
    act(desk, one, "join", kind="member", how_agreed="phone")

    assert not Membership.objects.get().notes.exists()
    assert Interest.objects.get().suits == []
