"""What staff write in a panel's yearly report."""

from collections.abc import Mapping
from typing import Any

from django import forms

from core.long_boxes import LongBox
from panels.report_template import REPORT


class ReportForm(forms.Form):
    """A box for each heading. Nothing is required to save: what is missing is said when it is to be published."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in REPORT:
            box = LongBox(label=one.heading, help_text=one.asks, required=False, widget=forms.Textarea(attrs={"rows": 5}))
            self.fields[one.key] = box

    @property
    def words(self) -> Mapping[str, str]:
        """Return what was written, by the key of its heading."""
        return {one.key: self.cleaned_data[one.key] for one in REPORT}
