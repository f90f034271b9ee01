"""The words of a page as families see it, read off the page itself: whoever needs large print gets no less than the others."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail.models import Page

from core.questions import Section

_HEADINGS = {"h2", "h3", "h4", "dt", "caption"}
_ENDS_A_PART = {"p", "li", "dd", "tr", "address", "div", "summary", *_HEADINGS}
_NO_WORDS = {"nav", "form", "script", "style", "template", "svg", "figure"}
_NEW_LINE = "\x1f"  # no page holds one: core.text.normalise takes control letters out
_NEVER_CLOSED = {"img", "br", "hr", "input", "source", "wbr"}


def shown_words(page: Page) -> list[Section]:
    """Return what stands on a page below its title, a section for each heading."""
    request = HttpRequest()
    site = page.get_site()
    request.method, request.path = "GET", page.get_url() or "/"
    request.META |= {"SERVER_NAME": site.hostname if site else "localhost", "SERVER_PORT": "80"}
    reader = _Reader()
    reader.feed(render_to_string(page.get_template(request), page.get_context(request), request=request))
    reader.close()
    return [Section(heading=heading, paragraphs=tuple(parts)) for heading, parts in reader.sections if heading or parts]


class _Reader(HTMLParser):
    """Reads headings and parts of `<main>`; leaves out what only a screen can do: ways on, forms, pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[tuple[str, list[str]]] = [("", [])]
        self._words: list[str] = []
        self._is_inside = False
        self._left_out: list[str] = []  # the open tags of what is left out
        self._leads_to = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self._is_inside = True
        if not self._is_inside:
            return
        if self._left_out or self._is_for_screens(tag, dict(attrs)):
            self._left_out += [] if tag in _NEVER_CLOSED else [tag]
        elif tag in _ENDS_A_PART:
            self._end_part()
        elif tag == "br":
            self._words.append(_NEW_LINE)
        elif tag == "a":
            self._leads_to = dict(attrs).get("href") or ""

    def _is_for_screens(self, tag: str, attrs: dict[str, str | None]) -> bool:
        classes = (attrs.get("class") or "").split()
        return tag in _NO_WORDS or tag == "h1" or "another-way" in classes or "button" in classes

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._end_part()
            self._is_inside = False
        if self._left_out:
            if tag in self._left_out:
                while self._left_out.pop() != tag:
                    pass
        elif tag in _HEADINGS:
            if heading := self._taken():
                self.sections.append((heading, []))
        elif tag in _ENDS_A_PART:
            self._end_part()
        elif tag == "a" and urlsplit(self._leads_to).scheme in {"http", "https"}:
            self._words.append(f" ({self._leads_to})")  # on paper, a link is its address

    def handle_data(self, data: str) -> None:
        if self._is_inside and not self._left_out:
            self._words.append(data if data.strip() else " ")

    def _taken(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self._words).split(_NEW_LINE))
        self._words = []
        return "\n".join(filter(None, lines))

    def _end_part(self) -> None:
        if words := self._taken():
            self.sections[-1][1].append(words)
