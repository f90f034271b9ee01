"""Days as people write them into lists."""

from datetime import date, datetime

FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y", "%Y-%m-%d %H:%M:%S")


def day_written(text: str) -> date | None:
    """Return the day that a cell names, the day before the month; None when it names none."""
    return next((day for form in FORMATS if (day := _day(text.strip(), form))), None)


def _day(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()
    except ValueError:
        return None
