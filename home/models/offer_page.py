"""The published offer: one page, and one paper copy, of what every family can have and of extra help (domain reference 0.3, 4.1)."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from home.blocks import SHORT_TEXT_FEATURES, only_safe_links
from home.models.public_page import PublicPage

PAPER_COPY = "booklet"


class OfferPage(PublicPage):
    """What there is, made from the service pages that answer its lines; the editor writes only the welcome.

    What the programme is called stands in look and words, and nowhere in the code: it was renamed in 2026.
    """

    introduction = models.CharField(max_length=300, blank=True, help_text="Who this is for, in one or two sentences.")
    welcome = RichTextField(
        blank=True,
        features=SHORT_TEXT_FEATURES,
        validators=[only_safe_links],
        help_text="A few words to mums, dads, partners, grandparents and carers. Let some of them read it first.",
    )

    template = "home/offer_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    preview_modes = [*Page.DEFAULT_PREVIEW_MODES, (PAPER_COPY, "The paper copy")]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("welcome"),
    ]
    content_panels: ClassVar[list[Any]] = [
        HelpPanel(template="home/staff/offer_gaps_panel.html", heading="What is still missing"),
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("welcome"),
    ]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the page, or the paper copy."""
        return "home/offer_booklet.html" if mode_name == PAPER_COPY else self.template
