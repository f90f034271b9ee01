"""Which services want checking, who keeps them, and what families say is wrong on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from wagtail.permissions import page_permission_policy

from accounts.models import User
from core import brand
from core.models import Post, PostHolder
from core.querysets import may, reach
from core.role_table import kinds_that_may
from core.selectors.posts import with_somebody
from home.choices import WrongState
from home.models import AccessibilityStatementPage, ServicePage, ServiceTime, WrongReport
from home.rules import REMIND_BEFORE, is_overdue_a_check, oldest_check, right_until
from home.selectors.offer import WITH_PLACES

RIGHT = "service.check"
NOBODYS = "Nobody who works here keeps it right, and you keep all pages."


def months() -> int:
    """Return for how many months a check is good here."""
    return brand.look().brand.check_months


def services_in_reach(user: User, today: date) -> Any:
    """Return the live services somebody may say of that they are right: at their hubs, kept by a post of these, or by one of their own."""
    return _in_reach(user, today).filter(live=True)


def _in_reach(user: User, today: date) -> Any:
    """The same, with those that were taken down: what was said of one still waits for a look."""
    services = ServicePage.objects.all()
    hubs = reach(user, RIGHT)
    if hubs is None:
        return services
    if not hubs:
        return services.none()
    at = ServiceTime._default_manager.filter(hub__in=hubs).values("page")
    mine = Post.objects.acted_for_by(user, today).order_by().values("pk")
    return services.filter(Q(pk__in=at) | Q(kept_by__hub__in=hubs) | Q(kept_by__in=mine))


def services_kept_by(user: User, today: date) -> Any:
    """Return the live ones that are somebody's to keep: by a post they act for, or because nobody keeps them and they keep all pages."""
    return _kept_by(user, today).filter(live=True)


def _kept_by(user: User, today: date) -> Any:
    mine = Q(kept_by__in=Post.objects.acted_for_by(user, today).order_by().values("pk"))
    if reach(user, "page.edit") is None:
        mine |= Q(kept_by__isnull=True) | Q(kept_by__in=_posts_of_nobody(today))
    return _in_reach(user, today).filter(mine)


def _posts_of_nobody(today: date) -> Any:
    """Return the posts behind which nobody stands who may check a service: such a page is kept by whoever keeps all."""
    able = PostHolder.objects.on(today).filter(user__is_active=True, user__roles__kind__in=kinds_that_may(RIGHT))
    posts = with_somebody(Post.objects.all(), today).annotate(is_able=Exists(able.filter(post=OuterRef("pk"))))
    alone = Q(is_able=False) & Q(is_covered=False)
    return posts.filter(alone).order_by().values("pk")


def in_order_of_checks(services: Any) -> Any:
    """Return services with what a card shows of each, oldest check first, and how many reports wait for each."""
    waiting = Count("wrong_reports", filter=Q(wrong_reports__state=WrongState.WAITING), distinct=True)
    found = services.select_related("kept_by__hub", "reminder").prefetch_related(WITH_PLACES).annotate(number_of_reports=waiting)
    return found.order_by(F("checked_on").asc(nulls_first=True), "title", "pk")


def services_to_check(services: Any, today: date) -> Any:
    """Narrow services to those whose check is too old, or will be in two weeks."""
    return services.filter(Q(checked_on__isnull=True) | Q(checked_on__lt=oldest_check(today + REMIND_BEFORE, months())))


@dataclass(frozen=True)
class Due:
    """How many services want checking, of how many families are told that nobody has, and since when.

    `title` and `kept_by_id` (a post) are those of the one service, where it is one alone.
    """

    number: int
    ran_out: int
    since: date | None
    title: str
    kept_by_id: int | None


