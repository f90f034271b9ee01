"""The form of a past report."""

from typing import Any

from django import forms

from accounts.models import User
from core.forms.fields import rows_offered
from core.forms.plain_words import PlainWords
from core.gate import narrow_fields
from core.long_boxes import LongBox
from core.querysets import reach
from core.uploads import kind_of_document
from participation.models import PastReport
from participation.selectors.past import EDIT

SEVERAL = "Tick every hub it is about. None means the whole council."


class PastReportForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes no type when the program runs
    """What a report is, and what families told the council in it: one sentence to a line."""

    findings = LongBox(
        label="What families told you",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One plain sentence to a line, such as: Families are tired of telling their story to each new worker. Name nobody.",
    )
    file = forms.FileField(
        label="The report itself",
        required=False,
        help_text="A PDF or Word file (.docx) of up to 10 MB, if you like. It is kept encrypted, and who opens it is written down. "
        "Take names of families out before.",
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = PastReport
        fields = ("title", "heard_year", "heard_on", "who_was_asked", "method", "hubs")
        field_classes = dict.fromkeys(("title", "who_was_asked", "method"), PlainWords)
        labels = {"hubs": "Hubs", "heard_year": "Year", "heard_on": "Last day", "who_was_asked": "Who was asked", "method": "How"}
        help_texts = {
            "heard_year": "The year in which families were heard.",
            "heard_on": "Of the listening, if you know it.",
            "who_was_asked": "In words, such as: parents of under-twos at four baby groups.",
            "method": "Such as: interviews, a paper survey, a family day.",
            "hubs": SEVERAL,
        }
        widgets = {
            "hubs": forms.CheckboxSelectMultiple,
            "heard_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heard_year"].widget.attrs.update({"min": 1990, "inputmode": "numeric"})
        narrow_fields(self.fields, user, EDIT, chosen=dict(self.initial))
        hubs = rows_offered(self, "hubs")
        if (mine := reach(user, EDIT)) is not None:
            hubs.required, hubs.help_text = True, "Tick every hub it is about."
            if len(mine) == 1 and self.instance.pk is None:
                self.initial["hubs"] = list(mine)
        self.initial["seen"] = self.instance.edited_count
        if self.instance.pk:
            self.initial["findings"] = "\n".join(one.text for one in self.instance.findings.all())

    def clean_file(self) -> Any:
        """Refuse a file that is not what it says, in words; what was typed beside it stays."""
        file = self.cleaned_data.get("file")
        if file is not None:
            kind_of_document(file)
        return file
