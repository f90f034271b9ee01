"""What somebody agreed to ends six years after it was last relied on; never the last word of somebody who is here."""

from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices.retention import BY_CODE
from consent.models import ConsentDetail, ConsentRecord, ConsentScan, ConsentUse, Partner, Person, Purpose, RetentionRun, TakeDownTask
from consent.rules import retention as retention_rules
from consent.rules.ledger_endings import Around, Decided, not_relied_on_since
from consent.selectors import retention as selectors
from consent.selectors.ledger import standing
from consent.selectors.ledger_endings import not_relied_on_until
from consent.services import erasing
from consent.services import retention as services
from core.models import Hub
from tests import builders
from tests.cast import sign_in
from tests.consent import agreeing
from tests.consent.retention_people import looked_at
from tests.feedback.desk import words

DAY = timedelta(days=1)
LONG_AGO = date(2015, 5, 4)
KIND = BY_CODE["consent_records"]


# --- The rule: since when ---------------------------------------------------------------------------------------------------


def decided(decision: str, on: date, *, written_on: date | None = None, **facts: Any) -> Decided:
    return Decided(uuid4(), decision, facts.pop("given_by", "self"), on, written_on or on, **facts)


def since(*history: Decided, **around: Any) -> list[date | None]:
    found = not_relied_on_since(history, Around(**around))
    return [found.get(one.pk) for one in history]


def test_a_yes_is_relied_on_until_they_change_their_mind_and_their_change_of_mind_for_good() -> None:
    yes, no = decided("granted", LONG_AGO), decided("withdrawn", date(2016, 2, 29))
    assert since(yes, no) == [date(2016, 2, 29), None]


@pytest.mark.parametrize("last", ["granted", "refused", "withdrawn"])
def test_the_last_word_of_somebody_who_is_here_never_ends(last: str) -> None:
    assert since(decided(last, LONG_AGO)) == [None]


def test_of_a_paper_that_came_late_counts_the_day_it_came() -> None:
    yes = decided("granted", LONG_AGO)
    late = decided("withdrawn", date(2015, 6, 1), written_on=date(2015, 9, 1))
    assert since(yes, late) == [date(2015, 9, 1), None]


def test_a_yes_ends_on_the_day_after_its_own_last_day() -> None:
    assert since(decided("granted", LONG_AGO, until_on=date(2016, 5, 4))) == [date(2016, 5, 5)]


def test_what_ran_out_first_and_was_said_again_later_ended_when_it_ran_out() -> None:
    first, again = decided("granted", LONG_AGO, until_on=date(2016, 5, 4)), decided("granted", date(2018, 1, 1))
    assert since(first, again) == [date(2016, 5, 5), None]


def test_what_confirms_a_yes_stands_and_ends_with_it() -> None:
    yes = decided("granted", LONG_AGO)
    once_more = decided("granted", LONG_AGO + DAY, answers_id=yes.pk)
    assert since(yes, once_more) == [None, None]
    no = decided("withdrawn", date(2017, 1, 1))
    assert since(yes, once_more, no) == [date(2017, 1, 1), date(2017, 1, 1), None]


def test_a_no_outlives_the_yes_of_its_day_that_it_overtook() -> None:
    no, paper = decided("withdrawn", LONG_AGO), decided("granted", LONG_AGO, written_on=LONG_AGO + DAY, is_taken_in=True)
    assert since(no, paper) == [None, None], "the no stands: were it ended, the yes would stand"
    later = decided("granted", date(2016, 1, 1))
    assert since(no, paper, later) == [date(2016, 1, 1), date(2016, 1, 1), None]


def test_a_parents_yes_ends_when_the_young_person_is_to_be_asked() -> None:
    yes = decided("granted", LONG_AGO, given_by="decider")
    assert since(yes, asked_themselves_from=date(2019, 9, 1)) == [date(2019, 9, 1)]
    assert since(decided("granted", LONG_AGO), asked_themselves_from=date(2019, 9, 1)) == [None]


@pytest.mark.parametrize("what", ["erased_on", "purpose_ended_on", "partner_ended_on"])
def test_everything_ends_with_the_person_the_purpose_or_the_partner(what: str) -> None:
    yes, no = decided("granted", LONG_AGO), decided("withdrawn", date(2020, 1, 1))
    assert since(yes, no, **{what: date(2018, 3, 1)}) == [date(2018, 3, 1), date(2020, 1, 1)]
    assert since(yes, no, **{what: date(2021, 3, 1)}) == [date(2020, 1, 1), date(2021, 3, 1)]


def test_what_is_out_in_print_is_relied_on_until_it_is_called_back() -> None:
    after = decided("withdrawn", date(2016, 1, 1))
    assert since(decided("granted", LONG_AGO, is_in_use=True), after) == [None, None]
    assert since(decided("granted", LONG_AGO, used_until=date(2016, 4, 1)), after) == [date(2016, 4, 1), None]


