"""What a service page says."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from core.choices import HubKind
from home.choices import AgeUnit
from home.models import HubPage

MOST_HUBS_IN_FRONT = 6


def ages_in_words(*, from_pregnancy: bool, youngest: int | None, youngest_unit: str, oldest: int | None, oldest_unit: str) -> str:
    """Return the ages as a parent would say them: "From pregnancy to 2 years", "6 months to 4 years", "All ages".

    Nothing while nobody has said (home/rules/left_open.py).
    """
    if not (from_pregnancy or youngest or oldest is not None or youngest_unit or oldest_unit):
        return ""  # a draft of a list that does not say: nobody may read "All ages" out of that
    begin = gettext("pregnancy") if from_pregnancy else _age(youngest, youngest_unit) if youngest else ""
    if from_pregnancy and oldest == 0 and oldest_unit == AgeUnit.MONTHS:
        return gettext("During pregnancy")
    if oldest is None:
        return gettext("From %(age)s") % {"age": begin} if begin else gettext("All ages")
    end = gettext("the first birthday") if oldest == 0 else _age(oldest, oldest_unit)
    if begin == end:
        return begin
    return gettext("From %(begin)s to %(end)s") % {"begin": begin or gettext("birth"), "end": end}


def _age(number: int, unit: str) -> str:
    if unit == AgeUnit.MONTHS:
        return ngettext("%(number)d month", "%(number)d months", number) % {"number": number}
    return ngettext("%(number)d year", "%(number)d years", number) % {"number": number}


def hubs_in_front(pages: Sequence[HubPage]) -> list[HubPage]:
    """Return which hubs stand on the front page when there are more than fit there: the family hubs; their spokes wait one tap away."""
    return [page for page in pages if page.hub.kind == HubKind.HUB][:MOST_HUBS_IN_FRONT] or list(pages[:MOST_HUBS_IN_FRONT])
