"""What panels answer about who would like to join (core/questions.py). Named in settings.PROVIDERS."""

from datetime import date
from uuid import UUID

from accounts.models import User
from core.clocks import day_in_words
from core.imports.records import Kind
from core.old_records import gathered
from core.questions import Attention, Erased, Hangs, Held, OldRecords, RowEnded
from core.record_ids import id_typed
from panels.selectors import joining as selectors
from panels.services import joining_ended as services
from panels.services.member_lists import MEMBERS


def what_waits(*, user: User, today: date) -> list[Attention]:
    """Answer attention: whom to ring, to meet, to send the welcome pack or to agree with, so that nobody is forgotten."""
    return selectors.steps_that_wait(user, today=today)


def what_hangs(*, post_ids: frozenset[int], today: date) -> list[Hangs]:
    """Answer post.hangs: who waits for a step of these posts before they are on a panel."""
    words = {
        True: "rings or meets {} person who would like to join a panel",
        False: "rings or meets {} people who would like to join a panel",
    }
    return [Hangs(post, words[number == 1].format(number), right=selectors.EDIT) for post, number in selectors.numbers_owned(post_ids)]


def export(*, person_id: UUID) -> list[Held]:
    """Answer person.export: what they asked to join, and what they said suits them."""
    return selectors.held_about(person_id)


def erase(*, person_id: UUID, today: date) -> Erased:
    """Answer person.erase: that they would like to join, also under an introduction with their address. It reads their record."""
    return services.erase(person_id=person_id, today=today)


def what_is_due(*, code: str, counted_until: date) -> list[str] | None:
    """Answer retention.due: who asked to join and did not, from the day they asked."""
    if code != selectors.CODE:
        return None
    rows = selectors.prospects().filter(came_on__lte=counted_until).order_by("came_on", "pk")
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


def which_are_due(*, code: str, keys: list[str]) -> list[OldRecords] | None:
    """Answer retention.which: at which hubs, and since when."""
    if code != selectors.CODE:
        return None
    return gathered(selectors.prospects(), keys, when="came_on", where="panel__hub__name", say=day_in_words)


def find_one(*, code: str, typed: str) -> str | None:
    """Answer retention.find: by its id, or the address of its page."""
    return id_typed(typed, selectors.prospects()) if code == selectors.CODE else None


def end_one(*, code: str, key: str, today: date) -> RowEnded | None:
    """Answer retention.end: what they told us and that they asked is deleted."""
    return services.end_kept(key=key) if code == selectors.CODE else None


def import_kinds() -> list[Kind]:
    """Answer import.kinds: who is on a panel today, from a list."""
    return [MEMBERS]
