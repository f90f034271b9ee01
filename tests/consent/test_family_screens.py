"""The screens about the families we know: found without a name in an address, opened on purpose, corrected, never doubled by oversight."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from consent import provides
from consent.forms.people import MonthField
from consent.models import Person
from core.choices import RoleKind
from core.models import AuditEntry, Hub
from tests import builders
from tests.cast import give_role, make_user, sign_in
from tests.families import make_person
from tests.feedback.desk import words

LIST, ADD = reverse("families:index"), reverse("families:add")
FORM = {"name": "Jan Kowalski", "safe": "yes", "channel": "", "language": "pl"}
REACH = ("07700 900123", "ola.nowak@example.org", "14 Quay Lane")


def _at(name: str, person: Person) -> str:
    return reverse(f"families:{name}", args=[person.pk])


def _verbs() -> list[str]:
    return list(AuditEntry.objects.filter(verb__startswith="consent.person").order_by("pk").values_list("verb", flat=True))


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola Nowak of Elm."""
    return make_person(elm, email="ola.nowak@example.org", phone="07700 900123", post_address="14 Quay Lane")


@pytest.fixture
def desk(petra: User) -> Client:
    """Petra's desk: a panel coordinator at Elm."""
    return sign_in(petra)


# --- The list -------------------------------------------------------------------------------------------------------------


def test_nobody_yet_says_whom_to_write_down(desk: Client, priya: User) -> None:
    page = words(desk.get(LIST))
    assert "Nobody is written down yet." in page
    assert "a question or a survey needs no name" in page
    assert "Write somebody down" not in words(sign_in(priya).get(LIST)), "an officer writes nobody down"


def test_a_search_leaves_no_name_in_an_address(desk: Client, ola: Person, elm: Hub) -> None:
    make_person(elm, "Zed")
    leads_to = desk.post(LIST, {"words": "nowak"}).headers["Location"]
    assert "nowak" not in leads_to.lower()

    page = desk.get(leads_to)

    assert "Ola Nowak" in words(page)
    assert "Zed" not in words(page)
    assert "1 person." in words(page)
    assert 'value="nowak"' in page.text, "what was typed stands in its box again"
    assert "no-store" in page.headers["Cache-Control"]


def test_an_old_search_is_forgotten_and_says_so(desk: Client, ola: Person) -> None:
    assert "forgotten. Search again." in words(desk.get(LIST, {"s": "e1:made:up"}))


def test_a_code_leads_to_its_person_at_once(desk: Client, ola: Person) -> None:
    assert desk.post(LIST, {"words": f" {ola.shown_code.lower()} "}).headers["Location"] == _at("one", ola)


def test_nobody_found_says_what_to_try(desk: Client, priya: User, ola: Person) -> None:
    def found_by(client: Client) -> str:
        return words(client.get(client.post(LIST, {"words": "quentin"}).headers["Location"]))

    assert "Nobody fits this. Try less of the name" in found_by(desk)
    assert "only when all of it is there" in found_by(sign_in(priya))


