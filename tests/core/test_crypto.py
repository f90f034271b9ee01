"""What an encrypted field does at each door of the database, and what it never lets out (tried-core §2)."""

import base64
import json
import pickle
import secrets
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from consent.models import ConsentScan
from core import crypto
from core.crypto import CannotOpen, blind_index, encrypted_fields, keyed_hash, seal, seal_bytes, unseal, unseal_bytes
from core.models import Hub
from feedback.models import Draft, Voice
from tests.builders import make_open_survey, make_voice

pytestmark = pytest.mark.django_db
SAID = "Canary: the door is too heavy."


@pytest.fixture
def voice(elm: Hub) -> Voice:
    """One comment, fresh from the database."""
    return Voice.objects.get(pk=make_voice(elm, SAID).pk)


def stored(voice: Voice) -> str:
    """Return what stands in the table, past every door of ours."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM feedback_voice WHERE id = %s", [Voice._meta.pk.get_db_prep_value(voice.pk, connection)])
        return str(cursor.fetchone()[0])


def a_new_voice(elm: Hub, text: str = SAID) -> Voice:
    """Return an unsaved comment."""
    return Voice(hub=elm, week="2026-W47", text=text)


def test_what_is_saved_is_sealed_and_what_is_read_is_open(voice: Voice) -> None:
    assert stored(voice).startswith("e1:test:")
    assert "Canary" not in stored(voice)
    assert voice.text == SAID


def test_every_way_of_making_a_row_seals_it(elm: Hub) -> None:
    made = [Voice.objects.create(hub=elm, week="2026-W47", text=SAID)]
    made += Voice.objects.bulk_create([a_new_voice(elm), a_new_voice(elm)])
    made.append(Voice.objects.update_or_create(pk=uuid.uuid4(), defaults={"hub": elm, "week": "2026-W47", "text": SAID})[0])
    saved = a_new_voice(elm)
    saved.save()

    for voice in [*made, saved]:
        assert stored(voice).startswith("e1:")
        assert Voice.objects.get(pk=voice.pk).text == SAID


def test_changing_and_saving_works_in_every_order(voice: Voice) -> None:
    voice.text = "Second"
    voice.save()
    assert Voice.objects.get(pk=voice.pk).text == "Second"
    unread = Voice.objects.get(pk=voice.pk)
    unread.week = "2026-W48"
    unread.save()
    assert Voice.objects.get(pk=voice.pk).text == "Second"
    Voice.objects.update_or_create(pk=voice.pk, defaults={"text": "Third"})
    voice.refresh_from_db()
    assert voice.text == "Third"


def test_a_field_left_out_is_fetched_when_it_is_asked_for(voice: Voice) -> None:
    assert Voice.objects.defer("text").get(pk=voice.pk).text == SAID
    assert Voice.objects.only("week").get(pk=voice.pk).text == SAID
    voice.refresh_from_db(fields=["text"])
    assert voice.text == SAID


def test_a_list_that_never_reads_the_field_never_opens_it(voice: Voice, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any, **__: Any) -> str:
        raise AssertionError("opened")

    monkeypatch.setattr(crypto, "unseal", never)

    assert [one.week for one in Voice.objects.all()] == [voice.week]


@pytest.mark.parametrize(
    "asked",
    [
        {"text": "x"},
        {"text__icontains": "x"},
        {"text__in": ["x"]},
        {"text__startswith": "e1"},
        {"text__gt": "x"},
        {"text__regex": "."},
    ],
)
def test_it_cannot_be_searched(voice: Voice, asked: dict[str, Any]) -> None:
    for ask in (Voice.objects.filter, Voice.objects.exclude, Voice.objects.get_or_create):
        with pytest.raises(FieldError, match="encrypted"):
            bool(ask(**asked))


def test_whether_there_is_a_value_may_be_asked(voice: Voice) -> None:
    assert Voice.objects.filter(text__isnull=False).count() == 1


def test_it_cannot_be_changed_in_bulk(voice: Voice) -> None:
    with pytest.raises(FieldError, match="Save the object"), transaction.atomic():
        Voice.objects.update(text="plain")
    voice.text = "plain"
    with pytest.raises(FieldError), transaction.atomic():
        Voice.objects.bulk_update([voice], ["text"])
    assert Voice.objects.get().text == SAID


def test_values_and_expressions_give_ciphertext_only(voice: Voice) -> None:
    given = [
        Voice.objects.values_list("text", flat=True).get(),
        Voice.objects.values("text").get()["text"],
        Voice.objects.annotate(copy=F("text")).values_list("copy", flat=True).get(),
    ]

    assert all(value.startswith("e1:") for value in given)


def test_the_log_of_statements_holds_ciphertext_only(elm: Hub) -> None:
    with CaptureQueriesContext(
        connection,
    ) as said:
        voice = Voice.objects.create(hub=elm, week="2026-W47", text=SAID)
        voice.text = f"{SAID} Again."
        voice.save()

    assert "Canary" not in str(said.captured_queries)
    assert "e1:" in str(said.captured_queries)


def test_a_dump_and_an_unread_pickle_hold_no_plain_text(voice: Voice) -> None:
    dumped = serializers.serialize("json", Voice.objects.all())

    assert "Canary" not in dumped
    assert json.loads(dumped)[0]["fields"]["text"] == "(sealed)"
    assert b"Canary" not in pickle.dumps(Voice.objects.get())


def test_a_value_moved_to_another_row_does_not_open(elm: Hub, voice: Voice) -> None:
    other = make_voice(elm, "Another")
    _write(other, stored(voice))

    with pytest.raises(CannotOpen):
        _ = Voice.objects.get(pk=other.pk).text


def test_a_value_moved_to_another_column_does_not_open(elm: Hub, voice: Voice) -> None:
    survey = make_open_survey(elm)
    assert survey.current_version is not None
    draft = Draft(
        id=voice.pk,
        token_hash="t",
        survey=survey,
        version=survey.current_version,
        expires_at=timezone.now() + timedelta(days=1),
        answers="{}",
    )
    draft.save()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE feedback_draft SET answers = %s", [stored(voice)])

    with pytest.raises(CannotOpen):
        _ = Draft.objects.get().answers


def _write(voice: Voice, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE feedback_voice SET text = %s WHERE id = %s", [value, Voice._meta.pk.get_db_prep_value(voice.pk, connection)])


@pytest.mark.parametrize("at", [3, 9, -1])
def test_a_changed_value_does_not_open(voice: Voice, at: int) -> None:
    value = stored(voice)
    at %= len(value)
    _write(voice, value[:at] + ("A" if value[at] != "A" else "B") + value[at + 1 :])

    with pytest.raises(CannotOpen):
        _ = Voice.objects.get().text


@pytest.mark.parametrize("value", ["", "plain words", "e1:test:", "e1:test:%%%", "e1:unknown:QUJD", "(sealed)"])
def test_what_is_no_sealed_value_says_so(voice: Voice, value: str) -> None:
    _write(voice, value)
    with pytest.raises(CannotOpen, match="does not open"):
        _ = Voice.objects.get().text


def test_copying_a_row_nobody_read_is_refused_before_it_is_saved(voice: Voice) -> None:
    voice.pk = uuid.uuid4()
    with pytest.raises(CannotOpen), transaction.atomic():
        voice.save()
    assert Voice.objects.count() == 1


def test_copying_a_row_after_reading_works(voice: Voice) -> None:
    assert voice.text == SAID
    voice.pk = uuid.uuid4()
    voice._state.adding = True
    voice.save()

    assert [one.text for one in Voice.objects.all()] == [SAID, SAID]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert unseal(seal(text, where="a|b|c"), where="a|b|c") == text


def test_the_same_text_is_never_sealed_the_same_way() -> None:
    assert len({seal("yes", where="a|b|c") for _ in range(200)}) == 200


def test_keyed_hashes_differ_by_purpose_and_key(settings: Settings) -> None:
    one, two = keyed_hash("receipt", "123"), keyed_hash("draft", "123")
    settings.FIELD_KEYS = f"other:{base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}"

    assert len({one, two, keyed_hash("receipt", "123")}) == 3


def test_a_new_key_in_front_leaves_hashes_findable(settings: Settings) -> None:
    before = keyed_hash("receipt", "123")
    settings.FIELD_KEYS = f"new:{base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()},{settings.FIELD_KEYS}"

    assert keyed_hash("receipt", "123") == before


def test_a_blind_index_forgives_capitals_and_blanks() -> None:
    assert blind_index("email", " Asha@Example.org ") == blind_index("email", "asha@example.org")
    assert blind_index("email", "asha@example.org") != blind_index("phone", "asha@example.org")


@pytest.mark.parametrize("keys", ["", "nokey", "a:short", "a:!!!!", ":" + "A" * 44, "a:" + "A" * 20])
def test_keys_that_are_no_keys_stop_with_what_to_do(settings: Settings, keys: str) -> None:
    settings.FIELD_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match="new_field_key"):
        seal("x", where="a|b|c")


# --- Bytes ----------------------------------------------------------------------------------------------------------------


def test_bytes_are_sealed_like_words_and_open_only_in_their_own_place() -> None:
    stored = seal_bytes(b"\x00\xff scan", where="a.scan|content|1")
    assert stored.startswith("e1:")
    assert unseal_bytes(stored, where="a.scan|content|1") == b"\x00\xff scan"
    with pytest.raises(CannotOpen):
        unseal_bytes(stored, where="a.scan|content|2")


def test_sealed_bytes_of_a_row_are_no_text_in_the_database_and_count_among_what_is_sealed() -> None:
    assert encrypted_fields(ConsentScan) == ["content"]
    with pytest.raises(FieldError, match="cannot be searched"):
        ConsentScan.objects.filter(content=b"x")
