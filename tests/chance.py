"""What is drawn by lot for every visit: a nonce, a form's token. A short name may stand in one by chance, and it says nothing."""

import re

DRAWN_BY_LOT = re.compile(r'nonce="[^"]*"|\b[A-Za-z0-9]{64}\b')


def without_chance(html: str) -> str:
    """Return a page without its nonces and form tokens, so that "Elm is not on it" is about what people can read."""
    return DRAWN_BY_LOT.sub("", html)
