"""Where what people allowed is used, what has to be called back, and what we hold of their decisions."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import override

from accounts.models import User
from consent.models import ConsentRecord, ConsentUse, Person, TakeDownTask, TakeDownTaskQuerySet
from consent.selectors import formats, ledger
from core import clocks
from core.models import Hub, Post, PostHolder, Role
from core.questions import Held
from core.role_table import kinds_that_may
from core.selectors.posts import why_mine


def tasks_to_read(user: User, *, ended: bool = False) -> TakeDownTaskQuerySet:
    """Return what has to be called back at somebody's hubs: what waits, the first promised in front; or what has ended."""
    mine = TakeDownTask.objects.visible_to(user, ledger.VIEW).select_related("use", "hub", "post__hub", "ended_by")
    return mine.exclude(pk__in=mine.waiting()).order_by("-ended_on", "pk") if ended else mine.waiting()


def waiting_for(user: User, today: date) -> Iterable[tuple[TakeDownTask, str]]:
    """Yield what somebody has to call back, each with why it is theirs: by their post, or because nobody holds that post."""
    mine = list(TakeDownTask.objects.visible_to(user, ledger.ADD).waiting().select_related("use", "hub", "post__hub"))
    if not mine:  # every staff front page asks: where nothing waits, one query is enough
        return
    whys = why_mine(user, today)
    able = set(_able(today).values_list("post_id", flat=True))
    for task in mine:
        if task.post_id in whys:
            yield task, whys[task.post_id]
        elif task.post_id not in able:
            yield task, "Nobody holds a post for this, so it waits for all of you who may act."


def _able(day: date) -> "QuerySet[PostHolder]":
    """Return who holds a post on a day and may call something back: at every hub, or at the post's own."""
    roles = Role.objects.filter(kind__in=kinds_that_may(ledger.ADD), user=OuterRef("user"))
    here = roles.filter(Q(hub__isnull=True) | Q(hub=OuterRef("post__hub")))
    return PostHolder.objects.on(day).filter(Exists(here), user__is_active=True)


def post_to_act(hub: Hub | None, day: date) -> Post | None:
    """Return whose turn it is to call something back: who manages the hub, or else any post there, or of the council, whose holder may.

    None when nobody holds such a post: then it waits for all who may.
    """
    able = Post.objects.filter(pk__in=_able(day).values("post")).order_by("title")
    usual = formats.post_to_act(hub, day)
    if usual and able.filter(pk=usual.pk).exists():
        return usual
    return (able.filter(hub=hub).first() if hub else None) or able.filter(hub__isnull=True).first()


def in_use() -> "QuerySet[ConsentUse]":
    """Return what is in use and that nobody is calling back yet."""
    waiting = TakeDownTask.objects.waiting().order_by().values("use")
    beside = ("record__person__merged_into__merged_into", "record__person__hub", "record__purpose", "record__partner", "record__hub")
    return ConsentUse.objects.filter(ended_on__isnull=True).exclude(pk__in=waiting).select_related(*beside)


def may_not_be_used(use: ConsentUse, today: date) -> bool:
    """Return whether something that is in use may not be used on a day: the yes ended, the purpose ended, or records were merged."""
    person = use.record.person
    while person.merged_into:
        person = person.merged_into
    return bool(ledger.why_not_use(person=person, purpose=use.record.purpose, partner=use.record.partner, today=today))


def uses_of(person: Person) -> list[ConsentUse]:
    """Return where something of a person is or was used, what is in use first."""
    uses = ConsentUse.objects.filter(record__in=ConsentRecord.objects.of([person])).select_related("record__purpose")
    return sorted(uses.prefetch_related("tasks"), key=lambda use: (use.ended_on is not None, use.began_on))


def export_of(person_id: UUID) -> list[Held]:
    """Return every decision of a person with its exact words, as they may read it themselves: still in English."""
    people = Person.objects.filter(pk=person_id)
    records = ConsentRecord.objects.of(people).select_related("purpose", "wording", "partner").oldest_first()
    with override(settings.LANGUAGE_CODE):
        return [Held(f"What you decided: {one.purpose.title}", tuple(_rows(one)), is_still_english=True) for one in records]


def _rows(record: ConsentRecord) -> Iterable[tuple[str, str]]:
    words = record.wording.filled(record.partner)
    yield "You said", str(record.get_decision_display())
    yield "On", clocks.day_in_words(record.given_on)
    yield "How", record.how_in_words
    yield "Who said it", str(record.get_given_by_display())
    yield "The words you were shown", f"{words['question']}\n\n{words['text']}"
    if record.until_on:
        yield "It holds until", clocks.day_in_words(record.until_on)