# --- The rows ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola Bright of Elm."""
    return agreeing.make_person(elm)


@pytest.fixture
def purpose(priya: User) -> Purpose:
    """One purpose that is asked."""
    return agreeing.asked_purpose(by=priya)


@pytest.fixture
def desk(priya: User) -> Client:
    """The data protection officer's desk."""
    return sign_in(priya)


def said(person: Person, purpose: Purpose, decision: str, on: date, **facts: Any) -> ConsentRecord:
    """Make a decision of a day long gone: services write down what is said today."""
    wording = purpose.wordings.get(audience="adults", language="en-gb")
    at = datetime(on.year, on.month, on.day, 23, 30, tzinfo=ZoneInfo("Europe/London"))
    usual = {"given_by": "self", "method": "web", "given_on": on, "recorded_at": at}
    return ConsentRecord.objects.create(person=person, purpose=purpose, wording=wording, decision=decision, **(usual | facts))


def years_ago(number: int) -> date:
    return retention_rules.months_before(builders.today(), 12 * number)


@pytest.mark.parametrize(("change", "due"), [(years_ago(6), 1), (years_ago(6) + DAY, 0)])
def test_six_years_to_the_day(ola: Person, purpose: Purpose, change: date, due: int) -> None:
    said(ola, purpose, "granted", LONG_AGO)
    said(ola, purpose, "withdrawn", change)
    standing_of = selectors.standing_of(KIND, builders.today())
    assert (standing_of.number_due, standing_of.number_soon, standing_of.is_kept) == (due, 1 - due, True)


def test_a_later_decision_does_not_end_before_an_earlier_one_that_is_still_relied_on(ola: Person, purpose: Purpose) -> None:
    first = said(ola, purpose, "granted", years_ago(9))
    facts = {"used_as": "print", "channel": "print", "title": "A leaflet", "can_be_called_back": False}
    use = ConsentUse.objects.create(record=first, began_on=years_ago(9), **facts)
    no = said(ola, purpose, "withdrawn", years_ago(8))
    said(ola, purpose, "granted", years_ago(7))
    assert not_relied_on_until(builders.today()) == [], "were the no ended first, the old yes would stand"
    use.ended_on = years_ago(8)
    use.save()
    assert not_relied_on_until(builders.today()) == [str(first.pk), str(no.pk)]


def test_another_purpose_another_partner_and_another_person_end_nothing(ola: Person, purpose: Purpose, elm: Hub, priya: User) -> None:
    other = agreeing.asked_purpose(by=priya)
    for partner in (None, Partner.objects.create(name="Home-Start", about="visits")):
        said(ola, purpose, "granted", LONG_AGO, partner=partner)
    said(agreeing.make_person(elm, name="Mo", email=""), purpose, "refused", date(2016, 1, 1))
    said(ola, other, "refused", date(2016, 1, 1))
    assert not_relied_on_until(builders.today()) == []


def test_what_stood_under_a_record_that_was_merged_is_one_history(ola: Person, purpose: Purpose, elm: Hub) -> None:
    twice = agreeing.make_person(elm, name="Ola", email="", merged_into=ola)
    first = said(twice, purpose, "granted", LONG_AGO)
    assert not_relied_on_until(builders.today()) == []
    said(ola, purpose, "withdrawn", date(2016, 1, 1))
    assert not_relied_on_until(date(2016, 1, 1)) == [str(first.pk)]


def test_decisions_of_who_was_erased_end_and_the_letter_says_when(ola: Person, purpose: Purpose) -> None:
    last = said(ola, purpose, "refused", LONG_AGO)
    kept = erasing.erase_everywhere(ola, builders.today()).kept[0]
    assert kept.until_on == retention_rules.kept_until(6, "years", builders.today())
    assert not_relied_on_until(builders.today() - DAY) == []
    assert not_relied_on_until(builders.today()) == [str(last.pk)]


def test_where_nothing_is_old_it_costs_one_query(ola: Person, purpose: Purpose, django_assert_num_queries: Any) -> None:
    said(ola, purpose, "granted", builders.today())
    with django_assert_num_queries(1):
        assert not_relied_on_until(LONG_AGO) == []


def test_many_people_cost_two_queries(elm: Hub, purpose: Purpose, django_assert_num_queries: Any) -> None:
    for number in range(12):
        one = agreeing.make_person(elm, name=f"N{number}", email="")
        said(one, purpose, "granted", LONG_AGO)
        said(one, purpose, "withdrawn", date(2016, 1, 1))
    with django_assert_num_queries(2):
        assert len(not_relied_on_until(builders.today())) == 12


# --- The screen and the command ---------------------------------------------------------------------------------------------


def run_command() -> str:
    out = StringIO()
    call_command("end_kept_rows", "--for-good", stdout=out)
    return out.getvalue()


