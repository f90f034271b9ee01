"""One count of people, as somebody may read it: in public, inside the council, or by who reads what families wrote.

Every number of people on a page, in a chart, an export or an alternative text comes from here or from `tables`. What the council did is no
count of people: it is never hidden. What somebody typed themselves they see as they typed it, on the screen where they typed it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounts.models import User
from core.querysets import may, reach
from core.selectors import defaults

READS_EVERYTHING = "voice.view"
ALL_SHOWN = 1  # nobody is fewer than one
FEWEST_FOR_A_SHARE = 20  # of people: under it, one person more is five in a hundred (domain reference 6.6)
BANDS = (20, 50, 100, 200, 500, 1_000)
NONE_JOINED = (0, 0)
FEW = 10  # below it nobody reads more closely than "1 to 9" in bands, whatever they may read


@dataclass(frozen=True)
class Shown:
    """A count as it is shown: in words that stand alone, and the number itself where it may be known (for a chart or a spreadsheet)."""

    words: str
    number: int | None = None

    def __str__(self) -> str:
        return self.words


def line_for(user: User | None, *, hub_id: int | None = None) -> int:
    """Return below which number people are hidden from somebody; None is the public. Who reads what families wrote there sees all."""
    standing = defaults.standing()
    if user is None:
        return standing.hide_below_public
    return ALL_SHOWN if may(user, READS_EVERYTHING, hub_id=hub_id) else standing.hide_below_inside


def lines_for(user: User, *, hub_ids: Collection[int]) -> dict[int, int]:
    """Return the same for several hubs at once, by hub: one query however many there are."""
    inside, read = defaults.standing().hide_below_inside, reach(user, READS_EVERYTHING)
    return {hub: ALL_SHOWN if read is None or hub in read else inside for hub in hub_ids}


def people(number: int, *, below: int) -> Shown:
    """Return a number of people, or that it is fewer than may be shown. That there was nobody may be said."""
    if 0 < number < below:
        return Shown(fewer_than(below))
    return Shown(number_format(number, force_grouping=True), number)


def band(number: int, *, below: int, bands: Sequence[int] = BANDS, joined: tuple[int, int] = NONE_JOINED) -> Shown:
    """Return about how many people, where the number itself would say too much: "20 to 49". Wider `bands` say less; `joined` as below."""
    least, most = ends_of_band(number, below=below, bands=bands, joined=joined)
    if most == 0:
        return Shown(_("nobody"))
    if most is None:
        return Shown(_("%(number)s or more") % {"number": number_format(least, force_grouping=True)})
    return Shown(_("%(least)s to %(most)s") % {"least": least, "most": most}) if least else Shown(fewer_than(below))


def ends_of_band(number: int, *, below: int, bands: Sequence[int] = BANDS, joined: tuple[int, int] = NONE_JOINED) -> tuple[int, int | None]:
    """Return the least and the most that a number can be, to who reads its band; None where it has no upper end.

    No band begins over the first of `joined` and up to the second: those are one band, whichever of them the number is in.
    """
    starts = _starts(below, bands)
    if number < starts[0]:
        return 0, below - 1 if number else 0
    kept = [one for one in starts if not joined[0] < one <= joined[1]]
    least = max(one for one in kept if one <= number)
    return least, None if least == kept[-1] else kept[kept.index(least) + 1] - 1


def at_least(number: int, *, below: int, joined: tuple[int, int] = NONE_JOINED) -> Shown:
    """Return how many people there were at least, by the band of those who may be told of, where a few more may stand beside them."""
    least, _most = ends_of_band(number, below=below, joined=joined)
    return Shown(_("%(number)s or more") % {"number": number_format(least, force_grouping=True)})


def _starts(below: int, bands: Sequence[int]) -> list[int]:
    return [below, *(one for one in bands if one > below)] if below > ALL_SHOWN else [1, FEW, *bands]


def about_how_many(number: int, *, below: int) -> Shown:
    """Return about how many people came to one occasion, more roughly than `band`: "fewer than 20".

    A part of them that is hidden elsewhere is at most so many. So the least that is said always leaves room for a number over the line.
    """
    return band(number, below=next((one for one in BANDS if one > below), below))


def share(part: int, whole: int, *, below: int) -> Shown:
    """Return how many in a hundred, of people who answered. Nought and a hundred are never said: they would say it of each of them."""
    if whole < max(FEWEST_FOR_A_SHARE, below):
        return Shown(_("too few people to say"))
    if below == ALL_SHOWN or below <= part <= whole - below:
        in_a_hundred = round(100 * part / whole)
        return Shown(_("%(number)s in 100") % {"number": in_a_hundred}, in_a_hundred)
    return Shown(_("hardly anybody") if part < below else _("almost everybody"))


def may_narrow(part: int, whole: int, *, below: int) -> bool:
    """Return whether some of the people may be shown beside all: neither they nor the others may be a few (subtraction tells)."""
    return all(number == 0 or number >= below for number in (part, whole - part))


def of_the_council(number: int) -> Shown:
    """Return a count of what the council did or promised, which is never hidden."""
    return Shown(number_format(number, force_grouping=True), number)


def fewer_than(below: int) -> str:
    """Return the words for a number that is hidden for its own sake."""
    return _("fewer than %(number)s") % {"number": below}
