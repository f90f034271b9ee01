"""Something went wrong with somebody's data: everybody may say so, the officer alone reads it."""

from tests.access_verdicts import Row, right

LINES: dict[str, Row] = {
    "report_breach:index": right("breach.add"),
    "breaches:index": right("breach.count", everywhere=True),
    "breaches:one": right("breach.view", "breach", everywhere=True),
    **{
        f"breaches:{act}": right("breach.edit", "breach", post=True, everywhere=True)
        for act in ("step", "judge", "regulator", "told", "people", "close")
    },
}
