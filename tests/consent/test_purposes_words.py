"""Purposes and their words: what a council starts with, what is frozen, what each basis does to people's rights."""

import hashlib
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from consent import provides
from consent.choices import RIGHTS_OF, Basis, Holds
from consent.choices.purposes_to_begin_with import BEGINNINGS, SHOWN
from consent.models import Purpose, Wording
from consent.rules import purposes as rules
from consent.selectors import purposes as selectors
from consent.services import purposes as services
from core.models import AuditEntry
from tests.consent import agreeing

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)


# --- What every council starts with ---------------------------------------------------------------------------------------


@pytest.fixture
def begun(db: None) -> None:
    """A new council, set up as `manage.py sync_roles` does."""
    provides.begin_with_purposes()


@pytest.mark.usefixtures("begun")
def test_a_new_council_starts_with_sound_purposes_and_published_words() -> None:
    asked = {purpose.key for purpose in Purpose.objects.asked()}
    shown = {purpose.key for purpose in Purpose.objects.exclude(basis=Basis.CONSENT)}

    assert asked == {"told", "take_part", "photo", "film", "quote", "panel_name", "panel_words", "case_study", "share"}
    assert shown == {"panel", "expenses", "adjustments", "monitoring"}
    for purpose in Purpose.objects.all():
        words = selectors.wording_to_show(purpose, language="ur", audience="adults")
        assert words, f"{purpose} has no words"
        assert words.is_published
        assert (words.language, words.number) == ("en-gb", 1)


@pytest.mark.usefixtures("begun")
def test_the_words_are_easy_to_read_and_say_that_a_no_is_fine_and_how_to_change_a_mind() -> None:
    for one in BEGINNINGS:
        assert [hint for part in (one.question, one.about, one.text, *one.young) for hint in rules.reading_hints(part)] == [], one.key
    for wording in Wording.objects.filter(purpose__basis=Basis.CONSENT):
        assert "You do not have to say yes" in wording.text
        assert "change your mind at any time" in wording.text
        assert wording.yes
        assert wording.no


@pytest.mark.usefixtures("begun")
def test_a_person_could_publish_each_of_the_words_that_nobody_published() -> None:
    for wording in Wording.objects.select_related("purpose"):
        assert wording.published_by is None
        assert len(wording.digest) == 64
        wording.published_at = None
        assert rules.why_not_publish(wording, english=None) == [], wording.purpose.key


@pytest.mark.usefixtures("begun")
def test_what_is_only_shown_asks_for_no_yes_and_says_how_to_stop_it() -> None:
    for one in SHOWN:
        assert not one.yes
        assert not one.no
    monitoring = Purpose.objects.get(key="monitoring")
    assert monitoring.stops_in_one_step
    assert "stop using mine" in Wording.objects.get(purpose=monitoring).text
    assert "We never ask for a diagnosis" in Wording.objects.get(purpose__key="adjustments").text


@pytest.mark.usefixtures("begun")
def test_a_second_migrate_changes_nothing_and_brings_back_nothing_that_the_council_ended(priya: User) -> None:
    photo = Purpose.objects.get(key="photo")
    services.end_purpose(purpose=photo, by=priya, today=TODAY)
    Purpose.objects.filter(key="film").update(title="Use a film or sound of you")
    before = list(Purpose.objects.order_by("pk").values()), Wording.objects.count()

    provides.begin_with_purposes()

    assert (list(Purpose.objects.order_by("pk").values()), Wording.objects.count()) == before


@pytest.mark.usefixtures("begun")
def test_what_a_council_starts_with_is_put_in_place_once_and_leaves_no_act_of_anybody() -> None:
    assert services.begin() == 0
    assert not AuditEntry.objects.exists()


# --- Rights ---------------------------------------------------------------------------------------------------------------


def _holds(basis: str) -> dict[str, str]:
    return {right.name.partition(" (")[0]: right.holds for right in RIGHTS_OF[basis]}


