"""Forms for pictures and documents in the admin: what is uploaded is cleaned or kindly refused before anything is stored."""

from typing import Any

from django.core.files.base import File
from django.forms import FileField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.uploads import CleanPicture, clean_picture, kind_of_document


class PictureField(WagtailImageField):
    """Wagtail's field for pictures, which answers a crafted file with words and not with an error page."""

    def to_python(self, data: "File[bytes] | None") -> CleanPicture | None:
        """Return the picture drawn anew. Wagtail's own check is left out: it counts the dots of a bomb by setting it off."""
        file = FileField.to_python(self, data)
        return clean_picture(file) if file else None


class HubImageForm(BaseImageForm):
    """The form behind every picture upload of the admin: single, many at once, and from a chooser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stock := self.fields.get("file"):  # not there when the details of a stored picture are edited
            self.fields["file"] = PictureField(label=stock.label, required=stock.required, widget=stock.widget)
            self.fields["file"].widget.attrs["accept"] = "image/jpeg,image/png,image/webp"  # phones turn HEIC into one of these


class HubDocumentForm(BaseDocumentForm):
    """The form behind every document upload of the admin."""

    def clean_file(self) -> "File[bytes]":
        """Return the file under a name that tells the truth about it, or say why it cannot be taken."""
        file: File[bytes] = self.cleaned_data["file"]
        if "file" in self.changed_data:
            file.name = f"document.{kind_of_document(file)}"
        return file
