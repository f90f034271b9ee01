"""Is Earshot well? `ok` or `fail`, and nothing else for strangers."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.models import User
from core.outbox.standing import standing
from core.querysets import may


@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Answer `ok` (200) or `fail` (503): can this machine serve pages? An administrator also reads how the post stands."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if isinstance(request.user, User) and may(request.user, "health.view"):
            return _say("ok", *_details())
    except DatabaseError:
        return _say("fail", status=503)
    return _say("ok")


@never_cache
def worker_health(request: HttpRequest) -> HttpResponse:
    """Answer `ok` or `fail`: is the post carried? Apart from `/health/`, so that a dead worker takes no page away from families."""
    try:
        well = not standing().why_not_well(timezone.now())
    except DatabaseError:
        well = False
    return _say("ok") if well else _say("fail", status=503)


def _details() -> list[str]:
    post, now = standing(), timezone.now()
    seen = f"{round((now - post.seen_at).total_seconds())} seconds ago" if post.seen_at else "never"
    return [
        f"worker last seen: {seen}",
        f"waiting and due: {post.number_due}",
        f"given up, look at them: {post.number_given_up}",
        *post.why_not_well(now),
    ]


def _say(*lines: str, status: int = 200) -> HttpResponse:
    return HttpResponse("\n".join(lines), status=status, content_type="text/plain; charset=utf-8")
