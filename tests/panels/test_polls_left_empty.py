"""Who chose no time in a poll is not thanked for it; what was chosen can be taken back."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from core.models import Hub
from panels.models import TimeAnswer, TimeAsked, TimePoll
from panels.selectors.polls import options_of
from panels.services.polls import they_said
from tests.builders import today
from tests.cast import sign_in
from tests.panels.inviting import add_member, make_poll, make_ready
from tests.panels.meeting import words
from tests.panels.test_polls import ask, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll(elm: Hub) -> TimePoll:
    """Three mornings in two weeks."""
    return make_poll(make_ready(elm).panel)


@pytest.mark.parametrize("said", ["left out", "not known"])
def test_an_empty_first_answer_is_asked_about_and_not_thanked_for(said: str, client: Client, poll: TimePoll) -> None:
    address = ask(poll, add_member(poll.panel))
    chosen = {f"time-{one.pk}": "" for one in options_of(poll)} if said == "not known" else {}

    page = client.post(address, chosen)

    assert "Please check this Choose at least one time." in words(page)
    assert f'href="#time-{options_of(poll)[0].pk}"' in page.text
    assert "We have your answer" not in words(page)
    assert "This could not be done" not in words(page)
    assert page.text.count(" checked") == len(chosen)
    assert TimeAsked.objects.get().answered_on is None


def test_nothing_is_chosen_for_anybody_and_what_was_chosen_can_be_taken_back(client: Client, poll: TimePoll) -> None:
    address, (first, second, third) = ask(poll, add_member(poll.panel)), options_of(poll)
    page = client.get(address)
    assert page.text.count("I do not know yet") == 3
    assert " checked" not in page.text

    client.post(address, {f"time-{first.pk}": "yes", f"time-{second.pk}": "no", f"time-{third.pk}": ""})
    assert TimeAnswer.objects.count() == 2
    page = client.post(address, {f"time-{one.pk}": "" for one in (first, second, third)}, follow=True)

    assert not TimeAnswer.objects.exists()
    assert "Thank you. We have your answer." in words(page)


def test_staff_write_nothing_down_of_who_chose_nothing_and_take_back_what_they_wrote(poll: TimePoll, petra: User) -> None:
    member, desk, first = add_member(poll.panel), sign_in(petra), options_of(poll)[0]
    said = {"member": str(member.pk), "seen": ""}

    assert "Choose at least one time." in desk.post(at(poll, "they_said"), said, follow=True).text
    assert not TimeAsked.objects.filter(answered_on__isnull=False).exists()
    with pytest.raises(ValidationError):
        they_said(poll=poll, member=member, said={}, by=petra, today=today())
    desk.post(at(poll, "they_said"), said | {f"time-{first.pk}": "yes"})
    assert "They do not know yet" in desk.get(at(poll)).text
    desk.post(at(poll, "they_said"), said | {"seen": f"{first.pk}yes", f"time-{first.pk}": ""})

    assert not TimeAnswer.objects.exists()
