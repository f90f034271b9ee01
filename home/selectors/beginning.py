"""What families need before they see a new council's site: the urgent numbers, and the pages the law asks for."""

from dataclasses import replace
from typing import Any

from wagtail.models import Page

from core import brand, clocks
from home.models import HelpNowPage, HubPage, NumberCheck, ServicePage
from home.models.page_form import BELOW_THE_FRONT_PAGE
from home.querysets import on_show
from home.rules import Gap, NeededPage, Standing, UrgentNumber, number_alone, why_not_open_to_families

# Without these no family may see the site: the law asks for the second and third, safety for the first (domain reference 7.2, 8.2).
NEEDED_BY_FAMILIES = {"help-now": "Help now", "privacy": "privacy", "accessibility": "accessibility"}


def urgent_numbers() -> list[UrgentNumber]:
    """Return every number that families may have to ring: those of the look and words, then those of the Help now page as last written."""
    look = brand.stored()
    told = [UrgentNumber("Worried about a child", look.safeguarding_phone, "look:safeguarding_phone")]
    if look.out_of_hours_phone:
        told.append(UrgentNumber("Worried about a child, nights and weekends", look.out_of_hours_phone, "look:out_of_hours_phone"))
    page = HelpNowPage.objects.first()
    if page:
        told += [_as_written(block.value, where=f"page:{page.pk}") for block in page.get_latest_revision_as_object().numbers]
    checks = {check.number: check for check in NumberCheck.objects.select_related("checked_by")}
    found: dict[str, UrgentNumber] = {}
    for one in told:
        check = checks.get(number_alone(one.number))
        known = replace(one, checked_on=check.checked_on, checked_by=str(check.checked_by)) if check else one
        found.setdefault(number_alone(one.number) or one.label, known)
    return list(found.values())


def _as_written(block: Any, *, where: str) -> UrgentNumber:
    if block["phone"]:
        return UrgentNumber(block["name"], block["phone"], where)
    return UrgentNumber(block["name"], block["text_number"], where, text_word=block["text_word"])


def needed_pages() -> dict[str, NeededPage]:
    """Return the pages without which no family sees the site, by the end of their address: those that are not there, too."""
    pages = {page.slug: page for page in Page.objects.filter(slug__in=NEEDED_BY_FAMILIES, depth=BELOW_THE_FRONT_PAGE)}
    seen = set(on_show(Page.objects.filter(pk__in=[page.pk for page in pages.values()])).values_list("pk", flat=True))
    return {
        slug: NeededPage(name, pages[slug].pk, pages[slug].title, pages[slug].pk in seen) if slug in pages else NeededPage(name)
        for slug, name in NEEDED_BY_FAMILIES.items()
    }


def what_families_need() -> Standing:
    """Return how it stands with what must be there before families see the site; of the rest, nothing is asked."""
    return Standing(today=clocks.today(), look=brand.stored(), numbers=urgent_numbers(), pages=needed_pages())


def what_families_would_miss() -> list[Gap]:
    """Return what families would look for in vain on the day the site opens: it need not hold the site back, but is said."""
    gaps = []
    if not on_show(ServicePage.objects.all()).exists():
        gaps.append(Gap("No service is published yet: whoever looks for a group or for help finds an empty list.", "put_service_in"))
    if not on_show(HubPage.objects.all()).exists():
        gaps.append(Gap("No hub has a page yet: families find neither an address nor opening times.", "hubs"))
    return gaps


def what_keeps_families_out() -> list[Gap]:
    """Return what must still be done before families may see the site."""
    return why_not_open_to_families(what_families_need())
