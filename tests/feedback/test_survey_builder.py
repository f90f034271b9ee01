"""The survey builder as a hub manager meets it."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub, Post
from feedback.choices import SurveyState
from feedback.models import Survey
from participation.models import Engagement
from tests import builders
from tests.builders import faces, long_text, make_survey, one_choice
from tests.cast import sign_in
from tests.feedback.desk import words


@pytest.fixture
def client_of_asha(asha: User, elm_manager: Post) -> Client:
    return sign_in(asha)


def posted(*questions: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return what the builder's page posts: a stream in Wagtail's own form."""
    data: dict[str, Any] = {"title": "After baby massage", "why": "", "questions-count": str(len(questions)), "mode": "code", "seen": "0"}
    for place, block in enumerate(questions):
        data |= _block(f"questions-{place}", place, block)
    return data | fields


def _block(name: str, place: int, block: dict[str, Any]) -> dict[str, str]:
    data = {f"{name}-deleted": "", f"{name}-order": str(place), f"{name}-type": block["type"], f"{name}-id": block["id"]}
    for key, value in block["value"].items():
        if key == "options":
            data |= _rows(f"{name}-value-options", value)
        elif value is True:
            data[f"{name}-value-{key}"] = "on"
        elif value is not False:
            data[f"{name}-value-{key}"] = value
    return data


def _rows(name: str, rows: list[dict[str, Any]]) -> dict[str, str]:
    data = {f"{name}-count": str(len(rows))}
    for place, row in enumerate(rows):
        data |= {f"{name}-{place}-deleted": "", f"{name}-{place}-order": str(place), f"{name}-{place}-type": "item"}
        data |= {f"{name}-{place}-id": row["id"]} | {f"{name}-{place}-value-{key}": value for key, value in row["value"].items()}
    return data


def edit(survey: Survey) -> str:
    return reverse("survey:edit", args=(survey.pk,))


def test_a_title_is_enough_to_save_a_draft(client_of_asha: Client, elm: Hub) -> None:
    page = client_of_asha.post(reverse("survey:add"), posted(hubs=[elm.pk]), follow=True)

    survey = Survey.objects.get()
    assert "created" in words(page)
    assert (survey.title, survey.state, survey.slug) == ("After baby massage", SurveyState.DRAFT, "after-baby-massage")


def test_a_new_survey_begins_with_my_hub_ticked_and_everyday_listening(client_of_asha: Client, elm: Hub) -> None:
    page = client_of_asha.get(reverse("survey:add"))

    assert re.search(rf'name="hubs" value="{elm.pk}"[^>]*checked', page.content.decode())
    assert "Everyday listening at the hub" in words(page)

    client_of_asha.post(reverse("survey:add"), posted(hubs=[elm.pk]))
    assert str(Survey.objects.get().engagement) == "Everyday listening at Elm"


def test_saving_stays_with_the_survey(client_of_asha: Client, elm: Hub) -> None:
    page = client_of_asha.post(reverse("survey:add"), posted(hubs=[elm.pk]))

    assert page.headers["Location"] == edit(Survey.objects.get())


def test_questions_half_written_are_saved_as_they_are(client_of_asha: Client, elm: Hub) -> None:
    client_of_asha.post(reverse("survey:add"), posted(long_text(""), one_choice("Which?", "Only one"), hubs=[elm.pk]))

    assert [block.value["text"] for block in Survey.objects.get().questions] == ["", "Which?"]


def test_the_page_keeps_its_block_ids(client_of_asha: Client, elm: Hub) -> None:
    question = one_choice("Which?", "Yes", "No")
    client_of_asha.post(reverse("survey:add"), posted(question, hubs=[elm.pk]))

    [kept] = Survey.objects.get().questions.get_prep_value()
    assert kept["id"] == question["id"]
    assert [row["id"] for row in kept["value"]["options"]] == [row["id"] for row in question["value"]["options"]]


TWIN = "11111111-2222-4333-8444-555555555555"


@pytest.mark.parametrize("questions", [(faces(id=TWIN), long_text(id=TWIN)), (long_text(id="<b>x"),), (faces(id="../../x"), long_text())])
def test_ids_that_the_page_never_made_are_refused(client_of_asha: Client, elm: Hub, questions: Any) -> None:
    page = client_of_asha.post(reverse("survey:add"), posted(*questions, hubs=[elm.pk]))

    assert "did not arrive as the page made them" in page.content.decode()
    assert not Survey.objects.exists()


