"""The translations: each is used, each is packed as it stands, and none speaks of consent or danger before a person checked it."""

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings

LOCALE = Path(settings.ROOT) / "locale"
OTHERS = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def words_of(code: str) -> dict[str, str]:
    """Return a language's words by the English ones."""
    source = (LOCALE / code / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    return dict(re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', source, flags=re.MULTILINE))


@pytest.fixture(scope="module")
def our_words() -> str:
    """All templates and modules of ours as one text, in which every translated sentence must stand."""
    root = Path(settings.ROOT)
    files = [*(root / "templates").rglob("*.html"), *(path for app in ("feedback", "home", "site") for path in (root / app).rglob("*.py"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("code", OTHERS)
def test_the_packed_words_are_those_of_the_list(code: str) -> None:
    with (LOCALE / code / "LC_MESSAGES" / "django.mo").open("rb") as file:
        packed = gettext.GNUTranslations(file)

    for english, other in words_of(code).items():
        assert packed.gettext(english) == other, "run: python manage.py compilemessages"


@pytest.mark.parametrize("code", OTHERS)
def test_no_translation_is_empty_or_for_words_we_no_longer_say(code: str, our_words: str) -> None:
    for english, other in words_of(code).items():
        assert other
        assert re.sub(r"%\((\w+)\)s", r"{{ \1 }}", english) in our_words


def test_every_language_has_the_same_words() -> None:
    assert len({frozenset(words_of(code)) for code in OTHERS}) == 1


@pytest.mark.parametrize("code", OTHERS)
def test_words_about_danger_wait_for_a_person_to_check_them(code: str) -> None:
    assert not [english for english in words_of(code) if re.search(r"danger|safeguarding|harm|999|urgent|consent", english, re.IGNORECASE)]
