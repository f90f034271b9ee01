"""How long we keep what families said, in words they read."""

from django.utils.translation import ngettext

from consent.choices.retention import Unit


def kept_in_words(number: int, unit: str) -> str:
    """Return a length such as "12 months", to stand in "We keep it for …"; empty for good and for not at all."""
    if unit == Unit.FOR_GOOD or not number:
        return ""
    if unit == Unit.DAYS:
        return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}
    if unit == Unit.MONTHS:
        return ngettext("%(number)d month", "%(number)d months", number) % {"number": number}
    return ngettext("%(number)d year", "%(number)d years", number) % {"number": number}
