"""What a council begins with and why, as data: the screen shows the reasons, forms begin with the values, the database holds the bounds.

Numbers of people are hidden below a threshold that has a floor: what was once published cannot be taken back
(decision 0023; domain reference 5.6, 6.6, 10.3).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Default:
    """One number a council begins with: what it is, counted in what, from what to what it may be set, and why it is as it is."""

    name: str
    says: str
    unit: str
    begins_with: int
    least: int
    most: int
    why: str
    why_bounds: str

    @property
    def is_in_bounds(self) -> str:
        """The bounds in words, for who fills in the box."""
        return f"From {self.least} to {self.most} {self.unit}. {self.why_bounds}"


EVERYDAY_WEEKS = Default(
    "everyday_weeks",
    "Everyday listening is answered within",
    "weeks",
    begins_with=4,
    least=1,
    most=26,
    why="After a session families ask for small things. Within four weeks they still know what they said, and most of it can be done.",
    why_bounds="Promise what you can keep: whoever was told a number keeps it.",
)
STANDARD_WEEKS = Default(
    "standard_weeks",
    "Every other question is answered within",
    "weeks",
    begins_with=6,
    least=1,
    most=26,
    why="A question about a change takes a meeting and a decision. Six weeks is enough for both and soon enough to be believed.",
    why_bounds="Each question can still be given a day of its own.",
)
KEEP_MONTHS = Default(
    "keep_months",
    "What families write is kept for",
    "months",
    begins_with=12,
    least=6,
    most=36,
    why="Long enough to answer and to see a year later whether it helped; no longer, because words can show who wrote them.",
    why_bounds="At least as long as the longest answer takes.",
)
HIDE_BELOW_PUBLIC = Default(
    "hide_below_public",
    "In public, numbers of people are hidden below",
    "people",
    begins_with=10,
    least=10,
    most=50,
    why="In a small place, “3 fathers said” tells the neighbours who. Ten is what careful publishers of numbers about people use.",
    why_bounds="Never fewer than ten: what was once published cannot be taken back.",
)
HIDE_BELOW_INSIDE = Default(
    "hide_below_inside",
    "Inside the council, numbers of people are hidden below",
    "people",
    begins_with=5,
    least=5,
    most=50,
    why="Staff who do not read comments need no number small enough to find somebody by. Five is the usual line.",
    why_bounds="Never fewer than five, and never more than in public.",
)
DEFAULTS = (EVERYDAY_WEEKS, STANDARD_WEEKS, KEEP_MONTHS, HIDE_BELOW_PUBLIC, HIDE_BELOW_INSIDE)

MODE_SAYS = "Surveys begin as"
WHY_MODE = (
    "With a code of their own families can see what happened to what they said, and have it deleted, without telling us who they are. "
    "Each survey can be made unlinkable before it opens, where even a code would be too much."
)
