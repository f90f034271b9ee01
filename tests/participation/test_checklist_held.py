"""What was noted about how well the council listened is held, and found for a request under the Freedom of Information Act."""

from accounts.models import User
from core.models import Hub, Post
from participation.choices import Said
from participation.models import Engagement, EverydayLook
from participation.provides.checklist import records_held
from tests import builders
from tests.participation.listening import say


def _found(user: User, words: str, hub: Hub | None = None) -> list[tuple[str, str]]:
    hubs = frozenset({hub.pk}) if hub else None
    answer = records_held(user=user, words=words, since=None, until=None, hub_ids=hubs)
    return [(one.kind, one.title) for one in answer.records]


def test_the_officer_finds_what_was_said_and_what_shows_it(priya: User, elm: Hub, oak: Hub) -> None:
    asked: Engagement = builders.make_engagement(elm, title="Longer opening")
    say(asked, "AU-P4", Said.NO, "The cabinet sent nothing back.")

    assert _found(priya, "cabinet nothing") == [("checklist", "How well we listened: Longer opening")]
    assert _found(priya, "cabinet", oak) == []
    assert _found(priya, "unheard") == []


def test_the_years_of_everyday_listening_are_found_too(priya: User, elm: Hub, elm_manager: Post) -> None:
    everyday = builders.make_everyday_engagement(elm)
    say(everyday, "AU-P1")
    years = {"looked_on": builders.today(), "version": 1, "who_acts": elm_manager, "weeks": 6, "leaves_out": "Families on the boats."}
    EverydayLook.objects.create(engagement=everyday, **years)

    assert _found(priya, "boats") == [("checklist", "How well we listened: Everyday listening at Elm")]


def test_nobody_but_the_officer_finds_it(asha: User, elm: Hub) -> None:
    say(builders.make_engagement(elm), "AU-P4", Said.NO, "The cabinet sent nothing back.")

    assert _found(asha, "cabinet") == []
