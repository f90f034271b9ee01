"""Papers for a meeting: sealed, never at a public address, with hints on what is hard to read and the forms they went out in."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import questions
from core.models import AuditEntry, Hub
from panels.models import FormatSent, Meeting, MeetingPaper
from panels.rules.plain_english import hints_on
from panels.services import papers as services
from tests.builders import today
from tests.cast import sign_in
from tests.panels.meeting import make_item, make_paper, words
from tests.panels.paneling import make_meeting, make_panel

PDF = b"%PDF-1.7 The place costs four hundred pounds a week."


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    return make_meeting(make_panel(elm, "Parents at Elm"))


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


def at(name: str, meeting: Meeting, paper: MeetingPaper | None = None) -> str:
    return reverse(f"meeting:{name}", args=[meeting.pk, paper.pk] if paper else [meeting.pk])


def test_a_paper_typed_here_is_sealed_and_read_by_who_sees_the_meeting_once_members_have_it(
    desk: Client, dev: User, meeting: Meeting
) -> None:
    desk.post(at("add_paper", meeting), {"title": "The café", "words": "The café opens at ten."})
    desk.post(at("give_out", meeting, MeetingPaper.objects.get()), {"is_out": "on"})

    assert "The café opens at ten." in sign_in(dev).get(at("one", meeting)).text
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM panels_meetingpaper")
        assert "ten" not in cursor.fetchone()[0]


def test_a_file_leaves_as_a_download_that_nobody_keeps_and_the_trail_knows(desk: Client, dev: User, meeting: Meeting) -> None:
    desk.post(at("add_paper", meeting), {"title": "The café", "words": "", "file": SimpleUploadedFile("our café.pdf", PDF)})
    paper = MeetingPaper.objects.get()
    desk.post(at("give_out", meeting, paper), {"is_out": "on"})

    answer = sign_in(dev).post(at("fetch_paper", meeting, paper))

    assert answer.content == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert AuditEntry.objects.get(verb="panels.paper.open").actor == f"staff:{dev.pk}"
    assert desk.get(at("fetch_paper", meeting, paper)).status_code == 405
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM panels_meetingpaper")
        assert b"pounds" not in bytes(str(cursor.fetchone()[0]), "utf-8")


@pytest.mark.parametrize("said", [{"words": ""}, {"words": "Typed.", "file": SimpleUploadedFile("a.pdf", PDF)}], ids=["neither", "both"])
def test_it_is_typed_or_a_file(desk: Client, meeting: Meeting, said: dict[str, object]) -> None:
    page = desk.post(at("add_paper", meeting), {"title": "The café", **said})

    assert "one of the two" in words(page)
    assert "The café" in page.text
    assert not MeetingPaper.objects.exists()


def test_what_is_no_document_is_refused_and_the_words_stay(desk: Client, meeting: Meeting) -> None:
    page = desk.post(at("add_paper", meeting), {"title": "The café", "words": "", "file": SimpleUploadedFile("a.pdf", b"MZ a program")})

    assert "This file is not a PDF or Word document" in words(page)
    assert "Choose the file again" in words(page)
    assert "The café" in page.text


def test_long_sentences_and_hard_words_are_hinted_at_and_stop_nobody(desk: Client, dev: User, meeting: Meeting) -> None:
    hard = "We will commence the pathway. " + "And then " * 14 + "it ends."

    page = words(desk.post(at("add_paper", meeting), {"title": "The café", "words": hard}, follow=True))

    assert "“commence”: Plainer: start." in page
    assert "“pathway”: Plainer: steps to get help." in page
    assert "30 words in one sentence. Make two of it." in page
    assert MeetingPaper.objects.exists()
    assert "Plainer" not in words(sign_in(dev).get(at("one", meeting))), "hints are for who writes"


@pytest.mark.parametrize("text", ["", "The café opens at ten. You can come.", "Start at ten.\n- one\n- two"])
def test_plain_words_get_no_hint(text: str) -> None:
    assert hints_on(text) == []


def test_it_says_who_had_it_in_which_form_and_since_when(desk: Client, meeting: Meeting) -> None:
    paper = make_paper(meeting)
    assert "Members do not have it yet." in words(desk.get(at("one", meeting)))

    page = desk.post(at("give_out", meeting, paper), {"is_out": "on", "formats": ["large", "easy"]}, follow=True)
    FormatSent.objects.filter(format="large").update(sent_on=today().replace(day=1))
    desk.post(at("give_out", meeting, paper), {"is_out": "on", "formats": ["large", "audio"]})

    assert "Members have it since" in words(page)
    assert "Large print:" in words(page)
    sent = dict(FormatSent.objects.values_list("format", "sent_on"))
    assert sent == {"large": today().replace(day=1), "audio": today()}, "a form that was ticked before keeps its day"


def test_what_members_had_is_not_deleted_a_draft_is(desk: Client, meeting: Meeting) -> None:
    had, draft = make_paper(meeting, out_on=today()), make_paper(meeting, "A draft")

    assert "Members had this paper" in words(desk.post(at("remove_paper", meeting, had), follow=True))
    desk.post(at("remove_paper", meeting, draft))

    assert list(MeetingPaper.objects.values_list("pk", flat=True)) == [had.pk]


@pytest.mark.parametrize("reader", ["dev", "hana", "asha"])
def test_a_draft_is_read_by_who_writes_it_alone(reader: str, desk: Client, request: pytest.FixtureRequest, meeting: Meeting) -> None:
    client = sign_in(request.getfixturevalue(reader))
    draft = make_paper(meeting, "A draft", words="Wombat.")

    page = client.get(at("one", meeting)).text
    assert "Wombat" not in page
    assert "A draft" not in page
    assert client.post(at("fetch_paper", meeting, draft)).status_code == 404
    with pytest.raises(PermissionDenied):
        services.fetch(paper=draft, by=request.getfixturevalue(reader))
    assert "Wombat" in desk.get(at("one", meeting)).text
    assert desk.post(at("fetch_paper", meeting, draft)).content == b"Wombat."


def test_what_members_had_stays_given_out(desk: Client, meeting: Meeting) -> None:
    paper = make_paper(meeting, out_on=today())

    page = words(desk.post(at("give_out", meeting, paper), {"formats": ["large"]}, follow=True))
    desk.post(at("remove_paper", meeting, paper))

    assert "Members had this paper" in page
    assert MeetingPaper.objects.get().out_on == today()
    assert 'type="checkbox" name="is_out"' not in desk.get(at("one", meeting)).text, "what cannot be taken back is not offered"
    desk.post(at("give_out", meeting, paper), {"is_out": "on", "formats": ["large"]})
    assert FormatSent.objects.get().format == "large"


def test_who_saves_an_old_page_of_a_paper_overwrites_nothing(desk: Client, meeting: Meeting) -> None:
    paper = make_paper(meeting)
    seen = desk.get(at("edit_paper", meeting, paper)).context["form"]["seen"].value()
    row = MeetingPaper.objects.get()
    row.words = "Theirs."
    row.save()

    page = desk.post(at("edit_paper", meeting, paper), {"title": "The café", "words": "Mine.", "seen": seen})

    assert "A colleague changed this" in words(page)
    assert "Theirs." in page.text
    assert "Mine." in page.text
    assert MeetingPaper.objects.get().words == "Theirs."


def test_words_typed_into_a_paper_that_a_colleague_deleted_are_kept(desk: Client, meeting: Meeting) -> None:
    paper = make_paper(meeting)
    address, seen = at("edit_paper", meeting, paper), desk.get(at("edit_paper", meeting, paper)).context["form"]["seen"].value()
    paper.delete()

    page = desk.post(address, {"title": "The café", "words": "Mine.", "seen": seen})

    assert "A colleague took it away." in words(page)
    assert "Mine." in page.text
    desk.post(address, {"title": "The café", "words": "Mine.", "seen": page.context["form"]["seen"].value()})
    assert MeetingPaper.objects.get().words == "Mine."


def test_another_meetings_paper_is_not_there(desk: Client, meeting: Meeting, cara: User) -> None:
    other = make_paper(make_meeting(meeting.panel))

    assert desk.get(at("edit_paper", meeting, other)).status_code == 404
    assert desk.post(at("fetch_paper", meeting, other)).status_code == 404
    assert sign_in(cara).post(at("fetch_paper", other.meeting, other)).status_code == 404


def test_meetings_and_papers_are_found_for_the_information_act(meeting: Meeting, priya: User, asha: User) -> None:
    make_item(meeting, "The crèche", presenter="Health visiting")
    make_paper(meeting, words="What a creche costs.")
    make_paper(meeting, "Something else", words="Swings.")

    def found(user: User) -> list[tuple[str, str, bool]]:
        asked: dict[str, Any] = {
            "user": user,
            "words": "crèche",
            "since": None,
            "until": None,
            "hub_ids": frozenset({meeting.panel.hub_id}),
        }
        records = [one for some in questions.records_held.answers(**asked) for one in some.records]
        return sorted((one.kind, one.title, one.has_family_words) for one in records)

    assert found(priya) == [("meeting", "Meeting of Parents at Elm", False), ("meeting_paper", "What the café costs", False)]
    assert found(asha) == []
