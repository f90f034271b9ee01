"""Forms for pictures and documents in the admin: what is uploaded is cleaned or kindly refused before anything is stored."""

from typing import Any

from django.core.files.base import File
from django.forms import CharField, DateInput, FileField
from django.urls import reverse
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from accounts.models import User
from consent.models import ConsentRecord
from core import clocks
from core.forms.fields import choices_offered
from core.uploads import CleanPicture, clean_picture, kind_of_document
from home.choices import Shows
from home.rules import photos as rules
from home.selectors import photos
from home.services import photos as services

LONGEST_CODES = 300


class PictureField(WagtailImageField):
    """Wagtail's field for pictures, which answers a crafted file with words and not with an error page."""

    def to_python(self, data: "File[bytes] | None") -> CleanPicture | None:
        """Return the picture drawn anew. Wagtail's own check is left out: it counts the dots of a bomb by setting it off."""
        file = FileField.to_python(self, data)
        return clean_picture(file) if file else None


class HubImageForm(BaseImageForm):
    """The form behind every picture upload of the admin: single, many at once, and from a chooser.

    It asks whether people can be recognised; if so, when it was taken and by whose yes it may be shown.
    """

    yes_of = CharField(
        label="Whose yes does it rest on?",
        required=False,
        max_length=LONGEST_CODES,
        help_text="The code of each person who can be recognised, such as P-7K3F; of a child, the code under which the yes was given. "
        "Whoever keeps the record of consent knows it. No names here, nor in the title.",
    )

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        self.fields["shows"].label = "Does it show people who can be recognised?"
        # Many at once are stored first and asked about next, with a form of their own.
        self.fields["shows"].required = not (self.instance._state.adding and self._is_not_asked())
        choices_offered(self, "shows").choices = [("", "Choose"), *Shows.choices]
        self.fields["taken_on"].label = "Taken on"
        self.fields["taken_on"].help_text = "Needed where people can be recognised: the picture is deleted some years after this day."
        self.fields["taken_on"].widget = DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        if self.instance.pk:
            self.initial["yes_of"] = ", ".join(use.record.person.shown_code for use in photos.uses_of(self.instance))
        if stock := self.fields.get("file"):  # not there when the details of a stored picture are edited
            self.fields["file"] = PictureField(label=stock.label, required=stock.required, widget=stock.widget)
            self.fields["file"].widget.attrs["accept"] = "image/jpeg,image/png,image/webp"  # phones turn HEIC into one of these

    def _is_not_asked(self) -> bool:
        return self.is_bound and self.add_prefix("shows") not in self.data

    def clean(self) -> dict[str, Any]:
        """Say what is missing of a picture of people, and find whose yes it rests on."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.yeses: list[ConsentRecord] = []
        for why in rules.why_not_change(put_away_on=self.instance.put_away_on):
            self.add_error(None, why)
        if "taken_on" in self.errors or "yes_of" in self.errors or "shows" in self.errors:
            return cleaned
        codes, today = rules.codes_in(cleaned.get("yes_of", "")), clocks.today()
        wrong = rules.why_not_keep(shows=cleaned["shows"], taken_on=cleaned.get("taken_on"), codes=codes, today=today)
        if not wrong and codes and self.user:
            self.yeses, reasons = photos.yeses_of(codes, image=self.instance, user=self.user, today=today)
            wrong = [("yes_of", why) for why in reasons]
        for box, why in wrong:
            self.add_error(box, why)
        return cleaned

    def _save_m2m(self) -> None:
        """Write down whose yes it rests on, when the picture has its number."""
        super()._save_m2m()
        if self.user:
            address = reverse("wagtailimages:edit", args=[self.instance.pk])
            services.rest_on(image=self.instance, yeses=self.yeses, address=address, by=self.user, today=clocks.today())


class HubDocumentForm(BaseDocumentForm):
    """The form behind every document upload of the admin."""

    def clean_file(self) -> "File[bytes]":
        """Return the file under a name that tells the truth about it, or say why it cannot be taken."""
        file: File[bytes] = self.cleaned_data["file"]
        if "file" in self.changed_data:
            file.name = f"document.{kind_of_document(file)}"
        return file
