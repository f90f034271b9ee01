"""The ledger: what people decided is only ever added, what holds is read from the rows, and nothing is written down that is not proved."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from consent.choices import Decision, Stands
from consent.models import ConsentDetail, ConsentRecord, ConsentScan, Partner, Person, Purpose, Wording
from consent.rules.ledger import months_after
from consent.selectors import ledger as selectors
from consent.services import ledger as services
from consent.services import purposes as purposes_services
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
    assert services.forget_names(person=ola) == 2
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
    for decision in ("granted", "refused", "granted", "withdrawn"):
        agreeing.decide(ola, card, decision, by=petra)
        assert selectors.standing(ola, card).state == decision
    assert len(selectors.standing(ola, card).history) == 4


def test_a_form_signed_before_a_change_of_mind_and_written_down_after_it_does_not_bring_the_yes_back(
    petra: User, ola: Person, card: Purpose
) -> None:
    _published_long_ago(card)
    services.change_mind(person=ola, purpose=card, today=today(), by=None)
    agreeing.decide(ola, card, by=petra, given_on=today() - timedelta(days=9))
    assert selectors.standing(ola, card).state == Stands.REFUSED


def _published_long_ago(purpose: Purpose) -> None:
    """Make words that were published last year: what is frozen can only be made anew."""
    for audience in ("adults", "young"):
        Wording.objects.create(
            purpose=purpose,
            audience=audience,
            number=90,
            question="May we write?",
            text="We write.",
            yes="Yes",
            no="No",
            digest="x",
            published_at=timezone.now() - timedelta(days=400),
            supersedes=Wording.objects.get(purpose=purpose, audience=audience),
        )


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


# --- What is not written down ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"decision": "perhaps"}, "yes or no"),
        ({"method": "paper"}, "Add a photo or a scan of the signed form."),
        ({"witness": " "}, "Write who else heard it."),
        ({"method": "sheet"}, "where the sheet is kept"),
        ({"method": "magic"}, "Say how they told us."),
        ({"given_by": "aunt"}, "Say who decided"),
        ({"given_by": "decider", "decided_by": "x"}, "Grown-ups decide for themselves."),
        ({"language": "ur"}, "in another language than those that were shown"),
        ({"given_on": date(2001, 1, 1)}, "did not exist yet on that day"),
        ({"given_on": date(2999, 1, 1)}, "That day is still to come."),
        ({"until_on": date(2001, 1, 1)}, "cannot end before the day it was said"),
        ({"witness": "w" * 201}, "at most 200 letters"),
        ({"channels": ("smoke",)}, "Choose only places that belong"),
    ],
)
def test_a_yes_that_is_not_proved_is_not_written_down(petra: User, ola: Person, card: Purpose, facts: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        agreeing.decide(ola, card, **({"decision": "granted"} | facts), by=petra)
    assert not ConsentRecord.objects.exists()


def test_a_no_needs_no_witness_no_scan_and_no_tick(priya: User, petra: User, ola: Person) -> None:
    photo = agreeing.asked_purpose(by=priya, special="explicit")
    assert agreeing.decide(ola, photo, "refused", by=petra, witness="").decision == Decision.REFUSED
    with pytest.raises(ValidationError, match="a yes to these very words"):
        agreeing.decide(ola, photo, by=petra)
    assert agreeing.decide(ola, photo, by=petra, is_explicit=True).is_explicit


def test_words_that_were_never_published_were_never_read(priya: User, petra: User, ola: Person) -> None:
    draft = agreeing.write_words(agreeing.make_purpose(), by=priya)
    with pytest.raises(ValidationError, match="never published"):
        agreeing.decide(ola, draft.purpose, by=petra, wording=draft)


def test_what_is_not_asked_takes_no_yes(priya: User, petra: User, ola: Person) -> None:
    shown = agreeing.make_purpose(basis="public_task")
    words = agreeing.publish_words(shown, by=priya)
    with pytest.raises(ValidationError, match="its basis is not consent"):
        agreeing.decide(ola, shown, by=petra, wording=words)


def test_words_of_another_purpose_prove_nothing(priya: User, petra: User, ola: Person, card: Purpose) -> None:
    other = agreeing.publish_words(agreeing.make_purpose(), by=priya)
    with pytest.raises(ValidationError, match="belong to another purpose"):
        agreeing.decide(ola, card, by=petra, wording=other)


def test_nothing_more_is_written_down_about_who_was_erased_or_merged(petra: User, elm: Hub, ola: Person, card: Purpose) -> None:
    gone = agreeing.make_person(elm, email="", erased_on=today())
    twin = agreeing.make_person(elm, merged_into=ola)
    with pytest.raises(ValidationError, match="was erased"):
        agreeing.decide(gone, card, by=petra)
    with pytest.raises(ValidationError, match="merged into another"):
        agreeing.decide(twin, card, by=petra)
    stale = Person.objects.get(pk=ola.pk)
    Person.objects.filter(pk=ola.pk).update(merged_into=gone)
    with pytest.raises(ValidationError, match="merged into another"):
        agreeing.decide(stale, card, by=petra)


def test_newer_words_are_the_ones_to_show_but_a_form_may_be_an_old_print(priya: User, petra: User, ola: Person, card: Purpose) -> None:
    _published_long_ago(card)
    old = Wording.objects.get(purpose=card, audience="adults", number=1)
    assert selectors.replaced_on(old) == timezone.localdate(Wording.objects.get(purpose=card, supersedes=old).published_at)
    with pytest.raises(ValidationError, match="Newer words had taken the place"):
        agreeing.decide(ola, card, by=petra, wording=old)
    assert agreeing.decide(ola, card, by=petra, wording=old, method="paper", scan=("pdf", b"%PDF-")).wording == old


def test_a_partner_is_named_where_it_must_be_and_nowhere_else(priya: User, petra: User, ola: Person, card: Purpose) -> None:
    purpose = agreeing.asked_purpose(by=priya, for_a_partner=True)
    forum = Partner.objects.create(name="Forum", about="x", ended_on=today())
    with pytest.raises(ValidationError, match="Choose the partner"):
        agreeing.decide(ola, purpose, by=petra)
    with pytest.raises(ValidationError, match="We share nothing with this partner any more"):
        agreeing.decide(ola, purpose, by=petra, partner=forum)
    with pytest.raises(ValidationError, match="names no partner"):
        agreeing.decide(ola, card, by=petra, partner=forum)


def test_a_young_person_says_yes_to_the_words_for_young_people(petra: User, elm: Hub, card: Purpose) -> None:
    zed = agreeing.make_person(elm, is_young=True)
    adults = Wording.objects.get(purpose=card, audience="adults")
    with pytest.raises(ValidationError, match="the words for young people"):
        agreeing.decide(zed, card, by=petra, wording=adults)
    assert agreeing.decide(zed, card, by=petra).wording.audience == "young"


def test_a_child_who_is_not_asked_yet_may_always_say_no(petra: User, elm: Hub, card: Purpose) -> None:
    child = agreeing.make_person(elm, is_young=True, ask_again_from=today() + timedelta(days=40))
    with pytest.raises(ValidationError, match="not asked themselves yet"):
        agreeing.decide(child, card, by=petra)
    assert agreeing.decide(child, card, "refused", by=petra)
    with pytest.raises(ValidationError, match="Write who decided for them"):
        agreeing.decide(child, card, by=petra, given_by="decider")
    Person.objects.filter(pk=child.pk).update(ask_again_from=today())
    with pytest.raises(ValidationError, match="old enough to be asked themselves"):
        agreeing.decide(child, card, by=petra, given_by="decider", decided_by="Ola, mother")


def test_an_ended_purpose_takes_no_yes_and_always_a_change_of_mind(priya: User, petra: User, ola: Person, card: Purpose) -> None:
    agreeing.decide(ola, card, by=petra)
    purposes_services.end_purpose(purpose=card, by=priya, today=today())
    card.refresh_from_db()
    with pytest.raises(ValidationError, match="has ended"):
        agreeing.decide(ola, card, by=petra)
    assert services.change_mind(person=ola, purpose=card, today=today(), by=None).record.decision == Decision.WITHDRAWN


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
    _published_long_ago(card)
    assert services.change_mind(person=ola, purpose=card, today=today(), by=None).record.wording == old
