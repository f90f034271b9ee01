"""Who would like to join a panel: the form for families, and what staff do for each of them."""

from tests.access_verdicts import Row, everybody, right

_ACTS = ("rang", "done", "later", "known", "end", "forget")
LINES: dict[str, Row] = {
    "join_panel": everybody("panel_to_join"),
    "come_to_join": everybody("panel_to_join"),
    "interests:index": right("interest.view"),
    "interests:add": right("interest.edit"),
    "interests:one": right("interest.view", "interest"),
    "interests:who": right("interest.edit", "interest", post=True),
    "interests:join": right("member.add", "interest", post=True),
    **{f"interests:{act}": right("interest.edit", "interest", post=True) for act in _ACTS},
}
