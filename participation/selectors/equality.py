"""Equality records: the ones somebody may read, where each stands, what families read of it, and what is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import User
from core.answers import Missing
from core.asked_once import once
from core.clocks import is_late
from core.models import Post
from core.questions import Attention
from core.selectors.posts import why_mine
from participation.choices import ENDED, Effect, EqualityOutcome, Size
from participation.equality import KEYS
from participation.models import Engagement, EqualityLine, EqualityPublication, EqualityRecord, MitigationDone
from participation.rules import equality as rules

VIEW, ADD, EDIT, SIGN = (f"equality.{act}" for act in ("view", "add", "edit", "sign"))
SOON = timedelta(days=28)
DRAFT, SIGNED, PUBLISHED, REVIEW = "Being written", "Signed", "Signed and published", "To be looked at again"


def records(user: User) -> "QuerySet[Any]":
    """Return the newest version of each record a member of staff may read, with what a list says of it."""
    is_published = Exists(EqualityPublication.objects.filter(record=OuterRef("pk")))
    rows: QuerySet[Any] = (
        EqualityRecord.objects.visible_to(user, VIEW).filter(superseded_by__isnull=True).annotate(is_published=is_published)
    )
    return rows.select_related("owner__hub").prefetch_related("hubs")


def lines_of(record: EqualityRecord) -> list[EqualityLine]:
    """Return the lines of a version in the order of the Act, then the council's."""
    return sorted(record.lines.select_related("owner__hub", "done"), key=lambda line: KEYS.index(line.characteristic))


def words_of_all_lines() -> dict[int, list[str]]:
    """Return the words of every line by the version it belongs to. One query."""
    found: dict[int, list[str]] = {}
    for line in EqualityLine.objects.exclude(effect="", evidence="", mitigation="").order_by("record", "pk"):
        found.setdefault(line.record_id, []).append(
            f"{line.about.name}: {line.get_effect_display()} {line.evidence} {line.mitigation}".strip()
        )
    return found


def publication_of(record: EqualityRecord) -> EqualityPublication | None:
    """Return since when everybody may read a version; None when nobody may."""
    return EqualityPublication.objects.filter(record=record).first()


def next_of(record: EqualityRecord) -> EqualityRecord | None:
    """Return the version that came after, written or signed."""
    return EqualityRecord.objects.filter(supersedes=record).first()


def where_it_stands(record: EqualityRecord, *, is_published: bool, today: date) -> str:
    """Say where a version stands."""
    if record.signed_on is None:
        return DRAFT
    if record.review_on and record.review_on <= today:
        return REVIEW
    return PUBLISHED if is_published else SIGNED


def why_not_sign(record: EqualityRecord, *, today: date) -> list[Missing]:
    """Return everything that is missing before this version may be signed."""
    return rules.why_not_sign(record, lines=lines_of(record), today=today)


def why_not_rely_on_record_of(engagement: Engagement) -> list[Missing]:
    """Return why a big decision may not rest on its equality record yet, each with the address where it is mended. Two queries."""
    record = EqualityRecord.objects.filter(engagements=engagement).first()
    if record is None:
        begin = f"{reverse('equality:new')}?engagement={engagement.pk}"
        return [Missing(one.text, begin) for one in rules.why_not_rely_on(None, lines=[])]
    return why_not_rely_on(record)


def why_not_rely_on(record: EqualityRecord) -> list[Missing]:
    """Return why a big decision may not rest on a record yet, each with the place on its page where it is mended. One query."""
    page = reverse("equality:one", args=[record.pk])
    return [Missing(one.text, page + one.href) for one in rules.why_not_rely_on(record, lines=lines_of(record))]


# Where staff are told what to do, families are told what is done.
AS_FAMILIES_READ_IT: dict[str, str] = {
    EqualityOutcome.NO_CHANGE: "We go on as planned",
    EqualityOutcome.ADJUST: "We change the plan",
    EqualityOutcome.CONTINUE: "We go on, because:",
    EqualityOutcome.STOP: "We do not go on with this",
}


@dataclass(frozen=True)
class PublishedLine:
    """What everybody may read about one group."""

    name: str
    effect: str
    mitigation: str


@dataclass(frozen=True)
class Published:
    """What everybody may read of a record: plain words, a job title, no person."""

    title: str
    decision: str
    families_said: str
    outcome: str
    justification: str
    signed_as: str
    signed_on: date
    published_on: date
    review_on: date | None
    lines: tuple[PublishedLine, ...]


