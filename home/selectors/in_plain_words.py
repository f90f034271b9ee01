"""What a page says, in plain words and the order of reading: for large print and paper."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from core.models import Hub, OpeningTime
from core.questions import About, Section
from core.row_numbers import row_number
from home import rules
from home.choices import BankHolidays
from home.models import HubPage, ServicePage
from home.querysets import on_show
from home.selectors.closures import calendar_of
from home.selectors.pages import services_at, times_of
from home.selectors.shown_words import shown_words

KINDS: dict[str, Any] = {"service": ServicePage, "hub": HubPage, "page": Page}
_ON_BANK_HOLIDAYS = {
    BankHolidays.CLOSED: gettext_lazy("We are closed on bank holidays."),
    BankHolidays.AS_USUAL: gettext_lazy("On bank holidays we are open as usual."),
    BankHolidays.NOT_SAID: gettext_lazy("On bank holidays ring before you come."),
}
_A_PART_ENDS = re.compile(r"</(?:p|li|h[1-6])>|<br\s*/?>", re.IGNORECASE)


def page_about(kind: str, key: str) -> About | None:
    """Return what a page is to families, by its number; what not everyone may see is nothing."""
    page = _page(kind, key)
    if page is None:
        return None
    return About(page.title, page.get_url() or "", tuple(_hub_ids(page)))


def _page(kind: str, key: str) -> Any:
    if kind not in KINDS:
        return None
    return on_show(KINDS[kind]._default_manager.filter(pk=row_number(key), depth__gt=1)).first()


def _hub_ids(page: Any) -> Iterator[int]:
    if isinstance(page, HubPage):
        yield page.hub_id
    elif isinstance(page, ServicePage):
        yield from page.times.filter(hub__isnull=False).values_list("hub_id", flat=True).distinct()


def page_words(kind: str, key: str) -> list[Section]:
    """Return what a page says."""
    page = _page(kind, key)
    if page is None:
        return []
    page = page.specific
    if not isinstance(page, ServicePage | HubPage):
        return shown_words(page)
    found = _service(page) if isinstance(page, ServicePage) else _hub(page)
    return [section for section in found if section.paragraphs or section.points]


def paragraphs(html: str) -> tuple[str, ...]:
    """Return the paragraphs, headings and points of rich text, each as plain words."""
    words = (" ".join(get_text_for_indexing(part).split()) for part in _A_PART_ENDS.split(html or ""))
    return tuple(filter(None, words))


def _section(heading: str, *words: str) -> Section:
    return Section(heading=heading, paragraphs=tuple(filter(None, words)))


def _service(page: ServicePage) -> Iterator[Section]:
    """Yield a service as its page has it: what, who for, cost, how to get it, where, what happens."""
    ages = rules.ages_in_words(
        from_pregnancy=page.from_pregnancy,
        youngest=page.youngest,
        youngest_unit=page.youngest_unit,
        oldest=page.oldest,
        oldest_unit=page.oldest_unit,
    )
    wait = gettext("How long you wait:") + f" {page.wait}" if page.wait else ""
    yield _section("", page.what_it_is)
    yield _section(gettext("Who for"), ages, page.who_for, page.get_for_whom_display())
    yield _section(gettext("Cost"), page.get_cost_display(), page.cost_in_words)
    yield _section(gettext("How to get it"), page.get_how_to_get_it_display(), page.how_it_works, wait, page.phone, page.email)
    where = tuple(str(time) for time in times_of(page))
    yield Section(heading=gettext("Where and when"), points=where)
    yield _section(gettext("What happens"), *paragraphs(page.what_happens))
    yield _section(gettext("Languages and access"), page.languages, page.access)
    yield _section(gettext("If it cannot wait"), page.urgent_help)


def _hub(page: HubPage) -> Iterator[Section]:
    """Yield a hub as its page has it: where, when, how to get in, who is there, what there is."""
    hub = Hub.objects.get(pk=page.hub_id)
    yield _section("", page.introduction, ", ".join(filter(None, (hub.name, hub.street, hub.town, hub.postcode))), hub.phone)
    yield Section(heading=gettext("When we are open"), points=tuple(when_open(hub.pk)))
    yield _section(gettext("Quiet times:").rstrip(":"), page.quiet_times)
    yield _section(gettext("How to get in"), *paragraphs(page.getting_in))
    yield _section(gettext("Who you will meet"), *_stream(page.people))
    here = tuple(f"{service.title}: {service.what_it_is}" for service in services_at(hub))
    yield Section(heading=gettext("What you can do here"), points=here)


def when_open(hub_id: int) -> list[str]:
    """Return when a hub is open: a line for each day where times are known, and what closes it soon."""
    week, calendar = rules.week_in_words(OpeningTime.objects.filter(hub=hub_id)), calendar_of(hub_id)
    days = [f"{day}: {', '.join(times)}" for day, times in week]
    ahead = rules.what_is_ahead(calendar, timezone.localtime())
    return [*days, *ahead, *([str(_ON_BANK_HOLIDAYS[BankHolidays(calendar.on_bank_holidays)])] if week else [])]


def _stream(stream: Any) -> Iterator[str]:
    """Yield the words of each block of a stream."""
    for child in stream:
        source = getattr(child.value, "source", None)
        if isinstance(source, str):
            yield from paragraphs(source)
        else:
            yield "\n".join(filter(None, map(str, child.block.get_searchable_content(child.value))))
