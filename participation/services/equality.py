"""The life of an equality record: begun, written, signed, published, looked at again in a new version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from core import audit
from core.answers import Missing
from core.models import Hub, Post
from core.overtaken import refuse_if_overtaken
from participation.choices import Effect
from participation.equality import KEYS
from participation.models import Engagement, EqualityLine, EqualityPublication, EqualityRecord, MitigationDone
from participation.rules import equality as rules
from participation.rules import kept
from participation.selectors import equality as selectors
from participation.services.of_hubs import only, refuse_foreign

HEAD = ("title", "decision", "owner", "baseline", "families_said", "cumulative", "outcome", "justification", "review_on")
LINE = ("effect", "evidence", "mitigation", "owner", "due_on")


@dataclass(frozen=True)
class LineSaid:
    """What was said about one group."""

    effect: str = ""
    evidence: str = ""
    mitigation: str = ""
    owner: Post | None = None
    due_on: date | None = None


@transaction.atomic
def start_record(*, record: EqualityRecord, hubs: Iterable[Hub], by: User) -> EqualityRecord:
    """Begin a record with a line for every group, which nobody has looked at yet. No hubs means the whole council.

    Raises PermissionDenied for hubs out of reach.
    """
    hubs = list(hubs)
    refuse_foreign(hubs, by, selectors.ADD)
    record.save()
    record.hubs.set(hubs)
    record.writers.add(by)
    EqualityLine.objects.bulk_create(EqualityLine(record=record, characteristic=key) for key in KEYS)
    audit.record("participation.equality.start", record, by=by, hub_id=only(hubs))
    return record


@transaction.atomic
def save_record(
    *, record: EqualityRecord, hubs: Iterable[Hub], lines: Mapping[str, LineSaid], by: User, seen: int | None = None
) -> EqualityRecord:
    """Keep what stands in a version and in its lines (by key; a key that is left out stays). Half done is fine: signing asks for all.

    Raises ValidationError when it is signed, or a colleague changed it since (`seen` is the number of changes the page knew), and
    PermissionDenied for hubs out of reach.
    """
    hubs, stands = list(hubs), _held(record)
    refuse_foreign(hubs, by, selectors.EDIT)
    if stands.signed_on:
        raise ValidationError([rules.IS_SIGNED])
    refuse_if_overtaken(seen=seen, now=stands.edited_count)
    _refuse(_taken_back(stands, lines))
    for name in HEAD:
        setattr(stands, name, getattr(record, name))
    stands.edited_count += 1
    stands.save()
    stands.hubs.set(hubs)
    stands.writers.add(by)
    rows = list(stands.lines.filter(characteristic__in=lines))
    for row in rows:
        for name in LINE:
            setattr(row, name, getattr(lines[row.characteristic], name))
    EqualityLine.objects.bulk_update(rows, LINE)
    looked_at = stands.lines.exclude(effect="").count()
    audit.record("participation.equality.edit", stands, by=by, hub_id=only(hubs), lines_looked_at=looked_at)
    return stands


@transaction.atomic
def sign_record(*, record: EqualityRecord, signed_as: Post, by: User, today: date, seen: int | None = None) -> EqualityRecord:
    """Sign a version off as a job title: from now on it and its lines are like stone, and its engagements rest on it.

    Raises PermissionDenied for who may not sign for all its hubs, and ValidationError with everything that is missing.
    """
    row = _held(record)
    if not EqualityRecord.objects.wholly_within(by, selectors.SIGN).filter(pk=row.pk).exists():
        raise PermissionDenied
    acts_for = {post.pk for post in selectors.posts_to_sign_as(by, today=today)}
    reasons = [one.text for one in selectors.why_not_sign(row, today=today)]
    reasons += rules.why_not_sign_it_yourself(has_written=row.writers.filter(pk=by.pk).exists(), has_post=signed_as.pk in acts_for)
    if seen is not None and seen != row.edited_count:
        reasons.append("A colleague changed it since you read it. Read it again, then sign.")
    if reasons:
        raise ValidationError(reasons)
    row.lines.update(signed_on=today)
    row.signed_on, row.signed_as, row.signed_by = today, signed_as, by
    row.save(update_fields=["signed_on", "signed_as", "signed_by"])
    if row.supersedes_id:
        Engagement.objects.filter(equality_record=row.supersedes_id).update(equality_record=row)
    audit.record("participation.equality.sign", row, by=by, version=row.version, outcome=row.outcome)
    return row


@transaction.atomic
def publish_record(*, record: EqualityRecord, by: User, today: date) -> EqualityPublication:
    """Let everybody read a signed version. Raises PermissionDenied for who may not sign, and ValidationError with why not."""
    row = _held(record)
    if not EqualityRecord.objects.wholly_within(by, selectors.SIGN).filter(pk=row.pk).exists():
        raise PermissionDenied
    _refuse(rules.why_not_publish(row, is_published=selectors.publication_of(row) is not None))
    audit.record("participation.equality.publish", row, by=by, version=row.version)
    return EqualityPublication.objects.create(record=row, published_on=today, published_by=by)


@transaction.atomic
def begin_version(*, record: EqualityRecord, by: User, today: date) -> EqualityRecord:
    """Begin the next version with what the signed one says: for a correction, or to look again. The signed one stands until then.

    Raises ValidationError when it is not signed, or the next one has begun.
    """
    old = _held(record)
    _refuse(rules.why_not_begin_version(old, has_next=selectors.next_of(old) is not None))
    new = EqualityRecord(version=old.version + 1, supersedes=old, dated_on=today)
    for name in HEAD:
        setattr(new, name, getattr(old, name))
    new.review_on = None
    new.save()
    new.hubs.set(old.hubs.all())
    new.writers.set({*old.writers.all(), by})  # who wrote the old words is no second pair of eyes for them
    EqualityLine.objects.bulk_create(
        EqualityLine(record=new, characteristic=line.characteristic, **{name: getattr(line, name) for name in LINE})
        for line in selectors.lines_of(old)
    )
    audit.record("participation.equality.new_version", new, by=by, of=old.pk)
    return new


@transaction.atomic
def drop_draft(*, record: EqualityRecord, by: User) -> None:
    """Delete a version that was begun by mistake. Raises ValidationError when it is signed, or an engagement rests on it."""
    row = _held(record)
    if row.signed_on:
        raise ValidationError([rules.IS_SIGNED])
    if row.engagements.exists():
        raise ValidationError(["An engagement rests on this record. Take it off first."])
    audit.record("participation.equality.drop", row, by=by, version=row.version)
    row.delete()


@transaction.atomic
def choose_engagements(*, record: EqualityRecord, engagements: Iterable[Engagement], by: User) -> None:
    """Say which engagements rest on a record, among those this person may change; what others hung on it stays.

    One that rested on another record moves to this one: a decision has one record. Raises ValidationError where a big decision that
    families were told of would be left without what it opened with (rules/kept.py).
    """
    record, chosen = _held(record), {one.pk for one in engagements}
    mine = Engagement.objects.filter(pk__in=selectors.engagements_to_join(by).order_by().values("pk"))
    held = mine.filter(Q(pk__in=chosen) | Q(equality_record=record)).order_by("pk").select_for_update()
    locked = list(held)
    leaving = [one for one in locked if one.equality_record_id == record.pk and one.pk not in chosen]
    joining = [one for one in locked if one.equality_record_id != record.pk and one.pk in chosen]
    lacks = selectors.why_not_rely_on(record)
    moving = [why for one in joining for why in _not_moved(one, record, lacks)]
    _refuse([*kept.why_not_leave_record(leaving), *moving])
    Engagement.objects.filter(pk__in=[one.pk for one in leaving]).update(equality_record=None)
    joined = Engagement.objects.filter(pk__in=[one.pk for one in joining])
    numbers = [one.pk for one in joining]
    joined.update(equality_record=record)
    audit.record("participation.equality.join", record, by=by, engagements=numbers, left=[one.pk for one in leaving])


@transaction.atomic
def note_done(*, line: EqualityLine, by: User, today: date) -> MitigationDone:
    """Note that what a signed line promised was done: by who acts for its post, or may change the record.

    Raises ValidationError for anybody else, and when it promised nothing or was noted already.
    """
    row = EqualityLine.objects.select_for_update().get(pk=line.pk)
    if row.pk not in selectors.lines_to_note([row], by, today=today):
        raise ValidationError(["Who promised it notes it, or who may change this record."])
    if not row.signed_on or row.effect != Effect.NEGATIVE or not row.mitigation:
        raise ValidationError(["Only what a signed version promises can be noted as done."])
    if MitigationDone.objects.filter(line=row).exists():
        raise ValidationError(["It is noted as done already."])
    audit.record("participation.equality.done", row, by=by, characteristic=row.characteristic)
    return MitigationDone.objects.create(line=row, done_on=today, noted_by=by)


def _not_moved(engagement: Engagement, record: EqualityRecord, lacks: list[Missing]) -> list[str]:
    lacked = selectors.why_not_rely_on_record_of(engagement) if lacks else []
    before = EqualityRecord.objects.filter(engagements=engagement).first()
    is_signed, will_be = before is not None and before.signed_on is not None, record.signed_on is not None
    return kept.why_not_move_record(engagement, lacked=lacked, lacks=lacks, is_signed=is_signed, will_be_signed=will_be)


def _taken_back(record: EqualityRecord, lines: Mapping[str, LineSaid]) -> list[str]:
    """Return why what stands in these lines cannot be taken back: something big opened with it."""
    resting = list(record.engagements.all())
    rows = record.lines.filter(characteristic__in=lines) if any(map(kept.is_owed, resting)) else ()
    said = [(row, lines[row.characteristic]) for row in rows]
    return [why for row, now in said for why in kept.why_not_unsay_line(row, effect=now.effect, mitigation=now.mitigation, resting=resting)]


def _held(record: EqualityRecord) -> EqualityRecord:
    return EqualityRecord.objects.select_for_update().get(pk=record.pk)


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise ValidationError(reasons)
