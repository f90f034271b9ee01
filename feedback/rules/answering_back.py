"""What an answer to families must hold before it may be saved and before it may go out (DESIGN promise 8, domain reference 10.4).

Every rule is given the facts and returns the reasons, in words a parent would understand.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from core.private_details import private_details_in
from feedback.choices import HAPPENED, PROMISED, REFUSALS, Outcome, ThemeState, WhyTakenDown
from feedback.models import Theme, WeDid, YouSaid
from participation.choices import ENDED
from participation.models import Engagement

# What sounds like an answer and is none. A text made of nothing else is refused; "noted" is refused anywhere it ends a thought.
_EMPTY = (
    r"(?:your |this |the )?(?:comment|comments|feedback|point|points|views?|suggestions?)?\s*(?:has|have|is|are|was|were)?\s*(?:been )?"
    r"(?:duly |carefully )?(?:noted|taken on board|taken into account|considered|acknowledged|logged|recorded)"
)
_NOTED = re.compile(rf"^{_EMPTY}\W*$", re.IGNORECASE)
_FILLER = re.compile(
    r"^(?:noted\b.*|we (?:have )?(?:duly )?(?:noted\b.*|heard (?:this|it|you|your (?:comments?|views?|feedback)))|"
    r"thank(?:s| you)(?: for (?:your|the) \w+)?|"
    r"we (?:will|'ll|’ll) (?:look into (?:it|this)|bear (?:it|this) in mind|keep (?:it|this) in mind|consider (?:it|this))|"
    r"we take (?:all )?(?:your )?(?:comments|feedback|views) (?:very )?seriously|watch this space|n/?a|none|tbc|tba|"
    r"(?:no )?comment|under review|in due course)\W*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?;:\n]+")

Finding = tuple[str, str]  # (field, reason)
LONGEST_LINE = 300  # of a theme that goes no further


def is_empty_phrase(text: str) -> bool:
    """Return whether a text says nothing that a family could use: only thanks, "noted", "we will look into it"."""
    sentences = [" ".join(part.split()).strip(" ,–—-") for part in _SENTENCE_END.split(text)]
    said = [part for part in sentences if part]
    return not said or all(_NOTED.match(part) or _FILLER.match(part) for part in said)


def _asked_for(answer: WeDid, today: date) -> Iterable[Finding]:
    """Yield what the chosen outcome still needs."""
    outcome = answer.outcome
    if outcome in REFUSALS:
        if is_empty_phrase(answer.reason):
            yield "reason", "Say why. Families can live with a “no” that has an honest reason."
        if answer.decided_by_id is None:
            yield "decided_by", "Say who decided: the post, not the person."
        if is_empty_phrase(answer.would_change_it):
            yield "would_change_it", "Say what would change it: what would have to be different for a “yes”?"
    if outcome in HAPPENED:
        if is_empty_phrase(answer.what_changed):
            yield "what_changed", "Say what changed: what will a family see that is different?"
        if answer.changed_on is None:
            yield "changed_on", "Give the day it changed."
        elif answer.changed_on > today:
            yield "changed_on", "That day has not come yet. Choose “We are doing” or “We plan to” until it has."
    if outcome in PROMISED and answer.due_on is None:
        yield "due_on", "Give the day by which it will be done."
    if outcome == Outcome.PASSED_ON:
        if not answer.passed_to.strip():
            yield "passed_to", "Say whom you asked."
        if answer.replies_by_on is None:
            yield "replies_by_on", "Give the day by which they reply. You will chase them then."


FAMILY_TEXTS = ("text", "what_changed", "reason", "would_change_it", "passed_to")


def findings_on_answer(answer: WeDid, *, today: date) -> list[Finding]:
    """Return (field, reason) for everything that stops an answer from being saved."""
    found: list[Finding] = []
    if answer.outcome not in Outcome.values:
        found.append(("outcome", "Choose what came of it. “Noted” is not an answer."))
    if is_empty_phrase(answer.text):
        found.append(("text", "Say what came of it in a sentence a family can use. “Noted” is not an answer."))
    found += _asked_for(answer, today)
    for field in FAMILY_TEXTS:
        found += [
            (field, f"This seems to hold {hint}. Take it out: everybody can read this.")
            for hint in private_details_in(getattr(answer, field))
        ]
    return found


def why_not_save_answer(answer: WeDid, *, today: date) -> list[str]:
    """Return every reason why an answer cannot be saved; an empty list when it can."""
    return [reason for _, reason in findings_on_answer(answer, today=today)]


def why_not_publish(answer: WeDid, *, you_said: YouSaid, has_second_look: bool, today: date) -> list[str]:
    """Return every reason why an answer cannot be shown to families; an empty list when it can."""
    if answer.published_at is not None:
        return ["This answer is published already. To change it, write a correction."]
    reasons = why_not_save_answer(answer, today=today) + why_not_say_in_public(you_said.text)
    if answer.outcome in PROMISED and answer.due_on is not None and answer.due_on < today:
        reasons.append("The day by which it will be done has passed. Give a new day, or say what was done.")
    if answer.outcome == Outcome.PASSED_ON and answer.replies_by_on is not None and answer.replies_by_on < today:
        reasons.append("The day by which they reply has passed. Chase them, then give the new day.")
    if not has_second_look:
        reasons.append("Somebody else has to look at these very words first. Ask for a second look.")
    return reasons


def why_not_say_in_public(text: str) -> list[str]:
    """Return every reason why words cannot stand on a public page."""
    if not text.strip():
        return ["Write it in plain words."]
    return [f"This seems to hold {hint}. Take it out: everybody can read this." for hint in private_details_in(text)]


def why_too_long(text: str, most: int) -> list[str]:
    """Return why a text does not fit. Nothing that somebody wrote is ever cut off behind their back."""
    return [f"This has {len(text):,} letters, and at most {most:,} fit. Say it shorter."] if len(text) > most else []


def why_not_change_you_said(you_said: YouSaid, *, changed: set[str]) -> list[str]:
    """Return why these fields can no longer be changed: families have read them. Who owns it may always change.

    What was taken down may be put in other words before it comes back.
    """
    if you_said.published_on is None or you_said.taken_down_on is not None or changed <= {"owner"}:
        return []
    return ["Families have read this. Its words stay; what you answer can be corrected."]


def why_not_take_down(you_said: YouSaid, *, reason: str) -> list[str]:
    """Return every reason why a page cannot be taken down."""
    if you_said.published_on is None:
        return ["Families cannot read this yet, so there is nothing to take down."]
    if you_said.taken_down_on is not None:
        return ["This page is down already."]
    return [] if reason in WhyTakenDown.values else ["Choose why it has to come down."]


def why_not_note_told(you_said: YouSaid, *, told_on: date, today: date) -> list[str]:
    """Return every reason why people cannot have been told on this day."""
    if you_said.published_on is None or you_said.taken_down_on is not None:
        return ["There is no published answer to tell people about."]
    if told_on > today:
        return ["That day has not come yet."]
    if told_on < you_said.published_on:
        return ["That day is before the answer was published."]
    return []


def why_not_raise(*, text: str, heard_from_on: date, heard_until_on: date, answer_by_on: date) -> list[Finding]:
    """Return (field, reason) for everything that stops a You said from being raised."""
    found = [("text", reason) for reason in why_not_say_in_public(text)]
    if heard_until_on < heard_from_on:
        found.append(("heard_until_on", "The last day you heard it comes before the first."))
    if answer_by_on < heard_from_on:
        found.append(("answer_by_on", "The answer cannot be due before families said it."))
    return found


def why_not_due_then(*, answer_by_on: date, heard_from_on: date, promised_on: date | None) -> list[Finding]:
    """Return (field, reason) when the first day given for an answer is later than the day families were told.

    `promised_on` is what the engagement promised to whoever was heard first. Who was heard after that day was told none.
    """
    if promised_on is None or promised_on < heard_from_on or answer_by_on <= promised_on:
        return []
    return [("answer_by_on", f"Families were told {promised_on:%-d %B %Y}. Give that day, or an earlier one.")]


def why_not_put_off(*, answer_by_on: date, was_on: date, promised_on: date | None) -> list[Finding]:
    """Return (field, reason) when the day of an answer would move past what families were told: lateness does not go away by a later day.

    `promised_on` is what the engagement promised to whoever was heard first; up to that day a slip of the pen can be put right.
    """
    latest = max(was_on, promised_on or was_on)
    if answer_by_on <= latest:
        return []
    reason = (
        f"Families were told {latest:%-d %B %Y}, so the day does not move past it. Answer as soon as you can: they see that we were late."
    )
    return [("answer_by_on", reason)]


def why_not_put_to(themes: Sequence[Theme], *, asked: Collection[int | None]) -> list[str]:
    """Return why comments cannot be put to these themes; `asked` are the engagements that they answer. Each is answered there."""
    return [
        f"“{theme}” is of “{theme.engagement}”, and some of these comments answer something else. Put them to a theme of what they answer."
        for theme in themes
        if set(asked) - {theme.engagement_id}
    ]


def why_not_merge(theme: Theme, *, into: Theme, has_you_said: bool) -> list[str]:
    """Return every reason why a theme cannot become part of another."""
    reasons = []
    if theme.pk == into.pk:
        reasons.append("Choose another theme to merge it into.")
    if theme.engagement_id != into.engagement_id:
        reasons.append("These themes come from different questions to families. Only themes of one can be merged.")
    if theme.state != ThemeState.OPEN:
        reasons.append(f"“{theme.name}” is not open any more.")
    if into.state in {ThemeState.MERGED, ThemeState.HEARD}:
        reasons.append(f"“{into.name}” is closed. Open it again first, or choose another.")
    if has_you_said:
        reasons.append("There is a You said about this theme. Merge the other theme into this one instead.")
    return reasons


def why_not_take_no_further(theme: Theme, *, public_line: str, has_you_said: bool) -> list[str]:
    """Return every reason why a theme cannot end with one public line."""
    reasons = []
    if theme.state != ThemeState.OPEN:
        reasons.append(f"“{theme.name}” is not open any more.")
    if has_you_said:
        reasons.append("There is a You said about this theme, so families will get an answer. Write that instead.")
    if is_empty_phrase(public_line):
        reasons.append("Say why it goes no further, in one line that families will read. “Noted” is not a reason.")
    reasons += why_too_long(public_line, LONGEST_LINE)
    return reasons + [reason for reason in why_not_say_in_public(public_line) if public_line.strip()]


def digest_of_line(theme: Theme) -> str:
    """Return the hash of a theme's public line, so that a line changed after a look needs a new one."""
    return hashlib.sha256(json.dumps({"theme": theme.pk, "line": theme.public_line}).encode()).hexdigest()


