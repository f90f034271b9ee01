"""What this room holds of somebody beside who they are and what they decided: for the copy that they may ask for (UK GDPR Article 15)."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.utils.translation import override

from consent.models import ConsentDetail, ConsentUse, RightsRequest, UseStopped
from core import clocks
from core.questions import Held

NAMES_OTHERS = "It names somebody else: who said yes for them, or who heard it said."

Rows = tuple[tuple[str, str], ...]


def beside_decisions(person_id: UUID) -> list[Held]:
    """Return who stands behind their decisions, where what they allowed is used, what we stopped, and what they asked us; in English yet.

    Of who was joined from several records each is asked for. A part without a row is left out.
    """
    with override(settings.LANGUAGE_CODE):
        found = (
            Held("Who stands behind what you decided", _names(person_id), NAMES_OTHERS, is_still_english=True),
            Held("Where what you allowed is used", _uses(person_id), is_still_english=True),
            Held("What you told us to stop using", _stops(person_id), is_still_english=True),
            Held("What you asked us about your data", _asked(person_id), is_still_english=True),
        )
    return [one for one in found if one.rows]


def _names(person_id: UUID) -> Rows:
    rows: list[tuple[str, str]] = []
    details = ConsentDetail.objects.filter(record__person=person_id).select_related("record__purpose").order_by("record__recorded_at")
    for one in details:
        about = one.record.purpose.title
        said = (("Who decided", one.decided_by), ("Who heard it", one.witness), ("Where the sheet is", one.kept_at))
        rows += [(f"{what}: {about}", words) for what, words in said if words]
    return tuple(rows)


def _uses(person_id: UUID) -> Rows:
    uses = ConsentUse.objects.filter(record__person=person_id).prefetch_related("tasks")
    return tuple((one.title, "; ".join(_of_use(one))) for one in uses)


def _of_use(use: ConsentUse) -> Iterable[str]:
    yield f"{use.get_used_as_display()}, since {clocks.day_in_words(use.began_on)}"
    if use.ended_on:
        yield f"ended on {clocks.day_in_words(use.ended_on)}"
    for task in use.tasks.all():
        yield f"called back on {clocks.day_in_words(task.opened_on)}: {task.get_state_display().lower()}"


def _stops(person_id: UUID) -> Rows:
    stops = UseStopped.objects.filter(person=person_id).select_related("purpose").order_by("stopped_on", "pk")
    return tuple((one.purpose.title, "; ".join(_of_stop(one))) for one in stops)


def _of_stop(one: UseStopped) -> Iterable[str]:
    yield f"stopped on {clocks.day_in_words(one.stopped_on)}"
    if one.lifted_on:
        yield f"you let us again on {clocks.day_in_words(one.lifted_on)}"


def _asked(person_id: UUID) -> Rows:
    requests = RightsRequest.objects.filter(person=person_id).select_related("words").order_by("received_on", "pk")
    rows: list[tuple[str, str]] = []
    for one in requests:
        said = "\n".join(line for line in (f"On {clocks.day_in_words(one.received_on)}", one.words.asked) if line)
        rows.append((f"{one}: {one.get_kind_display()}", said))
        if one.words.answer:
            rows.append((f"{one}: our letter", one.words.answer))
    return tuple(rows)
