"""The translations: no word of families is left out, each is packed as it stands, and none speaks of danger before a person checked it."""

import gettext
import re
from pathlib import Path

import pytest
import wagtail.admin
from django.conf import settings
from django.utils.translation import override

from core.words import PARTLY_ENGLISH
from tests.catalogues import (
    ROOT,
    Entry,
    entries,
    number_of_forms,
    placeholders,
    source_of,
    words_in_python,
    words_in_template,
    wrapped_words,
)

OTHERS = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
DANGER = re.compile(r"danger|safeguarding|harm|999|urgent|consent", re.IGNORECASE)
HOW = "see locale/README.md"


def words_of(code: str) -> list[Entry]:
    """Return a language's entries, without the head."""
    return entries(source_of(code))[1:]


@pytest.mark.parametrize("code", OTHERS)
def test_every_word_families_read_is_translated_and_none_we_no_longer_say(code: str) -> None:
    wanted = {(one, many) for one, many in wrapped_words().items() if not DANGER.search(one)}
    known = {(entry.english, entry.plural) for entry in words_of(code)}

    assert sorted(wanted - known) == [], f"not translated: {HOW}"
    assert sorted(known - wanted) == [], f"no longer said: {HOW}"


@pytest.mark.parametrize("code", OTHERS)
def test_no_translation_is_empty_doubtful_or_there_twice(code: str) -> None:
    words = words_of(code)

    assert not [entry.english for entry in words if entry.is_fuzzy or not all(text.strip() for text in entry.said)]
    assert len({entry.english for entry in words}) == len(words)


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_every_plural_form_of_its_language(code: str) -> None:
    forms = number_of_forms(source_of(code))

    assert forms == {"ur": 2, "pl": 4, "ro": 3, "ar": 6}[code]
    assert not [entry.english for entry in words_of(code) if len(entry.said) != (forms if entry.plural else 1)]


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_filled_in_is_filled_in_everywhere(code: str) -> None:
    """A form that says its number in a word (Arabic "two days") may leave the number out, and nothing else; the last form never may."""
    for entry in words_of(code):
        wanted = placeholders(entry.english)
        assert placeholders(entry.said[-1]) == wanted, entry.english
        for text in entry.said[:-1]:
            filled = placeholders(text)
            assert filled == wanted or (code == "ar" and len(wanted) == 1 and not filled), entry.english


@pytest.mark.parametrize("code", OTHERS)
def test_the_packed_words_are_those_of_the_list(code: str) -> None:
    with (ROOT / "locale" / code / "LC_MESSAGES" / "django.mo").open("rb") as file:
        packed = gettext.GNUTranslations(file)

    for entry in words_of(code):
        if entry.plural:
            said = {packed.ngettext(entry.english, entry.plural, number) for number in range(200)}
            assert said <= set(entry.said), HOW
        else:
            assert packed.gettext(entry.english) == entry.said[0], HOW


def test_wagtails_own_words_are_said_in_ours_and_wagtail_still_has_them() -> None:
    """Packed as they stand in the list; and each is a text that Wagtail's files still hold."""
    with (ROOT / "locale" / "en_GB" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        packed = gettext.GNUTranslations(file)
    wagtails = "".join(one.read_text() for end in ("py", "html") for one in Path(wagtail.admin.__file__).parent.rglob(f"*.{end}"))

    for entry in words_of("en_GB"):
        assert packed.gettext(entry.english) == entry.said[0], HOW
        assert entry.english in wagtails, f"Wagtail has no {entry.english!r} any more"


@pytest.mark.parametrize("code", OTHERS)
def test_words_about_danger_wait_for_a_person_to_check_them(code: str) -> None:
    assert not [entry.english for entry in words_of(code) if DANGER.search(entry.english)]


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_nobody_checked_says_so_in_its_list_and_on_every_page(code: str) -> None:
    assert "NOT YET CHECKED BY A PERSON" in source_of(code).splitlines()[0]
    assert PARTLY_ENGLISH[code]


def test_words_about_danger_are_marked_as_english_wherever_they_stand() -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        for line in source.splitlines():
            if any(DANGER.search(one) for one, _ in words_in_template(line)):
                assert "{% still_english %}" in line, path.name


def test_a_word_left_out_or_half_done_is_noticed() -> None:
    left_out = entries('msgid ""\nmsgstr ""\n\n#, fuzzy, python-format\nmsgid "by "\n"%(day)s"\nmsgstr ""\n')[1]

    assert left_out == Entry("by %(day)s", "", ("",), is_fuzzy=True)
    assert entries('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] "y"\n') == [Entry("a", "b", ("x", "y"), is_fuzzy=False)]


def test_words_are_found_however_they_are_wrapped() -> None:
    assert list(words_in_python('_("Back")\nngettext("{n} day", "{n} days", n)')) == [("Back", ""), ("{n} day", "{n} days")]
    assert list(words_in_template('{% translate "Start" as start %}{% include "x" with label=_("Where") only %}')) == [
        ("Start", ""),
        ("Where", ""),
    ]
    block = "{% blocktranslate count n=minutes trimmed %}\n  {{ n }} page\n{% plural %}\n  {{ n }} pages\n{% endblocktranslate %}"
    assert list(words_in_template(block)) == [("%(n)s page", "%(n)s pages")]


@pytest.mark.parametrize(("code", "said"), [("pl", "2 pytania"), ("ro", "20 de întrebări"), ("ar", "سؤالان"), ("ur", "2 سوال")])
def test_a_number_takes_the_form_its_language_asks_for(code: str, said: str) -> None:
    number = 20 if code == "ro" else 2
    with override(code):
        from_django = gettext.translation("django", ROOT / "locale", [code]).ngettext("{number} question", "{number} questions", number)

    assert from_django.format(number=number) == said


# How a man or a woman alone would say it: "I will come", "I cannot", "I am sure".
AS_ONE_OF_THEM = {"ur": r"وں گ[ای]|سکت[ای]|گیا|گئی", "pl": r"[łl][ae]m\b", "ro": r"\bsigur[ăa]?\b", "ar": r"متأكد"}


@pytest.mark.parametrize("code", OTHERS)
def test_what_a_member_presses_is_said_by_men_and_women_alike(code: str) -> None:
    pressed = {
        "Yes, I am coming",
        "No, I cannot come",
        "I am not sure yet",
        "I can live with it",
        "No, I cannot live with it",
        "I have done it",
        "I am back",
    }
    said = {entry.english: entry.said[0] for entry in words_of(code) if entry.english in pressed}

    assert said.keys() == pressed
    assert not [one for one in said.values() if re.search(AS_ONE_OF_THEM[code], one)]
