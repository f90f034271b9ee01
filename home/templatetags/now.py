"""Tags of what holds just now: alerts above every family page, and what differs from a hub's ordinary week. They cost no query."""

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils import timezone
from django.utils.translation import get_language

from core.models import Hub
from home import rules
from home.choices import AlertLevel
from home.models import HomePage, HubPage, ServicePage
from home.selectors.alerts import alerts_on
from home.selectors.closures import calendar_of, shut, shut_places

register = template.Library()


@register.simple_tag(takes_context=True)
def alerts_here(context: Context, is_question: bool = False) -> list[rules.Notice]:
    """Return the alerts of the page that is drawn: two at most, the most urgent first."""
    page = context.get("page")
    hub_page_id = page.pk if isinstance(page, HubPage) else None
    return alerts_on(rules.Where(is_front=isinstance(page, HomePage), hub_page_id=hub_page_id, is_question=is_question))


@register.simple_tag
def words_of(alert: rules.Notice) -> dict[str, str]:
    """Return an alert's words for the page's language: `text`, and its `language` where that is another."""
    text, language = alert.words_in(get_language() or settings.LANGUAGE_CODE)
    return {"text": text, "language": language}


@register.simple_tag
def level_of(alert: rules.Notice) -> str:
    """Return the word that says how grave an alert is."""
    return str(AlertLevel(alert.level).label)


@register.simple_tag
def ahead_at(hub: Hub) -> list[str]:
    """Return what families should know of a hub in good time: its closures and other times of the next four weeks."""
    return rules.what_is_ahead(calendar_of(hub.pk), timezone.localtime())


@register.simple_tag
def closed_at(hub: Hub) -> rules.Opening | None:
    """Return in words that a hub is closed just now though it should be open; None where its week is as usual. For lists of services."""
    return shut(hub.pk, timezone.localtime())


@register.simple_tag
def closed_places(service: ServicePage) -> list[tuple[str, rules.Opening]]:
    """Return which places of a service are closed just now, for lists; its times and their hubs are there already."""
    return shut_places(service.times.all(), timezone.localtime())


@register.filter
def bank_holidays(hub: Hub) -> str:
    """Return what a hub does on bank holidays, as its code (home.choices.BankHolidays)."""
    return calendar_of(hub.pk).on_bank_holidays
