"""Reads a page as a voice would: which words stand in which language."""

import re
from html.parser import HTMLParser

_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_ISOLATED = re.compile("\u2068[^\u2069]*\u2069|\u2066[^\u2069]*\u2069")
_ADDRESS = re.compile(r"\S+[@./]\S+|YS-\d{4}-\d+")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.said: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _EMPTY:
            inherited = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or inherited))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not {"title", "script", "style"} & {tag for tag, _ in self.open}:
            self.said.append((self.open[-1][1] if self.open else "", " ".join(data.split())))


def read_out(html: str) -> list[tuple[str, str]]:
    """Return (language, words) for all that stands on a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.said


def latin_words_in(html: str, language: str) -> list[str]:
    """Return what stands in Latin letters where the page says it is another language; names in a sentence and addresses are fine."""
    told = [words for tongue, words in read_out(html) if tongue == language]
    return [words for words in told if re.search("[A-Za-z]{2}", _ADDRESS.sub("", _ISOLATED.sub("", words)))]
