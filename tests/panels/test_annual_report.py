"""A panel's report of a year: numbers counted and hidden where they are small, sentences by people, published below the panel's page."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from feedback.choices import Outcome
from feedback.models import WeDid
from panels.choices import HowDecided, MoneyKind
from panels.models import AnnualReport, Attendance, MonitoringRound, Panel, PanelQuestion, Payout
from panels.rules.payouts import Sum
from panels.selectors import annual_report as selectors
from panels.selectors.spending import moments
from panels.services.points import make_comment
from tests import builders
from tests.builders import today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.meeting import words
from tests.panels.membering import make_round
from tests.panels.paneling import make_member, make_panel, open_to_families
from tests.panels.paying import give, make_policy, meeting_was
from tests.panels.reporting import all_words, last_year, make_report, sent
from tests.panels.returning import met
from tests.panels.writing_down import make_decision, make_point

LONG_AGO = timedelta(days=900)


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """A panel of twelve that began long ago, with a page."""
    panel = open_to_families(make_panel(elm, started_on=today() - LONG_AGO))
    for number in range(12):
        make_member(panel, make_person(elm, f"Parent Number{number}"), joined_on=today() - LONG_AGO)
    return panel


@pytest.fixture
def desk(petra: User) -> Client:
    """Petra, who looks after the panel, at her desk."""
    return sign_in(petra)


def address(name: str, panel: Panel) -> str:
    return reverse(f"reports:{name}", args=[panel.pk, last_year().begins])


def page_of(panel: Panel) -> str:
    return reverse("panel_year", args=[panel.slug, last_year().begins])


def publish(desk: Client, panel: Panel) -> str:
    report = AnnualReport.objects.filter(panel=panel).first()
    return words(desk.post(address("publish", panel), {"seen": report.version if report else ""}, follow=True))


def test_a_report_begins_with_what_was_sent_came_back_and_was_not_answered(desk: Client, panel: Panel) -> None:
    year = last_year()
    sent(panel, "Prams need a place.", came_back="There is a shed now.", came_back_on=year.last)
    sent(panel, "Open on Saturdays.")
    sent(panel, "Of this year.", sent_on=today())

    form = desk.get(address("write", panel)).context["form"]

    assert form["said"].value() == "To Early help board: Prams need a place.\nTo Early help board: Open on Saturdays."
    assert form["changed"].value() == "Early help board: There is a shed now."
    assert form["not_changed"].value() == "Early help board has not answered: Open on Saturdays."


def test_what_was_raised_and_answered_in_public_and_what_was_decided_stand_there(
    desk: Client, panel: Panel, petra: User, asha: User, elm: Hub
) -> None:
    """Told by its public answers alone: what was written down as it was said is not for a report."""
    meeting, year = met(panel, last_year().last), last_year()
    for outcome, text in ((Outcome.DID, "Doors are heavy."), (Outcome.NO, "Mornings are full.")):
        voice = make_comment(point=make_point(meeting, petra, "Ola's own words."), hub=None, by=petra, today=today())
        said = builders.make_you_said(elm, text=text, published_on=year.last)
        said.voices.add(voice)
        answer = builders.make_we_did(said, by=asha, outcome=outcome)
        WeDid.objects.filter(pk=answer.pk).update(published_at=moments(year.last, year.last)[0])
    make_decision(meeting, petra, "We try a Saturday group.")
    make_decision(met(panel, year.last + timedelta(days=1)), petra, "Of the next year.")
    ended = {"made_on": year.first, "closes_on": year.first, "ended_on": year.first, "decided": "A bell, and no ramp yet."}
    PanelQuestion.objects.create(panel=panel, words="Which?", how=HowDecided.RANKED, made_by=petra, **ended)

    page = desk.get(address("write", panel))

    form = page.context["form"]
    assert form["changed"].value().startswith("Doors are heavy. ")
    assert form["not_changed"].value().startswith("Mornings are full. ")
    assert "Decided" in words(page)
    assert "We try a Saturday group. Why: Many of us work in the week." in words(page)
    assert "A bell, and no ramp yet." in words(page)
    assert "Of the next year." not in words(page)
    assert "Ola's own words" not in words(page)


def test_what_the_year_before_planned_stands_beside_what_is_written(desk: Client, panel: Panel, petra: User) -> None:
    before = selectors.year_of(last_year().first - timedelta(days=1))
    make_report(panel, by=petra, year=before, next="Go and see the other hub.")
    page = desk.get(address("write", panel))
    assert "Planned last year" in words(page)
    assert "Go and see the other hub." in words(page)
    assert page.context["form"]["changed"].value() == "", "a plan is no change"


def test_what_is_written_is_kept_as_a_draft_that_nobody_else_reads(desk: Client, panel: Panel, client: Client) -> None:
    page = desk.post(address("write", panel), all_words(said="We asked for shade.") | {"seen": "0"}, follow=True)
    assert "We asked for shade." in words(page)
    assert "A draft, last written by Petra" in words(page)
    assert client.get(page_of(panel)).status_code == 404
    assert "Our year" not in client.get(f"/panels/{panel.slug}/", follow=True).text


def test_a_colleagues_words_are_not_written_over_unread(desk: Client, panel: Panel, petra: User) -> None:
    make_report(panel, by=petra, said="Hers.")
    page = desk.post(address("write", panel), all_words(said="Mine.") | {"seen": "0"})
    assert "Hers." in words(page)
    assert "Mine." in page.text
    assert AnnualReport.objects.get().words["said"] == "Hers."


def test_everybody_reads_what_is_published_and_finds_it_on_the_panels_page(desk: Client, panel: Panel, petra: User, client: Client) -> None:
    year = last_year()
    meeting = met(panel, year.first + timedelta(days=40))
    for member in panel.memberships.all()[:11]:
        Attendance.objects.create(meeting=meeting, membership=member, came="yes")
    make_report(panel, by=petra, said="We asked for shade.", not_changed="No café: the money is gone.")

    assert "It is published below the panel’s page." in publish(desk, panel)

    said = words(client.get(page_of(panel)))
    assert "We asked for shade." in said
    assert "What did not change, and why No café: the money is gone." in said
    assert "Members at the end of the year: 10 to 19" in said
    assert "How many of us came: 10 to 19" in said
    assert page_of(panel) in client.get(f"/panels/{panel.slug}/", follow=True).text


def test_few_are_not_counted_in_public(panel: Panel, petra: User, client: Client) -> None:
    day = last_year().first + timedelta(days=40)
    Attendance.objects.create(meeting=met(panel, day), membership=panel.memberships.all()[0], came="online")
    make_round(panel, sex={"female": 11, "male": 1})
    MonitoringRound.objects.update(began_on=last_year().first, closed_on=last_year().last)
    make_report(panel, by=petra, published=True)

    said = words(client.get(page_of(panel)))

    assert f"{day:%-d %B %Y} Our words" in said, "nothing of how many came"
    assert "Small numbers are not shown, so that they tell of nobody." in said
    assert "Female" not in said, "one answer would tell of one"


def test_many_are_told_in_bands(panel: Panel, elm: Hub, petra: User, client: Client) -> None:
    for number in range(30):
        make_member(panel, make_person(elm, f"More {number}"), joined_on=today() - LONG_AGO)
    make_round(panel, sex={"female": 21, "male": 20})
    MonitoringRound.objects.update(began_on=last_year().first, closed_on=last_year().last)
    make_report(panel, by=petra, published=True)

    said = words(client.get(page_of(panel)))

    assert "Female: 20 to 49 Male: 20 to 49 Other: nobody" in said
    assert "Small numbers are not shown" in said, "nobody said how old they are"


def test_of_under_18s_neither_a_day_nor_a_place_nor_who_came_is_told(elm: Hub, petra: User, client: Client) -> None:
    workers = {"coordinator": builders.make_post("A", hub=elm), "second_reader": builders.make_post("B", hub=elm)}
    young = open_to_families(make_panel(elm, "Youth", started_on=today() - LONG_AGO, is_of_under_18s=True, **workers))
    met(young, last_year().first + timedelta(days=40), place="The secret room")
    make_report(young, by=petra, published=True)

    said = words(client.get(page_of(young)))

    assert "Meetings: 1" in said
    assert "How many of us came" not in said
    assert "secret room" not in said
    assert f"{last_year().first + timedelta(days=40):%B %Y}" not in said


def test_money_is_told_in_two_parts_only_where_enough_people_are_on_it(panel: Panel, petra: User, client: Client, elm: Hub) -> None:
    few = open_to_families(make_panel(elm, "Two dads", started_on=today() - LONG_AGO))
    make_member(few, make_person(elm, "Dad One"), joined_on=today() - LONG_AGO)
    for one in (panel, few):
        make_policy(one, petra)
        member = one.memberships.all()[0]
        give(meeting_was(one), member, Sum(MoneyKind.FARES, Decimal(4)), Sum(MoneyKind.THANK_YOU, Decimal(10)), by=petra)
    Payout.objects.update(given_on=last_year().last)
    for one in (panel, few):
        make_report(one, by=petra, published=True)

    many = words(client.get(page_of(panel)))
    assert "To say thank you to members: £10" in many
    assert "interpreters, food): £4" in many
    small = words(client.get(page_of(few)))
    assert "thank you to members" not in small
    assert "In all: £14" in small


def test_what_was_published_stays_as_it_was_read(panel: Panel, petra: User, client: Client) -> None:
    make_report(panel, by=petra, published=True)
    met(panel, last_year().first)
    assert "Meetings: 0" in words(client.get(page_of(panel)))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"learned": ""}, "Not said yet: What we learned."),
        ({"said": "Ring Ola on 07700 900123."}, "It seems to hold a phone number."),
        ({"changed": "Thanks to parent  number3, there is a shed."}, "It holds the name of somebody who is or was on the panel."),
    ],
)
def test_it_is_not_published_with(desk: Client, panel: Panel, petra: User, change: dict[str, str], why: str) -> None:
    report = make_report(panel, by=petra)
    AnnualReport.objects.filter(pk=report.pk).update(words=all_words(**change))
    assert why in publish(desk, panel)
    assert AnnualReport.objects.get().published_on is None


def test_it_is_not_published_before_its_year_is_over_nor_without_a_page(desk: Client, elm: Hub, petra: User) -> None:
    panel = make_panel(elm)
    year = selectors.year_of(today())
    make_report(panel, by=petra, year=year)
    said = words(desk.post(reverse("reports:publish", args=[panel.pk, year.begins]), {"seen": "1"}, follow=True))
    assert "The year goes on until" in said
    assert "The panel has no page that families can read." in said


def test_a_draft_says_what_is_still_to_be_written_and_from_when_it_can_be_published(desk: Client, panel: Panel, petra: User) -> None:
    year = selectors.year_of(today())
    make_report(panel, by=petra, year=year, learned="")
    page = desk.get(reverse("reports:one", args=[panel.pk, year.begins]))
    assert "Still to be written: What we learned." in words(page)
    assert f"The year goes on until {year.last:%-d %B %Y}." in words(page)
    assert "Publish this report" not in page.text


def test_nobody_publishes_other_words_than_they_read(desk: Client, panel: Panel, petra: User) -> None:
    make_report(panel, by=petra)
    AnnualReport.objects.update(version=2)
    assert "A colleague changed this" in words(desk.post(address("publish", panel), {"seen": "1"}, follow=True))
    assert "Nobody has written this report yet." not in publish(desk, panel)


def test_taken_off_it_is_gone_at_once_and_a_draft_again(desk: Client, panel: Panel, petra: User, client: Client) -> None:
    make_report(panel, by=petra, published=True)
    assert desk.get(address("write", panel)).status_code == 302
    assert "It is published." in words(desk.post(address("write", panel), all_words() | {"seen": "1"}))
    desk.post(address("take_down", panel))
    assert client.get(page_of(panel)).status_code == 404
    assert desk.get(address("write", panel)).status_code == 200
    assert "It is a draft already." in words(desk.post(address("take_down", panel), follow=True))


def test_it_goes_with_the_panels_page(panel: Panel, petra: User, client: Client) -> None:
    make_report(panel, by=petra, published=True)
    assert client.get(page_of(panel)).status_code == 200
    panel.page.unpublish()
    assert client.get(page_of(panel)).status_code == 404


def test_who_reads_the_panel_reads_the_report_and_opens_only_what_is_theirs(panel: Panel, petra: User, dev: User) -> None:
    make_report(panel, by=petra)
    page = sign_in(dev).get(address("one", panel))
    assert reverse("meeting:index") in page.text
    assert reverse("panel_members:list", args=[panel.pk]) not in page.text
    assert "Publish this report" not in page.text


@pytest.mark.parametrize("begins", [1999, 2999, 0, 99999999999])
def test_a_year_that_is_none_is_not_there(desk: Client, panel: Panel, client: Client, begins: int) -> None:
    assert desk.get(reverse("reports:one", args=[panel.pk, begins])).status_code == 404
    assert desk.post(reverse("reports:publish", args=[panel.pk, begins])).status_code == 404
    assert client.get(reverse("panel_year", args=[panel.slug, begins])).status_code == 404


def test_no_report_is_asked_of_a_year_after_the_panel_ended(desk: Client, panel: Panel) -> None:
    Panel.objects.filter(pk=panel.pk).update(ended_on=last_year().first - timedelta(days=1), ended_because="Done.")
    assert desk.get(address("one", panel)).status_code == 404


def test_the_list_says_where_each_year_stands(desk: Client, panel: Panel, petra: User) -> None:
    make_report(panel, by=petra, published=True)
    said = words(desk.get(reverse("reports:list", args=[panel.pk])))
    assert f"{last_year().words} Published on {today():%-d %B %Y}" in said
    assert "Not written yet" in said
