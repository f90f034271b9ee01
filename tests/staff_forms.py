"""Every form of a page as a browser would send it: each field with its kind, each named button."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.test import Client

TEXTS = {"text", "textarea", "email", "tel", "url", "search"}
NOT_SENT = {"image", "reset", "button"}


@dataclass
class StaffForm:
    """One form: where it goes, how, and what it would send as it stands. `kinds` is the kind of each field by name."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)  # name, value, where it goes instead

    def add(self, name: str, kind: str, value: str | None) -> None:
        """Note a field; without a value it is there and would send nothing."""
        self.kinds[name] = kind
        self.values.setdefault(name, [])
        if value is not None:
            self.values[name].append(value)


class _Reader(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms = address, list[StaffForm]()
        self._by_id: dict[str, StaffForm] = {}
        self._open: StaffForm | None = None
        self._text = self._select = ""
        self._has_chosen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = StaffForm(urljoin(self.address, found.get("action", "")) or self.address, found.get("method", "get").lower())
            self.forms.append(self._open)
            self._by_id[found.get("id", "")] = self._open
        form, name = self._by_id.get(found["form"]) if "form" in found else self._open, found.get("name", "")
        if form is None:
            return
        if tag == "input" and name:
            self._input(form, name, found)
        elif tag == "button" and found.get("type", "submit") == "submit":
            form.buttons.append((name, found.get("value", ""), urljoin(self.address, found["formaction"]) if "formaction" in found else ""))
        elif tag == "textarea" and name:
            self._text = name
            form.add(name, "textarea", "")
        elif tag == "select" and name:
            self._select, self._has_chosen = name, False
            form.add(name, "select", None)
        elif tag == "option" and self._select and ("selected" in found or not form.values[self._select]):
            value = [found.get("value", "")]
            kept = form.values[self._select] if self._has_chosen else []
            self._has_chosen = self._has_chosen or "selected" in found
            form.values[self._select] = kept + value

    def _input(self, form: StaffForm, name: str, found: dict[str, str]) -> None:
        kind = found.get("type", "text").lower() or "text"
        if kind == "submit":
            form.buttons.append((name, found.get("value", ""), ""))
        elif kind not in NOT_SENT:
            is_sent = kind not in {"radio", "checkbox"} or "checked" in found
            form.add(name, kind, found.get("value", "on" if kind == "checkbox" else "") if is_sent else None)

    def handle_data(self, data: str) -> None:
        if self._text and self._open:
            self._open.values[self._text][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._text and self._open:
            self._open.values[self._text][-1] = self._open.values[self._text][-1].removeprefix("\n")
            self._text = ""
        elif tag == "select":
            self._select = ""


def staff_forms(address: str, page: str) -> list[StaffForm]:
    """Return every form of a page that leads somewhere in the staff's part."""
    reader = _Reader(address)
    reader.feed(page)
    return reader.forms


def largest_form(address: str, page: str) -> StaffForm:
    """Return the form with the most fields: on a page for editing, the one that is filled in."""
    return max(staff_forms(address, page), key=lambda form: len(form.kinds))


def seen_on(client: Client, address: str) -> str:
    """Return the mark that a page for editing carries of what it showed (core.forms.seen)."""
    return largest_form(address, client.get(address).content.decode()).values["seen"][0]
