"""What may be said of the groups that the council looks for."""

from datetime import date

from participation.rules.gates import Problem


def why_not_keep_group(*, name: str, meaning: str, is_taken: bool) -> list[Problem]:
    """Return why a group cannot be kept. `is_taken` is whether another one has this name, however it is written."""
    problems = []
    if not name.strip():
        problems.append(Problem("Give the group a name.", "name"))
    if not meaning.strip():
        problems.append(Problem("Say in plain words who this is, so that everybody counts the same.", "meaning"))
    if is_taken:
        problems.append(Problem("There is a group of that name. Use that one, or give this one another name.", "name"))
    return problems


def why_not_keep_figure(*, source: str, counted_on: date, today: date) -> list[Problem]:
    """Return why a figure cannot be kept: nobody can judge a number of which nobody knows who counted, and when."""
    problems = []
    if not source.strip():
        problems.append(Problem("Say where the figure comes from, such as “Census 2021” or “School census”.", "source"))
    if counted_on > today:
        problems.append(Problem("That day has not come yet. When were they counted?", "counted_on"))
    return problems
