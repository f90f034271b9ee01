"""Whether those who act for a post may do what hangs on it: a post gives no rights, roles do."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from core import questions
from core.models import Post, PostHolder, Role
from core.models.post import PostQuerySet
from core.role_table import RIGHTS


def out_of_reach(acting: Mapping[Post, Collection[int]], *, today: date, always: str = "") -> list[Post]:
    """Return the posts on which something hangs that none of those who act for it may do.

    `acting` says for each post the keys of the people. `always` names a right they need though nothing hangs on the post yet. A post of the
    whole council reaches every hub, so a role at one of them will do. Two queries, and those of who answers post.hangs.
    """
    if not acting:
        return []
    asked: dict[int, set[str]] = defaultdict(set)
    for some in questions.post_hangs.answers(post_ids=frozenset(post.pk for post in acting), today=today):
        for one in some:
            asked[one.post_id].add(one.right)
    people = {person for some in acting.values() for person in some}
    roles: dict[int, list[tuple[str, int | None]]] = defaultdict(list)
    for person, kind, hub_id in Role.objects.filter(user__in=people).values_list("user_id", "kind", "hub_id"):
        roles[person].append((kind, hub_id))

    def may(person: int, right: str, post: Post) -> bool:
        here = {hub_id for kind, hub_id in roles[person] if right in RIGHTS[kind]}
        return None in here or post.hub_id in here or (post.hub_id is None and bool(here))

    return [
        post
        for post, some in acting.items()
        if any(not any(may(person, right, post) for person in some) for right in asked[post.pk] or {always} - {""})
    ]


def who_acts(posts: PostQuerySet, day: date) -> dict[Post, list[int]]:
    """Return for each post that somebody acts for on a day who does: its holders, or those of its stand-in while they are away."""
    known = {post: post.stand_in_id if post.is_away_on(day) else post.pk for post in posts.select_related("hub")}
    holders: dict[int, list[int]] = defaultdict(list)
    rows = PostHolder.objects.on(day).filter(post__in=[pk for pk in known.values() if pk], user__is_active=True)
    for post_id, user_id in rows.order_by("pk").values_list("post_id", "user_id"):
        holders[post_id].append(user_id)
    return {post: holders[pk] for post, pk in known.items() if pk and holders[pk]}
