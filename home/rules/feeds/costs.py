"""What a service costs."""

import re
from datetime import date
from typing import Any

from home.choices import Cost
from home.rules.feeds import values
from home.rules.feeds.found import FoundService

_SAYS_NO_MORE = (
    r"of charge|to (?:attend|use|join|access|all|everyone|families)|for (?:all|everyone|families)|at the point of (?:use|access)"
)
_THINGS = r"entry|entrance|admission|sessions?|events?|service|course|class(?:es)?|groups?|drop[- ]?in"
_FREE = re.compile(
    rf"(?:(?:it is |this is )?free(?: (?:{_THINGS}))?(?: (?:{_SAYS_NO_MORE}))*|no (?:charge|cost|fee)|none|nil|£?0(?:\.00?)?)[.!]?",
    re.IGNORECASE,
)


def is_free(text: str) -> bool:
    """Return whether words say no more than that it is free. "Free for under 2s, £3 others" costs something."""
    return _FREE.fullmatch(text.strip()) is not None


def read_costs(found: FoundService, record: dict[str, Any], today: date) -> None:
    """Fill in whether it costs money, and how much in words; remark where the list does not say."""
    options = [text for one in values.rows(record, "cost_options") if (text := _option(found, one, today))]
    fees = values.words(record.get("fees"))
    if is_free(fees) or (options and not fees and all(one == "free" for one in options)):
        found.fields["cost"] = Cost.FREE
        return
    text = "; ".join(one for one in [*options, fees] if one and one != "free")
    if text:
        found.fields |= {"cost": Cost.PAID, "cost_in_words": values.shortened(text, 120)}
    else:
        found.remark("no-cost", "The list does not say what it costs. The draft leaves it open: make sure, and fill it in.")


def _option(found: FoundService, option: dict[str, Any], today: date) -> str:
    try:
        until = values.day(option.get("valid_to"))
    except ValueError:
        found.remark("date", f"A price holds until “{values.shown(option.get('valid_to'))}”, which is no day. We took it as it stands.")
        until = None
    if until and until < today:
        found.remark("cost-over", f"A price held until {until:%-d %B %Y}, so it is left out. Ask what it costs now.")
        return ""
    try:
        amount = values.number(option.get("amount"))
    except ValueError:
        amount = None
    named, how = values.words(option.get("option")), values.words(option.get("amount_description"))
    if amount == 0:
        return "free"
    price = "" if amount is None or not 0 < amount < 100_000 else f"£{amount:g}" if amount.is_integer() else f"£{amount:.2f}"
    text = " ".join(part for part in (price, how) if part)
    return f"{named}: {text}" if named and text else named or text
