"""Tags of the look: the stylesheet, the languages of a page and of the words on it, a day, a number to dial."""

import re
from datetime import date, datetime
from typing import Any, TypedDict

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language, get_language_bidi, get_language_info, override

from core import brand, clocks, colours, text
from core.models import BrandSettings
from core.words import PARTLY_ENGLISH

register = template.Library()


class LanguageName(TypedDict):
    """One language, named in its own script."""

    code: str
    name: str
    direction: str


class LanguageLink(LanguageName):
    """The page in one language."""

    href: str
    current: bool


@register.simple_tag(takes_context=True)
def look_css(context: Context) -> str:
    """Return the address of the one stylesheet. A preview brings its own `look`."""
    look: Any = context.get("look")
    return look.address if isinstance(look, brand.Look) else brand.look().address


@register.simple_tag
def language_names() -> list[LanguageName]:
    """Return every language of this site, each named in its own script: never translated."""
    return [
        LanguageName(code=code, name=name, direction="rtl" if get_language_info(code)["bidi"] else "ltr")
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """Return the same page in every language of this site; the address alone carries the language."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    here = get_language()
    path = escape_leading_slashes(request.get_full_path())  # `//elsewhere.example/` would be another site's address
    links = [
        LanguageLink(**language, href=translate_url(path, language["code"]), current=language["code"] == here)
        for language in language_names()
    ]
    # An address without a language in it (staff pages) has no other languages to offer.
    return [link for link in links if link["current"] or link["href"] != path]


@register.simple_tag
def partly_english() -> str:
    """Return, in the language of the page, that some of it is still in English; empty where nothing needs saying."""
    return PARTLY_ENGLISH.get(get_language() or "", "")


@register.simple_tag
def colour_verdict(shown: BrandSettings) -> list[str]:
    """Return in words whether everybody can read the brand's colours."""
    return colours.verdict(shown.brand_colour.lower(), shown.link_colour.lower())


@register.filter
def dialled(number: str) -> str:
    """Return a phone number as a telephone wants it: digits and a leading plus."""
    return re.sub(r"[^\d+]", "", number)


@register.simple_tag
def written(words: object, language: str = "") -> str:
    """Return the attributes of an element that holds words we did not write: `<h1{% written question.text %}>`.

    Their own letters say in which direction they run; a sentence of ours with such words in it (`isolated`) runs as the page does.
    `language` is given where it is known ("en-gb" for what staff wrote on a page); else words in Latin letters on a page of Arabic
    letters are read out as English. What is in the page's own language needs no name.
    """
    if text.ISOLATE in str(words):
        return ""
    direction = text.direction_of(str(words))
    if not language and get_language_bidi() and direction == "ltr":
        language = settings.LANGUAGE_CODE
    if not language or language == get_language() or direction != ("rtl" if get_language_info(language)["bidi"] else "ltr"):
        return format_html(' dir="{}"', "auto")
    return format_html(' dir="auto" lang="{}"', language)


@register.simple_tag
def still_english() -> str:
    """Return the attributes of an element whose words wait, in English, for a person to check their translation (words about danger)."""
    return "" if get_language() == settings.LANGUAGE_CODE else format_html(' lang="{}" dir="ltr"', settings.LANGUAGE_CODE)


@register.filter
def isolated(words: object) -> str:
    """Return words to put into a sentence, so that neither turns the other round: `with hub=hub.name|isolated`."""
    return text.isolated(str(words))


@register.filter
def day(when: date | None) -> str:
    """Return a day as the page's language writes it, such as "4 December 2026"; nothing when there is none."""
    return clocks.day_in_words(when) if when else ""


@register.filter
def hour(moment: datetime) -> str:
    """Return the hour of a moment by the council's clock, such as "10:30am"."""
    return clocks.hour_in_words(moment)


@register.filter
def english_day(when: date | None) -> str:
    """Return a day in English, for a sentence that is `still_english`: a month in other letters would turn its day and year round."""
    with override(settings.LANGUAGE_CODE):
        return day(when)
