"""The posts somebody acts for, who holds them, and why something that hangs on one is theirs."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format

from accounts.models import User
from core.asked_once import once
from core.models import Post, PostHolder
from core.models.post import PostQuerySet


def why_mine(user: User, day: date) -> dict[int, str]:
    """Return the posts somebody acts for on a day, each with why in words: they hold it, or they stand in. One query."""
    return once(("why mine", user.pk, day), lambda: _why_mine(user, day))


def _why_mine(user: User, day: date) -> dict[int, str]:
    held = PostHolder.objects.on(day).filter(user=user, post=OuterRef("pk"))
    posts: QuerySet[Any] = Post.objects.acted_for_by(user, day).select_related("hub").annotate(is_held=Exists(held))
    return {post.pk: f"You hold {post.at_hub}." if post.is_held else f"You stand in for {post.at_hub} {_while(post)}." for post in posts}


def _while(post: Post) -> str:
    until = f" until {date_format(post.away_until_on, 'j F Y')}" if post.away_until_on else ""
    return f"while they are away{until}"


def absences(user: User, day: date) -> "QuerySet[Post]":
    """Return the posts somebody holds and is noted as away from, now or later."""
    noted = Q(away_until_on__isnull=True) | Q(away_until_on__gte=day)
    return Post.objects.held_by(user, day).filter(noted, away_from_on__isnull=False).select_related("hub", "stand_in__hub").order_by("pk")


def held_for_good(person: User) -> "QuerySet[PostHolder]":
    """Return what somebody holds without an end: what a leaver has to hand over."""
    return person.posts_held.filter(until_on__isnull=True).select_related("post__hub").order_by("post__title", "post__pk")


def is_filled(post: Post, day: date) -> bool:
    """Return whether somebody who works here holds a post on a day, and is not away."""
    return not post.is_away_on(day) and PostHolder.objects.on(day).filter(post=post, user__is_active=True).exists()


def with_somebody(posts: PostQuerySet, day: date) -> Any:
    """Say of each post whether somebody who works here holds it (`is_filled`), and whether who stands in is there (`is_covered`)."""
    holding = PostHolder.objects.on(day).filter(user__is_active=True)
    elsewhere = Post.objects.away_on(day).filter(pk=OuterRef("stand_in"))
    return posts.annotate(
        is_filled=Exists(holding.filter(post=OuterRef("pk"))),
        is_covered=Exists(holding.filter(post=OuterRef("stand_in"))) & ~Exists(elsewhere),
    )
