"""What members read before a meeting: behind their link when it is out, and in a letter that says so. Never for a child."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.choices import Channel, SafeThere
from consent.models import Person
from core import outbox
from core.models import AuditEntry, Hub
from panels.choices import Format, MeetingState, MemberKind, Reply, Stage
from panels.models import Invitation, Meeting, MeetingPaper, Membership, Panel
from panels.selectors.reply_links import token_of
from panels.services.invitations import invitation_of
from panels.services.paper_letters import tell_papers
from panels.services.reply_links import see_to_link
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.panels.inviting import add_member, asked, link_in, link_of, make_ready
from tests.panels.meeting import make_item, make_paper, words

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 The place costs four hundred pounds a week."


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    """A meeting of Elm's panel, in a week."""
    return make_ready(elm)


@pytest.fixture
def ola(meeting: Meeting) -> Invitation:
    """Ola has a link."""
    return linked(meeting, add_member(meeting.panel))


def linked(meeting: Meeting, member: Membership) -> Invitation:
    """Give a member a link to a meeting."""
    invitation = invitation_of(meeting, member)
    assert member.person
    see_to_link(invitation, member.person)
    return invitation


def at(invitation: Invitation, paper: MeetingPaper) -> str:
    """Return where a paper opens behind somebody's link."""
    return reverse("panel_paper", args=[token_of(invitation), paper.pk])


def out(meeting: Meeting, title: str = "What the café costs", **fields: object) -> MeetingPaper:
    """Give out a paper that was typed."""
    return make_paper(meeting, title, out_on=today(), **fields)


def test_a_title_on_a_button_runs_in_its_own_direction_on_a_page_of_urdu(client: Client, ola: Invitation) -> None:
    out(ola.meeting, "Which two first?")

    assert ' dir="auto" lang="en-gb">Which two first?</button>' in client.get(f"/ur{link_of(ola)}").text


def test_what_is_talked_about_and_each_paper_that_is_out_stand_behind_the_link(client: Client, ola: Invitation) -> None:
    make_item(ola.meeting, "The summer", what_is_open="Which days")
    make_item(ola.meeting, "Prams")
    out(ola.meeting, "The café")
    make_paper(ola.meeting, "A draft about the café")

    page = words(client.get(link_of(ola)))

    assert page.index("What happened to what we said") < page.index("The summer") < page.index("Prams")
    assert "Which days" in page
    assert "The café" in page
    assert "A draft" not in page


def test_a_paper_that_was_typed_is_read_as_a_page_and_a_file_is_a_download(client: Client, ola: Invitation) -> None:
    typed, file = out(ola.meeting), out(ola.meeting, "A plan", kind="pdf", words="", content=PDF)

    page, answer = client.post(at(ola, typed)), client.post(at(ola, file))

    assert "The café costs money. You can help us choose." in page.text
    assert link_of(ola) in page.text
    assert answer.content == PDF
    assert answer.headers["Content-Disposition"] == 'attachment; filename="paper.pdf"'
    assert answer.headers["Content-Type"] == "application/pdf"
    for one in (page, answer):
        assert "no-store" in one.headers["Cache-Control"]
        assert "noindex" in one.headers["X-Robots-Tag"]
        assert not one.cookies
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_looking_opens_no_paper_and_nobody_writes_down_who_read(client: Client, ola: Invitation) -> None:
    paper, before = out(ola.meeting), AuditEntry.objects.count()

    looked = client.get(at(ola, paper))
    client.post(at(ola, paper))

    assert (looked.status_code, looked.headers["Location"]) == (302, link_of(ola))
    assert AuditEntry.objects.count() == before, "which paper somebody read is nobody's business"


def test_a_draft_another_meetings_paper_and_one_behind_another_link_open_for_nobody(client: Client, ola: Invitation, oak: Hub) -> None:
    draft = make_paper(ola.meeting)
    elsewhere = out(make_ready(oak))

    for paper in (draft, elsewhere):
        assert client.post(at(ola, paper)).status_code == 404
    assert client.post(reverse("panel_paper", args=["0" * 32, out(ola.meeting).pk])).status_code == 410


@pytest.mark.parametrize("change", ["young", "young_panel", "left", "moved", "long_ago"])
def test_nothing_opens_for_a_child_or_by_a_link_that_is_over(client: Client, ola: Invitation, change: str) -> None:
    paper, person = out(ola.meeting), Person.objects.filter(memberships=ola.membership)
    posts = {"coordinator": make_post("Youth worker"), "second_reader": make_post("Second reader")}
    address = at(ola, paper)
    if change == "young":
        person.update(is_young=True)
    elif change == "young_panel":
        Panel.objects.filter(pk=ola.meeting.panel_id).update(is_of_under_18s=True, **posts)
    elif change == "left":
        Membership.objects.filter(pk=ola.membership_id).update(stage=Stage.LEFT, left_on=today())
    elif change == "moved":
        moved = person.get()
        moved.email = "new@family.example"
        moved.save()
    else:
        Meeting.objects.filter(pk=ola.meeting_id).update(starts_at=timezone.now() - timedelta(days=3))

    answer = client.post(address)

    assert answer.status_code == 410
    assert "café" not in answer.text


def test_a_reader_reads_and_is_not_asked_whether_they_come(client: Client, ola: Invitation) -> None:
    Membership.objects.filter(pk=ola.membership_id).update(kind=MemberKind.READER)
    out(ola.meeting, "The café")

    page = client.get(link_of(ola)).text

    assert "The café" in page
    assert 'name="reply"' not in page
    assert "Can you come?" not in page
    client.post(link_of(ola), {"reply": Reply.YES})
    assert Invitation.objects.get().reply == Reply.NONE


