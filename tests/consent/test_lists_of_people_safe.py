"""What a list of people says of safety is never lost: the stricter of list and record holds, whoever was here before."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import Person
from consent.services import people_lists as services
from core.choices import RoleKind
from core.imports.choices import Outcome
from core.models import AuditEntry, Hub, ImportRun
from tests.cast import give_role, make_user, sign_in
from tests.core.bringing_in import bring_in, report, tried
from tests.families import make_person

pytestmark = pytest.mark.django_db


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


def _tried(desk: Client, *rows: str) -> ImportRun:
    return tried(desk, "families", "Name,E-mail,Safe to write there,Hub", *rows)


def _brought_in(desk: Client, *rows: str) -> ImportRun:
    return bring_in(desk, _tried(desk, *rows))


def _row(safe: str, *, name: str = "Ola", email: str = "ola@x.example") -> str:
    return f"{name},{email},{safe},Elm"


def _report(run: ImportRun) -> list[tuple[str, list[str]]]:
    return report(run)


@pytest.mark.parametrize(
    ("known", "typed", "kept"),
    [
        ("yes", "no", "in_person"),
        ("yes", "only ring", "only_ring"),
        ("", "no", "in_person"),
        ("in_person", "only ring", "in_person"),
        ("only_ring", "yes", "only_ring"),
        ("yes", "", "yes"),
    ],
)
def test_the_stricter_of_list_and_record_holds(desk: Client, paula: User, elm: Hub, known: str, typed: str, kept: str) -> None:
    make_person(elm, "Ola", email="ola@x.example", safe=known)
    run = _tried(desk, _row(typed))
    assert Person.objects.get().safe == known  # trying writes nothing
    before = _report(run)

    desk.post(reverse("imports:bring_in", args=[run.pk]))

    assert Person.objects.get().safe == kept
    changes = AuditEntry.objects.filter(verb="consent.person.change")
    assert [one.actor for one in changes] == ([f"staff:{paula.pk}"] if kept != known else [])
    assert before == _report(run) == ([(Outcome.SAME, ["here"])] if kept == known else [(Outcome.CHANGED, ["here", "not-safe"])])

    desk.post(reverse("imports:take_back", args=[run.pk]))
    assert Person.objects.get().safe == kept  # what was learned stays, as the report says


@pytest.mark.parametrize("batch", [1, 100])
def test_who_stands_in_a_list_twice_is_as_safe_as_the_stricter_row(
    desk: Client, elm: Hub, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setitem(services.PEOPLE.__dict__, "batch", batch)
    run = _brought_in(desk, _row("yes"), _row("no"), _row("yes"))

    assert Person.objects.get().safe == "in_person"
    assert _report(run) == [(Outcome.MADE, []), (Outcome.CHANGED, ["twice", "not-safe"]), (Outcome.SAME, ["twice"])]
    desk.post(reverse("imports:take_back", args=[run.pk]))
    assert not Person.objects.exists()  # nobody worked with them since


def test_who_shares_an_address_and_may_not_be_written_to_is_to_be_looked_at_today(desk: Client, elm: Hub) -> None:
    make_person(elm, "Ola Nowak", email="ola@x.example", safe="yes")
    run = _tried(desk, _row("no", name="Aleksandra"), _row("yes", name="Dana"))

    (first, second) = [line.remarks.get().words for line in run.lines.order_by("number")]
    assert "not safe to write there" in first
    assert "not safe" not in second


def test_who_is_forgotten_between_trying_and_bringing_in_does_not_come_back(desk: Client, elm: Hub) -> None:
    ola = make_person(elm, "Ola", email="ola@x.example", safe="yes")
    run = _tried(desk, _row("no"))
    ola.delete()

    desk.post(reverse("imports:bring_in", args=[run.pk]))

    assert not Person.objects.exists()
    assert _report(run) == [(Outcome.REFUSED, ["gone"])]
