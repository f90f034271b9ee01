"""What a member reads under “My panel”: what members were given, and no draft, of their own panel alone."""

from typing import Any

import pytest
from django.test import Client

from core.models import AuditEntry, Hub
from panels.choices import MemberKind, Stage
from panels.models import Meeting, Membership
from tests.builders import today
from tests.families import make_person
from tests.panels.at_my_panel import PAGE, at, phone_of
from tests.panels.meeting import make_paper, words
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel

pytestmark = pytest.mark.django_db
PDF: dict[str, Any] = {"kind": "pdf", "words": "", "content": b"%PDF-1.4 pounds"}


@pytest.fixture
def ola(elm: Hub) -> Membership:
    """Ola Nowak, on Elm's panel."""
    return make_member(make_panel(elm))


@pytest.fixture
def meeting(ola: Membership) -> Meeting:
    """The next meeting of Ola's panel."""
    return make_meeting(ola.panel)


@pytest.fixture
def phone(ola: Membership) -> Client:
    """Ola's phone, behind the door."""
    return phone_of(ola)


def test_a_member_reads_words_on_a_page_that_no_browser_keeps(phone: Client, ola: Membership, meeting: Meeting) -> None:
    paper = make_paper(meeting, out_on=today())
    assert "To read What the café costs" in words(phone.get(PAGE))

    page = phone.get(at("my_paper", ola, paper.pk))

    assert "The café costs money. You can help us choose." in words(page)
    assert "no-store" in page["Cache-Control"]
    assert not AuditEntry.objects.filter(verb="panels.paper.open").exists(), "who reads what is nobody's business"


def test_a_file_is_taken_by_a_button_and_leaves_as_a_download(phone: Client, ola: Membership, meeting: Meeting) -> None:
    paper = make_paper(meeting, out_on=today(), **PDF)
    assert "Download (PDF)" in words(phone.get(PAGE))

    file = phone.post(at("my_paper", ola, paper.pk))

    assert (file.content, file["Content-Type"]) == (b"%PDF-1.4 pounds", "application/pdf")
    assert file["Content-Disposition"].startswith("attachment;")
    assert "no-store" in file["Cache-Control"]
    assert file["X-Content-Type-Options"] == "nosniff"
    assert phone.get(at("my_paper", ola, paper.pk)).status_code == 302, "looking at its address takes nothing"


def test_a_draft_is_not_there(phone: Client, ola: Membership, meeting: Meeting) -> None:
    draft = make_paper(meeting)

    assert "What the café costs" not in words(phone.get(PAGE))
    assert phone.get(at("my_paper", ola, draft.pk)).status_code == 404
    assert phone.post(at("my_paper", ola, draft.pk)).status_code == 404


def test_what_another_panel_reads_is_not_there_by_ones_own_address_or_by_theirs(phone: Client, ola: Membership, elm: Hub) -> None:
    ben = make_member(make_panel(elm, "Another panel"), make_person(elm, "Ben Okoro"))
    theirs = make_paper(make_meeting(ben.panel), "A secret of others", out_on=today())

    assert "A secret of others" not in words(phone.get(PAGE))
    for one in (ola, ben):
        assert phone.get(at("my_paper", one, theirs.pk)).status_code == 404
        assert phone.post(at("my_paper", one, theirs.pk)).status_code == 404


@pytest.mark.parametrize(("days", "is_there"), [(-100, True), (-130, False), (30, True)])
def test_what_was_read_stays_for_some_meetings_and_then_goes(days: int, is_there: bool, phone: Client, ola: Membership) -> None:
    make_paper(make_meeting(ola.panel, starts_at=in_days(days), state="held" if days < 0 else "planned"), out_on=today())

    assert ("What the café costs" in words(phone.get(PAGE))) is is_there


def test_what_belongs_to_a_meeting_that_was_called_off_is_not_read_in_vain(phone: Client, ola: Membership) -> None:
    make_paper(make_meeting(ola.panel, state="off", called_off_because="Snow"), out_on=today())

    assert "What the café costs" not in words(phone.get(PAGE))


def test_who_only_reads_at_home_reads_it_too_and_who_left_does_not(phone: Client, ola: Membership, meeting: Meeting) -> None:
    paper = make_paper(meeting, out_on=today())
    Membership.objects.update(kind=MemberKind.READER)
    assert "What the café costs" in words(phone.get(PAGE))

    Membership.objects.update(stage=Stage.LEFT, left_on=today())

    assert "What the café costs" not in words(phone.get(PAGE))
    assert phone.get(at("my_paper", ola, paper.pk)).status_code == 404


def test_a_visit_that_ended_leads_to_the_words_again(ola: Membership, meeting: Meeting) -> None:
    paper = make_paper(meeting, out_on=today())

    assert Client().get(at("my_paper", ola, paper.pk)).headers["Location"].startswith("/my-choices/?to=")
