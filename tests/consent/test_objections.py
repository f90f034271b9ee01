"""An objection that is upheld holds: the officer says what is used no more, and from that moment it is not."""

import pytest
from django.urls import reverse

from accounts.models import User
from consent.choices import Channel
from consent.models import Person, Purpose, RightsRequest, UseStopped
from consent.selectors import ledger
from consent.services import ledger_stops, purposes
from core.models import AuditEntry, Hub
from tests.builders import today
from tests.cast import sign_in
from tests.consent import agreeing
from tests.consent.rights import at, decided, known
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, whom it is safe to write to."""
    return make_person(elm, email="ola@family.example")


@pytest.fixture
def panel(db: None) -> Purpose:
    """What a panel needs to write to its members: a public task."""
    purposes.begin()
    return Purpose.objects.get(key="panel")


@pytest.fixture
def upheld(priya: User, ola: Person) -> RightsRequest:
    """Ola objects, and the officer decides that she is right."""
    asked = known(make_rights_request(ola, "objection"), priya)
    decided(sign_in(priya), asked)
    return asked


def _use(person: Person, purpose: Purpose) -> list[str]:
    return ledger.why_not_use(person=person, purpose=purpose, channel=Channel.EMAIL)


def test_after_an_objection_is_upheld_nothing_for_that_purpose_leaves(
    priya: User, ola: Person, panel: Purpose, upheld: RightsRequest
) -> None:
    assert _use(ola, panel) == []
    desk = sign_in(priya)
    assert panel.title in words(desk.get(at("one", upheld)))

    page = words(desk.post(at("stop_using", upheld), {"stop": [str(panel.pk)]}, follow=True))

    assert f"Stopped, from this moment: {panel.title}." in page
    assert _use(ola, panel) == ["They told us to stop using theirs for this."]
    assert UseStopped.objects.get().because == upheld
    assert AuditEntry.objects.filter(verb="consent.rights.stop_using").count() == 1
    letter = words(desk.get(at("letter", upheld)))
    assert "we do not use what we hold of you any more for:" in letter
    assert panel.title in letter


def test_it_is_not_done_before_something_is_stopped(priya: User, panel: Purpose, upheld: RightsRequest) -> None:
    desk = sign_in(priya)
    assert "Say first what is used no more" in words(desk.post(at("finish", upheld), follow=True))
    assert "Tick what is used no more." in words(desk.post(at("stop_using", upheld), follow=True))
    desk.post(at("stop_using", upheld), {"stop": [str(panel.pk)]})
    desk.post(at("finish", upheld))
    assert RightsRequest.objects.get().done_on == today()


def test_more_is_stopped_until_they_have_the_letter_which_lists_all_of_it(
    priya: User, ola: Person, panel: Purpose, upheld: RightsRequest
) -> None:
    desk = sign_in(priya)
    desk.post(at("stop_using", upheld), {"stop": [str(panel.pk)]})
    page = desk.get(at("one", upheld))
    assert "What else is used no more?" in words(page)
    other = next(one.purpose for one in page.context["to_stop"])
    assert other != panel

    desk.post(at("stop_using", upheld), {"stop": [str(other.pk)]})

    letter = words(desk.get(at("letter", upheld)))
    assert panel.title in letter
    assert other.title in letter
    desk.post(at("finish", upheld))
    assert "This has ended already." in words(desk.post(at("stop_using", upheld), {"stop": [str(panel.pk)]}))


def test_what_the_law_makes_us_do_is_not_offered_and_not_taken(priya: User, ola: Person, panel: Purpose, upheld: RightsRequest) -> None:
    expenses = Purpose.objects.filter(basis__in=["legal_duty", "contract"]).first()
    assert expenses is not None
    desk = sign_in(priya)
    assert f'value="{expenses.pk}"' not in desk.get(at("one", upheld)).text

    page = words(desk.post(at("stop_using", upheld), {"stop": [str(expenses.pk)]}, follow=True))

    assert "cannot be stopped any more" in page
    assert not UseStopped.objects.exists()


def test_an_objection_takes_a_yes_back_too(priya: User, petra: User, ola: Person, panel: Purpose, upheld: RightsRequest) -> None:
    card = agreeing.asked_purpose(by=priya)
    agreeing.decide(ola, card, by=petra)
    page = sign_in(priya).get(at("one", upheld)).text
    assert f"{card.title} (they said yes)" in page

    sign_in(priya).post(at("stop_using", upheld), {"stop": [str(card.pk)]})

    assert not ledger.standing(ola, card).is_yes


def test_no_colleague_lifts_what_an_officer_stopped_because_they_objected(
    priya: User, petra: User, ola: Person, panel: Purpose, upheld: RightsRequest
) -> None:
    sign_in(priya).post(at("stop_using", upheld), {"stop": [str(panel.pk)]})
    lift = {"purpose": panel.pk, "lift": "1"}
    page = sign_in(petra).post(reverse("consent_ledger:stop_using", args=[ola.pk]), lift)
    assert "tell the data protection officer" in words(page)
    assert _use(ola, panel) != []
    ledger_stops.lift(person=ola, purpose=panel, today=today(), by=priya)
    assert _use(ola, panel) == [], "they told the officer"


def test_they_let_us_again_themselves(priya: User, ola: Person, panel: Purpose, upheld: RightsRequest) -> None:
    sign_in(priya).post(at("stop_using", upheld), {"stop": [str(panel.pk)]})
    ledger_stops.lift(person=ola, purpose=panel, today=today(), by=None)
    assert _use(ola, panel) == []


@pytest.mark.parametrize("kind", ["access", "erasure"])
def test_nobody_stops_what_nobody_objected_to(priya: User, ola: Person, panel: Purpose, kind: str) -> None:
    asked = known(make_rights_request(ola, kind), priya)
    page = words(sign_in(priya).post(at("stop_using", asked), {"stop": [str(panel.pk)]}, follow=True))
    assert "Nobody asked to stop using anything here." in page
    assert not UseStopped.objects.exists()


def test_an_objection_that_is_refused_stops_nothing(priya: User, ola: Person, panel: Purpose) -> None:
    asked = known(make_rights_request(ola, "objection"), priya)
    desk = sign_in(priya)
    decided(desk, asked, "no", why="must_keep")
    assert "Decide first that it shall be stopped." in words(desk.post(at("stop_using", asked), {"stop": [str(panel.pk)]}, follow=True))
    desk.post(at("finish", asked))
    assert RightsRequest.objects.get().done_on == today()