def test_a_list_costs_the_same_for_one_and_for_sixty(
    desk: Client, ola: Person, elm: Hub, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk.get(LIST)
    with django_assert_num_queries(12) as asked:
        desk.get(LIST)
    for number in range(60):
        make_person(elm, f"Person {number}")
    with django_assert_num_queries(len(asked)):
        assert "Person 59" not in words(desk.get(LIST)), "fifty a page"
    assert "Person 59" in words(desk.get(LIST, {"page": "2"}))


def test_who_serves_two_hubs_narrows_the_list_to_one(petra: User, oak: Hub, ola: Person) -> None:
    give_role(petra, RoleKind.PANEL_COORDINATOR, oak)
    make_person(oak, "Of Oak")
    client = sign_in(petra)
    assert "Of Oak" in words(client.get(LIST))
    leads_to = client.post(LIST, {"words": "", "hub": str(oak.pk)}).headers["Location"]
    page = words(client.get(leads_to))
    assert "Of Oak" in page
    assert "Ola" not in page


# --- One person -----------------------------------------------------------------------------------------------------------


def test_how_to_reach_somebody_opens_by_a_button_and_is_written_down(desk: Client, ola: Person) -> None:
    shut = words(desk.get(_at("one", ola)))
    assert "Ola Nowak" in shut
    assert not [one for one in REACH if one in shut]
    assert _verbs() == ["consent.person.add"]

    opened = desk.post(_at("contact", ola))

    assert all(one in words(opened) for one in REACH)
    assert "no-store" in opened.headers["Cache-Control"]
    assert _verbs()[-1] == "consent.person.open_contact"
    assert desk.get(_at("contact", ola)).status_code == 405


def test_a_hub_manager_reads_a_name_and_not_how_to_reach_it(hana: User, ola: Person) -> None:
    client = sign_in(hana)
    page = words(client.get(_at("one", ola)))
    assert "Ola Nowak" in page
    assert "Show how to reach them" not in page
    for closed in ("contact", "open"):
        assert client.post(_at(closed, ola), {"reason": "rights"}).status_code == 302, "sent away, as from any door without the right"
    for closed in ("change", "merge"):
        assert client.get(_at(closed, ola)).status_code == 302


@pytest.mark.parametrize("name", ["priya", "sol", "dee"])
def test_an_officer_opens_a_record_for_a_reason_and_no_sooner(name: str, ola: Person, request: pytest.FixtureRequest) -> None:
    client = sign_in(request.getfixturevalue(name))
    shut = words(client.get(_at("one", ola)))
    assert ola.shown_code in shut
    assert "Nowak" not in shut

    for reason in ("", "because", "x" * 1_000):
        refused = words(client.post(_at("open", ola), {"reason": reason}))
        assert "Choose why you open this." in refused
        assert "Nowak" not in refused

    opened = words(client.post(_at("open", ola), {"reason": "safety"}))
    assert "Ola Nowak" in opened
    assert "07700 900123" in opened
    entry = AuditEntry.objects.get(verb="consent.person.open")
    assert entry.facts == '{"reason":"safety"}'


@pytest.mark.parametrize(
    ("safe", "line"),
    [
        ("only_ring", "Only ring. Leave no message"),
        ("in_person", "Do not ring and do not write."),
        ("", "Nobody asked yet whether it is safe."),
    ],
)
def test_what_is_not_safe_is_said_beside_the_number(desk: Client, elm: Hub, safe: str, line: str) -> None:
    person = make_person(elm, phone="07700 900123", safe=safe)
    assert line in words(desk.post(_at("contact", person)))


def test_no_page_of_somebody_carries_their_name_in_its_tab(desk: Client, ola: Person) -> None:
    for name in ("one", "change", "merge"):
        title = desk.get(_at(name, ola)).text.partition("</title>")[0]
        assert "Nowak" not in title
        assert ola.shown_code in desk.get(_at(name, ola)).text


# --- Writing down and correcting ------------------------------------------------------------------------------------------


def test_somebody_is_written_down_and_called_by_a_code(desk: Client, elm: Hub) -> None:
    page = desk.post(ADD, FORM | {"hub": elm.pk, "phone": "07700 900321"}, follow=True)

    person = Person.objects.get()
    assert f"Saved as {person.shown_code}. Use this code" in words(page)
    assert (person.name, person.phone, person.language, person.hub) == ("Jan Kowalski", "+447700900321", "pl", elm)


def test_a_mistake_keeps_what_was_typed(desk: Client, elm: Hub) -> None:
    page = desk.post(ADD, FORM | {"hub": elm.pk, "name": "", "phone": "12", "post_address": "14 Quay Lane", "ask_again_from": "soon"})

    assert "Write a month and a year, such as May 2027." in words(page)
    page = desk.post(ADD, FORM | {"hub": elm.pk, "name": "", "phone": "12", "post_address": "14 Quay Lane"})
    for said in ("Write what they are called.", "Write the whole phone number", "14 Quay Lane"):
        assert said in words(page)
    assert 'value="12"' in page.text
    assert not Person.objects.exists()


def test_nobody_is_written_down_for_a_hub_of_others_or_for_the_whole_council(desk: Client, oak: Hub) -> None:
    for hub in (str(oak.pk), "", "9" * 30, "x"):
        page = desk.post(ADD, FORM | {"hub": hub})
        assert page.status_code == 200
        assert not Person.objects.exists()


def test_who_may_be_here_already_is_shown_before_a_second_record_is_made(desk: Client, ola: Person, elm: Hub) -> None:
    said = FORM | {"hub": elm.pk, "name": "Ola N.", "email": "OLA.nowak@example.org"}
    page = desk.post(ADD, said)
    assert "Is it one of these?" in words(page)
    assert ola.shown_code in words(page)
    assert Person.objects.count() == 1

    desk.post(ADD, said | {"keep_both": "on"})
    assert Person.objects.count() == 2


def test_a_correction_counts_as_a_look_and_names_its_fields(desk: Client, ola: Person, elm: Hub) -> None:
    page = desk.get(_at("change", ola))
    assert "ola.nowak@example.org" in page.text
    assert 'value="07700 900123"' in page.text
    assert _verbs()[-1] == "consent.person.open_contact"

    said = FORM | {"hub": elm.pk, "name": "Ola Nowak", "email": "ola@example.net", "language": "en-gb", "phone": "", "post_address": ""}
    desk.post(_at("change", ola), said | {"seen": page.context["form"]["seen"].value()})

    ola.refresh_from_db()
    assert (ola.email, ola.phone, ola.post_address) == ("ola@example.net", "", "")
    assert AuditEntry.objects.filter(verb="consent.person.change").get().facts == '{"fields":["email","phone","post_address"]}'


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2027-05", date(2027, 5, 1)),
        ("May 2027", date(2027, 5, 1)),
        ("05/2027", date(2027, 5, 1)),
        ("sept. 2030", date(2030, 9, 1)),
        ("", None),
    ],
)
def test_a_month_is_read_as_browsers_and_people_write_it(typed: str, read: date | None) -> None:
    assert MonthField(required=False).clean(typed) == read


