"""What goes out to who asked under the Freedom of Information Act: a letter, a list of what was found, and the words of each thing given.

The content is one JSON text. Page, text file and table are made of it alone, so that none can hold what the others leave out.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urljoin

from consent.choices.information import FACTS_OF, Exemption, Giving
from consent.models import InformationItem, InformationRequest
from consent.rules import information as rules
from consent.rules.redaction import redacted, removed_from, standing_in
from core import clocks

REGULATOR = "the Information Commissioner: ico.org.uk, 0303 123 1113, Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF"
GIVEN = {Giving.GIVE: "Given", Giving.PART: "Given in part", Giving.WITHHOLD: "Withheld"}


def content_of(
    request: InformationRequest, items: Iterable[InformationItem], *, council: str, site: str, today: date, hours: int | None, words: str
) -> dict[str, Any]:
    """Return the whole answer as plain data. Of what a family said neither hub nor day goes out, only what was decided to be given."""
    listed = [] if hours is not None else [_listed(number, item, site) for number, item in enumerate(items, 1)]
    return {
        "council": council,
        "reference": request.council_reference,
        "received_on": request.received_on.isoformat(),
        "answered_on": today.isoformat(),
        "asked": request.asked,
        "letter": letter(request, listed, council=council, today=today, hours=hours, words=words),
        "items": listed,
    }


def _listed(number: int, item: InformationItem, site: str) -> dict[str, Any]:
    is_kept_back = item.decision != Giving.GIVE
    on = None if item.has_family_words else item.on
    return {
        "number": number,
        "what": item.kind_in_words,
        "on": on.isoformat() if on else "",
        "title": f"{item.kind_in_words}, {clocks.day_in_words(on)}" if on else item.kind_in_words,
        "decision": GIVEN[Giving(item.decision)],
        "section": Exemption(item.exemption).label if is_kept_back else "",
        "code": item.exemption if is_kept_back else "",
        "reason": item.reason if is_kept_back else "",
        "published": urljoin(site, item.published_href) if item.published_href else "",
        "text": "" if item.decision == Giving.WITHHOLD else redacted(item.words, item.exemption),
    }


def letter(
    request: InformationRequest, listed: Sequence[dict[str, Any]], *, council: str, today: date, hours: int | None, words: str
) -> list[str]:
    """Return the letter, a paragraph each: what we hold, what is kept back and why, and the two ways to complain (section 17(7))."""
    said = [f"On {clocks.day_in_words(request.received_on)} you asked {council} for information under the Freedom of Information Act 2000."]
    if words:
        said.append(words)
    if hours is not None:
        said.append(
            f"To find and put together what you asked for would take about {hours} hours. The law does not oblige us to spend more than "
            f"{rules.HOURS_AT_MOST} hours, or £450 (section 12). Ask for less, such as one year or one hub, and we look again."
        )
    elif not listed:
        said.append("We looked for it and hold nothing of it.")
    else:
        said += _what_we_hold(listed)
    last = clocks.working_days_after(today, rules.WORKING_DAYS_TO_ASK_FOR_REVIEW)
    return [
        *said,
        f"If you are not content with this answer, write to us by {clocks.day_in_words(last)} and ask for an internal review. Somebody "
        f"looks at it anew and answers within {rules.WORKING_DAYS_TO_REVIEW} working days.",
        f"If you are still not content then, you can complain to {REGULATOR}.",
    ]


def _what_we_hold(listed: Sequence[dict[str, Any]]) -> list[str]:
    number = len(listed)
    said = [
        f"We hold {number} thing{'s' if number > 1 else ''} that answer{'' if number > 1 else 's'} it. The list below says what we give."
    ]
    codes = sorted({one["code"] for one in listed if one["code"]})
    if codes:
        relied = "; ".join(f"section {code} ({FACTS_OF[code].in_short})" for code in codes)
        said.append(f"Some of it we keep back, under {relied}. Beside each thing stands why.")
    if weighed := [code for code in codes if FACTS_OF[code].is_weighed]:
        said.append(
            f"For section {', '.join(weighed)} we weighed whether it is better for everybody that you know it, and found that it is not."
        )
    return said


def as_json(content: dict[str, Any]) -> str:
    """Return the content as it is kept: the same text whenever it is made."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, indent=1)


def read(text: str) -> dict[str, Any]:
    """Return kept content as data."""
    content: dict[str, Any] = json.loads(text)
    return content


def digest_of(content: str) -> str:
    """Return the checksum that stands on the answer."""
    return hashlib.sha256(content.encode()).hexdigest()


def leaks(items: Iterable[InformationItem], content: dict[str, Any]) -> list[str]:
    """Return where something that was blacked out of one thing would go out in another, or in a reason or the letter."""
    removed = list({piece for item in items if item.decision == Giving.PART for piece in removed_from(item.words)})
    places = [("what was asked", content["asked"]), ("the letter", "\n".join(content["letter"]))]
    places += [(f"number {one['number']} of the answer", f"{one['text']}\n{one['reason']}\n{one['published']}") for one in content["items"]]
    return [f"“{piece}” is blacked out, and stands in {place}." for place, text in places for piece in standing_in(removed, text)]


def as_text(content: dict[str, Any], digest: str) -> str:
    """Return an answer as a plain text file."""
    lines = [content["council"], f"Freedom of Information request {content['reference']}", "", "You asked:", content["asked"], ""]
    lines += [line for paragraph in content["letter"] for line in (paragraph, "")]
    for one in content["items"]:
        lines += ["-" * 60, f"{one['number']}. {one['title']}", f"{one['decision']}. {one['section']}".strip()]
        lines += [text for text in (one["reason"], one["published"], "", one["text"]) if text or one["text"]]
        lines.append("")
    return "\n".join([*lines, f"Checksum (SHA-256) of the data file: {digest}", ""])


COLUMNS = ("number", "what", "on", "decision", "section", "reason", "published", "text")


def as_rows(content: dict[str, Any]) -> list[list[str]]:
    """Return the list of what was found as rows of a table, its head first. The caller guards each cell against formulas."""
    return [list(COLUMNS), *([str(one[name]) for name in COLUMNS] for one in content["items"])]
