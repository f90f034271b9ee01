"""A yes that is not proved is not written down; a no needs no proof."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from consent.choices import Decision
from consent.models import ConsentRecord, Partner, Person, Purpose, Wording
from consent.selectors import ledger as selectors
from consent.services import ledger as services
from consent.services import purposes as purposes_services
from core.models import Hub
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
    agreeing.publish_newer_words_long_ago(card)
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
    zed = agreeing.make_person(elm, is_young=True, ask_again_from=today())
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
