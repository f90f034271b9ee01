"""What the council asks about: planning, the gates, and what stands in their way."""

from tests.access_verdicts import Row, right, screens

LINES: dict[str, Row] = {
    **screens("engagement"),
    "engagement:begin": right("engagement.edit"),
    "engagement:everyday": right("engagement.edit"),
    "engagement:size": right("engagement.edit", "engagement"),
    "engagement:open": right("engagement.edit", "engagement", post=True),
    "engagement:make_sense": right("engagement.edit", "engagement", post=True),
    "engagement:answer": right("engagement.edit", "engagement", post=True),
    "engagement:step_back": right("engagement.edit", "engagement_in_sense", post=True),
    "engagement:close": right("engagement.edit", "engagement", post=True),
    "engagement:exception": right("engagement.view", "engagement_at_a_gate"),
    "overview:index": right("engagement.view"),
    "overview:table": right("engagement.view", post=True, everywhere=True),
    "overview:over_time": right("engagement.view"),
    "overview:asked": right("engagement.view"),
    "overview:calendar": right("engagement.view"),
    "exception:agree": right("engagement.override", "exception", post=True),
    "exception:send_back": right("engagement.override", "exception", post=True),
}