def why_not_reopen(theme: Theme, *, engagement: Engagement | None = None) -> list[str]:
    """Return why a theme cannot be opened again. Nothing stays open below what families read as answered: no step leads back from there."""
    if theme.state == ThemeState.OPEN:
        return ["This theme is open already."]
    if engagement is not None and engagement.stage in ENDED:
        return [f"“{engagement}” is closed, and families read that they have been answered. Ask about this anew, in a question of its own."]
    return []


SEEN_FIELDS = (
    *("outcome", "text", "what_changed", "changed_on", "due_on", "reason", "would_change_it", "decided_by_id", "passed_to"),
    *("replies_by_on", "supersedes_id"),
)


def who_decided(answer: WeDid) -> str:
    """Return the title of the post that decided: what it was when the answer was published, or what it is now."""
    return answer.decided_as or (answer.decided_by.title if answer.decided_by else "")


def digest_of(answer: WeDid, *, you_said: YouSaid, hub_ids: Iterable[int]) -> str:
    """Return the hash of every word and date that families will read, so that a text changed after a look needs a new one."""
    seen = {name: str(getattr(answer, name)) for name in SEEN_FIELDS}
    seen |= {
        "decided": who_decided(answer),
        "you_said": you_said.text,
        "topic": you_said.topic,
        "reference": you_said.reference,
        "hubs": str(sorted(hub_ids)),
    }
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()


def words_of(answer: WeDid, *, you_said: YouSaid) -> str:
    """Return all that families will read, line by line, for a colleague who looks at it by link."""
    lines = [f"You said: {you_said.text}", f"{Outcome(answer.outcome).label}: {answer.text}"]
    dates = {"changed_on": "On", "due_on": "Done by", "replies_by_on": "They reply by"}
    texts = {"what_changed": "What changed", "reason": "Because", "would_change_it": "What would change it", "passed_to": "We asked"}
    lines += [f"{label}: {getattr(answer, name)}" for name, label in texts.items() if getattr(answer, name)]
    lines += [f"{label}: {getattr(answer, name):%-d %B %Y}" for name, label in dates.items() if getattr(answer, name)]
    return "\n".join([*lines, f"Who decided: {decided}"] if (decided := who_decided(answer)) else lines)