def test_a_survey_cannot_be_put_at_somebody_elses_hub(client_of_asha: Client, oak: Hub) -> None:
    client_of_asha.post(reverse("survey:add"), posted(hubs=[oak.pk]))

    assert not Survey.objects.exists()


def test_a_survey_cannot_join_somebody_elses_question(client_of_asha: Client, elm: Hub, oak: Hub) -> None:
    client_of_asha.post(reverse("survey:add"), posted(hubs=[elm.pk], engagement=builders.make_engagement(oak).pk))

    assert not Survey.objects.exists()


@pytest.mark.parametrize("extra", [{"state": "open"}, {"edited_count": "90"}, {"slug": "mine"}, {"current_version": "1"}])
def test_posted_fields_that_are_not_on_the_page_change_nothing(client_of_asha: Client, elm: Hub, extra: dict[str, str]) -> None:
    client_of_asha.post(reverse("survey:add"), posted(hubs=[elm.pk], **extra))

    survey = Survey.objects.get()
    assert (survey.state, survey.slug, survey.edited_count, survey.current_version) == ("draft", "after-baby-massage", 1, None)


def test_dates_that_cannot_be_are_said_beside_the_field(client_of_asha: Client, elm: Hub) -> None:
    page = client_of_asha.post(reverse("survey:add"), posted(hubs=[elm.pk], opens_on="2026-12-02", closes_on="2026-12-01"))

    assert "The closing day is before the opening day." in words(page)


def test_a_later_save_over_a_newer_one_is_refused_and_the_text_kept(client_of_asha: Client, elm: Hub) -> None:
    survey = make_survey(elm, title="Ours")
    client_of_asha.post(edit(survey), posted(title="First", hubs=[elm.pk], engagement=survey.engagement_id))

    page = client_of_asha.post(edit(survey), posted(title="Second", hubs=[elm.pk], engagement=survey.engagement_id))

    assert "A colleague changed this while you had it open." in words(page)
    assert 'value="Second"' in page.content.decode()
    assert Survey.objects.get().title == "First"


def test_after_the_warning_a_knowing_save_goes_through(client_of_asha: Client, elm: Hub) -> None:
    survey = make_survey(elm, title="Ours")
    client_of_asha.post(edit(survey), posted(title="First", hubs=[elm.pk], engagement=survey.engagement_id))
    page = client_of_asha.post(edit(survey), posted(title="Second", hubs=[elm.pk], engagement=survey.engagement_id))
    seen = re.search(r'name="seen" value="(\d+)"', page.content.decode())
    assert seen

    client_of_asha.post(edit(survey), posted(title="Second", hubs=[elm.pk], engagement=survey.engagement_id, seen=seen[1]))

    assert Survey.objects.get().title == "Second"


def test_a_page_from_before_the_opening_cannot_close_the_survey_again(client_of_asha: Client, elm: Hub) -> None:
    survey = builders.make_open_survey(elm)
    Survey.objects.filter(pk=survey.pk).update(edited_count=3)

    client_of_asha.post(edit(survey), posted(title="Old page", hubs=[elm.pk], seen="2"))

    assert Survey.objects.get().state == SurveyState.OPEN


def test_what_families_were_promised_cannot_be_edited_afterwards(client_of_asha: Client, elm: Hub) -> None:
    survey = builders.make_open_survey(elm)
    other = builders.make_engagement(elm, title="Another")

    client_of_asha.post(edit(survey), posted(title="Same", hubs=[elm.pk], engagement=other.pk, mode="unlinkable"))

    survey.refresh_from_db()
    assert (survey.title, survey.mode, survey.engagement == other) == ("Same", "code", False)


def test_the_buttons_save_first_and_then_lead_on(client_of_asha: Client, elm: Hub) -> None:
    survey = make_survey(elm)
    save = posted(faces(), title="Named", hubs=[elm.pk], engagement=survey.engagement_id)

    page = client_of_asha.post(edit(survey), save | {"action-open": "1"})

    assert page.headers["Location"] == reverse("survey:open", args=(survey.pk,))
    assert Survey.objects.get().title == "Named"


