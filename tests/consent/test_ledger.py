"""The ledger: what people decided is only ever added, what holds is read from the rows, and nothing is written down that is not proved."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from consent.choices import Decision, Stands
from consent.models import ConsentDetail, ConsentRecord, ConsentScan, Partner, Person, Purpose, Wording
from consent.selectors import ledger as selectors
from consent.services import ledger as services
from core.clocks import months_after
from core.models import AuditEntry, Hub
from tests.builders import today
from tests.consent import agreeing

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(priya: User) -> Purpose:
    """A purpose that is asked, with words."""
    return agreeing.asked_purpose(by=priya)


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, a parent at Elm."""
    return agreeing.make_person(elm)


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


# --- Nothing is changed afterwards ----------------------------------------------------------------------------------------


def test_a_decision_is_never_changed_and_never_deleted(petra: User, ola: Person, card: Purpose) -> None:
    record = agreeing.decide(ola, card, by=petra)
    record.decision = Decision.REFUSED
    acts: list[Callable[[], Any]] = [
        record.save,
        record.delete,
        lambda: ConsentRecord.objects.update(decision=Decision.REFUSED),
        lambda: _sql("UPDATE consent_consentrecord SET decision = 'refused'"),
        lambda: _sql("DELETE FROM consent_consentrecord"),
    ]
    for act in acts:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert ConsentRecord.objects.get().decision == Decision.GRANTED


def test_the_name_of_a_partner_stays_once_somebody_decided_on_it(petra: User, priya: User, ola: Person) -> None:
    purpose = agreeing.asked_purpose(by=priya, for_a_partner=True)
    forum = Partner.objects.create(name="Parent forum", about="Parents for parents.")
    forum.name = "Ashmere parent forum"
    forum.save()
    agreeing.decide(ola, purpose, by=petra, partner=forum)
    forum.name = "Somebody else"
    with pytest.raises(IntegrityError), transaction.atomic():
        forum.save()
    Partner.objects.filter(pk=forum.pk).update(ended_on=today())


def test_the_ledger_holds_ids_and_no_name(petra: User, ola: Person, card: Purpose) -> None:
    record = agreeing.decide(ola, card, by=petra, witness="Wendy Witness")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM consent_consentrecord")
        row = str(cursor.fetchall())
        cursor.execute("SELECT * FROM consent_consentdetail")
        sealed = str(cursor.fetchall())
    for name in ("Wendy", "Ola", "family.example"):
        assert name not in row + sealed + str(record) + "".join(entry.facts for entry in AuditEntry.objects.all())
    assert ConsentDetail.objects.get().witness == "Wendy Witness"


def test_names_and_scans_can_be_deleted_and_the_decision_stays(petra: User, ola: Person, card: Purpose) -> None:
    agreeing.decide(ola, card, by=petra, method="paper", scan=("pdf", b"%PDF-1.7 signed"))
    assert services.forget_names(ConsentRecord.objects.all()) == 2
    assert not ConsentDetail.objects.exists()
    assert not ConsentScan.objects.exists()
    assert ConsentRecord.objects.count() == 1


def test_a_scan_is_sealed_in_the_database(petra: User, ola: Person, card: Purpose) -> None:
    agreeing.decide(ola, card, by=petra, method="paper", scan=("pdf", b"%PDF-1.7 signed by Ola Bright"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM consent_consentscan")
        stored = cursor.fetchone()[0]
    assert stored.startswith("e1:test:")
    assert "Ola" not in stored
    assert ConsentScan.objects.get().content == b"%PDF-1.7 signed by Ola Bright"


# --- What holds -----------------------------------------------------------------------------------------------------------


def test_not_known_is_not_yes_and_the_last_word_holds(petra: User, ola: Person, card: Purpose) -> None:
    assert selectors.standing(ola, card).state == Stands.NOT_KNOWN
    assert not selectors.standing(ola, card).is_yes
    agreeing.publish_newer_words_long_ago(card)
    for days, decision in ((3, "granted"), (2, "refused"), (1, "granted"), (0, "withdrawn")):
        agreeing.decide(ola, card, decision, by=petra, given_on=today() - timedelta(days=days))
        assert selectors.standing(ola, card).state == decision
    assert len(selectors.standing(ola, card).history) == 4


def test_a_form_signed_before_a_change_of_mind_and_written_down_after_it_does_not_bring_the_yes_back(
    petra: User, ola: Person, card: Purpose
) -> None:
    agreeing.publish_newer_words_long_ago(card)
    services.change_mind(person=ola, purpose=card, today=today(), by=None)
    agreeing.decide(ola, card, by=petra, given_on=today() - timedelta(days=9))
    assert selectors.standing(ola, card).state == Stands.REFUSED


def test_a_form_signed_on_the_day_they_changed_their_mind_and_typed_after_it_is_not_a_yes(petra: User, ola: Person, card: Purpose) -> None:
    services.change_mind(person=ola, purpose=card, today=today(), by=None)
    on_paper = services.record(
        said=agreeing.said(ola, card, method="paper"), by=petra, hub=None, today=today(), scan=("pdf", b"%PDF-1.7 signed")
    )
    assert selectors.standing(ola, card).state == Stands.REFUSED
    assert on_paper.is_overtaken
    assert "It stays a no for Send you a newsletter" in services.overtaken_in_words([on_paper])

    on_the_web = services.record(said=agreeing.said(ola, card, method="web", witness=""), by=None, hub=None, today=today())
    assert selectors.standing(ola, card).record == on_the_web.record, "a yes on our website has its moment"
    assert services.overtaken_in_words([on_the_web]) == ""
    narrower = agreeing.decide(ola, card, by=petra, channels=("web",))
    assert selectors.standing(ola, card).record == narrower, "no no stands between them"


def test_a_yes_ends_after_its_last_day(petra: User, ola: Person, card: Purpose) -> None:
    agreeing.decide(ola, card, by=petra, until_on=today() + timedelta(days=5))
    on = {days: selectors.standing(ola, card, today=today() + timedelta(days=days)) for days in (0, 5, 6)}
    assert [on[0].state, on[5].state, on[6].state] == [Stands.GRANTED, Stands.GRANTED, Stands.RAN_OUT]
    assert on[6].since_on == today() + timedelta(days=6)


def test_a_yes_holds_for_the_months_that_the_purpose_says(priya: User, petra: User, ola: Person) -> None:
    purpose = agreeing.asked_purpose(by=priya, good_for_months=3)
    assert agreeing.decide(ola, purpose, by=petra).until_on == months_after(today(), 3)
    assert agreeing.decide(ola, purpose, "refused", by=petra).until_on is None
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2026, 12, 1), 12) == date(2027, 12, 1)