def checks_due(user: User, today: date) -> Due:
    """Return what somebody has to check, counted by the database: after an import it may be thousands."""
    due = services_to_check(services_kept_by(user, today), today)
    late = Q(checked_on__isnull=True) | Q(checked_on__lt=oldest_check(today, months()))
    numbers = {"number": Count("pk"), "ran_out": Count("pk", filter=late), "oldest": Min("checked_on", filter=late)}
    told = due.order_by().aggregate(**numbers, title=Min("title"), kept_by=Min("kept_by"))
    since = right_until(told["oldest"], months()) if told["oldest"] else None
    return Due(told["number"], told["ran_out"], since, told["title"] or "", told["kept_by"])


def with_leave_to_edit(services: Iterable[ServicePage], user: User) -> list[tuple[ServicePage, bool]]:
    """Return each service with whether somebody may edit its page: asked once for all, where Wagtail would ask for each."""
    shown = list(services)
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    mine = set(editable.filter(pk__in=[service.pk for service in shown]).values_list("pk", flat=True))
    return [(service, service.pk in mine) for service in shown]


@dataclass(frozen=True)
class Standing:
    """How a check stands: whether it is too old, and the last day on which it holds (None where nobody ever checked)."""

    is_overdue: bool
    until: date | None


def standing_of(service: ServicePage, today: date) -> Standing:
    """Return how the check of a service stands."""
    until = right_until(service.checked_on, months()) if service.checked_on else None
    return Standing(is_overdue_a_check(service.checked_on, today, months()), until)


# --- What families say is wrong ----------------------------------------------------------------------------------------------


def reports_in_reach(user: User, today: date) -> "QuerySet[WrongReport]":
    """Return what was said to be wrong on the services somebody may check, and may have taken down since."""
    services = _in_reach(user, today).order_by().values("pk")
    return WrongReport.objects.filter(page__in=services).select_related("page__kept_by__hub")


def reports_waiting_for(user: User, today: date) -> "QuerySet[WrongReport]":
    """Return what was said to be wrong on the services that are somebody's to keep, what was promised first in front."""
    mine = Q(page__in=_kept_by(user, today).order_by().values("pk"), is_for_editors=False)
    if keeps_all_pages(user):
        mine |= Q(is_for_editors=True)
    return WrongReport.objects.filter(mine, state=WrongState.WAITING).select_related("page__kept_by__hub")


def reports_to_forget(today: date) -> "QuerySet[WrongReport]":
    """Return the reports whose words have served: as long after the end as how to reach families is kept."""
    ended_by = today - timedelta(days=brand.stored().format_kept_days)
    return WrongReport.objects.filter(ended_on__lte=ended_by, forgotten_on__isnull=True)


def services_with_reports(pages: Iterable[int]) -> list[str]:
    """Return the titles of those pages, and pages below them, of which somebody said that something is wrong and nobody looked."""
    waiting = WrongReport.objects.filter(page__in=list(pages), state=WrongState.WAITING)
    return sorted(set(waiting.values_list("page__title", flat=True)))


# --- Who is written to -------------------------------------------------------------------------------------------------------


def keepers_of(service: ServicePage, today: date) -> list[User]:
    """Return who is written to about a service: whoever acts for the post that keeps it and may check it; else whoever keeps all pages."""
    people = User.objects.filter(is_active=True, roles__kind__in=kinds_that_may(RIGHT)).distinct()
    if post := service.kept_by:
        stands_in = [post.stand_in_id] if post.is_away_on(today) else []
        holders = PostHolder.objects.on(today).filter(post__in=[post.pk, *filter(None, stands_in)])
        if acting := list(people.filter(pk__in=holders.values("user"))):
            return acting
    return keepers_of_all_pages()


def keepers_of_all_pages() -> list[User]:
    """Return everybody who keeps the pages of the whole council."""
    return list(User.objects.filter(is_active=True, roles__kind__in=kinds_that_may("page.edit"), roles__hub__isnull=True).distinct())


def statements_to_review(today: date) -> list[AccessibilityStatementPage]:
    """Return accessibility statements whose review is due."""
    return list(AccessibilityStatementPage.objects.live().filter(review_by_on__lte=today))


def keeps_all_pages(user: User) -> bool:
    """Return whether somebody keeps every page of the council."""
    return may(user, "page.edit") and reach(user, "page.edit") is None
