"""What a message to members says as a letter. Called in the reader's language: the frame is in it, the words are as staff wrote them."""

from typing import Any

from panels.models import Message
from panels.selectors.phones import to_ring


def letter(message: Message) -> dict[str, Any]:
    """Return what the letter holds: never a name, since others may open somebody's mail."""
    return {
        "heading": message.heading,
        "words": message.words,
        "panel": message.panel.title,
        **to_ring(message.panel),
    }


def text_message(message: Message) -> str:
    """Return what staff copy into a message to somebody's phone: the few words for it, or all of them."""
    return message.phone_words or message.words
