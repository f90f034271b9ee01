"""A family that asks for something in another way, on a phone without scripts."""

import re
from typing import Any

from consent.models import FormatRequest
from tests.feedback.family import Parent, forms_of


class Asker(Parent):
    """A parent at `/another-way/…`: presses a button of the page's own form, with everything that the page carries along."""

    last_sent: dict[str, Any]

    def form(self) -> dict[str, Any]:
        """Return the page's form."""
        return next(form for form in forms_of(self.text.split("<main", 1)[1]) if form["action"])

    def go(self, go: str = "on", **typed: str) -> "Asker":
        """Fill the page in and press one of its buttons."""
        form = self.form()
        fields = {name: values[-1] for name, values in form["fields"].items()}
        self.last_sent = {**fields, **typed, "go": go}
        self.post(form["action"], self.last_sent)
        return self

    def go_back_and_correct(self, **typed: str) -> "Asker":
        """Send the last page once more, with other words: the browser's own Back, which asks nothing of us."""
        self.last_sent = {**self.last_sent, **typed}
        self.post(self.address, self.last_sent)
        return self

    def carried(self) -> dict[str, str]:
        """Return what the page would send as it stands."""
        return {name: values[-1] for name, values in self.form()["fields"].items()}

    @property
    def code(self) -> str:
        """Return the code of the last page."""
        found = re.search(r"data-code>([^<]+)<", self.text)
        return found.group(1) if found else ""


def asker(kind: str, key: str) -> Asker:
    """Return a family at the first page."""
    one = Asker()
    one.open(f"/another-way/{kind}/{key}/")
    return one


def only_request() -> FormatRequest:
    """Return the one request there is."""
    return FormatRequest.objects.get()


def to_contact(how: str = "ring", safe: str = "yes") -> Asker:
    """Return a family that asks for large print of a survey, and is about to say how to reach them."""
    return asker("survey", "after-a-session").go(way="large_print").go(how=how).go(safe=safe)