def test_each_basis_has_the_effect_on_rights_that_the_law_gives_it() -> None:
    public_task, consent = _holds(Basis.PUBLIC_TASK), _holds(Basis.CONSENT)

    assert set(RIGHTS_OF) == set(Basis.values)
    assert public_task["Say no to it"] == Holds.YES
    assert (public_task["Take it elsewhere"], public_task["Have it erased"]) == (Holds.NO, Holds.PARTLY)
    assert (consent["Change their mind"], consent["Have it erased"], consent["Take it elsewhere"]) == (Holds.YES,) * 3
    assert public_task["Change their mind"] == Holds.NO


# --- Writing and publishing -----------------------------------------------------------------------------------------------


def test_words_are_frozen_when_they_are_published(priya: User) -> None:
    wording = agreeing.publish_words(agreeing.make_purpose(), by=priya)
    wording.text = "We sell your name."
    for act in (
        wording.save,
        lambda: Wording.objects.filter(pk=wording.pk).update(text="x"),
        wording.delete,
        lambda: _sql(f"UPDATE consent_wording SET text = 'x' WHERE id = {wording.pk}"),
        lambda: _sql(f"DELETE FROM consent_wording WHERE id = {wording.pk}"),
    ):
        with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
            act()
    assert Wording.objects.get(pk=wording.pk).text == "We write four times a year."


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_correction_is_a_new_version_and_families_read_the_old_one_until_it_is_out(priya: User) -> None:
    purpose = agreeing.make_purpose()
    first = agreeing.publish_words(purpose, by=priya)

    draft = agreeing.write_words(purpose, by=priya, text="We write twice a year.")
    assert selectors.wording_to_show(purpose, language="en-gb", audience="adults") == first

    second = services.publish_wording(wording=draft, by=priya)

    assert (second.number, second.supersedes) == (2, first)
    assert selectors.wording_to_show(purpose, language="en-gb", audience="adults") == second
    first.refresh_from_db()
    assert first.text == "We write four times a year."


def test_writing_twice_goes_on_with_one_draft(priya: User) -> None:
    purpose = agreeing.make_purpose()
    assert agreeing.write_words(purpose, by=priya) == agreeing.write_words(purpose, by=priya, text="Other words.")
    assert purpose.wordings.get().text == "Other words."


def test_a_translation_goes_out_only_when_a_person_has_checked_it_and_a_new_word_needs_a_new_check(priya: User) -> None:
    purpose = agreeing.make_purpose()
    agreeing.publish_words(purpose, by=priya)
    draft = agreeing.write_words(purpose, by=priya, language="ur", text="ہم لکھتے ہیں")
    with pytest.raises(ValidationError, match="has to check the translation first"):
        services.publish_wording(wording=draft, by=priya)

    services.mark_as_checked(wording=draft, checker="Language line", by=priya, today=TODAY)
    draft.refresh_from_db()
    assert (draft.checker, draft.checked_by, draft.checked_on) == ("Language line", priya, TODAY)
    agreeing.write_words(purpose, by=priya, language="ur", text="ہم نہیں لکھتے")
    with pytest.raises(ValidationError, match="has to check the translation first"):
        services.publish_wording(wording=draft, by=priya)

    services.mark_as_checked(wording=draft, checker="Language line", by=priya, today=TODAY)
    services.publish_wording(wording=draft, by=priya)

    shown = selectors.wording_to_show(purpose, language="ur", audience="adults")
    assert shown
    assert shown.language == "ur"


def test_the_database_itself_refuses_an_unchecked_translation(priya: User) -> None:
    purpose = agreeing.make_purpose()
    draft = agreeing.write_words(purpose, by=priya, language="pl")
    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.filter(pk=draft.pk).update(published_at="2026-11-30T10:00Z", digest="x")


def test_a_translation_is_not_out_before_the_english_words_it_translates(priya: User) -> None:
    draft = agreeing.write_words(agreeing.make_purpose(), by=priya, language="pl")
    services.mark_as_checked(wording=draft, checker="Ola", by=priya, today=TODAY)
    with pytest.raises(ValidationError, match="Publish the English words first"):
        services.publish_wording(wording=draft, by=priya)


def test_english_needs_no_check_and_nobody_is_nobody(priya: User) -> None:
    draft = agreeing.write_words(agreeing.make_purpose(), by=priya)
    with pytest.raises(ValidationError) as refusal:
        services.mark_as_checked(wording=draft, checker="  ", by=priya, today=TODAY)
    assert refusal.value.messages == [
        "These words are in English: they need no check of a translation.",
        "Say who read it, such as “the council’s interpreting service”.",
    ]


