"""What must hold before everybody reads a panel's yearly report."""

from collections.abc import Mapping
from datetime import date

from core.private_details import private_details_in
from panels.report_template import LONGEST, REPORT


def why_too_long(words: Mapping[str, str]) -> dict[str, str]:
    """Return which headings hold more words than anybody reads, by key."""
    reason = f"This is longer than {LONGEST:,} letters. Say it shorter: families read it on a phone."
    return {one.key: reason for one in REPORT if len(words.get(one.key, "")) > LONGEST}


def still_to_write(words: Mapping[str, str]) -> list[str]:
    """Return the headings below which something has to stand, and nothing does yet."""
    return [str(one.heading) for one in REPORT if not one.optional and not words.get(one.key, "").strip()]


def why_not_publish(
    words: Mapping[str, str], *, last_on: date, today: date, is_published: bool, page_is_public: bool, names_somebody: bool
) -> list[str]:
    """Return every reason why a report stays a draft."""
    if is_published:
        return ["It is published already."]
    reasons = []
    if today <= last_on:
        reasons.append(f"The year goes on until {last_on:%-d %B %Y}. Publish its report after that.")
    if not page_is_public:
        reasons.append("The panel has no page that families can read. Publish that first: the report stands below it.")
    if missing := still_to_write(words):
        reasons.append(f"Not said yet: {'; '.join(missing)}. Where there is nothing, say that there is nothing.")
    if hints := private_details_in("\n".join(words.values())):
        reasons.append(f"It seems to hold {' and '.join(hints)}. Take out what could point at one person.")
    if names_somebody:
        reasons.append("It holds the name of somebody who is or was on the panel. Take it out: who they are is theirs to say.")
    return reasons
