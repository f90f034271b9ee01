"""The council's look and words: who may change them, what is refused, and how soon it shows."""

import io
import json
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.images import get_image_model
from wagtail.models import Site

from accounts.models import User
from core import audit, brand, colours
from core.models import AuditEntry, BrandSettings
from tests.builders import make_brand
from tests.cast import sign_in

pytestmark = pytest.mark.django_db


def edit_url() -> str:
    """Return where an administrator changes the look."""
    return reverse("wagtailsettings:edit", args=["core", "brandsettings", Site.objects.get(is_default_site=True).pk])


def filled(**changes: str) -> dict[str, str]:
    """Return the form as it stands, with changes."""
    names = [panel.field_name for group in BrandSettings.panels for panel in group.children if hasattr(panel, "field_name")]
    return {name: str(getattr(BrandSettings(), name) or "") for name in names} | changes


@pytest.mark.parametrize(("colour", "words"), [("#5b2a86", colours.WHITE), ("#f2d24b", colours.INK), ("#00a499", colours.INK)])
def test_words_on_a_colour_are_white_or_dark_whichever_can_be_read(colour: str, words: str) -> None:
    assert colours.words_on(colour) == words
    assert colours.contrast(words, colour) >= 4.5


def test_the_contrast_sums_are_those_of_the_guidelines() -> None:
    assert colours.contrast("#000000", "#ffffff") == 21
    assert round(colours.contrast("#ffffff", "#767676"), 2) == 4.54
    assert round(colours.contrast("#ffffff", "#84bd00"), 1) == 2.3


def test_a_colour_that_carries_neither_white_nor_dark_words_is_refused_with_the_closest_that_does() -> None:
    [reason] = colours.why_not_brand("#797979")

    offered = reason.rsplit(" ", 1)[1].rstrip(".")
    assert "Neither white nor dark words can be read well on #797979" in reason
    assert colours.why_not_brand(offered) == []


@pytest.mark.parametrize("link", ["#84bd00", "#ed7522", "#ffffff"])
def test_a_pale_link_colour_is_refused_and_the_offered_shade_passes(link: str) -> None:
    [reason] = colours.why_not_link(link, brand="#5b2a86")

    assert colours.why_not_link(reason.rsplit(" ", 1)[1].rstrip("."), brand="#5b2a86") == []


@pytest.mark.parametrize("chosen", ["#5b2a86", "#000000", "#f2d24b", "#006a4e", "#c8102e", "#ffffff"])
def test_links_and_buttons_stand_out_in_dark_mode_whatever_was_chosen(chosen: str) -> None:
    link = colours.dark_link("#1d4f91", brand=chosen)

    assert colours.worst(link, colours.dark_papers(chosen)) >= 4.5
    assert colours.contrast(colours.edge_of(chosen, colours.DARK_PAPER), colours.DARK_PAPER) >= 3
    assert colours.contrast(colours.edge_of(chosen, colours.PAPER), colours.PAPER) >= 3


def test_the_verdict_is_in_words() -> None:
    assert colours.verdict("#5b2a86", "#1d4f91")[0] == "White words on the brand colour: easy to read (9.9 to 1)."
    assert "outline" in colours.verdict("#f2d24b", "#1d4f91")[-1]
    assert colours.verdict("purple", "#1d4f91") == ["A colour is # and six of 0 to 9 and a to f, such as #5b2a86."]


def test_an_administrator_saves_and_the_next_page_shows_it(adam: User, client: Client) -> None:
    client.get("/nothing/")
    page = sign_in(adam).post(
        edit_url(), filled(site_name="Ashmere family hubs", brand_colour="#006A4E", phone="01632 960 123"), follow=True
    )

    assert "White words on the brand colour: easy to read" in page.text
    shown = client.get("/nothing/").text
    assert "Ashmere family hubs" in shown
    assert "01632 960 123" in shown
    assert b"--brand:#006a4e" in client.get(brand.look().address).content
    assert AuditEntry.objects.filter(verb="core.brand.edit").count() == 1


