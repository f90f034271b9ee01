"""Who asks to be forgotten leaves no invitation, answer or link; who asks for a copy reads what they answered."""

import pytest
from django.test import Client

from accounts.models import User
from consent.services.erasing import erase_everywhere
from core.models import Hub
from core.questions import person_export
from panels.choices import HowReplied, MemberKind, TimeSuits
from panels.models import CalendarFeed, Invitation, Meeting, Membership, TimeAnswer, TimeAsked
from panels.selectors.polls import options_of
from panels.services.panels import free_slug
from panels.services.polls import answer_poll
from panels.services.reply_links import see_to_link
from tests.builders import today
from tests.panels.inviting import add_member, asked, link_of, make_poll, make_ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    """A meeting of Elm's panel, in a week."""
    return make_ready(elm)


def with_everything(meeting: Meeting, petra: User) -> tuple[Membership, str]:
    """Return a member who was asked, answered, and has a calendar; and their link."""
    member = add_member(meeting.panel)
    link = link_of(asked(meeting, member, by=petra))
    Client().post(link, {"reply": "yes"})
    Client().post(link, {"all_dates": "1"})
    poll = make_poll(meeting.panel)
    row = TimeAsked.objects.create(poll=poll, membership=member)
    assert member.person
    see_to_link(row, member.person)
    answer_poll(asked=row, said={options_of(poll)[0].pk: TimeSuits.YES}, by=None, how=HowReplied.LINK, today=today())
    return member, link


def test_who_is_forgotten_leaves_no_invitation_answer_or_link(client: Client, meeting: Meeting, petra: User) -> None:
    member, link = with_everything(meeting, petra)
    other = add_member(meeting.panel, "Bea Bright", "bea@family.example")
    Client().post(link_of(asked(meeting, other, by=petra)), {"all_dates": "1"})
    assert member.person

    erase_everywhere(person=member.person, today=today())

    assert client.get(link).status_code == 410
    assert [one.membership for one in Invitation.objects.all()] == [other]
    assert not TimeAsked.objects.exists()
    assert not TimeAnswer.objects.exists()
    assert [one.membership for one in CalendarFeed.objects.all()] == [other]


def test_a_copy_holds_what_somebody_answered(meeting: Meeting, petra: User) -> None:
    member, _ = with_everything(meeting, petra)
    assert member.person_id

    held = [one for found in person_export.answers(person_id=member.person_id) for one in found]

    rows = {one.heading: one.rows for one in held}
    assert rows["Meetings you were asked to"][0][1].startswith("Coming, on ")
    assert rows["Times that you said suit you, or do not"][0][1] == "Yes"
    assert rows["Your calendar’s address"][0][0] == "Parents at Elm"


def test_a_copy_does_not_say_that_a_reader_was_asked_who_only_had_papers(meeting: Meeting) -> None:
    reads = add_member(meeting.panel)
    Membership.objects.filter(pk=reads.pk).update(kind=MemberKind.READER)
    Invitation.objects.create(meeting=meeting, membership=reads, papers_told="a-digest")
    assert reads.person_id

    held = [one for found in person_export.answers(person_id=reads.person_id) for one in found]

    rows = {one.heading: one.rows for one in held}
    assert "Meetings you were asked to" not in rows
    assert [said for _, said in rows["Meetings whose papers you were told of"]] == ["A letter said that papers are out"]


@pytest.mark.parametrize("title", ["Reply", "Times", "Calendar", "Decide"])
def test_no_panel_takes_an_address_of_ours(db: None, title: str) -> None:
    assert free_slug(title) != title.lower()
