"""What a list does not say is left open: no family reads "For everyone", "Free" or "All ages" because a column was missing."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.imports.mapping import guess
from core.models import Hub
from home.models import HomePage, ServicePage
from home.services.imports.service_rows import COLUMNS
from home.services.pages import make_service
from tests.builders import make_hub
from tests.cast import sign_in
from tests.home.bringing_in import bring_in, codes, remarks, told, try_feed, try_table
from tests.home.feeds import service


@pytest.fixture(autouse=True)
def tree(front: HomePage) -> None:
    """The pages below which drafts are made."""


def draft(title: str = "Bumps") -> Any:
    return ServicePage.objects.get(title=title).get_latest_revision_as_object()


# --- Not said -------------------------------------------------------------------------------------------------------------

SILENT = "Name,What it is,Where,When\nBumps,Meet other parents.,Library,Mondays\n"


def test_a_list_that_says_nothing_of_them_leaves_all_four_open_and_says_so(adam: User) -> None:
    run = bring_in(try_table("services", SILENT, by=adam))

    page = draft()
    assert (page.for_whom, page.cost, page.how_to_get_it, page.youngest_unit, page.oldest_unit) == ("", "", "", "", "")
    assert "The list does not say whether it is for everyone, what it costs, how to get it and for which ages it is." in remarks(run, 2)
    assert codes(run) == {"not-said": 1}


@pytest.mark.parametrize(
    ("columns", "cells", "open_fields"),
    [
        ("Cost", "free", "whether it is for everyone, how to get it and for which ages it is"),
        ("Type,Cost", "targeted,free", "how to get it and for which ages it is"),
        ("Type,Cost,How to get it", "universal,free,book a place", "for which ages it is"),
        ("Type,How to get it,Youngest age", "universal,ask,0", "what it costs"),
        ("Type,Cost,How to get it,Oldest age", "universal,£2,ask,4", ""),
        ("Type,Cost,How to get it,Youngest age", "universal,£2,ask,pregnancy", ""),
        ("Type,Cost,How to get it,Youngest age", "universal,£2,ask,all ages", ""),
        ("Type,Cost,How to get it,Youngest age", "universal,£2,ask,", "for which ages it is"),
    ],
)
def test_only_what_is_not_said_is_open(columns: str, cells: str, open_fields: str, adam: User) -> None:
    run = bring_in(try_table("services", f"Name,What it is,{columns}\nBumps,Meet.,{cells}\n", by=adam))

    assert (f"does not say {open_fields}." in remarks(run, 2)) if open_fields else codes(run) == {}
    page = draft()
    assert (page.for_whom == "") == ("everyone" in open_fields)
    assert (page.cost == "") == ("costs" in open_fields)
    assert (page.how_to_get_it == "") == ("get it" in open_fields)
    assert (page.youngest_unit == "" == page.oldest_unit) == ("ages" in open_fields)
    assert (page.youngest_unit == "") == (page.oldest_unit == "")


def test_a_directory_without_cost_and_ages_leaves_them_open_too(adam: User) -> None:
    run = bring_in(try_feed(service(1, fees="", minimum_age=None, maximum_age=None), service(2, minimum_age=0, maximum_age=99), by=adam))

    assert codes(run) == {"no-cost": 1, "not-said": 1}
    assert (draft("Singing morning 1").cost, draft("Singing morning 1").youngest_unit) == ("", "")
    assert (draft("Singing morning 2").cost, draft("Singing morning 2").youngest_unit) == ("free", "years")


def test_no_directory_can_say_whether_it_is_for_everyone_so_the_editor_is_asked_and_the_report_is_not_filled(adam: User) -> None:
    run = bring_in(try_feed(service(1), by=adam))

    assert codes(run) == {}
    with pytest.raises(ValidationError) as refused:
        ServicePage.objects.get().get_latest_revision().publish()
    assert refused.value.message_dict.keys() == {"for_whom"}


def test_the_next_list_closes_what_it_says_and_a_silent_one_opens_nothing(adam: User) -> None:
    bring_in(try_table("services", SILENT, by=adam))
    run = bring_in(try_table("services", "Name,Type,Cost,How to get it,Youngest age\nBumps,targeted,£2,book,6 months\n", by=adam))
    assert told(run) == [(2, "changed")]
    page = draft()
    assert (page.for_whom, page.cost, page.how_to_get_it) == ("extra_help", "paid", "book")
    assert (page.youngest_unit, page.oldest_unit) == ("months", "years")

    make_service("Play", what_it_is="Toys.")
    bring_in(try_table("services", "Name,Phone\nPlay,01632 960001\n", by=adam))
    play = draft("Play")
    assert (play.for_whom, play.cost, play.how_to_get_it, play.youngest_unit) == ("everyone", "free", "turn_up", "years")


def test_a_silent_draft_cannot_be_published_by_any_way(adam: User) -> None:
    bring_in(try_table("services", SILENT, by=adam))
    with pytest.raises(ValidationError) as refused:
        ServicePage.objects.get().get_latest_revision().publish()
    assert {"for_whom", "cost", "how_to_get_it", "youngest_unit", "oldest_unit"} <= set(refused.value.message_dict)


# --- The editor -----------------------------------------------------------------------------------------------------------


def sent(page: ServicePage, **fields: str) -> dict[str, str]:
    """Return the editor's form as it is sent for a draft with one time."""
    time = page.times.get()
    rows = {"times-TOTAL_FORMS": "1", "times-INITIAL_FORMS": "1", "times-MIN_NUM_FORMS": "0", "times-MAX_NUM_FORMS": "1000"}
    row = {"times-0-id": str(time.pk), "times-0-place": "Library", "times-0-when": "Mondays", "times-0-ORDER": "1", "times-0-hub": ""}
    about = {"title": page.title, "slug": page.slug, "what_it_is": page.what_it_is, "category": "family"}
    comments = {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    unsaid = {"for_whom": "", "cost": "", "how_to_get_it": "", "youngest_unit": "", "oldest_unit": "", "what_happens": "null"}
    return about | rows | row | comments | unsaid | fields


@pytest.fixture
def silent_draft(adam: User) -> ServicePage:
    """A draft of a list that says neither cost, nor ages, nor how to get it."""
    bring_in(try_table("services", SILENT, by=adam))
    page: ServicePage = ServicePage.objects.get()
    return page


def edit(page: ServicePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_editor_sees_what_was_not_said(root_client: Client, silent_draft: ServicePage) -> None:
    assert root_client.get(edit(silent_draft)).text.count(">Not said yet</option>") == 5
    made = make_service("Play", what_it_is="Toys.")
    assert "Not said yet" not in root_client.get(edit(made)).text


def test_the_editor_saves_a_draft_with_things_open_and_cannot_publish_it(root_client: Client, silent_draft: ServicePage) -> None:
    root_client.post(edit(silent_draft), sent(silent_draft, what_it_is="Meet and talk."))
    page = draft()
    assert (page.what_it_is, page.cost, page.how_to_get_it, page.youngest_unit) == ("Meet and talk.", "", "", "")

    refused = root_client.post(edit(silent_draft), sent(silent_draft, **{"action-publish": "1"}))
    assert refused.text.count("Nobody has said this yet.") >= 4
    assert not ServicePage.objects.get().live


def test_one_choice_answers_for_both_ages_and_then_it_is_published(root_client: Client, silent_draft: ServicePage) -> None:
    chosen = {"for_whom": "everyone", "cost": "free", "how_to_get_it": "turn_up", "youngest_unit": "years", "action-publish": "1"}
    page = root_client.post(edit(silent_draft), sent(silent_draft, **chosen), follow=True)
    assert "Nobody has said this yet." not in page.text
    live = ServicePage.objects.get()
    assert (live.live, live.oldest_unit, live.cost) == (True, "years", "free")


def test_an_age_without_its_unit_is_asked_about(root_client: Client, silent_draft: ServicePage) -> None:
    chosen = {"for_whom": "everyone", "cost": "free", "how_to_get_it": "turn_up", "youngest": "6", "action-publish": "1"}
    page = root_client.post(edit(silent_draft), sent(silent_draft, **chosen))
    assert "Nobody has said this yet." in page.text
    assert not ServicePage.objects.get().live


def test_many_at_once_are_not_published_while_one_is_silent(root_client: Client, silent_draft: ServicePage) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={silent_draft.pk}"
    page = root_client.post(address, {"include_descendants": ""}, follow=True)
    assert "“Bumps” (whether it is for everyone, what it costs, how to get it and for which ages it is)" in page.text
    assert not ServicePage.objects.get().live


def test_a_draft_shown_in_preview_says_nothing_of_its_ages(silent_draft: ServicePage) -> None:
    assert "All ages" not in str(draft().make_preview_request().rendered_content)


# --- Days, hubs that are nearly right, columns that nobody asked for -----------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "times", "whens"),
    [
        ("Tuesdays", "10am to 11:30am", [("Tuesdays, 10am to 11:30am", 1)]),
        ("Tue; Thu", "10am; 2pm", [("Tue, 10am", 1), ("Thu, 2pm", 3)]),
        ("Tue; Thu", "10am", [("Tue, Thu, 10am", None)]),
        ("Tuesday", "Tuesdays 10am", [("Tuesdays 10am", 1)]),
        ("Friday", "", [("Friday", 4)]),
        ("", "Mondays", [("Mondays", 0)]),
    ],
)
def test_a_day_in_a_column_of_its_own_is_joined_to_the_time(days: str, times: str, whens: list[Any], adam: User) -> None:
    bring_in(try_table("services", f"Name,Day,Time\nBumps,{days},{times}\n", by=adam))
    assert [(one.when, one.weekday) for one in draft().times.all()] == whens


def test_a_hub_that_is_nearly_right_is_asked_about_and_never_guessed(adam: User) -> None:
    make_hub("Maple Road Family Hub")
    make_hub("Elm")
    run = bring_in(try_table("services", "Name,Where\nBumps,Maple Rd Hub\nPlay,Elmham Library\nSing,maple road family hub\n", by=adam))

    assert "“Maple Rd Hub” is none of our hubs. Is it “Maple Road Family Hub”?" in remarks(run, 2)
    assert [(one.hub, one.place) for one in draft().times.all()] == [(None, "Maple Rd Hub")]
    assert codes(run)["near-name"] == 1
    assert str(draft("Sing").times.get().hub) == "Maple Road Family Hub"


def test_a_new_hub_that_is_nearly_one_of_ours_is_asked_about(adam: User) -> None:
    make_hub("Maple Road Family Hub")
    run = bring_in(try_table("hubs", "Name,Kind,Part of\nMaple Rd Hub,,\nAsh,spoke,Maple Road Hubs\n", by=adam))

    assert "“Maple Road Family Hub” is here already. Is it the same place?" in remarks(run, 2)
    assert "Do you mean “Maple Road Family Hub”?" in remarks(run, 3)
    assert Hub.objects.filter(name="Maple Rd Hub").exists()


def test_columns_that_nobody_asked_for_are_named(adam: User) -> None:
    run = try_table("services", "Name,Notes for Ann,Cost,<b>Colour</b>\nBumps,x,free,red\n", by=adam)
    page = sign_in(adam).get(reverse("imports:run", args=[run.pk])).text
    assert "Not used of your list: <bdi>Notes for Ann</bdi>, <bdi>&lt;b&gt;Colour&lt;/b&gt;</bdi>." in page
    whole = try_table("services", "Name,Cost\nBumps,free\n", by=adam)
    assert "Not used of your list" not in sign_in(adam).get(reverse("imports:run", args=[whole.pk])).text


def test_the_headings_that_councils_use_are_known() -> None:
    theirs = ["Name", "Who is it for", "Age from", "Age to", "Price", "Day", "Time", "Venue"]
    assert guess(COLUMNS, theirs) == {"name": 0, "who_for": 1, "youngest": 2, "oldest": 3, "cost": 4, "day": 5, "when": 6, "where": 7}
    assert guess(COLUMNS, ["Name", "Cost"]) == {"name": 0, "cost": 1}
