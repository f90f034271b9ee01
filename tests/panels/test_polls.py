"""Finding a time: staff offer a few, members say on one page which suit them, and the one that suits most becomes a meeting."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.services.erasing import erase_everywhere
from core import outbox
from core.models import AuditEntry, Hub
from panels.choices import HowReplied, Stage, TimeSuits
from panels.models import Meeting, MeetingNeed, Membership, Panel, TimeAnswer, TimeAsked, TimeOption, TimePoll
from panels.rules.polls import Result, results_of, suggested
from panels.selectors.polls import options_of, said_by
from panels.selectors.reply_links import token_of
from panels.services.polls import they_said
from panels.services.reply_links import see_to_link
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.panels.inviting import OFFICE, add_member, make_poll, make_ready
from tests.panels.meeting import clocks_change, make_standing_need
from tests.panels.paneling import in_days, make_meeting, make_panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """Elm's panel."""
    return make_ready(elm).panel


@pytest.fixture
def poll(panel: Panel) -> TimePoll:
    """Three mornings in two weeks."""
    return make_poll(panel)


@pytest.fixture
def desk(petra: User) -> Client:
    """Petra at her desk."""
    return sign_in(petra)


def at(poll: TimePoll, name: str = "one") -> str:
    """Return the address of a poll, or of one of its acts."""
    return reverse(f"time_poll:{name}", args=[poll.pk])


def ask(poll: TimePoll, member: Membership) -> str:
    """Make a member's link without a letter, and return its path."""
    asked = TimeAsked.objects.create(poll=poll, membership=member)
    assert member.person
    return f"/panels/times/{see_to_link(asked, member.person)}/"


def new_poll(first: int = 14, **said: str) -> dict[str, str]:
    """Return what staff type for a poll."""
    moments = {f"moment_{n + 1}_0": f"{in_days(first + n):%Y-%m-%d}" for n in range(2)} | {"moment_1_1": "10:00", "moment_2_1": "10:00"}
    facts = {"closes_on": str(today() + timedelta(days=7)), "number_of_minutes": "60", "format": "person", "place": "The hall"}
    return {**moments, **facts, **said}


def test_staff_make_a_poll_and_see_who_gets_a_letter(desk: Client, panel: Panel) -> None:
    add_member(panel)

    page = desk.post(reverse("panel_dates:new_poll", args=[panel.pk]), new_poll(title="The garden"), follow=True).text

    assert "Nobody is asked yet" in page
    assert "Who gets a letter now: 1" in page
    poll = TimePoll.objects.get()
    assert [one.starts_at for one in options_of(poll)] == [in_days(14), in_days(15)]
    assert not TimeAsked.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"moment_2_0": "", "moment_2_1": ""}, "Offer at least two different times."),
        ({"place": ""}, "Say where: the room and its address."),
        ({"number_of_minutes": "600"}, "less than or equal to 480"),
        ({"moment_2_0": str(clocks_change(3)), "moment_2_1": "01:30"}, "01:30 is left out."),
        ({"closes_on": str(today() - timedelta(days=1))}, "The last day to answer has gone by."),
        ({"closes_on": str(today() + timedelta(days=14))}, "The last day to answer must lie before the first of the times."),
    ],
)
def test_a_poll_that_cannot_work_is_refused_and_nothing_typed_is_lost(desk: Client, panel: Panel, said: dict[str, str], words: str) -> None:
    page = desk.post(reverse("panel_dates:new_poll", args=[panel.pk]), new_poll(title="The garden") | said).text

    assert words in page
    assert 'value="The garden"' in page
    assert not TimePoll.objects.exists()


