"""The page of a panel, its flyer, and how it works: what families read before they join."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.models import ConsentUse, Purpose
from consent.services.ledger import change_mind
from consent.services.purposes import begin
from core.models import Hub
from core.qr import picture
from home.models import HomePage, PanelIndexPage, PanelPage
from home.services.panel_pages import make_panel_page
from panels.choices import PanelKind
from panels.models import Panel, ShownMember
from panels.rules.when import when_in_words
from panels.services.shown import show, take_off
from panels.services.terms import adopt_terms, write_terms
from panels.terms_template import HEADINGS
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.consent.agreeing import decide
from tests.families import make_person
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel
from tests.panels.writing_down import held_before, make_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(front: HomePage, elm: Hub) -> Panel:
    panel = make_panel(elm, what_you_get="Fares and lunch.", when_it_meets="Every six weeks, on Tuesdays")
    make_panel_page(panel, live=True)
    return panel


def page_of(panel: Panel) -> str:
    answer = Client().get(f"/panels/{panel.slug}/")
    assert answer.status_code == 200
    return answer.text


def agrees(member: Any, key: str, by: User) -> None:
    begin()
    decide(member.person, Purpose.objects.get(key=key), by=by, is_explicit=True)


def test_families_read_what_it_is_what_they_get_and_when_it_meets_next(panel: Panel) -> None:
    make_meeting(panel, starts_at=in_days(-3))
    make_meeting(panel, starts_at=in_days(40), place="Too far off")
    make_meeting(panel, starts_at=in_days(9), place="The hall, 2 Mill Lane")

    page = page_of(panel)

    assert "Parents and carers who help us" in page
    assert "Fares and lunch." in page
    assert "The hall, 2 Mill Lane" in page
    assert when_in_words(in_days(9), 90) in page
    assert "Too far off" not in page


def test_the_days_of_minutes_are_past_on_purpose(panel: Panel, petra: User) -> None:
    """The checks panel of the editor (staff-checks.js) asks nobody to take them out."""
    make_minutes(held_before(panel), petra)

    assert re.search(r"<ul data-past><li><a href=[^>]*/minutes/", page_of(panel))


def test_where_a_panel_meets_is_said_without_latin_commas_between_words_of_urdu(panel: Panel) -> None:
    make_meeting(panel, starts_at=in_days(9), format="hybrid", place="The hall")

    page = Client().get(f"/ur/panels/{panel.slug}/").text

    assert ">The hall</bdi><br>یا آن لائن</p>" in page
    main = page[page.index("<main") : page.index("</main")]
    assert not re.search(r"[\u0600-\u06ff>], ?[\u0600-\u06ff<]", main)
    assert not re.search(r"[\u0600-\u06ff]\.", main)


def test_the_link_to_the_room_online_stands_on_no_public_page(panel: Panel) -> None:
    make_meeting(panel, format="hybrid", link="https://meet.example/secret")

    assert "meet.example" not in page_of(panel)
    assert "Or online" in page_of(panel)
    assert "meet.example" not in Client().get(reverse("panel_flyer", args=[panel.slug])).text


def test_the_page_of_all_panels_shows_those_that_go_on(panel: Panel, elm: Hub) -> None:
    over = make_panel(elm, "Over and done", ended_on=today(), ended_because="It joined another.")
    make_panel_page(over, live=True)

    everything = Client().get("/panels/").text

    assert panel.title in everything
    assert "Over and done" not in everything
    page = page_of(over)
    assert "This panel has ended" in page
    assert "It joined another." in page
    assert "Three ways to join" not in page


def test_nobody_is_asked_to_join_a_board_by_a_form(panel: Panel) -> None:
    assert "Three ways to join" in page_of(panel)

    Panel.objects.filter(pk=panel.pk).update(kind=PanelKind.BOARD)

    assert "Three ways to join" not in page_of(panel)


def test_a_member_stands_on_the_page_by_their_first_name_once_they_said_yes(panel: Panel, petra: User, elm: Hub) -> None:
    ola = make_member(panel, make_person(elm, "Ola Nowak"))
    begin()
    with pytest.raises(ValidationError, match="have not said yes"):
        show(member=ola, words="", by=petra, today=today())
    assert not ShownMember.objects.exists()

    agrees(ola, "panel_name", petra)
    show(member=ola, words="", by=petra, today=today())
    page = page_of(panel)

    assert "Ola" in page
    assert "Nowak" not in page
    assert ConsentUse.objects.get().href == reverse("shown:list", args=[panel.pk])


def test_words_need_a_yes_of_their_own(panel: Panel, petra: User, elm: Hub) -> None:
    ola = make_member(panel, make_person(elm, "Ola Nowak"))
    agrees(ola, "panel_name", petra)
    agrees(ola, "quote", petra)  # it promises that no name stands beside them
    with pytest.raises(ValidationError, match="Show your own words beside your first name"):
        show(member=ola, words="They listened.", by=petra, today=today())
    ShownMember.objects.create(membership=ola, words="They listened.")  # however it came there
    assert "They listened." not in page_of(panel)

    agrees(ola, "panel_words", petra)
    show(member=ola, words="They listened.", by=petra, today=today())

    assert "They listened." in page_of(panel)


def test_a_change_of_mind_takes_name_and_words_off_at_once(panel: Panel, petra: User, elm: Hub) -> None:
    ola = make_member(panel, make_person(elm, "Ola Nowak"))
    agrees(ola, "panel_name", petra)
    agrees(ola, "panel_words", petra)
    show(member=ola, words="They listened.", by=petra, today=today())
    assert ola.person

    change_mind(person=ola.person, purpose=Purpose.objects.get(key="panel_words"), today=today(), by=petra)
    page = page_of(panel)
    assert "Ola" in page
    assert "They listened." not in page

    done = change_mind(person=ola.person, purpose=Purpose.objects.get(key="panel_name"), today=today(), by=petra)
    assert "Ola" not in page_of(panel)
    assert not ShownMember.objects.exists()
    assert not ConsentUse.objects.filter(ended_on__isnull=True).exists()
    assert any("on none of our pages any more" in words for words in done.stopped)


def test_a_yes_that_ran_out_is_asked_at_the_moment_the_page_is_read(panel: Panel, petra: User, elm: Hub) -> None:
    ola = make_member(panel, make_person(elm, "Ola Nowak"))
    begin()
    assert ola.person
    yes = decide(ola.person, Purpose.objects.get(key="panel_name"), by=petra, until_on=today())
    show(member=ola, words="", by=petra, today=today())
    assert "Ola" in page_of(panel)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "localdate", lambda *_: yes.given_on + timedelta(days=1))
        assert "Ola" not in page_of(panel)


def test_nobody_under_18_is_named(front: HomePage, petra: User, elm: Hub) -> None:
    young = make_panel(
        elm, kind="youth", is_of_under_18s=True, coordinator=make_post("Worker", hub=elm), second_reader=make_post("Other", hub=elm)
    )
    member = make_member(young)
    agrees(member, "panel_name", petra)

    with pytest.raises(ValidationError, match="under 18"):
        show(member=member, words="", by=petra, today=today())
    ShownMember.objects.create(membership=member)  # however it came there
    make_panel_page(young, live=True)

    assert "Ola" not in page_of(young)


def test_words_that_give_somebody_away_are_refused_and_stay_in_their_box(panel: Panel, petra: User, elm: Hub) -> None:
    ola = make_member(panel)
    agrees(ola, "panel_name", petra)
    agrees(ola, "panel_words", petra)

    sent = {"member": str(ola.pk), "words": "Ring me: 07700 900123"}
    page = sign_in(petra).post(reverse("shown:list", args=[panel.pk]), sent, follow=True).text

    assert "seems to hold a phone number" in page
    assert "Ring me: 07700 900123</textarea>" in page
    assert not ShownMember.objects.exists()


def test_staff_put_somebody_on_the_page_and_take_them_off(panel: Panel, petra: User) -> None:
    ola, desk, address = make_member(panel), sign_in(petra), reverse("shown:list", args=[panel.pk])
    assert "Ask them, and write it down" in desk.get(address).text
    agrees(ola, "panel_name", petra)

    desk.post(address, {"member": str(ola.pk)})
    assert "Ola" in page_of(panel)
    desk.post(address, {"member": str(ola.pk), "off": "1"})

    assert "Ola" not in page_of(panel)
    assert desk.post(address, {"member": "nobody"}).status_code == 404
    take_off(member=ola, by=petra, today=today())  # once more does no harm


def test_how_it_works_is_read_once_the_panel_adopted_it(panel: Panel, petra: User) -> None:
    address = reverse("panel_how_it_works", args=[panel.slug])
    assert Client().get(address).status_code == 404
    assert address not in page_of(panel)

    draft = write_terms(panel=panel, words={one.key: f"We say {one.key}." for one in HEADINGS}, review_on=None, by=petra)
    adopt_terms(terms=draft, on=today(), by=petra, today=today())

    assert address in page_of(panel)
    page = Client().get(address).text
    assert "We say safeguarding." in page
    assert "Keeping everybody safe" in page


def test_the_flyer_says_it_on_one_sheet_with_a_code_that_opens_the_page(panel: Panel) -> None:
    sheet = Client().get(reverse("panel_flyer", args=[panel.slug])).text
    assert "To print this flyer, use Print in your browser." in sheet

    assert "Fares and lunch." in sheet
    assert picture(f"{settings.BASE_URL}/panels/{panel.slug}/").path in sheet
    assert f"/panels/{panel.slug}" in sheet
    assert Client().get("/panels/never-was/flyer/").status_code == 404


def test_a_page_stands_at_its_panels_address_whatever_is_typed(panel: Panel) -> None:
    page = PanelPage.objects.get(panel=panel)
    page.slug = "elsewhere"
    page.full_clean()

    assert page.slug == panel.slug


def test_a_lead_makes_the_page_once_as_a_draft(front: HomePage, adam: User, asha: User, elm: Hub) -> None:
    panel = make_panel(elm)
    address = reverse("panel_page_make", args=[panel.pk])

    sign_in(asha).post(address)
    sign_in(asha).post(address)

    page = PanelPage.objects.get()
    assert not page.live
    assert PanelIndexPage.objects.count() == 1
    assert Client().get(f"/panels/{panel.slug}/").status_code == 404
    assert sign_in(adam).post(address).status_code in {302, 403}


def test_who_edits_no_pages_is_told_whether_families_read_it_and_led_there(front: HomePage, panel: Panel, petra: User, elm: Hub) -> None:
    of_a_draft = make_panel(elm, "A second panel")

    live, draft = (sign_in(petra).post(reverse("panel_page_make", args=[one.pk]), follow=True).text for one in (panel, of_a_draft))

    assert "families read it. Ask whoever edits your pages to change it." in live
    assert f'/panels/{panel.slug}/"' in live
    assert "as a draft. Ask whoever edits your pages to read and publish it." in draft


def test_the_page_costs_few_queries_and_bytes(panel: Panel, petra: User, elm: Hub, django_assert_max_num_queries: Any) -> None:
    for name in ("Ola Nowak", "Sam Hill", "Ada Wu"):
        member = make_member(panel, make_person(elm, name))
        agrees(member, "panel_name", petra)
        show(member=member, words="", by=petra, today=today())
    page_of(panel)

    with django_assert_max_num_queries(16):
        page = page_of(panel)

    assert len(page.encode()) < 25_000
    assert len(re.findall(r"<h1", page)) == 1
