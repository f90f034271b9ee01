"""Where a partner's agreement rests on no yes: everybody goes but who told us to stop, and who has decided nothing at all yet."""

import pytest

from accounts.models import User
from consent.choices.sharing_exports import LeftOut
from consent.models import ConsentUse, Person, Purpose
from consent.services import ledger_stops, objections, rights
from consent.services.people import merge_people
from core.models import Hub
from tests import builders
from tests.consent import agreeing
from tests.consent.exporting import fetch, make, make_purpose, plan, wanted
from tests.consent.rights import known
from tests.consent.sharing_people import leo, signed
from tests.families import make_person, make_rights_request

__all__ = ["leo"]
pytestmark = pytest.mark.django_db
TODAY = builders.today()


def test_where_no_yes_is_needed_everybody_goes_but_who_told_us_to_stop(elm: Hub, leo: User, priya: User) -> None:
    agreement = signed(leo, priya, lawful_basis="public_task", data_items=["name"])
    make_purpose(priya, basis="public_task", for_a_partner=False, stops_in_one_step=True)
    parents = [make_person(elm, name) for name in ("Ada", "Bo", "Cy", "Di")]
    ledger_stops.stop_using(person=parents[1], purpose=Purpose.objects.get(key="parent-forum"), today=TODAY, by=None)
    make_rights_request(parents[2], "objection")
    told = known(make_rights_request(parents[3], "objection"), priya)
    rights.decide(request=told, verdict="yes", why="", answer="We stop.", by=priya, today=TODAY)
    objections.stop_for(request=told, chosen=[str(Purpose.objects.get(key="parent-forum").pk)], by=priya, today=TODAY)
    rights.finish(request=told, by=priya, today=TODAY)

    seen = plan(priya, wanted(agreement))

    assert sorted(seen.left_out[LeftOut.STOPPED]) == sorted([parents[1].shown_code, parents[3].shown_code])
    assert seen.left_out[LeftOut.OBJECTED] == [parents[2].shown_code]
    ledger_stops.lift(person=parents[3], purpose=Purpose.objects.get(key="parent-forum"), today=TODAY, by=None)
    assert sorted(fetch(priya, make(priya, wanted(agreement)))[1:]) == [["Ada"], ["Di"]], "who let us again goes again"
    assert not ConsentUse.objects.exists(), "no yes stands behind it"


def test_who_came_with_a_list_goes_nowhere_before_they_have_decided_anything(elm: Hub, leo: User, priya: User) -> None:
    agreement = signed(leo, priya, lawful_basis="public_task", data_items=["name"])
    make_purpose(priya, basis="public_task", for_a_partner=False)
    ada, bo, cy, old = [make_person(elm, name) for name in ("Ada", "Bo", "Cy", "Bo")]
    Person.objects.update(source="list")
    make_person(elm, "Di")
    photos = agreeing.asked_purpose(by=priya, key="their-photos")
    agreeing.decide(ada, photos, "refused", by=priya)
    agreeing.decide(old, photos, by=priya)
    merge_people(stays=bo, goes=old, by=priya)

    seen = plan(priya, wanted(agreement))

    assert seen.left_out == {LeftOut.SILENT: [cy.shown_code]}
    assert sorted(line.cells["name"] for _, line, _ in seen.going) == ["Ada", "Bo", "Di"]
