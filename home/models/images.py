"""Pictures and documents of the public pages: stored clean, under names made here."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.http import Http404
from django.utils.text import slugify
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image, SourceImageIOError, WagtailImageField, get_upload_to
from wagtail.search import index

from core.uploads import CleanPicture, clean_picture
from home.choices import Shows


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


USE_KEY = "home.HubImage:"


class PutAway(SourceImageIOError, Http404):
    """Somebody on the picture changed their mind: to Wagtail a file that is not there, to an address that asks for it "not found"."""


class HubImage(AbstractImage):
    """A picture without metadata: what the camera wrote into the file, place included, is removed before it is stored.

    One that shows people who can be recognised says on which day it was taken, and whose yes it rests on (`consent.ConsentUse`, by its
    `use_key`). When one of them changes their mind it is put away at once: no size of it stands or can be made any more, here or in the
    admin. The file itself waits for the data protection officer, who may have to hold it back.

    Many at once are stored before anybody is asked. Until the question is answered (`shows` is empty) a picture stands in no chooser and on
    no page: ask `may_be_shown` before you draw one.
    """

    file = CleanImageField("file", upload_to=get_upload_to, width_field="width", height_field="height")
    shows = models.CharField("does it show people?", max_length=10, choices=Shows.choices, blank=True, default="")
    taken_on = models.DateField(null=True, blank=True)
    put_away_on = models.DateField(null=True, blank=True, editable=False)
    admin_form_fields = (*Image.admin_form_fields, "shows", "taken_on")
    search_fields: ClassVar[list[Any]] = [*AbstractImage.search_fields, index.FilterField("shows"), index.FilterField("put_away_on")]

    # Only for the type checker: Wagtail ships no types, and the way back from User to what they uploaded needs one.
    _default_manager: ClassVar[models.Manager["HubImage"]]

    class Meta(AbstractImage.Meta):
        permissions = [("choose_image", "Can choose image")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(shows=Shows.PEOPLE) | Q(taken_on__isnull=False), name="a_picture_of_people_says_when_it_was_taken"
            )
        ]

    @property
    def may_be_shown(self) -> bool:
        """Whether families may see it: somebody has said whether it shows people, and nobody on it changed their mind."""
        return bool(self.shows) and self.put_away_on is None

    @property
    def use_key(self) -> str:
        """How the ledger of consent knows this picture."""
        return f"{USE_KEY}{self.pk}"

    @contextmanager
    def open_file(self) -> Iterator[Any]:
        """Open the file, from which every size is made; not of a picture that was put away. Raises PutAway."""
        if self.put_away_on:
            raise PutAway
        with super().open_file() as file:
            yield file

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
