"""How to get a service, and whom it is for, out of the words of a list. What says "no booking" wants no booking."""

import re

from home.choices import ForWhom, HowToGetIt

_COME = r"\b(?:turn(?:ing)?[ -]?up|drop(?:ping)?[ -]?in|walk(?:ing)?[ -]?in)"
_BOOK = r"\b(?:(?:pre-?)?book(?:s|ed|able|ings?)?|appointments?)\b"
_REFER = r"\b(?:self-?)?refer\w*"
_NEEDS = rf"(?:{_BOOK}|{_REFER})"
_NOT = r"\b(?:no|not|non|never|without|cannot|(?:do|does|need|is|are|ca|wo)nt|\w+n['’]t)\b"
_UP_TO_FOUR_WORDS = r"(?:[ -][\w'’]+){0,4}?[ -]"
# "Booking is not needed": the thing first. Looked for before the next, which would read "not needed but booking" in it.
_IS_NOT_NEEDED = re.compile(
    rf"(?:(?P<come>{_COME})|{_NEEDS})(?: [\w'’-]+){{0,2}}? {_NOT}(?: \w+){{0,2}}? (?:need|requir|necessar|essential|possible|available)\w*"
)
# "No booking or referral needed", "not a drop-in": only the nearest thing is meant, and what is joined to it.
_NO = re.compile(rf"{_NOT}{_UP_TO_FOUR_WORDS}(?:(?P<come>{_COME})|{_NEEDS}(?:(?:,|/| or| nor) ?(?:an? |be |any )?{_NEEDS})*)")
_NOT_WITHOUT = re.compile(rf"(?:{_NOT}|\bnobody\b)[^.,;:]*\bwithout\b")
_WAYS = ((_COME, HowToGetIt.TURN_UP), (_BOOK, HowToGetIt.BOOK), (rf"\bask|{_REFER}", HowToGetIt.ASK))
_DENIED = re.compile(rf"{_NOT}(?:(?! (?:[-–—]|but) )[^.,;:()])*")
_MOST_READ = 1000  # letters of a cell: whoever writes more has filled in another column
_EXTRA = re.compile(r"\b(?:extra|target\w*|special\w*|intensive\w*|refer\w*|invit\w*|send?)\b")
_EVERYONE = re.compile(r"\b(?:everyone|everybody|universal|all|open|any(?:one|body)?)\b")


def way_in(text: str) -> HowToGetIt | None:
    """Return how a family gets a service, out of words; None when they name no way of ours."""
    left = _NOT_WITHOUT.sub(" ", _plain(text))  # "no entry without booking" wants a booking
    needs_nothing = False
    for pattern in (_IS_NOT_NEEDED, _NO):
        needs_nothing = needs_nothing or any(_is_no_need(match) for match in pattern.finditer(left))
        left = pattern.sub(" ", left)
    named = next((way for words, way in _WAYS if re.search(words, left)), None)
    return named or (HowToGetIt.TURN_UP if needs_nothing else None)


def for_whom(text: str) -> ForWhom | None:
    """Return whether a service is for everyone or extra help, out of words; None when they say neither."""
    left = _DENIED.sub(" ", _plain(text))  # "open to all, not only SEND", "universal, no referral needed"
    if _EXTRA.search(left):
        return ForWhom.EXTRA_HELP
    return ForWhom.EVERYONE if _EVERYONE.search(left) else None


def _is_no_need(match: re.Match[str]) -> bool:
    """Return whether something is not needed; what cannot be booked, or is no drop-in, may need anything."""
    return not match["come"] and not match[0].startswith("can")


def _plain(text: str) -> str:
    return " ".join(text[:_MOST_READ].lower().replace("_", " ").split())
