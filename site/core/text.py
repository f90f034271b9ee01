"""Text from outside: what families type is made sane, what imported feeds send as HTML is cut down to a short allow-list."""

import re
import unicodedata

import bleach
from django.utils.translation import get_language_bidi

# Controls but newline and tab; direction overrides; characters nobody sees or can type. A joiner (U+200C, U+200D) is spelling in Urdu,
# Persian and Malayalam and glues emoji together, and U+200E/U+200F are typed in right-to-left text: those stay.
_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")
_SURROGATES = re.compile("[\ud800-\udfff]")
ISOLATE, _ISOLATE_ENDS = "\u2068", "\u2069"
_JOINERS = re.compile("(?<=[\u200c\u200d])[\u200c\u200d]+|(?<!\\S)[\u200c\u200d]+")

# Letters that Unicode does not take apart, and that keyboards in England do not have.
_STROKES = str.maketrans("ŁłØøĐđĦħŦŧ", "LlOoDdHhTt")

_TAGS = frozenset({"p", "br", "ul", "ol", "li", "strong", "em", "a"})
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_HIDDEN_BEGINS = re.compile(r"<(script|style|template|noscript|iframe|title)\b", re.IGNORECASE)
# Without "&": the parser writes some of what follows it in another way.
_BARE = re.compile(r"[^<>&]*(?:<(?:br|/?(?:p|ul|ol|li|strong|em))>[^<>&]*)*")
_BARE_TAG = re.compile(r"<(/?)([a-z]+)>")
_MAY_STAND_IN = {
    "p": {""},
    "ul": {""},
    "ol": {""},
    "li": {"ul", "ol"},
    "strong": {"", "p", "li", "em"},
    "em": {"", "p", "li", "strong"},
    "br": {"", "p", "li", "strong", "em"},
}


def normalise(text: str) -> str:
    """Return a typed text as we keep it: NFC, newlines as \\n, without controls, direction overrides and invisible characters.

    Half a character (a lone surrogate, from a broken keyboard or a bad JSON body) becomes U+FFFD, so that it can be stored and sent.
    Nothing a person can see is taken away, and a second pass changes nothing.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _DROPPED.sub("", _SURROGATES.sub("\ufffd", text))
    return unicodedata.normalize("NFC", _JOINERS.sub("", text))


def folded(text: str) -> str:
    """Return a text as it is searched and sorted: capitals, accents and how it was composed do not count. "Łukasz" is found by "lukasz"."""
    if text.isascii():  # as most names are, of thousands that are sorted for one page
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.translate(_STROKES))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def too_long(text: str, most: int) -> str:
    """Return, in words for staff, by how much a text is too long; empty when it fits. Nothing that was typed is ever cut."""
    over = len(text) - most
    return f"That is {over:,} {'letter' if over == 1 else 'letters'} too long. Make it shorter." if over > 0 else ""


def direction_of(text: str) -> str:
    """Return "ltr" or "rtl" as the first letter of a text says; an empty text when it has no letter (a number, a face)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return ""


def isolated(text: str) -> str:
    """Return words to put into a sentence of another script, so that neither turns the other round.

    A hub's name, a job title, a code or a phone number inside an Urdu sentence; where all runs from left to right nothing is added.
    """
    if text and (get_language_bidi() or direction_of(text) == "rtl"):
        return f"{ISOLATE}{text}{_ISOLATE_ENDS}"
    return text


def clean_html(html: str) -> str:
    """Return imported HTML with nothing left but p, br, ul, ol, li, strong, em and plain links (http, https, mailto, tel).

    For directory feeds only: what families write is plain text and is escaped, never cleaned. The only caller of bleach.
    """
    text = normalise(html)
    plain = _already_clean(text)
    return cleaned_by_parser(text) if plain is None else plain


def cleaned_by_parser(html: str) -> str:
    """Return the same as `clean_html`, by the whole way round."""
    return str(_CLEANER.clean(_without_hidden(html)))


def _already_clean(html: str) -> str | None:
    """Return a text that holds words and our own bare tags alone, each in its place, with what is open still closed; None for any other.

    Most of a directory is like that, and a whole parser for each would take a third of an import's time. Whatever is not surely what the
    parser would give back goes to the parser (tests/core/test_text.py compares the two).
    """
    if not _BARE.fullmatch(html):
        return None
    open_now: list[str] = []
    for closes, tag in _BARE_TAG.findall(html):
        if closes:
            if not open_now or open_now.pop() != tag:
                return None
        elif (open_now[-1] if open_now else "") not in _MAY_STAND_IN[tag] or tag in open_now:
            return None
        elif tag != "br":
            open_now.append(tag)
    return html + "".join(f"</{tag}>" for tag in reversed(open_now))


def _without_hidden(html: str) -> str:
    """Drop what a browser would not show (script, style…) with its content: bleach would keep that content as text."""
    kept, at = [], 0
    while begin := _HIDDEN_BEGINS.search(html, at):
        kept.append(html[at : begin.start()])
        end = re.compile(rf"</{begin[1]}\s*>", re.IGNORECASE).search(html, begin.end())
        if end is None:  # never closed: a browser would hide the rest as well
            return "".join(kept)
        at = end.end()
    return "".join([*kept, html[at:]])


def _is_plain_link(tag: str, name: str, value: str) -> bool:
    return tag == "a" and name == "href" and _ADDRESS.match(value.strip()) is not None


_CLEANER = bleach.Cleaner(tags=_TAGS, attributes=_is_plain_link, protocols=_SCHEMES, strip=True, strip_comments=True)
