"""Who stands on a panel's page and what it is called, and what the page keeps to itself so that nobody is found by it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from accounts.models import User
from consent.models import Person
from core.models import Hub
from home.models import HomePage, PanelPage
from home.services.panel_pages import make_panel_page
from panels.models import Panel, ShownMember
from panels.services.shown import show
from panels.services.terms import adopt_terms, write_terms
from panels.terms_template import HEADINGS
from tests.builders import make_brand, make_post, today
from tests.cast import sign_in
from tests.families import make_person
from tests.home.test_panel_pages import agrees, page_of
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(front: HomePage, elm: Hub) -> Panel:
    panel = make_panel(elm, when_it_meets="Every six weeks, on Tuesdays")
    make_panel_page(panel, live=True)
    return panel


@pytest.fixture
def young(front: HomePage, elm: Hub) -> Panel:
    posts: dict[str, Any] = {"coordinator": make_post("Worker", hub=elm), "second_reader": make_post("Other", hub=elm)}
    panel = make_panel(elm, kind="youth", is_of_under_18s=True, when_it_meets="Thursdays at four, in the loft", **posts)
    make_panel_page(panel, live=True)
    return panel


def flyer_of(panel: Panel) -> str:
    answer = Client().get(reverse("panel_flyer", args=[panel.slug]))
    assert answer.status_code == 200
    return answer.text


def test_when_and_where_under_18s_meet_is_told_to_who_asks_and_stands_nowhere(young: Panel) -> None:
    make_brand(phone="01632 960 000")
    meeting = make_meeting(young, starts_at=in_days(9, hour=16), place="The loft, 2 Mill Lane")

    for read in (page_of(young), flyer_of(young)):
        assert "Ask us when we meet." in read
        assert "01632 960 000" in read
        for kept in ("Thursdays", "the loft", "The loft", "4pm", f"{meeting.starts_at:%-d %B}"):
            assert kept not in read, kept


def test_under_18s_are_shown_the_ways_to_join_that_they_have(young: Panel) -> None:
    read = page_of(young)

    assert "How to join" in read
    assert f'href="/panels/{young.slug}/join/"' in read
    assert "Come to" in read
    for not_theirs in ("?way=call", "Ask us to ring you", "?wants=", "Three ways"):
        assert not_theirs not in read


def test_the_room_stands_on_no_page_that_names_somebody(panel: Panel, petra: User, elm: Hub) -> None:
    make_brand(phone="01632 960 000")
    make_meeting(panel, starts_at=in_days(9), place="The hall, 2 Mill Lane")
    assert "The hall, 2 Mill Lane" in page_of(panel)
    assert "We tell you where" not in page_of(panel)

    ola = make_member(panel, make_person(elm, "Ola Nowak"))
    agrees(ola, "panel_name", petra)
    show(member=ola, words="", by=petra, today=today())
    page = page_of(panel)

    assert "Mill Lane" not in page
    assert "10am" in page
    assert "We tell you where when you ask." in page
    assert "01632 960 000" in page


def test_somebody_under_18_is_not_named_among_adults_either(panel: Panel, petra: User, elm: Hub) -> None:
    ola = make_member(panel, make_person(elm, "Ola Nowak"))
    agrees(ola, "panel_name", petra)
    show(member=ola, words="", by=petra, today=today())
    assert "Ola" in page_of(panel)

    Person.objects.filter(memberships=ola).update(is_young=True)

    assert "Ola" not in page_of(panel)


def test_whose_living_record_says_under_18_is_neither_shown_nor_put_there(panel: Panel, petra: User, elm: Hub) -> None:
    ola = make_member(panel, make_person(elm, "Ola Nowak"))
    agrees(ola, "panel_name", petra)
    ShownMember.objects.create(membership=ola)
    living = make_person(elm, "Ola Nowak", is_young=True, ask_again_from=today() + timedelta(days=90))
    Person.objects.filter(memberships=ola).update(merged_into=living)

    assert "Ola" not in page_of(panel)
    with pytest.raises(ValidationError, match="under 18"):
        show(member=ola, words="", by=petra, today=today())


def test_staff_write_down_the_one_word_that_somebody_wants_to_be_called_by(panel: Panel, petra: User, elm: Hub) -> None:
    ola, desk, address = make_member(panel, make_person(elm, "Mrs Nowak")), sign_in(petra), reverse("shown:list", args=[panel.pk])
    agrees(ola, "panel_name", petra)
    assert "“<bdi>Mrs</bdi>”" in desk.get(address).text  # what would stand there, before it does

    desk.post(address, {"member": str(ola.pk), "shown_as": " Ola "})

    assert "<bdi>Ola</bdi>" in page_of(panel)
    assert "Mrs" not in page_of(panel)
    assert 'value="Ola"' in desk.get(address).text
    with connection.cursor() as cursor:
        cursor.execute("SELECT shown_as FROM panels_shownmember")
        assert "Ola" not in cursor.fetchone()[0]


def test_a_surname_does_not_come_along_and_what_was_typed_stays(panel: Panel, petra: User, elm: Hub) -> None:
    ola, desk, address = make_member(panel), sign_in(petra), reverse("shown:list", args=[panel.pk])
    agrees(ola, "panel_name", petra)

    for typed in ("Ola Nowak", "O" * 41):
        page = desk.post(address, {"member": str(ola.pk), "shown_as": typed}, follow=True).text
        assert "must be one word of at most 40 letters" in page
        assert f'value="{typed}"' in page
    assert not ShownMember.objects.exists()


def test_what_stands_below_a_page_is_there_only_while_the_page_is(panel: Panel, petra: User) -> None:
    draft = write_terms(panel=panel, words={one.key: f"We say {one.key}." for one in HEADINGS}, review_on=None, by=petra)
    adopt_terms(terms=draft, on=today(), by=petra, today=today())
    below = [f"/panels/{panel.slug}/{one}/" for one in ("flyer", "how-it-works", "join")]
    one_panel = reverse("panel:one", args=[panel.pk])
    assert [Client().get(address).status_code for address in below] == [200, 200, 200]
    assert below[2] in sign_in(petra).get(one_panel).text

    page = PanelPage.objects.get(panel=panel)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert [Client().get(address).status_code for address in below] == [404, 404, 404]
    restriction.delete()
    page.unpublish()

    assert [Client().get(address).status_code for address in below] == [404, 404, 404]
    assert below[2] not in sign_in(petra).get(one_panel).text
