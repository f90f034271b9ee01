"""A member answers by the link in their letter: looking changes nothing, sending does, and nothing of anybody stands on the page."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone

from accounts.models import User
from consent.models import Person
from core.models import AuditEntry, Hub
from panels.choices import Format, HowReplied, MeetingState, NeedKind, Reply, Stage
from panels.models import Invitation, Meeting, MeetingNeed, Membership, Panel, StandingNeed
from panels.services.invitations import end_link
from tests.builders import make_post, today
from tests.panels.inviting import add_member, ask, asked, link_in, link_of, make_ready
from tests.panels.meeting import make_item, make_paper
from tests.panels.paneling import in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    """A meeting of Elm's panel, in a week."""
    return make_ready(elm)


@pytest.fixture
def ola(meeting: Meeting, petra: User) -> Invitation:
    """Ola has her letter."""
    return asked(meeting, add_member(meeting.panel), by=petra)


def now_of(invitation: Invitation) -> Invitation:
    """Return an invitation as it stands."""
    return Invitation.objects.get(pk=invitation.pk)


def needs_of(invitation: Invitation) -> dict[str, str]:
    """Return what is to be arranged, by kind."""
    return {need.kind: need.detail for need in MeetingNeed.objects.filter(membership=invitation.membership)}


def always_needs(invitation: Invitation, kind: str, detail: str = "") -> None:
    """Write down what somebody always needs."""
    StandingNeed.objects.create(membership=invitation.membership, kind=kind, detail=detail, confirmed_on=today())


def test_the_letters_link_shows_day_and_place_and_no_name(
    client: Client, ola: Invitation, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    page = client.get(link_in(mailoutbox[0]))

    assert page.status_code == 200
    assert "10am to 11:30am" in page.text
    assert "The hall, Elm family hub" in page.text
    for hidden in ("Ola", "Nowak", "family.example", "Parents at Elm", ola.membership.person.shown_code if ola.membership.person else ""):
        assert hidden not in page.text


def test_a_mail_scanner_that_opens_the_link_changes_nothing(client: Client, ola: Invitation) -> None:
    before = list(Invitation.objects.values()), AuditEntry.objects.count()
    for _ in range(3):
        client.get(link_of(ola))
        client.head(link_of(ola))
        client.options(link_of(ola))

    assert (list(Invitation.objects.values()), AuditEntry.objects.count()) == before


def test_one_tap_answers_and_leaves_nothing_on_the_phone(client: Client, ola: Invitation) -> None:
    sent = client.post(link_of(ola), {"reply": "yes"})

    assert sent.status_code == 302
    assert not client.cookies
    assert (now_of(ola).reply, now_of(ola).how, now_of(ola).replied_on) == (Reply.YES, HowReplied.LINK, today())
    wiped = Client().get(link_of(ola))  # another phone, with nothing on it
    assert "You told us:" in wiped.text
    assert "Coming" in wiped.text
    assert "no-store" in wiped["Cache-Control"]


def test_an_answer_can_be_changed_until_the_meeting_ends(client: Client, ola: Invitation, meeting: Meeting) -> None:
    for said in ("yes", "no", "maybe", "yes"):
        client.post(link_of(ola), {"reply": said})
        assert now_of(ola).reply == said
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(hours=3))

    page = client.post(link_of(ola), {"reply": "no"})

    assert now_of(ola).reply == "yes"
    assert "This meeting is over" in page.text


@pytest.mark.parametrize(
    ("how", "offered"),
    [
        (Format.IN_PERSON, {"yes", "maybe", "no"}),
        (Format.HYBRID, {"yes", "online", "maybe", "no"}),
        (Format.ONLINE, {"online", "maybe", "no"}),
    ],
)
def test_coming_online_is_offered_where_there_is_a_room_online(
    client: Client, ola: Invitation, meeting: Meeting, how: str, offered: set[str]
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(format=how, link="https://meet.example/secret")

    page = client.get(link_of(ola))

    assert {value for value in ("yes", "online", "maybe", "no") if f'name="reply" value="{value}"' in page.text} == offered
    assert "secret" not in page.text
    for value in {"yes", "online"} - offered:
        client.post(link_of(ola), {"reply": value})
        assert now_of(ola).reply == ""


def test_a_meeting_that_was_called_off_says_so_kindly(client: Client, ola: Invitation, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CALLED_OFF, called_off_because="Burst pipe")

    page = client.get(link_of(ola))

    assert page.status_code == 200
    assert "This meeting is called off" in page.text
    assert 'name="reply"' not in page.text
    client.post(link_of(ola), {"reply": "yes"})
    assert now_of(ola).reply == ""


def test_a_page_of_a_meeting_that_is_over_asks_nothing_any_more(client: Client, ola: Invitation, meeting: Meeting) -> None:
    make_paper(meeting, "The café", out_on=today())
    make_item(meeting, "The summer")
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(hours=3))

    page = client.get(link_of(ola)).text

    assert "<title>This meeting is over" in page
    assert "What we talked about" in page
    assert ">To read</h2>" in page
    for asked_before in ("Can you come?", "tell us on the phone", "To read before we meet", "What we talk about"):
        assert asked_before not in page
    Meeting.objects.update(starts_at=in_days(7), state=MeetingState.CALLED_OFF, called_off_because="Burst pipe")
    assert "<title>This meeting is called off" in client.get(link_of(ola)).text


