"""From "after a session" to a printed poster in four choices, and what stands on the sheet."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from core import qr
from core.choices import RoleKind
from core.models import Hub, Post
from feedback.models import EntryPoint, Survey
from feedback.selectors.posters import poster_sheet
from tests import builders
from tests.builders import make_engagement, make_entry_point, make_open_survey, put_off, today
from tests.cast import give_role, sign_in
from tests.core.test_words import house_words_in
from tests.feedback.desk import words

NEW = "/admin/entry_point/new/"


@pytest.fixture
def desk(asha: User, elm_manager: Post, urgent_number: str) -> Client:
    return sign_in(asha)


def sheet_of(poster: EntryPoint) -> str:
    return reverse("entry_point:print", args=(poster.pk,))


def questions_asked(html: str) -> set[str]:
    """Return the names of what a form lets people choose or write, less what can be left as it is."""
    return set(re.findall(r'<(?:input|select|textarea)[^>]*name="(what|kind|label|hub)"', html))


def test_from_a_session_to_a_printed_poster_in_four_choices(desk: Client, asha: User, oak: Hub, elm: Hub) -> None:
    give_role(asha, RoleKind.ENGAGEMENT_LEAD, oak)  # who works at one hub skips the first choice

    hubs = desk.get(NEW).content.decode()
    assert questions_asked(hubs) == set()
    first = f"{NEW}?hub={elm.pk}"
    assert f'href="?hub={elm.pk}"' in hubs

    form = desk.get(first).content.decode()
    assert questions_asked(form) == {"what", "kind", "label"}
    assert "After a session: liked, did not like, change next time" in form
    assert re.findall(r'name="what" value="([^"]+)"', form)[0] == "ready:after-a-session"
    choices = ["the hub", "what to ask", "this session", "print"]
    assert len(choices) == 1 + len(questions_asked(form) - {"label"}) + 1  # the label may stay empty

    sheet = desk.post(first, {"what": "ready:after-a-session", "kind": "session", "label": ""}, follow=True)

    poster = EntryPoint.objects.get()
    assert poster.code in words(sheet)
    assert "After a session at Elm" in words(sheet)
    assert (poster.kind, poster.hub) == ("session", elm)


def test_who_works_at_one_hub_chooses_no_hub(desk: Client) -> None:
    page = words(desk.get(NEW))

    assert "A poster for Elm" in page
    assert "Which hub" not in page


def test_the_only_thing_to_ask_is_already_chosen(desk: Client) -> None:
    assert re.search(r'value="ready:after-a-session"[^>]*checked', desk.get(NEW).content.decode())


def test_open_surveys_of_the_hub_are_offered_and_others_are_not(desk: Client, elm: Hub, oak: Hub) -> None:
    make_open_survey(elm, title="The garden")
    make_open_survey(oak, title="The pond")
    builders.make_survey(elm, title="Half written")

    page = words(desk.get(NEW))

    assert "The garden" in page
    assert "The pond" not in page
    assert "Half written" not in page


def test_the_survey_that_led_here_is_chosen(desk: Client, elm: Hub) -> None:
    survey = make_open_survey(elm, title="The garden")

    assert re.search(rf'value="{survey.pk}"[^>]*checked', desk.get(f"{NEW}?survey={survey.pk}").content.decode())


def test_a_survey_of_another_hub_cannot_be_posted(desk: Client, oak: Hub) -> None:
    desk.post(NEW, {"what": str(make_open_survey(oak).pk), "kind": "poster"})

    assert not EntryPoint.objects.exists()


def test_another_hub_cannot_be_chosen(desk: Client, elm: Hub, oak: Hub) -> None:
    desk.post(f"{NEW}?hub={oak.pk}", {"what": "ready:after-a-session", "kind": "poster"})

    assert set(EntryPoint.objects.values_list("hub", flat=True)) <= {elm.pk}


def test_a_ready_made_survey_past_its_last_day_is_asked_anew(asha: User, elm: Hub, elm_manager: Post, urgent_number: str) -> None:
    desk = sign_in(asha)
    desk.post(NEW, {"what": "ready:after-a-session", "kind": "session"})
    Survey.objects.update(closes_on=today() - timedelta(days=1))

    sheet = desk.post(NEW, {"what": "ready:after-a-session", "kind": "session"}, follow=True)

    assert "would lead nowhere" not in sheet.text
    assert Survey.objects.count() == 2
    assert EntryPoint.objects.count() == 2


def test_what_stops_a_ready_made_survey_is_said_on_the_form(asha: User, urgent_number: str) -> None:
    page = sign_in(asha).post(NEW, {"what": "ready:after-a-session", "kind": "session"})

    assert "Nobody acts on what families say yet" in words(page)
    assert not Survey.objects.exists()


def test_a_hub_worker_makes_posters_for_what_is_open(ben: User, elm: Hub) -> None:
    client = sign_in(ben)
    assert "No survey is open at Elm" in words(client.get(NEW))
    survey = make_open_survey(elm, title="The garden")

    page = client.post(NEW, {"what": str(survey.pk), "kind": "poster", "label": "Door"}, follow=True)

    assert "The garden" in words(page)


def test_the_sheet_says_what_families_need_to_know(desk: Client, elm: Hub) -> None:
    survey = make_open_survey(elm, title="The garden", why="We are planting in spring.")
    poster = make_entry_point(survey, elm, code="H3K9WX", label="Staff room door")

    page = desk.get(sheet_of(poster))
    text = words(page)

    for said in ("Elm", "The garden", "We are planting in spring.", "No name, no account.", "Family hub manager", "2 questions"):
        assert said in text
    assert "have-your-say/ p/ H3K9WX" in text  # the gaps are where a narrow sheet may break the line
    assert "/you-said-we-did" in text
    assert "Odpowiedz w dowolnym języku." in text
    assert "Staff room door" not in text


def test_the_sheet_says_by_when_families_are_answered(desk: Client, elm: Hub) -> None:
    survey = make_open_survey(elm)
    assert survey.engagement is not None
    assert survey.engagement.answer_by_on is not None
    day = survey.engagement.answer_by_on

    assert f"{day:%B} {day.year}" in words(desk.get(sheet_of(make_entry_point(survey, elm))))

    everyday = make_open_survey(elm, engagement=builders.make_everyday_engagement(elm))
    assert "within 6 weeks" in words(desk.get(sheet_of(make_entry_point(everyday, elm))))


def test_a_sheet_printed_after_the_day_was_put_off_says_both(desk: Client, elm: Hub) -> None:
    survey = make_open_survey(elm, engagement=put_off(make_engagement(elm), weeks=8))
    assert survey.engagement is not None
    first = survey.engagement.promised_on(builders.today())

    assert f"First we said {first:%-d %B %Y}." in words(desk.get(sheet_of(make_entry_point(survey, elm))))


def test_a_sheet_never_promises_a_day_that_has_passed(desk: Client, elm: Hub) -> None:
    day = today() - timedelta(days=1)
    survey = make_open_survey(elm, engagement=make_engagement(elm, answer_by_on=day, opened_on=today() - timedelta(days=40)))
    page = desk.get(sheet_of(make_entry_point(survey, elm)))

    printed = page.text.split("<main")[1]
    assert f"{day:%B} {day.year}" not in printed
    assert f"Families were to be answered by {day:%-d %B %Y}, and that day has passed" in words(page)
    assert reverse("engagement:edit", args=(survey.engagement_id,)) in page.text


def test_the_sheet_uses_no_word_of_the_house(desk: Client, elm: Hub) -> None:
    poster = make_entry_point(make_open_survey(elm), elm)

    assert house_words_in(desk.get(sheet_of(poster)).content.decode()) == []


def test_the_sheet_shows_what_families_answer_not_what_staff_are_writing(desk: Client, elm: Hub) -> None:
    survey = make_open_survey(elm, title="The garden")
    Survey.objects.filter(pk=survey.pk).update(title="Not yet agreed")

    assert "Not yet agreed" not in words(desk.get(sheet_of(make_entry_point(survey, elm))))


@pytest.mark.parametrize(("asked", "css"), [("", "a4"), ("?size=a5", "a5"), ("?size=../../x", "a4")])
def test_the_sheet_comes_in_two_sizes(desk: Client, elm: Hub, asked: str, css: str) -> None:
    page = desk.get(sheet_of(make_entry_point(make_open_survey(elm), elm)) + asked).content.decode()

    assert f"css/staff-poster-{css}" in page
    assert "../" not in page


def test_the_square_is_drawn_not_fetched(desk: Client, elm: Hub) -> None:
    page = desk.get(sheet_of(make_entry_point(make_open_survey(elm), elm))).content.decode()

    assert '<svg class="qr"' in page
    assert "<img" not in page


def test_the_square_leads_to_the_posters_own_address(elm: Hub, settings: Settings) -> None:
    settings.BASE_URL = "https://hubs.example"
    poster = make_entry_point(make_open_survey(elm), elm, code="H3K9WX")
    sheet = poster_sheet(poster)

    assert sheet.qr == qr.picture("https://hubs.example/have-your-say/p/H3K9WX/")
    assert sheet.address == "hubs.example/have-your-say/p/H3K9WX"


def test_a_square_has_its_white_edge_and_its_three_eyes() -> None:
    drawn = qr.picture("https://hubs.example/have-your-say/p/H3K9WX/")
    edge = qr.QUIET_ZONE

    assert f"M{edge} {edge}h7v1H{edge}z" in drawn.path
    assert f"M{drawn.size - edge - 7} {edge}h7v1" in drawn.path
    assert "M0 " not in drawn.path
    assert re.fullmatch(r"(M\d+ \d+h\d+v1H\d+z)+", drawn.path)


def test_the_list_leads_to_the_sheet_and_shows_what_came_down(desk: Client, elm: Hub) -> None:
    poster = make_entry_point(make_open_survey(elm), elm, label="Reception")
    desk.post(reverse("entry_point:take_down", args=(poster.pk,)))

    page = desk.get(reverse("entry_point:index"))

    assert sheet_of(poster) in page.content.decode()
    assert "Reception" in words(page)
    poster.refresh_from_db()
    assert poster.taken_down_on is not None


@pytest.mark.parametrize("over", [{"state": "closed"}, {"closes_on": today() - timedelta(days=1)}])
def test_the_list_says_which_posters_lead_to_nothing_any_more(desk: Client, elm: Hub, over: dict[str, Any]) -> None:
    asked = make_entry_point(make_open_survey(elm, title="After a session"), elm)
    make_entry_point(make_open_survey(elm, title="Soon", opens_on=today() + timedelta(days=3)), elm)
    Survey.objects.filter(pk=asked.survey_id).update(**over, **({"closed_on": today()} if "state" in over else {}))

    page = words(desk.get(reverse("entry_point:index")))
    assert "After a session (closed: take the poster down)" in page
    assert "Soon (closed" not in page

    desk.post(reverse("entry_point:take_down", args=(asked.pk,)))
    assert "(closed: take the poster down)" not in words(desk.get(reverse("entry_point:index")))


def test_looking_at_taking_down_changes_nothing(desk: Client, elm: Hub) -> None:
    poster = make_entry_point(make_open_survey(elm), elm)

    page = desk.get(reverse("entry_point:take_down", args=(poster.pk,)))
    assert "Did you take this poster down?" in words(page)
    assert [item["label"] for item in page.context["breadcrumbs_items"]][-2:] == ["Posters", "Take down"]
    poster.refresh_from_db()
    assert poster.taken_down_on is None


def test_a_poster_has_no_stock_form(desk: Client, elm: Hub) -> None:
    poster = make_entry_point(make_open_survey(elm), elm)

    for address in ("edit", "delete", "copy"):
        assert desk.get(f"/admin/entry_point/{address}/{poster.pk}/").status_code == 404


def test_the_sheet_promises_skipping_only_where_every_question_can_be_skipped(desk: Client, elm: Hub) -> None:
    free = make_open_survey(elm, questions=[builders.faces(), builders.long_text()])
    bound = make_open_survey(elm, questions=[builders.faces(required=True), builders.long_text()])

    assert "Skip any you like." in words(desk.get(sheet_of(make_entry_point(free, elm))))
    assert "Skip any you like." not in words(desk.get(sheet_of(make_entry_point(bound, elm))))
