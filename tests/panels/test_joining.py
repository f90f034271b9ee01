"""From "I'd like to join" to being on the panel: every step has a day and somebody whose turn it is, and nobody is forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from consent.choices import Source
from consent.models import Introduction, Person
from consent.rules.ledger import may_say_yes
from core import clocks
from core.models import AuditEntry, Hub
from core.overtaken import Overtaken
from panels.choices import CameOf, HowEnded, MemberKind, Stage, Step
from panels.models import Interest, Membership, Panel, Terms, TermsAgreement
from panels.services import joining as services
from tests.builders import make_post, today
from tests.families import make_person
from tests.panels.joining import asked, talked_with
from tests.panels.paneling import make_member, make_panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """The parents' panel of Elm."""
    return make_panel(elm, coordinator=make_post("Parent panel coordinator", hub=elm))


def known(panel: Panel, by: User, hub: Hub, **said: object) -> Interest:
    """Return somebody who asked and whom staff made known."""
    one = talked_with(panel, by, **said)
    services.make_known(interest=one, name="Sana", hub=hub, by=by, today=today())
    one.refresh_from_db()
    return one


def reasons(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return " ".join(error.value.messages)


def join(one: Interest, by: User, **said: object) -> Membership:
    facts = {"kind": MemberKind.MEMBER, "how_agreed": "phone", **said}
    return services.join(interest=one, by=by, today=today(), **facts)  # type: ignore[arg-type]  # plain values of a test


# --- Ringing, and each step with its day ----------------------------------------------------------------------------------


def test_somebody_who_was_reached_is_to_be_met_next(panel: Panel, petra: User) -> None:
    one = services.rang(interest=asked(panel), came_of=CameOf.REACHED, by=petra, today=today())

    assert (one.step, one.owner, one.due_on) == (Step.CHAT, panel.coordinator, clocks.working_days_after(today(), 10))
    done = one.steps.get()
    assert (done.step, done.done_on, done.done_by) == (Step.CALL_BACK, today(), petra)


def test_nobody_is_given_up_before_three_tries_on_different_days(panel: Panel, petra: User) -> None:
    one = asked(panel)
    for day in (today(), today(), today() + timedelta(days=1)):
        services.rang(interest=one, came_of=CameOf.NO_ANSWER, by=petra, today=day)
    with pytest.raises(ValidationError) as refused:
        services.end(interest=one, how=HowEnded.NOT_REACHED, because="", by=petra, today=today() + timedelta(days=1))
    assert "Ring 3 times, on different days" in reasons(refused)

    services.rang(interest=one, came_of=CameOf.NO_ANSWER, by=petra, today=today() + timedelta(days=2))
    services.end(interest=one, how=HowEnded.NOT_REACHED, because="", by=petra, today=today() + timedelta(days=2))
    one.refresh_from_db()
    assert one.how_ended == HowEnded.NOT_REACHED


def test_each_step_names_whose_turn_the_next_is_and_by_when(panel: Panel, petra: User, elm: Hub) -> None:
    worker = make_post("Outreach worker", hub=elm)
    one = services.rang(interest=asked(panel), came_of=CameOf.REACHED, by=petra, today=today())
    by = today() + timedelta(days=3)
    one = services.do_step(interest=one, due_on=by, owner=worker, by=petra, today=today())
    assert (one.step, one.owner, one.due_on) == (Step.PACK, worker, by)

    with pytest.raises(ValidationError) as refused:
        services.do_step(interest=one, due_on=today() - timedelta(days=1), owner=None, by=petra, today=today())
    assert "today or later" in reasons(refused)


def test_two_who_press_at_once_do_not_do_two_steps(panel: Panel, petra: User) -> None:
    one = asked(panel)
    services.rang(interest=one, came_of=CameOf.REACHED, by=petra, today=today(), seen="1")
    with pytest.raises(Overtaken):
        services.do_step(interest=one, due_on=today(), owner=None, by=petra, today=today(), seen="1")
    one.refresh_from_db()
    assert one.step == Step.CHAT


def test_not_now_comes_back_on_the_day_they_named_but_not_after_we_may_keep_it(panel: Panel, petra: User) -> None:
    one = services.ask_again_later(interest=asked(panel), on=today() + timedelta(days=60), by=petra, today=today())
    assert (one.due_on, one.step) == (today() + timedelta(days=60), Step.CALL_BACK)

    with pytest.raises(ValidationError) as refused:
        services.ask_again_later(interest=one, on=today() + timedelta(days=300), by=petra, today=today())
    assert "We keep what they told us until" in reasons(refused)


def test_a_reason_is_kept_only_for_who_does_not_go_on(panel: Panel, petra: User) -> None:
    one = asked(panel)
    services.end(interest=one, how=HowEnded.NO, because="childcare", by=petra, today=today())
    one.refresh_from_db()
    assert (one.how_ended, one.ended_because) == (HowEnded.NO, "childcare")
    with pytest.raises(ValidationError):
        services.rang(interest=one, came_of=CameOf.REACHED, by=petra, today=today())


# --- Who they are ---------------------------------------------------------------------------------------------------------


def test_staff_make_a_person_of_them_and_what_they_typed_is_gone_here(panel: Panel, petra: User, elm: Hub) -> None:
    one = known(panel, petra, elm, email="sana@example.org", language="ur")

    person = Person.objects.get()
    assert (person.name, person.email, person.phone, person.language) == ("Sana", "sana@example.org", "+447700900123", "ur")
    assert (person.hub, person.safe, person.source) == (elm, "yes", Source.FORM)
    assert one.person == person
    assert not Introduction.objects.exists()


def test_who_shares_an_address_is_asked_about_first_and_is_left_as_they_are(panel: Panel, petra: User, elm: Hub) -> None:
    ola = make_person(elm, "Ola Nowak", phone="07700 900123", safe="only_ring")
    one = talked_with(panel, petra)
    with pytest.raises(ValidationError) as refused:
        services.make_known(interest=one, name="Sana", hub=elm, by=petra, today=today())
    assert "We know somebody with this address or number" in reasons(refused)

    services.make_known(interest=one, name="", hub=None, by=petra, today=today(), known_id=str(ola.pk))
    ola.refresh_from_db()
    one.refresh_from_db()
    assert (ola.name, ola.safe, one.person) == ("Ola Nowak", "only_ring", ola)
    assert Person.objects.count() == 1


def test_nobody_is_linked_who_does_not_have_the_same_address(panel: Panel, petra: User, elm: Hub) -> None:
    stranger = make_person(elm, "Stranger", phone="07700 900999")
    with pytest.raises(ValidationError, match="same address or number"):
        services.make_known(interest=talked_with(panel, petra), name="Sana", hub=elm, by=petra, today=today(), known_id=str(stranger.pk))
    assert Person.objects.get() == stranger


def test_somebody_else_who_shares_the_number_gets_a_record_of_their_own(panel: Panel, petra: User, elm: Hub) -> None:
    make_person(elm, "Ola Nowak", phone="07700 900123")
    services.make_known(interest=talked_with(panel, petra), name="Sana", hub=elm, by=petra, today=today(), is_another=True)
    assert Person.objects.count() == 2


def test_a_young_person_is_asked_for_no_yes_before_staff_say_from_when(panel: Panel, petra: User, elm: Hub) -> None:
    one = known(panel, petra, elm, is_young=True, through_adult=True)
    assert one.person is not None
    assert (one.person.is_young, one.person.source) == (True, Source.STAFF)
    assert not may_say_yes(one.person, today())


def test_nobody_writes_people_down_at_a_hub_that_is_not_theirs(panel: Panel, petra: User, oak: Hub) -> None:
    for hub in (oak, None):
        with pytest.raises(ValidationError) as refused:
            services.make_known(interest=talked_with(panel, petra), name="Sana", hub=hub, by=petra, today=today())
        assert "Choose the hub that knows them" in reasons(refused)
    assert not Person.objects.exists()


def test_who_reaches_no_panel_does_nothing_there(panel: Panel, cara: User, ben: User) -> None:
    one = asked(panel)
    for by in (cara, ben):
        with pytest.raises(PermissionDenied):
            services.rang(interest=one, came_of=CameOf.REACHED, by=by, today=today())


# --- On the panel ---------------------------------------------------------------------------------------------------------


def test_joining_makes_a_member_who_gets_to_know_the_panel(panel: Panel, petra: User, elm: Hub) -> None:
    one = known(panel, petra, elm, heard_through="midwife")
    member = join(one, petra)

    assert (member.stage, member.joined_on, member.panel) == (Stage.INDUCTION, today(), panel)
    one.refresh_from_db()
    assert (one.how_ended, one.heard_through, one.person, one.introduction) == (HowEnded.JOINED, "midwife", None, None)
    assert one.membership == member


def test_how_the_panel_works_is_agreed_to_before_somebody_joins(panel: Panel, petra: User, elm: Hub) -> None:
    terms = Terms.objects.create(panel=panel, written_by=petra, adopted_on=today(), adopted_by=petra)
    one = known(panel, petra, elm)
    with pytest.raises(ValidationError) as refused:
        join(one, petra)
    assert "whether they agree to how the panel works (version 1)" in reasons(refused)

    with pytest.raises(ValidationError) as refused:
        join(one, petra, agrees_to=2)  # the tick of a page that named another version
    assert "(version 1)" in reasons(refused)

    member = join(one, petra, agrees_to=1)
    agreement = TermsAgreement.objects.get()
    assert (agreement.terms, agreement.membership, agreement.agreed_on, agreement.how) == (terms, member, today(), "phone")


def test_nobody_joins_twice_and_nobody_joins_unknown_or_what_has_ended(panel: Panel, petra: User, elm: Hub) -> None:
    with pytest.raises(ValidationError) as refused:
        join(asked(panel), petra)
    assert "Say first who they are" in reasons(refused)

    one = known(panel, petra, elm, phone="07700 900777")
    make_member(panel, one.person)
    with pytest.raises(ValidationError) as refused:
        join(one, petra)
    assert "They are on this panel already." in reasons(refused)

    Membership.objects.all().delete()
    Panel.objects.filter(pk=panel.pk).update(ended_on=today())
    with pytest.raises(ValidationError) as refused:
        join(one, petra)
    assert "The panel has ended." in reasons(refused)


def test_somebody_who_was_set_aside_does_not_join(panel: Panel, petra: User, elm: Hub) -> None:
    one = known(panel, petra, elm)
    Person.objects.update(set_aside_on=today())
    with pytest.raises(ValidationError) as refused:
        join(one, petra)
    assert "set aside" in reasons(refused)


def test_the_trail_keeps_every_act_and_no_name(panel: Panel, petra: User, elm: Hub) -> None:
    one = known(panel, petra, elm, name="Quentin Canary", words="Quentin wrote this")
    join(one, petra)

    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert [verb for verb in verbs if verb.startswith("panels.interest")] == [
        "panels.interest.come",
        "panels.interest.ring",
        "panels.interest.make_known",
        "panels.interest.join",
    ]
    assert not any("Quentin" in entry.facts + entry.subject for entry in AuditEntry.objects.all())
