"""Pictures and documents of the public pages: stored clean, under names made here."""

from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.utils.text import slugify
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image, WagtailImageField, get_upload_to

from core.uploads import CleanPicture, clean_picture


class CleanImageField(WagtailImageField):
    """An image field that stores no file but a clean one, whatever road it came by: form, command or program."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Clean a file that is about to be stored; the upload form has done so already and says so by its type."""
        file = getattr(model_instance, self.attname)
        if file and not file._committed and not isinstance(file.file, CleanPicture):
            setattr(model_instance, self.attname, clean_picture(file.file))
        return super().pre_save(model_instance, add)


def document_name(document: "HubDocument", filename: str) -> str:
    """Return where a document is stored: its title made plain, and enough chance that nobody guesses a private one."""
    ending = "docx" if filename.lower().endswith(".docx") else "pdf"
    return f"documents/{slugify(document.title)[:50] or 'document'}-{uuid4().hex[:12]}.{ending}"


class HubImage(AbstractImage):
    """A picture without metadata: what the camera wrote into the file, place included, is removed before it is stored."""

    file = CleanImageField("file", upload_to=get_upload_to, width_field="width", height_field="height")
    admin_form_fields = Image.admin_form_fields

    # Only for the type checker: Wagtail ships no types, and the way back from User to what they uploaded needs one.
    _default_manager: ClassVar[models.Manager["HubImage"]]

    class Meta(AbstractImage.Meta):
        permissions = [("choose_image", "Can choose image")]

    def get_upload_to(self, filename: str) -> str:
        """Return where the picture is stored. The name is made here; what the phone called it is not kept (security row 3)."""
        return f"original_images/{uuid4().hex}.{'png' if filename.endswith('.png') else 'jpg'}"


class HubRendition(AbstractRendition):
    """A size of a picture."""

    image = models.ForeignKey(HubImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_of_a_kind")]


class HubDocument(AbstractDocument):
    """A PDF or Word document, given out as a download only."""

    file = models.FileField("file", upload_to=document_name)
    admin_form_fields = Document.admin_form_fields
    _default_manager: ClassVar[models.Manager["HubDocument"]]

    class Meta(AbstractDocument.Meta):
        permissions = [("choose_document", "Can choose document")]
