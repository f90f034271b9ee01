"""What may be counted of who is on a panel. No slip has a name, so all that can be told is that there are too many (decision 0059)."""

from collections.abc import Mapping, Sequence

from core.small_numbers import numbers
from panels.choices import Asked

TOO_MANY = "There are {members} active members, and this would make {number} slips. Has one been keyed in twice?"

NOT_THE_SAME = (
    "This adds up to {number}, and another question to {most}. Each slip answers every question: count again, with who would rather "
    "not say and who is under 18. Leave all boxes of a question empty that you did not count."
)


def why_not_one_more(*, number_of_slips: int, number_of_members: int) -> list[str]:
    """Return why no further slip is keyed in: there are as many as members already."""
    if number_of_slips < number_of_members:
        return []
    return [TOO_MANY.format(members=number_of_members, number=number_of_slips + 1)]


def why_not_slip(said: Mapping[str, str], *, answers: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return what is wrong with a slip, by question. "Rather not say" is an answer; none is not."""
    missing = "Choose one. “Rather not say” is an answer, too."
    return {asked: missing for asked, offered in answers.items() if said.get(asked) not in offered}


def why_not_pile(counts: Mapping[str, Mapping[str, int]], *, number_of_members: int, under_18: int = 0) -> dict[str, str]:
    """Return what is wrong with a pile that was counted, by question. `under_18` are those whose age stands in no band.

    Each slip answers every question, so the questions add up to the same; one that was not counted at all adds up to nothing.
    """
    problems: dict[str, str] = {}
    for asked, by_answer in counts.items():
        if any(number < 0 for number in by_answer.values()):
            problems[asked] = "A number cannot be below 0."
        elif (number := sum(by_answer.values())) > number_of_members:
            problems[asked] = TOO_MANY.format(members=number_of_members, number=number)
    return problems or _why_not_the_same(counts, under_18)


def _why_not_the_same(counts: Mapping[str, Mapping[str, int]], under_18: int) -> dict[str, str]:
    totals = {asked: sum(by_answer.values()) + (under_18 if asked == Asked.AGE else 0) for asked, by_answer in counts.items()}
    most = max(totals.values(), default=0)
    return {asked: NOT_THE_SAME.format(number=number, most=most) for asked, number in totals.items() if 0 < number < most}


def slips_in_no_band(by_question: Mapping[str, Mapping[str, int]]) -> int | None:
    """Return how many slips stand in no band of age, for they are of under-18s; None where the questions do not add up to the same."""
    sex, age, ethnicity = (sum(by_question.get(asked, {}).values()) for asked in (Asked.SEX, Asked.AGE, Asked.ETHNICITY))
    slips = sex or ethnicity
    if (sex and ethnicity and sex != ethnicity) or age > slips or (slips and not age):
        return None if slips else 0
    return slips - age


def why_not_groups(counts: Mapping[str, int], *, number_of_members: int) -> dict[str, str]:
    """Return what is wrong with how many of each group there are, by the box it stands in. Groups overlap, so each is judged alone."""
    problems = {box: "A number cannot be below 0." for box, number in counts.items() if number < 0}
    too_many = f"There are {number_of_members} active members. Mend the number."
    return problems | {box: too_many for box, number in counts.items() if number > number_of_members}


def may_tell_answers(counts: Sequence[int], *, below: int) -> bool:
    """Return whether the answers to one question may be shown, all of them together or none.

    How many are on the panel is known to whoever reads it. So no answer, and no rest beside one, may be a few; and that everybody said the
    same is not told either, for it would say it of each of them.
    """
    whole = sum(counts)
    return whole >= below and whole not in counts and all(numbers.may_narrow(number, whole, below=below) for number in counts)


def may_tell_group(number: int, *, number_of_members: int, below: int) -> bool:
    """Return whether it may be shown how many of a group are on a panel: neither they nor the others may be a few.

    That everybody, or nobody, is of a group is not told: it would say it of each of them.
    """
    return 0 < number < number_of_members and numbers.may_narrow(number, number_of_members, below=below)
