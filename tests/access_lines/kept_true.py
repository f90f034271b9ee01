"""Services kept true: what staff check, what families and providers say."""

from tests.access_verdicts import Row, everybody, right

LINES: dict[str, Row] = {
    "something_wrong": everybody("service"),
    "still_right": everybody("token"),
    "services_to_check": right("service.check"),
    "say_still_right": right("service.check", "service", post=True),
    "take_back_still_right": right("service.check", "service", post=True),
    "ask_provider": right("service.check", "service", post=True),
    "wrong_reports": right("service.check"),
    "end_wrong_report": right("service.check", "wrong_report", post=True),
}
