"""An answer on paper, for the wall of a hub."""

import gzip

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from core.models import Hub, Post
from core.qr import picture
from feedback.choices import Outcome
from tests.builders import make_we_did, make_you_said


def test_the_poster_holds_both_sides_and_a_code_to_the_page(client: Client, elm: Hub, asha: User, head_of_early_help: Post) -> None:
    said = make_you_said(elm, text="The front door is too heavy.")
    make_we_did(said, by=asha, outcome=Outcome.NO, published=True, text="We cannot now.", decided_by=head_of_early_help)
    address = f"{settings.BASE_URL}/you-said-we-did/{said.reference}/"

    page = client.get(f"/you-said-we-did/{said.reference}/poster/")

    for words in ("The front door is too heavy.", "No, because", "We cannot now.", "Head of early help", "Families at Elm"):
        assert words in page.text
    assert picture(address).path in page.text
    assert address.split("://")[1] in page.text
    assert len(gzip.compress(page.content)) < 15_000


def test_there_is_no_poster_of_what_is_not_answered(client: Client, elm: Hub) -> None:
    assert client.get(f"/you-said-we-did/{make_you_said(elm).reference}/poster/").status_code == 404


@pytest.mark.parametrize("outcome", Outcome.values)
def test_every_outcome_has_a_poster(client: Client, elm: Hub, asha: User, outcome: str) -> None:
    said = make_you_said(elm)
    make_we_did(said, by=asha, outcome=outcome, published=True)

    page = client.get(f"/you-said-we-did/{said.reference}/poster/")

    assert str(Outcome(outcome).label) in page.text
