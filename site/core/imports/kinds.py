"""Which kinds of list there are: the floors above say so (the question "import.kinds")."""

from django.http import Http404

from accounts.models import User
from core.imports.records import Kind
from core.querysets import reach
from core.questions import import_kinds


def all_kinds() -> list[Kind]:
    """Return every kind of list that can be brought in."""
    return [kind for kinds in import_kinds.answers() for kind in kinds]


def kind_of(name: str) -> Kind:
    """Return a kind by its name; Http404 for a name that nobody knows."""
    for kind in all_kinds():
        if kind.name == name:
            return kind
    raise Http404


def kinds_for(user: User) -> list[Kind]:
    """Return the kinds that somebody may bring in. A list is of the whole council, so a role at one hub is not enough."""
    return [kind for kind in all_kinds() if reach(user, kind.right) is None]
