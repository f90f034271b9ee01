"""Past reports: what families told the council before, one sentence to a line, found by who may and changed by who serves all its hubs."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.choices import RoleKind
from core.models import AuditEntry, Hub
from participation.models import PastFinding, PastReport
from participation.rules.past import why_not_keep_report
from participation.services.past import lines_of, save_report
from tests.builders import make_hub, today
from tests.cast import give_role, make_user, sign_in
from tests.participation.known import TIRED, make_past_report

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


@pytest.fixture
def lead(db: None) -> User:
    """A lead for the whole council."""
    user = make_user("Lena")
    give_role(user, RoleKind.ENGAGEMENT_LEAD)
    return user


# --- Writing one down ------------------------------------------------------------------------------------------------------


def test_a_report_is_written_down_with_one_finding_to_a_line(asha: User, elm: Hub) -> None:
    page = sign_in(asha).post(f"{LIST}new/", typed(elm), follow=True)

    report = PastReport.objects.get()
    assert [one.text for one in report.findings.all()] == [TIRED, "- is kept", "Waiting lists say nothing."]
    assert page.redirect_chain == [(f"{LIST}{report.pk}/", 302)]
    assert TIRED in page.text
    assert "Families who had a worker that year" in page.text
    assert AuditEntry.objects.filter(verb="participation.past_report.add", hub_id=elm.pk).exists()


def test_who_serves_one_hub_has_it_ticked_and_cannot_leave_it_out(asha: User, elm: Hub) -> None:
    client = sign_in(asha)
    assert "checked" in client.get(f"{LIST}new/").text.split('name="hubs"')[1].split(">")[0]

    page = client.post(f"{LIST}new/", typed())

    assert "This field is required." in page.text
    assert not PastReport.objects.exists()


def test_another_hub_cannot_be_slipped_in(asha: User, elm: Hub, oak: Hub) -> None:
    page = sign_in(asha).post(f"{LIST}new/", typed(elm, oak))

    assert "Select a valid choice" in page.text
    assert "Oak" not in page.text
    with pytest.raises(PermissionDenied):
        save_report(report=PastReport(title="x", heard_year=2020, who_was_asked="x"), hubs=[oak], findings=["x"], by=asha)
    with pytest.raises(PermissionDenied):
        save_report(report=PastReport(title="x", heard_year=2020, who_was_asked="x"), hubs=[], findings=["x"], by=asha)


def test_a_report_of_no_hub_is_the_whole_councils(lead: User, asha: User, cara: User, elm: Hub) -> None:
    sign_in(lead).post(f"{LIST}new/", typed())
    report = PastReport.objects.get()

    for reader in (asha, cara):
        client = sign_in(reader)
        assert "The whole council" in client.get(LIST).text
        page = client.get(f"{LIST}{report.pk}/")
        assert TIRED in page.text
        assert "Change this report" not in page.text
        assert client.get(f"{LIST}{report.pk}/change/").status_code == 404
    assert sign_in(lead).get(f"{LIST}{report.pk}/change/").status_code == 200


def test_a_report_of_two_hubs_is_read_by_each_and_changed_by_who_serves_both(asha: User, lead: User, elm: Hub, oak: Hub) -> None:
    report = make_past_report(elm, oak)
    client = sign_in(asha)

    assert client.get(f"{LIST}{report.pk}/").status_code == 200
    for act in ("change", "delete", "remove-file"):
        assert client.post(f"{LIST}{report.pk}/{act}/", typed(elm)).status_code == 404
    assert sign_in(lead).get(f"{LIST}{report.pk}/change/").status_code == 200


def test_another_hubs_report_is_not_there(cara: User, elm: Hub) -> None:
    report = make_past_report(elm)
    client = sign_in(cara)

    assert report.title not in client.get(LIST).text
    for act in ("", "change/", "delete/", "file/", "remove-file/"):
        assert client.post(f"{LIST}{report.pk}/{act}").status_code in {404, 405}
        assert client.get(f"{LIST}{report.pk}/{act}").status_code in {404, 405}
    assert PastReport.objects.exists()


def test_a_hub_worker_reads_and_changes_nothing(ben: User, elm: Hub) -> None:
    report = make_past_report(elm)
    client = sign_in(ben)

    page = client.get(f"{LIST}{report.pk}/")

    assert TIRED in page.text
    assert "Change this report" not in page.text
    assert client.get(f"{LIST}new/").status_code == 302  # Wagtail leads away who may not


# --- What is refused, in words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"heard_year": 1066}, "Write the year with four figures"),
        ({"heard_year": today().year + 1}, "Write the year with four figures"),
        ({"heard_year": "soon"}, "Enter a whole number."),
        ({"heard_year": "9" * 400}, "Ensure this value is less than or equal to"),
        ({"heard_on": f"{today().year - 3}-05-01"}, "The day is of another year. Mend the day or the year"),
        ({"heard_year": today().year, "heard_on": str(today() + timedelta(days=1))}, "is"),
        ({"findings": ""}, "This field is required."),
        ({"findings": " \n • \n"}, "Write at least one thing that families told you, one plain sentence to a line."),
        ({"findings": "x" * 301}, "Line 1: That is 1 letter too long. Make it shorter."),
        ({"findings": "Fine.\nRing 07700 900123."}, "Line 2 seems to hold a phone number. Take it out: name nobody here."),
        ({"findings": "\n".join(["A line."] * 61)}, "That is 61 lines; 60 fit. Keep what matters most."),
        ({"title": "Report by ann@mail.example"}, "This seems to hold an e-mail address."),
        ({"title": "x" * 121}, "Ensure this value has at most 120 characters"),
    ],
)
def test_a_slip_is_said_in_words_and_nothing_typed_is_lost(asha: User, elm: Hub, fields: dict[str, Any], words: str) -> None:
    page = sign_in(asha).post(f"{LIST}new/", typed(elm, method="By lantern light") | fields)

    assert page.status_code == 200
    assert words in page.text
    assert "By lantern light" in page.text
    assert not PastReport.objects.exists()


def test_odd_letters_break_nothing(asha: User, elm: Hub) -> None:
    odd = "مرحبا 👪 \x00 \u202e backwards"
    client = sign_in(asha)

    client.post(f"{LIST}new/", typed(elm, title=odd, who_was_asked=odd, findings=odd))

    report = PastReport.objects.get()
    assert "\x00" not in report.title
    assert "👪" in report.title
    for address in (LIST, f"{LIST}{report.pk}/", f"{LIST}{report.pk}/change/"):
        assert client.get(address).status_code == 200


def test_a_day_to_come_was_not_heard_yet() -> None:
    report = PastReport(title="x", heard_year=today().year, heard_on=today() + timedelta(days=1), who_was_asked="x")

    reasons = why_not_keep_report(report, findings=["x"], today=today())

    assert reasons["heard_on"][0] in {
        "This day is still to come. Choose the last day on which families were heard.",
        "The day is of another year. Mend the day or the year, or leave the day empty.",
    }
    assert why_not_keep_report(PastReport(heard_year=today().year), findings=[], today=today())["findings"] == [
        "Write at least one thing that families told you, one plain sentence to a line."
    ]


def test_marks_of_a_list_are_no_findings() -> None:
    assert lines_of("• One\r\n– Two\n* Three\n\n   \n") == ["One", "Two", "Three"]


# --- Two at one report -----------------------------------------------------------------------------------------------------


def test_what_a_colleague_changed_meanwhile_is_shown_before_it_is_written_over(asha: User, hana: User, elm: Hub) -> None:
    report = make_past_report(elm)
    sign_in(hana).post(f"{LIST}{report.pk}/change/", typed(elm, findings="Hana heard this.", seen="0"))

    page = sign_in(asha).post(f"{LIST}{report.pk}/change/", typed(elm, findings="Asha heard that.", seen="0"))

    assert "A colleague changed this while you had it open." in page.text
    assert "Hana heard this." in page.text
    assert "Asha heard that." in page.text
    assert [one.text for one in PastFinding.objects.all()] == ["Hana heard this."]

    sign_in(asha).post(f"{LIST}{report.pk}/change/", typed(elm, findings="Asha heard that.", seen="1"))
    assert [one.text for one in PastFinding.objects.all()] == ["Asha heard that."]


# --- Many ------------------------------------------------------------------------------------------------------------------


def test_the_list_costs_the_same_for_one_and_for_many(asha: User, elm: Hub) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST).status_code == 200
        return len(asked)

    client: Client = sign_in(asha)
    make_past_report(elm)
    client.get(LIST)
    one = cost()
    for number in range(30):
        make_past_report(elm, make_hub(f"Hub {number}"), title=f"Report {number}")

    assert cost() == one


def test_a_broken_day_never_reaches_the_table(elm: Hub) -> None:
    with pytest.raises(ValidationError):
        make_past_report(elm, heard_year=2020, heard_on=today().replace(year=2021))
