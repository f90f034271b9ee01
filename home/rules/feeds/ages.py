"""For which ages a service is: out of the words of a spreadsheet, and out of the numbers of a directory."""

import re
from typing import Any

from home.choices import AgeUnit
from home.rules.feeds import values
from home.rules.feeds.found import FoundService

NO_END = 99  # directories write 99 or 100 for "no upper age"
OLDEST_MEANT = 150  # a number above it is a slip
_AGE = re.compile(r"(?:from |(?:up )?to |aged? )?(\d{1,3}) ?(?:(m|mths?|months?)|(w|wks?|weeks?)|y|yrs?|years?)?(?: olds?)?", re.IGNORECASE)
_BIRTH = re.compile(r"(?:from |at )?(?:birth|newborns?)", re.IGNORECASE)

Age = tuple[int, AgeUnit]


def age_in_words(text: str, *, is_oldest: bool = False) -> Age | None:
    """Return an age as a page keeps it; None when it is none. Weeks become the whole months that are over: 6 weeks are 1 month."""
    if _BIRTH.fullmatch(text):
        return 0, AgeUnit.MONTHS
    match = _AGE.fullmatch(text)
    if match is None or int(match[1]) > OLDEST_MEANT:
        return None
    number, in_months, in_weeks = int(match[1]), match[2], match[3]
    if in_weeks:  # until 3 weeks is until 1 month: until 0 would be until the first birthday (home/rules/offered.py)
        return max(number * 12 // 52, 1 if is_oldest and number else 0), AgeUnit.MONTHS
    return number, AgeUnit.MONTHS if in_months else AgeUnit.YEARS


def are_wrong_way_round(youngest: Age, oldest: Age) -> bool:
    """Return whether the youngest age is above the oldest. A year is meant until its last month: 50 months to 4 years can be."""
    begin, end = (number * 12 if unit == AgeUnit.YEARS else number for number, unit in (youngest, oldest))
    return begin > end + (11 if oldest[1] == AgeUnit.YEARS else 0)


def read_ages(found: FoundService, record: dict[str, Any]) -> None:
    """Fill in the ages of a directory's record, which are numbers of years; remark on those that cannot be."""
    older = next(values.rows(record, "eligibilitys", "eligibility"), {})
    said = {name: _years(found, name, record.get(name, older.get(name))) for name in ("minimum_age", "maximum_age")}
    youngest, oldest = said.values()
    if youngest is not None and oldest is not None and are_wrong_way_round(_kept(youngest), _kept(oldest)):
        found.remark(
            "ages", f"It is for ages {youngest:g} to {oldest:g}, which is the wrong way round. Both are left out: ask the provider."
        )
        return
    # From 0 is from birth, as on every page that names no youngest age. Until 0 is until the first birthday, and must be said.
    for name, years in (("youngest", youngest or None), ("oldest", oldest if oldest is not None and oldest < NO_END else None)):
        if years is not None:
            number, unit = _kept(years)
            found.fields |= {name: number, f"{name}_unit": unit}
    if (youngest, oldest) != (None, None) and not found.fields.keys() & {"youngest", "oldest"}:
        found.fields["youngest_unit"] = AgeUnit.YEARS  # from 0 to 99 is for all ages, and was said


def _years(found: FoundService, name: str, value: Any) -> float | None:
    try:
        age = values.number(value)
        if age is not None and not 0 <= age <= OLDEST_MEANT:
            raise ValueError
    except ValueError:
        found.remark("ages", f"The {name.replace('_', ' ')} {values.shown(value)} cannot be, so it is left out.")
        return None
    return age


def _kept(years: float) -> Age:
    """Return years as a page keeps them: whole ones as they are, half a year as 6 months."""
    return (int(years), AgeUnit.YEARS) if years.is_integer() else (round(years * 12), AgeUnit.MONTHS)
