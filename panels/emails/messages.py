"""What a message to members says as a letter. Called in the reader's language: the frame is in it, the words are as staff wrote them."""

from typing import Any

from core import brand
from panels.models import Message


def letter(message: Message) -> dict[str, Any]:
    """Return what the letter holds: never a name, since others may open somebody's mail."""
    look = brand.stored()
    return {
        "heading": message.heading,
        "words": message.words,
        "panel": message.panel.title,
        "phone": look.phone,
        "hours": look.phone_hours,
    }


def text_message(message: Message) -> str:
    """Return what staff copy into a message to somebody's phone: the few words for it, or all of them."""
    return message.phone_words or message.words
