"""The boxes in which staff write longer words. Whatever Wagtail makes of a model's TextField is one of them (see `core.apps`)."""

from typing import Any

from django import forms
from django.db import models
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput

from core.text import normalise


class LongBox(forms.CharField):
    """A box for longer words, counted as its writer sees them.

    Browsers count a line break as one letter and send it as two (HTML's form submission), so that a text which the page's own
    `maxlength` let through would be refused as too long. And they cut what is pasted at it without a word: so the page says none. What is
    too long comes in, is refused in words, and is still all there.
    """

    widget = AdminAutoHeightTextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return what the box says of itself, without `maxlength`."""
        attrs: dict[str, Any] = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def to_python(self, value: Any) -> Any:
        """Return the text as we keep it: see `core.text.normalise`."""
        return super().to_python(normalise(value) if isinstance(value, str) else value)


class LongBlock(blocks.TextBlock):
    """A box for longer words in a stream of a page."""

    @cached_property
    def field(self) -> LongBox:
        """Return the box."""
        return LongBox(widget=AdminAutoHeightTextInput(attrs={"rows": self.rows}), **self.field_options)


# `exact_class`, as Wagtail has it: rich text is a TextField too, and has an editor of its own.
register_form_field_override(models.TextField, override={"form_class": LongBox, "widget": AdminAutoHeightTextInput}, exact_class=True)
