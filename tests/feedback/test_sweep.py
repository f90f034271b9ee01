"""What families left unfinished does not stay."""

from datetime import timedelta

from django.utils import timezone

from core import outbox
from feedback.models import Draft, Response, SubmissionKey, Survey
from feedback.services import answering
from tests.builders import today, week_of
from tests.feedback.family import YES, Parent, answered


def test_the_worker_deletes_drafts_after_three_days_and_no_sooner(parent: Parent, survey: Survey) -> None:
    parent.start(survey).answer(YES)
    answering.sweep()
    assert Draft.objects.exists()

    Draft.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    outbox.put("feedback.sweep")
    outbox.drain()

    assert not Draft.objects.exists()


def test_the_keys_of_sent_answers_go_within_a_fortnight_and_the_answers_stay(parent: Parent, survey: Survey) -> None:
    answered(parent, survey).send()
    SubmissionKey.objects.update(week=week_of(today() - timedelta(weeks=1)))
    answering.sweep()
    assert SubmissionKey.objects.exists()

    SubmissionKey.objects.update(week=week_of(today() - timedelta(weeks=2)))
    answering.sweep()

    assert not SubmissionKey.objects.exists()
    assert Response.objects.count() == 1
