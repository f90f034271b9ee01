"""Who holds which post."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from core import audit, saves
from core.models import Post, PostHolder
from core.rules.posts import why_not_away
from core.selectors import staff
from core.selectors.posts import is_filled


def _ask(by: User, post: Post) -> None:
    """A post of a hub is filled there; a post of the whole council by who serves the whole council."""
    if not staff.may_at(by, "post.edit", post.hub_id):
        raise PermissionDenied


@transaction.atomic
def take_post(*, post: Post, person: User, from_on: date, by: User, taken_over_from: User | None = None) -> PostHolder:
    """Let somebody hold a post from a day on. Raises ValidationError when they hold it already or their account is closed."""
    _ask(by, post)
    if not person.is_active:
        raise ValidationError(["This account is closed."])
    try:
        with transaction.atomic():
            holder = PostHolder.objects.create(post=post, user=person, from_on=from_on, given_by=by, taken_over_from=taken_over_from)
    except IntegrityError:
        raise ValidationError([f"{person} holds this post already."]) from None
    audit.record("core.post.take", post, by=by, hub_id=post.hub_id, person=person.pk)
    return holder


@transaction.atomic
def leave_post(*, holder: PostHolder, until_on: date, by: User) -> None:
    """End somebody's time in a post. Raises ValidationError when it has ended already, or the day is before they began."""
    holder = PostHolder.objects.select_for_update(of=("self",)).select_related("post").get(pk=holder.pk)
    _ask(by, holder.post)
    if holder.until_on is not None:
        raise ValidationError(["They have left this post already."])
    if until_on < holder.from_on:
        raise ValidationError(["That day is before they began."])
    holder.until_on = until_on
    holder.save(update_fields=["until_on"])
    audit.record("core.post.leave", holder.post, by=by, hub_id=holder.post.hub_id, person=holder.user_id)


@transaction.atomic
def stay_in_post(*, holder: PostHolder, by: User) -> None:
    """Take back that somebody leaves a post, up to their last day. Raises ValidationError when that has gone, or they hold it again."""
    holder = PostHolder.objects.select_for_update(of=("self",)).select_related("post").get(pk=holder.pk)
    _ask(by, holder.post)
    if holder.until_on is None:
        raise ValidationError(["They hold this post without an end already."])
    if holder.until_on < timezone.localdate():
        raise ValidationError(["They left before today. Give them the post again."])
    if holder.post.holders.filter(user=holder.user_id, until_on__isnull=True).exists():
        raise ValidationError([f"{holder.user} holds this post already."])
    holder.until_on = None
    holder.save(update_fields=["until_on"])
    audit.record("core.post.stay", holder.post, by=by, hub_id=holder.post.hub_id, person=holder.user_id)


@transaction.atomic
def hand_over(*, leaver: User, successor: User, by: User, on: date | None = None) -> int:
    """Move every post a leaver holds to somebody else, and return how many.

    What hangs on a post (answers to give, decisions, engagements) moves with it: records name posts, never people.
    The leaver's absences end with their time: who takes over is there. Raises PermissionDenied when one of the posts is not for `by` to
    fill, ValidationError when both are the same person or the successor's account is closed.
    """
    if leaver == successor:
        raise ValidationError(["Choose somebody else."])
    today = on or timezone.localdate()
    held = list(PostHolder.objects.select_related("post").filter(user=leaver, until_on__isnull=True))
    for holder in held:
        leave_post(holder=holder, until_on=max(today, holder.from_on), by=by)
        if not holder.post.holders.filter(user=successor, until_on__isnull=True).exists():
            take_post(post=holder.post, person=successor, from_on=max(today, holder.from_on), by=by, taken_over_from=leaver)
        if holder.post.away_from_on:
            go_away(post=holder.post, from_on=None, until_on=None, stand_in=holder.post.stand_in, by=by)
    return len(held)


@transaction.atomic
def go_away(*, post: Post, from_on: date | None, until_on: date | None, stand_in: Post | None, by: User) -> None:
    """Note from when until when the holder of a post is away, and who stands in; without a first day they are back.

    The holder may, and whoever may change the post. Raises ValidationError with every reason why not.
    """
    post = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    if not Post.objects.held_by(by, timezone.localdate()).filter(pk=post.pk).exists():
        _ask(by, post)
    nobody_there = stand_in is not None and from_on is not None and not is_filled(stand_in, from_on)
    if reasons := why_not_away(post, from_on=from_on, until_on=until_on, stand_in=stand_in, nobody_there=nobody_there):
        raise ValidationError(reasons)
    before = saves.own_fields(post)
    post.away_from_on, post.away_until_on, post.stand_in = from_on, until_on, stand_in
    post.save(update_fields=["away_from_on", "away_until_on", "stand_in"])
    if facts := saves.changed(Post, before, saves.own_fields(post)):
        audit.record("core.post.away", post, by=by, hub_id=post.hub_id, **facts)
