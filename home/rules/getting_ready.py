"""How far a council is: what is left of each thing, told from what is there. The one list behind every screen and `check_council`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.models import BrandSettings
from home.getting_ready import ACCESSIBILITY, NUMBERS, OPEN, PRIVACY, TASKS, Task
from home.rules.beginning import Gap, UrgentNumber, is_number, is_old_check

MOST_NAMED = 5


@dataclass(frozen=True)
class NeededPage:
    """A page without which no family sees the site: what it is called, its number if it is there, and whether everybody may read it."""

    name: str
    pk: int | None = None
    title: str = ""
    is_seen: bool = False


@dataclass(frozen=True)
class HubFacts:
    """What a family hub has so far. `lacks` are the words for what its page needs, such as "no phone"."""

    pk: int
    name: str
    lacks: tuple[str, ...] = ()
    listens: bool = True


@dataclass(frozen=True)
class Staffing:
    """Who is here: how many, posts that nobody holds as (number, title), what is not named yet, and of that what is invited."""

    number_of_people: int
    number_of_administrators: int = 2
    empty_posts: tuple[tuple[int, str], ...] = ()
    unnamed: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asking:
    """What families are asked: whether anything was ever open, the draft that could be, posters made, and whether anybody answered."""

    was_open: bool = False
    draft: int | None = None
    has_poster: bool = False
    was_answered: bool = False


@dataclass(frozen=True)
class Standing:
    """Everything the list is told from. `said` are the keys of things that somebody said are so, `put_off` those that wait."""

    today: date
    look: BrandSettings
    numbers: Sequence[UrgentNumber]
    pages: Mapping[str, NeededPage]
    hubs: Sequence[HubFacts] = ()
    staffing: Staffing = Staffing(2)
    asking: Asking = Asking()
    letter_arrived: bool = False
    chose_defaults: bool = False
    said: frozenset[str] = frozenset()
    put_off: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Item:
    """One thing on the list as it stands."""

    task: Task
    gaps: tuple[Gap, ...]
    is_put_off: bool = False
    can_be_said: bool = False

    @property
    def is_done(self) -> bool:
        """Return whether nothing is left of it."""
        return not self.gaps

    @property
    def is_next(self) -> bool:
        """Return whether it still asks to be done."""
        return bool(self.gaps) and not self.is_put_off


def items(standing: Standing) -> list[Item]:
    """Return the whole list in the order of the work: what must be done first, then what can wait."""
    return [_item(task, standing) for task in TASKS]


def next_item(found: Iterable[Item]) -> Item | None:
    """Return what comes next; nothing when all is done or put off."""
    return next((item for item in found if item.is_next), None)


def why_not_open_to_families(standing: Standing) -> list[Gap]:
    """Return what must be done before families may see the site: everything that must be, but the opening itself."""
    return [gap for task in (NUMBERS, PRIVACY, ACCESSIBILITY) for gap in _GAPS[task.key](standing)]


def _item(task: Task, standing: Standing) -> Item:
    gaps = tuple(_GAPS[task.key](standing))
    can_be_said = any(gap.can_be_said for gap in gaps)
    return Item(task, gaps, is_put_off=bool(gaps) and not task.is_must and task.key in standing.put_off, can_be_said=can_be_said)


def _numbers(standing: Standing) -> list[Gap]:
    """Domain reference 8.2."""
    gaps = [] if is_number(standing.look.phone) else [Gap("Write the phone number that a person answers.", "look:phone")]
    gaps += [Gap(f"{one.label}: write the number to ring.", one.where) for one in standing.numbers if not is_number(one.number)]
    untried = [one.label for one in standing.numbers if is_number(one.number) and one.checked_on is None]
    if untried:
        gaps.append(Gap(f"Try every urgent number, and say that it was the right one. Left: {', '.join(untried)}.", "numbers"))
    old = [one.label for one in standing.numbers if one.checked_on and is_old_check(one.checked_on, standing.today)]
    if old:
        gaps.append(Gap(f"Nobody has tried these for more than a year: {', '.join(old)}. Ring them again.", "numbers"))
    return gaps + _page(standing.pages["help-now"])


def _privacy(standing: Standing) -> list[Gap]:
    """UK GDPR 13: the notice says how people reach the officer."""
    if standing.look.officer_contact.strip():
        return _page(standing.pages["privacy"])
    words = "Write how people reach your data protection officer. It stands on the privacy page."
    return [Gap(words, "look:officer_contact"), *_page(standing.pages["privacy"])]


def _accessibility(standing: Standing) -> list[Gap]:
    """Domain reference 7.2."""
    return _page(standing.pages["accessibility"])


def _page(page: NeededPage) -> list[Gap]:
    if page.pk is None:
        return [Gap(f"There is no {page.name} page. Run start_council again: it makes what is missing.", "")]
    return [] if page.is_seen else [Gap(f"“{page.title}”: read it, make it true for you, and publish it.", f"page:{page.pk}")]


def _open(standing: Standing) -> list[Gap]:
    since = standing.look.held_back_since
    return [Gap(f"Families are held back since {since:%-d %B %Y}. Open the site when the rest is done.", "open")] if since else []


def _look(standing: Standing) -> list[Gap]:
    look, plain = standing.look, BrandSettings()
    gaps = [Gap("Write what your council is called.", "look:council_name")] if look.council_name == plain.council_name else []
    if "look" not in standing.said:
        if not look.logo_id and (look.brand_colour, look.link_colour) == (plain.brand_colour, plain.link_colour):
            gaps.append(Gap("Choose a colour or a logo, or keep the plain look.", "look:brand_colour", can_be_said=True))
        words = ("hub_word", "hubs_word", "offer_word", "panel_word")
        if all(getattr(look, word) == getattr(plain, word) for word in words):
            named = _and([f"“{word}”" for word in (look.hub_word, look.offer_word, look.panel_word) if word])
            offer = "" if look.offer_word else " The offer has no name of its own yet."
            gaps.append(Gap(f"Families read {named}.{offer} Write the names you use, or keep these.", "look:hub_word", can_be_said=True))
    return gaps if look.phone_hours else [*gaps, Gap("Say when a person answers the phone.", "look:phone_hours")]


def _hubs(standing: Standing) -> list[Gap]:
    hubs = standing.hubs
    if not hubs:
        return [Gap("No family hub is open to families yet: add one.", "add_hub")]
    gaps = [Gap(f"{hub.name} has no page and everyday listening yet.", "listen") for hub in hubs if not hub.listens][:MOST_NAMED]
    if all(hub.lacks for hub in hubs):
        first = hubs[0]
        gaps.append(Gap(f"{first.name} has {_and(first.lacks)} yet.", f"hub:{first.pk}"))
    return gaps


def _people(standing: Standing) -> list[Gap]:
    who = standing.staffing
    gaps = [] if who.number_of_people > 1 else [Gap("You are the only one here: invite a colleague.", "invite")]
    if who.number_of_people > 1 and who.number_of_administrators == 1:
        gaps.append(Gap("There is one administrator only. Name a second, for the day the first is ill.", "people"))
    for name in who.unnamed:
        asked = name in who.invited
        words = f"The {name} you invited has not come in yet." if asked else f"No {name} is named yet: invite them, or give the role."
        gaps.append(Gap(words, "people" if asked else "invite"))
    gaps += [Gap(f"Nobody holds the post “{title}”.", f"post:{pk}") for pk, title in who.empty_posts[:MOST_NAMED]]
    more = len(who.empty_posts) - MOST_NAMED
    return [*gaps, Gap(f"{more} more posts are held by nobody.", "posts")] if more > 0 else gaps


def _mail(standing: Standing) -> list[Gap]:
    if standing.letter_arrived:
        return []
    return [Gap("Send yourself a test letter, and type back the six digits in it.", "mail")]


def _survey(standing: Standing) -> list[Gap]:
    if standing.asking.was_open:
        return []
    where = f"survey:{standing.asking.draft}" if standing.asking.draft else "surveys"
    return [Gap("No questions were open to families yet: open the ones after a session.", where)]


def _poster(standing: Standing) -> list[Gap]:
    if standing.asking.was_answered or (standing.asking.has_poster and "poster" in standing.said):
        return []
    if standing.asking.has_poster:
        return [Gap("A poster is made. Print it. Is it on the wall?", "posters", can_be_said=True)]
    return [Gap("Make the first poster: four choices, and the printer.", "poster")]


def _defaults(standing: Standing) -> list[Gap]:
    if standing.chose_defaults or "defaults" in standing.said:
        return []
    return [Gap("Read what you promise families from the first day, and why; keep it or change it.", "defaults", can_be_said=True)]


def _and(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


_GAPS = {
    NUMBERS.key: _numbers,
    PRIVACY.key: _privacy,
    ACCESSIBILITY.key: _accessibility,
    OPEN.key: _open,
    "look": _look,
    "hubs": _hubs,
    "people": _people,
    "mail": _mail,
    "survey": _survey,
    "poster": _poster,
    "defaults": _defaults,
}
