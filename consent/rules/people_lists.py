"""How a row of a list of people is read. Remarks say which row and what to do, and never what stood in it."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError

from consent.choices import Channel, SafeThere
from consent.rules.people import LONGEST
from core import contact
from core.models import Hub
from core.text import folded, normalise

_SAFE = {
    SafeThere.YES: ("yes", "y", "safe", "true"),
    SafeThere.ONLY_RING: ("only ring", "ring only", "only call", "call only", "phone only", "only phone", "no only ring them"),
    SafeThere.IN_PERSON: ("no", "n", "only in person", "in person", "in person only", "face to face", "no only in person", "false"),
    SafeThere.NOT_ASKED: ("not asked", "not asked yet", "unknown", "not known", "do not know"),
}
_CHANNEL = {
    Channel.EMAIL: ("email", "mail", "by email"),
    Channel.TEXT: ("text", "text message", "sms", "by text", "by text message", "whatsapp"),
    Channel.PHONE: ("phone", "call", "ring", "telephone", "by phone"),
    Channel.POST: ("post", "letter", "by post"),
    Channel.IN_PERSON: ("in person", "face to face", "at the hub"),
}
NO_NAME = "This row has no name, so it is left out. Write what they are called, and bring the list in once more."
NOT_SAFE_CLEAR = "The list does not say clearly whether it is safe to write to them, so it counts as not asked. Ask, then write it down."
LEFT_OUT = "in this row cannot be used, so it is left out. Look into your list, and write it into the record by hand."


def read(row: Mapping[str, str], *, hubs: Mapping[str, Hub]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return what a row says of somebody, by field, and what is to be remarked: (code, words). `hubs` are ours by folded name.

    What cannot be read is left out and remarked; who has no name has an empty one.
    """
    said: dict[str, Any] = {name: _words(row, name) for name in ("name", "email", "phone", "post_address")}
    remarks = []
    if not said["name"] or len(said["name"]) > LONGEST["name"]:
        return said | {"name": ""}, [("name", NO_NAME)]
    for name, called, as_kept in (
        ("email", "The e-mail address", contact.as_email),
        ("phone", "The phone number", contact.as_phone),
        ("post_address", "The address for letters", _short_enough),
    ):
        try:
            said[name] = as_kept(said[name]) if said[name] else ""
        except ValidationError:
            said[name] = ""
            remarks.append((name, f"{called} {LEFT_OUT}"))
    how, why = how_to_write(row)
    said |= how
    remarks += why
    if place := _words(row, "hub"):
        if hub := hubs.get(folded(place)):
            said["hub"] = hub
        else:
            remarks.append(("hub", "We have no hub of that name. They belong to the one you chose for the list."))
    return said, remarks


def how_to_write(row: Mapping[str, str]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return how somebody is written to by field (whether it is safe, which way, in which language), and what could not be read of it."""
    said: dict[str, Any] = {}
    remarks = []
    safe = _words(row, "safe")
    said["safe"] = _one_of(_SAFE, safe) or SafeThere.NOT_ASKED
    if safe and _one_of(_SAFE, safe) is None:
        remarks.append(("safe", NOT_SAFE_CLEAR))
    channel = _words(row, "channel")
    said["channel"] = _one_of(_CHANNEL, channel) or ""
    if channel and not said["channel"]:
        remarks.append(("channel", "How they like to be reached is said in no way we know. Ask them, and write it down."))
    language = _words(row, "language")
    said["language"] = _language(language) or settings.LANGUAGE_CODE
    if language and not _language(language):
        remarks.append(
            ("language", "We have no pages in the language of this row. They are written to in English until you choose another.")
        )
    return said, remarks


def _one_of(known: Mapping[Any, tuple[str, ...]], text: str) -> Any:
    plain = " ".join("".join(letter if letter.isalnum() else " " for letter in folded(text).replace("e-mail", "email")).split())
    return next((choice for choice, words in known.items() if plain in words), None)


def _language(text: str) -> str:
    """Return the code of one of our languages, called as it is in English or calls itself; "Polish and English" is the first of them."""
    said = folded(text).replace(",", " ").replace("/", " ").split()
    for code, _ in settings.LANGUAGES:
        short = code.partition("-")[0]
        names = {code, short} | {
            folded(LANG_INFO[one][name]) for one in (code, short) if one in LANG_INFO for name in ("name", "name_local")
        }
        if said and said[0] in names:
            return code
    return ""


def _short_enough(text: str) -> str:
    if len(text) > LONGEST["post_address"]:
        raise ValidationError("")
    return text


def _words(row: Mapping[str, str], name: str) -> str:
    return normalise(str(row.get(name) or "")).strip()
