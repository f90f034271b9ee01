"""Hubs and services from a spreadsheet: found again by name, never doubled, reported row by row."""

from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from accounts.models import User
from core.audit_words import VERBS
from core.choices import HubKind, HubStatus, RunBy
from core.imports import asking, templates
from core.models import AuditEntry, Hub, Locality
from home.models import HomePage, HubPage, ServicePage, SourceRecord
from home.services.imports import service_rows
from home.services.pages import make_hub_page, make_service
from tests.builders import make_hub, make_post
from tests.home.bringing_in import bring_in, codes, remarks, take_back, told, try_table


@pytest.fixture(autouse=True)
def tree(front: HomePage) -> None:
    """The pages below which drafts are made."""


# --- Hubs -----------------------------------------------------------------------------------------------------------------


def test_hubs_come_with_everything_a_row_says(adam: User) -> None:
    sheet = (
        "Name,Kind,Part of,Locality,Street,Town,Postcode,Phone,Run by,Provider,Opening times\n"
        "Mill Hall,outreach venue,Elm Road,,,,,,,,\n"
        'Elm Road,family hub,,South,14 Elm Road,Elmham,el12mh,1632960001,,Play Society,"Mon-Tue 9-12, 1-5; Sat 10-1"\n'
    )
    run = bring_in(try_table("hubs", sheet, by=adam))

    assert told(run) == [(2, "made"), (3, "made")]
    elm, hall = Hub.objects.get(name="Elm Road"), Hub.objects.get(name="Mill Hall")
    assert (elm.postcode, elm.phone, elm.run_by, elm.provider_name) == ("EL1 2MH", "01632960001", RunBy.PROVIDER, "Play Society")
    assert (elm.locality.name, elm.status) == ("South", HubStatus.ACTIVE)
    assert (hall.kind, hall.parent) == (HubKind.OUTREACH, elm)
    assert [(one.weekday, one.opens_at, one.closes_at) for one in elm.opening_times.all()] == [
        (0, time(9), time(12)),
        (0, time(13), time(17)),
        (1, time(9), time(12)),
        (1, time(13), time(17)),
        (5, time(10), time(13)),
    ]
    assert not HubPage.objects.exists()
    assert AuditEntry.objects.filter(verb="core.hub.add").count() == 2
    assert elm.shelf is None or elm.shelf.name == "Elm Road"


def test_a_second_list_updates_and_an_empty_cell_changes_nothing(adam: User, elm: Hub) -> None:
    sheet = "Name,Street,Phone,Opening times\nELM,1 New Road,,Mon 9-5\n"
    elm.phone = "01632 960001"
    elm.save()
    assert told(bring_in(try_table("hubs", sheet, by=adam))) == [(2, "changed")]
    elm.refresh_from_db()
    assert (elm.name, elm.street, elm.phone, elm.opening_times.count()) == ("Elm", "1 New Road", "01632 960001", 1)
    again = try_table("hubs", sheet, by=adam)
    assert told(again) == [(2, "same")]
    assert Hub.objects.count() == 1


@pytest.mark.parametrize(
    ("row", "outcome", "code", "words"),
    [
        (",,,,", "refused", "no-name", "no name"),
        ("Ash,spoke,,,", "refused", "row", "Only a family hub stands alone"),
        ("Ash,spoke,Nowhere,,", "refused", "row", "no hub “Nowhere”"),
        ("Ash,hub,Ash,,", "made", "row", "to be part of"),
        ("Ash,hub,,XX,", "made", "postcode", "“XX” is no postcode"),
        ("Ash,hub,,,when we can", "made", "times", "did not understand “when we can”"),
        ("Elm,spoke,Elm,,", "refused", "row", "Only a family hub"),
        ("x" * 81 + ",,,,", "refused", "row", "longer than 80"),
    ],
)
def test_a_row_that_will_not_do_says_why(row: str, outcome: str, code: str, words: str, adam: User, elm: Hub) -> None:
    if row == ",,,,":
        row = ",hub,,,"
    run = bring_in(try_table("hubs", f"Name,Kind,Part of,Postcode,Opening times\n{row}\nOak,,,,\n", by=adam))
    assert told(run) == [(2, outcome), (3, "made")]
    assert code in codes(run)
    assert words in remarks(run, 2)


