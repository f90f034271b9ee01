"""What two records of one person decided, once they are joined: a no of either stands until the person is asked anew (decision 0047)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.choices import Stands
from consent.models import ConsentRecord, Partner, Person, Purpose
from consent.selectors import ledger as selectors
from consent.selectors.ledger_endings import not_relied_on_until
from consent.services import ledger
from consent.services.people import merge_people
from core.models import Hub
from tests.builders import today
from tests.cast import sign_in
from tests.consent import agreeing
from tests.families import make_person
from tests.feedback.desk import words

DAY = timedelta(days=1)


@pytest.fixture
def hers(elm: Hub) -> Person:
    """Her record."""
    return make_person(elm, email="ola@family.example")


@pytest.fixture
def his(elm: Hub) -> Person:
    """A second record, whoever made it."""
    return make_person(elm, "Aleksandra", email="aleks@family.example")


@pytest.fixture
def card(priya: User) -> Purpose:
    """Something that is asked."""
    return agreeing.asked_purpose(by=priya)


def on_the_web(person: Person, purpose: Purpose, decision: str = "granted", **facts: Any) -> ConsentRecord:
    said = agreeing.said(person, purpose, decision, method="web", witness="", **facts)
    return ledger.record(said=said, by=None, hub=None, today=today()).record


def stands(person: Person, purpose: Purpose, partner: Partner | None = None) -> str:
    return str(selectors.standing(Person.objects.get(pk=person.pk), purpose, partner).state)


@pytest.mark.parametrize("no", ["refused", "withdrawn"])
@pytest.mark.parametrize("hers_stays", [True, False])
def test_a_yes_of_one_record_does_not_overcome_a_no_of_the_other(
    petra: User, hers: Person, his: Person, card: Purpose, no: str, hers_stays: bool
) -> None:
    on_the_web(hers, card, no)
    on_the_web(his, card)
    assert stands(his, card) == Stands.GRANTED
    stays, goes = (hers, his) if hers_stays else (his, hers)

    merge_people(stays=stays, goes=goes, by=petra)

    assert stands(stays, card) == no
    (line,) = [one for one in selectors.ledger_of(Person.objects.get(pk=stays.pk), today=today()) if one.purpose == card]
    assert line.standing.state == no, "the screen says what holds"
    assert len(line.standing.history) == 2


def test_a_no_said_and_taken_back_on_one_record_hides_no_no_of_the_other(petra: User, hers: Person, his: Person, card: Purpose) -> None:
    on_the_web(hers, card, "refused")
    on_the_web(his, card, "refused")
    on_the_web(his, card)
    merge_people(stays=hers, goes=his, by=petra)
    assert stands(hers, card) == Stands.REFUSED


def test_who_is_asked_anew_after_the_joining_is_believed(petra: User, hers: Person, his: Person, card: Purpose) -> None:
    on_the_web(hers, card, "refused")
    on_the_web(his, card)
    living = merge_people(stays=his, goes=hers, by=petra)
    assert stands(living, card) == Stands.REFUSED

    on_the_web(living, card)

    assert stands(living, card) == Stands.GRANTED


def test_a_paper_from_before_the_joining_that_is_typed_after_it_asks_nobody_anew(
    petra: User, hers: Person, his: Person, card: Purpose
) -> None:
    on_the_web(hers, card, "refused")
    living = merge_people(stays=his, goes=hers, by=petra)
    done = ledger.record(
        said=agreeing.said(living, card, method="paper", has_scan=True), by=petra, hub=None, today=today(), scan=("pdf", b"%PDF-")
    )
    assert stands(living, card) == Stands.REFUSED
    assert done.is_overtaken, "whoever types it reads so at once"


@pytest.mark.parametrize("days_ago", [0, 1])
def test_a_yes_that_staff_took_in_up_to_the_day_of_the_joining_is_of_one_record_alone(
    petra: User, hers: Person, his: Person, card: Purpose, days_ago: int
) -> None:
    facts: dict[str, Any] = {"purpose": card, "wording": card.wordings.get(audience="adults"), "given_by": "self"}
    then = timezone.now() - timedelta(days=3)
    ConsentRecord.objects.create(person=hers, decision="refused", method="web", given_on=then.date(), recorded_at=then, **facts)
    living = merge_people(stays=his, goes=hers, by=petra)

    said_on = today() - timedelta(days=days_ago)
    ConsentRecord.objects.create(person=living, decision="granted", method="paper", collected_by=petra, given_on=said_on, **facts)

    assert stands(living, card) == Stands.REFUSED


def test_an_own_later_yes_of_one_record_alone_is_as_it_was(petra: User, hers: Person, his: Person, card: Purpose) -> None:
    on_the_web(hers, card, "refused")
    on_the_web(hers, card)
    living = merge_people(stays=his, goes=hers, by=petra)
    assert stands(living, card) == Stands.GRANTED


def test_two_yeses_are_a_yes_for_the_fewer_places(petra: User, priya: User, hers: Person, his: Person) -> None:
    purpose = agreeing.asked_purpose(by=priya, channels=["print", "web"])
    on_the_web(hers, purpose, channels=("web",))
    on_the_web(his, purpose)
    living = merge_people(stays=his, goes=hers, by=petra)
    assert stands(living, purpose) == Stands.GRANTED
    assert selectors.why_not_use(person=living, purpose=purpose, channel="web") == []
    assert selectors.why_not_use(person=living, purpose=purpose, channel="print")


def test_a_no_is_for_its_partner_alone(petra: User, priya: User, hers: Person, his: Person) -> None:
    purpose = agreeing.asked_purpose(by=priya, for_a_partner=True)
    forum, trust = (Partner.objects.create(name=name, about="x") for name in ("Forum", "Trust"))
    on_the_web(hers, purpose, "refused", partner=forum)
    for partner in (forum, trust):
        on_the_web(his, purpose, partner=partner)
    living = merge_people(stays=hers, goes=his, by=petra)
    assert (stands(living, purpose, forum), stands(living, purpose, trust)) == (Stands.REFUSED, Stands.GRANTED)


def test_three_records_joined_one_after_the_other_keep_the_no(petra: User, elm: Hub, hers: Person, his: Person, card: Purpose) -> None:
    third = make_person(elm, "Third")
    on_the_web(hers, card, "refused")
    merge_people(stays=third, goes=hers, by=petra)
    on_the_web(his, card)
    living = merge_people(stays=his, goes=third, by=petra)
    assert stands(living, card) == Stands.REFUSED


def test_what_rests_on_the_yes_is_called_back_by_the_joining_itself(petra: User, hers: Person, his: Person, card: Purpose) -> None:
    use = agreeing.use_of(on_the_web(his, card))
    on_the_web(hers, card, "refused")
    merge_people(stays=hers, goes=his, by=petra)
    assert use.tasks.count() == 1


def test_the_screen_says_for_what_they_decided_differently(petra: User, priya: User, hers: Person, his: Person, card: Purpose) -> None:
    other = agreeing.asked_purpose(by=priya, title="Show your picture")
    on_the_web(hers, card, "refused")
    on_the_web(his, card)
    on_the_web(his, other)

    page = words(sign_in(petra).get(reverse("families:merge", args=[hers.pk]), {"other": his.code}))

    assert f"One of them said no to: {card.title}. The no stands until you ask them anew." in page
    assert f"said no to: {other.title}" not in page


def test_a_no_that_stands_for_both_never_ends_by_time(petra: User, hers: Person, his: Person, card: Purpose) -> None:
    """Were it ended, the yes beside it would stand again."""
    facts: dict[str, Any] = {"purpose": card, "wording": card.wordings.get(audience="adults"), "given_by": "self", "method": "web"}
    long_ago = timezone.now() - timedelta(days=3000)
    ConsentRecord.objects.create(person=hers, decision="refused", given_on=date(2015, 1, 1), recorded_at=long_ago, **facts)
    ConsentRecord.objects.create(person=his, decision="granted", given_on=date(2016, 1, 1), recorded_at=long_ago + DAY, **facts)
    living = merge_people(stays=his, goes=hers, by=petra)
    assert stands(living, card) == Stands.REFUSED
    assert not_relied_on_until(today()) == []

    on_the_web(living, card)

    assert len(not_relied_on_until(today())) == 2, "asked anew, it is relied on no more"
