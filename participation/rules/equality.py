"""When a decision may rest on its equality record, and when the record may be signed (Equality Act 2010, section 149; domain 7.1)."""

from collections.abc import Iterable, Sequence
from datetime import date

from core.answers import Missing
from core.private_details import private_details_in
from participation.choices import Effect, EqualityOutcome
from participation.models import EqualityLine, EqualityRecord

NO_RECORD = "There is no equality record for this decision yet. Write one, or choose the one there is."
IS_SIGNED = "This version is signed, so nothing in it can change. Begin a new version."
TEXTS = ("decision", "baseline", "families_said", "cumulative", "justification")
_NEEDED = (
    ("decision", "Say what is decided."),
    ("owner", "Choose the job title that looks after this record."),
    ("baseline", "Say what you know about who uses this now."),
    ("families_said", "Say what families said about it, or why nobody was asked."),
    ("cumulative", "Say what it adds up to, with what else changes for the same families."),
    ("outcome", "Choose what it comes to."),
    ("review_on", "Give the day by which you look at it again."),
)


def why_not_rely_on(record: EqualityRecord | None, *, lines: Sequence[EqualityLine]) -> list[Missing]:
    """Return why a big decision may not rest on its record yet; `href` is the place on the record's page.

    It need not be signed: families are asked before it is decided. But each group was looked at, and no harm to one goes unanswered.
    """
    if record is None:
        return [Missing(NO_RECORD)]
    missing = list(_not_looked_at(lines))
    missing += [
        Missing(f"{line.about.name}: it is worse for them. Say what you do about it, or that you continue and why.", _place(line))
        for line in _unanswered(lines)
        if not _is_justified(record)
    ]
    if record.outcome == EqualityOutcome.STOP:
        missing.append(Missing("The record comes to “Stop”, so do not go on.", "#outcome"))
    return missing


def why_not_sign(record: EqualityRecord, *, lines: Sequence[EqualityLine], today: date) -> list[Missing]:
    """Return everything that is missing before a version may be signed; an empty list when nothing is."""
    if record.signed_on:
        return [Missing(IS_SIGNED)]
    missing = [Missing(words, f"#{name}") for name, words in _NEEDED if not getattr(record, name)]
    missing += _not_looked_at(lines)
    for line in lines:
        missing += [Missing(f"{line.about.name}: {words}", _place(line)) for words in _about_line(record, line)]
    if record.outcome == EqualityOutcome.CONTINUE and not record.justification.strip():
        missing.append(Missing("Say why it is justified to continue.", "#justification"))
    if record.review_on and record.review_on <= today:
        missing.append(Missing("The day for looking at it again has come already. Choose a later one.", "#review_on"))
    return missing + list(_private(record, lines))


def _about_line(record: EqualityRecord, line: EqualityLine) -> list[str]:
    reasons = []
    if line.effect in {Effect.POSITIVE, Effect.NEGATIVE} and not line.evidence.strip():
        reasons.append("say how you know.")
    if line.effect == Effect.NEGATIVE and not line.mitigation.strip():
        if record.outcome == EqualityOutcome.NO_CHANGE:
            reasons.append("it is worse for them and nothing is done about it, so the record cannot come to “No change”.")
        elif not _is_justified(record):
            reasons.append("it is worse for them. Say what you do about it, or that you continue and why.")
    if line.effect == Effect.NEGATIVE and line.mitigation.strip() and not (line.owner_id and line.due_on):
        reasons.append("say who does what you promise, and by when.")
    return reasons


def _not_looked_at(lines: Sequence[EqualityLine]) -> Iterable[Missing]:
    return (
        Missing(f"{line.about.name}: nobody has looked yet. Say what it does to them.", _place(line)) for line in lines if not line.effect
    )


def _unanswered(lines: Sequence[EqualityLine]) -> list[EqualityLine]:
    return [line for line in lines if line.effect == Effect.NEGATIVE and not line.mitigation.strip()]


def _is_justified(record: EqualityRecord) -> bool:
    return record.outcome == EqualityOutcome.CONTINUE and bool(record.justification.strip())


def _place(line: EqualityLine) -> str:
    return f"#line-{line.characteristic}"


def _private(record: EqualityRecord, lines: Sequence[EqualityLine]) -> Iterable[Missing]:
    """What is signed may be published, so it holds nothing that leads to one person."""
    for name in ("title", *TEXTS):
        for hint in private_details_in(getattr(record, name)):
            yield Missing(f"{_label(name)} seems to hold {hint}. Take it out: everybody may read this.", f"#{name}")
    for line in lines:
        for hint in private_details_in(f"{line.evidence}\n{line.mitigation}"):
            yield Missing(f"{line.about.name}: this seems to hold {hint}. Take it out: everybody may read this.", _place(line))


def _label(name: str) -> str:
    return f"“{str(EqualityRecord._meta.get_field(name).verbose_name).capitalize()}”"  # type: ignore[union-attr]  # a field of ours has one


def why_not_sign_it_yourself(*, has_written: bool, has_post: bool) -> list[str]:
    """Return why this person does not sign: they wrote in it, or act for no job title that could stand below it."""
    reasons = ["You wrote in this version. Somebody else signs it."] if has_written else []
    return reasons + ([] if has_post else ["You act for no job title. It is signed as one, since families read titles and not names."])


def why_not_publish(record: EqualityRecord, *, is_published: bool) -> list[str]:
    """Return why a version cannot be published."""
    if not record.signed_on:
        return ["Only a signed version is published."]
    return ["It is published already."] if is_published else []


def why_not_begin_version(record: EqualityRecord, *, has_next: bool) -> list[str]:
    """Return why no new version begins."""
    if not record.signed_on:
        return ["This version is not signed yet. Change it as it is."]
    return ["The next version has begun already."] if has_next else []
