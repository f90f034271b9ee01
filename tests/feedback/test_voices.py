"""Reading comments: own hubs only, plain text only, the same cost at any size."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core import crypto
from core.models import AuditEntry, Hub
from feedback.models import Survey, Theme, ThemeMark, Voice
from feedback.selectors import voices as selectors
from tests.builders import (
    end_theme,
    make_engagement,
    make_open_survey,
    make_response,
    make_theme,
    make_voice,
)
from tests.cast import sign_in

LIST = "/admin/comments/"
PUT = "/admin/comments/put-to-themes/"


def heard(survey: Survey, hub: Hub, text: str, **fields: str) -> Voice:
    """Return a comment that came in by a survey."""
    return make_voice(hub, text, response=make_response(survey, hub), **fields)


@pytest.fixture
def survey(elm: Hub) -> Survey:
    return make_open_survey(elm, title="After a session")


def test_staff_read_the_comments_of_their_own_hubs_only(lead: Client, elm: Hub, oak: Hub) -> None:
    make_voice(elm, "The door at Elm is heavy.")
    make_voice(oak, "The café at Oak is cold.")

    page = lead.get(LIST).text

    assert "The door at Elm is heavy." in page
    assert "The café at Oak is cold." not in page


def test_a_comment_of_another_hub_is_not_there(lead: Client, oak: Hub) -> None:
    assert lead.get(f"{LIST}{make_voice(oak).pk}/").status_code == 404


@pytest.mark.parametrize("who", ["adam", "dev", "edie"])
def test_who_may_not_read_comments_is_sent_away(request: pytest.FixtureRequest, elm: Hub, who: str) -> None:
    make_voice(elm, "The door is heavy.")

    page = sign_in(request.getfixturevalue(who)).get(LIST, follow=True)

    assert "The door is heavy." not in page.text
    assert 'href="/admin/comments/"' not in page.text


def test_a_comments_language_is_named_in_a_word_that_staff_know(lead: Client, elm: Hub) -> None:
    make_voice(elm, "دروازہ بھاری ہے", language="ur")
    make_voice(elm, "No such language", language="zz")

    page = lead.get(LIST).text

    assert "· in Urdu</p>" in page
    assert "· in zz</p>" in page


def test_what_families_write_is_plain_text_in_its_own_language(lead: Client, elm: Hub) -> None:
    make_voice(elm, '<img src=x onerror="alert(1)"> دروازہ بھاری ہے', language="ur")

    page = lead.get(LIST).text

    assert "<img src=x" not in page
    assert '<bdi dir="auto" lang="ur">' in page
    assert "دروازہ بھاری ہے" in page


def test_comments_are_chosen_by_hub_survey_week_and_theme(lead: Client, elm: Hub, asha: User, survey: Survey) -> None:
    door = heard(survey, elm, "Door.", week="2026-W40")
    make_voice(elm, "Food.", week="2026-W41")
    assert survey.engagement
    theme = make_theme(survey.engagement, voices=[door], by=asha)

    assert [v.pk for v in selectors.comments(asha, survey=survey)] == [door.pk]
    for asked, there, gone in [
        (f"survey={survey.pk}", "Door.", "Food."),
        ("week=2026-W41", "Food.", "Door."),
        (f"theme={theme.pk}", "Door.", "Food."),
        ("without_theme=on", "Food.", "Door."),
    ]:
        page = lead.get(f"{LIST}?{asked}").text
        assert there in page, asked
        assert gone not in page, asked


@pytest.mark.parametrize("asked", ["survey=999", "hub=x", "week=soon", "theme=-1", "page=999", "hub=%00"])
def test_a_made_up_choice_is_ignored(lead: Client, elm: Hub, asked: str) -> None:
    make_voice(elm, "Still here.")

    page = lead.get(f"{LIST}?{asked}")

    assert page.status_code == 200
    assert "Still here." in page.text


def test_another_hubs_surveys_and_themes_are_not_offered(lead: Client, oak: Hub) -> None:
    make_theme(make_open_survey(oak, title="Oak's survey").engagement or make_engagement(oak), "Oak's theme")

    page = lead.get(LIST).text

    assert "Oak" not in page


def test_one_by_one_goes_forward_and_back_through_the_list_it_was_opened_from(lead: Client, elm: Hub) -> None:
    newest, middle, oldest = (make_voice(elm, week=week) for week in ("2026-W43", "2026-W42", "2026-W41"))
    make_voice(elm, week="2026-W30")

    page = lead.get(f"{LIST}{middle.pk}/").text

    assert f'href="{LIST}{newest.pk}/?" data-controller="w-kbd" data-w-kbd-key-value="k"' in page
    assert f'href="{LIST}{oldest.pk}/?" data-controller="w-kbd" data-w-kbd-key-value="j"' in page
    alone = lead.get(f"{LIST}{middle.pk}/?week=2026-W42").text
    assert str(newest.pk) not in alone
    assert "This is the last one." in alone


def test_going_one_by_one_meets_every_comment_of_a_week_once(elm: Hub, asha: User) -> None:
    everything = [make_voice(elm, week="2026-W40") for _ in range(5)]
    rows = selectors.comments(asha)
    met, at = [], rows.first()

    while at is not None:
        met.append(at.pk)
        _, at = selectors.neighbours(rows, at)

    assert sorted(met) == sorted(v.pk for v in everything)


def test_several_ticked_comments_are_put_to_a_theme_and_a_new_one(lead: Client, elm: Hub, survey: Survey) -> None:
    assert survey.engagement
    comments = [heard(survey, elm, f"Comment {n}") for n in range(3)]
    theme = make_theme(survey.engagement, "Doors")

    page = lead.post(PUT, {"comment": [v.pk for v in comments[:2]], "theme": [theme.pk], "new_theme": "Ramps"}, follow=True)

    assert "2 comments put to Doors, Ramps." in page.text
    assert theme.voices.count() == 2
    assert Theme.objects.get(name="Ramps").voices.count() == 2


def test_one_foreign_comment_among_the_ticked_and_nothing_happens(lead: Client, elm: Hub, oak: Hub, asha: User, survey: Survey) -> None:
    assert survey.engagement
    mine, theirs = heard(survey, elm, "Mine"), make_voice(oak, "Theirs")
    theme = make_theme(survey.engagement)

    answer = lead.post(PUT, {"comment": [mine.pk, theirs.pk], "theme": [theme.pk], "new_theme": "New"})

    assert answer.status_code == 404
    assert not ThemeMark.objects.exists()
    assert not Theme.objects.filter(name="New").exists()
    assert AuditEntry.objects.get().verb == "feedback.voice.refused"


def test_a_foreign_theme_is_not_there(lead: Client, elm: Hub, oak: Hub, survey: Survey) -> None:
    answer = lead.post(PUT, {"comment": [heard(survey, elm, "Mine").pk], "theme": [make_theme(make_engagement(oak)).pk]})

    assert answer.status_code == 404
    assert not ThemeMark.objects.exists()


@pytest.mark.parametrize("body", [{"comment": "x"}, {"comment": "' or 1=1"}, {"theme": "1e9"}])
def test_broken_numbers_are_not_there(lead: Client, body: dict[str, str]) -> None:
    assert lead.post(PUT, body).status_code == 404


def test_nothing_ticked_says_what_to_do(lead: Client) -> None:
    assert "Tick at least one comment" in lead.post(PUT, {}, follow=True).text


def test_who_only_reads_puts_nothing_to_themes(ben: User, elm: Hub, survey: Survey) -> None:
    assert survey.engagement
    comment, theme = heard(survey, elm, "The door is heavy."), make_theme(survey.engagement)
    reader = sign_in(ben)

    page = reader.get(LIST).text
    reader.post(PUT, {"comment": [comment.pk], "theme": [theme.pk]})

    assert "The door is heavy." in page
    assert "Put to themes" not in page
    assert not ThemeMark.objects.exists()


def test_a_comment_is_taken_out_of_a_theme(lead: Client, elm: Hub, asha: User, survey: Survey) -> None:
    assert survey.engagement
    comment = heard(survey, elm, "The door is heavy.")
    theme = make_theme(survey.engagement, "Doors", voices=[comment], by=asha)

    page = lead.post(f"{LIST}{comment.pk}/take-out/", {"theme": theme.pk}, follow=True)

    assert "Taken out of Doors." in page.text
    assert not theme.voices.exists()


def test_nothing_is_taken_out_of_a_theme_that_has_ended(lead: Client, elm: Hub, asha: User, survey: Survey) -> None:
    assert survey.engagement
    comment = heard(survey, elm, "The door is heavy.")
    theme = make_theme(survey.engagement, "Doors", voices=[comment], by=asha)
    assert "Take out" in lead.get(f"{LIST}{comment.pk}/").text

    end_theme(theme)

    page = lead.get(f"{LIST}{comment.pk}/").text
    assert "Doors" in page
    assert "Take out" not in page


def test_the_way_back_leads_only_to_our_own_pages(lead: Client, elm: Hub, survey: Survey) -> None:
    answer = lead.post(PUT, {"comment": heard(survey, elm, "x").pk, "new_theme": "Doors", "next": "https://elsewhere.example/"})

    assert answer["Location"] == LIST


@pytest.mark.parametrize("number", [3, 60])
def test_the_list_costs_the_same_at_any_size_and_opens_only_the_page_on_screen(
    lead: Client,
    elm: Hub,
    asha: User,
    survey: Survey,
    number: int,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    assert survey.engagement
    response = make_response(survey, elm)
    comments = [make_voice(elm, f"Comment {n}", response=response) for n in range(number)]
    make_theme(survey.engagement, voices=comments[:2], by=asha)
    lead.get(LIST)
    opened: list[str] = []
    unseal = crypto.unseal

    def counted(stored: str, *, where: str) -> str:
        opened.append(where)
        return unseal(stored, where=where)

    monkeypatch.setattr(crypto, "unseal", counted)

    with django_assert_max_num_queries(20):  # ten of them are Wagtail's own furniture
        lead.get(LIST)

    assert len(opened) == min(number, 25)


def test_who_answers_in_public_can_begin_there_from_ticked_comments(lead: Client, elm: Hub, survey: Survey) -> None:
    comment = heard(survey, elm, "The door is heavy.")

    page = lead.post("/admin/you-said/new/", {"comment": [comment.pk]})

    assert page.status_code == 200
    assert "The door is heavy." in page.text
    assert f'name="comment" value="{comment.pk}"' in page.text


def test_the_list_says_first_what_ticking_is_for(lead: Client, elm: Hub) -> None:
    make_voice(elm, "More buses")

    page = lead.get(LIST).text

    assert page.index('href="#ticked"') < page.index("More buses") < page.index('id="ticked"')
