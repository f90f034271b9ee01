"""Other voice groups and the boards that a panel reports to: what was sent, and what came back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from core.models import AuditEntry, Hub
from core.questions import attention
from panels.models import BodyItem, OtherBody, Panel
from panels.services.bodies import came_back, send
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.panels.paneling import make_panel

pytestmark = pytest.mark.django_db


def make_body(panel: Panel, name: str = "Early help board", **fields: object) -> OtherBody:
    return OtherBody.objects.create(panel=panel, name=name, **({"kind": "board"} | fields))


def waits_for(user: User) -> list[str]:
    return [one.text for found in attention.answers(user=user, today=today()) for one in found]


def test_a_board_is_added_and_what_was_sent_to_it_waits_for_an_answer(petra: User, elm: Hub) -> None:
    panel, desk = make_panel(elm, coordinator=make_post("Coordinator", hub=elm)), sign_in(petra)
    desk.post(reverse("bodies:add", args=[panel.pk]), {"name": "Early help board", "kind": "board", "chair": "Director"})
    body = OtherBody.objects.get()
    late = today() - timedelta(days=1)
    sent = {
        "what": "Later opening on Thursdays",
        "sent_on": str(today() - timedelta(days=30)),
        "reference": "Item 7",
        "answer_by_on": str(late),
    }
    desk.post(reverse("bodies:send", args=[body.panel_id, body.pk]), sent)

    page = desk.get(reverse("bodies:list", args=[panel.pk])).text
    assert "Later opening on Thursdays" in page
    assert "Item 7" in page
    assert "Nothing came back yet" in page
    assert "Early help board has not answered “Parents at Elm” yet: ask them" in waits_for(petra)

    item = BodyItem.objects.get()
    assert "Later opening on Thursdays" in desk.get(reverse("bodies:came_back", args=[body.panel_id, body.pk, item.pk])).text
    desk.post(
        reverse("bodies:came_back", args=[body.panel_id, body.pk, item.pk]), {"came_back": "Yes, from May.", "came_back_on": str(today())}
    )
    assert "Yes, from May." in desk.get(reverse("bodies:list", args=[panel.pk])).text
    assert "Early help board has not answered “Parents at Elm” yet: ask them" not in waits_for(petra)


def test_noted_is_no_answer_and_what_was_typed_stays(petra: User, elm: Hub) -> None:
    body = make_body(make_panel(elm))
    item = send(body=body, what="x", sent_on=today(), reference="", answer_by_on=None, by=petra, today=today())
    address = reverse("bodies:came_back", args=[body.panel_id, body.pk, item.pk])

    page = sign_in(petra).post(address, {"came_back": "Noted.", "came_back_on": str(today())})

    assert "“Noted” is not an answer" in page.text
    assert "Noted.</textarea>" in page.text
    item.refresh_from_db()
    assert item.came_back == ""


def test_days_the_wrong_way_round_are_refused_beside_their_boxes(petra: User, elm: Hub) -> None:
    panel, desk = make_panel(elm), sign_in(petra)
    days = {"next_meets_on": str(today()), "papers_by_on": str(today() + timedelta(days=3))}
    page = desk.post(reverse("bodies:add", args=[panel.pk]), {"name": "Board", "kind": "board", **days})
    assert "Papers are due before the meeting" in page.text

    body = make_body(panel)
    tomorrow = str(today() + timedelta(days=1))
    assert "still to come" in desk.post(reverse("bodies:send", args=[body.panel_id, body.pk]), {"what": "x", "sent_on": tomorrow}).text
    early = {"what": "x", "sent_on": str(today()), "answer_by_on": str(today() - timedelta(days=1))}
    assert "due before it was sent" in desk.post(reverse("bodies:send", args=[body.panel_id, body.pk]), early).text
    assert not BodyItem.objects.exists()


def test_a_body_of_the_same_name_is_refused_in_words(petra: User, elm: Hub) -> None:
    panel = make_panel(elm)
    make_body(panel)

    page = sign_in(petra).post(reverse("bodies:add", args=[panel.pk]), {"name": "Early help board", "kind": "forum"})

    assert "in the list already" in page.text
    assert OtherBody.objects.count() == 1


def test_an_item_is_found_only_at_its_own_body(petra: User, elm: Hub) -> None:
    panel = make_panel(elm)
    body, other = make_body(panel), make_body(panel, "Healthwatch", kind="healthwatch")
    item = send(body=body, what="x", sent_on=today(), reference="", answer_by_on=None, by=petra, today=today())

    assert sign_in(petra).get(reverse("bodies:came_back", args=[other.panel_id, other.pk, item.pk])).status_code == 404


def test_papers_that_are_due_stand_on_the_front_page_and_a_body_left_asks_for_nothing(petra: User, elm: Hub) -> None:
    panel = make_panel(elm, coordinator=make_post("Coordinator", hub=elm))
    body = make_body(panel, next_meets_on=today() + timedelta(days=20), papers_by_on=today() + timedelta(days=10))
    assert "Early help board wants papers from “Parents at Elm”" in waits_for(petra)

    sign_in(petra).post(reverse("bodies:leave", args=[body.panel_id, body.pk]))

    assert "Early help board wants papers from “Parents at Elm”" not in waits_for(petra)
    assert "Not worked with since" in sign_in(petra).get(reverse("bodies:list", args=[panel.pk])).text


def test_what_came_back_cannot_come_before_it_was_sent(petra: User, elm: Hub) -> None:
    item = send(body=make_body(make_panel(elm)), what="x", sent_on=today(), reference="", answer_by_on=None, by=petra, today=today())

    with pytest.raises(Exception, match="before it was sent"):
        came_back(item=item, words="Yes", on=today() - timedelta(days=1), by=petra, today=today())


def test_a_body_is_found_only_at_its_own_panel_whatever_the_numbers(petra: User, elm: Hub) -> None:
    make_panel(elm, "Before")  # so that no body has the number of its panel
    panel, other = make_panel(elm, "One"), make_panel(elm, "Two")
    body = make_body(panel)

    assert sign_in(petra).get(reverse("bodies:edit", args=[panel.pk, body.pk])).status_code == 200
    assert sign_in(petra).get(reverse("bodies:edit", args=[other.pk, body.pk])).status_code == 404
    assert sign_in(petra).post(reverse("bodies:leave", args=[other.pk, body.pk])).status_code == 404


def test_what_was_sent_is_put_right_until_it_is_answered(petra: User, elm: Hub) -> None:
    item = send(body=make_body(make_panel(elm)), what="Dors", sent_on=today(), reference="", answer_by_on=None, by=petra, today=today())
    desk, address = sign_in(petra), reverse("bodies:item", args=[item.body.panel_id, item.body_id, item.pk])
    assert "Dors" in desk.get(address).text
    desk.post(address, {"what": "Doors", "sent_on": str(today()), "answer_by_on": str(today() + timedelta(days=28))})
    item.refresh_from_db()
    assert (item.what, item.answer_by_on) == ("Doors", today() + timedelta(days=28))

    came_back(item=item, words="Yes, from May.", on=today(), by=petra, today=today())
    page = desk.post(address, {"what": "Windows", "sent_on": str(today())}).text

    assert "They have answered it" in page
    assert "Windows</textarea>" in page
    item.refresh_from_db()
    assert item.what == "Doors"


def test_a_button_pressed_twice_leaves_a_body_once(petra: User, elm: Hub) -> None:
    body, desk = make_body(make_panel(elm)), sign_in(petra)
    for typed, words in (({}, "no more"), ({"again": "1"}, "again")):
        for _ in range(2):
            page = desk.post(reverse("bodies:leave", args=[body.panel_id, body.pk]), typed, follow=True).text
        assert f"we work with them {words}." in page
        body.refresh_from_db()
        assert (body.ended_on is None) == bool(typed)
    assert AuditEntry.objects.filter(verb__in=["panels.body.leave", "panels.body.take_up"]).count() == 2