def test_letters_go_one_to_each_and_lead_to_a_page_of_their_own(
    desk: Client, client: Client, poll: TimePoll, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    one, other = add_member(poll.panel), add_member(poll.panel, "Bea Bright", "bea@family.example")
    desk.post(at(poll, "ask"), {"who": [str(one.pk), str(other.pk)]})
    Membership.objects.filter(pk=other.pk).update(stage=Stage.BREAK)
    outbox.drain()

    (letter,) = mailoutbox
    assert (letter.to, letter.reply_to, letter.subject) == (["ola@family.example"], [OFFICE], "Which day suits you?")
    asked = TimeAsked.objects.get(membership=one)
    address = f"/panels/times/{token_of(asked)}/"
    assert address in letter.body
    assert str(letter.body).count("10am to 11:30am") == 3
    page = client.get(address)
    assert page.text.count("10am to 11:30am") == 3
    assert "Ola" not in page.text + str(letter.body)
    assert "Did not leave: They take a break." in desk.get(at(poll)).text


def test_one_page_answers_for_every_time_and_can_be_changed(client: Client, poll: TimePoll) -> None:
    address = ask(poll, add_member(poll.panel))
    first, second, third = options_of(poll)
    for _ in range(2):
        client.get(address)
        client.head(address)
    assert not TimeAnswer.objects.exists()

    client.post(address, {f"time-{first.pk}": "yes", f"time-{second.pk}": "maybe"})
    page = Client().get(address)

    asked = TimeAsked.objects.get()
    assert said_by(asked) == {first.pk: "yes", second.pk: "maybe"}
    assert (asked.how, asked.answered_on) == (HowReplied.LINK, today())
    assert not client.cookies
    assert "Thank you. We have your answer." in page.text
    assert page.text.count(" checked") == 3
    assert page.text.count('value="" checked') == 1, "of the third it is not known yet"
    client.post(address, {f"time-{third.pk}": "no"})
    assert said_by(asked) == {third.pk: "no"}


def test_a_made_up_moment_or_answer_is_nobodys(client: Client, poll: TimePoll, elm: Hub) -> None:
    address = ask(poll, add_member(poll.panel))
    foreign = options_of(make_poll(make_panel(elm, "Another")))[0]
    here = options_of(poll)[0]

    client.post(address, {f"time-{foreign.pk}": "yes", f"time-{here.pk}": "perhaps", "time-x": "yes", f"time-{2**70}": "yes"})

    assert not TimeAnswer.objects.exists()


def test_a_poll_that_closed_takes_no_answer_and_says_so_kindly(client: Client, poll: TimePoll) -> None:
    address = ask(poll, add_member(poll.panel))
    TimePoll.objects.filter(pk=poll.pk).update(closes_on=today() - timedelta(days=1))

    page = client.post(address, {f"time-{options_of(poll)[0].pk}": "yes"})

    assert "We have what we need" in page.text
    assert not TimeAnswer.objects.exists()
    assert "We have what we need" in client.get(address).text


def test_what_somebody_says_on_the_phone_is_written_down_and_nothing_newer_is_written_over(
    desk: Client, client: Client, poll: TimePoll
) -> None:
    member = add_member(poll.panel)
    address, (first, second, _) = ask(poll, member), options_of(poll)
    said = {"member": str(member.pk), "seen": "", f"time-{first.pk}": "no"}

    assert "Written down." in desk.post(at(poll, "they_said"), said, follow=True).text
    assert TimeAsked.objects.get().how == HowReplied.RANG
    client.post(address, {f"time-{second.pk}": "yes"})
    page = desk.post(at(poll, "they_said"), said | {"seen": f"{first.pk}no"}, follow=True).text

    assert "A colleague changed this" in page
    assert said_by(TimeAsked.objects.get()) == {second.pk: "yes"}


def test_the_time_that_suits_most_is_suggested_and_becomes_a_meeting(desk: Client, poll: TimePoll) -> None:
    first, second, third = options_of(poll)
    for number, said in enumerate([{first: "yes", second: "yes"}, {second: "yes", third: "maybe"}]):
        asked = TimeAsked.objects.create(poll=poll, membership=add_member(poll.panel, f"P {number}", f"p{number}@family.example"))
        for option, suits in said.items():
            TimeAnswer.objects.create(asked=asked, option=option, suits=suits)

    page = desk.get(at(poll)).text
    assert page.count("(suits most)") == 1
    page = desk.post(at(poll, "choose"), {"option": str(second.pk)}, follow=True).text

    meeting = Meeting.objects.get(poll=poll)
    assert (meeting.starts_at, meeting.place, meeting.number_of_minutes) == (second.starts_at, "The hall", 90)
    assert "Nobody knows yet: ask them here." in page
    assert "Who gets a letter now: 2" in page
    assert "It has ended already." in desk.post(at(poll, "choose"), {"option": str(first.pk)}, follow=True).text
    assert Meeting.objects.filter(panel=poll.panel).count() == 2  # with the one that was there before


def test_a_meeting_of_a_poll_keeps_the_rules_of_meetings(desk: Client, poll: TimePoll) -> None:
    first, second, _ = options_of(poll)
    make_standing_need(add_member(poll.panel))
    make_meeting(poll.panel, starts_at=first.starts_at)
    choose = {"option": str(first.pk)}

    assert "This panel meets at that time already." in desk.post(at(poll, "choose"), choose, follow=True).text
    TimePoll.objects.update(place="")
    assert "Say where: the room and its address." in desk.post(at(poll, "choose"), {"option": str(second.pk)}, follow=True).text
    assert not MeetingNeed.objects.exists()
    TimePoll.objects.update(place="The hall")
    desk.post(at(poll, "choose"), {"option": str(second.pk)})

    assert MeetingNeed.objects.get().meeting == Meeting.objects.get(poll=poll)
    assert AuditEntry.objects.filter(verb="panels.meeting.add").count() == 1


def best(results: list[Result]) -> TimeOption | None:
    """Return the moment that is suggested."""
    found = suggested(results)
    return found.option if found else None


def test_most_who_can_come_wins_then_most_whom_it_suits_then_the_earliest(poll: TimePoll) -> None:
    first, second, third = options_of(poll)
    assert suggested(results_of([first, second, third], [])) is None
    few_but_sure = [(first.pk, TimeSuits.YES), (second.pk, TimeSuits.MAYBE), (second.pk, TimeSuits.MAYBE)]
    assert best(results_of([first, second, third], few_but_sure)) == second
    assert best(results_of([first, second, third], [*few_but_sure, (third.pk, TimeSuits.YES), (third.pk, TimeSuits.MAYBE)])) == third
    assert best(results_of([first, second], [(first.pk, TimeSuits.YES), (second.pk, TimeSuits.YES)])) == first


def test_a_time_of_another_poll_or_one_that_has_gone_by_is_not_chosen(desk: Client, poll: TimePoll) -> None:
    other = options_of(make_poll(poll.panel))[0]
    gone = options_of(poll)[0]
    TimeOption.objects.filter(pk=gone.pk).update(starts_at=timezone.now() - timedelta(hours=1))

    assert "Choose one of the times." in desk.post(at(poll, "choose"), {"option": str(other.pk)}, follow=True).text
    assert "That time has gone by." in desk.post(at(poll, "choose"), {"option": str(gone.pk)}, follow=True).text


def test_a_poll_is_ended_without_a_meeting(desk: Client, client: Client, poll: TimePoll) -> None:
    address = ask(poll, add_member(poll.panel))

    assert "No time is looked for any more." in desk.post(at(poll, "end"), follow=True).text
    assert "We have what we need" in client.get(address).text


def test_no_poll_reaches_a_child(desk: Client, client: Client, elm: Hub) -> None:
    make_ready(elm)
    workers = {"coordinator": make_post("Youth worker"), "second_reader": make_post("Second reader")}
    poll = make_poll(make_panel(elm, "Young voices", is_of_under_18s=True, **workers))
    member = add_member(poll.panel, "Kit Young", "kit@family.example", is_young=True)
    address = ask(poll, member)

    assert "Its members are under 18" in desk.post(at(poll, "ask"), {"who": str(member.pk)}, follow=True).text
    assert client.get(address).status_code == 410
    option = options_of(poll)[0]
    said = {"member": str(member.pk), "seen": "", f"time-{option.pk}": "yes"}
    assert "Written down." in desk.post(at(poll, "they_said"), said, follow=True).text


def test_the_trail_of_a_poll_holds_no_name(desk: Client, poll: TimePoll) -> None:
    member = add_member(poll.panel)
    desk.post(at(poll, "ask"), {"who": str(member.pk)})
    desk.post(at(poll, "they_said"), {"member": str(member.pk), "seen": "", f"time-{options_of(poll)[0].pk}": "yes"})

    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"panels.poll.ask", "panels.poll.answer"} <= verbs
    assert "Ola" not in str(AuditEntry.objects.values())


def test_nothing_is_written_down_of_who_was_forgotten_while_the_page_was_open(poll: TimePoll, petra: User) -> None:
    member = add_member(poll.panel)
    assert member.person
    erase_everywhere(member.person, today())
    stale = Membership(pk=member.pk, panel=poll.panel, person=member.person, stage=Stage.ON)

    with pytest.raises(ValidationError, match="they were forgotten"):
        they_said(poll=poll, member=stale, said={options_of(poll)[0].pk: TimeSuits.NO}, by=petra, today=today())
    assert not TimeAsked.objects.exists()
