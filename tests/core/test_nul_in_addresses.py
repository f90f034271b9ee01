"""No view meets a NUL in its address: PostgreSQL would break on it (`core.middleware.NoNul`)."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as ours


def _said(request: HttpRequest, word: str) -> HttpResponse:
    return HttpResponse(word)


urlpatterns = [path("said/<str:word>/", _said), *ours]
__all__ = ["handler400", "handler403", "handler404", "handler500"]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("typed", "status"), [("a", 200), ("a%00b", 404), ("%00", 404)])
def test_a_nul_in_an_address_reaches_no_view(client: Client, typed: str, status: int) -> None:
    assert client.get(f"/said/{typed}/").status_code == status