@pytest.mark.parametrize("typed", ["13/2027", "May", "ma 2027", "0000-01", "2027-5-1", "5", "९/२०२७", "99999999999-05"])
def test_what_is_no_month_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Exception, match="Write a month and a year, such as May 2027"):
        MonthField(required=False).clean(typed)


def test_a_young_person_is_asked_themselves_when_the_month_has_come(petra: User, hana: User, elm: Hub) -> None:
    today = builders.today()
    young = {"is_young": True, "decided_by": "Dana", "says_may_decide": True}
    child = make_person(elm, "Kid", ask_again_from=today.replace(day=1), **young)
    make_person(elm, "Later", ask_again_from=date(today.year + 1, 1, 1), **young)

    assert [one.text for one in provides.what_waits(user=petra, today=today)] == [
        f"Ask {child.shown_code} themselves: they were too young before"
    ]
    assert provides.what_waits(user=hana, today=today) == [], "who may not correct the record is not asked to"
    page = words(sign_in(petra).get(_at("one", child)))
    assert "Ask this young person themselves now" in page
    assert "Dana" not in page, "who decides is opened like the rest"
    assert "Dana" in words(sign_in(petra).post(_at("contact", child)))


# --- Who sees the door ----------------------------------------------------------------------------------------------------


def test_only_whose_work_it_is_sees_the_families_in_the_menu(petra: User, ben: User, edie: User, elm: Hub) -> None:
    for user, sees in ((petra, True), (ben, False), (edie, False)):
        assert (LIST in sign_in(user).get(reverse("wagtailadmin_home")).text) == sees
    two = make_user("Two")
    give_role(two, RoleKind.HUB_WORKER, elm)
    assert sign_in(two).get(LIST).status_code == 302


def test_a_hub_manager_cannot_let_somebody_reach_families(hana: User, petra: User) -> None:
    """Who gives a role holds all that it may do; how to reach families is the coordinator's, so an administrator gives that role."""
    page: Any = sign_in(hana).get(reverse("invite"))
    assert "Panel coordinator" not in words(page)
