"""Setting whom to hear, and keeping what small groups say of themselves."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, clocks
from core.overtaken import refuse_if_overtaken
from participation.models import Aim, GroupSentence
from participation.rules import reach as rules
from participation.selectors.endings import SENTENCES
from participation.selectors.reach import mark_of_row
from participation.services.activities import by_field
from participation.services.holding import held
from participation.services.keeping import refuse_if_held_back


@transaction.atomic
def keep_aim(*, aim: Aim, by: User, seen: str | None = None) -> Aim:
    """Keep an aim as its form has it. `seen` is the mark of what its page showed; None asks nothing.

    Raises PermissionDenied for who may not change its engagement, Overtaken, ValidationError with every reason (rules.why_not_aim).
    """
    engagement = held(aim.engagement, by)
    before = Aim.objects.filter(pk=aim.pk).first()
    refuse_if_overtaken(seen=seen, now=mark_of_row(before), theirs=before)
    others = Aim.objects.filter(engagement=engagement, group=aim.group, hub=aim.hub).exclude(pk=aim.pk)
    if problems := rules.why_not_aim(aim, hubs=list(engagement.hubs.all()), is_taken=others.exists()):
        raise ValidationError(by_field(problems))
    act = "edit" if aim.pk else "add"
    aim.save()
    due_on = aim.due_on.isoformat() if aim.due_on else None
    audit.record(f"participation.aim.{act}", aim, by=by, hub_id=aim.hub_id, group=aim.group.key, owner=aim.owner_id, due_on=due_on)
    return aim


@transaction.atomic
def drop_aim(*, aim: Aim, by: User) -> None:
    """Take an aim away. Raises PermissionDenied for who may not change its engagement."""
    held(aim.engagement, by)
    audit.record("participation.aim.drop", aim, by=by, hub_id=aim.hub_id, group=aim.group.key)
    aim.delete()


@transaction.atomic
def keep_sentence(*, sentence: GroupSentence, by: User, seen: str | None = None) -> GroupSentence:
    """Keep a group's sentence; it is read by others from the day on which they agreed to it. `seen` as above.

    Raises PermissionDenied for who may not change its engagement, Overtaken, ValidationError with every reason
    (rules.why_not_keep_sentence).
    """
    engagement = held(sentence.engagement, by)
    before = GroupSentence.objects.filter(pk=sentence.pk).first()
    refuse_if_overtaken(seen=seen, now=mark_of_row(before), theirs=before)
    others = GroupSentence.objects.filter(engagement=engagement, group=sentence.group, hub=sentence.hub).exclude(pk=sentence.pk)
    problems = rules.why_not_keep_sentence(
        sentence, hubs=list(engagement.hubs.all()), is_taken=others.exists(), before=before, today=clocks.today()
    )
    if problems:
        raise ValidationError(by_field(problems))
    sentence.last_agreed_on = rules.last_agreed_on(before, sentence)
    sentence.save()
    agreed_on = sentence.agreed_on.isoformat() if sentence.agreed_on else None
    act = "edit" if before else "add"
    facts = {"group": sentence.group.key, "agreed_on": agreed_on}
    audit.record(f"participation.group_sentence.{act}", sentence, by=by, hub_id=sentence.hub_id, **facts)
    return sentence


@transaction.atomic
def drop_sentence(*, sentence: GroupSentence, by: User) -> None:
    """Take a sentence away, as its group may ask at any time. Raises PermissionDenied for who may not change its engagement."""
    held(sentence.engagement, by)
    refuse_if_held_back(SENTENCES, [sentence.pk])
    audit.record("participation.group_sentence.drop", sentence, by=by, hub_id=sentence.hub_id, group=sentence.group.key)
    sentence.delete()


def note_export(*, year: int, by: User) -> None:
    """Write down that somebody took the grid of a year out as a table."""
    audit.record("participation.reach.export", by, by=by, year=year)
