"""The copy that somebody may ask for holds every table of this room in which something of theirs stands."""

import pytest

from accounts.models import User
from consent.choices import PartVerdict
from consent.models import Person, Purpose
from consent.selectors import own_records
from consent.selectors import rights as selectors
from consent.services import ledger_stops, ledger_uses, purposes, rights_copy
from consent.services import rights as services
from core.models import Hub
from tests.builders import today
from tests.consent import agreeing
from tests.consent.rights import known
from tests.families import make_person, make_rights_request


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, with something in every table."""
    return make_person(elm, email="ola@family.example")


def _copy(person: Person) -> dict[str, str]:
    return {held.heading: "\n".join(f"{label}: {value}" for label, value in held.rows) for held in selectors.everything_held(person)}


def test_a_signed_form_who_heard_it_what_is_used_and_what_was_asked_are_in_the_copy(priya: User, petra: User, ola: Person) -> None:
    card = agreeing.asked_purpose(by=priya)
    agreeing.decide(ola, card, by=petra, method="spoken", witness="Wendy Witness")
    record = agreeing.decide(ola, card, by=petra, method="paper", scan=("pdf", b"%PDF-1.7"))
    ledger_uses.begin_use(record=record, used_as="page", title="The page of Elm", can_be_called_back=True, today=today(), by=petra)
    purposes.begin()
    equality = Purpose.objects.filter(stops_in_one_step=True)[0]
    ledger_stops.stop_using(person=ola, purpose=equality, today=today(), by=petra)
    asked = known(make_rights_request(ola, "correction", asked="My road is wrong."), priya)
    services.decide(request=asked, verdict="yes", why="", answer="Your road is right now.", by=priya, today=today())

    copy = _copy(ola)

    assert "Wendy Witness" in copy["Who stands behind what you decided"]
    assert "We hold a picture of it." in copy[f"What you decided: {card.title}"]
    assert "The page of Elm" in copy["Where what you allowed is used"]
    assert equality.title in copy["What you told us to stop using"]
    assert "My road is wrong." in copy["What you asked us about your data"]
    assert "Your road is right now." in copy["What you asked us about your data"]


def test_names_of_others_wait_for_the_officer_and_are_not_on_their_own_page(priya: User, petra: User, ola: Person) -> None:
    agreeing.decide(ola, agreeing.asked_purpose(by=priya), by=petra, method="spoken", witness="Wendy Witness")
    asked = known(make_rights_request(ola), priya)

    (part,) = [one for one in selectors.parts_of(asked) if one.is_waiting]
    assert part.held.hold_back == own_records.NAMES_OTHERS
    assert "Wendy" not in str(selectors.shown_to(ola))
    rights_copy.judge_part(request=asked, key=part.key, verdict=PartVerdict.HOLD_BACK, instead="", by=priya, today=today())
    assert not any(one.is_waiting for one in selectors.parts_of(asked))


def test_nothing_is_listed_of_who_decided_nothing(ola: Person) -> None:
    assert own_records.beside_decisions(ola.pk) == []
