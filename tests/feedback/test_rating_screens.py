"""Families rate how they were listened to: the pages they meet, the posters that lead there, and the screens of staff."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core import limits
from core.models import Hub
from feedback.choices import EntryKind
from feedback.models import EntryPoint, Survey
from feedback.rules import ratings as rules
from feedback.selectors.unfinished import surveys_past_a_day
from feedback.services.entry_points import put_up_poster
from participation.choices import Stage
from participation.models import Engagement
from participation.selectors.gates import reasons_not_to_close
from tests import builders
from tests.builders import make_engagement, today
from tests.cast import sign_in
from tests.feedback.family import Parent
from tests.feedback.rating import end, open_rating, rate


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def closed(hub: Hub, **fields: Any) -> Engagement:
    return make_engagement(hub, title="The café", **({"stage": Stage.CLOSED, "closed_on": today()} | fields))


@pytest.fixture
def cafe(elm: Hub) -> Engagement:
    return closed(elm)


@pytest.fixture
def desk(asha: User) -> Client:
    return sign_in(asha)


# --- Nobody who is rated hands it over -------------------------------------------------------------------------------------


def test_a_poster_on_a_wall_leads_to_it_and_a_sheet_for_a_session_does_not(cafe: Engagement, elm: Hub, asha: User) -> None:
    survey = open_rating(cafe)
    with pytest.raises(ValidationError, match="never hands over the sheet, the tablet or the phone"):
        put_up_poster(survey=survey, hub=elm, by=asha, kind=EntryKind.SESSION)

    put_up_poster(survey=survey, hub=elm, by=asha, kind=EntryKind.POSTER)

    assert EntryPoint.objects.get().kind == EntryKind.POSTER


def test_every_kind_that_is_not_a_wall_is_refused() -> None:
    assert all(rules.why_not_hand_over("end", kind) for kind in EntryKind.values if kind != EntryKind.POSTER)
    assert not any(rules.why_not_hand_over("", kind) for kind in EntryKind.values)


def test_the_poster_form_says_why_and_keeps_what_was_typed(cafe: Engagement, elm: Hub, desk: Client) -> None:
    survey = open_rating(cafe)

    page = desk.post(reverse("entry_point:add"), {"what": str(survey.pk), "kind": "session", "label": "Tuesday group"})

    assert "never hands over the sheet" in words(page)
    assert 'value="Tuesday group"' in page.text
    assert not EntryPoint.objects.exists()


def test_staff_read_never_to_hand_it_over_and_the_sheet_promises_no_day(cafe: Engagement, elm: Hub, desk: Client) -> None:
    survey = open_rating(cafe)
    poster = builders.make_entry_point(survey, elm)

    screen = words(desk.get(reverse("rating:one", args=[cafe.pk])))
    sheet = words(desk.get(reverse("entry_point:print", args=[poster.pk])))

    assert "Never hand it over yourself." in screen
    assert "twelve answers can be begun in a day, and nothing is said of fewer than fifteen" in screen
    assert (limits.RATINGS_BY_ADDRESS.rate, rules.FEWEST) == ("12/d", 15)
    assert "is not kept from it" in screen
    assert "Hang it where families pass without you." in sheet
    assert "It is fine to skip. It changes nothing about the help you get." in sheet
    assert "You can read our answer" not in sheet


def test_nobody_is_told_to_remind_families_of_it(cafe: Engagement, elm: Hub, asha: User) -> None:
    survey = open_rating(cafe)
    Survey.objects.filter(pk=survey.pk).update(closes_on=today() + timedelta(days=3))
    assert surveys_past_a_day(asha, today=today()) == []

    [late] = surveys_past_a_day(asha, today=today() + timedelta(days=4))

    assert "close it" in late.text


def test_an_open_rating_keeps_nothing_from_being_closed(elm: Hub) -> None:
    cafe = make_engagement(elm)
    open_rating(cafe)
    assert reasons_not_to_close(cafe) == []


# --- What families see -----------------------------------------------------------------------------------------------------


def start(survey: Survey, language: str = "") -> Any:
    return Client().get(f"{language}/have-your-say/{survey.slug}/")


def test_the_start_page_says_that_skipping_is_fine_and_that_nobody_can_tell(cafe: Engagement) -> None:
    page = words(start(open_rating(cafe)))

    assert "How did we listen? The café" in page
    assert "It is fine to skip. It changes nothing about the help you get." in page
    assert "Nobody can tell it was you" in page
    assert "When too few answer, we show nothing." in page
    assert "acts on what families say" not in page


def test_the_thank_you_promises_no_answer_by_a_day(cafe: Engagement) -> None:
    from_the_page = (open_rating(cafe)).slug
    text = open_and_send(from_the_page)

    assert "Your answers are safely here." in text
    assert "we show what families said beside what we think ourselves" in text
    assert "Our reply to everyone" not in text


def open_and_send(slug: str) -> str:
    parent = Parent().open(f"/have-your-say/{slug}/")
    for _ in range(5):
        parent.press()
    return words(parent.press().page)


def test_a_rating_is_read_in_the_familys_own_language(cafe: Engagement) -> None:
    survey = open_rating(cafe)
    page = start(survey, "/pl").text

    assert "Jak słuchaliśmy?" in page
    assert "How did we listen?" not in page
    client = Client()
    client.post(f"/pl/have-your-say/{survey.slug}/")
    first = client.post(f"/pl/have-your-say/{survey.slug}/", {"go": "on"}, follow=True).text
    assert "Czy można było bezpiecznie mówić?" in first
    assert "Trochę" in first
    assert first.count('class="face"') == 3


def test_words_of_staff_stay_as_they_wrote_them(elm: Hub) -> None:
    survey = builders.make_open_survey(elm, title="Yes", questions=[builders.one_choice("No", "Yes", "No")])

    assert "<h1" in start(survey, "/pl").text
    assert ">Yes</h1>" in start(survey, "/pl").text


# --- The screens -----------------------------------------------------------------------------------------------------------


def test_it_is_prepared_and_opened_in_two_steps(elm: Hub, desk: Client) -> None:
    builders.make_brand(safeguarding_phone="01632 960 001")
    cafe = closed(elm)
    assert "The café" in words(desk.get(reverse("rating:index")))

    page = desk.post(reverse("rating:one", args=[cafe.pk]), {"point": "end"}, follow=True)
    assert "The questions are the same everywhere and cannot be changed." in words(page)
    desk.post(page.request["PATH_INFO"])

    assert Survey.objects.get().state == "open"
    assert "families can answer" in words(desk.get(reverse("rating:one", args=[cafe.pk])))


def test_a_refusal_is_said_on_the_screen(elm: Hub, desk: Client) -> None:
    engagement = make_engagement(elm)
    page = desk.post(reverse("rating:one", args=[engagement.pk]), {"point": "later"}, follow=True)
    assert "Close it first" in words(page)
    assert not Survey.objects.exists()


def test_another_hubs_engagement_is_not_there(cafe: Engagement, cara: User) -> None:
    address = reverse("rating:one", args=[cafe.pk])
    client = sign_in(cara)
    assert [client.get(address).status_code, client.post(address, {"point": "end"}).status_code] == [404, 404]


def test_who_only_reads_sees_no_button(cafe: Engagement, ben: User) -> None:
    page = sign_in(ben).get(reverse("rating:one", args=[cafe.pk]))
    assert "Prepare it" not in page.text
    assert sign_in(ben).post(reverse("rating:one", args=[cafe.pk]), {"point": "end"}).status_code in {302, 403, 404}
    assert not Survey.objects.exists()


def test_the_list_costs_as_much_for_twenty_as_for_two(elm: Hub, desk: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            desk.get(reverse("rating:index"))
        return len(seen)

    for number in range(2):
        make_engagement(elm, title=f"One {number}")
    desk.get(reverse("rating:index"))
    few = queries()
    for number in range(18):
        make_engagement(elm, title=f"More {number}")
    assert queries() == few


def test_a_title_of_any_kind_breaks_nothing(elm: Hub, desk: Client, asha: User) -> None:
    odd = closed(elm)
    Engagement.objects.filter(pk=odd.pk).update(title="{about} \u202eمقهى 🫖 " + "w" * 100)
    odd.refresh_from_db()
    survey = open_rating(odd)

    assert survey.title.endswith("…")
    assert start(survey).status_code == start(survey, "/ur").status_code == 200
    assert desk.get(reverse("rating:one", args=[odd.pk])).status_code == 200


def test_what_was_shown_is_not_opened_again(cafe: Engagement, elm: Hub, desk: Client) -> None:
    survey = end(open_rating(cafe))
    rate(survey, 12, listened="no")
    sent = {
        "hubs": [elm.pk],
        "opens_on": str(survey.opens_on),
        "closes_on": str(today() + timedelta(days=9)),
        "seen": str(survey.edited_count),
    }

    page = desk.post(reverse("survey:edit", args=[survey.pk]), sent)

    assert "It cannot be opened again." in words(page)
    assert Survey.objects.get().closes_on == survey.closes_on
