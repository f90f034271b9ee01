"""How many of each group there are, from a table: tried first, left out row by row with the reason, and taken back whole."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.choices import RoleKind
from core.imports.choices import ImportState, Outcome
from core.models import Hub, ImportRun
from participation.models import Population, PriorityGroup
from participation.services.groups import begin, keep_figure
from tests.builders import today
from tests.cast import give_role, make_user, sign_in
from tests.core.lists import workbook
from tests.participation.reaching import group, words

START = reverse("imports:start", args=["figures"])
HEADINGS = ["Group", "Hub", "About how many", "Where it comes from", "Counted on"]
HEAD = "Priority group,Hub,Count,Source,As at\n"


@pytest.fixture
def lea(db: None) -> User:
    """Lea leads the listening of the whole council."""
    begin()
    user = make_user("Lea")
    give_role(user, RoleKind.ENGAGEMENT_LEAD)
    return user


@pytest.fixture
def desk(lea: User) -> Client:
    """Lea's desk."""
    return sign_in(lea)


def tried(desk: Client, body: str | bytes, name: str = "figures.csv") -> ImportRun:
    """Choose a table and take its columns as they are guessed."""
    desk.post(START, {"file": SimpleUploadedFile(name, body if isinstance(body, bytes) else body.encode())})
    run = ImportRun.objects.latest("pk")
    desk.post(reverse("imports:columns", args=[run.pk]), {name: str(number) for name, number in run.columns.items()})
    run.refresh_from_db()
    return run


def brought_in(desk: Client, body: str | bytes, name: str = "figures.csv") -> ImportRun:
    run = tried(desk, body, name)
    desk.post(reverse("imports:bring_in", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == ImportState.APPLIED
    return run


def report(run: ImportRun) -> dict[int, tuple[str, list[str]]]:
    return {line.number: (line.outcome, sorted({one.code for one in line.remarks.all()})) for line in run.lines.all()}


def figures() -> dict[tuple[str, str], tuple[int, str, date]]:
    rows = Population.objects.values_list("group__key", "hub__name", "number_of_people", "source", "counted_on")
    return {(key, hub): (number, source, on) for key, hub, number, source, on in rows}


def test_a_table_of_figures_arrives_under_other_headings(desk: Client, elm: Hub, oak: Hub) -> None:
    body = HEAD + 'fathers and male carers, elm ,"1,200",Census 2021,21/03/2021\nyoung-parents,Oak,about 85,Health visitors,1 June 2026\n'

    run = brought_in(desk, body)

    assert report(run) == {2: (Outcome.MADE, []), 3: (Outcome.MADE, [])}
    assert figures() == {
        ("fathers", "Elm"): (1200, "Census 2021", date(2021, 3, 21)),
        ("young-parents", "Oak"): (85, "Health visitors", date(2026, 6, 1)),
    }
    page = words(desk.get(reverse("groups:figures", args=[group("fathers").pk])))
    assert "Census 2021" in page
    assert "Bring many in from a table" in page


def test_an_excel_workbook_with_its_own_days_and_numbers_does_too(desk: Client, elm: Hub) -> None:
    body = workbook(HEADINGS, ["SEND", "Elm", 130.0, "School", date(2026, 1, 15)])

    brought_in(desk, body, "figures.xlsx")

    assert figures() == {("send", "Elm"): (130, "School", date(2026, 1, 15))}


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("Martians,Elm,12,Census,1/1/2026", ["group"]),
        ("fathers,Narnia,12,Census,1/1/2026", ["hub"]),
        ("fathers,Elm,,Census,1/1/2026", ["number"]),
        ("fathers,Elm,10 to 20,Census,1/1/2026", ["number"]),
        ("fathers,Elm,-4,Census,1/1/2026", ["number"]),
        ("fathers,Elm,99999999,Census,1/1/2026", ["number"]),
        ("fathers,Elm,\u0661\u0662,Census,1/1/2026", ["number"]),
        ("fathers,Elm,12,,1/1/2026", ["why"]),
        (f"fathers,Elm,12,{'x' * 201},1/1/2026", ["why"]),
        ("fathers,Elm,12,Census,some day", ["why"]),
        ("fathers,Elm,12,Census,1/1/2099", ["why"]),
        (",,,,x", ["group", "hub", "number", "why"]),
    ],
)
def test_a_row_that_will_not_do_is_left_out_with_its_reason(desk: Client, elm: Hub, row: str, codes: list[str]) -> None:
    run = brought_in(desk, f"{HEAD}{row}\nsend,Elm,130,School,1/1/2026\n")

    assert report(run) == {2: (Outcome.REFUSED, codes), 3: (Outcome.MADE, [])}
    assert list(figures()) == [("send", "Elm")]


