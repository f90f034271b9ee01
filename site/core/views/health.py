"""Is Earshot well? `ok` or `fail`, and nothing else for strangers."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.models import User
from core.outbox.standing import standing
from core.querysets import may
from core.questions import health_fails


@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Answer `ok` (200) or `fail`: the number says whether this machine can serve pages (else 503), the word whether all is well.

    So what must happen by itself and did not is said for whoever watches the word, and takes no page away from families: a proxy that asks
    for the number goes on sending them here (decision 0031). An administrator also reads what is wrong and how the post stands.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        reasons = _what_did_not_happen()
        if isinstance(request.user, User) and may(request.user, "health.view"):
            return _say("fail" if reasons else "ok", *reasons, *_details())
    except DatabaseError:
        return _say("fail", status=503)
    return _say("fail" if reasons else "ok")


@never_cache
def worker_health(request: HttpRequest) -> HttpResponse:
    """Answer `ok` or `fail`: is the post carried? Apart from `/health/`, so that a dead worker takes no page away from families."""
    try:
        well = not standing().why_not_well(timezone.now()) and not _what_did_not_happen()
    except DatabaseError:
        well = False
    return _say("ok") if well else _say("fail", status=503)


def _what_did_not_happen() -> list[str]:
    return [reason for reasons in health_fails.answers(now=timezone.now()) for reason in reasons]


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
