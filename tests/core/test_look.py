"""The look as a page meets it: one small stylesheet, one small script, the right language and direction, help in the same place."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.shortcuts import render
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from core import brand, colours
from core.models import BrandSettings
from tests.cast import sign_in

STATIC = Path(settings.ROOT) / "site" / "static"
NO_PAGE = "/there-is-no-such-page/"


def test_styles_and_script_stay_small() -> None:
    script = (STATIC / "js" / "earshot.js").read_bytes()

    assert len(brand.look_of(BrandSettings()).packed) <= 6 * 1024
    assert len(gzip.compress(script, 9)) <= 4 * 1024
    assert len((STATIC / "js" / "stay.js").read_bytes()) <= 3 * 1024, "on pages of panels alone"


def test_the_script_stores_nothing_but_that_a_tab_was_left_and_sends_only_where_a_form_of_the_page_would() -> None:
    script = "".join((STATIC / "js" / name).read_text(encoding="utf-8") for name in ("earshot.js", "stay.js"))

    assert set(re.findall(r"sessionStorage\S*?(?=[\s;)]|$)", script)) == {"sessionStorage.left"}
    assert not re.search(r"localStorage|indexedDB|document\.cookie|XMLHttp|innerHTML|https?:", script)
    assert set(re.findall(r"(?:sendBeacon|fetch)\(([^,)]+)", script)) <= {"form.action", "exit.form.action"}


def test_styles_call_nobody_and_work_in_both_directions() -> None:
    for sheet in [STATIC / "css" / f"{name}.css" for name in brand.SHEETS]:
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"url\(|@import|https?:", text), sheet.name
        assert not re.search(
            r"(?:margin|padding|border)-(?:left|right|top|bottom)|[{;\s](?:left|right|top|bottom|width|height)\s*:|float:\s*(?:left|right)",
            text,
        ), sheet.name


def test_every_stylesheet_is_part_of_the_one_or_linked_by_a_page() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (Path(settings.ROOT) / "templates").rglob("*.html"))
    hooks = "".join(path.read_text(encoding="utf-8") for path in Path(settings.ROOT).glob("*/wagtail_hooks*"))
    for path in (STATIC / "css").glob("*.css"):
        assert path.stem in brand.SHEETS or f"css/{path.stem}" in pages + hooks, path.name


def test_the_sums_use_the_papers_that_the_styles_use() -> None:
    tokens = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    light, dark = tokens.split("prefers-color-scheme", 1)

    assert f"--paper: {colours.PAPER};" in light
    assert f"--tint: {colours.TINT};" in light
    assert f"--paper: {colours.DARK_PAPER};" in dark
    assert f"--tint: {colours.DARK_TINT};" in dark


def _tokens(dark: bool) -> dict[str, str]:
    parts = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8").split("prefers-color-scheme", 1)
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", parts[dark]))
    return {name: colour if len(colour) == 7 else "#" + "".join(letter * 2 for letter in colour[1:]) for name, colour in found.items()}


@pytest.mark.parametrize("dark", [False, True])
def test_our_own_colours_can_be_read(dark: bool) -> None:
    token = _tokens(dark)
    for words in ("ink", "soft", "error", "good"):
        for paper in ("paper", "sheet", "tint"):
            assert colours.contrast(token[words], token[paper]) >= 4.5, (words, paper)
    assert colours.contrast(token["error"], token["error-tint"]) >= 4.5
    assert colours.contrast(token["ink"], token["care-tint"]) >= 4.5
    assert colours.contrast(token["line"], token["sheet"]) >= 3


@pytest.mark.django_db
def test_the_stylesheet_may_be_kept_for_ever_and_comes_packed(client: Client) -> None:
    page = client.get(brand.look().address, headers={"accept-encoding": "gzip"})

    assert page.headers["Content-Encoding"] == "gzip"
    assert "immutable" in page.headers["Cache-Control"]
    assert gzip.decompress(page.content).startswith(b":root{--brand:#5b2a86")
    assert client.get(brand.look().address).content == gzip.decompress(page.content)


@pytest.mark.django_db
def test_an_old_address_still_gets_todays_styles_but_may_not_be_kept(client: Client) -> None:
    page = client.get(reverse("look", args=["0123456789abcdef"]))

    assert page.content == brand.look().css
    assert page.headers["Cache-Control"] == "no-cache"


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["", "?brand=red&link=blue", "?brand=%23123456&link=}body{}"])
def test_only_colours_become_styles_before_saving(client: Client, asked: str) -> None:
    assert client.get(reverse("look_before_saving") + asked).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "said"),
    [("", 'lang="en-gb" dir="ltr"'), ("/ur", 'lang="ur" dir="rtl"'), ("/ar", 'lang="ar" dir="rtl"'), ("/pl", 'lang="pl" dir="ltr"')],
)
def test_a_page_says_its_language_and_direction(client: Client, start: str, said: str) -> None:
    assert said in client.get(start + NO_PAGE).text


@pytest.mark.django_db
def test_a_page_offers_itself_in_every_other_language(client: Client) -> None:
    page = client.get("/ur" + NO_PAGE + "?page=2").text

    assert f'href="{NO_PAGE}?page=2" lang="en-gb"' in page
    assert f'href="/pl{NO_PAGE}?page=2" lang="pl"' in page
    assert "اس صفحے کا کچھ حصہ ابھی انگریزی میں ہے" in page
    assert "یہ صفحہ چھوڑیں" in page


@pytest.mark.django_db
def test_an_english_page_does_not_excuse_itself(client: Client) -> None:
    assert "Polsku" not in client.get(NO_PAGE).text
    assert "angielsku" in client.get("/pl" + NO_PAGE).text


@pytest.mark.django_db
def test_every_page_of_a_made_up_council_says_so(client: Client, settings: LazySettings) -> None:
    settings.DEMO = True
    assert "is a made-up council. This is a demonstration." in client.get(NO_PAGE).text

    settings.DEMO = False
    assert "made-up" not in client.get(NO_PAGE).text


@pytest.mark.django_db
def test_a_page_has_one_way_past_the_top_one_exit_and_help_at_its_foot(client: Client) -> None:
    page = client.get(NO_PAGE).text

    assert page.index('href="#main"') < page.index("<header")
    assert page.count("data-exit") == 1
    assert 'rel="nofollow noreferrer"' in page
    foot = page.index("</main>")
    assert foot < page.index("Talk to a person") < page.index("Help now", foot) < page.index("Your privacy")
    assert "Accessibility" in page
    assert 'href="tel:999"' in page


@pytest.mark.django_db
def test_who_can_help_now_is_in_the_menu_and_above_the_words_of_every_page(client: Client) -> None:
    top = client.get("/ur" + NO_PAGE).text.partition("<main")[0]

    menu, below = top[top.index('<nav class="menu"') : top.index("</nav>")], top[top.index("</header>") :]
    assert 'href="/ur/help-now/"' in menu
    assert 'href="/ur/help-now/"' in below


@pytest.mark.django_db
def test_a_page_brings_no_style_or_script_of_its_own(client: Client) -> None:
    page = client.get(NO_PAGE).text

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script>|//cdn", page)
    assert re.findall(r'(?:src|href)="(https?://[^"]+)"', page) == ["https://www.bbc.co.uk/weather"]


@pytest.mark.django_db
def test_the_title_of_a_page_with_mistakes_says_so_first(rf: RequestFactory) -> None:
    with override("en-gb"):  # whatever the test before it read
        assert "<title>Error: Family hubs" in render(rf.get("/"), "base.html", {"errors": [{"text": "Choose one"}]}).content.decode()
        assert "<title>Family hubs" in render(rf.get("/"), "base.html", {"errors": []}).content.decode()


@pytest.mark.django_db
def test_the_styleguide_shows_every_part_to_staff(ben: User) -> None:
    page = sign_in(ben).get(reverse("styleguide"))

    assert page.status_code == 200
    for words in ("components/faces.html", "Rather not say", "We asked somebody else", "Please check this"):
        assert words in page.text


@pytest.mark.django_db
def test_the_styleguide_can_be_turned_round(ben: User) -> None:
    assert 'dir="rtl"' in sign_in(ben).get(reverse("styleguide") + "?to=left").text


@pytest.mark.django_db
def test_the_styleguide_is_for_staff_only(client: Client, nora: User) -> None:
    assert client.get(reverse("styleguide")).status_code == 302
    assert sign_in(nora).get(reverse("styleguide")).status_code == 403


def test_the_styles_are_sent_without_needless_space_and_no_word_in_quotes_is_touched() -> None:
    sent = brand.sheets()

    assert not re.search(r"/\*|[{};:,] | [{};]", sent)
    written = re.sub(r"/\*.*?\*/", "", "".join((STATIC / "css" / f"{name}.css").read_text() for name in brand.SHEETS), flags=re.DOTALL)
    quoted = re.compile(r'"[^"\n]*"')
    assert quoted.findall(sent) == quoted.findall(written)
