"""Tags of the look: the stylesheet, the languages of a page, a number to dial."""

import re
from typing import Any, TypedDict

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info

from core import brand, colours
from core.models import BrandSettings
from core.words import PARTLY_ENGLISH

register = template.Library()


class LanguageLink(TypedDict):
    """One language of the page, named in its own script."""

    code: str
    name: str
    href: str
    current: bool
    direction: str


@register.simple_tag(takes_context=True)
def look_css(context: Context) -> str:
    """Return the address of the one stylesheet. A preview brings its own `look`."""
    look: Any = context.get("look")
    return look.address if isinstance(look, brand.Look) else brand.look().address


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """Return the same page in every language of this site; the address alone carries the language."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    here = get_language()
    path = request.get_full_path()
    links = [
        LanguageLink(
            code=code,
            name=name,
            href=translate_url(path, code),
            current=code == here,
            direction="rtl" if get_language_info(code)["bidi"] else "ltr",
        )
        for code, name in settings.LANGUAGES
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