@pytest.mark.parametrize(
    ("fields", "words", "why"),
    [
        ({}, {"yes": ""}, "a yes and a no"),
        ({}, {"no": " "}, "a yes and a no"),
        ({}, {"text": "We tell {partner}."}, "names no partner"),
        ({"for_a_partner": True}, {"question": "May we?", "text": "We tell them."}, "where the partner’s name shall stand"),
    ],
)
def test_words_that_lack_something_stay_a_draft(priya: User, fields: dict[str, Any], words: dict[str, str], why: str) -> None:
    draft = agreeing.write_words(agreeing.make_purpose(**fields), by=priya, **words)
    with pytest.raises(ValidationError, match=why):
        services.publish_wording(wording=draft, by=priya)
    draft.refresh_from_db()
    assert not draft.is_published


def test_the_fingerprint_is_of_everything_that_families_read(priya: User) -> None:
    purpose = agreeing.make_purpose(controllers="Ashmere County Council", recipients="Nobody else")
    wording = agreeing.publish_words(purpose, by=priya)

    parts = '["en-gb","adults","May we write to you?","We write four times a year.","Yes, do","No, do not","Ashmere County Council"'
    assert wording.digest == hashlib.sha256(f'{parts},"Nobody else"]'.encode()).hexdigest()
    Purpose.objects.filter(pk=purpose.pk).update(controllers="Another council")
    wording.refresh_from_db()
    assert wording.controllers == "Ashmere County Council"


def test_what_people_decided_on_keeps_its_basis(priya: User) -> None:
    purpose = agreeing.make_purpose()
    said = {"title": purpose.title, "about": "x", "basis": Basis.PUBLIC_TASK, "special": ""}
    wrong = rules.why_not_save(said, is_decided_on=True, before=purpose)
    assert wrong["basis"] == ["People have decided about this as it is. End this purpose and begin a new one with the other basis."]
    assert rules.why_not_save(said, is_decided_on=False, before=purpose) == {}


def test_who_serves_a_hub_reads_every_purpose_and_reaches_none_to_change(hana: User, priya: User, nora: User) -> None:
    agreeing.make_purpose()
    assert Purpose.objects.visible_to(hana, "purpose.view").count() == 1
    assert Purpose.objects.wholly_within(hana, "purpose.view").count() == 0
    assert Purpose.objects.wholly_within(priya, "purpose.edit").count() == 1
    assert Purpose.objects.visible_to(nora, "purpose.view").count() == 0


def test_ended_purposes_get_no_new_words_and_end_once(priya: User) -> None:
    purpose = agreeing.make_purpose()
    draft = agreeing.write_words(purpose, by=priya)
    services.end_purpose(purpose=purpose, by=priya, today=TODAY)
    with pytest.raises(ValidationError, match="This purpose has ended"):
        agreeing.write_words(purpose, by=priya)
    with pytest.raises(ValidationError, match="This purpose has ended"):
        services.publish_wording(wording=draft, by=priya)
    with pytest.raises(ValidationError, match="has ended already"):
        services.end_purpose(purpose=purpose, by=priya, today=TODAY)


# --- Hints ----------------------------------------------------------------------------------------------------------------


def test_hints_name_long_sentences_and_long_words_and_praise_nothing_else() -> None:
    assert rules.reading_hints("We write to you. You can say no.") == []
    assert rules.reading_hints("") == []
    long = "We " + "go on and on " * 6 + "and then we stop."
    (hint,) = rules.reading_hints(f"Short one. {long}")
    assert hint.startswith("This sentence has 29 words: “We go on and on …”")
    (hint,) = rules.reading_hints("We facilitate the dissemination of information.")
    assert hint == "Long words: facilitate, dissemination, information. Is there a shorter one?"


def test_a_hint_stands_beside_a_survey_that_asks_for_consent() -> None:
    survey = Purpose(title="Our survey", about="We ask you about the hub.", basis=Basis.CONSENT)
    assert "Those are normally a public task" in rules.hints_on_basis(survey)[0]
    survey.basis = Basis.PUBLIC_TASK
    assert rules.hints_on_basis(survey) == []
