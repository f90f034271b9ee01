"""A member of a panel opens the link in her letter on the smallest phone, without scripts: yes with a need in two taps, and then no."""

import pytest
from django.core.mail import EmailMultiAlternatives
from playwright.sync_api import Page, expect

from accounts.models import User
from core.models import Hub
from panels.choices import Format, NeedKind, Reply
from panels.models import Invitation, Meeting, MeetingNeed, StandingNeed, TimeAsked
from panels.selectors.polls import options_of, said_by
from panels.services.reply_links import see_to_link
from tests import builders
from tests.journeys.conftest import OpenContext, sideways_scroll
from tests.panels.inviting import add_member, asked, link_in, make_poll, make_ready

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(open_context: OpenContext) -> Page:
    """A phone of 320 pixels without scripts."""
    return open_context(has_touch=True, is_mobile=True, java_script_enabled=False).new_page()


def tap(page: Page, words: str) -> None:
    """Tap a button, and wait for the page that follows."""
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).tap()


def test_a_parent_says_yes_with_a_need_in_two_taps_and_later_no(
    phone: Page, elm: Hub, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    meeting = make_ready(elm)
    Meeting.objects.filter(pk=meeting.pk).update(format=Format.HYBRID)
    member = add_member(meeting.panel)
    StandingNeed.objects.create(membership=member, kind=NeedKind.CHILDCARE, detail="Twins", confirmed_on=builders.today())
    asked(meeting, member, by=petra)

    phone.goto(link_in(mailoutbox[0]))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Can you come?")
    expect(phone.get_by_text("Twins")).to_have_count(0)
    tap(phone, "Yes, I am coming")
    expect(phone.get_by_label("Childcare, or room for a child on the lap")).to_be_checked()
    tap(phone, "Keep what to arrange")

    invitation = Invitation.objects.get()
    assert (invitation.reply, MeetingNeed.objects.get().detail) == (Reply.YES, "Twins")
    assert sideways_scroll(phone) == 0
    assert phone.context.cookies() == []
    tap(phone, "No, I cannot come")
    expect(phone.get_by_role("status").get_by_text("Not coming")).to_be_visible()
    expect(phone.get_by_text("Anything to arrange?")).to_have_count(0)
    assert Invitation.objects.get().reply == Reply.NO
    assert not MeetingNeed.objects.exists()
    assert sideways_scroll(phone) == 0


def test_a_parent_says_on_one_page_which_times_suit(phone: Page, elm: Hub) -> None:
    poll = make_poll(make_ready(elm).panel)
    row = TimeAsked.objects.create(poll=poll, membership=add_member(poll.panel))
    assert row.membership.person
    phone.goto(f"/panels/times/{see_to_link(row, row.membership.person)}/")
    first, second, _ = options_of(poll)

    for option, suits in ((first, "yes"), (second, "no")):
        phone.locator(f"input[name=time-{option.pk}][value={suits}]").check()
    tap(phone, "Send my answer")

    expect(phone.get_by_text("Thank you. We have your answer.")).to_be_visible()
    assert said_by(row) == {first.pk: "yes", second.pk: "no"}
    assert sideways_scroll(phone) == 0
