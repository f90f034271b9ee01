"""Who was heard of whom: what counts, what the gap is in words, and what an aim and a small group's sentence need."""

from collections.abc import Collection
from datetime import date

from django.utils.formats import date_format

from core.models import Hub
from core.private_details import private_details_in
from core.questions import Reached
from core.small_numbers import numbers
from participation.models import Aim, GroupSentence, PriorityGroup
from participation.rules.gates import Problem

NOBODY_YET = "nobody yet, or a few"  # a few who answered a survey look like nobody
THERE, NEAR, NOT_THERE = "We heard as many as we aimed for.", "About as many as we aimed for.", "Not there yet."


def counts_as_heard(one: Reached) -> bool:
    """Return whether a line of `engagement.reach` counts as families heard: no draft does, and nobody who speaks for their work."""
    return one.number_of_people > 0 and not one.is_draft and not one.are_practitioners


def called(group: PriorityGroup) -> str:
    """Return what a group is called in a grid, which also says whether the council looks for it now."""
    return group.name if group.is_active else f"{group.name} (not looked for now)"


def in_words(how: str, number: str, *, about: numbers.Shown | None) -> str:
    """Return how many were heard by one way, beside about how many there are: "came to a session: 10 to 19 of about 300"."""
    return f"{how}: {number}" + (f", of about {about}" if about else "")


def aim_in_words(aim: Aim) -> str:
    """Return what an aim is, as a number or from one to another."""
    if aim.aim_from is None:
        return "no number set"
    return f"{aim.aim_from:,} to {aim.aim_to:,}" if aim.aim_to and aim.aim_to != aim.aim_from else f"{aim.aim_from:,}"


def gap_in_words(heard: int, *, aim_from: int | None, below: int) -> str:
    """Return how far we are from an aim, in words that tell no more than the bands of `numbers.band` do. Never a score.

    `heard` is by the way by which most were heard: ways are never added up, since one person may have been heard by two.
    """
    if not aim_from:
        return ""
    if heard == 0:
        may_be_there = aim_from < (below if below > numbers.ALL_SHOWN else numbers.FEW)  # by a few who answered a survey
        return "" if may_be_there else NOT_THERE
    if numbers.band(heard, below=below).words == numbers.band(aim_from, below=below).words:
        return NEAR
    return THERE if heard > aim_from else NOT_THERE


def is_gap_open(gap: str) -> bool:
    """Return whether something is still to do: also where nobody may be told how far it is."""
    return gap != THERE


def why_not_aim(aim: Aim, *, hubs: Collection[Hub], is_taken: bool) -> list[Problem]:
    """Return why an aim cannot be kept. `hubs` are its engagement's; `is_taken` is whether there is one for this group there already."""
    problems = _misplaced(aim, hubs, "There is an aim for this group at this hub already. Change that one.", is_taken)
    if aim.aim_from == 0:
        problems.append(Problem("Aim for at least 1, or leave it empty.", "aim_from"))
    if aim.aim_to is not None and (aim.aim_from is None or aim.aim_to < aim.aim_from):
        problems.append(Problem("An aim goes from a number up to a larger one. Mend one of them.", "aim_to"))
    if not aim.approach.strip():
        problems.append(Problem("Say how you reach them: what you do for this group that you would not do anyway.", "approach"))
    if aim.plan.strip() and aim.owner_id is None:
        problems.append(Problem("A plan needs somebody who sees to it. Choose a job title.", "owner"))
    if aim.plan.strip() and aim.due_on is None:
        problems.append(Problem("A plan needs a day. By when?", "due_on"))
    return problems


def why_not_keep_sentence(
    sentence: GroupSentence, *, hubs: Collection[Hub], is_taken: bool, before: GroupSentence | None, today: date
) -> list[Problem]:
    """Return why a group's sentence cannot be kept: it is theirs, so no word of it changes after they agreed.

    `before` is what stood so far, None for a new one.
    """
    problems = _misplaced(sentence, hubs, "This group has a sentence at this hub already. Change that one.", is_taken)
    if not sentence.words.strip():
        problems.append(Problem("Write their sentence.", "words"))
    if sentence.agreed_on and not sentence.how_agreed.strip():
        problems.append(Problem("Say how they agreed, such as “read out at the end; everybody was asked”. Name nobody.", "how_agreed"))
    if sentence.agreed_on and sentence.agreed_on > today:
        problems.append(Problem("That day has not come yet. Until they agree, leave it empty.", "agreed_on"))
    problems += [
        Problem(f"This seems to hold {hint}. Take it out: everybody can read it.", "words") for hint in private_details_in(sentence.words)
    ]
    if before and (before.group_id, before.hub_id) != (sentence.group_id, sentence.hub_id):
        problems.append(Problem("These words are that group’s, at that hub. Write down another group’s own sentence.", "group"))
    return problems + _agreed_to_others(sentence, before)


def last_agreed_on(*rows: GroupSentence | None) -> date | None:
    """Return the last day on which a group agreed to any words of its sentence, as it stands and stood: it never goes back."""
    return max((day for row in rows if row for day in (row.agreed_on, row.last_agreed_on) if day), default=None)


def _agreed_to_others(sentence: GroupSentence, before: GroupSentence | None) -> list[Problem]:
    """Return that this day is one of other words. Once it was emptied nobody knows of which, so then too it must be a later one."""
    last = last_agreed_on(before)
    if not (before and last and sentence.agreed_on and sentence.agreed_on <= last):
        return []
    if sentence.words != before.words:
        return [Problem("You changed their words, so they agree anew: on which day? Leave it empty until then.", "agreed_on")]
    if before.agreed_on is None:
        words = f"They last agreed on {date_format(last, 'j F Y')}. The day was emptied since, so they agree anew, on a later one."
        return [Problem(words, "agreed_on")]
    return []


def _misplaced(row: Aim | GroupSentence, hubs: Collection[Hub], taken: str, is_taken: bool) -> list[Problem]:
    problems = [Problem(taken)] if is_taken else []
    if row.hub not in hubs:
        problems.append(Problem(f"{row.hub} is not one of the hubs of “{row.engagement}”.", "hub"))
    return problems
