"""Keeping what a family writes, and taking it in once.

The phone holds one opaque token, made before the first question. It finds the draft, makes every retry of sending harmless, and is the
root of the family's own code; we keep only keyed hashes of it.
"""

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.timezone import make_aware, now

from core import clocks
from core.codes import code_from, code_hash
from core.crypto import Sealed, keyed_hash
from core.models import Hub
from core.write_lock import writing
from feedback.choices import Mode
from feedback.models import Draft, EntryPoint, Response, SubmissionKey, Survey, Voice
from feedback.questionnaire import Answers, Question, Questionnaire, Value
from feedback.selectors.surveys import questionnaire

DRAFT_LIFE = timedelta(days=3)
# Families wait longest for sending, so its two smallest steps are one plain statement each, the same on both databases (make bench).
_SENT_OF_A_DRAFT = ("id", "survey_id", "version_id", "hub_id", "answers")
TAKE_OUT = f"DELETE FROM {Draft._meta.db_table} WHERE token_hash = %s AND expires_at > %s RETURNING {', '.join(_SENT_OF_A_DRAFT)}"
REMEMBER = f"INSERT INTO {SubmissionKey._meta.db_table} (key_hash, week) VALUES (%s, %s)"


class DraftGone(Exception):
    """There is no draft for this token: it was sent, cleared, is older than three days, or its survey closed longer ago than that."""


class Unfinished(Exception):
    """The place is not chosen, or a question still needs an answer, or another one."""


class ChangedMeanwhile(Exception):
    """The answers are no longer those the family looked at before sending."""


@dataclass(frozen=True)
class PhoneKey:
    """What a phone holds of one survey: the survey's slug and the token. A token of one survey opens no draft of another."""

    slug: str
    token: str

    @cached_property
    def draft_hash(self) -> str:
        """Return what finds the draft."""
        return keyed_hash("draft", f"{self.slug}|{self.token}")

    @cached_property
    def submission_hash(self) -> str:
        """Return what makes a retry known."""
        return keyed_hash("submission", f"{self.slug}|{self.token}")


def new_key(survey: Survey) -> PhoneKey:
    """Make the key that a phone keeps, before the first question."""
    return PhoneKey(survey.slug, secrets.token_urlsafe(24))


def find_draft(key: PhoneKey) -> Draft | None:
    """Return the draft of a key: one row, no join, because families wait for this one most."""
    try:
        return Draft.objects.get(token_hash=key.draft_hash, expires_at__gt=now())
    except Draft.DoesNotExist:
        return None


def where_left(draft: Draft) -> Question | None:
    """Return the first question on the way that the family has not passed yet, or has to mend; None when there is none."""
    answers, questions = answers_of(draft), questionnaire(draft.version_id)
    unfinished = questions.unfinished(answers)
    return next((q for q in questions.path(answers) if q.id not in draft.passed or q in unfinished), None)


def answers_of(draft: Draft) -> Answers:
    """Return what the family has answered so far."""
    answers: Answers = json.loads(draft.answers)
    return answers


def start_draft(*, survey: Survey, key: PhoneKey, hub: Hub | None, entry_point: EntryPoint | None = None) -> Draft:
    """Begin an answer. The hub is known from a poster, or when the survey has only one."""
    assert survey.current_version_id is not None, "an open survey has a version (database constraint)"
    return Draft.objects.create(
        token_hash=key.draft_hash,
        survey=survey,
        version_id=survey.current_version_id,
        entry_point=entry_point,
        hub=hub,
        expires_at=_end_of_life(survey),
    )


def _end_of_life(survey: Survey) -> datetime:
    """Return until when a draft touched now is kept: three days, and never past the last day to finish."""
    end = now() + DRAFT_LIFE
    return min(end, end_of(survey.finish_by_on)) if survey.finish_by_on else end


def end_of(day: date) -> datetime:
    """Return the moment a day is over for the council's families."""
    return make_aware(datetime.combine(day + timedelta(days=1), time.min))


def keep_answer(*, key: PhoneKey, question: Question, value: Value | None, passed: bool = True) -> Draft:
    """Keep one answer (None takes it back), note whether the family passed the question, and give the draft three more days.

    After the survey has closed it is no more days than are left to finish. Raises DraftGone.
    """
    with writing():
        draft = _locked(key)
        answers = answers_of(draft)
        if value is None:
            answers.pop(question.id, None)
        else:
            answers[question.id] = value
        draft.answers = json.dumps(answers, sort_keys=True)  # in one order, so that equal answers have equal digests
        if passed and question.id not in draft.passed:
            draft.passed.append(question.id)
        _touch(draft)
    return draft


def keep_hub(*, key: PhoneKey, hub: Hub) -> Draft:
    """Keep which hub the answer is about. Raises DraftGone."""
    with writing():
        draft = _locked(key)
        draft.hub = hub
        _touch(draft)
    return draft


