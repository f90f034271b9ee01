"""Counting who is on a panel without knowing whose slip is whose: numbers go up, and nothing else is kept (decision 0059)."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from accounts.models import User
from core import audit
from core.overtaken import refuse_if_overtaken
from panels.choices.monitoring import ANSWERS, UNDER_18, asked_of
from panels.models import MakeupCount, MonitoringCount, MonitoringRound, Panel
from panels.rules import monitoring as rules
from panels.selectors.makeup import number_of_slips
from panels.selectors.members import number_active
from panels.services.panels import held
from participation.models import PriorityGroup

EDIT = "member.edit"
CLOSED = "No round is open. Begin one first."


@transaction.atomic
def begin_round(*, panel: Panel, by: User, today: date) -> MonitoringRound:
    """Begin to count anew: every member is asked once more, by a slip without a name. Raises ValidationError while a round is open."""
    row = held(panel, by, EDIT)
    if row.monitoring_rounds.filter(closed_on__isnull=True).exists():
        raise ValidationError(["A round is open already. Close it first."])
    made = MonitoringRound.objects.create(panel=row, began_on=today)
    audit.record("panels.monitoring.begin", made, by=by, hub_id=row.hub_id)
    return made


@transaction.atomic
def close_round(*, panel: Panel, by: User, today: date) -> None:
    """Close the round: from now on its numbers are shown, as far as they tell of nobody, and nothing is added."""
    row = _open_round(panel, by)
    row.closed_on = today
    row.save(update_fields=["closed_on"])
    audit.record("panels.monitoring.close", row, by=by, hub_id=panel.hub_id)


@transaction.atomic
def key_slip(*, panel: Panel, said: Mapping[str, str], by: User, today: date) -> None:
    """Add one slip to the totals. Who was under 18 counts in no band of age. The trail says that a slip was keyed in, and no answer.

    Raises ValidationError by question, or where there are as many slips as members.
    """
    row = _open_round(panel, by)
    questions = asked_of(under_18s=row.panel.is_of_under_18s)
    offered = {one.value: [code for code, _ in (*ANSWERS[one], UNDER_18)] for one in questions}
    if problems := rules.why_not_slip(said, answers=offered):
        raise ValidationError(problems)
    if reasons := rules.why_not_one_more(number_of_slips=number_of_slips(row), number_of_members=number_active(panel, today)):
        raise ValidationError(reasons)
    for one in questions:
        if said[one] == UNDER_18[0]:
            continue
        count, _ = MonitoringCount.objects.get_or_create(round=row, question=one, answer=said[one], defaults={"number_of_people": 0})
        MonitoringCount.objects.filter(pk=count.pk).update(number_of_people=F("number_of_people") + 1)
    _touched(row)
    audit.record("panels.monitoring.slip", row, by=by, hub_id=row.panel.hub_id)


@transaction.atomic
def count_pile(
    *,
    panel: Panel,
    counts: Mapping[str, Mapping[str, int]],
    groups: Mapping[PriorityGroup, int],
    seen: int,
    by: User,
    today: date,
    under_18: int = 0,
) -> None:
    """Keep what was counted of a pile in place of what stood there: by question and answer, and how many of each group are on the panel.

    `under_18` are those in no band of age: counted so that the questions add up, and not kept. `seen` is the version that the page
    showed. Raises Overtaken, and ValidationError by box.
    """
    row = _open_round(panel, by)
    refuse_if_overtaken(seen=seen, now=row.version)
    number = number_active(panel, today)
    problems = rules.why_not_pile(counts, number_of_members=number, under_18=under_18)
    problems |= rules.why_not_groups({f"group_{group.pk}": of for group, of in groups.items()}, number_of_members=number)
    if problems:
        raise ValidationError(problems)
    row.counts.all().delete()
    row.makeup.filter(group__is_active=True).delete()
    MonitoringCount.objects.bulk_create(
        MonitoringCount(round=row, question=asked, answer=answer, number_of_people=of)
        for asked, by_answer in counts.items()
        for answer, of in by_answer.items()
        if of
    )
    MakeupCount.objects.bulk_create(MakeupCount(round=row, group=group, number_of_people=of) for group, of in groups.items())
    _touched(row)
    audit.record("panels.monitoring.count", row, by=by, hub_id=row.panel.hub_id)


def _open_round(panel: Panel, by: User) -> MonitoringRound:
    held(panel, by, EDIT)
    row = (
        MonitoringRound.objects.select_for_update(of=("self",)).filter(panel=panel, closed_on__isnull=True).select_related("panel").first()
    )
    if row is None:
        raise ValidationError([CLOSED])
    return row


def _touched(row: MonitoringRound) -> None:
    MonitoringRound.objects.filter(pk=row.pk).update(version=F("version") + 1)
