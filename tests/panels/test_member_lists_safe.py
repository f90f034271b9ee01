"""What a list of members says of safety is never lost: the stricter of list and record holds, whoever was known before."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import Person
from core.choices import RoleKind
from core.imports.choices import Outcome
from core.imports.mapping import guess
from core.imports.records import Record
from core.models import AuditEntry, Hub, ImportRun
from panels.models import Membership, Panel
from panels.services import member_lists as services
from panels.services.member_lists import MEMBERS
from tests.cast import give_role, make_user, sign_in
from tests.core.bringing_in import bring_in, report, tried
from tests.families import make_person
from tests.panels.paneling import make_member, make_panel

pytestmark = pytest.mark.django_db
START = reverse("imports:start", args=["panel_members"])


@pytest.fixture
def paula(db: None) -> User:
    """Paula looks after the panels of the whole council."""
    user = make_user("Paula")
    give_role(user, RoleKind.PANEL_COORDINATOR)
    return user


@pytest.fixture
def desk(paula: User) -> Client:
    """Paula's desk."""
    return sign_in(paula)


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """The parents' panel of Elm."""
    return make_panel(elm, "Elm")


def _tried(desk: Client, *rows: str) -> ImportRun:
    return tried(desk, "panel_members", "Name,Panel,E-mail,On the panel since,Safe to write there", *rows)


def _brought_in(desk: Client, *rows: str) -> ImportRun:
    return bring_in(desk, _tried(desk, *rows))


def _row(safe: str, *, panel: str = "Elm", email: str = "ola@x.example") -> str:
    return f"Ola,{panel},{email},2026-01-05,{safe}"


def _report(run: ImportRun) -> list[tuple[str, list[str]]]:
    return report(run, without="since")


def _safe() -> str:
    return Person.objects.get().safe


@pytest.mark.parametrize(
    ("known", "typed", "kept"),
    [
        ("yes", "no", "in_person"),
        ("yes", "only ring", "only_ring"),
        ("only_ring", "no", "in_person"),
        ("", "no", "in_person"),
        ("in_person", "only ring", "in_person"),
        ("only_ring", "yes", "only_ring"),
        ("yes", "", "yes"),
        ("yes", "not asked", "yes"),
        ("yes", "perhaps", "yes"),
    ],
)
@pytest.mark.parametrize("is_on_it", [True, False])
def test_the_stricter_of_list_and_record_holds(
    desk: Client, paula: User, panel: Panel, elm: Hub, known: str, typed: str, kept: str, *, is_on_it: bool
) -> None:
    ola = make_person(elm, "Ola", email="ola@x.example", safe=known)
    if is_on_it:
        make_member(panel, ola)

    run = _tried(desk, _row(typed))
    assert _safe() == known  # trying writes nothing
    before = _report(run)
    desk.post(reverse("imports:bring_in", args=[run.pk]))

    assert _safe() == kept
    changes = AuditEntry.objects.filter(verb="consent.person.change")
    assert [one.actor for one in changes] == ([f"staff:{paula.pk}"] if kept != known else [])
    ((outcome, codes),) = _report(run)
    assert [(outcome, codes)] == before
    assert ("not-safe" in codes) == (kept != known)
    assert ("on-it" in codes) == is_on_it
    left_alone = Outcome.SAME if kept == known else Outcome.CHANGED
    assert outcome == (left_alone if is_on_it else Outcome.MADE)


@pytest.mark.parametrize("email", ["ola@x.example", ""])
@pytest.mark.parametrize("second", ["Elm", "Dads"])
@pytest.mark.parametrize("batch", [1, 100])
def test_who_stands_in_a_list_twice_is_as_safe_as_the_stricter_row(
    desk: Client, panel: Panel, elm: Hub, monkeypatch: pytest.MonkeyPatch, email: str, second: str, batch: int
) -> None:
    make_panel(elm, "Dads")
    monkeypatch.setitem(services.MEMBERS.__dict__, "batch", batch)
    run = _brought_in(desk, _row("yes", email=email), _row("no", email=email, panel=second), _row("yes", email=email, panel=second))

    assert _safe() == "in_person"
    assert [codes[-1:] for _, codes in _report(run)][1:] == [["not-safe"], ["twice"]]
    desk.post(reverse("imports:take_back", args=[run.pk]))
    assert not Membership.objects.exists()
    assert not Person.objects.exists()  # nobody worked with them since


def test_taken_back_a_record_is_as_careful_as_the_list_made_it(desk: Client, panel: Panel, elm: Hub) -> None:
    make_person(elm, "Ola", email="ola@x.example", safe="yes")
    run = _brought_in(desk, _row("no"))
    desk.post(reverse("imports:take_back", args=[run.pk]))

    assert not Membership.objects.exists()
    assert _safe() == "in_person"


def test_who_is_forgotten_between_trying_and_bringing_in_does_not_come_back(desk: Client, panel: Panel, elm: Hub) -> None:
    ola = make_person(elm, "Ola", email="ola@x.example", safe="yes")
    member = make_member(panel, ola)
    run = _tried(desk, _row("no"))
    member.delete()
    ola.delete()
    desk.post(reverse("imports:bring_in", args=[run.pk]))

    assert not Person.objects.exists()
    assert _report(run) == [(Outcome.REFUSED, ["gone"])]


def test_a_worker_that_was_cut_off_still_knows_whom_an_earlier_row_meant(desk: Client, panel: Panel) -> None:
    run = _brought_in(desk, _row("yes", email=""))
    said, number = {"name": "Ola", "panel": "Elm", "joined_on": "2026-01-05"}, run.lines.get().number
    begun_anew = services.MemberRows(run)
    begun_anew.plan([Record(number, said | {"safe": "yes"})])

    begun_anew.write(begun_anew.plan([Record(number + 1, said | {"safe": "no"})]))

    assert _safe() == "in_person"


@pytest.mark.parametrize("heading", ["Safe to write?", "safe to write", "OK to write", "Safe to e-mail?", "Safe to contact?"])
def test_what_others_call_the_column_is_guessed(heading: str) -> None:
    assert guess(MEMBERS.columns, ["Name", "Email", heading]) == {"name": 0, "email": 1, "safe": 2}


@pytest.mark.parametrize("heading", ["Written to", "Safeguarding training", "Agreed to newsletter"])
def test_another_column_is_no_word_about_safety(heading: str) -> None:
    assert "safe" not in guess(MEMBERS.columns, ["Name", heading])


def test_columns_that_nobody_takes_are_named_on_the_page_that_asks_and_not_kept(desk: Client) -> None:
    begins = desk.get(reverse("imports:index")).text
    assert "Nothing yet." in begins
    assert "Begin with your hubs" not in begins, "this list is of people, and hubs are somebody else's"
    page = desk.post(START, {"pasted": "Name\tEmail\tShoe size\nOla\tola@x.example\t38\n"}, follow=True)

    assert "Columns of yours that we do not take: <bdi>Shoe size</bdi>." in page.text
    run = ImportRun.objects.get()
    assert "Shoe size" not in str(list(ImportRun.objects.values()))
    taken = desk.post(reverse("imports:columns", args=[run.pk]), {"email": "1", "phone": "2"})
    assert "Columns of yours that we do not take: <bdi>Name</bdi>." in taken.text
