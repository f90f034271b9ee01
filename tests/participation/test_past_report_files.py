"""The file of a past report: sealed, refused when it is something else, handed out as a download to who acts on families' words."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from accounts.models import User
from core.choices import RoleKind
from core.models import AuditEntry, Hub
from participation.models import PastFinding, PastReport, PastReportFile
from tests.builders import today
from tests.cast import give_role, make_user, sign_in
from tests.participation.known import PDF, TIRED

LIST = "/admin/past-reports/"


def typed(*hubs: Hub, **fields: Any) -> dict[str, Any]:
    """Return what somebody types into the form."""
    said = {
        "title": "Early help, looked at again",
        "heard_year": today().year - 2,
        "who_was_asked": "Families who had a worker that year",
        "method": "Interviews",
        "hubs": [hub.pk for hub in hubs],
        "findings": f"• {TIRED}\n\n- is kept\nWaiting lists say nothing.\n",
        "seen": "0",
    }
    return said | fields


def pdf(content: bytes = PDF, name: str = "report.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_the_file_is_kept_sealed_and_leaves_as_a_download_that_is_written_down(asha: User, elm: Hub) -> None:
    client = sign_in(asha)
    client.post(f"{LIST}new/", typed(elm) | {"file": pdf()})
    report = PastReport.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM participation_pastreportfile")
        assert b"%PDF" not in str(cursor.fetchone()[0]).encode()

    got = client.post(f"{LIST}{report.pk}/file/")

    assert got.content == PDF
    assert got["Content-Disposition"] == f'attachment; filename="past-report-{report.pk}.pdf"'
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Cache-Control"].startswith("no-store, private")
    assert AuditEntry.objects.filter(verb="participation.past_report.open_file").count() == 1
    assert client.get(f"{LIST}{report.pk}/file/").status_code == 405


def test_the_file_opens_for_who_acts_on_families_words_alone(ben: User, petra: User, dev: User, elm: Hub, asha: User) -> None:
    sign_in(asha).post(f"{LIST}new/", typed(elm) | {"file": pdf()})
    address = f"{LIST}{PastReport.objects.get().pk}/file/"

    assert sign_in(dev).post(address).status_code == 200
    for person in (ben, petra):
        assert sign_in(person).post(address).status_code == 302
        assert "A file is kept." in sign_in(person).get(address.replace("file/", "")).text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>not a report", "This file is not a PDF or Word document"),
        (b"%PDF-1.4 /JavaScript (x)", "This PDF carries a program"),
        (b"", "empty"),
    ],
)
def test_a_file_that_is_something_else_is_refused_and_what_was_typed_stays(asha: User, elm: Hub, content: bytes, words: str) -> None:
    page = sign_in(asha).post(f"{LIST}new/", typed(elm) | {"file": pdf(content)})

    assert words in page.text
    assert "Choose the file again: a page that comes back cannot keep it." in page.text
    assert TIRED in page.text
    assert not PastReport.objects.exists()


def test_the_file_can_be_deleted_alone_and_a_mistake_whole(asha: User, elm: Hub) -> None:
    client = sign_in(asha)
    client.post(f"{LIST}new/", typed(elm) | {"file": pdf()})
    report = PastReport.objects.get()

    assert "The file is deleted." in client.post(f"{LIST}{report.pk}/remove-file/", follow=True).text
    assert not PastReportFile.objects.exists()
    assert "No file was kept with this report." in client.post(f"{LIST}{report.pk}/file/", follow=True).text
    assert "The report is deleted." in client.post(f"{LIST}{report.pk}/delete/", follow=True).text
    assert not PastFinding.objects.exists()


def test_a_change_without_a_file_keeps_the_one_there_is(asha: User, elm: Hub) -> None:
    client = sign_in(asha)
    client.post(f"{LIST}new/", typed(elm) | {"file": pdf()})
    report = PastReport.objects.get()

    client.post(f"{LIST}{report.pk}/change/", typed(elm, title="Another name"))

    assert PastReport.objects.get().title == "Another name"
    assert PastReportFile.objects.get().report == report


def test_who_reads_here_and_opens_files_elsewhere_is_offered_no_file_here(asha: User, elm: Hub, oak: Hub) -> None:
    sign_in(asha).post(f"{LIST}new/", typed(elm) | {"file": pdf()})
    report, both = PastReport.objects.get(), make_user("Bo")
    give_role(both, RoleKind.HUB_WORKER, elm)
    give_role(both, RoleKind.DECIDER, oak)
    client = sign_in(both)

    page = client.get(f"{LIST}{report.pk}/")

    assert page.status_code == 200
    assert f"{LIST}{report.pk}/file/" not in page.text
    assert client.post(f"{LIST}{report.pk}/file/").status_code in {403, 404}
    give_role(both, RoleKind.DECIDER, elm)
    assert f"{LIST}{report.pk}/file/" in client.get(f"{LIST}{report.pk}/").text
