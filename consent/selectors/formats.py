"""What families asked for in another way, and who acts on it."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from consent.models import FormatRequest, FormatRequestQuerySet
from core import brand, codes
from core.choices import RoleKind
from core.crypto import keyed_hash
from core.models import Hub, Post, PostHolder, Role
from core.questions import About, Section, format_about, format_words
from core.role_table import kinds_that_may
from core.selectors.posts import why_mine

VIEW, EDIT = "format_request.view", "format_request.edit"


def about(kind: str, key: str) -> About | None:
    """Return what a family asks for, whichever app it belongs to; None for what everybody cannot read."""
    return next(filter(None, format_about.answers(kind=kind, key=key)), None)


def words_of(kind: str, key: str) -> list[Section]:
    """Return what it says, in plain words."""
    return [section for found in format_words.answers(kind=kind, key=key) for section in found]


def hubs_to_choose(found: About) -> list[Hub]:
    """Return where somebody could pick it up: where the thing is, or else at any hub that families can visit."""
    hubs = list(Hub.objects.open_to_families())
    return [hub for hub in hubs if hub.pk in found.hub_ids] or hubs


def post_to_act(hub: Hub | None, day: date) -> Post | None:
    """Return whose turn a new request is: who manages the hub, or else leads for the whole council; None when nobody holds such a post."""
    at_the_hub = _post_of(Role.objects.filter(kind=RoleKind.HUB_MANAGER, hub=hub), Post.objects.filter(hub=hub), day) if hub else None
    everywhere = Role.objects.filter(kind=RoleKind.ENGAGEMENT_LEAD, hub__isnull=True)
    return at_the_hub or _post_of(everywhere, Post.objects.filter(hub__isnull=True), day)


def _post_of(roles: "QuerySet[Role]", posts: "QuerySet[Post]", day: date) -> Post | None:
    held = Q(holders__from_on__lte=day) & (Q(holders__until_on__isnull=True) | Q(holders__until_on__gte=day))
    return posts.filter(held, holders__user__in=roles.values("user"), holders__user__is_active=True).order_by("title").first()


def sent_with(token: str, *, kind: str, key: str) -> FormatRequest | None:
    """Return what a family asked for with a token, on the page it was about."""
    mine = FormatRequest.objects.filter(key_hash=keyed_hash("format-request", token), kind=kind, key=key)
    return mine.select_related("hub").first()


def requests_to_read(user: User, *, ended: bool = False) -> FormatRequestQuerySet:
    """Return the requests of somebody's hubs: those that wait, late ones first, or those that ended."""
    mine = FormatRequest.objects.visible_to(user, VIEW).select_related("hub", "post__hub")
    return mine.ended() if ended else mine.waiting()


def with_code(user: User, typed: str) -> FormatRequest | None:
    """Return the request with a code that somebody says at the desk, however it is typed; only of one's own hubs."""
    code = codes.tidy_short_code(typed)
    return FormatRequest.objects.visible_to(user, VIEW).filter(code=code).first() if codes.is_short_code(code) else None


def waiting_for(user: User, today: date) -> Iterable[tuple[FormatRequest, str]]:
    """Yield what waits for somebody, each with why it is theirs: by their post, or because nobody holds the post that would act."""
    mine = list(FormatRequest.objects.visible_to(user, EDIT).waiting().select_related("post__hub", "hub"))
    if not mine:  # every staff front page asks: where nothing waits, one query is enough
        return
    whys = why_mine(user, today)
    nobodys = set(_posts_that_nobody_holds(today).values_list("pk", flat=True))
    for request in mine:
        if request.post_id is None or request.post_id in nobodys:
            yield request, "Nobody holds a post for this, so it waits for all of you who may act."
        elif request.post_id in whys:
            yield request, whys[request.post_id]


def _able(day: date) -> "QuerySet[PostHolder]":
    """Return who holds a post on a day and may act on such requests somewhere: at every hub, or at the post's own."""
    able = Role.objects.filter(kind__in=kinds_that_may(EDIT), user=OuterRef("user"))
    here = able.filter(Q(hub__isnull=True) | Q(hub=OuterRef("post__hub")))
    return PostHolder.objects.on(day).filter(Exists(here), user__is_active=True)


def _posts_that_nobody_holds(day: date) -> "QuerySet[Post]":
    """Return the posts behind which nobody stands who may act: what hangs on one waits for all who may."""
    return Post.objects.exclude(pk__in=_able(day).values("post"))


def posts_to_choose(user: User, request: FormatRequest, day: date) -> "QuerySet[Post]":
    """Return the posts that a request can be given to: those of its hub and of the whole council whose holder may act on it."""
    near = Post.objects.for_choosing(user, EDIT).filter(Q(hub=request.hub_id) | Q(hub__isnull=True))
    return near.filter(pk__in=_able(day).values("post")).select_related("hub")


def to_forget(today: date) -> FormatRequestQuerySet:
    """Return the requests whose family must be forgotten by now."""
    return FormatRequest.objects.to_forget(today - timedelta(days=brand.stored().format_kept_days))
