"""The register of what the council does with people's data: begun with what Earshot does, changed, printed, taken out."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices.activities import BEGINS
from consent.models import ProcessingActivity
from core.models import AuditEntry
from tests.cast import sign_in
from tests.feedback.desk import words

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("activities:index"), reverse("activities:add")
SAID: dict[str, Any] = {
    "name": "Lending toys",
    "purposes": "So that children can play.",
    "people": "Families",
    "data": "Name and toy",
    "lawful_basis": "public_task",
    "kept": "A year",
    "security": "Locked",
    "system": "Toy box",
}


@pytest.fixture
def desk(priya: User) -> Client:
    """The data protection officer's desk."""
    return sign_in(priya)


@pytest.fixture
def begun(desk: Client) -> Client:
    """The same desk, with what Earshot does in the register."""
    desk.post(reverse("activities:begin"))
    return desk


def test_an_empty_register_says_how_to_begin(desk: Client) -> None:
    page = words(desk.get(LIST))
    assert "Begin with what Earshot does" in page
    assert f"Put in what Earshot does: {len(BEGINS)}" in page


def test_it_begins_with_what_earshot_does_each_with_a_basis_and_a_time(begun: Client) -> None:
    page = words(begun.get(LIST))
    for row in BEGINS:
        assert row.name in page
    assert all(one.purposes and one.kept and one.lawful_basis and one.data for one in ProcessingActivity.objects.all())


def test_begun_again_it_doubles_nothing_and_leaves_what_was_changed(begun: Client) -> None:
    ProcessingActivity.objects.filter(code="surveys").update(name="Asking", kept="Changed here.")
    ProcessingActivity.objects.filter(code="photos").delete()

    begun.post(reverse("activities:begin"))

    assert ProcessingActivity.objects.count() == len(BEGINS)
    assert ProcessingActivity.objects.get(code="surveys").kept == "Changed here."


def test_a_row_is_added_changed_and_taken_off(desk: Client, priya: User) -> None:
    desk.post(ADD, SAID)
    row = ProcessingActivity.objects.get()
    desk.post(reverse("activities:edit", args=[row.pk]), {**SAID, "kept": "Two years"})
    assert ProcessingActivity.objects.get().kept == "Two years"
    desk.post(reverse("activities:delete", args=[row.pk]))

    assert not ProcessingActivity.objects.exists()
    verbs = AuditEntry.objects.filter(verb__startswith="consent.activity.").order_by("pk").values_list("verb", flat=True)
    assert [verb.rpartition(".")[2] for verb in verbs] == ["add", "edit", "delete"]


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"name": ""}, "This field is required"),
        ({"purposes": "a" * 100_000}, "at most 4000 characters"),
        ({"lawful_basis": "because"}, "Select a valid choice"),
        ({"policy_link": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"owner": "9" * 40}, "Select a valid choice"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(desk: Client, fields: dict[str, str], answer: str) -> None:
    page = desk.post(ADD, SAID | fields)
    assert answer in words(page)
    assert "Name and toy" in page.text
    assert not ProcessingActivity.objects.exists()


def test_two_rows_of_one_name_are_refused_in_plain_words(desk: Client) -> None:
    desk.post(ADD, SAID)
    assert "The register has one of that name already." in words(desk.post(ADD, SAID))


def test_it_is_printed_whole(begun: Client) -> None:
    page = words(begun.get(reverse("activities:print")))
    assert "Article 30" in page
    assert "Childcare Act 2006" in page
    assert page.count("Lawful basis") == len(BEGINS)


def test_the_table_has_every_row_and_no_cell_that_is_a_formula(begun: Client, priya: User) -> None:
    begun.post(ADD, SAID | {"name": "=HYPERLINK(1)", "kept": "@SUM(A1)"})

    answer = begun.post(reverse("activities:table"))

    text = answer.content.decode("utf-8-sig")
    assert text.startswith('"'), "every cell stands in quotes, where a language parts them by a semicolon"
    rows = list(csv.reader(StringIO(text)))
    assert len(rows) == len(BEGINS) + 2
    assert {"'=HYPERLINK(1)", "'@SUM(A1)"} <= {cell for row in rows for cell in row}
    assert answer.headers["Content-Disposition"].endswith('.csv"')
    assert AuditEntry.objects.get(verb="consent.activity.export").actor == f"staff:{priya.pk}"


def test_a_lead_and_an_administrator_find_no_register(asha: User, adam: User) -> None:
    for person in (asha, adam):
        assert sign_in(person).get(LIST).status_code == 302


def test_the_list_costs_the_same_for_one_and_for_many(begun: Client, django_assert_max_num_queries: Any) -> None:
    begun.get(LIST)
    with django_assert_max_num_queries(12):
        begun.get(LIST)
