"""The answer board: raise, write, look, publish, tell, all in the staff's admin."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub, Post
from feedback.choices import Outcome, ThemeState
from feedback.models import Survey, Told, WeDid, YouSaid
from feedback.selectors.answer_board import standings
from tests.builders import make_open_survey, make_post, make_response, make_theme, make_voice, make_we_did, make_you_said, today
from tests.cast import give_role, make_user, sign_in
from tests.chance import without_chance

BOARD = "/admin/you-said/"
DID = {"outcome": "did", "text": "Thank you. The door is lighter now.", "what_changed": "A new door", "changed_on": str(today())}


@pytest.fixture
def manager(elm: Hub) -> Client:
    """Mel manages Elm, so may give Asha a second look."""
    mel = make_user("Mel")
    give_role(mel, RoleKind.HUB_MANAGER, elm)
    return sign_in(mel)


@pytest.fixture
def survey(elm: Hub, elm_manager: Post) -> Survey:
    return make_open_survey(elm, title="After a session")


def you_said_form(elm: Hub, post: Post, **changed: Any) -> dict[str, Any]:
    form = {
        "text": "The front door is too heavy.",
        "topic": "places",
        "hubs": [elm.pk],
        "owner": post.pk,
        "heard_from_on": str(today() - timedelta(days=7)),
        "heard_until_on": str(today()),
        "answer_by_on": str(today() + timedelta(days=30)),
        "save": "1",
    }
    return form | changed


def test_the_whole_way_from_a_theme_to_the_public_page(
    lead: Client, manager: Client, client: Client, elm: Hub, asha: User, survey: Survey, elm_manager: Post
) -> None:
    assert survey.engagement
    comment = make_voice(elm, "I cannot open that door.", response=make_response(survey, elm))
    theme = make_theme(survey.engagement, "Heavy door", voices=[comment], by=asha)

    start = lead.get(f"{BOARD}new/?theme={theme.pk}").text
    assert "Heavy door" in start
    assert f'value="{survey.engagement.answer_by_on}"' in start
    form = you_said_form(elm, elm_manager, engagement=survey.engagement.pk, from_theme=theme.pk)
    page = lead.post(f"{BOARD}new/", form, follow=True).text
    said = YouSaid.objects.get()
    assert f"{said.reference} is raised." in page
    assert "1 comment of your hubs" in page

    here = f"{BOARD}{said.pk}/"
    assert "The answer is saved." in lead.post(f"{here}answer/", DID, follow=True).text
    asked = lead.post(f"{here}second-look/", {}, follow=True).text
    assert "You asked for this second look yourself." in asked
    assert "I agree" not in asked

    waiting = manager.get(here).text
    assert "I agree: it may go out" in waiting
    digest = waiting.split('name="digest" value="')[1].split('"')[0]
    assert "can be published now" in manager.post(f"{here}second-look/agree/", {"digest": digest}, follow=True).text
    assert "Published." in lead.post(f"{here}publish/", {}, follow=True).text

    public = client.get(f"/you-said-we-did/{said.reference}/").text
    assert "The front door is too heavy." in public
    assert "The door is lighter now." in public
    assert "I cannot open that door." not in public
    theme.refresh_from_db()
    assert theme.state == ThemeState.ANSWERED
    lead.post(f"{here}told/", {"how": "poster", "told_on": str(today()), "hub": elm.pk})
    assert Told.objects.filter(how="poster", hub=elm).exists()


def test_a_job_title_has_its_hub_beside_it_for_staff_and_stands_alone_for_families(
    lead: Client, client: Client, elm: Hub, oak: Hub, asha: User, elm_manager: Post
) -> None:
    make_post(elm_manager.title, hub=oak)
    said = make_you_said(elm, owner=elm_manager)
    make_we_did(said, by=asha, outcome=Outcome.NO, decided_by=elm_manager, published=True)
    both = f"{elm_manager.title}, Elm"

    assert both in lead.get(BOARD).text
    assert lead.get(f"{BOARD}{said.pk}/").text.count(both) == 2
    assert elm_manager.title in client.get(f"/you-said-we-did/{said.reference}/").text
    assert both not in client.get(f"/you-said-we-did/{said.reference}/").text


def test_what_is_missing_stands_beside_its_field_and_typed_words_are_kept(lead: Client, elm: Hub) -> None:
    said = make_you_said(elm)

    page = lead.post(f"{BOARD}{said.pk}/answer/", {"outcome": "no", "text": "Thank you. We cannot widen it."})

    assert "Say why." in page.text
    assert "Say who decided" in page.text
    assert "Say what would change it" in page.text
    assert "We cannot widen it." in page.text
    assert not WeDid.objects.exists()


def test_an_answer_without_an_outcome_asks_for_one(lead: Client, elm: Hub) -> None:
    said = make_you_said(elm)

    page = lead.post(f"{BOARD}{said.pk}/answer/", {"text": "Noted."})

    assert page.status_code == 200
    assert "Choose what came of it. “Noted” is not an answer." in page.text
    assert not WeDid.objects.exists()


def test_a_second_writer_sees_the_others_words_and_keeps_their_own(lead: Client, manager: Client, elm: Hub) -> None:
    said = make_you_said(elm)
    here = f"{BOARD}{said.pk}/answer/"
    lead.post(here, DID | {"text": "Asha wrote this."})

    clash = manager.post(here, DID | {"text": "Mel wrote this."})
    assert clash.status_code == 409
    assert "Asha wrote this." in clash.text
    assert "Mel wrote this." in clash.text
    assert WeDid.objects.get().text == "Asha wrote this."

    seen = clash.text.split('name="seen_count" value="')[1].split('"')[0]
    manager.post(here, DID | {"text": "Mel wrote this.", "seen_count": seen})
    assert WeDid.objects.get().text == "Mel wrote this."


def test_a_second_editor_of_the_words_too(lead: Client, manager: Client, elm: Hub, elm_manager: Post) -> None:
    said = make_you_said(elm)
    here = f"{BOARD}{said.pk}/edit/"
    lead.post(here, you_said_form(elm, elm_manager, text="Asha's words.", seen_count="0"))

    clash = manager.post(here, you_said_form(elm, elm_manager, text="Mel's words.", seen_count="0"))

    assert clash.status_code == 409
    assert "Asha&#x27;s words." in clash.text
    assert "Mel&#x27;s words." in clash.text
    assert YouSaid.objects.get().text == "Asha's words."


def test_a_look_at_old_words_counts_for_nothing(lead: Client, manager: Client, elm: Hub) -> None:
    said = make_you_said(elm)
    here = f"{BOARD}{said.pk}/"
    lead.post(f"{here}answer/", DID)
    lead.post(f"{here}second-look/", {})
    digest = manager.get(here).text.split('name="digest" value="')[1].split('"')[0]
    lead.post(f"{here}answer/", DID | {"text": "Quite another text.", "seen_count": "0"})

    page = manager.post(f"{here}second-look/agree/", {"digest": digest}, follow=True).text

    assert "The words have changed since." in page
    lead.post(f"{here}publish/", {})
    assert not WeDid.objects.published().exists()


def test_sending_back_says_why(lead: Client, manager: Client, elm: Hub) -> None:
    said = make_you_said(elm)
    here = f"{BOARD}{said.pk}/"
    lead.post(f"{here}answer/", DID)
    lead.post(f"{here}second-look/", {})
    digest = manager.get(here).text.split('name="digest" value="')[1].split('"')[0]

    manager.post(f"{here}second-look/send-back/", {"digest": digest, "remark": "Say which door."})

    page = lead.get(here).text
    assert "Sent back by" in page
    assert "Say which door." in page


def test_late_comes_first_and_says_so_in_words(lead: Client, elm: Hub, asha: User) -> None:
    answered = make_you_said(elm, text="Answered one.")
    make_we_did(answered, by=asha, outcome=Outcome.NO, published=True)
    make_you_said(elm, text="Waiting one.")
    make_you_said(elm, text="Late one.", heard_from_on=today() - timedelta(days=99), answer_by_on=today() - timedelta(days=2))

    page = lead.get(BOARD).text

    assert page.index("Late one.") < page.index("Waiting one.") < page.index("Answered one.")
    assert "Late: promised by" in page
    assert "Answered: No, because" in page
    only_late = lead.get(f"{BOARD}?state=late").text
    assert "Late one." in only_late
    assert "Waiting one." not in only_late


def test_a_broken_promise_is_named_on_the_board(lead: Client, elm: Hub, asha: User) -> None:
    said = make_you_said(elm)
    make_we_did(said, by=asha, outcome=Outcome.PLANNED, published=True, due_on=today() - timedelta(days=1))

    assert "What we promised is late" in lead.get(BOARD).text


@pytest.mark.parametrize("number", [2, 30])
def test_the_board_costs_the_same_at_any_size(
    lead: Client, elm: Hub, asha: User, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        make_we_did(make_you_said(elm), by=asha)
    lead.get(BOARD)

    with django_assert_max_num_queries(16):  # ten of them are Wagtail's own furniture
        lead.get(BOARD)


def test_what_is_read_by_families_shows_no_words_to_change(lead: Client, elm: Hub, asha: User, elm_manager: Post) -> None:
    said = make_you_said(elm)
    make_we_did(said, by=asha, published=True)

    page = lead.post(f"{BOARD}{said.pk}/edit/", you_said_form(elm, elm_manager, text="Other words.", seen_count="0"))

    assert "Families have read this." in page.text
    assert YouSaid.objects.get().text != "Other words."


def test_an_analyst_sees_the_board_and_changes_nothing(elm: Hub) -> None:
    ana = make_user("Ana")
    give_role(ana, RoleKind.ANALYST, elm)
    said = make_you_said(elm, text="The door is heavy.")
    client = sign_in(ana)

    page = client.get(f"{BOARD}{said.pk}/")

    assert "The door is heavy." in page.text
    assert "Write the answer" not in page.text
    client.post(f"{BOARD}{said.pk}/answer/", DID)
    assert not WeDid.objects.exists()


def test_a_you_said_of_two_hubs_is_changed_only_by_who_serves_both(lead: Client, elm: Hub, oak: Hub) -> None:
    said = make_you_said(elm, oak)

    assert "Somebody who serves them all writes the answer." in lead.get(f"{BOARD}{said.pk}/").text
    assert lead.get(f"{BOARD}{said.pk}/answer/").status_code == 404
    assert lead.post(f"{BOARD}{said.pk}/answer/", DID).status_code == 404


def test_a_theme_of_another_hub_starts_no_you_said(lead: Client, oak: Hub) -> None:
    theme = make_theme(make_you_said(oak).engagement)

    assert lead.get(f"{BOARD}new/?theme={theme.pk}").status_code == 404


def test_a_hub_that_is_not_mine_cannot_be_chosen(lead: Client, elm: Hub, oak: Hub, elm_manager: Post, survey: Survey) -> None:
    assert survey.engagement
    page = lead.post(f"{BOARD}new/", you_said_form(elm, elm_manager, hubs=[elm.pk, oak.pk], engagement=survey.engagement.pk))

    assert page.status_code == 200
    assert not YouSaid.objects.exists()
    assert "Oak" not in without_chance(page.text)


def test_looking_changes_nothing(lead: Client, elm: Hub, asha: User) -> None:
    said = make_you_said(elm)
    make_we_did(said, by=asha)

    for act in ("publish", "told", "second-look", "second-look/agree", "second-look/send-back", "answer/drop"):
        assert lead.get(f"{BOARD}{said.pk}/{act}/").status_code == 405
    assert WeDid.objects.count() == 1


def test_the_board_says_by_how_much_a_promise_is_late(elm: Hub, asha: User) -> None:
    late = make_you_said(elm, heard_from_on=today() - timedelta(days=90), answer_by_on=today() - timedelta(days=9))
    due_today = make_you_said(elm, heard_from_on=today() - timedelta(days=90), answer_by_on=today())

    first, second = standings([late, due_today], today=today())

    assert (first.state, second.state) == ("late", "waiting")
    assert "9 days late" in first.words
    assert "late" not in second.words


def test_who_answers_and_who_decided_are_told_apart_by_their_hub(lead: Client, elm: Hub, elm_manager: Post) -> None:
    said = make_you_said(elm, owner=elm_manager)

    assert "Family hub manager, Elm<" in lead.get(f"{BOARD}new/").text
    assert "Family hub manager, Elm<" in lead.get(f"{BOARD}{said.pk}/answer/").text
