"""How long each kind of record is kept when the data protection officer has not decided otherwise, as data.

The lengths are those of the domain reference 5.6 and the security reference 5.5; the reasons stand on the officer's screen.
"""

from dataclasses import dataclass

from django.db import models


class Unit(models.TextChoices):
    """What a length is counted in."""

    DAYS = "days", "days"
    MONTHS = "months", "months"
    YEARS = "years", "years"
    FOR_GOOD = "for_good", "for good"


class Becomes(models.TextChoices):
    """What happens to a record past its time."""

    DELETED = "deleted", "It is deleted"
    ANONYMISED = "anonymised", "What could tell who it was is taken out; the rest stays"


class Left(models.TextChoices):
    """Why a record past its time was not ended."""

    HELD = "held", "Held back by a legal hold"
    KEPT = "kept", "Something still needs it"
    FAILED = "failed", "It could not be done"


@dataclass(frozen=True)
class Kind:
    """One kind of record: `number` of `unit` from the day that `counted_from` names.

    Rows that nobody can change (core/append_only.py) are `by_command`: approved on the screen, ended by a command under the role that owns
    the tables. `begins_from` is the council default (core/council_defaults.py) that stands in while the officer has decided nothing.
    """

    code: str
    name: str
    counted_from: str
    number: int
    unit: str
    becomes: str
    why: str
    by_command: bool = False
    begins_from: str = ""
    least_days: int = 0


_DELETED, _ANONYMISED = Becomes.DELETED, Becomes.ANONYMISED

KINDS: tuple[Kind, ...] = (
    Kind(
        "named_answers",
        "Who gave an answer with their name",
        "the day the survey closed",
        12,
        Unit.MONTHS,
        _ANONYMISED,
        "Long enough to answer in person and to see whether it helped; then only what was said stays.",
    ),
    Kind(
        "comment_words",
        "What families wrote in their own words",
        "the week it was said",
        12,
        Unit.MONTHS,
        _ANONYMISED,
        "Words can show who wrote them. What people talked about, and what came of it, stays.",
        begins_from="keep_months",
    ),
    Kind(
        "anonymous_answers",
        "Answers without a name",
        "the week they were given",
        6,
        Unit.YEARS,
        _DELETED,
        "Six years is how long a decision can be challenged; the published figures stay.",
    ),
    Kind(
        "panel_prospects",
        "People who asked to join a panel and did not",
        "the day they asked",
        6,
        Unit.MONTHS,
        _DELETED,
        "Long enough for the next round of joining.",
    ),
    Kind(
        "chose_nothing",
        "People who told us who they are and chose nothing",
        "the day they told us",
        6,
        Unit.MONTHS,
        _ANONYMISED,
        "Long enough to come back and choose. After that there is no reason to know who they are.",
    ),
    Kind(
        "panel_files",
        "What we hold about somebody as a panel member",
        "the end of their term",
        2,
        Unit.YEARS,
        _DELETED,
        "Long enough for a reference or a question about their time.",
    ),
    Kind(
        "payments",
        "Money paid back to panel members",
        "the end of the financial year",
        6,
        Unit.YEARS,
        _DELETED,
        "Tax law asks for the current year and six more.",
        least_days=6 * 365,
    ),
    Kind(
        "consent_records",
        "What somebody agreed to",
        "the day it was no longer relied on",
        6,
        Unit.YEARS,
        _DELETED,
        "We must be able to prove it for as long as somebody can complain.",
        by_command=True,
    ),
    Kind(
        "photos",
        "Photos of people",
        "the day each was taken",
        3,
        Unit.YEARS,
        _DELETED,
        "After three years children look different, and nobody remembers having agreed. Sooner when somebody changes their mind.",
    ),
    Kind(
        "meeting_notes",
        "Notes of panel meetings",
        "the day of the meeting",
        0,
        Unit.FOR_GOOD,
        _ANONYMISED,
        "They are the council’s memory, and name nobody.",
    ),
    Kind(
        "past_report_files",
        "The files of past reports",
        "the day each was added",
        3,
        Unit.YEARS,
        _DELETED,
        "They may hold words of families. By then what they found is written down, and that stays.",
    ),
    Kind(
        "turnout_words",
        "What staff wrote after a session: what went well, what to change",
        "the day of the session",
        3,
        Unit.YEARS,
        _ANONYMISED,
        "Words about one session can show who was there. How many came stays.",
    ),
    Kind(
        "learning_notes",
        "What staff learned from asking families",
        "the day each was written",
        6,
        Unit.YEARS,
        _DELETED,
        "Long enough for whoever plans to ask about the same again. Staff are asked to name nobody.",
    ),
    Kind(
        "group_sentences",
        "What a small group says in its own words",
        "the day they agreed to it; of a draft, the day the question was closed",
        3,
        Unit.YEARS,
        _DELETED,
        "The few who agreed to it may be known by it, and it may be true no more.",
    ),
    Kind(
        "concern_words",
        "The words of a worry about a child",
        "the day the case system took it over",
        0,
        Unit.DAYS,
        _DELETED,
        "The case system holds them from then on. Earshot is no case system.",
    ),
    Kind(
        "rights_requests",
        "What people asked about their own data",
        "the day it was answered",
        3,
        Unit.YEARS,
        _DELETED,
        "Long enough to show the regulator how it was answered.",
    ),
    Kind(
        "information_requests",
        "What was asked under the Freedom of Information Act",
        "the day it was answered",
        3,
        Unit.YEARS,
        _ANONYMISED,
        "Long enough for a complaint and a look by the regulator. That it was asked, its days and the sections relied on stay.",
    ),
    Kind(
        "breaches",
        "Things that went wrong with somebody’s data",
        "the day each was closed",
        6,
        Unit.YEARS,
        _DELETED,
        "The regulator may ask for the log; a claim may come for six years.",
        by_command=True,
        least_days=365,
    ),
    Kind(
        "sharing_records",
        "What was shared with a partner",
        "the day it was shared",
        6,
        Unit.YEARS,
        _DELETED,
        "Somebody may ask for years who got what about them.",
        by_command=True,
        least_days=365,
    ),
    Kind(
        "audit_trail",
        "The audit trail",
        "the day each entry was sealed",
        6,
        Unit.YEARS,
        _DELETED,
        "It shows who did what for as long as anybody can be asked about it.",
        by_command=True,
        least_days=365,
    ),
)
BY_CODE = {kind.code: kind for kind in KINDS}
CODES = [(kind.code, kind.name) for kind in KINDS]
WARN_WEEKS = 4
