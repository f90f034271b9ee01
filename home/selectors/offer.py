"""Reading what the published offer is made of."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import WorkflowState

from home.models import HelpNowPage, OfferPage, ServiceIndexPage, ServicePage, ServiceTime
from home.offer_list import Line
from home.querysets import on_show
from home.rules import lines_without_a_page

WITH_PLACES = Prefetch("times", ServiceTime._default_manager.select_related("hub"))


@dataclass(frozen=True)
class OfferGap:
    """A line of the offer that no page answers, and where a page for it is added (nowhere, while there is no page of services).

    `draft` is a page that will answer it once it is published; `is_sent` says that it waits for somebody else's look.
    """

    line: Line
    add_at: str
    draft: ServicePage | None = None
    is_sent: bool = False


def offer_page() -> OfferPage | None:
    """Return the page of the offer, when everyone may see it."""
    page: OfferPage | None = on_show(OfferPage.objects.all()).first()
    return page


def services_of_the_offer() -> list[ServicePage]:
    """Return every service that answers a line of the offer, with where and when it is: two queries, however many there are."""
    answering = on_show(ServicePage.objects.exclude(offer_lines=[]))
    return list(answering.prefetch_related(WITH_PLACES).order_by("title"))


def gaps_of_the_offer() -> list[OfferGap]:
    """Return the lines of the offer that no page on show answers, each with where one is added: at most four queries."""
    index = ServiceIndexPage.objects.values_list("pk", flat=True).first()
    add_at = reverse("wagtailadmin_pages:add", args=["home", "servicepage", index]) if index else ""
    lines = lines_without_a_page(on_show(ServicePage.objects.exclude(offer_lines=[])).only("offer_lines"))
    drafts, sent = _drafts_of(lines)
    return [
        OfferGap(line, add_at and f"{add_at}?{urlencode({'line': line.code})}", drafts.get(line.code), line.code in sent) for line in lines
    ]


def _drafts_of(lines: list[Line]) -> tuple[dict[str, ServicePage], set[str]]:
    """Return for each of these lines a page that will answer it and is not published; and the lines whose page is sent for a look."""
    if not lines:
        return {}, set()
    unseen = list(ServicePage.objects.filter(live=False).exclude(offer_lines=[]).only("title", "draft_title", "offer_lines").order_by("pk"))
    turns = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, object_id__in=[str(page.pk) for page in unseen])
    sent = set(turns.values_list("object_id", flat=True))
    drafts: dict[str, ServicePage] = {}
    for page in sorted(unseen, key=lambda page: str(page.pk) in sent):  # of two for one line, the one that is sent comes last and counts
        drafts |= dict.fromkeys(page.offer_lines, page)
    return drafts, {code for code, page in drafts.items() if str(page.pk) in sent}


def help_now_page() -> HelpNowPage | None:
    """Return the page of who can help now, when everyone may see it."""
    page: HelpNowPage | None = on_show(HelpNowPage.objects.all()).first()
    return page
