"""The people of panels: their list, their pages, their numbers and the support log."""

from panels.viewsets.member_acts import ACTS
from tests.access_verdicts import Row, right

LINES: dict[str, Row] = {
    "panel_members:list": right("member.view", "panel"),
    "panel_members:print": right("member.view", "panel", post=True),
    "panel_members:table": right("member.view", "panel", post=True),
    "panel_members:slips": right("member.edit", "panel"),
    "panel_members:begin_round": right("member.edit", "panel", post=True),
    "panel_members:close_round": right("member.edit", "panel_with_round", post=True),
    "panel_members:key_slip": right("member.edit", "panel_with_round"),
    "panel_members:pile": right("member.edit", "panel_with_round"),
    "members:one": right("member.view", "member"),
    "members:change": right("member.edit", "member"),
    "members:leave": right("member.edit", "member"),
    **{f"members:{name}": right("member.edit", "member", post=True) for name in ACTS},
    "support_log:index": right("support_log.view"),
    "support_log:one": right("support_log.view", "member"),
    "support_log:read": right("support_log.view", "member", post=True),
    "support_log:add": right("support_log.add", "member", post=True),
}
