"""What machines read first: robots.txt and sitemap.xml. Only what everyone may see stands in either."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as render_sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home import selectors

# Staff, sign-in, search results, and family tools that are nobody's destination from a search engine.
CLOSED_TO_ROBOTS = ("/admin/", "/account/", "/documents/")
CLOSED_IN_EVERY_LANGUAGE = ("/search/", "/check-back/", "/have-your-say/p/")


class PublicPages(Sitemap[Any]):
    """Every page that everyone may see."""

    def __init__(self, request: HttpRequest) -> None:
        site = Site.find_for_request(request)
        self.pages = selectors.pages_on_show(site.root_page) if site else []

    def items(self) -> Any:
        """Return the pages in the order of the tree."""
        return self.pages

    def location(self, item: Any) -> str:
        """Return the address of a page, without the host."""
        return str(item.url)

    def lastmod(self, item: Any) -> datetime | None:
        """Return when a page was last published."""
        published: datetime | None = item.last_published_at
        return published


class FamilyTools(Sitemap[str]):
    """The two lists that are not pages: what is asked now, and what was answered."""

    def items(self) -> list[str]:
        """Return the names of their addresses."""
        return ["have_your_say", "you_said_list"]

    def location(self, item: str) -> str:
        """Return an address, without the host."""
        return reverse(item)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Return the sitemap."""
    return render_sitemap(request, {"pages": PublicPages(request), "tools": FamilyTools()})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Return robots.txt: everything public may be read; what belongs to one person or to staff may not."""
    closed = (*CLOSED_TO_ROBOTS, *CLOSED_IN_EVERY_LANGUAGE, *(f"/*{path}" for path in CLOSED_IN_EVERY_LANGUAGE))
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
