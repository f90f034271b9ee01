"""What nobody can change: the same sentences on whichever database the suite runs on."""

import json
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import User
from core import append_only, audit
from core.models import AuditEntry, AuditSeal, Hub, SealedEntry
from feedback.choices import Mode, Outcome
from feedback.models import Survey, SurveyVersion, WeDid, YouSaid
from tests.builders import make_survey, make_you_said

pytestmark = pytest.mark.django_db


def refused(act: Callable[[], object]) -> str:
    """Do something the database must refuse, and return what it said."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        act()
    return str(refusal.value)


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def entry(elm: Hub, asha: User) -> AuditEntry:
    audit.record("core.hub.rename", elm, by=asha, hub_id=elm.pk)
    return AuditEntry.objects.get()


@pytest.fixture
def sealed(entry: AuditEntry) -> SealedEntry:
    seal = AuditSeal.objects.create(number=1, sealed_at="now", number_of_entries=1, previous="", hash="x")
    return SealedEntry.objects.create(entry=entry, seal=seal)


def write_answer(you_said: YouSaid, text: str, by: User, supersedes: WeDid | None = None) -> WeDid:
    return WeDid.objects.create(
        you_said=you_said, outcome=Outcome.DOING, text=text, due_on=date(2027, 5, 4), written_by=by, supersedes=supersedes
    )


@pytest.fixture
def draft_answer(elm: Hub, asha: User) -> WeDid:
    return write_answer(make_you_said(elm), "We are fixing the door.", asha)


@pytest.fixture
def published_answer(draft_answer: WeDid) -> WeDid:
    draft_answer.published_at = timezone.now()
    draft_answer.save()
    return draft_answer


@pytest.fixture
def survey(elm: Hub) -> Survey:
    return make_survey(elm)


def publish_version(survey: Survey, number: int = 1) -> SurveyVersion:
    version = SurveyVersion.objects.create(survey=survey, number=number, definition={}, mode=survey.mode)
    version.published_at = timezone.now()
    version.save()
    return version


# --- The trail ------------------------------------------------------------------------------------------------------------


def test_an_audit_entry_cannot_be_saved_again(entry: AuditEntry) -> None:
    entry.actor = "staff:999"
    assert "keeps what was written" in refused(entry.save)
    assert AuditEntry.objects.get().actor != "staff:999"


def test_audit_entries_cannot_be_changed_in_bulk(entry: AuditEntry) -> None:
    assert "keeps what was written" in refused(lambda: AuditEntry.objects.update(verb="nothing.happened"))


def test_an_audit_entry_cannot_be_deleted(entry: AuditEntry) -> None:
    refused(entry.delete)
    refused(AuditEntry.objects.all().delete)
    refused(lambda: execute("DELETE FROM core_auditentry"))
    assert AuditEntry.objects.count() == 1


def test_an_audit_entry_cannot_be_written_over_by_an_insert_with_its_number(entry: AuditEntry) -> None:
    again = AuditEntry(pk=entry.pk, at="x", actor="x", verb="x", subject="x")
    refused(lambda: again.save(force_insert=True))
    refused(lambda: AuditEntry.objects.bulk_create([again], update_conflicts=True, unique_fields=["id"], update_fields=["verb"]))
    if connection.vendor == "sqlite":
        refused(lambda: execute(f"REPLACE INTO core_auditentry (id, at, actor, verb, subject, facts) VALUES ({entry.pk},'','','','','')"))
    assert AuditEntry.objects.get().verb == "core.hub.rename"


def test_a_seal_cannot_be_changed_or_written_over_by_one_with_its_number(sealed: SealedEntry) -> None:
    refused(lambda: AuditSeal.objects.update(hash="y"))
    refused(lambda: AuditSeal.objects.create(number=1, sealed_at="", number_of_entries=0, previous="", hash=""))
    if connection.vendor == "sqlite":
        columns = "number, sealed_at, number_of_entries, previous, hash"
        refused(lambda: execute(f"REPLACE INTO core_auditseal ({columns}) VALUES (1, '', 0, '', '')"))
    assert AuditSeal.objects.get().hash == "x"


def test_an_entry_cannot_be_taken_out_of_its_seal(sealed: SealedEntry) -> None:
    refused(lambda: SealedEntry.objects.all().delete())
    refused(lambda: SealedEntry.objects.update(seal_id=sealed.seal_id + 1))


def test_the_trail_cannot_be_emptied_in_one_go(sealed: SealedEntry) -> None:
    for table in ("core_auditentry", "core_auditseal", "core_sealedentry", "feedback_wedid", "feedback_surveyversion"):
        if connection.vendor == "postgresql":
            execute("SET CONSTRAINTS ALL IMMEDIATE")
            assert "keeps what was written" in refused(partial(execute, f"TRUNCATE {table} CASCADE"))


def test_a_session_that_calls_itself_a_replica_is_refused_too(entry: AuditEntry) -> None:
    if connection.vendor == "postgresql":
        execute("SET LOCAL session_replication_role = replica")
    refused(lambda: execute("DELETE FROM core_auditentry"))


# --- Frozen when published ------------------------------------------------------------------------------------------------


def test_an_answer_can_be_written_and_thrown_away_until_it_is_published(draft_answer: WeDid) -> None:
    draft_answer.text = "We are fixing the heavy door."
    draft_answer.save()
    draft_answer.delete()
    assert not WeDid.objects.exists()


def test_a_published_answer_cannot_be_reworded(published_answer: WeDid) -> None:
    published_answer.text = "We never promised a door."
    assert "keeps what was written" in refused(published_answer.save)
    assert WeDid.objects.get().text == "We are fixing the door."


def test_a_published_answer_cannot_be_unpublished_first(published_answer: WeDid) -> None:
    refused(lambda: WeDid.objects.update(published_at=None))
    assert WeDid.objects.get().published_at is not None


def test_a_published_answer_cannot_be_deleted(published_answer: WeDid) -> None:
    refused(published_answer.delete)
    refused(lambda: execute("DELETE FROM feedback_wedid"))


def test_a_correction_is_a_new_answer_that_supersedes_the_old_one(published_answer: WeDid, asha: User) -> None:
    write_answer(published_answer.you_said, "The door by May.", asha, supersedes=published_answer)
    assert WeDid.objects.count() == 2


def test_no_draft_can_be_written_over_a_published_answer(published_answer: WeDid, asha: User) -> None:
    draft = write_answer(published_answer.you_said, "No door.", asha)
    replace = "UPDATE OR REPLACE" if connection.vendor == "sqlite" else "UPDATE"
    refused(lambda: execute(f"{replace} feedback_wedid SET id = {published_answer.pk} WHERE id = {draft.pk}"))
    assert WeDid.objects.get(pk=published_answer.pk).text == "We are fixing the door."


def test_what_families_were_asked_stays_word_for_word(survey: Survey) -> None:
    version = publish_version(survey)
    version.definition = {"title": "Something else"}
    refused(version.save)
    refused(version.delete)
    refused(lambda: SurveyVersion.objects.update(mode=Mode.UNLINKABLE))
    assert SurveyVersion.objects.get().definition == {}


def test_a_new_version_can_follow_a_published_one(survey: Survey) -> None:
    publish_version(survey, 1)
    publish_version(survey, 2)
    assert SurveyVersion.objects.count() == 2


def test_no_row_can_replace_a_published_version_by_its_number(survey: Survey) -> None:
    version = publish_version(survey)
    refused(lambda: SurveyVersion.objects.create(survey=survey, number=1, definition={"title": "Other"}, mode=survey.mode))
    if connection.vendor == "sqlite":
        columns = f"({survey.pk}, 1, '{json.dumps({'title': 'Other'})}', 'unlinkable')"
        refused(lambda: execute(f"REPLACE INTO feedback_surveyversion (survey_id, number, definition, mode) VALUES {columns}"))
    assert SurveyVersion.objects.get().pk == version.pk


# --- How anonymous families are ---------------------------------------------------------------------------------------------


def test_how_anonymous_a_survey_is_can_be_chosen_while_nobody_was_asked(survey: Survey) -> None:
    SurveyVersion.objects.create(survey=survey, number=1, definition={}, mode=survey.mode)
    survey.mode = Mode.UNLINKABLE
    survey.save()
    assert Survey.objects.get().mode == Mode.UNLINKABLE


def test_how_anonymous_a_survey_is_cannot_change_once_families_were_asked(survey: Survey) -> None:
    publish_version(survey)
    survey.mode = Mode.UNLINKABLE
    assert "keeps its mode" in refused(survey.save)
    assert Survey.objects.get().mode == Mode.CODE_LINKED


def test_an_open_survey_can_still_be_edited(survey: Survey) -> None:
    publish_version(survey)
    survey.title = "After a session at Elm, again"
    survey.save()
    assert Survey.objects.get().title == "After a session at Elm, again"


# --- Putting up -----------------------------------------------------------------------------------------------------------


def test_every_promised_table_has_its_triggers() -> None:
    tables = {table for _, table in append_only.installed()}
    assert tables == {rule.table for rule in append_only.rules()}
    assert {
        "core_auditentry",
        "core_auditseal",
        "core_sealedentry",
        "feedback_wedid",
        "feedback_surveyversion",
        "feedback_survey",
    } <= tables


def test_putting_the_triggers_up_again_changes_nothing() -> None:
    before = append_only.installed()
    append_only.install()
    assert append_only.installed() == before


def test_triggers_lost_when_a_table_is_remade_come_back_after_migrate(entry: AuditEntry) -> None:
    append_only.remove()
    assert append_only.installed() == []
    call_command("migrate", verbosity=0)
    assert "keeps what was written" in refused(entry.delete)
