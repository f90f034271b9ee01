"""Which agreements stand, what they cover, whose turn it is to look at them again, and what was shared."""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet

from accounts.models import User
from consent.choices import Basis as PurposeBasis
from consent.choices.sharing import REMIND_DAYS, AgreementState, AgreementStepKind
from consent.models import AgreementStep, ConsentRecord, Partner, Purpose, SharingAgreement, SharingRecord
from consent.rules import sharing as rules
from core import marks, second_look
from core.asked_once import once
from core.models import Post, PostHolder, SecondLook
from core.querysets import reach
from core.role_table import kinds_that_may
from core.selectors.posts import why_mine

VIEW, EDIT, SIGN, EXPORT = "sharing.view", "sharing.edit", "sharing.sign", "sharing.export"
_NOT_TERMS = {"id", "signed_at", "signed_by", "written_by"}
# What a draft's form writes, and nothing beside it: an attached paper or a signature is never written over by an older page.
TERMS = tuple(
    field.name
    for field in SharingAgreement._meta.concrete_fields
    if field.name not in _NOT_TERMS | {"version", "supersedes", "document_digest"}
)
OF_A_PARTNER = ("name", "about", "website", "email", "ended_on")


@dataclass(frozen=True)
class Standing:
    """One agreement on a day: its state, and by when it is to be looked at again."""

    agreement: SharingAgreement
    state: AgreementState
    review_on: date | None
    day: date

    @property
    def days_left(self) -> int | None:
        """How many days an agreement in force has until its review, once the first reminder is due; None before, and for any other."""
        left = (self.review_on - self.day).days if self.review_on and self.state == AgreementState.IN_FORCE else None
        return left if left is not None and left <= max(REMIND_DAYS) else None

    @property
    def is_worrying(self) -> bool:
        """Whether something must be done before anything is shared again."""
        return self.state == AgreementState.REVIEW_DUE

    @property
    def is_sharing_possible(self) -> bool:
        """Whether somebody may try to share under it: one that is due for review says on the next page what to do first."""
        return self.state in {AgreementState.IN_FORCE, AgreementState.REVIEW_DUE}


@dataclass(frozen=True)
class Cover:
    """The agreement under which data may go, or every reason why there is none."""

    agreement: SharingAgreement | None
    reasons: list[str]


def agreements() -> "QuerySet[SharingAgreement]":
    """Return every agreement with what its state is read from, in three queries."""
    steps = Prefetch("steps", queryset=AgreementStep.objects.select_related("by"))
    rows = SharingAgreement.objects.select_related("partner", "owner__hub", "written_by", "signed_by", "replaced_by", "supersedes")
    return rows.prefetch_related(steps)


def standing_of(agreement: SharingAgreement, day: date) -> Standing:
    """Return where an agreement of `agreements()` stands on a day."""
    steps, newer = list(agreement.steps.all()), getattr(agreement, "replaced_by", None)
    replaced_from = newer.starts_on if newer and newer.signed_at else None
    state = rules.state_on(agreement, day, steps=steps, replaced_from=replaced_from)
    return Standing(agreement, state, rules.review_day(agreement, steps), day)


def covering(partner: Partner, purpose_code: str, data_items: Collection[str], on: date) -> Cover:
    """Return the agreement that lets these items go to a partner for a purpose on a day, or the reasons why none does (DESIGN promise 7).

    A partner that has ended gets nothing, whatever was agreed. Nothing to share is covered by nothing.
    """
    if ended := _why_ended(partner, on):
        return Cover(None, ended)
    if not data_items:
        return Cover(None, ["Say which data is to be shared."])
    reasons: list[str] = []
    for agreement in agreements().filter(partner=partner):
        standing = standing_of(agreement, on)
        wrong = rules.why_not_covered(agreement, state=standing.state, purpose_code=purpose_code, data_items=data_items)
        if not wrong:
            return Cover(agreement, [])
        reasons += wrong
    return Cover(None, reasons or [f"There is no agreement with {partner.name}."])


def why_not_any_more(agreement: SharingAgreement, data_items: Collection[str], on: date) -> list[str]:
    """Return why these items may not go on a day under the very agreement that covered them before: also a newer version is a reason."""
    row = agreements().get(pk=agreement.pk)
    standing = standing_of(row, on)
    wrong = rules.why_not_covered(row, state=standing.state, purpose_code=row.purpose_code, data_items=data_items)
    return _why_ended(row.partner, on) + wrong


def _why_ended(partner: Partner, on: date) -> list[str]:
    return [f"{partner.name} has ended."] if partner.ended_on and partner.ended_on <= on else []


def digest_of(agreement: SharingAgreement) -> str:
    """Return what shows that the terms are the ones that were looked at, the partner's name and the attached document included."""
    terms = {
        field.name: str(field.value_from_object(agreement)) for field in agreement._meta.concrete_fields if field.name not in _NOT_TERMS
    }
    terms["partner_name"] = agreement.partner.name
    return hashlib.sha256(json.dumps(terms, sort_keys=True).encode()).hexdigest()


def mark_of(agreement: SharingAgreement) -> str:
    """Return a mark of what a draft's terms say: another one when a colleague changed a word of them (core.marks)."""
    return marks.mark_of(agreement, TERMS)


