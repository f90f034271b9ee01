"""Who sends too often under “My panel” waits a little, and has all that they typed given back to copy, from whichever form."""

from uuid import uuid4

import pytest

from core import limits
from core.limits import Tried
from core.models import Hub
from panels.models import Membership
from tests.panels.at_my_panel import at, phone_of
from tests.panels.paneling import make_member, make_panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def ola(elm: Hub, monkeypatch: pytest.MonkeyPatch) -> Membership:
    """Ola Nowak, who has sent too often."""
    monkeypatch.setattr(limits, "try_act_as_member", lambda *_, **__: Tried(False, minutes=4))
    return make_member(make_panel(elm))


def given_back(ola: Membership, page: str, sent: dict[str, object]) -> str:
    """Return the words that are given back for what was sent."""
    more = [] if page in {"ask_for_money", "my_leave", "my_rest"} else [7 if page == "my_meeting" else uuid4()]
    refused = phone_of(ola).post(at(page, ola, *more), sent)
    assert (refused.status_code, refused["Retry-After"]) == (429, "240")
    return str(refused.context["typed"])


@pytest.mark.parametrize(
    ("page", "sent", "words"),
    [
        ("my_reading", {"p-1": "Good.", "p-2": "", "p-10": "Which bus?"}, ["Good.", "Which bus?"]),
        ("my_meeting", {"has_needs": "1", "need": ["food", "access"], "line": "A ramp.", "reply": "yes"}, ["A ramp."]),
        ("my_question", {"option-1f": "yes", "option-2f": "no"}, []),
        ("my_leave", {"words": "Meet later.\nIn the hall."}, ["Meet later.", "In the hall."]),
        ("my_rest", {"how_long": "13"}, []),
        (
            "ask_for_money",
            {"key": str(uuid4()), "meeting": "7", "fares": "4.50", "hours": "3", "note": "The night bus.", "thanks": "on", "go": "keep"},
            ["4.50", "3", "The night bus."],
        ),
        ("change_money", {"seen": "2", "miles": "10", "note": "By car."}, ["10", "By car."]),
    ],
)
def test_all_that_was_typed_is_given_back_and_nothing_that_nobody_typed(
    page: str, sent: dict[str, object], words: list[str], ola: Membership
) -> None:
    assert given_back(ola, page, sent).split("\n") == (words or [""])


def test_it_stands_on_the_page_to_be_copied(ola: Membership) -> None:
    page = phone_of(ola).post(at("my_leave", ola), {"words": "Meet later."})

    assert "It is not kept yet. Copy it, and put it in when you try again." in page.text
    assert "Meet later." in page.text
