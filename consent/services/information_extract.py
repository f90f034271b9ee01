"""Finishing an answer under the Freedom of Information Act: a second look, the frozen extract, and the end of what was blacked out."""

import io
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from consent.choices.information import Giving
from consent.models import InformationExtract, InformationExtractWords, InformationItem, InformationLetter, InformationRequest
from consent.rules import information as rules
from consent.rules import information_extract as extract
from consent.selectors import information as selectors
from consent.services.information import locked, refuse
from core import audit, second_look
from core.choices import LookState
from core.imports.report import guarded, table_writer
from core.text import normalise, too_long

NOT_OURS = "These are not the words that were given out. Ask who looks after the machines."
SURE = "Read each of those places. Mark it there too, or say that it may stand there, and finish again."
BESIDE = "What should change stands beside the answer, sealed."
TYPES = {"text": ("text/plain", "txt"), "csv": ("text/csv", "csv"), "json": ("application/json", "json")}


@transaction.atomic
def ask_for_look(*, request: InformationRequest, words: str, by: User) -> None:
    """Ask a colleague who wrote and decided none of it to look at the whole. `words` are the officer's own in the letter.

    The colleague reads it on its own page: the look keeps no words, for it stays for good. Raises ValidationError with the reasons why not.
    """
    row, words = locked(request), normalise(words).strip()
    items = selectors.items_of(row)
    reasons = rules.why_not_finish(row, items=items, number_of_searches=1, stands_still=False, hours=None, look_is_given=True)
    refuse(reasons + ([problem] if (problem := too_long(words, rules.LONGEST_REASON)) else []))
    writers = {item.looked_by for item in items if item.looked_by} | _who_wrote(row, words) | set(row.chosen_by.all())
    InformationLetter.objects.filter(request=row).delete()
    InformationLetter.objects.create(request=row, words=words)
    second_look.ask(about=row, digest=selectors.digest_of(row, items, words), by=by, needs=selectors.GIVE, writers=writers)
    audit.record("consent.information.ask_look", row, by=by)


def _who_wrote(row: InformationRequest, words: str) -> set[User]:
    """Return who wrote the words of a letter that is asked about once more as it stands: they are not its second pair of eyes."""
    look = selectors.look_at(row)
    return {look.asked_by, *look.writers.all()} if look and words and words == selectors.letter_of(row).words else set()


@transaction.atomic
def agree(*, request: InformationRequest, by: User) -> None:
    """Agree to an answer as it stands. Raises ValidationError when nobody asked, a word has changed since, or it is one's own."""
    row = locked(request)
    look = selectors.look_at(row)
    if look is None:
        raise ValidationError(["Nobody has asked for a second look yet."])
    if look.digest != selectors.digest_of(row, selectors.items_of(row), selectors.letter_of(row).words):
        raise ValidationError(["Something has changed since the look was asked for. Ask for it again."])
    second_look.agree(look=look, by=by, needs=selectors.GIVE)


@transaction.atomic
def send_back(*, request: InformationRequest, remark: str, by: User) -> None:
    """Send an answer back with what should change, sealed beside it: the look stays for good. Raises ValidationError."""
    row, remark = locked(request), normalise(remark).strip()
    look = selectors.look_at(row)
    if look is None:
        raise ValidationError(["Nobody has asked for a second look yet."])
    refuse(rules.why_not_send_back(remark))
    second_look.send_back(look=look, by=by, remark=BESIDE)
    letter = selectors.letter_of(row)
    letter.remark = remark
    letter.save()


@transaction.atomic
def finish(*, request: InformationRequest, words: str, hours: int | None, is_sure: bool, by: User, today: date) -> InformationExtract:
    """Freeze what goes out. The copies with what was blacked out are emptied; it stands nowhere then but where it came from.

    `words` are the officer's own in the letter; `hours` refuses the whole under section 12. Raises ValidationError with every reason.
    """
    row, words = locked(request), normalise(words).strip()
    items, standing = selectors.items_of(row), rules.clock_of(row, row.steps.all())
    reasons = rules.why_not_finish(
        row,
        items=items,
        number_of_searches=row.searches.count(),
        stands_still=standing.stands_still,
        hours=hours,
        look_is_given=second_look.is_agreed(row, selectors.digest_of(row, items, words)),
        has_other_words=second_look.is_agreed(row, selectors.digest_of(row, items, selectors.letter_of(row).words)),
    )
    refuse(reasons + ([problem] if (problem := too_long(words, rules.LONGEST_REASON)) else []))
    content = selectors.content_now(row, items, today=today, words=words, hours=hours)
    if (found := extract.leaks(items, content)) and not is_sure:
        raise ValidationError([*found, SURE])
    made = _frozen(row, content, by)
    if hours is not None:
        row.items.all().delete()  # nothing of it was given, and nobody shall be told that it was
    _empty(row, today)
    if (look := selectors.look_at(row)) and look.state == LookState.ASKED:
        second_look.withdraw(look=look, by=by, is_over=True)
    audit.record("consent.information.finish", row, by=by, **_counts(content), digest=made.digest, sure=bool(found))
    return made


def _counts(content: dict[str, Any]) -> dict[str, int]:
    """Return how many things were given, given in part, and withheld."""
    decided = [one["decision"] for one in content["items"]]
    names = {"number_given": Giving.GIVE, "number_in_part": Giving.PART, "number_withheld": Giving.WITHHOLD}
    return {name: decided.count(extract.GIVEN[giving]) for name, giving in names.items()}


def _frozen(request: InformationRequest, content: dict[str, Any], by: User) -> InformationExtract:
    text = extract.as_json(content)
    made = InformationExtract.objects.create(
        request=request,
        sections=sorted({one["code"] for one in content["items"] if one["code"]}),
        digest=extract.digest_of(text),
        by=by,
        finished_at=timezone.now(),
        **_counts(content),
    )
    InformationExtractWords.objects.create(extract=made, content=text)
    return made


def _empty(request: InformationRequest, today: date) -> None:
    for item in InformationItem.objects.filter(request=request):
        item.words = ""
        item.save(update_fields=["words"])
    InformationLetter.objects.filter(request=request).delete()
    request.answered_on = today
    request.save(update_fields=["answered_on"])


def content_given(request: InformationRequest) -> tuple[str, str]:
    """Return what was given out, as JSON, and its checksum. Raises ValidationError when its words have ended, or are others."""
    words = InformationExtractWords.objects.select_related("extract").filter(extract__request=request).first()
    if words is None:
        raise ValidationError(["Nothing was given out yet." if request.is_open else "Its words were deleted when their time was over."])
    if extract.digest_of(words.content) != words.extract.digest:
        raise ValidationError([NOT_OURS])
    return words.content, words.extract.digest


@transaction.atomic
def take_file(*, request: InformationRequest, kind: str, by: User) -> str:
    """Return the file to give out: "text", "csv" or "json". Who took it is written down. Raises ValidationError."""
    if kind not in TYPES:
        raise ValidationError(["Choose which kind of file."])
    stored, digest = content_given(request)
    audit.record("consent.information.take_file", request, by=by, kind=kind)
    if kind == "json":
        return stored
    content = extract.read(stored)
    return extract.as_text(content, digest) if kind == "text" else _as_table(content)


def _as_table(content: dict[str, Any]) -> str:
    """Return the list of what was found for a spreadsheet: no cell can become a formula."""
    table = io.StringIO()
    table_writer(table).writerows([guarded(cell) for cell in row] for row in extract.as_rows(content))
    return "\ufeff" + table.getvalue()
