"""Logs that could be read aloud: JSON on one line, nothing a family typed, no address."""

import json
import logging
from typing import Any

from django.views.debug import SafeExceptionReporterFilter

_OURS = ("route", "method", "status", "milliseconds", "item", "attempt", "kind")


class OneLine(logging.Formatter):
    """Writes a record as one line of JSON, so that nothing typed can begin a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "says": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in _OURS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _frames(record.exc_info[2])
        return json.dumps(line, ensure_ascii=True)


def _frames(traceback: Any) -> list[str]:
    """Return file and line of each frame, without the values in it."""
    frames = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        frames.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return frames[-12:]


class WithoutFamilies(logging.Filter):
    """Cuts what Django says of a request down to what happened: behind the first colon stands the typed path, host or header.

    Django's development server writes whole request lines; of those only the level is kept.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith(("django.request", "django.security")):
            record.msg, record.args = record.getMessage().split(":")[0], ()
        elif record.name.startswith("django.server"):
            record.msg, record.args = "A request of the development server", ()
        return True


class NothingTyped(SafeExceptionReporterFilter):
    """Shows no address, header, body, cookie or local variable in an error report. Ours are mailed to nobody (settings.LOGGING)."""

    def get_safe_request_meta(self, request: Any) -> dict[str, str]:
        return {"REQUEST_METHOD": request.method} if hasattr(request, "method") else {}

    def get_post_parameters(self, request: Any) -> dict[str, str]:
        return {}

    def get_traceback_frame_variables(self, request: Any, tb_frame: Any) -> Any:
        return []

    def get_safe_cookies(self, request: Any) -> dict[str, str]:
        return {}
