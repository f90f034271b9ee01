"""Purposes and their words; what people decided, and its proof."""

from tests.access_verdicts import Row, right

LINES: dict[str, Row] = {
    "purposes:index": right("purpose.view"),
    "purposes:add": right("purpose.add"),
    "purposes:one": right("purpose.view", "purpose", shared=True),
    "purposes:edit": right("purpose.edit", "purpose"),
    "purposes:end": right("purpose.edit", "purpose", post=True),
    "purposes:write": right("purpose.edit", "purpose_words"),
    "purposes:check": right("purpose.edit", "purpose_translation", post=True),
    "purposes:publish": right("purpose.publish", "purpose_draft", post=True),
}
