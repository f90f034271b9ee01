"""The database is away for a moment: say so kindly, and let the phone try again. Nothing was acknowledged, so nothing is lost."""

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from core.middleware import GetResponse
from core.views.errors import server_error

SECONDS = "5"


class DatabaseAway:
    """Turns a broken connection into a 503 that asks to be tried again (security row 71)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 503 with Retry-After when it is the connection that broke, else leave the exception alone."""
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        response = server_error(request)
        response.status_code = 503
        response.headers["Retry-After"] = SECONDS
        return response