def test_two_places_that_are_part_of_each_other_are_refused_and_the_rest_goes_on(adam: User) -> None:
    run = bring_in(try_table("hubs", "Name,Kind,Part of\nAsh,spoke,Oak\nOak,spoke,Ash\nElm,hub,\nelm,hub,\n", by=adam))
    assert set(Hub.objects.values_list("name", flat=True)) == {"Elm"}
    assert dict(told(run))[4] == "made"
    assert "Row 4 has the same name" in remarks(run, 5)


def test_pages_of_new_hubs_are_made_as_drafts_when_asked(adam: User, elm: Hub) -> None:
    run = bring_in(try_table("hubs", "Name,Street\nAsh,1 Ash Road\nElm,2 Elm Road\n", by=adam, pages=True))
    page = HubPage.objects.get()
    assert (page.title, page.live) == ("Ash", False)
    take_back(run)
    assert not HubPage.objects.exists()
    assert not Hub.objects.filter(name="Ash").exists()


def test_a_hub_that_is_used_or_changed_since_is_not_taken_back(adam: User, elm: Hub) -> None:
    run = bring_in(try_table("hubs", "Name,Street\nAsh,1 Ash Road\nOak,2 Oak Road\nElm,3 Elm Road\n", by=adam))
    make_post(hub=Hub.objects.get(name="Ash"))
    Hub.objects.filter(name="Oak").update(phone="01632 960009")
    take_back(run)

    assert told(run) == [(2, "made"), (3, "made"), (4, "undone")]
    assert "It is used by now" in remarks(run, 2)
    assert "Somebody has changed this hub since" in remarks(run, 3)
    elm.refresh_from_db()
    assert elm.street == ""
    assert AuditEntry.objects.filter(verb="core.import.take_back").exists()
    assert {"core.import.take_back", "core.import.bring_in", "core.hub.delete"} <= VERBS.keys()


def test_a_list_without_localities_uses_the_one_there_is_or_makes_one(adam: User) -> None:
    bring_in(try_table("hubs", "Name\nAsh\nOak\n", by=adam))
    assert list(Locality.objects.values_list("name", flat=True)) == ["The whole area"]


def test_places_are_taken_back_with_the_hub_they_are_part_of_wherever_it_stands_in_the_list(adam: User, elm: Hub) -> None:
    sheet = "Name,Kind,Part of\nAsh Hall,spoke,Ash\nMill Hall,spoke,Oak\nElm,spoke,Oak\nOak,,\nAsh,,\n"
    run = bring_in(try_table("hubs", sheet, by=adam))
    make_post(hub=Hub.objects.get(name="Ash Hall"))
    take_back(run)

    assert told(run) == [(2, "made"), (3, "undone"), (4, "undone"), (5, "undone"), (6, "made")]
    assert "a place, a post" in remarks(run, 6)
    assert set(Hub.objects.values_list("name", flat=True)) == {"Ash", "Ash Hall", "Elm"}
    assert AuditEntry.objects.filter(verb="core.hub.delete").count() == 2, "what stayed is not written down as deleted"


def test_a_draft_page_gets_a_free_address_where_another_hubs_page_has_it(adam: User, elm: Hub) -> None:
    make_hub_page(elm)
    Hub.objects.filter(pk=elm.pk).update(name="Elm Road", slug="elm-road")
    run = bring_in(try_table("hubs", "Name\nElm\nOak\n", by=adam, pages=True))

    assert told(run) == [(2, "made"), (3, "made")]
    assert {page.hub.name: page.slug for page in HubPage.objects.select_related("hub")} == {"Elm Road": "elm", "Elm": "elm-2", "Oak": "oak"}
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_hub_whose_page_is_refused_is_left_out_with_the_reason_and_the_rest_goes_on(adam: User, monkeypatch: pytest.MonkeyPatch) -> None:
    run = try_table("hubs", "Name\nElm\nOak\n", by=adam, pages=True)
    clean = HubPage.full_clean

    def but_not_elm(self: HubPage, *args: Any, **kwargs: Any) -> None:
        clean(self, *args, **kwargs)
        if self.title == "Elm":
            raise ValidationError("Somebody has just taken this address.")

    monkeypatch.setattr(HubPage, "full_clean", but_not_elm)
    bring_in(run)

    assert told(run) == [(2, "refused"), (3, "made")]
    assert "Somebody has just taken this address. So this row is left out." in remarks(run, 2)
    assert [hub.name for hub in Hub.objects.all()] == [page.title for page in HubPage.objects.all()] == ["Oak"]


# --- Services -------------------------------------------------------------------------------------------------------------


