"""Bringing in a list: the file or the pasted cells, and which column is which."""

from collections.abc import Iterable
from typing import Any

from django import forms

from core.imports.mapping import Chosen
from core.imports.records import Kind
from core.imports.tables import Table

MOST_PASTED = 1_000_000
_NOT_HERE = ""


class ListForm(forms.Form):
    """Where the list comes from. A table may be pasted; a feed says whose it is, so that its next file updates."""

    file = forms.FileField(label="A file", required=False)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind.is_table:
            self.fields["file"].help_text = "An Excel workbook (.xlsx) or CSV, up to 5 MB and 5,000 rows."
            self.fields["pasted"] = forms.CharField(
                label="Or cells copied from a spreadsheet",
                required=False,
                max_length=MOST_PASTED,
                strip=False,
                widget=forms.Textarea(attrs={"rows": 6}),
                help_text="Copy them with the row of headings, and paste here.",
            )
        else:
            self.fields["file"].help_text = "JSON, or one record a line, up to 60 MB."
            self.fields["source"] = forms.CharField(
                label="Which directory is it from?",
                max_length=80,
                help_text="Use the same name next time: then services are updated instead of doubled. Such as: Elmshire Family Directory.",
            )
        for option in kind.options:
            self.fields[option.name] = (
                forms.ChoiceField(label=option.label, help_text=option.hint, choices=option.choices(), required=False)
                if option.choices
                else forms.BooleanField(label=option.label, help_text=option.hint, required=False)
            )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two, and not both."""
        cleaned = super().clean() or {}
        has_file, has_cells = bool(cleaned.get("file")), bool((cleaned.get("pasted") or "").strip())
        if has_file and has_cells:
            self.add_error("pasted", "You chose a file and pasted cells too. Leave one of them empty.")
        elif not has_file and not has_cells and "file" not in self.errors and "pasted" not in self.errors:
            self.add_error("file", "Choose a file, or paste some cells." if self.kind.is_table else "Choose a file.")
        return cleaned

    @property
    def name_of_file(self) -> str:
        """What the list is called."""
        file = self.cleaned_data.get("file")
        return file.name if file else "pasted cells"

    def chunks(self) -> Iterable[bytes]:
        """Return the list, piece by piece."""
        file = self.cleaned_data.get("file")
        return file.chunks() if file else [self.cleaned_data["pasted"].encode("utf-8", "replace")]

    def chosen_options(self) -> dict[str, Any]:
        """Return what was chosen for this kind of list."""
        return {option.name: self.cleaned_data.get(option.name) for option in self.kind.options}


class ColumnsForm(forms.Form):
    """Which of their columns is which of ours, guessed before."""

    def __init__(self, *args: Any, kind: Kind, table: Table, chosen: Chosen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings = table.headings
        choices = [(_NOT_HERE, "Not in my list"), *((str(at), heading or f"Column {at + 1}") for at, heading in enumerate(table.headings))]
        for column in kind.columns:
            number = chosen.get(column.name)
            self.fields[column.name] = forms.ChoiceField(
                label=f"{column.heading} (needed)" if column.is_needed else column.heading,
                choices=choices,
                required=False,
                initial=_NOT_HERE if number is None else str(number),
                help_text=_example(table, number) or (f"Such as: {column.example}" if column.example else ""),
            )

    def not_taken(self) -> list[str]:
        """Return the headings of their columns that none of ours is, as the form stands: somebody sees what would be left out."""
        taken = {str(self[name].value()) for name in self.fields}
        return [heading for at, heading in enumerate(self.headings) if heading and str(at) not in taken]

    def chosen(self) -> Chosen:
        """Return the number of their column by the name of ours."""
        return {name: int(value) for name, value in self.cleaned_data.items() if value != _NOT_HERE}


def _example(table: Table, number: int | None) -> str:
    """Return what stands first in a column, so that somebody sees whether it is the right one."""
    if number is None or number >= len(table.headings):
        return ""
    first = next((row.cells[number] for row in table.rows if row.cells[number]), "")
    return f"In your list: {first[:60]}" if first else ""