def _touch(draft: Draft) -> None:
    draft.changed_count += 1
    draft.expires_at = _end_of_life(draft.survey)
    draft.save(update_fields=["answers", "passed", "hub", "changed_count", "expires_at"])


def _locked(key: PhoneKey) -> Draft:
    """Return the draft and its survey, the draft's row locked until the transaction ends."""
    held = Draft.objects.select_for_update(of=("self",)).select_related("survey").defer("survey__questions")
    try:
        return held.get(token_hash=key.draft_hash, expires_at__gt=now())
    except Draft.DoesNotExist:
        raise DraftGone from None


def shorten_drafts(survey: Survey) -> None:
    """Let no draft of a survey live past the last day to finish: its closing was set or came sooner."""
    if survey.finish_by_on:
        end = end_of(survey.finish_by_on)
        survey.drafts.filter(expires_at__gt=end).update(expires_at=end)


def _taken_out(key: PhoneKey) -> Draft:
    """Take the draft out of its table: of two sendings at once the second waits for the first and then finds nothing. Raises DraftGone.

    Whoever cannot send it after all rolls back, and the draft is where it was.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE_OUT, [key.draft_hash, connection.ops.adapt_datetimefield_value(now())])
        row = cursor.fetchone()
    if row is None:
        raise DraftGone
    draft_id, *facts, answers = row
    return Draft.from_db(connection.alias, _SENT_OF_A_DRAFT, [UUID(str(draft_id)), *facts, Sealed(answers)])


def _remember(key: PhoneKey, week: str) -> None:
    """Make every retry of this sending known. Raises IntegrityError when it is known already."""
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER, [key.submission_hash, week])


def digest(key: PhoneKey, draft: Draft) -> str:
    """Return a digest of what would be sent, keyed with the token so that nobody can recompute it from the responses."""
    words = f"{draft.hub_id} {draft.answers}"
    return hmac.digest(key.token.encode(), words.encode(), "sha256").hex()


def send(*, key: PhoneKey, seen: str, language: str) -> bool:
    """Take an answer in, once, however often it is sent. Returns whether it is new; False means a retry of one already here.

    `seen` is the digest of what the family checked. Raises DraftGone, Unfinished or ChangedMeanwhile; nothing is stored then.
    """
    try:
        with writing():
            draft = _taken_out(key)
            questions = questionnaire(draft.version_id)
            answers = questions.on_path(answers_of(draft))
            if draft.hub_id is None or questions.unfinished(answers):
                raise Unfinished
            if not hmac.compare_digest(seen.encode(errors="replace"), digest(key, draft).encode()):
                raise ChangedMeanwhile
            week = iso_week()
            _remember(key, week)
            _store(draft, questions, answers, key=key, week=week, language=language)
            return True
    except (DraftGone, IntegrityError) as error:
        # Whether this is a retry is decided by looking for its key: taking any clash for a retry could lose an answer (tried-core §6).
        if not is_sent(key):
            raise DraftGone from error
        return False


def is_sent(key: PhoneKey) -> bool:
    """Return whether the answer of this key is already here."""
    return SubmissionKey.objects.filter(key_hash=key.submission_hash).exists()


def own_code(mode: str, key: PhoneKey) -> str:
    """Return the family's own code for an answer, or nothing where the survey has none. The same key gives the same code."""
    return code_from(key.token) if mode == Mode.CODE_LINKED else ""


def _store(draft: Draft, questions: Questionnaire, answers: Mapping[str, Value], *, key: PhoneKey, week: str, language: str) -> None:
    """Write the response and its comments."""
    assert draft.hub_id is not None, "an answer without a place is not sent (see send)"
    code = own_code(questions.mode, key)
    response = Response(
        survey_id=draft.survey_id,
        version_id=draft.version_id,
        hub_id=draft.hub_id,
        week=week,
        answers={key: value for key, value in answers.items() if not questions.by_id[key].is_text},
        language=language,
        receipt_hash=code_hash(code) if code else None,
    )
    # In bulk, though one: no receiver of the framework's needs to hear of each answer.
    Response.objects.bulk_create([response])
    Voice.objects.bulk_create(
        Voice(
            response_id=response.pk,
            survey_id=draft.survey_id,
            question_id=key,
            hub_id=draft.hub_id,
            week=week,
            language=language,
            text=str(value),
        )
        for key, value in answers.items()
        if questions.by_id[key].is_text
    )


def iso_week() -> str:
    """Return this week as families' answers know it: "2026-W47"."""
    year, week, _ = clocks.today().isocalendar()
    return f"{year}-W{week:02}"


@transaction.atomic
def clear(*, key: PhoneKey) -> None:
    """Forget a draft: the family asked to clear this phone or to start again."""
    Draft.objects.filter(token_hash=key.draft_hash).delete()
