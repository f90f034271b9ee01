"""One habit for forms that come from allauth: our words, our hints, no text that vanishes when somebody types."""

from typing import Any, ClassVar

from django import forms


class InPlainWords(forms.Form):
    """Mixed in before one of allauth's forms: sets labels and hints, and takes placeholders away."""

    words: ClassVar[dict[str, tuple[str, str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]