def test_services_come_with_everything_a_row_says(adam: User, elm: Hub) -> None:
    sheet = (
        "Name;What it is;Who it is for;Everyone or extra help;Topic;Youngest age;Oldest age;How to get it;Where;When;Cost;Last checked on\n"
        'Bumps;Meet other parents;Parents-to-be;targeted;Midwives and maternity;pregnancy;6 months;Book a place;"Elm;Library";'
        '"Tuesdays, 10am;Daily";£2;02/11/2026\n'
    )
    run = bring_in(try_table("services", sheet, by=adam))

    assert codes(run) == {}
    page = ServicePage.objects.get()
    assert (page.live, page.title, page.what_it_is, page.who_for) == (False, "Bumps", "Meet other parents", "Parents-to-be")
    assert (page.for_whom, page.topic, page.category) == ("extra_help", "midwifery", "pregnancy")
    assert (page.from_pregnancy, page.youngest, page.oldest, page.oldest_unit) == (True, None, 6, "months")
    assert (page.how_to_get_it, page.cost, page.cost_in_words, page.checked_on) == ("book", "paid", "£2", date(2026, 11, 2))
    assert [(one.hub, one.place, one.when, one.weekday) for one in page.times.all()] == [
        (elm, "", "Tuesdays, 10am", 1),
        (None, "Library", "Daily", None),
    ]


def test_a_second_list_of_services_updates_by_name(adam: User) -> None:
    bring_in(try_table("services", "Name,Cost,Phone\nBumps,free,01632 960001\n", by=adam))
    run = bring_in(try_table("services", "Name,Cost\nBUMPS,£3\n", by=adam))
    assert told(run) == [(2, "changed")]
    draft = ServicePage.objects.get().get_latest_revision_as_object()
    assert (draft.cost_in_words, draft.phone) == ("£3", "01632 960001")


def test_a_page_that_editors_made_gets_a_draft_beside_its_published_words(adam: User) -> None:
    page = make_service("Bumps", what_it_is="Meet other parents.", phone="01632 960001")
    run = bring_in(try_table("services", "Name,Phone\nBumps,01632 960002\n", by=adam))
    assert told(run) == [(2, "changed")]
    page.refresh_from_db()
    assert (page.live, page.phone) == (True, "01632 960001")
    assert page.get_latest_revision_as_object().phone == "01632 960002"
    take_back(run)
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().phone == "01632 960001"
    assert not SourceRecord.objects.exists()


def test_rows_of_services_that_will_not_do_say_why(adam: User) -> None:
    sheet = (
        "Name,Topic,Youngest age,Oldest age,How to get it,Phone,Last checked on\n"
        "Ash,Falconry,9,2,by owl,no phone,31/02/2026\n"
        ",Midwives and maternity,,,,,\n"
        "ash,,,,,,\n"
        "Oak,,toddlers,,,,01/01/2040\n"
    )
    run = bring_in(try_table("services", sheet, by=adam))
    assert told(run) == [(2, "made"), (3, "refused"), (4, "refused"), (5, "made")]
    assert codes(run) == {"ages": 2, "date": 2, "doubled": 1, "no-name": 1, "no-topic": 1, "not-said": 2, "phone": 1, "row": 1}


def test_a_place_in_a_list_of_services_is_our_hub_when_it_has_its_name(adam: User) -> None:
    make_hub("Elm Road")
    bring_in(try_table("services", "Name,Where,When\nBumps,elm road,Mondays\n", by=adam))
    [time_] = ServicePage.objects.get().times.all()
    assert (str(time_.hub), time_.place) == ("Elm Road", "")


# --- The example of the template ------------------------------------------------------------------------------------------

EXAMPLE = templates.as_csv(service_rows.COLUMNS).decode("utf-8-sig")


def test_a_list_of_names_keeps_the_one_that_is_called_like_the_example(adam: User) -> None:
    run = bring_in(try_table("services", "Name\nStay and play\nBumps\n", by=adam))
    assert told(run) == [(2, "made"), (3, "made")]


def test_a_row_like_the_example_counts_where_the_template_has_none_or_where_a_column_was_not_chosen(adam: User) -> None:
    headings, example = EXAMPLE.splitlines()
    further_down = try_table("services", "\n".join([headings, "Bumps" + "," * headings.count(","), example]), by=adam)
    assert told(further_down) == [(2, "made"), (3, "made")]

    run = try_table("services", EXAMPLE, by=adam)
    assert told(run) == [(2, "same")]
    asking.choose(run=run, columns={name: number for name, number in run.columns.items() if name != "cost"})
    asking.ask_to_try(run)
    assert told(run) == [(2, "made")]
