"""Answers to families, for the pages of hubs and the front page."""

from typing import Any

from django import template
from django.utils.translation import get_language_info

from core.models import Hub
from feedback.selectors import you_said as selectors
from feedback.selectors.you_said import Reply

register = template.Library()


@register.simple_tag
def latest_answers(hub: Hub | None = None, number: int = 3) -> list[Reply]:
    """Return the newest answers, of one hub's families or of everybody: `{% latest_answers hub=page.hub as replies %}`."""
    return selectors.latest_answers(hub or None, number)


@register.inclusion_tag("feedback/public/reply.html")
def reply(one: Reply, level: int = 3, linked: bool = True) -> dict[str, Any]:
    """Draw one answer as the reply card shows it; `linked` leads to its own page."""
    return {"reply": one, "level": level, "linked": linked}


@register.filter
def named_language(code: str) -> str:
    """Return what staff call a language: "Urdu" for "ur". A code nobody knows stays as it is."""
    try:
        return str(get_language_info(code)["name"])
    except KeyError:
        return code
