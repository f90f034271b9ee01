"""The council's own sign-in may be down: then we say so, and offer the other ways in."""

import logging

from allauth.socialaccount.providers.openid_connect.views import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

log = logging.getLogger("earshot.sign_in")


def council_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the council's own sign-in."""
    try:
        response: HttpResponse = login(request, provider_id)
    except RequestException:
        log.exception("The council's own sign-in does not answer")
        return render(request, "socialaccount/authentication_error.html", status=503)
    return response
