"""A parent on a phone, for tests: walks a survey as a browser without JavaScript would, and keeps what the phone keeps."""

import re
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

from feedback.models import Survey

YES, NO = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


class _Forms(HTMLParser):
    """Reads the forms of a page: action, and what each would send as it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self._text_of: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.forms.append({"action": found.get("action") or "", "fields": {}})
        elif tag == "input" and self.forms and found.get("name"):
            kind = found.get("type", "text")
            if kind not in {"radio", "checkbox"} or "checked" in found:
                self.forms[-1]["fields"].setdefault(found["name"], []).append(found.get("value") or "")
        elif tag == "textarea" and self.forms:
            self._text_of = found.get("name")
            self.forms[-1]["fields"][self._text_of] = [""]

    def handle_data(self, data: str) -> None:
        if self._text_of:
            self.forms[-1]["fields"][self._text_of][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text_of:
            # Browsers drop the first line break of a textarea.
            fields = self.forms[-1]["fields"][self._text_of]
            fields[0] = fields[0].removeprefix("\n")
            self._text_of = None


def forms_of(page: str) -> list[dict[str, Any]]:
    """Return every form of a page: its action, and what it would send as it stands."""
    reader = _Forms()
    reader.feed(page)
    return reader.forms


class Parent:
    """A parent with one thumb. `page` is what the phone shows."""

    def __init__(self) -> None:
        self.client = Client()
        self.page: HttpResponse = HttpResponse()
        self.address = ""

    def _show(self, page: Any) -> None:
        """Put a page on the screen; `address` is where it ended."""
        self.page, self.address = page, page.request["PATH_INFO"]

    @property
    def text(self) -> str:
        """Return what the page says."""
        return self.page.content.decode()

    def open(self, address: str) -> "Parent":
        """Open an address and follow where it leads."""
        self._show(self.client.get(address, follow=True))
        return self

    def form(self) -> dict[str, Any]:
        """Return the first form in the main part of the page that sends somewhere of the survey."""
        return next(form for form in forms_of(self.text.split("<main", 1)[1]) if form["action"])

    def press(self, **changes: Any) -> "Parent":
        """Press the form's button; `changes` are what the thumb did to its fields (None takes a field away)."""
        form = self.form()
        fields = {**form["fields"], **changes}
        return self.post(form["action"], {key: value for key, value in fields.items() if value is not None})

    def post(self, address: str, fields: dict[str, Any]) -> "Parent":
        """Send fields to an address as our own page would."""
        self._show(self.client.post(address, fields, follow=True, headers={"Sec-Fetch-Site": "same-origin"}))
        return self

    def start(self, survey: Survey) -> "Parent":
        """Open a survey and press Start."""
        return self.open(f"/have-your-say/{survey.slug}/").press()

    def answer(self, *values: str) -> "Parent":
        """Answer one question after the other and continue."""
        for value in values:
            self.press(answer=value, go="on")
        return self

    def send(self) -> "Parent":
        """Press Send on the check page."""
        form = next(form for form in forms_of(self.text) if form["action"].endswith("/check/"))
        return self.post(form["action"], form["fields"])

    @property
    def code(self) -> str:
        """Return the family's own code from the thank-you page, as it is shown."""
        found = re.search(r"data-receipt>([\d ]+)<", self.text)
        return found.group(1) if found else ""


def answered(parent: Parent, survey: Survey) -> Parent:
    """Walk the survey of conftest to its check page."""
    return parent.start(survey).answer(YES, "The singing", "A lighter door")