def test_somebody_elses_yes_for_a_child_ends_when_the_child_is_to_be_asked(petra: User, elm: Hub, card: Purpose) -> None:
    first = today() + timedelta(days=40)
    child = agreeing.make_person(elm, is_young=True, ask_again_from=first)
    agreeing.decide(child, card, by=petra, given_by="decider", decided_by="Ola Bright, mother")
    assert selectors.standing(child, card, today=first - timedelta(days=1)).is_yes
    assert selectors.standing(child, card, today=first).state == Stands.RAN_OUT


def test_a_yes_is_for_one_partner_only(priya: User, petra: User, ola: Person) -> None:
    purpose = agreeing.asked_purpose(by=priya, for_a_partner=True)
    forum, trust = (Partner.objects.create(name=name, about="x") for name in ("Forum", "Trust"))
    agreeing.decide(ola, purpose, by=petra, partner=forum)
    assert selectors.standing(ola, purpose, forum).is_yes
    assert selectors.standing(ola, purpose, trust).state == Stands.NOT_KNOWN


def test_what_stood_under_a_merged_record_counts_for_who_it_is_now(petra: User, elm: Hub, ola: Person, card: Purpose) -> None:
    twin = agreeing.make_person(elm)
    older = agreeing.make_person(elm, merged_into=None)
    agreeing.decide(older, card, by=petra)
    Person.objects.filter(pk=older.pk).update(merged_into=twin)
    Person.objects.filter(pk=twin.pk).update(merged_into=ola)
    assert selectors.standing(ola, card).is_yes
    assert selectors.standings([ola], card)[ola.pk].is_yes


def test_many_people_cost_as_many_queries_as_one(
    petra: User, elm: Hub, card: Purpose, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [agreeing.make_person(elm) for _ in range(12)]
    for person in people[:6]:
        agreeing.decide(person, card, by=petra)
    with django_assert_num_queries(2):
        found = selectors.standings(Person.objects.filter(hub=elm), card)
    assert sorted(one.state for one in found.values()) == [Stands.GRANTED] * 6 + [Stands.NOT_KNOWN] * 6


# --- The web road, and changing a mind ------------------------------------------------------------------------------------


def test_a_person_says_yes_on_the_web_with_nobody_of_staff_beside_them(ola: Person, card: Purpose) -> None:
    done = services.record(said=agreeing.said(ola, card, method="web", witness=""), by=None, hub=None, today=today())
    assert (done.record.method, done.record.collected_by, done.record.hub) == ("web", None, ola.hub)
    assert AuditEntry.objects.get(verb="consent.record.write").actor == "system"


def test_what_staff_take_in_names_who_took_it_in(ola: Person, card: Purpose) -> None:
    with pytest.raises(ValidationError, match="A member of staff writes this down"):
        services.record(said=agreeing.said(ola, card), by=None, hub=None, today=today())


def test_changing_a_mind_needs_nothing_but_the_word(petra: User, ola: Person, card: Purpose) -> None:
    agreeing.decide(ola, card, by=petra)
    done = services.change_mind(person=ola, purpose=card, today=today(), by=None)
    assert (done.record.decision, done.record.method) == (Decision.WITHDRAWN, "web")
    assert selectors.standing(ola, card).state == Stands.WITHDRAWN


def test_who_never_said_yes_says_no(ola: Person, card: Purpose) -> None:
    assert services.change_mind(person=ola, purpose=card, today=today(), by=None).record.decision == Decision.REFUSED


def test_what_was_agreed_under_replaced_words_is_taken_back_all_the_same(petra: User, ola: Person, card: Purpose) -> None:
    old = Wording.objects.get(purpose=card, audience="adults")
    agreeing.decide(ola, card, by=petra)
    agreeing.publish_newer_words_long_ago(card)
    assert services.change_mind(person=ola, purpose=card, today=today(), by=None).record.wording == old
