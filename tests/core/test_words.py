"""No page that families read uses the words of the house."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from core.samples import SAMPLES
from core.words import BANNED, FAMILY_WORDS, PARTLY_ENGLISH

_BANNED = re.compile(r"\b(?:" + "|".join(BANNED) + r")\b", re.IGNORECASE)
# Folders whose templates only staff read.
STAFF = {"account", "wagtailadmin", "staff", "admin", "mfa", "socialaccount", "usersessions"}


class _Read(HTMLParser):
    """Collects what a person reads or hears: text, and the names that a screen reader says; never addresses, scripts or styles."""

    SILENT = {"script", "style", "template"}
    SPOKEN = {"alt", "aria-label", "title", "placeholder"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in self.SILENT
        self.words += [value for name, value in attrs if name in self.SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in self.SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def house_words_in(html: str) -> list[str]:
    """Return every word of the house that a person would read on this page, as it stands there."""
    reader = _Read()
    reader.feed(html)
    return _BANNED.findall(" ".join(reader.words))


def text_of_template(source: str) -> str:
    """Return a template as a person would read it: what is translated stays, tags, comments and values go."""
    source = re.sub(r"\{% comment.*?endcomment %\}|\{#.*?#\}", " ", source, flags=re.DOTALL)
    source = re.sub(r"\{% (?:translate|trans) (['\"])(.*?)\1[^%]*%\}", r"\2", source)
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", source, flags=re.DOTALL)


def family_templates() -> list[Path]:
    """Return every template that families read."""
    root = Path(settings.ROOT) / "templates"
    staff_only = {root / "core" / "styleguide.html", root / "core" / "brand_preview.html"}
    return [path for path in sorted(root.rglob("*.html")) if not STAFF & set(path.relative_to(root).parts) and path not in staff_only]


@pytest.mark.parametrize("path", family_templates(), ids=lambda path: str(path.relative_to(settings.ROOT)))
def test_a_family_never_reads_the_words_of_the_house(path: Path) -> None:
    assert house_words_in(text_of_template(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_no_part_of_a_page_speaks_house(name: str) -> None:
    for sample in SAMPLES[name]():
        assert house_words_in(render_to_string(f"components/{name}.html", sample)) == []


def test_the_words_are_found_in_text_and_in_what_a_screen_reader_says() -> None:
    assert house_words_in("<p>Your <b>Voice</b> counts</p><img alt='Two themes'>") == ["Voice", "themes"]


def test_addresses_scripts_and_other_words_are_left_alone() -> None:
    page = "<a class='voice' href='/check-back/'>Proclaim it</a><script>const theme = 1</script><p>Inconsentable</p>"

    assert house_words_in(page) == []


def test_translated_words_of_a_template_count_as_read() -> None:
    assert house_words_in(text_of_template("{% translate 'Withdraw consent' %}{% url 'voice' %}{# theme #}{{ voice }}")) == ["consent"]


@pytest.mark.parametrize("house", sorted(set(FAMILY_WORDS) - {"not now"}))
def test_what_the_house_says_is_banned_where_families_read(house: str) -> None:
    assert house_words_in(f"<p>{house}</p>")


@pytest.mark.parametrize(("house", "family"), FAMILY_WORDS.items())
def test_what_families_read_instead_is_not_banned_itself(house: str, family: str) -> None:
    assert house_words_in(f"<p>{family}</p>") == []


def test_every_language_but_english_says_what_is_still_in_english() -> None:
    assert set(PARTLY_ENGLISH) == {code for code, _ in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
