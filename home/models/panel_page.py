"""The pages of panels. What a panel is stands in its record; the page adds a welcome, and shows what families may read of it."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from home.blocks import SHORT_TEXT_FEATURES, only_safe_links
from home.models.public_page import PublicPage
from panels.models import Panel


class PanelIndexPage(PublicPage):
    """All panels that have a page."""

    introduction = models.CharField(max_length=300, blank=True)

    template = "home/panel_index_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.PanelPage"]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("introduction")]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("introduction")]


class PanelPage(PublicPage):
    """One panel: what it is, what you get, when it meets next, who is on it as far as they agreed, and three ways to join.

    It stands at its panel's own address, above the form to join and how it works (panels/urls.py), so its slug is its panel's. It lives on
    this floor because pages do (decision 0063), and has no picture: of under-18s there is none, and of others each needs a yes.
    """

    panel = models.OneToOneField(
        Panel, on_delete=models.PROTECT, related_name="page", help_text="What it is, and when it meets, come from the panel's record."
    )
    introduction = models.CharField(max_length=300, blank=True, help_text="A welcome in one or two sentences.")
    more = RichTextField(
        blank=True,
        features=SHORT_TEXT_FEATURES,
        validators=[only_safe_links],
        help_text="What else families should know. No names: those come from who agreed.",
    )

    template = "home/panel_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.PanelIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("more"),
        index.RelatedFields("panel", [index.SearchField("title"), index.SearchField("about")]),
    ]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("panel"),
        FieldPanel("introduction"),
        FieldPanel("more"),
    ]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("search_description")]

    @classmethod
    def with_what_it_shows(cls) -> Any:
        """Return pages of panels with their panels and the hubs of those."""
        return super().with_what_it_shows().select_related("panel__hub", "panel__locality", "panel__coordinator")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Stand at the panel's own address."""
        if self.panel_id:
            self.slug = self.panel.slug
        super().full_clean(*args, **kwargs)
