"""A parent's e-mail address or mobile number does not slip onto a page: before families read one, somebody answers for it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from accounts.models import User
from core.models import AuditEntry
from core.sync import sync_roles
from home.models import HubPage, InfoPage, ServicePage
from home.private_words import new_private_words, private_words_in
from home.services import looks as services
from tests.cast import sign_in
from tests.home.looking import edit, look_at, waiting, write
from tests.home.reading import words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring Mo on 07700 900123 please", ["07700 900123"]),
        ("+44 7700 900 123", ["+44 7700 900 123"]),
        ("+44 (0)7700-900123", ["+44 (0)7700-900123"]),
        ("0044 7700 900123", ["0044 7700 900123"]),
        ("07700.900.123, 07700900123", ["07700.900.123", "07700900123"]),
        ("mo.smith+hub@gmail.com or MO@Hotmail.CO.UK.", ["mo.smith+hub@gmail.com", "MO@Hotmail.CO.UK"]),
        ("07700 – 900 – 123 and 07700‑900123", ["07700 – 900 – 123", "07700‑900123"]),
        ("mo(at)gmail.com, mo [at] yahoo.co.uk", ["mo(at)gmail.com", "mo [at] yahoo.co.uk"]),
        ("Open 07/12/2026 to 09/12/2026, 9.30", []),
        ("hubs(at)ashmere.gov.uk, hubs@ashmere.gov.uk, play@ashmere.example, info@gmail.com.example", []),
        ("01632 960123 and 0800 111 and 116 123", []),
        ("Open 07:00 to 9, ref 107700900123 and 077009001234", []),
        ("", []),
    ],
)
def test_what_may_be_a_parents_own(text: str, found: list[str]) -> None:
    assert private_words_in(text) == found


def test_every_field_that_families_read_is_looked_at_and_no_other(stay_and_play: ServicePage) -> None:
    stay_and_play.provider_email = "secret@gmail.com"
    assert new_private_words(stay_and_play, None) == []

    stay_and_play.email = "play@gmail.com"
    stay_and_play.what_happens = '<p>Write <a href="mailto:mo@yahoo.com">to Mo</a> or text 07700&nbsp;900123.</p>'
    time = stay_and_play.times.all()[0]
    time.when = "Text 07700 900456"
    stay_and_play.times = [time]

    assert sorted(new_private_words(stay_and_play, None)) == ["07700 900456", "07700\xa0900123", "mo@yahoo.com", "play@gmail.com"]


def test_an_address_behind_a_link_in_a_text_block_is_seen(front: Any) -> None:
    body = '<p>Write <a href="mailto:mo@gmail.com">to Mo</a> or <a href="tel:07700900123">ring</a></p>'

    assert new_private_words(InfoPage(title="x", body=[("text", body)]), None) == ["mo@gmail.com", "07700900123"]


def test_what_families_read_already_is_not_asked_about_again(elm_page: HubPage) -> None:
    elm_page.introduction = "Ring 07700 900123."
    changed = HubPage.objects.get(pk=elm_page.pk)
    changed.introduction = "Please ring +44 7700 900123 or mo@gmail.com."

    assert new_private_words(changed, elm_page) == ["mo@gmail.com"]


@pytest.fixture
def ready(elm_page: HubPage, asha: User, edie: User) -> None:
    sync_roles()


def test_publishing_stops_and_asks_and_nothing_written_is_lost(ready: None, asha: User, elm_page: HubPage, client: Client) -> None:
    answer = write(asha, elm_page, act="action-publish", introduction="Ask mo@gmail.com.")

    there = reverse("answer_for_words", args=[elm_page.pk])
    assert answer.redirect_chain[-1][0] == there
    assert "Saved, but not published yet." in answer.text
    assert "Families would read mo@gmail.com." in words(answer)
    assert "mo@gmail.com" not in words(client.get("/hubs/elm/"))
    desk = sign_in(asha)
    assert "Tick the box, or take it out." in desk.post(there).text
    assert "mo@gmail.com" not in words(client.get("/hubs/elm/"))

    desk.post(there, {"is_for_work": "yes"})

    assert "mo@gmail.com" in words(client.get("/hubs/elm/"))
    entry = AuditEntry.objects.get(verb="home.page.say_work")
    assert (entry.actor, entry.hub_id) == (f"staff:{asha.pk}", elm_page.hub_id)
    assert "gmail" not in entry.facts


def test_a_page_that_is_made_asks_too(ready: None, adam: User, front: Any, client: Client) -> None:
    sync_roles()
    address = reverse("wagtailadmin_pages:add", args=["home", "infopage", front.pk])
    sent = {"title": "Fair", "slug": "fair", "introduction": "Text 07700 900123.", "body-count": "0", "action-publish": "1"}

    answer = sign_in(adam).post(address, sent, follow=True)

    page = Page.objects.get(slug="fair")
    assert answer.redirect_chain[-1][0] == reverse("answer_for_words", args=[page.pk])
    assert not page.live
    assert client.get("/fair/").status_code == 404


def test_who_looks_is_asked_before_it_goes_out(ready: None, asha: User, edie: User, elm_page: HubPage, client: Client) -> None:
    write(edie, elm_page, introduction="Ask mo@gmail.com.")
    state, desk = waiting(), sign_in(asha)
    assert "Families would read mo@gmail.com." in words(desk.get(look_at(state)))

    assert "Tick the box" in desk.post(look_at(state), {"go": "publish", "remark": "Half a remark"}).text
    assert "Half a remark" in desk.post(look_at(state), {"go": "publish", "remark": "Half a remark"}).text
    assert "mo@gmail.com" not in words(client.get("/hubs/elm/"))
    desk.post(look_at(state), {"go": "publish", "is_for_work": "yes"})

    assert "mo@gmail.com" in words(client.get("/hubs/elm/"))


def test_several_at_once_are_refused(ready: None, asha: User, elm_page: HubPage, client: Client) -> None:
    elm_page.introduction = "Ask mo@gmail.com."
    elm_page.save_revision()

    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={elm_page.pk}"
    answer = sign_in(asha).post(address, {"include_descendants": ""}, follow=True)

    assert "Publish by itself what may tell a parent" in answer.text
    assert "mo@gmail.com" not in words(client.get("/hubs/elm/"))


def test_who_may_not_publish_does_not_answer_for_it(ready: None, edie: User, cara: User, elm_page: HubPage) -> None:
    elm_page.introduction = "Ask mo@gmail.com."
    elm_page.save_revision()
    there = reverse("answer_for_words", args=[elm_page.pk])

    assert sign_in(edie).post(there, {"is_for_work": "yes"}).status_code == 302
    assert sign_in(cara).post(there, {"is_for_work": "yes"}).status_code == 404
    with pytest.raises(PermissionDenied):
        services.publish_answered_for(page=elm_page, is_for_work=True, by=edie)
    elm_page.refresh_from_db()
    assert "gmail" not in elm_page.introduction


def test_a_page_without_such_words_is_published_in_one_go(ready: None, asha: User, elm_page: HubPage, client: Client) -> None:
    answer = write(asha, elm_page, act="action-publish", introduction="Ring 01632 960001 or hubs@ashmere.gov.uk.")

    assert "Is this for work?" not in answer.text
    assert "01632 960001" in words(client.get("/hubs/elm/"))
    assert edit(elm_page)