def mark_of_partner(partner: Partner) -> str:
    """Return a mark of what we hold of a partner: another one when a colleague changed it (core.marks)."""
    return marks.mark_of(partner, OF_A_PARTNER)


def number_decided(partner: Partner) -> int:
    """Return how many decisions of families are about a partner."""
    return ConsentRecord.objects.filter(partner=partner).count()


def number_signed(partner: Partner) -> int:
    """Return how many agreements with a partner are signed, whatever became of them. Whatever was shared was shared under one."""
    return SharingAgreement.objects.filter(partner=partner, signed_at__isnull=False).count()


def look_at(agreement: SharingAgreement) -> SecondLook | None:
    """Return the last second look at an agreement."""
    return second_look.latest(agreement)


def posts_to_choose() -> "QuerySet[Post]":
    """Return the posts that can look after an agreement."""
    return Post.objects.select_related("hub").order_by("title", "hub__name")


def records() -> "QuerySet[SharingRecord]":
    """Return what was shared, the last first."""
    return SharingRecord.objects.select_related("agreement", "partner", "by")


def records_until(day: date) -> list[str]:
    """Return the ids of what was shared on a day or before it."""
    found = SharingRecord.objects.filter(shared_at__date__lte=day).order_by("pk").values_list("pk", flat=True)
    return [str(pk) for pk in found]


def partners() -> "QuerySet[Partner]":
    """Return every partner."""
    return Partner.objects.order_by("name")


def purposes_to_choose(kept: str = "") -> list[tuple[str, str]]:
    """Return the purposes under which something can go to a partner, as (code, title); last the code that a draft has and no purpose."""
    found = Purpose.objects.in_use().filter(Q(for_a_partner=True) | ~Q(basis=PurposeBasis.CONSENT)).order_by("-for_a_partner", "title")
    choices = [(one.key, one.title) for one in found]
    if kept and kept not in dict(choices):
        choices.append((kept, purpose_in_words(kept)))
    return choices


def purpose_in_words(code: str) -> str:
    """Return the title of the purpose that an agreement names, and the bare code where no purpose has it."""
    title = Purpose.objects.filter(key=code).values_list("title", flat=True).first()
    return title or f"{code} (no purpose has this code)"


def has_purpose(code: str) -> bool:
    """Return whether a purpose has a code: without one nothing can go under an agreement that names it."""
    return Purpose.objects.filter(key=code).exists()


def near_their_review(today: date) -> list[Standing]:
    """Return the agreements in force, or due, whose review is no more than sixty days away."""
    latest = today + timedelta(days=max(REMIND_DAYS))
    found = [standing_of(agreement, today) for agreement in agreements().filter(signed_at__isnull=False)]
    shown = {AgreementState.IN_FORCE, AgreementState.REVIEW_DUE}
    return [one for one in found if one.state in shown and one.review_on and one.review_on <= latest]


def waiting_for(user: User, today: date) -> Iterable[tuple[Standing, str]]:
    """Yield the agreements to look at again by somebody, each with why it is theirs: their post, or the officer's whole register."""
    if not SharingAgreement.objects.filter(signed_at__isnull=False).exists():  # every front page asks
        return
    whys = why_mine(user, today)
    for standing in near_their_review(today):
        if standing.agreement.owner_id in whys:
            yield standing, whys[standing.agreement.owner_id]
        elif standing.is_worrying and reach(user, SIGN) is None:
            yield standing, "You sign agreements, and nothing is shared under this one."


def to_sign(user: User) -> list[SharingAgreement]:
    """Return the agreements that wait for this person's signature; the one asked for first in front."""
    if reach(user, SIGN) is not None:
        return []
    waiting = once(("second looks", user.pk), lambda: second_look.waiting_for(user))
    asked = [look.about.partition(":")[2] for look in waiting if look.needs == SIGN]
    found = agreements().in_bulk([int(pk) for pk in asked])
    return [found[int(pk)] for pk in asked if int(pk) in found]


def holders_of(post: Post, today: date) -> list[User]:
    """Return who acts for a post today: who holds it, or who stands in."""
    acting = post.stand_in if post.is_away_on(today) and post.stand_in else post
    held = PostHolder.objects.on(today).filter(post=acting, user__is_active=True).select_related("user")
    return [holder.user for holder in held]


def officers() -> list[User]:
    """Return who signs agreements for the whole council."""
    return list(User.objects.filter(is_active=True, roles__kind__in=kinds_that_may(SIGN), roles__hub=None).distinct().order_by("pk"))


def numbers_to_look_after(post_ids: Collection[int]) -> list[tuple[int, int]]:
    """Return how many agreements each of these posts looks after: (post, number), drafts included, without what ended or was replaced."""
    gone = AgreementStep.objects.filter(kind=AgreementStepKind.ENDED).values("agreement")
    mine = SharingAgreement.objects.filter(owner__in=post_ids).exclude(pk__in=gone).exclude(replaced_by__signed_at__isnull=False)
    return list(mine.order_by("owner").values_list("owner").annotate(number=Count("pk")))
