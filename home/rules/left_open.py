"""What nobody has said of a service yet. A list that is silent makes no family read "For everyone", "Free" or "All ages".

A draft holds no choice (`NOT_SAID`) where a page that somebody writes has one from the beginning; ages are open while neither says what it
is counted in. No such page can be published: an editor chooses first.
"""

from home.choices import AgeUnit
from home.models import ServicePage
from home.models.service_form import CHOICES_LEFT_OPEN

NOT_SAID = ""
AGES = ("from_pregnancy", "youngest", "youngest_unit", "oldest", "oldest_unit")
_AGES_IN_WORDS = "for which ages it is"


def left_open(said: dict[str, object]) -> dict[str, str]:
    """Return the fields of a new page that must stay open, when a list says this of it, by name."""
    fields = {name: NOT_SAID for name in CHOICES_LEFT_OPEN if name not in said}
    return fields if said.keys() & set(AGES) else {**fields, "youngest_unit": NOT_SAID, "oldest_unit": NOT_SAID}


def in_words(fields: dict[str, str]) -> str:
    """Return open fields as a report names them: "what it costs and for which ages it is"; nothing when none is open."""
    named = [words for name, words in CHOICES_LEFT_OPEN.items() if name in fields]
    named += [_AGES_IN_WORDS] if "youngest_unit" in fields else []
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def why_not_publish(page: ServicePage) -> str:
    """Return what must be filled in before families may see a page, in words; nothing when all is said."""
    fields = {name: NOT_SAID for name in CHOICES_LEFT_OPEN if getattr(page, name) == NOT_SAID}
    if NOT_SAID in (page.youngest_unit, page.oldest_unit):
        fields["youngest_unit"] = NOT_SAID
    return " and ".join(part for part in ("" if page.what_it_is else "what it is", in_words(fields)) if part)


def say_units(page: ServicePage) -> None:
    """Count in years what no age stands beside, once any age is said."""
    if page.from_pregnancy or page.youngest is not None or page.oldest is not None or page.youngest_unit or page.oldest_unit:
        page.youngest_unit, page.oldest_unit = page.youngest_unit or AgeUnit.YEARS, page.oldest_unit or AgeUnit.YEARS
