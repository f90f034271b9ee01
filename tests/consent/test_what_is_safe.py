"""What is safe for a family is heeded to the end, and what they corrected is what holds."""

import pytest
from django.urls import reverse

from accounts.models import User
from consent.choices import Given, How, Safe, State, Way
from consent.models import FormatRequest
from consent.services import formats as services
from consent.services.formats import give, hand_to
from core.choices import RoleKind
from core.models import Hub, Post, PostHolder
from feedback.models import Survey
from tests import builders
from tests.cast import give_role, sign_in
from tests.consent.asking import Asker, asker, only_request, to_contact


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


def test_what_a_colleague_did_while_a_family_sent_again_stays(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = to_contact("ring").go(contact="01632 960 141").go().go("send")
    hold = services._locked

    def hold_what_was_just_taken(request: FormatRequest) -> FormatRequest:
        FormatRequest.objects.update(state=State.IN_HAND)
        return hold(request)

    monkeypatch.setattr(services, "_locked", hold_what_was_just_taken)
    parent.go_back_and_correct(contact="01632 960 999")

    assert (only_request().state, only_request().who_asked.contact) == (State.IN_HAND, "01632 960 999")


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


@pytest.mark.parametrize(("first", "then"), [("ring", {"safe": "in_person"}), ("post", {"how": "pick_up"})])
def test_who_sends_again_that_they_pick_it_up_leaves_no_name_number_or_address_behind(
    first: str, then: dict[str, str], survey: Survey, ben: User
) -> None:
    contact = "01632 960 141" if first == "ring" else "14 Quay Lane"
    typed = {"contact": contact} if first == "post" else {"contact": contact, "contact_name": "Jo", "best_time": "Mornings"}
    parent = to_contact(first).go(**typed).go(words="Big letters").go("send")

    parent.go_back_and_correct(**then)

    asked = only_request()
    assert asked.how == How.PICK_UP
    assert (asked.who_asked.contact, asked.who_asked.name, asked.who_asked.best_time) == ("", "", "")
    assert asked.who_asked.words == "Big letters"
    opened = sign_in(ben).post(reverse("format_requests:contact", args=[asked.pk])).text
    assert contact not in opened


def test_a_post_that_a_colleague_chose_keeps_a_request_that_is_corrected(survey: Survey, elm: Hub, ben: User, hana: User) -> None:
    for person, title in ((hana, "Manager"), (ben, "Chosen by a colleague")):
        PostHolder.objects.create(post=builders.make_post(title, hub=elm), user=person, from_on=builders.today())
    parent = to_contact("ring").go(contact="01632 960 141").go().go("send")
    chosen = Post.objects.get(title="Chosen by a colleague")
    hand_to(request=only_request(), post=chosen, by=hana)

    parent.go_back_and_correct(contact="01632 960 999")

    assert only_request().post == chosen


def test_a_thing_of_one_hub_is_picked_up_there_and_nobody_is_asked_where(survey: Survey, elm: Hub, oak: Hub) -> None:
    parent = asker("survey", "after-a-session").go(way="large_print").go(how="pick_up")
    assert "Which place is best for you?" not in parent.text
    parent.go().go("send")
    assert only_request().hub == elm


def test_staff_read_in_english_what_a_family_asked_for_in_their_language(elm: Hub, asha: User) -> None:
    answer = builders.make_you_said(elm)
    builders.make_we_did(answer, by=asha, published=True)
    parent = Asker()
    parent.open(f"/ur/another-way/answer/{answer.reference}/")

    parent.go(way="large_print").go(how="pick_up").go().go("send")

    asked = only_request()
    assert (asked.language, asked.title) == ("ur", f"You said, we did: {answer.reference}")
