"""A mark of what a row says, by which an old page is told from one that nobody overtook."""

from collections.abc import Iterable

from django.db.models import Model

from core.crypto import keyed_hash


def mark_of(row: Model, names: Iterable[str], *, also: Iterable[object] = ()) -> str:
    """Return a mark of what these columns of a row say, which tells nothing of it: another one when a colleague changed one of them.

    `also` is what hangs on it, such as the numbers of its hubs, in an order.
    """
    return keyed_hash("import-mark", "\0".join(str(one) for one in (*(getattr(row, name) for name in names), *also)))