def test_a_changed_urgent_number_is_in_the_trail_by_the_names_of_its_fields(adam: User, priya: User) -> None:
    make_brand(safeguarding_phone="01632 960 111")
    client = sign_in(adam)
    sent = filled(safeguarding_phone="01632 960 222", out_of_hours_phone="01632 960 333")

    for _ in range(2):
        client.post(edit_url(), sent)

    entry = AuditEntry.objects.get(verb="core.brand.edit")
    assert json.loads(entry.facts) == {"changed": ["out_of_hours_phone", "safeguarding_phone"]}
    assert entry.actor == f"staff:{adam.pk}"
    assert "changed: worried about a child: nights and weekends, worried about a child" in sign_in(priya).get("/admin/audit/").text


def test_a_look_that_cannot_be_written_down_is_not_saved(adam: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **facts: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(audit, "record", full)
    with pytest.raises(RuntimeError):
        sign_in(adam).post(edit_url(), filled(site_name="Ashmere"))

    assert not BrandSettings.objects.filter(site_name="Ashmere").exists()


def test_looking_at_a_page_or_at_the_settings_writes_nothing(adam: User, client: Client) -> None:
    client.get("/nothing/")
    assert sign_in(adam).get(edit_url()).status_code == 200

    assert not BrandSettings.objects.exists()


def test_a_pale_link_colour_cannot_be_saved(adam: User) -> None:
    page = sign_in(adam).post(edit_url(), filled(link_colour="#84bd00"))

    assert "Links in #84bd00 are too pale to read on our pages. The closest shade that works is #" in page.text
    assert brand.current().link_colour == "#1d4f91"


def test_the_preview_shows_a_pale_colour_and_says_why_it_will_not_do(adam: User) -> None:
    staff = sign_in(adam)
    address = reverse("wagtailsettings:preview_on_edit", args=["core", "brandsettings", Site.objects.get(is_default_site=True).pk])

    assert staff.post(address, filled(link_colour="#84bd00", site_name="Not yet saved")).json() == {"is_valid": True, "is_available": True}
    page = staff.get(address + "?mode=").text

    assert "Links in #84bd00 are too pale" in page
    assert "Not yet saved" in page
    assert "/look/before-saving.css?brand=%235b2a86&amp;link=%2384bd00" in page
    styles = staff.get("/look/before-saving.css?brand=%235b2a86&link=%2384bd00")
    assert b"--link:#84bd00" in styles.content
    assert brand.current().site_name == "Family hubs"


def test_only_an_administrator_changes_the_look(asha: User, ben: User, adam: User) -> None:
    for other in (asha, ben):
        assert sign_in(other).get(edit_url()).status_code != 200
        assert "brandsettings" not in sign_in(other).get("/admin/", follow=True).text
    assert sign_in(adam).get(edit_url()).status_code == 200
    assert "brandsettings" in sign_in(adam).get("/admin/").text


def test_a_page_asks_for_the_look_once_and_the_next_page_not_at_all(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_brand()
    with django_assert_num_queries(2):
        brand.look()
    with django_assert_num_queries(0):
        brand.look()
        brand.current()


def test_a_save_elsewhere_shows_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    make_brand(site_name="Before")
    assert brand.current().site_name == "Before"
    BrandSettings.objects.update(site_name="After")

    assert brand.current().site_name == "Before"
    later = time.monotonic() + brand.SECONDS
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert brand.current().site_name == "After"


def picture(title: str) -> Any:
    file = io.BytesIO()
    Image.new("RGB", (640, 480), "#006a4e").save(file, "PNG")
    return get_image_model().objects.create(title=title, shows="nobody", file=ImageFile(file, name=f"{title}.png"))


def test_a_logo_that_is_lost_from_the_store_takes_no_page_with_it(client: Client, tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path
    logo = picture("logo")
    Path(logo.file.path).unlink()
    make_brand(logo=logo, site_name="Elm hubs")

    page = client.get("/have-your-say/")

    assert page.status_code == 200
    assert "Elm hubs" in page.text


def test_the_logo_stands_in_a_small_size_with_its_dark_sister(client: Client, tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path
    make_brand(logo=picture("logo"), dark_logo=picture("night"))
    page = client.get("/nothing/").text

    assert 'height="96"' in page
    assert 'media="(prefers-color-scheme: dark)"' in page
    assert "<picture>" in page
