"""What is safe for a family is heeded to the end, and what they corrected is what holds."""

import pytest
from django.urls import reverse

from accounts.models import User
from consent.choices import Given, How, Safe, Way
from consent.services import give
from core.choices import RoleKind
from core.models import Hub, PostHolder
from feedback.models import Survey
from tests import builders
from tests.cast import give_role, sign_in
from tests.consent.asking import asker, only_request, to_contact


@pytest.fixture
def survey(elm: Hub) -> Survey:
    return builders.make_open_survey(elm, title="After a session", slug="after-a-session")


def test_who_corrects_a_number_and_sends_again_is_reached_on_the_new_one(survey: Survey) -> None:
    parent = to_contact("ring").go(contact="01632 960 141").go().go("send")
    before = only_request()

    parent.go_back_and_correct(contact="01632 960 999")

    after = only_request()
    assert after.who_asked.contact == "01632 960 999"
    assert (after.code, after.due_on, after.asked_on) == (before.code, before.due_on, before.asked_on)


def test_who_corrects_the_place_is_served_by_that_place(survey: Survey, elm: Hub, oak: Hub, hana: User, cara: User) -> None:
    survey.hubs.add(oak)
    give_role(cara, RoleKind.HUB_MANAGER, oak)
    for person, hub in ((hana, elm), (cara, oak)):
        PostHolder.objects.create(post=builders.make_post("Manager", hub=hub), user=person, from_on=builders.today())
    parent = asker("survey", "after-a-session").go(way="large_print").go(how="pick_up").go(hub=str(elm.pk)).go().go("send")
    first = only_request()
    assert (first.hub, first.post and first.post.hub) == (elm, elm)

    parent.go_back_and_correct(hub=str(oak.pk))

    after = only_request()
    assert (after.hub, after.post and after.post.hub) == (oak, oak)


def test_a_request_that_ended_is_not_changed_by_a_page_that_stood_open(survey: Survey, ben: User) -> None:
    parent = to_contact("ring").go(contact="01632 960 141").go().go("send")
    give(request=only_request(), given=Given.POSTED, by=ben, today=builders.today())

    parent.go_back_and_correct(contact="01632 960 999")

    assert only_request().who_asked.contact == "01632 960 141"


def test_who_changes_from_a_call_to_paper_is_asked_how_it_gets_to_them(survey: Survey) -> None:
    parent = asker("survey", "after-a-session").go(way="by_phone").go(safe="yes").go(contact="01632 960 141").go()

    parent.go("change:way").go(way="large_print")

    assert "How shall it get to you?" in parent.text
    parent.go(how="pick_up").go("on").go("send")
    assert (only_request().way, only_request().how) == (Way.LARGE_PRINT, How.PICK_UP)


def test_nobody_is_rung_who_can_only_be_met_face_to_face(survey: Survey, ben: User) -> None:
    parent = asker("survey", "after-a-session").go(way="by_phone").go(safe="in_person").go()
    assert "A person does it with me, face to face" in parent.text
    assert "Somebody rings me" not in parent.text
    parent.go("send")

    assert "Come in and say your code." in parent.text
    assert "Somebody rings you" not in parent.text
    desk = sign_in(ben).get(reverse("format_requests:one", args=[only_request().pk])).text
    assert "Do not ring: they come in and say the code." in desk


def test_the_check_page_says_what_will_be_done_not_what_is_unsafe(survey: Survey) -> None:
    parent = to_contact("email", "only_ring").go(contact="01632 960 141").go()

    assert "Ring me" in parent.text
    assert "Send me an e-mail" not in parent.text


def test_who_can_only_be_met_face_to_face_picks_it_up_and_no_number_is_kept(survey: Survey) -> None:
    parent = to_contact("ring", "in_person")
    assert "Is there anything else we should know?" in parent.text
    parent.go("on", contact="01632 960 141").go("send")

    asked = only_request()
    assert (asked.how, asked.safe, asked.who_asked.contact) == (How.PICK_UP, Safe.IN_PERSON, "")


def test_who_must_never_be_written_to_is_rung(survey: Survey) -> None:
    parent = to_contact("email", "only_ring")
    assert "Your phone number" in parent.text
    assert "Your e-mail address" not in parent.text
    parent.go(contact="01632 960 141").go().go("send")
    assert only_request().how == How.RING
