"""Forms that a script draws to their end: lists whose length stands in a box of its own, rich text in a box that nobody sees.

One that was sent before the script was there, or that no page made, is a bad request which says what to do: never an error of ours, and
never read as an empty list, which would wipe out what is kept. `core.views.errors.bad_request` shows it.
"""

from typing import Any

from django.core.exceptions import BadRequest
from wagtail import blocks
from wagtail.admin.rich_text import DraftailRichTextArea

from core.text import normalise


class HalfAForm(BadRequest):
    """A part of a staff form did not arrive as the page makes it. Nothing of the form was kept."""


class WholeStream(blocks.StreamBlock):
    """A stream that is read only when it arrived whole, with all the lists inside it. Raises HalfAForm when it did not."""

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """Read what the page posted."""
        try:
            return super().value_from_datadict(data, files, prefix)
        except (KeyError, ValueError) as error:  # Wagtail takes every count, place and kind as given
            raise HalfAForm from error


class WholeRichText(DraftailRichTextArea):
    """The editor of rich text (WAGTAILADMIN_RICH_TEXT_EDITORS). Raises HalfAForm when what came is not what it sends."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Read what the editor posted, made sane as any typed text."""
        try:
            found = super().value_from_datadict(data, files, name)
        except (AttributeError, KeyError, TypeError, ValueError) as error:  # Wagtail takes any JSON as the editor's own
            raise HalfAForm from error
        return None if found is None else normalise(found)
