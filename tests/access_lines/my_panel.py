"""My panel, behind the families' door."""

from tests.access_verdicts import Row, doorway, everybody

LINES: dict[str, Row] = {
    "my_panel": everybody(),
    **{f"my_{page}": doorway() for page in ("rest", "leave", "meeting", "meeting_file", "paper", "money", "reading", "question")},
    "task_is_done": doorway(),
    "task_is_not_done": doorway(),
    "ask_for_money": doorway(),
    "change_money": doorway(),
}
