"""The kinds of verdict on an address; `tests/access_table.py` says how to use them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One address's verdict. `who` is a right of core/role_table.py, or one of the words below."""

    who: str
    record: str = ""
    post: bool = False
    also: str = ""
    """A second right that opens the same address."""
    everywhere: bool = False
    """Whether only who holds the right for the whole council is let in."""
    shared: bool = False
    """Whether the record is no hub's, and whoever holds the right anywhere reads it."""


EVERYBODY, DOORWAY, SIGNED_IN, STAFF, NOBODY, WAGTAILS = "everybody", "doorway", "signed in", "staff", "nobody", "wagtail"
ONLY_BY_LINK = "nothing.but.the.link"


def everybody(record: str = "", *, post: bool = False) -> Row:
    """Return the verdict of a public address: never a sign-in, never a refusal."""
    return Row(EVERYBODY, record, post)


def doorway() -> Row:
    """Return the verdict of a step on the way in or out: it shows itself only in its turn, and must never break."""
    return Row(DOORWAY)


def signed_in() -> Row:
    """Return the verdict of an address about one's own account."""
    return Row(SIGNED_IN)


def staff() -> Row:
    """Return the verdict of an address for everybody with any role."""
    return Row(STAFF)


def nobody() -> Row:
    """Return the verdict of a closed door: it leads away, is not there, or says that it is closed."""
    return Row(NOBODY)


def right(name: str, record: str = "", *, post: bool = False, also: str = "", everywhere: bool = False, shared: bool = False) -> Row:
    """Return the verdict of a staff address: who holds the right, for records of their own hubs."""
    return Row(name, record, post, also, everywhere, shared)


def screens(name: str, *, record: str = "", delete: bool = False, change: bool = True) -> dict[str, Row]:
    """Return the lines of a stock viewset whose resource and address have this name."""
    record = record or name
    rows = {"index": right(f"{name}.view"), "index_results": right(f"{name}.view")}
    if change:
        rows |= {"add": right(f"{name}.add"), "edit": right(f"{name}.edit", record)}
        rows |= {"history": right(f"{name}.edit", record), "history_results": right(f"{name}.edit", record)}
    if delete:
        rows["delete"] = right(f"{name}.delete", record)
    return {f"{name}:{end}": row for end, row in rows.items()}
