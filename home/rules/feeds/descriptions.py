"""A description from a directory: cut down to what our pages hold, and never run."""

import html
import re

from django.core.exceptions import ValidationError

from core.text import clean_html, normalise
from home.blocks import only_safe_links
from home.rules.feeds.found import FoundService
from home.rules.feeds.values import shortened

MOST_IN_SHORT = 400
MOST_IN_FULL = 20_000
_TAG = re.compile(r"<[^<>]*>")
_LOOKS_LIKE_HTML = re.compile(r"</?[a-z][^<>]*>|&[a-z]+;|&#\d+;", re.IGNORECASE)
_HARMFUL = re.compile(r"<\s*(script|style|iframe|object|embed|form|svg|img|template)\b|javascript:|vbscript:|data:text|\son\w+\s*=", re.I)
_LINE_BREAKS = re.compile(r"<(?:br|/p|/li|/ul|/ol)\s*/?>", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|ul|ol)\b", re.IGNORECASE)


def describe(found: FoundService, description: object) -> None:
    """Fill in what the service is, in short and in full."""
    text = normalise(description)[: MOST_IN_FULL + 1].strip() if isinstance(description, str) else ""
    if not text:
        found.remark("no-description", "The list does not say what this is. Write one or two sentences before you publish.")
        return
    if len(text) > MOST_IN_FULL:
        found.remark("cut", f"The description is longer than {MOST_IN_FULL:,} letters. What came after that is left out.")
        text = text[:MOST_IN_FULL]
    if _HARMFUL.search(text):
        found.remark("markup", "The description held a program, a hidden part or an unsafe link. We left that out and kept the words.")
    is_html = bool(_LOOKS_LIKE_HTML.search(text))
    rich = _rich(text) if is_html else ""
    plain = _plain(rich) if is_html else text
    in_short = " ".join(plain.split())
    if not in_short:
        found.remark("no-description", "The description holds no words. Write one or two sentences before you publish.")
        return
    found.fields["what_it_is"] = shortened(in_short, MOST_IN_SHORT)
    if len(in_short) > MOST_IN_SHORT or "<a " in rich or "<li>" in rich:
        found.fields["what_happens"] = rich or _paragraphs(plain)


def _rich(text: str) -> str:
    """Return rich text with nothing in it but what the editor of our pages knows."""
    cleaned = clean_html(text)
    for theirs, ours in (("strong>", "b>"), ("<em>", ""), ("</em>", "")):
        cleaned = cleaned.replace(theirs, ours)
    cleaned = cleaned.strip()
    if not _BLOCK.match(cleaned):
        cleaned = f"<p>{cleaned}</p>" if not _BLOCK.search(cleaned) else cleaned
    try:
        only_safe_links(cleaned)
    except ValidationError:
        return re.sub(r"</?a\b[^<>]*>", "", cleaned)
    return cleaned


def _plain(rich: str) -> str:
    return html.unescape(_TAG.sub("", _LINE_BREAKS.sub("\n", rich)))


def _paragraphs(text: str) -> str:
    """Return plain text as paragraphs."""
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in parts if part)
