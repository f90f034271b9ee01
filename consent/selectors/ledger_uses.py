"""Where what people allowed is used, what has to be called back, and what we hold of their decisions."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import override

from accounts.models import User
from consent.choices import Decision, GivenBy, UsedAs
from consent.models import ConsentRecord, ConsentScan, ConsentUse, Person, TakeDownTask, TakeDownTaskQuerySet
from consent.rules import ledger as rules
from consent.rules import ledger_uses as use_rules
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


def _able(day: date, right: str = ledger.ADD) -> "QuerySet[PostHolder]":
    """Return who holds a post on a day and may call something back: at every hub, or at the post's own."""
    roles = Role.objects.filter(kind__in=kinds_that_may(right), user=OuterRef("user"))
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


def post_to_call_back(use: ConsentUse, hub: Hub | None, day: date) -> Post | None:
    """Return whose turn it is to call a use back: of who is set aside, only who answers questions about data knows what a partner has."""
    if use.used_as != UsedAs.PARTNER or ledger.as_now(use.record.person).is_here:
        return post_to_act(hub, day)
    return Post.objects.filter(pk__in=_able(day, "rights.edit").values("post")).order_by("title").first()


def in_use() -> "QuerySet[ConsentUse]":
    """Return what is in use and that nobody is calling back yet."""
    waiting = TakeDownTask.objects.waiting().order_by().values("use")
    beside = ("record__person__merged_into__merged_into", "record__person__hub", "record__purpose", "record__partner", "record__hub")
    return ConsentUse.objects.filter(ended_on__isnull=True).exclude(pk__in=waiting).select_related(*beside)


def not_to_be_used(uses: Iterable[ConsentUse], today: date) -> list[ConsentUse]:
    """Return those of some uses that a yes does not cover on a day, in one query for each purpose and partner.

    The yes or the purpose ended, the purpose lost a place, a newer yes is narrower, or records were merged.
    """
    groups: dict[tuple[int, int | None], list[tuple[ConsentUse, Person]]] = {}
    for use in uses:
        groups.setdefault((use.record.purpose_id, use.record.partner_id), []).append((use, ledger.as_now(use.record.person)))
    found = []
    for group in groups.values():
        purpose, partner = group[0][0].record.purpose, group[0][0].record.partner
        stands = ledger.standings({person.pk: person for _, person in group}.values(), purpose, partner=partner, today=today)
        for use, person in group:
            standing = stands[person.pk]
            why_not = rules.why_not_use(person=person, purpose=purpose, partner=partner, channel=use.channel, standing=standing)
            if why_not or use_rules.is_narrower(use, standing.record):
                found.append(use)
    return found


def uses_of(person: Person) -> list[ConsentUse]:
    """Return where something of a person is or was used, what is in use first."""
    uses = ConsentUse.objects.filter(record__in=ConsentRecord.objects.of([person])).select_related("record__purpose")
    return sorted(uses.prefetch_related("tasks"), key=lambda use: (use.ended_on is not None, use.began_on))


def export_of(person_id: UUID) -> list[Held]:
    """Return every decision under this very record with its exact words, as they may read it themselves: still in English.

    Of who was joined from several records each is asked for.
    """
    records = ConsentRecord.objects.filter(person=person_id).select_related("purpose", "wording", "partner").oldest_first()
    records = records.annotate(has_scan=Exists(ConsentScan.objects.filter(record=OuterRef("pk"))))
    with override(settings.LANGUAGE_CODE):
        return [Held(f"What you decided: {one.purpose.title}", tuple(_rows(one)), is_still_english=True) for one in records]


def _rows(record: ConsentRecord) -> Iterable[tuple[str, str]]:
    words = record.wording.filled(record.partner)
    yield "You said", "That you changed your mind" if record.decision == Decision.WITHDRAWN else str(record.get_decision_display())
    yield "On", clocks.day_in_words(record.given_on)
    yield "How", record.how_in_words
    yield "Who said it", "You" if record.given_by == GivenBy.SELF else "Somebody who told us that they may decide for you"
    yield "The words it was about", f"{words['question']}\n\n{words['text']}"
    if record.has_scan:  # type: ignore[attr-defined]  # annotated above
        yield "The form you signed", "We hold a picture of it. Ask us, and you get it with this copy."
    if record.until_on:
        yield "It holds until", clocks.day_in_words(record.until_on)