def test_the_room_online_stands_on_the_page_for_who_said_that_they_come(client: Client, ola: Invitation) -> None:
    Meeting.objects.filter(pk=ola.meeting_id).update(format=Format.HYBRID, link="https://meet.example/room")

    before = client.get(link_of(ola)).text
    client.post(link_of(ola), {"reply": Reply.ONLINE})
    after = client.get(link_of(ola)).text
    client.post(link_of(ola), {"reply": Reply.NO})

    assert "meet.example" not in before
    assert "is in your letter" not in before
    assert 'href="https://meet.example/room"' in after
    assert "meet.example" not in client.get(link_of(ola)).text


def test_each_gets_one_letter_that_the_papers_are_out_and_readers_too(
    meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives], client: Client
) -> None:
    _comes, reads, rests, left = (add_member(meeting.panel, f"Parent {n}", f"p{n}@family.example") for n in range(4))
    Membership.objects.filter(pk=reads.pk).update(kind=MemberKind.READER)
    Membership.objects.filter(pk=rests.pk).update(stage=Stage.BREAK)
    Membership.objects.filter(pk=left.pk).update(stage=Stage.LEFT, left_on=today())
    out(meeting)

    assert tell_papers(meeting=meeting, by=petra, now=timezone.now()) == 2
    outbox.drain()
    with pytest.raises(ValidationError, match="Everybody who can have a letter was told"):
        tell_papers(meeting=meeting, by=petra, now=timezone.now())

    assert sorted(one.to[0] for one in mailoutbox) == ["p0@family.example", "p1@family.example"]
    assert all(len(one.recipients()) == 1 for one in mailoutbox)
    assert {one.subject for one in mailoutbox} == {"Something for you to read"}
    for letter in mailoutbox:
        assert "What the café costs" in client.get(link_in(letter)).text
        assert "What the café costs" not in letter.body
        assert "Parent" not in str(letter.body).replace(meeting.panel.title, "")
    asks = {one.to[0]: "Can you come?" in one.body for one in mailoutbox}
    assert asks == {"p0@family.example": True, "p1@family.example": False}
    assert not Invitation.objects.filter(membership__in=[rests, left]).exists()


def test_another_paper_is_another_letter_and_who_said_no_gets_none(
    meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    stays, does_not = (add_member(meeting.panel, f"Parent {n}", f"p{n}@family.example") for n in range(2))
    out(meeting)
    tell_papers(meeting=meeting, by=petra, now=timezone.now())
    outbox.drain()
    Invitation.objects.filter(membership=does_not).update(reply=Reply.NO, replied_on=today(), how="rang")
    mailoutbox.clear()
    out(meeting, "One more")

    assert tell_papers(meeting=meeting, by=petra, now=timezone.now()) == 1
    outbox.drain()

    assert [one.to for one in mailoutbox] == [["p0@family.example"]]
    assert stays.invitations.get().papers_told


def test_none_leaves_to_who_changed_their_mind_meanwhile_and_staff_read_why(
    meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    member, other = add_member(meeting.panel), add_member(meeting.panel, "Bea", "bea@family.example")
    out(meeting)
    tell_papers(meeting=meeting, by=petra, now=timezone.now())
    Person.objects.filter(memberships=member).update(safe=SafeThere.ONLY_RING)
    Membership.objects.filter(pk=other.pk).update(stage=Stage.BREAK)

    outbox.drain()

    assert mailoutbox == []
    found = dict(Invitation.objects.values_list("membership", "held_back"))
    assert found == {member.pk: "It is not safe to write to them: only ring.", other.pk: "They take a break."}
    assert set(Invitation.objects.values_list("papers_told", flat=True)) == {""}


@pytest.mark.parametrize("why", ["nothing is out", "called off", "under 18"])
def test_no_letter_leaves_where_there_is_nothing_to_read_or_nobody_to_read_it(meeting: Meeting, petra: User, why: str) -> None:
    add_member(meeting.panel)
    said = {"nothing is out": "No paper is out yet", "called off": "It was called off", "under 18": "Its members are under 18"}
    if why != "nothing is out":
        out(meeting)
    if why == "called off":
        Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CALLED_OFF, called_off_because="Snow")
    if why == "under 18":
        posts = {"coordinator": make_post("Youth worker"), "second_reader": make_post("Second reader")}
        Panel.objects.filter(pk=meeting.panel_id).update(is_of_under_18s=True, **posts)

    with pytest.raises(ValidationError, match=said[why]):
        tell_papers(meeting=meeting, by=petra, now=timezone.now())


def test_staff_see_who_gets_the_letter_and_whom_to_give_the_papers_otherwise(meeting: Meeting, petra: User) -> None:
    asked(meeting, add_member(meeting.panel), by=petra)
    add_member(meeting.panel, "Bea Bright", "bea@family.example", channel=Channel.POST)
    desk, address = sign_in(petra), reverse("meeting_invitation:one", args=[meeting.pk])
    assert "Who gets a letter that papers are out" not in desk.get(address).text
    out(meeting)

    page = words(desk.get(address))
    assert "Who gets a letter that papers are out: 1" in page
    assert "Give them the papers in another way: Bea Bright: They like a letter by post: write one." in page
    said = words(desk.post(reverse("meeting_invitation:papers", args=[meeting.pk]), follow=True))

    assert "1 letter leaves now, one to each person." in said
    assert "Who gets a letter that papers are out" not in said
