"""What came of imports."""

from datetime import datetime

from django.db.models import Count, F, Q

from accounts.models import User
from core.imports.choices import ImportState
from core.models import ImportRun
from core.querysets import reach
from home.models import SourceRecord

RIGHT = "service.import"


def waiting_drafts(user: User, *, before: datetime) -> list[tuple[ImportRun, int]]:
    """Return (import, number of its drafts that nobody has touched or published since) of those that wait for somebody since before.

    They wait for who brought them in; where that was a command, or somebody who has left, for all who may bring in such a list.
    """
    theirs = Q(by=user)
    if reach(user, RIGHT) is None:
        theirs |= Q(by=None) | Q(by__is_active=False)
    runs = ImportRun.objects.filter(theirs, state=ImportState.APPLIED, applied_at__lt=before)
    untouched = SourceRecord.objects.filter(run__in=runs, page__live=False, page__latest_revision=F("version"))
    counts = dict(untouched.order_by().values_list("run").annotate(Count("pk")))
    return [(run, counts[run.pk]) for run in ImportRun.objects.filter(pk__in=counts).select_related("by")]
