"""The front page, and the plain pages that hang below it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from home.blocks import SHORT_TEXT_FEATURES, NumberStream, PageStream, QuietStreamField, TaskStream, only_safe_links
from home.models.public_page import PublicPage
from home.querysets import in_menu


class HomePage(PublicPage):
    """The front page: search, the big tasks, the hubs, tell us what you think, what changed because families said so."""

    introduction = models.CharField(max_length=200, blank=True, help_text="One sentence under the name: what families find here.")
    tasks: Any = QuietStreamField(TaskStream(), blank=True, help_text="What most families come for. Six cards are plenty.")

    template = "home/home_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "home.HubIndexPage",
        "home.ServiceIndexPage",
        "home.OfferPage",
        "home.PanelIndexPage",
        "home.InfoPage",
        "home.HelpNowPage",
        "home.AccessibilityStatementPage",
    ]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("tasks")]

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find the page of an address in two queries, however deep it lies; Wagtail asks twice for each level.

        What was met on the way is left on the request: the pages above as `trail` for the breadcrumb, and the `menu`.
        A page past its last day is not found.
        """
        if not path_components:
            return super().route(request, path_components)
        ways = {f"{self.url_path}{'/'.join(path_components[:end])}/" for end in range(1, len(path_components) + 1)}
        met = list(Page.objects.filter(Q(url_path__in=ways) | in_menu(self)).annotate(stands_in_menu=in_menu(self)).order_by("path"))
        trail = sorted((page for page in met if page.url_path in ways), key=lambda page: page.depth)
        if len(trail) != len(ways):
            raise Http404
        request.trail, request.menu = trail, [page for page in met if page.stands_in_menu]  # type: ignore[attr-defined]  # Wagtail, too, leaves what it found on the request
        return self._found(trail[-1]).route(request, [])

    @staticmethod
    def _found(page: Page) -> Any:
        kind = page.specific_class
        found = (kind.with_what_it_shows() if issubclass(kind, PublicPage) else kind._default_manager).get(pk=page.pk)
        if found.expire_at and found.expire_at <= timezone.now():
            raise Http404
        return found


class InfoPage(PublicPage):
    """A page of plain words: how we use what you tell us, how to become a volunteer, what happens at a first visit."""

    introduction = models.CharField(max_length=300, blank=True, help_text="The most important thing, in one or two sentences.")
    body: Any = QuietStreamField(PageStream(), blank=True)

    template = "home/info_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.InfoPage"]
    subpage_types: ClassVar[list[str]] = ["home.InfoPage"]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]


class HelpNowPage(PublicPage):
    """Who to ring now: 999, worried about a child (numbers from the look and words settings), national helplines."""

    introduction = models.CharField(max_length=300, blank=True)
    numbers: Any = QuietStreamField(NumberStream(), blank=True, help_text="Check each number once a year: a wrong one is worse than none.")
    more = RichTextField(blank=True, features=SHORT_TEXT_FEATURES, validators=[only_safe_links])
    checked_on = models.DateField("numbers checked on", null=True, blank=True)

    template = "home/help_now_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("numbers")]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("numbers"),
        FieldPanel("more"),
        FieldPanel("checked_on"),
    ]