def published_of(engagement: Engagement) -> Published | None:
    """Return what everybody may read of the record that an engagement rests on: of its newest version that is published; None when none is.

    Only groups for whom something gets better or worse have a line.
    """
    record = EqualityRecord.objects.filter(engagements=engagement).select_related("signed_as").first()
    while record and not publication_of(record):
        record = EqualityRecord.objects.filter(superseded_by=record).select_related("signed_as").first()
    publication = publication_of(record) if record else None
    if record is None or publication is None or record.signed_on is None or record.signed_as is None:
        return None
    felt = [line for line in lines_of(record) if line.effect in {Effect.POSITIVE, Effect.NEGATIVE}]
    return Published(
        title=record.title,
        decision=record.decision,
        families_said=record.families_said,
        outcome=AS_FAMILIES_READ_IT[record.outcome],
        justification=record.justification,
        signed_as=record.signed_as.title,
        signed_on=record.signed_on,
        published_on=publication.published_on,
        review_on=record.review_on,
        lines=tuple(PublishedLine(line.about.families, str(Effect(line.effect).label), line.mitigation) for line in felt),
    )


def engagements_to_join(user: User) -> "QuerySet[Engagement]":
    """Return the engagements that somebody may let rest on a record: theirs to change, still going on, and not everyday listening."""
    mine = Engagement.objects.wholly_within(user, "engagement.edit")
    return mine.exclude(stage__in=ENDED).exclude(size=Size.EVERYDAY).order_by("title")


def posts_to_choose(user: User) -> list[Post]:
    """Return the job titles that may look after a record or a line: of the user's hubs and of the whole council."""
    return list(Post.objects.for_choosing(user, EDIT).select_related("hub"))


def posts_to_sign_as(user: User, *, today: date) -> list[Post]:
    """Return the job titles somebody acts for."""
    return list(Post.objects.acted_for_by(user, today).select_related("hub"))


@dataclass(frozen=True)
class Carried:
    """What posts carry: newest versions that somebody looks after, and promises against a harm that are not done."""

    records: tuple[EqualityRecord, ...]
    promises: tuple[EqualityLine, ...]


def carried() -> Carried:
    """Return all that the council's posts carry: one query, asked once for a page. A version comes with its first line."""
    return once("equality carried", _carried)


def _carried() -> Carried:
    promised = Q(owner__isnull=False, effect=Effect.NEGATIVE, done__isnull=True) & ~Q(mitigation="")
    looked_after = Q(characteristic=KEYS[0], record__owner__isnull=False)
    rows = EqualityLine.objects.filter(promised | looked_after, record__superseded_by__isnull=True).select_related("record", "done")
    lines = list(rows.order_by("record__review_on", "due_on", "pk"))
    promises = [line for line in lines if line.owner_id and line.mitigation and line.effect == Effect.NEGATIVE]
    return Carried(
        records=tuple(line.record for line in lines if line.characteristic == KEYS[0] and line.record.owner_id),
        promises=tuple(line for line in promises if not is_done(line)),
    )


def is_done(line: EqualityLine) -> bool:
    """Return whether what a line promised was noted as done; asks nothing of a line that came with its `done`."""
    try:
        return line.done is not None
    except MitigationDone.DoesNotExist:
        return False


def lines_to_note(lines: Iterable[EqualityLine], user: User, *, today: date) -> set[int]:
    """Return which lines of one record somebody may note as done: those of posts they act for, or all for who may change the record."""
    lines = list(lines)
    mine = why_mine(user, today)
    whole = EqualityRecord.objects.wholly_within(user, EDIT).filter(pk__in={line.record_id for line in lines}).exists()
    return {line.pk for line in lines if whole or line.owner_id in mine}


def what_is_due(user: User, *, today: date) -> list[Attention]:
    """Return what the posts somebody acts for have to look at again, and what they promised against a harm (a query where any is)."""
    mine, soon, all_of_it = why_mine(user, today), today + SOON, carried()
    reviews = [one for one in all_of_it.records if one.owner_id in mine and one.signed_on and one.review_on and one.review_on <= soon]
    promises = [one for one in all_of_it.promises if one.owner_id in mine and one.signed_on and one.due_on and one.due_on <= soon]
    if not reviews and not promises:
        return []
    seen = set(EqualityRecord.objects.visible_to(user, VIEW).order_by().values_list("pk", flat=True))
    return [
        *(_review(one, mine, today) for one in reviews if one.pk in seen),
        *(_promise(one, mine, today) for one in promises if one.record_id in seen),
    ]


def _review(row: EqualityRecord, mine: dict[int, str], today: date) -> Attention:
    text = f"Look again at the equality record “{row.title}”: due {date_format(row.review_on or today, 'j F Y')}"
    return _line(row.pk, text, mine[row.owner_id or 0], row.signed_on, row.review_on, today)


def _promise(row: EqualityLine, mine: dict[int, str], today: date) -> Attention:
    text = f"{row.about.name}: what you promised in “{row.record.title}” is due {date_format(row.due_on or today, 'j F Y')}"
    return _line(row.record_id, text, mine[row.owner_id or 0], row.signed_on, row.due_on, today)


def _line(pk: int, text: str, why: str, since: date | None, due_on: date | None, today: date) -> Attention:
    return Attention(text, reverse("equality:one", args=[pk]), why, since, due_on, due_on is not None and is_late(due_on, today))
