"""How staff and families each say that families were listened to, side by side: the gap is named in words, and nothing is added up.

No average over the four elements, and none over the points: three good ones would hide an audience that
was not there (domain reference 1.2).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.questions import FamiliesSaid
from participation.choices import HOW_IT_WAS_DONE, Degree, Element, RatingPoint

YES, MIXED, NO = "yes", "mixed", "no"

# What a word about an element of staff's checklist says to families.
LEANING_OF_WORD = {"well shown": YES, "partly": MIXED, "not yet": NO}

# What each element is to families, and what staff say of it.
ASKS: dict[str, Promise] = {
    Element.SPACE: gettext_lazy("A safe and fair chance to speak"),
    Element.VOICE: gettext_lazy("Help to say what matters"),
    Element.AUDIENCE: gettext_lazy("The right people listen"),
    Element.INFLUENCE: gettext_lazy("It is taken seriously, and you are told"),
}
WE_THOUGHT: dict[tuple[str, str], Promise] = {
    (Element.SPACE, YES): gettext_lazy("We thought that everyone had a safe and fair chance to speak."),
    (Element.SPACE, MIXED): gettext_lazy("We thought that some had a safe and fair chance to speak."),
    (Element.SPACE, NO): gettext_lazy("We did not think that everyone had a safe and fair chance to speak."),
    (Element.VOICE, YES): gettext_lazy("We thought that families could say what matters to them."),
    (Element.VOICE, MIXED): gettext_lazy("We thought that families could say some of what matters to them."),
    (Element.VOICE, NO): gettext_lazy("We did not think that families could say what matters to them."),
    (Element.AUDIENCE, YES): gettext_lazy("We thought that the right people listened."),
    (Element.AUDIENCE, MIXED): gettext_lazy("We thought that some of the right people listened."),
    (Element.AUDIENCE, NO): gettext_lazy("We did not think that the right people listened."),
    (Element.INFLUENCE, YES): gettext_lazy("We thought that families were taken seriously and told what happens."),
    (Element.INFLUENCE, MIXED): gettext_lazy("We thought that families were told some of what happens."),
    (Element.INFLUENCE, NO): gettext_lazy("We did not think that families were told what happens."),
}
FAMILIES_ADDED: dict[str, Promise] = {
    YES: gettext_lazy("Families said yes."),
    MIXED: gettext_lazy("Families were not sure."),
    NO: gettext_lazy("Families said no."),
}
AT: dict[str, Promise] = {
    RatingPoint.START: gettext_lazy("At the start"),
    RatingPoint.MIDDLE: gettext_lazy("In the middle"),
    RatingPoint.END: gettext_lazy("At the end"),
    RatingPoint.LATER: gettext_lazy("Some months later"),
}


@dataclass(frozen=True)
class FamiliesLine:
    """What families said to one question, with when they were asked in words."""

    when: str
    said: FamiliesSaid


@dataclass(frozen=True)
class ElementView:
    """One element as both sides see it: `gaps` are sentences, one for each way in which families saw it differently.

    `since` says what staff changed their word to after what families said could be read; empty where they did not.
    """

    element: str
    asks: str
    we_said: str
    families: tuple[FamiliesLine, ...]
    gaps: tuple[str, ...]
    alike: bool
    is_said: bool
    since: str = ""


@dataclass(frozen=True)
class DegreeLine:
    """How it was done, as one side says it. Described, never ranked: the order is that of who says it."""

    who: str
    words: str


@dataclass(frozen=True)
class TwoViews:
    """Both views of one engagement."""

    elements: tuple[ElementView, ...]
    degrees: tuple[DegreeLine, ...]

    @property
    def somebody_said(self) -> bool:
        """Whether either side has said anything of any element; else four times "nothing" would be all there is to read."""
        return any(element.families or element.is_said for element in self.elements)

    @property
    def families_answered(self) -> bool:
        """Whether families were asked, and it is over."""
        return any(element.families for element in self.elements)


def two_views(
    staff: Mapping[str, str],
    families: Sequence[FamiliesSaid],
    *,
    now: Mapping[str, str] | None = None,
    claimed: str = "",
    achieved: str = "",
) -> TwoViews:
    """Put both views side by side, in the language of the reader.

    `staff` says of each element "yes", "mixed" or "no", and nothing where nobody said anything (LEANING_OF_WORD has the checklist's words).
    `now` is the same as staff say it today, where `staff` is what was kept before they could read what families said.
    """
    now = staff if now is None else now
    elements = tuple(_element(element, staff, now, [one for one in families if one.element == element]) for element in Element)
    return TwoViews(elements, tuple(_degrees(families, claimed, achieved)))


def _we_thought(element: Element, we_think: str) -> str:
    return str(WE_THOUGHT[(element, we_think)]) if we_think else _("We have not said yet what we think.")


def _element(element: Element, staff: Mapping[str, str], now: Mapping[str, str], said: Sequence[FamiliesSaid]) -> ElementView:
    we_think, we_think_now = staff.get(element, ""), now.get(element, "")
    ours = _we_thought(element, we_think)
    told = [one.leaning for one in said if one.leaning]
    differ = [leaning for leaning in dict.fromkeys(told) if we_think and leaning != we_think]
    return ElementView(
        element=str(element),
        asks=str(ASKS[element]),
        we_said=ours,
        families=tuple(FamiliesLine(str(AT[one.point]), one) for one in said),
        gaps=tuple(f"{ours} {FAMILIES_ADDED[leaning]}" for leaning in differ),
        alike=bool(we_think and told and not differ),
        is_said=bool(we_think),
        since="" if we_think_now == we_think else _("Since changed to: %(words)s") % {"words": _we_thought(element, we_think_now)},
    )


def _degrees(families: Iterable[FamiliesSaid], claimed: str, achieved: str) -> Iterable[DegreeLine]:
    if claimed:
        yield DegreeLine(_("What we said at the start"), _in_words(claimed))
    if achieved:
        yield DegreeLine(_("What we think now"), _in_words(achieved))
    for one in families:
        if not one.element:
            yield DegreeLine(_("What families say"), one.words)


def _in_words(degree: str) -> str:
    return str(HOW_IT_WAS_DONE[Degree(degree)])


def families_degree(families: Iterable[FamiliesSaid]) -> str:
    """Return the degree that most families chose; empty where too few answered, or they did not agree."""
    return next((one.degree for one in families if one.degree), "")


def why_note_learning(*, claimed: str, staff: str, families: str) -> list[str]:
    """Return why a learning note is worth writing: what was planned, what staff see and what families say is not one degree.

    Degrees are no ladder, so any difference counts, whichever way it goes (domain reference 2.4).
    """
    reasons = []
    if staff and families and staff != families:
        words = f"You say “{Degree(staff).label}”, most families say “{Degree(families).label}”. What did they see that you did not?"
        reasons.append(words)
    if claimed and staff and claimed != staff:
        reasons.append(f"You planned “{Degree(claimed).label}”, and it became “{Degree(staff).label}”. What made the difference?")
    return reasons
