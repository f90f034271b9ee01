"""What families left unfinished does not stay."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import outbox
from feedback.models import Draft, Response, SubmissionKey, Survey, Voice
from feedback.services import forgetting
from tests.builders import today, week_of
from tests.feedback.family import YES, Parent, answered


def test_the_worker_deletes_drafts_after_three_days_and_no_sooner(parent: Parent, survey: Survey) -> None:
    parent.start(survey).answer(YES)
    forgetting.sweep()
    assert Draft.objects.exists()

    Draft.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    outbox.put("feedback.sweep")
    outbox.drain()

    assert not Draft.objects.exists()


def test_the_worker_also_leaves_no_order_and_no_moment_to_tell_by(parent: Parent, survey: Survey) -> None:
    answered(parent, survey).send()

    with CaptureQueriesContext(connection) as asked:
        outbox.put("feedback.sweep")
        outbox.drain()

    said = [query["sql"] for query in asked]
    laid_down_anew = [sql for sql in said if sql.startswith("INSERT") and SubmissionKey._meta.db_table in sql]
    assert laid_down_anew
    for model in (Response, Voice):
        assert [sql for sql in said if sql.startswith("UPDATE") and model._meta.db_table in sql]
    assert SubmissionKey.objects.count() == 1


def test_the_keys_of_sent_answers_go_within_a_fortnight_and_the_answers_stay(parent: Parent, survey: Survey) -> None:
    answered(parent, survey).send()
    SubmissionKey.objects.update(week=week_of(today() - timedelta(weeks=1)))
    forgetting.sweep()
    assert SubmissionKey.objects.exists()

    SubmissionKey.objects.update(week=week_of(today() - timedelta(weeks=2)))
    forgetting.sweep()

    assert not SubmissionKey.objects.exists()
    assert Response.objects.count() == 1


def test_answers_of_these_weeks_are_written_once_more_and_nothing_of_them_changes(parent: Parent, survey: Survey) -> None:
    answered(parent, survey).send()
    before = [*Response.objects.values(), *Voice.objects.values()]

    with CaptureQueriesContext(connection) as asked:
        forgetting.forget_the_moment()

    assert [*Response.objects.values(), *Voice.objects.values()] == before
    updates = " ".join(query["sql"] for query in asked if query["sql"].startswith("UPDATE"))
    assert "feedback_response" in updates
    assert "feedback_voice" in updates