def test_a_link_opens_nothing_once_its_reader_left_or_moved_address_or_staff_ended_it(
    client: Client, ola: Invitation, meeting: Meeting, petra: User
) -> None:
    address = link_of(ola)
    assert client.get(address).status_code == 200

    end_link(meeting=meeting, member=ola.membership, by=petra)
    assert client.get(address).status_code == 410
    newer = link_of(now_of(ola))
    assert client.get(newer).status_code == 200

    person = Person.objects.get(memberships=ola.membership)
    person.email = "ola.new@family.example"
    person.save()
    assert client.get(newer).status_code == 410

    person.email = "ola@family.example"
    person.save()
    Membership.objects.filter(pk=ola.membership_id).update(stage=Stage.LEFT, left_on=today())
    gone = client.post(newer, {"reply": "yes"})
    assert gone.status_code == 410
    assert "01632 960 000" in gone.text
    assert now_of(ola).reply == ""


@pytest.mark.parametrize("token", ["made-up", "0" * 32, "é" * 32])
def test_a_made_up_link_opens_nothing(client: Client, ola: Invitation, token: str) -> None:
    assert client.get(f"/panels/reply/{token}/").status_code == 410
    assert client.get(f"/panels/reply/{token}/meeting.ics").status_code == 410
    assert client.get(f"/panels/calendar/{token}.ics").status_code == 410


def test_a_post_from_another_site_is_refused(client: Client, ola: Invitation) -> None:
    assert client.post(link_of(ola), {"reply": "yes"}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert now_of(ola).reply == ""


def test_one_members_link_answers_for_nobody_else(client: Client, ola: Invitation, meeting: Meeting, petra: User) -> None:
    other = add_member(meeting.panel, "Bea Bright", "bea@family.example")
    ask(meeting, other, by=petra)

    client.post(link_of(ola), {"reply": "yes", "member": str(other.pk)})

    assert Invitation.objects.get(membership=other).reply == ""


def test_no_link_answers_for_a_child(client: Client, elm: Hub, ola: Invitation) -> None:
    Person.objects.filter(memberships=ola.membership).update(is_young=True)
    assert client.post(link_of(ola), {"reply": "yes"}).status_code == 410


def test_no_link_opens_on_a_panel_of_under_18s_whatever_is_known_of_who_holds_it(client: Client, ola: Invitation) -> None:
    assert client.get(link_of(ola)).status_code == 200
    posts = {"coordinator": make_post("Youth worker"), "second_reader": make_post("Second reader")}
    Panel.objects.filter(memberships=ola.membership).update(is_of_under_18s=True, **posts)
    assert client.get(link_of(ola)).status_code == 410


def test_hours_are_said_by_the_councils_clock_on_both_sides_of_a_change(client: Client, ola: Invitation, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=in_days(200, hour=13))

    assert "1pm to 2:30pm" in client.get(link_of(ola)).text
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=in_days(20, hour=12))
    assert "midday to 1:30pm" in client.get(link_of(ola)).text


@pytest.mark.parametrize("button", [{"reply": "maybe"}, {"all_dates": "1"}, {"keep": "needs"}])
def test_what_is_typed_is_kept_whichever_button_is_pressed(client: Client, ola: Invitation, button: dict[str, str]) -> None:
    client.post(link_of(ola), {"reply": "yes"})
    page = client.get(link_of(ola)).text
    form = page[page.index('name="has_needs"') :].partition("</form>")[0]
    for name in ("need", "line", *button):
        assert f'name="{name}"' in form

    client.post(link_of(ola), {"has_needs": "1", "need": ["interpreter"], "line": "Polish, please"} | button)

    assert needs_of(ola) == {"interpreter": "Came by the link: Polish, please"}
    assert now_of(ola).reply == button.get("reply", "yes")


def test_a_changed_answer_is_kept_where_what_is_typed_has_to_be_put_right(client: Client, ola: Invitation) -> None:
    client.post(link_of(ola), {"reply": "yes"})

    page = client.post(link_of(ola), {"has_needs": "1", "line": "A ramp", "reply": "maybe"}).text

    assert now_of(ola).reply == "maybe"
    assert "<strong>Not sure yet</strong>" in page
    assert "A ramp</textarea>" in page
    assert "Tick what it is about" in page


def test_a_first_answer_takes_nothing_off_what_somebody_always_needs(client: Client, ola: Invitation) -> None:
    always_needs(ola, NeedKind.TRAVEL, "From Station Road")
    assert 'name="has_needs"' not in client.get(link_of(ola)).text

    client.post(link_of(ola), {"reply": "yes"})

    assert needs_of(ola) == {"travel": "From Station Road"}
