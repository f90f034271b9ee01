"""What a family does with an answer that its own code opens: add words to it, or delete it.

The code is the only key. Who adds is written down nowhere; that an answer was deleted stands in the audit trail, without code or words.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext

from consent.selectors import holds
from consent.services import information_ending, tombstones
from consent.services.holding import wait_for_holds
from core import audit, clocks, questions
from core.answers import HeldBack
from core.crypto import keyed_hash
from core.questions import Erased, Kept
from core.write_lock import writing
from feedback.choices import ADDED
from feedback.models import Response, SubmissionKey, Theme, Voice, YouSaid
from feedback.rules.own_answer import why_not_add
from feedback.selectors import check_back
from feedback.services.answering import iso_week

BACKUPS_KEPT = timedelta(days=35)  # docs/guides/operators.md, "Copies"


class NoSuchAnswer(Exception):
    """No answer has this code, or none any more."""


@dataclass(frozen=True)
class Gone:
    """What came of deleting, from everybody who held something under the code."""

    number_of_records: int = 0
    kept: list[Kept] = field(default_factory=list)


def add(*, receipt_hash: str, text: str, token: str, language: str, today: date) -> bool:
    """Keep more words of a family beside its answer, once however often they are sent. Returns whether they are new.

    `text` is normalised and within the limit (views read it as any long answer). Raises NoSuchAnswer, and ValidationError with every reason
    against it; nothing is stored then.
    """
    with writing():
        response = _held(receipt_hash)
        key = keyed_hash("addition", f"{receipt_hash}|{token}")
        if SubmissionKey.objects.filter(key_hash=key).exists():
            return False
        number = response.voices.filter(question_id=ADDED).count()
        if reasons := why_not_add(response.survey, number_of_additions=number, today=today):
            raise ValidationError(reasons)
        week = iso_week()  # of now: it is heard now, so it is answered by when we promise to whoever is heard now
        SubmissionKey.objects.create(key_hash=key, week=week)
        Voice.objects.create(
            response=response,
            survey_id=response.survey_id,
            question_id=ADDED,
            hub_id=response.hub_id,
            week=week,
            language=language,
            text=text,
        )
        return True


def delete(*, receipt_hash: str) -> Gone:
    """Delete everything that was said under a code, wherever it is kept, in one transaction.

    Raises NoSuchAnswer when there is nothing, and HeldBack when some of it must be kept for now; nothing is deleted then.
    """
    with writing():
        answers = questions.receipt_erase.answers(receipt_hash=receipt_hash)
        number = sum(erased.number_of_records for erased in answers)
        if not number:
            raise NoSuchAnswer
        tombstones.remember_answer(receipt_hash=receipt_hash, today=clocks.today())
        return Gone(number, [kept for erased in answers for kept in erased.kept])


def erase(*, receipt_hash: str) -> Erased:
    """Delete the answer of a code, its comments and their places in themes; say what stays and why.

    What was raised from it stays in our own words, marked as having lost comments. There are no counts to rebuild: each is counted when it
    is read. Nothing is deleted when the code is not ours. Raises HeldBack, and whatever others deleted comes back with it.
    """
    with writing():
        try:
            response = _held(receipt_hash)
        except NoSuchAnswer:
            return Erased(0)
        wait_for_holds()
        if is_held(response):
            raise HeldBack
        kept = what_stays(response)
        information_ending.forget_comments(keys=_comments_of(response))
        # Locked, so that nobody puts one to a theme while it goes: the family's deleting would fail.
        voices = list(response.voices.select_for_update().values_list("pk", flat=True))
        say_that_comments_go(voices)
        audit.record("feedback.response.erase", response, by=None, hub_id=response.hub_id)
        _number, by_model = response.delete()
    return Erased(by_model[Response._meta.label] + by_model.get(Voice._meta.label, 0), kept)


def say_that_comments_go(voices: Collection[UUID]) -> None:
    """Mark the themes and the You saids that lose these comments, so that staff who count fewer than before read why."""
    Theme.objects.filter(marks__voice__in=voices).update(has_lost_comments=True)
    behind = Q(voices__in=voices) | Q(themes__marks__voice__in=voices)
    YouSaid.objects.filter(pk__in=YouSaid.objects.filter(behind).values("pk")).update(has_lost_comments=True)


def is_held(response: Response) -> bool:
    """Return whether an answer, or a comment of it, must not be deleted for now; also where its whole kind is held."""
    comments = [str(pk) for pk in response.voices.values_list("pk", flat=True)]
    return holds.is_held({"anonymous_answers": [str(response.pk)], "comment_words": comments})


def what_stays(response: Response) -> tuple[Kept, ...]:
    """Return what deleting an answer does not take away, in the words of the language it is read in now."""
    kept = [
        Kept(said.reference, gettext("We answered this in public, in our own words. It stays for everybody."), None)
        for said in check_back.you_saids_about(response)
        if said.published_on
    ]
    is_given, kept_until = information_ending.given_out(keys=_comments_of(response), today=clocks.today())
    if is_given:
        why = gettext("Somebody asked us, as the law lets them, and we gave them your words without your name. We cannot call it back.")
        kept.append(Kept(gettext("An answer we gave by law"), why, kept_until))
    until = clocks.today() + BACKUPS_KEPT
    why = gettext("They are made in case a machine breaks. Nobody reads them. They are gone by {day}.")
    return (*kept, Kept(gettext("Our safety copies"), why.format(day=clocks.day_in_words(until)), until))


def _comments_of(response: Response) -> list[str]:
    return [str(pk) for pk in response.voices.values_list("pk", flat=True)]


def _held(receipt_hash: str) -> Response:
    """Return the answer of a code, its row locked until the transaction ends. Raises NoSuchAnswer."""
    coded = check_back.answers_with_a_code().select_for_update(of=("self",))
    if response := coded.filter(receipt_hash=receipt_hash).first():
        return response
    raise NoSuchAnswer
