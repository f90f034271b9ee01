"""A translation renders one version of the English words: when that is replaced, families read English until somebody checked it again."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from consent.models import Person, Purpose
from consent.selectors import ledger as ledger_selectors
from consent.selectors import purposes as selectors
from consent.selectors.my_choices import Choice, choice_of
from consent.services import purposes as services
from core.models import Hub
from tests.builders import today
from tests.consent import agreeing

pytestmark = pytest.mark.django_db


def _shown_in_polish(person: Person, purpose: Purpose) -> Choice:
    one = choice_of(person, key=purpose.key, partner_id=None, language="pl", today=today())
    assert one
    return one


def _missing(purpose: Purpose) -> list[str]:
    return selectors.what_is_missing(purpose, selectors.latest_wordings([purpose])[purpose.pk])


def test_a_translation_of_replaced_words_is_no_longer_asked(priya: User, petra: User, elm: Hub) -> None:
    purpose = agreeing.asked_purpose(by=priya)
    ola = agreeing.make_person(elm)
    kid = agreeing.make_person(elm, is_young=True, ask_again_from=today())
    old = {audience: agreeing.publish_words(purpose, by=priya, language="pl", audience=audience) for audience in ("adults", "young")}
    for person, audience in ((ola, "adults"), (kid, "young")):
        one = _shown_in_polish(person, purpose)
        assert one.wording == old[audience]

        newer = agreeing.publish_words(purpose, by=priya, audience=audience, text="New and wider words.")

        one = _shown_in_polish(person, purpose)
        assert one.wording == newer, "English, until somebody has checked the translation again"
        assert one.may_say_yes
    assert selectors.wording_to_show(purpose, language="pl", audience="adults") != old["adults"]
    (why,) = [reason for reason in _missing(purpose) if "families read English until they are checked again" in reason]
    assert "(adults)" in why
    assert "(young people)" in why
    assert ledger_selectors.replaced_on(old["adults"]) == today()

    same = agreeing.publish_words(purpose, by=priya, language="pl")
    assert (same.number, same.supersedes, same.text) == (2, old["adults"], old["adults"].text)
    assert _shown_in_polish(ola, purpose).wording == same
    (why,) = [reason for reason in _missing(purpose) if "families read English until they are checked again" in reason]
    assert "(adults)" not in why


def test_a_translation_that_was_checked_before_the_english_words_changed_waits_for_another_check(priya: User) -> None:
    purpose = agreeing.make_purpose()
    agreeing.publish_words(purpose, by=priya)
    draft = agreeing.write_words(purpose, by=priya, language="pl")
    services.mark_as_checked(wording=draft, checker="Language line", by=priya, today=today())
    agreeing.publish_words(purpose, by=priya, text="New and wider words.")
    with pytest.raises(ValidationError, match="The English words are newer than this check"):
        services.publish_wording(wording=draft, by=priya)
    services.mark_as_checked(wording=draft, checker="Language line", by=priya, today=today())
    assert services.publish_wording(wording=draft, by=priya).is_published


def test_whoever_changes_the_words_for_adults_is_asked_about_those_for_young_people(priya: User) -> None:
    purpose = agreeing.asked_purpose(by=priya)
    why = "The words for adults are newer than those for young people. Do those still say the same?"
    assert why not in _missing(purpose)
    agreeing.publish_words(purpose, by=priya, text="New and wider words.")
    assert why in _missing(purpose)
