"""What waits for somebody on the ground floor: posts nobody fills, invitations nobody answered, the trail and the queue to look after."""

from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.audit_check import last_check
from core.clocks import today as day_of
from core.models import Invitation, Post, PostHolder
from core.outbox.standing import standing
from core.querysets import may, reach
from core.questions import Attention
from core.selectors.acting import out_of_reach, who_acts
from core.selectors.posts import with_somebody
from core.selectors.staff import may_at

CHECK_THE_TRAIL = timedelta(days=31)
NEWS_OF_A_POST = timedelta(days=14)
_FILLS = "You say here who holds which post."


def posts_taken_over(user: User, *, today: date) -> list[Attention]:
    """Return the posts that somebody was given of late: who gave them, and from whom they come."""
    new = PostHolder.objects.on(today).filter(user=user, given_by__isnull=False, from_on__gt=today - NEWS_OF_A_POST).exclude(given_by=user)
    rows = new.select_related("post__hub", "given_by", "taken_over_from").order_by("from_on", "pk")
    return [
        Attention(text=f"You now hold {row.post.at_hub}", href=reverse("my_posts"), why=_from_whom(row), since_on=row.from_on)
        for row in rows
    ]


def _from_whom(row: PostHolder) -> str:
    """Say who handed it over; a leaver may do that themselves."""
    if row.taken_over_from is None:
        return f"{row.given_by} gave it to you."
    by = "" if row.taken_over_from_id == row.given_by_id else f" by {row.given_by}"
    return f"It was handed over from {row.taken_over_from}{by}."


def posts_of_leavers(user: User) -> list[Attention]:
    """Return each closed account that holds posts still, for who may hand them all over."""
    if reach(user, "post.edit") is not None:
        return []
    held = PostHolder.objects.filter(until_on__isnull=True, user__is_active=False).select_related("user")
    leavers: dict[User, int] = {}
    for row in held.order_by("user__last_name", "user_id"):
        leavers[row.user] = leavers.get(row.user, 0) + 1
    return [
        Attention(
            text=f"{person}’s account is closed, and they hold {number} post{'' if number == 1 else 's'} still: hand over",
            href=reverse("hand_over", args=[person.pk]),
            why=_FILLS,
        )
        for person, number in leavers.items()
    ]


def posts_without_anybody(user: User, *, today: date) -> list[Attention]:
    """Return the posts that nobody holds, and those whose holder is away while nobody stands in."""
    if not may(user, "post.edit"):
        return []
    posts = with_somebody(Post.objects.wholly_within(user, "post.edit"), today).select_related("hub").order_by("title", "pk")
    left = Q() if reach(user, "post.edit") is not None else ~Q(holders__until_on__isnull=True, holders__user__is_active=False)
    away = Q(pk__in=Post.objects.away_on(today).values("pk"))
    found = list(posts.filter(Q(left, is_filled=False) | Q(away, is_filled=True, is_covered=False)))  # every front page asks: one query
    nobody, alone = [post for post in found if not post.is_filled], [post for post in found if post.is_filled]
    return [
        *(Attention(f"Nobody holds {post.at_hub}: choose somebody", reverse("post_holders", args=[post.pk]), _FILLS) for post in nobody),
        *(
            Attention(
                f"{post.at_hub}: the holder is away and nobody stands in", reverse("post:edit", args=[post.pk]), _FILLS, post.away_from_on
            )
            for post in alone
        ),
    ]


def posts_out_of_reach(user: User, *, today: date) -> list[Attention]:
    """Return the posts whose holder, or stand-in, has no role that lets them act on what hangs there."""
    if not may(user, "post.edit"):
        return []
    acting = who_acts(Post.objects.wholly_within(user, "post.edit").order_by("title", "pk"), today)
    return [
        Attention(
            f"{post.at_hub}: {'who stands in' if post.is_away_on(today) else 'the holder'} has no role to act on what waits there",
            reverse("person", args=[acting[post][0]]) if may(user, "staff.view") else reverse("post_holders", args=[post.pk]),
            _FILLS,
        )
        for post in out_of_reach(acting, today=today)
    ]


def invitations_that_ran_out(user: User) -> list[Attention]:
    """Return in one line the invitations that nobody took up: one's own, and those of colleagues who left."""
    if not may(user, "staff.invite"):
        return []
    open_still = Invitation.objects.filter(used_at__isnull=True, withdrawn_at__isnull=True, expires_at__lt=timezone.now())
    whose = Q(invited_by=user)
    if reach(user, "staff.invite") is None:
        whose |= Q(invited_by__is_active=False)
    rows = [row for row in open_still.filter(whose).order_by("expires_at") if may_at(user, "staff.invite", row.hub_id)]
    if not rows:
        return []
    text = "An invitation ran out" if len(rows) == 1 else f"{len(rows)} invitations ran out"
    why = "You sent it." if len(rows) == 1 else "You sent them."
    if any(row.invited_by_id != user.pk for row in rows):
        why = "You invite colleagues, and whoever sent it has left."
    return [Attention(f"{text}: send again, or withdraw", reverse("people"), why, day_of(rows[0].expires_at))]


def trail_to_check(user: User, *, today: date) -> list[Attention]:
    """Return whether the audit trail wants checking: once a month, and at once when something was found."""
    right = next((one for one in ("audit.view", "audit.seals") if may(user, one)), None)
    if right is None:
        return []
    last, href = last_check(), reverse("audit_seals")
    why = "You read the audit trail." if right == "audit.view" else "You look after the machines."
    if last and last.number_of_faults:
        return [Attention("The last check of the audit trail found something wrong", href, why, day_of(last.at), is_late=True)]
    if last is None:
        return [Attention("Nobody has checked the audit trail yet: press one button", href, why)]
    due_on = day_of(last.at) + CHECK_THE_TRAIL
    return [Attention("The audit trail was last checked a month ago: check it", href, why, day_of(last.at))] if due_on <= today else []


def queue_to_look_at(user: User) -> list[Attention]:
    """Return what is wrong with the queue that carries letters: nobody carries it, or something could not be carried."""
    if not may(user, "health.view"):
        return []
    post, why, href = standing(), "You look after the machines.", reverse("health")
    seen_on = day_of(post.seen_at) if post.seen_at else None
    found = [Attention(reason, href, why, seen_on, is_late=True) for reason in post.why_not_well(timezone.now())]
    if number := post.number_given_up:
        text = "A letter or job was given up" if number == 1 else f"{number} letters or jobs were given up"
        found.append(Attention(f"{text}: see what is wrong", href, why))
    return found
