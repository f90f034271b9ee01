"""How long things are kept, and what was deleted."""

from tests.access_verdicts import Row, right

LINES: dict[str, Row] = {
    "retention:index": right("retention.view", everywhere=True),
    "retention:one": right("retention.view", "kind_kept", everywhere=True),
    "retention:change": right("retention.edit", "kind_kept", post=True, everywhere=True),
    "retention:approve": right("retention.approve", "kind_kept", post=True, everywhere=True),
    "retention:hold": right("retention.approve", everywhere=True),
    "retention:lift": right("retention.approve", "legal_hold", post=True, everywhere=True),
    "retention:certificates": right("retention.view", everywhere=True),
    "retention:certificate": right("retention.view", "certificate", everywhere=True),
}
