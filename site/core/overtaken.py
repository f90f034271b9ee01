"""A colleague wrote while a page was open. Nobody's words are lost: theirs are shown, those that were typed stay, and whoever saves
once more does so knowingly.

A page carries a mark of what it showed (`core.forms.seen`). The service that keeps it holds the row, compares, and raises `Overtaken`; the
screen shows `theirs` (`core/stands_now.html`), and gives the form the mark of what stands now (`seen_anew`).
"""

from typing import Any

from django.core.exceptions import ValidationError

OVERTAKEN = (
    "A colleague changed this while you had it open. Nothing of yours is saved yet, and what you typed is still here. "
    "Look at what stands there now, put your page right, and save again."
)

# A form is made with a key of its own, so that sent twice it makes one row. Sent again with other words, or by somebody else:
USED_BEFORE = "This form was used before. Open it anew: what you typed is still here to copy."


class Overtaken(ValidationError):
    """Somebody else saved since the page was opened. `theirs` is what stands now, where whoever raises it knows that."""

    def __init__(self, theirs: Any = None) -> None:
        super().__init__([OVERTAKEN])
        self.theirs = theirs


def refuse_if_overtaken(*, seen: Any, now: Any, theirs: Any = None) -> None:
    """Raise Overtaken where a page saw something else than what stands now. `seen` None asks nothing: no page was shown."""
    if seen is not None and seen != now:
        raise Overtaken(theirs)
