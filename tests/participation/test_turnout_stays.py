"""Who came is written down of one session: it moves to no other question, hub or coming day."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub
from participation.models import Activity, Engagement
from participation.services import activities as services
from tests.builders import make_engagement, today
from tests.cast import give_role, sign_in
from tests.participation.reaching import came, count, make_activity
from tests.staff_forms import largest_form

pytestmark = pytest.mark.django_db

STAYS = "Who came is written down, so it stays where it was. Write the other session down by itself."
HAS_BEEN = "Who came is written down, so it has been: choose the day on which it was."


@pytest.fixture
def asked(elm: Hub, oak: Hub, asha: User) -> Engagement:
    give_role(asha, RoleKind.ENGAGEMENT_LEAD, oak)
    return make_engagement(elm, oak, title="The garden")


def save(activity: Activity, by: User, **typed: Any) -> str:
    at, desk = reverse("turnout:edit", args=[activity.pk]), sign_in(by)
    values = {name: said for name, said in largest_form(at, desk.get(at).content.decode()).values.items() if said}
    page = desk.post(at, values | {name: [str(value)] for name, value in typed.items()}, follow=True)
    activity.refresh_from_db()
    return str(page.content.decode())


def test_a_session_that_was_counted_moves_to_no_other_question(asked: Engagement, elm: Hub, oak: Hub, asha: User) -> None:
    activity, other = came(asked, elm, asha, fathers=30), make_engagement(elm, oak, title="The café")

    assert STAYS in save(activity, asha, engagement=other.pk)
    assert activity.engagement == asked


def test_nor_to_another_hub(asked: Engagement, elm: Hub, oak: Hub, asha: User) -> None:
    activity = came(asked, elm, asha, fathers=30)

    assert STAYS in save(activity, asha, hub=oak.pk)
    assert activity.hub == elm


def test_nor_to_a_day_that_has_not_come(asked: Engagement, elm: Hub, asha: User) -> None:
    activity = came(asked, elm, asha, fathers=30)
    held_on = activity.held_on

    assert HAS_BEEN in save(activity, asha, held_on=today() + timedelta(days=1))
    assert activity.held_on == held_on


def test_its_words_and_a_slip_in_its_day_can_be_put_right(asked: Engagement, elm: Hub, asha: User) -> None:
    activity = came(asked, elm, asha, fathers=30)
    Engagement.objects.filter(pk=asked.pk).update(stage="closed", closed_on=today())

    save(activity, asha, title="Dads and toddlers", held_on=today())

    assert (activity.title, activity.held_on) == ("Dads and toddlers", today())


def test_what_nobody_counted_yet_still_moves(asked: Engagement, elm: Hub, oak: Hub, asha: User) -> None:
    activity, other = make_activity(elm, engagement=asked), make_engagement(elm, oak, title="The café")
    tomorrow = today() + timedelta(days=1)

    save(activity, asha, engagement=other.pk, hub=oak.pk, held_on=tomorrow)

    assert (activity.engagement, activity.hub, activity.held_on) == (other, oak, tomorrow)


def test_nor_does_it_move_when_a_colleague_counts_while_it_is_being_saved(
    asked: Engagement, elm: Hub, oak: Hub, asha: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity, as_it_stands = make_activity(elm, engagement=asked), services.held_with_turnout

    def meanwhile(row: Activity) -> tuple[Activity, bool]:
        count(row, by=asha)
        return as_it_stands(row)

    monkeypatch.setattr(services, "held_with_turnout", meanwhile)

    assert STAYS in save(activity, asha, hub=oak.pk)
    assert activity.hub == elm
