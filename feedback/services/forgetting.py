"""What the worker makes the tables forget every hour: unfinished answers, old retry keys, and the order and moment in which rows came."""

import secrets
from datetime import timedelta

from django.db.models import F
from django.utils.timezone import now

from core import clocks
from core.write_lock import writing
from feedback.models import Draft, Response, SubmissionKey, Voice

SHUFFLED_AT_ONCE = 300
KEY_LIFE_WEEKS = 1  # whole weeks after the answer's own: at most 14 days, at least 8


def sweep() -> tuple[int, int]:
    """Delete drafts that have run out and retry keys older than 14 days; return how many of each."""
    drafts, _by_model = Draft.objects.filter(expires_at__lte=now()).delete()
    keys, _by_model = SubmissionKey.objects.filter(week__lt=_last_week()).delete()
    return drafts, keys


def shuffle_keys() -> None:
    """Lay the retry keys down anew in an order of chance.

    A table remembers the order in which its rows came. Without this the tenth key would be the tenth response's, and a phone's token would
    lead to its unlinkable answer (promise 4).
    """
    with writing():
        keys = list(SubmissionKey.objects.select_for_update())
        secrets.SystemRandom().shuffle(keys)
        for start in range(0, len(keys), SHUFFLED_AT_ONCE):
            SubmissionKey.objects.filter(pk__in=[key.pk for key in keys[start : start + SHUFFLED_AT_ONCE]]).delete()
        SubmissionKey.objects.bulk_create(keys, batch_size=SHUFFLED_AT_ONCE)


def forget_the_moment() -> None:
    """Write the answers of this week and the last once more, all in one transaction.

    PostgreSQL keeps with every row the number of the transaction that wrote it, and rows that know their time (audit, sessions) have
    numbers just before and after: a reader of the tables could tell the minute in which an answer came. Afterwards all share one number.
    """
    with writing():
        for model in (Response, Voice):
            model._default_manager.filter(week__gte=_last_week()).update(week=F("week"))


def _last_week() -> str:
    year, week, _ = (clocks.today() - timedelta(weeks=KEY_LIFE_WEEKS)).isocalendar()
    return f"{year}-W{week:02}"
