"""Past reports and equality records are found for a request under the Freedom of Information Act, by the officer alone."""

from accounts.models import User
from core.models import Hub
from core.questions import HeldRecords, records_held
from participation.choices import Effect
from participation.services.equality import LineSaid
from tests.participation.known import fill_in, make_equality, make_past_report


def held(user: User, words: str, hub_ids: frozenset[int] | None = None) -> list[HeldRecords]:
    return records_held.answers(user=user, words=words, since=None, until=None, hub_ids=hub_ids)


def found(user: User, words: str, hub_ids: frozenset[int] | None = None) -> list[tuple[str, str]]:
    return [(one.kind, one.title) for answer in held(user, words, hub_ids) for one in answer.records]


def test_the_officer_finds_what_a_report_found_and_what_a_line_says(priya: User, elm: Hub, oak: Hub) -> None:
    make_past_report(elm, findings=("The swing is broken.",), title="A summer")
    fill_in(make_equality(elm, title="The garden"), lines={"disability": LineSaid(Effect.POSITIVE, "A swing for wheelchairs.")})

    assert found(priya, "swing") == [("past_report", "A summer"), ("equality", "The garden, version 1")]
    assert found(priya, "swing", frozenset({oak.pk})) == []
    assert found(priya, "trampoline") == []


def test_nobody_else_does(asha: User, dev: User, elm: Hub) -> None:
    make_past_report(elm, findings=("The swing is broken.",))
    make_equality(elm, title="The swing")

    assert found(asha, "swing") == found(dev, "swing") == []
