"""The register of what the council does with people's data."""

from tests.access_verdicts import Row, right

LINES: dict[str, Row] = {
    "activities:index": right("activity.view", everywhere=True),
    "activities:print": right("activity.view", everywhere=True),
    "activities:table": right("activity.view", post=True, everywhere=True),
    "activities:begin": right("activity.edit", post=True, everywhere=True),
    "activities:add": right("activity.edit", everywhere=True),
    "activities:edit": right("activity.edit", "activity", everywhere=True),
    "activities:delete": right("activity.edit", "activity", post=True, everywhere=True),
}
