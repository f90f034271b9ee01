"""Themes on staff screens: how many comments, where each one goes, how it ends."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.models import Hub, SecondLook
from feedback.choices import ThemeState
from feedback.models import Theme
from participation.choices import Stage
from participation.models import Engagement
from tests.builders import end_theme, make_engagement, make_theme, make_voice, make_you_said, today
from tests.cast import sign_in
from tests.chance import without_chance
from tests.staff_forms import staff_forms

LIST = "/admin/themes/"


@pytest.fixture
def asked(elm: Hub) -> Engagement:
    return make_engagement(elm)


def test_the_list_counts_the_comments_of_ones_own_hubs(lead: Client, elm: Hub, oak: Hub, asha: User) -> None:
    both = make_engagement(elm, oak)
    make_theme(both, "Doors", voices=[make_voice(elm), make_voice(elm), make_voice(oak)], by=asha)

    page = lead.get(LIST).text

    assert "Doors" in page
    assert '<td data-name="Comments">2</td>' in page


def test_a_theme_of_two_hubs_shows_the_comments_of_mine_and_is_ended_by_who_serves_both(
    lead: Client, elm: Hub, oak: Hub, asha: User
) -> None:
    theme = make_theme(make_engagement(elm, oak), voices=[make_voice(elm, "Elm's door"), make_voice(oak, "Oak's café")], by=asha)

    page = lead.get(f"{LIST}{theme.pk}/").text

    assert "Elm&#x27;s door" in page
    assert "Oak&#x27;s café" not in page
    assert "Ask for a second look" not in page
    assert lead.post(f"{LIST}{theme.pk}/no-further/", {"public_line": "Because."}).status_code == 404


def test_who_decides_sees_themes_and_no_comment(dev: User, elm: Hub, asha: User, asked: Engagement) -> None:
    theme = make_theme(asked, voices=[make_voice(elm, "I cannot open that door.")], by=asha)

    page = sign_in(dev).get(f"{LIST}{theme.pk}/").text

    assert "Your role does not read comments." in page
    assert "I cannot open that door." not in page


def test_who_reads_no_comments_is_told_of_none_how_many_there_are(dev: User, edie: User, elm: Hub, asha: User, asked: Engagement) -> None:
    theme = make_theme(asked, "Doors", voices=[make_voice(elm)], by=asha)
    said = make_you_said(elm)
    said.themes.set([theme])

    themes, answer = sign_in(dev).get(LIST).text, sign_in(edie).get(f"/admin/you-said/{said.pk}/").text

    assert "Doors" in themes
    assert "Comments of your hubs" not in themes
    assert ">1</td>" not in themes
    assert "Doors" in answer
    assert "1 comment" not in answer
    assert "Doors</a>: 1" not in answer


def test_what_another_hub_raised_from_a_theme_of_both_is_not_named(lead: Client, elm: Hub, oak: Hub) -> None:
    both = make_engagement(elm, oak)
    theme = make_theme(both, "Doors")
    mine, theirs = make_you_said(elm, engagement=both), make_you_said(oak, engagement=both, reference="YS-2026-777")
    for said in (mine, theirs):
        said.themes.add(theme)

    for address in (LIST, f"{LIST}{theme.pk}/"):
        page = lead.get(address).text
        assert mine.reference in page
        assert theirs.reference not in page


def test_one_theme_becomes_part_of_another(lead: Client, asked: Engagement) -> None:
    doors, ramps = make_theme(asked, "Doors"), make_theme(asked, "Ramps")

    page = lead.post(f"{LIST}{doors.pk}/merge/", {"into": ramps.pk}, follow=True)

    assert "“Doors” is now part of “Ramps”." in page.text
    assert lead.post(f"{LIST}{ramps.pk}/merge/", {"into": "99999"}).status_code == 404


def test_a_theme_with_a_you_said_says_why_it_is_not_merged(lead: Client, elm: Hub, asked: Engagement) -> None:
    doors, ramps = make_theme(asked, "Doors"), make_theme(asked, "Ramps")
    make_you_said(elm, engagement=asked).themes.add(doors)

    page = lead.post(f"{LIST}{doors.pk}/merge/", {"into": ramps.pk}, follow=True)

    assert "There is a You said about this theme." in page.text


def test_a_theme_ends_with_a_line_somebody_else_looked_at_and_opens_again(
    lead: Client, client: Client, asked: Engagement, dev: User
) -> None:
    theme, decider = make_theme(asked, "The park"), sign_in(dev)
    here = f"{LIST}{theme.pk}/"

    assert "“Noted” is not a reason" in lead.post(f"{here}no-further/", {"public_line": "Noted"}, follow=True).text
    lead.post(f"{here}no-further/", {"public_line": "The park belongs to the parish."})
    assert "Somebody else has to look" in lead.post(f"{here}no-further/publish/", follow=True).text
    assert "The park belongs to the parish." not in client.get("/you-said-we-did/").text

    waits = decider.get(here).text
    digest = re.findall(r'name="digest" value="(\w+)"', waits)[0]
    assert "I agree: it may go out" in waits
    assert "I agree: it may go out" not in lead.get(here).text
    decider.post(f"{here}no-further/agree/", {"digest": digest})
    assert "Publish to families" in lead.get(here).text
    lead.post(f"{here}no-further/publish/")
    public = client.get("/you-said-we-did/").text
    assert "The park belongs to the parish." in public
    assert "The park<" not in public

    lead.post(f"{LIST}{theme.pk}/reopen/")
    assert Theme.objects.get().state == ThemeState.OPEN
    assert "The park belongs to the parish." not in client.get("/you-said-we-did/").text


def test_a_colleague_can_be_asked_by_name_to_look_at_a_line(lead: Client, asked: Engagement, dev: User, edie: User) -> None:
    here, line = f"{LIST}{make_theme(asked, 'The park').pk}/", "The park belongs to the parish."

    form = next(form for form in staff_forms(here, lead.get(here).text) if form.action.endswith("/no-further/"))
    assert "colleague" in form.kinds
    refused = lead.post(form.action, {"public_line": "Noted", "colleague": edie.pk}, follow=True).text
    assert f'<option value="{edie.pk}" selected>' in refused

    assert lead.post(form.action, {"public_line": line, "colleague": dev.pk + 4711}).status_code == 404
    lead.post(form.action, {"public_line": line, "colleague": edie.pk})

    assert SecondLook.objects.get().named_colleague == edie
    assert f", of {edie}" in lead.get(here).text
    assert "Who should look instead" in lead.get(here).text
    lead.post(form.action, {"public_line": line, "colleague": ""})
    assert SecondLook.objects.get(state="asked").named_colleague is None


def test_themes_are_chosen_by_state(lead: Client, asked: Engagement) -> None:
    make_theme(asked, "Doors")

    assert "Doors" in lead.get(f"{LIST}?state=open").text
    assert "Doors" not in without_chance(lead.get(f"{LIST}?state=answered").text)
    assert "Doors" in lead.get(f"{LIST}?state=<b>").text


@pytest.mark.parametrize("number", [2, 30])
def test_the_list_of_themes_costs_the_same_at_any_size(
    lead: Client, elm: Hub, asha: User, asked: Engagement, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(number):
        make_theme(asked, f"Theme {n}", voices=[make_voice(elm)], by=asha)
    lead.get(LIST)

    with django_assert_max_num_queries(15):  # ten of them are Wagtail's own furniture
        lead.get(LIST)


def test_a_theme_of_what_has_closed_says_why_it_stays_ended(lead: Client, asked: Engagement) -> None:
    here = f"{LIST}{end_theme(make_theme(asked, 'The park')).pk}/"
    assert "Open again" in lead.get(here).text
    Engagement.objects.filter(pk=asked.pk).update(stage=Stage.CLOSED, closed_on=today())

    page = lead.get(here).text
    assert "Open again" not in page
    assert "Ask about this anew, in a question of its own." in page
    assert "Ask about this anew" in lead.post(f"{here}reopen/", follow=True).text
    assert Theme.objects.get().state == ThemeState.HEARD
