"""Messages to the members of panels."""

from panels.viewsets.message_acts import ACTS
from tests.access_verdicts import Row, right

LINES: dict[str, Row] = {
    "panel_messages:list": right("member.view", "panel"),
    "panel_messages:new": right("member.edit", "panel"),
    "message:one": right("member.view", "message"),
    "message:change": right("member.edit", "message"),
    "message:read_as": right("member.view", "message_to_one"),
    **{f"message:{name}": right("member.edit", "message", post=True) for _, _, name in ACTS if name != "release"},
    "message:release": right("member.view", "message_asked", post=True),
}
