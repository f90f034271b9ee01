"""Words that may lead to a person: an e-mail address at a free provider, a mobile number. A parent's must not stand on a page.

What the checks panel says while somebody writes (site/static/js/staff-checks.js), this says once more before anything is published.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

# Where people have an address of their own. A council's, a school's or a charity's is not among them.
FREE_PROVIDERS = frozenset(
    [
        "aol.com",
        "aol.co.uk",
        "blueyonder.co.uk",
        "btinternet.com",
        "btopenworld.com",
        "fastmail.com",
        "fsmail.net",
        "gmail.com",
        "gmx.com",
        "gmx.co.uk",
        "googlemail.com",
        "hotmail.com",
        "hotmail.co.uk",
        "icloud.com",
        "interia.pl",
        "live.com",
        "live.co.uk",
        "mac.com",
        "mail.com",
        "me.com",
        "msn.com",
        "ntlworld.com",
        "o2.co.uk",
        "o2.pl",
        "onet.pl",
        "outlook.com",
        "proton.me",
        "protonmail.com",
        "rediffmail.com",
        "rocketmail.com",
        "sky.com",
        "talktalk.net",
        "tiscali.co.uk",
        "virginmedia.com",
        "wp.pl",
        "yahoo.com",
        "yahoo.co.uk",
        "yahoo.ro",
        "ymail.com",
        "yandex.com",
        "zoho.com",
    ]
)
NOT_SHOWN = {"provider_email"}  # fields of a page that no family reads
# Some write an address so that machines do not find it; people do.
_AT = r"(?:@|\s?[(\[{]\s?at\s?[)\]}]\s?)"
_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]{1,64}" + _AT + r"([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
# At most four signs between two digits: more is no number, and looking for them without an end would take minutes in a long row of dots.
_MOBILE = re.compile(r"(?<![\d+])(?:(?:\+|00)44[\s().‐-―-]{0,4}(?:\(?0\)?)?|0)[\s().‐-―-]{0,4}7(?:[\s().‐-―-]{0,4}\d){9}(?!\d)")
_TAG = re.compile(r"<[^>]*>")


def private_words_in(text: str) -> list[str]:
    """Return the addresses at free providers and the mobile numbers in a text, as they stand there, each once."""
    addresses = [found.group() for found in _ADDRESS.finditer(text) if found[1].lower().rstrip(".") in FREE_PROVIDERS]
    mobiles = [found.group().strip() for found in _MOBILE.finditer(text)]
    return list(dict.fromkeys([*addresses, *mobiles]))


def new_private_words(page: Any, live: Any) -> list[str]:
    """Return what a page would newly tell families: what stands on it and not on the page they see now (None: they see none)."""
    known = {_same(one) for one in private_words_in(_text_of(live))} if live is not None else set()
    return [one for one in private_words_in(_text_of(page)) if _same(one) not in known]


def _same(word: str) -> str:
    return word.lower() if re.search(r"[A-Za-z]", word) else re.sub(r"\D", "", word)[-10:]


def _text_of(page: Any) -> str:
    """Return every word of a page, whatever fields and blocks it has."""
    return "\n".join(html.unescape(_TAG.sub(" ", one)) + "\n" + " ".join(_hrefs(one)) for one in _strings(page.serializable_data()))


def _hrefs(text: str) -> Iterable[str]:
    return re.findall(r'href=\\?"(?:mailto|tel|sms):([^"?\\]*)', text)  # in a stream, the quotation marks are JSON's


def _strings(data: Any, key: str = "") -> Iterator[str]:
    if isinstance(data, str):
        yield from [data] if key not in NOT_SHOWN else []
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _strings(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value, key)
