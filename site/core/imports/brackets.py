"""Where a value of JSON ends, found without decoding it."""

import re

_MARK = re.compile(r'["{}\[\]]')
_IN_TEXT = re.compile(r'["\\]')


class Scan:
    """Looks for the end of a value by its brackets and quotation marks. `passed` letters from its start were looked at."""

    def __init__(self) -> None:
        self.depth = self.deepest = self.passed = 0
        self.in_text = False

    def end(self, held: str, start: int) -> int | None:
        """Return where the value ends; None when that is not in this piece: call it again with more."""
        at = start + self.passed
        while True:
            match = (_IN_TEXT if self.in_text else _MARK).search(held, at)
            if match is None or (match[0] == "\\" and match.end() >= len(held)):  # what it hides is in the next piece
                self.passed = (match.start() if match else len(held)) - start
                return None
            mark, at = match[0], match.end()
            if mark == "\\":
                at += 1
            elif mark == '"':
                self.in_text = not self.in_text
            else:
                self.depth += 1 if mark in "{[" else -1
                self.deepest = max(self.deepest, self.depth)
            if not self.in_text and self.depth <= 0:
                return at
