"""Purposes and their words; what people decided, and its proof."""

from tests.access_verdicts import Row, everybody, right

LINES: dict[str, Row] = {
    "purposes:index": right("purpose.view"),
    "purposes:add": right("purpose.add"),
    "purposes:one": right("purpose.view", "purpose", shared=True),
    "purposes:edit": right("purpose.edit", "purpose"),
    "purposes:end": right("purpose.edit", "purpose", post=True),
    "purposes:write": right("purpose.edit", "purpose_words"),
    "purposes:check": right("purpose.edit", "purpose_translation", post=True),
    "consent_ledger:index": right("consent.view"),
    "consent_ledger:sheet": right("consent.add"),
    "consent_ledger:one": right("consent.view", "agreed_person"),
    "consent_ledger:write": right("consent.add", "agreed_person"),
    "consent_ledger:change_mind": right("consent.add", "agreed_to_change", post=True),
    "consent_ledger:stop_using": right("consent.add", "agreed_to_change", post=True),
    "consent_ledger:ask": right("consent.add", "agreed_record", post=True),
    "consent_ledger:names": right("consent.view", "agreed_record", post=True),
    "consent_ledger:scan": right("consent.view", "agreed_record", post=True),
    "take_downs:index": right("consent.view"),
    "take_downs:one": right("consent.view", "take_down"),
    "is_this_right": everybody("token"),
    "purposes:publish": right("purpose.publish", "purpose_draft", post=True),
}
