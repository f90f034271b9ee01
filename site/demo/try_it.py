"""What to try by hand in Ashmere; `run_demo` prints it."""

from core.codes import in_fours
from demo import panels_mine
from demo.answers import ANSWERED_CODE, WAITING_CODE
from demo.asking import SESSION_CODE


def addresses() -> list[tuple[str, str]]:
    """Return addresses of Ashmere's own, and what is there."""
    return [
        ("/hubs/maple-road/", "a hub’s page"),
        (f"/have-your-say/p/{SESSION_CODE}/", "what the poster of a session leads to"),
        ("/have-your-say/what-families-want/", "what families want: answered 568 times"),
        ("/my-panel/", f"a panel member’s own page: come in as {panels_mine.ADDRESS}, the six numbers are on /demo/post/"),
    ]


def codes() -> list[tuple[str, str]]:
    """Return two families' own codes for "What happened to my answer?", and what each will show."""
    return [
        (in_fours(ANSWERED_CODE), "this comment was answered"),
        (in_fours(WAITING_CODE), "this one is being looked at"),
    ]
