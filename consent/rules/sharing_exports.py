"""What may go to a partner, about whom, and in which words. Rules are given the facts and return the reasons."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info

from consent.choices import Channel, SafeThere, Special
from consent.choices.sharing import Basis, DataItem
from consent.choices.sharing_exports import HERE, REACHED_BY, LeftOut, WhyNow
from consent.models import Partner, Person, Purpose, SharingAgreement
from consent.rules.ledger import why_not_reach
from consent.rules.standing import Standing
from core.contact import phone_as_read
from core.models import Hub

NOBODY = "Nobody is left who may go."
CHANGED = "Since you looked, something has changed: who goes, or what we hold of them. Look again below."
TOO_LATE = "It is more than a quarter of an hour old, so it is gone. Make it anew: who may go is looked at once more."
NOT_YOURS = "Only who shares for the whole council makes a file for a partner, and fetches the one they made."
MADE_ANEW = "The file is deleted, and nothing was shared by it just now. Make it anew."


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to share: with whom, for which purpose, which items, and about the people of which hub (None: of every hub)."""

    partner: Partner
    purpose_code: str
    data_items: tuple[str, ...]
    hub: Hub | None = None


@dataclass(frozen=True)
class Line:
    """What goes about one person, by item; which items are kept back because they are not safe there or were not agreed to; and for each
    way to reach them that goes, what the partner may use it for first (`UsedIn`): each is a use that a change of mind calls back.
    """

    cells: dict[str, str]
    kept_back: frozenset[str] = field(default=frozenset())
    ways: tuple[str, ...] = ()


def why_not_purpose(agreement: SharingAgreement, purpose: Purpose | None) -> list[str]:
    """Return why an agreement's purpose lets nothing go: unknown, ended, on another basis, or a yes that named no partner."""
    if purpose is None:
        return [f"No purpose has the code “{agreement.purpose_code}”. Begin a new version of the agreement, with the code of a purpose."]
    reasons = [f"The purpose “{purpose.title}” has ended."] if purpose.ended_on else []
    if purpose.is_asked != (agreement.lawful_basis == Basis.CONSENT):
        reasons.append(
            f"The agreement and the purpose “{purpose.title}” do not rest on the same basis, so nobody can say whose data may go. "
            "Begin a new version of the agreement."
        )
    elif purpose.is_asked and not purpose.for_a_partner:
        reasons.append(f"Who said yes to “{purpose.title}” was not asked about a partner. Ask them about this one by its name.")
    return reasons


def why_not_from_here(data_items: Collection[str]) -> list[str]:
    """Return which items are not kept with a person, so cannot leave from here."""
    missing = [str(DataItem(code).label) for code in data_items if code in DataItem.values and code not in HERE]
    return [f"Earshot does not keep this with a person, so it cannot go from here: {', '.join(missing)}."] if missing else []


def why_not_make(*, why_now: str, number_going: int, is_as_seen: bool) -> list[str]:
    """Return why a file is not made, of what covers it and whom it is about."""
    if not number_going:
        return [NOBODY]
    reasons = [] if why_now in WhyNow.values else ["Choose why it goes now."]
    return reasons if is_as_seen else [*reasons, CHANGED]


def why_left_out(*, purpose: Purpose, standing: Standing, is_stopped: bool, has_objected: bool, is_silent: bool) -> LeftOut | None:
    """Return why somebody may not go, whatever is asked for; None when they may.

    `is_silent`: they were brought in with a list, and have decided nothing since.
    """
    if has_objected:
        return LeftOut.OBJECTED
    if is_stopped:
        return LeftOut.STOPPED
    if is_silent:
        return LeftOut.SILENT
    if purpose.is_asked and not standing.is_yes:
        return LeftOut(standing.state)
    if purpose.is_asked and purpose.special == Special.EXPLICIT and not standing.is_explicit:
        return LeftOut.NOT_EXPLICIT
    return None


def places_of(purpose: Purpose, standing: Standing) -> Collection[str] | None:
    """Return the places that the purpose names and they said yes to; None is all (decision 0042)."""
    now, then = set(purpose.channels), set(standing.channels)
    return (now or then) & (then or now) if now or then else None


def line_of(person: Person, data_items: Collection[str], *, places: Collection[str] | None) -> Line:
    """Return what goes about somebody. A way to reach them stays empty where using it is not safe, or where the purpose or
    their yes names others only (`places`, None meaning all). A partner that rings where ringing is not safe does the same harm as we would.
    """
    cells, kept_back, ways = dict[str, str](), set[str](), list[str]()
    for item in data_items:
        cells[item] = _cell(person, item)
        if cells[item] and item in REACHED_BY:
            mine = _ways_to_use(person, item, places)
            ways += mine[:1]
            if not mine:
                cells[item] = ""
                kept_back.add(item)
    return Line(cells, frozenset(kept_back), tuple(ways))


def why_no_line(line: Line) -> LeftOut | None:
    """Return why a line about somebody does not go: a partner that was to reach them could not. None when it goes."""
    ways = [item for item in line.cells if item in REACHED_BY]
    if not ways or any(line.cells[item] for item in ways):
        return None
    return LeftOut.NOT_SAFE if line.kept_back else LeftOut.NO_WAY


def _ways_to_use(person: Person, item: str, places: Collection[str] | None) -> list[str]:
    """Return the uses of a way to reach somebody that are safe, and that the purpose and their yes name."""
    uses = [use for use in REACHED_BY[item] if places is None or use in places]
    return [use for use in uses if not why_not_reach(person.safe, use)]


def _cell(person: Person, item: str) -> str:
    if item == DataItem.PHONE:
        return phone_as_read(person.phone)
    if item == DataItem.LANGUAGE:
        return str(get_language_info(person.language)["name"]) if person.language in LANG_INFO else person.language
    if item == DataItem.CHANNEL:
        return str(Channel(person.channel).label) if person.channel else ""
    if item == DataItem.SAFE:
        return str(SafeThere(person.safe).label)
    if item == DataItem.HUB:
        return person.hub.name if person.hub else ""
    if item == DataItem.IS_YOUNG:
        return "yes" if person.is_young else "no"
    return str(getattr(person, item))  # name, email, post_address: the item is called as the column is


def why_withheld(left_out: dict[LeftOut, int]) -> list[str]:
    """Return why a file does not leave: how many may not go any more; the same people with other data is one too."""
    if not left_out:
        return ["What we hold of somebody in it has changed since.", MADE_ANEW]
    said = [f"{number} in it may not go any more: {why.label[0].lower()}{why.label[1:]}." for why, number in left_out.items()]
    return [*said, MADE_ANEW]
