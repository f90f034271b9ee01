"""When the database is away the page says so and may be tried again."""

import pytest
from django.db import OperationalError
from django.test import Client

from feedback.selectors import surveys


@pytest.mark.django_db
def test_a_broken_connection_is_a_page_that_asks_to_be_tried_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(surveys, "open_surveys", gone)

    page = client.get("/have-your-say/")

    assert page.status_code == 503
    assert page["Retry-After"] == "5"
    assert "server closed" not in page.content.decode()


@pytest.mark.django_db
def test_a_slip_of_ours_is_not_called_a_pause(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def slip(*_: object) -> None:
        raise ValueError("ours")

    monkeypatch.setattr(surveys, "open_surveys", slip)
    client.raise_request_exception = False

    assert client.get("/have-your-say/").status_code == 500