@pytest.fixture
def old_yes(ola: Person, purpose: Purpose, petra: User) -> ConsentRecord:
    """A yes with a scan, names, a leaflet that was called back, and the change of mind that answers it."""
    yes = said(ola, purpose, "granted", LONG_AGO)
    ConsentDetail.objects.create(record=yes, witness="Ben")
    ConsentScan.objects.create(record=yes, kind="png", content=b"x", added_on=LONG_AGO)
    use = ConsentUse.objects.create(
        record=yes, used_as="print", title="Leaflet", can_be_called_back=False, began_on=LONG_AGO, ended_on=date(2016, 2, 1)
    )
    TakeDownTask.objects.create(use=use, opened_on=date(2016, 1, 1), due_on=date(2016, 1, 9), state="done", ended_on=date(2016, 2, 1))
    said(ola, purpose, "withdrawn", date(2016, 1, 1), answers=yes)
    return yes


def test_the_officer_approves_and_the_command_ends_it_with_all_that_hangs_on_it(
    desk: Client, old_yes: ConsentRecord, ola: Person, purpose: Purpose
) -> None:
    page = words(desk.get(reverse("retention:one", args=[KIND.code])))
    assert "1 past its time" in page
    assert "Nothing of this kind is kept yet" not in page
    assert "It waits for your operator’s command" in words(
        desk.post(reverse("retention:approve", args=[KIND.code]), {"seen": looked_at(KIND.code, 1)}, follow=True)
    )
    assert ConsentRecord.objects.count() == 2

    assert "What somebody agreed to: 1 ended." in run_command()

    assert ConsentRecord.objects.get().decision == "withdrawn"
    for model in (ConsentDetail, ConsentScan, ConsentUse, TakeDownTask):
        assert not model._default_manager.exists()
    assert standing(ola, purpose).state == "withdrawn"
    assert RetentionRun.objects.get().number_done == 1
    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        ConsentRecord.objects.update(decision="granted")


def test_what_is_held_back_is_not_ended_by_the_command(desk: Client, priya: User, old_yes: ConsentRecord, ola: Person) -> None:
    services.approve(kind=KIND, seen=looked_at(KIND.code, 1), by=priya, today=builders.today())
    services.place_hold(name="Case", reason="A court.", person=ola, by=priya, today=builders.today())

    assert "Held back by a legal hold: 1" in run_command()
    assert ConsentRecord.objects.count() == 2


def test_a_hold_on_one_decision_holds_what_was_said_after_it_until_it_is_lifted(
    priya: User, ola: Person, purpose: Purpose, elm: Hub
) -> None:
    other = agreeing.make_person(elm, name="Kit", email="")
    theirs = [said(other, purpose, word, date(2015 + turn, 1, 1)) for turn, word in enumerate(("granted", "withdrawn"))]
    words_said = ("granted", "withdrawn", "granted", "withdrawn", "refused")
    _, second, third, fourth, last = (said(ola, purpose, word, date(2015 + turn, 1, 1)) for turn, word in enumerate(words_said))
    placed = [
        services.place_hold(name=f"Case {one.pk}", reason="A court.", code=KIND.code, record=str(one.pk), by=priya, today=builders.today())
        for one in (second, third)
    ]
    assert selectors.standing_of(KIND, builders.today()).number_held == 3

    for hold, left in ((None, {second, third, fourth}), (placed[0], {third, fourth}), (placed[1], set[ConsentRecord]())):
        if hold:
            services.lift_hold(hold=hold, reason="It is over.", by=priya, today=builders.today())
        seen = selectors.standing_of(KIND, builders.today()).digest
        services.approve(kind=KIND, seen=seen, by=priya, today=builders.today())
        run_command()
        assert set(_left()) == {one.pk for one in (*left, last, theirs[-1])}
        assert standing(ola, purpose).state == "refused"


def test_a_hold_on_the_yes_of_somebody_who_is_gone_keeps_the_no_that_undid_it(priya: User, ola: Person, purpose: Purpose) -> None:
    yes, no = said(ola, purpose, "granted", LONG_AGO), said(ola, purpose, "withdrawn", date(2016, 1, 1))
    erasing.forget_person(person_id=ola.pk, today=date(2016, 1, 1))
    services.approve(kind=KIND, seen=looked_at(KIND.code, 2), by=priya, today=builders.today())
    services.place_hold(name="Case", reason="A court.", code=KIND.code, record=str(yes.pk), by=priya, today=builders.today())
    assert "Held back by a legal hold: 2" in run_command()
    assert set(_left()) == {yes.pk, no.pk}


def test_who_agreed_again_since_the_approval_loses_nothing_that_stands(
    priya: User, petra: User, old_yes: ConsentRecord, ola: Person
) -> None:
    services.approve(kind=KIND, seen=looked_at(KIND.code, 1), by=priya, today=builders.today())
    new = agreeing.decide(ola, old_yes.purpose, by=petra)
    run_command()
    assert set(_left()) >= {new.pk}
    assert standing(ola, old_yes.purpose).is_yes


def _left() -> list[UUID]:
    return list(ConsentRecord.objects.values_list("pk", flat=True))
