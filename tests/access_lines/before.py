"""What families told us before, and whom a decision touches differently."""

from tests.access_verdicts import Row, right

LINES: dict[str, Row] = {
    "before:index": right("past_report.view"),
    "before:one": right("engagement.edit", "engagement"),
    "past_reports:index": right("past_report.view"),
    "past_reports:new": right("past_report.add"),
    "past_reports:one": right("past_report.view", "past_report"),
    "past_reports:change": right("past_report.edit", "past_report"),
    "past_reports:delete": right("past_report.delete", "past_report", post=True),
    "past_reports:file": right("past_report.open", "past_report", post=True),
    "past_reports:remove_file": right("past_report.edit", "past_report", post=True),
    "equality:index": right("equality.view"),
    "equality:new": right("equality.add"),
    "equality:one": right("equality.view", "equality"),
    "equality:print": right("equality.view", "equality"),
    "equality:sign": right("equality.sign", "equality"),
    "equality:publish": right("equality.sign", "equality", post=True),
    "equality:new_version": right("equality.edit", "equality", post=True),
    "equality:drop": right("equality.edit", "equality", post=True),
    "equality:join": right("equality.edit", "equality", post=True),
    "equality:done": right("equality.view", "equality_line", post=True),
}
