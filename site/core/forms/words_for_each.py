"""One box of words for each of some choices, kept together as {choice: words}: a JSON column on a staff form."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from core.text import normalise

Choices = Sequence[tuple[str, str]]


class WordsForEachWidget(forms.Widget):
    """A labelled box for each choice, one below the other."""

    template_name = "core/words_for_each.html"
    use_fieldset = True

    def __init__(self, choices: Choices, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.choices = choices

    def format_value(self, value: Any) -> dict[str, str]:
        """Return the words by choice; a column that holds something else shows empty boxes."""
        return {code: str(words) for code, words in value.items()} if isinstance(value, Mapping) else {}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each choice its box: name, id, label, words."""
        words = self.format_value(value)
        stem = (attrs or {}).get("id", f"id_{name}")
        boxes = [
            {"name": f"{name}-{code}", "id": f"{stem}_{code}", "label": label, "words": words.get(code, "")} for code, label in self.choices
        ]
        return {**super().get_context(name, value, attrs), "boxes": boxes}

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> Any:
        """Draw it with the page's own templates: a form's renderer knows only Django's."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        """Return what was typed into each box."""
        return {code: str(data.get(f"{name}-{code}", "")) for code, _ in self.choices}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Return whether no box came: then the column stays as it is."""
        return not any(f"{name}-{code}" in data for code, _ in self.choices)

    def id_for_label(self, id_: str) -> str:
        """Return no id: the label is of all the boxes."""
        return ""


class WordsForEach(forms.Field):
    """Words for each of some choices, {choice: words}; a choice without words is left out.

    Each may have `max_length` letters, counted as its writer sees them. Too long, it is refused in words and is still all there.
    """

    def __init__(self, *, choices: Choices, max_length: int, **kwargs: Any) -> None:
        kwargs.setdefault("widget", WordsForEachWidget(choices))
        super().__init__(**kwargs)
        self.labels, self.max_length = dict(choices), max_length

    def clean(self, value: Any) -> dict[str, str]:
        """Return the words. Raises ValidationError naming each box that is too full."""
        words = {code: normalise(text).strip() for code, text in (value or {}).items() if code in self.labels}
        full = [
            f"“{self.labels[code]}”: {len(text):,} letters, at most {self.max_length:,}. Say it shorter."
            for code, text in words.items()
            if len(text) > self.max_length
        ]
        if full:
            raise ValidationError(full)
        return {code: text for code, text in words.items() if text}

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether the words differ from those that stood there."""
        kept = {code: text for code, text in (initial or {}).items() if text}
        return kept != {code: normalise(text).strip() for code, text in (data or {}).items() if text.strip()}
