"""What was done to hear families, who came, who is missing, and whom the council looks for."""

from tests.access_verdicts import Row, right, screens

LINES: dict[str, Row] = {
    **screens("turnout", record="activity_held"),
    "turnout:one": right("turnout.view", "activity_held"),
    "turnout:enter": right("turnout.edit", "activity_held"),
    "turnout:call_off": right("turnout.edit", "activity_held", post=True),
    "turnout:call_on_again": right("turnout.edit", "activity_held", post=True),
    "reach:index": right("reach.view"),
    "reach:table": right("reach.view", post=True, everywhere=True),
    "reach:one": right("reach.view", "engagement"),
    "reach:aim": right("reach.edit", "engagement"),
    "reach:sentence": right("reach.edit", "engagement"),
    "groups:index": right("priority_group.view", everywhere=True),
    "groups:add": right("priority_group.edit", everywhere=True),
    "groups:take": right("priority_group.edit", post=True, everywhere=True),
    "groups:edit": right("priority_group.edit", "group_looked_for", everywhere=True),
    "groups:figures": right("priority_group.edit", "group_looked_for", everywhere=True),
}
