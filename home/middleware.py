"""The gate before Wagtail's own staff screens."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from accounts.models import User
from home.reach import is_out_of_reach


class OwnHubOnly:
    """Answers "not found" where Wagtail would name a page, picture or document that is out of somebody's reach (home/reach.py)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any) -> None:
        """Look at the address once it is resolved; families' pages are let through unasked."""
        match = request.resolver_match
        if match is None or not match.route.startswith("admin/") or not isinstance(request.user, User) or not request.user.is_active:
            return  # who is not signed in is led to the door by the view itself
        if is_out_of_reach(match, request, request.user):
            raise Http404
