"""Who stands behind the families' door, on every request that carries its cookie: `request.person`, and None on all others."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from consent.selectors.door import cookie_name, visitor


class FamilyDoor:
    """Sets `request.person`. Without the cookie it asks the database nothing; a cookie that opens nothing is taken away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request.COOKIES.get(cookie_name(), "")
        person = visitor(token) if token else None
        request.person = person  # type: ignore[attr-defined]  # what later screens for families read
        response = self.get_response(request)
        if token and person is None and cookie_name() not in response.cookies:
            response.delete_cookie(cookie_name())
        return response
