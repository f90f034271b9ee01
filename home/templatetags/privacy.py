"""What the privacy page says by itself, so that it is true whatever an editor writes around it."""

from typing import Any

from django import template
from wagtail.models import Page

from consent.choices.retention import BY_CODE, Unit
from consent.selectors import retention
from core import brand, memory
from core.models import CouncilDefaults
from core.selectors import defaults
from home.rules.kept_for import kept_in_words

register = template.Library()
KINDS = {"words": BY_CODE["comment_words"], "answers": BY_CODE["anonymous_answers"], "chose_nothing": BY_CODE["chose_nothing"]}


@register.simple_tag
def privacy_facts(page: Page) -> dict[str, Any] | None:
    """Return how long words, answers and who chose nothing are kept by the rules in force, what numbers are small, and who the officer is.

    None for every other page than the one at /privacy/.
    """
    if page.slug != "privacy" or page.depth != 3:
        return None
    begins = defaults.standing()
    return {
        "kept": memory.recall("home.how_long_words_are_kept", lambda: _kept(begins), when_away=None),
        "hidden_below": begins.hide_below_public,
        "officer": brand.current().officer_contact,
    }


def _kept(begins: CouncilDefaults) -> dict[str, tuple[int, str]]:
    lengths = retention.lengths_of(list(KINDS.values()), begins=begins)
    return {name: (lengths[kind.code].number, lengths[kind.code].unit) for name, kind in KINDS.items()}


@register.filter
def kept_for(length: tuple[int, str]) -> str:
    """Return how long something is kept, in the language of the page: "12 months"; empty for good and for not at all."""
    return kept_in_words(*length)


@register.filter
def is_for_good(length: tuple[int, str]) -> bool:
    """Return whether something is kept for good."""
    return length[1] == Unit.FOR_GOOD
