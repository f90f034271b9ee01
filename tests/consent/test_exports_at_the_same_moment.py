"""A file is fetched while somebody in it is forgotten: one waits for the other, and neither breaks."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from consent.models import Person, SharedAbout, SharingAgreement, SharingFile
from consent.services import erasing
from consent.services import sharing_exports as services
from core.models import Hub
from tests import builders
from tests.consent.exporting import agreement, fetch, make, parent, wanted
from tests.consent.sharing_people import leo

__all__ = ["agreement", "leo"]
pytestmark = pytest.mark.django_db(transaction=True)
WAIT = 10.0
LONGER = 0.5  # how long the fetching holds its locks: the erasing is in before it goes on


def test_an_erasing_waits_for_a_file_that_is_being_fetched(
    elm: Hub, agreement: SharingAgreement, priya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ola = parent(elm, agreement, "Ola Canary")
    file = make(priya, wanted(agreement))
    reached, really = Event(), services._looked_at

    def slowly(*given: Any) -> Any:
        reached.set()
        Event().wait(LONGER)
        return really(*given)

    def fetched() -> list[list[str]]:
        try:
            return fetch(priya, file)
        finally:
            connection.close()

    monkeypatch.setattr(services, "_looked_at", slowly)
    with ThreadPoolExecutor(1) as pool:
        fetching = pool.submit(fetched)
        assert reached.wait(WAIT)
        erasing.erase_everywhere(ola, builders.today())
        assert fetching.result(WAIT) == [["Name", "Phone number"], ["Ola Canary", "07700 900123"]]

    assert SharedAbout.objects.get().person_id == ola.pk
    assert not Person.objects.get(pk=ola.pk).is_here
    assert SharingFile.objects.get().content is None, "it went before she was forgotten, and nothing of it is left"