def test_the_list_shows_states_in_words_and_only_my_hubs(client_of_asha: Client, elm: Hub, oak: Hub) -> None:
    make_survey(elm, title="At home")
    make_survey(oak, title="Elsewhere")

    page = words(client_of_asha.get(reverse("survey:index")))

    assert "At home" in page
    assert "Draft" in page
    assert "Elsewhere" not in page


def test_the_list_asks_as_often_for_many_surveys_as_for_one(client_of_asha: Client, elm: Hub, django_assert_max_num_queries: Any) -> None:
    engagement = builders.make_engagement(elm)
    for number in range(15):
        make_survey(elm, title=f"Survey {number}", engagement=engagement)

    with django_assert_max_num_queries(25):
        client_of_asha.get(reverse("survey:index"))


def test_who_only_reads_is_led_to_the_practice(ben: User, elm: Hub) -> None:
    survey = make_survey(elm, title="At home")

    page = sign_in(ben).get(reverse("survey:index")).content.decode()

    assert reverse("survey:try", args=(survey.pk,)) in page
    assert edit(survey) not in page


def test_wagtails_own_copy_is_not_there(client_of_asha: Client, elm: Hub) -> None:
    survey = make_survey(elm)

    assert client_of_asha.get(f"/admin/survey/copy/{survey.pk}/").status_code == 404


def test_the_phone_shows_the_survey_as_it_stands_in_the_form(client_of_asha: Client, elm: Hub) -> None:
    survey = make_survey(elm, title="Old")
    address = reverse("survey:preview_on_edit", args=(survey.pk,))

    answer = client_of_asha.post(address, posted(faces("How was the music?"), title="New", hubs=[elm.pk])).json()
    page = words(client_of_asha.get(address))

    assert answer == {"is_valid": True, "is_available": True}
    assert "New" in page
    assert "How was the music?" in page
    assert Survey.objects.get().title == "Old"


def test_the_phone_shows_a_survey_that_was_never_saved(client_of_asha: Client, elm: Hub) -> None:
    address = reverse("survey:preview_on_add")
    client_of_asha.post(address, posted(long_text("What would you change?"), hubs=[elm.pk]))

    assert "What would you change?" in words(client_of_asha.get(address))


def test_a_script_in_a_question_stays_words_on_the_phone(client_of_asha: Client, elm: Hub) -> None:
    address = reverse("survey:preview_on_edit", args=(make_survey(elm).pk,))
    client_of_asha.post(address, posted(long_text("<script>alert(1)</script>"), hubs=[elm.pk]))

    page = client_of_asha.get(address).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_history_names_the_steps(client_of_asha: Client, elm: Hub, urgent_number: str) -> None:
    survey = make_survey(elm)
    client_of_asha.post(reverse("survey:open", args=(survey.pk,)))

    assert "Opened to families" in words(client_of_asha.get(reverse("survey:history", args=(survey.pk,))))


def test_every_engagement_on_offer_is_still_open(client_of_asha: Client, elm: Hub) -> None:
    builders.make_engagement(elm, title="Finished long ago", stage="closed")

    assert Engagement.objects.count() == 1
    assert "Finished long ago" not in words(client_of_asha.get(reverse("survey:add")))


def test_the_builder_is_json_the_editor_can_read(client_of_asha: Client, elm: Hub) -> None:
    survey = make_survey(elm, questions=[one_choice("Which?", "Yes", "No")])

    page = client_of_asha.get(edit(survey)).content.decode()

    assert json.dumps("Which?")[1:-1] in page
    assert "go-to" in page


@pytest.mark.parametrize(
    "broken", [{}, {"questions-count": "many"}, {"questions-count": "3"}, {"questions-count": "1", "questions-0-order": "x"}]
)
@pytest.mark.parametrize("address", ["add", "preview_on_add"])
def test_a_post_that_no_page_made_is_refused_and_never_an_error(
    client_of_asha: Client, elm: Hub, broken: dict[str, str], address: str
) -> None:
    said = client_of_asha.post(reverse(f"survey:{address}"), {"title": "x", "hubs": [elm.pk], **broken})

    assert said.status_code == 400
    assert not Survey.objects.exists()


def test_thirty_questions_with_twelve_answers_can_be_saved(client_of_asha: Client, elm: Hub) -> None:
    answers = [f"Answer {number}" for number in range(12)]

    client_of_asha.post(reverse("survey:add"), posted(*[one_choice(f"Question {n}?", *answers) for n in range(30)], hubs=[elm.pk]))

    assert len(Survey.objects.get().questions) == 30
