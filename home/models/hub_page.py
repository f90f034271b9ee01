"""The hubs' own pages. The hub itself is a record of the ground floor: deleting its page leaves it, and all it heard, alone."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from core.models import Hub
from home.blocks import SHORT_TEXT_FEATURES, PeopleStream, QuietStreamField, only_safe_links
from home.models.public_page import PublicPage


class HubIndexPage(PublicPage):
    """All hubs, with which are open now."""

    introduction = models.CharField(max_length=300, blank=True)

    template = "home/hub_index_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.HubPage"]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("introduction")]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("introduction")]


class HubPage(PublicPage):
    """One hub: open now or next open, how to get in, who you will meet, services here, answers to families here."""

    hub = models.OneToOneField(
        Hub, on_delete=models.PROTECT, related_name="page", help_text="Address, phone and opening times come from the hub's record."
    )
    introduction = models.CharField(max_length=300, blank=True, help_text="What it is like here, in one or two sentences.")
    getting_in = RichTextField(
        "how to get in",
        blank=True,
        features=SHORT_TEXT_FEATURES,
        validators=[only_safe_links],
        help_text="Which door, steps and ramps, where prams go, parking, buses, toilets and changing.",
    )
    quiet_times = models.CharField(max_length=200, blank=True, help_text="When it is calm, for those whom noise upsets.")
    people: Any = QuietStreamField(PeopleStream(), blank=True, verbose_name="who you will meet")
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Best: the door people come in by. No faces of children.",
    )
    picture_says = models.CharField("what the picture shows", max_length=160, blank=True, help_text="For those who cannot see it.")

    template = "home/hub_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HubIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("getting_in"),
        index.SearchField("people"),
        index.RelatedFields("hub", [index.SearchField("name"), index.SearchField("town"), index.SearchField("postcode")]),
    ]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("hub"),
        FieldPanel("introduction"),
        FieldPanel("getting_in"),
        FieldPanel("quiet_times"),
        FieldPanel("people"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_says")], heading="Picture"),
    ]

    @classmethod
    def with_what_it_shows(cls) -> Any:
        """Return hub pages with their hubs and pictures: no page of a hub is shown without them."""
        return super().with_what_it_shows().select_related("hub", "picture")

    def clean(self) -> None:
        """Refuse a page that moves to another hub, and a picture that says nothing to those who cannot see it."""
        super().clean()
        if self.pk and HubPage.objects.filter(pk=self.pk).exclude(hub=self.hub_id).exists():
            raise ValidationError({"hub": "A page stays with its hub: whoever may edit the one must not reach the other."})
        if self.picture_id and not self.picture_says and self.picture and self.picture.put_away_on is None:
            raise ValidationError({"picture_says": "Say what the picture shows, for those who cannot see it."})