def test_trying_writes_nothing(desk: Client, elm: Hub) -> None:
    run = tried(desk, HEAD + "fathers,Elm,12,Census,1/1/2026\n")

    assert run.state == ImportState.TRIED
    assert not Population.objects.exists()


def test_the_second_row_about_the_same_is_left_out(desk: Client, elm: Hub) -> None:
    run = brought_in(desk, HEAD + "fathers,Elm,12,Census,1/1/2026\nFathers and male carers,ELM,14,Census,1/1/2026\n")

    assert report(run)[3] == (Outcome.REFUSED, ["twice"])
    assert figures()["fathers", "Elm"][0] == 12


def test_a_newer_figure_takes_the_place_of_the_old_one_which_comes_back(desk: Client, lea: User, elm: Hub) -> None:
    keep_figure(group=group("fathers"), hub=elm, number=12, source="Census 2011", counted_on=date(2011, 3, 27), by=lea)
    keep_figure(group=group("send"), hub=elm, number=130, source="School", counted_on=date(2026, 1, 15), by=lea)
    body = HEAD + "fathers,Elm,640,Census 2021,21/3/2021\nsend,Elm,130,School,15/1/2026\nyoung-parents,Elm,85,Health,1/6/2026\n"

    run = brought_in(desk, body)

    assert [outcome for outcome, _codes in report(run).values()] == [Outcome.CHANGED, Outcome.SAME, Outcome.MADE]
    assert figures()["fathers", "Elm"][0] == 640

    desk.post(reverse("imports:take_back", args=[run.pk]))

    assert figures() == {
        ("fathers", "Elm"): (12, "Census 2011", date(2011, 3, 27)),
        ("send", "Elm"): (130, "School", date(2026, 1, 15)),
    }


def test_what_somebody_wrote_since_stays_when_the_list_is_taken_back(desk: Client, lea: User, elm: Hub) -> None:
    run = brought_in(desk, HEAD + "fathers,Elm,640,Census 2021,21/3/2021\n")
    keep_figure(group=group("fathers"), hub=elm, number=700, source="Our own count", counted_on=today(), by=lea)

    desk.post(reverse("imports:take_back", args=[run.pk]))

    assert figures()["fathers", "Elm"][0] == 700


@pytest.mark.parametrize("kind", [RoleKind.HUB_MANAGER, RoleKind.HUB_WORKER, RoleKind.ANALYST, RoleKind.PANEL_COORDINATOR])
def test_only_a_lead_of_the_whole_council_brings_figures_in(elm: Hub, kind: RoleKind) -> None:
    user = make_user("Somebody")
    give_role(user, kind, elm)

    assert sign_in(user).get(START).status_code in {302, 403, 404}


def test_a_lead_of_one_hub_does_not(elm: Hub) -> None:
    user = make_user("Lead of Elm")
    give_role(user, RoleKind.ENGAGEMENT_LEAD, elm)

    assert sign_in(user).get(START).status_code in {302, 403, 404}


def test_the_template_lists_our_headings(desk: Client) -> None:
    assert PriorityGroup.objects.exists()
    assert "About how many" in desk.get(reverse("imports:template", args=["figures", "csv"])).content.decode("utf-8-sig")
