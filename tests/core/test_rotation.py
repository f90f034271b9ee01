"""A new key: everything is sealed anew, nothing is lost, and a second run finds nothing to do."""

import base64
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from core import rotation
from core.codes import code_hash
from core.crypto import CannotOpen, key_ids, seal
from core.models import Hub
from feedback.models import Voice
from tests.builders import make_voice

pytestmark = pytest.mark.django_db


def new_key() -> str:
    """Return a key as the command makes it."""
    out = StringIO()
    call_command("new_field_key", stdout=out, stderr=StringIO())
    return out.getvalue().strip()


@pytest.fixture
def rotated(settings: Settings, elm: Hub) -> str:
    """Twenty comments under the old key, and a new key in front; returns the new key's id."""
    for number in range(20):
        make_voice(elm, f"Comment {number}")
    settings.FIELD_KEYS = f"{new_key()},{settings.FIELD_KEYS}"
    return key_ids()[0]


def run() -> str:
    """Run the command and return what it says."""
    out = StringIO()
    call_command("rotate_field_keys", stdout=out, stderr=out)
    return out.getvalue()


def test_the_command_makes_a_key_that_works(settings: Settings) -> None:
    made = new_key()
    settings.FIELD_KEYS = made

    name, _, encoded = made.partition(":")
    assert seal("x", where="a|b|c").startswith(f"e1:{name}:")
    assert len(base64.urlsafe_b64decode(encoded)) == 32
    assert new_key() != made


def test_everything_is_sealed_anew_and_a_second_run_finds_nothing(rotated: str) -> None:
    first, second = run(), run()

    assert "feedback.Voice: 20 rows sealed anew" in first
    assert "feedback.Voice: 0 rows sealed anew" in second
    assert rotation.keys_in_use() == {rotated: 20}
    assert {voice.text for voice in Voice.objects.all()} == {f"Comment {number}" for number in range(20)}


def test_old_values_open_while_both_keys_are_there(rotated: str, elm: Hub) -> None:
    make_voice(elm, "New")

    assert len({voice.text for voice in Voice.objects.all()}) == 21
    assert rotation.keys_in_use() == {"test": 20, rotated: 1}


def test_without_the_old_key_unrotated_values_do_not_open(rotated: str, settings: Settings) -> None:
    settings.FIELD_KEYS = settings.FIELD_KEYS.split(",")[0]

    with pytest.raises(CannotOpen, match="FIELD_KEYS still holds the key"):
        _ = Voice.objects.all()[0].text


def test_it_says_which_keys_may_go_and_which_stays_for_ever(rotated: str, settings: Settings) -> None:
    code = code_hash("0413959515388954")
    settings.FIELD_KEYS = f"{new_key()},{settings.FIELD_KEYS}"

    said = run()

    assert f"No longer needed: {rotated}." in said
    assert "Keep test as the last key for ever" in said
    settings.FIELD_KEYS = ",".join(part for part in settings.FIELD_KEYS.split(",") if not part.startswith(rotated))
    assert code_hash("0413959515388954") == code
    assert len([voice.text for voice in Voice.objects.all()]) == 20


def test_it_says_when_a_key_is_missing(rotated: str, settings: Settings, elm: Hub) -> None:
    run()
    settings.FIELD_KEYS = "test:dGVzdC1rZXktcHJvdGVjdHMtbm90aGluZy0zMmJ5dGU="
    make_voice(elm, "Still works")

    said = run()

    assert "feedback.Voice: 20 rows do not open and were left as they are." in said
    assert f"sealed with keys that FIELD_KEYS does not hold: {rotated}. Bring them back." in said
    assert rotation.keys_in_use() == {rotated: 20, "test": 1}


def test_rows_are_locked_and_saved_in_the_sealed_column_only(rotated: str) -> None:
    with CaptureQueriesContext(connection) as said:
        rotation.rotate(Voice)

    updates = [query["sql"] for query in said.captured_queries if query["sql"].startswith("UPDATE")]
    assert len(updates) == 20
    assert all(update.startswith('UPDATE "feedback_voice" SET "text" = ') and '"week"' not in update for update in updates)
    if connection.vendor == "postgresql":
        assert sum("FOR UPDATE" in query["sql"] for query in said.captured_queries) == 1


def test_a_row_deleted_meanwhile_is_no_trouble(rotated: str) -> None:
    voice = Voice.objects.first()
    assert voice is not None
    pk, found = voice.pk, rotation.Rotated()
    voice.delete()

    rotation._seal_anew(Voice, [pk], ["text"], found)

    assert found == rotation.Rotated(anew=0, closed=0)


def test_more_than_one_handful_is_sealed_anew(rotated: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "AT_ONCE", 6)

    assert rotation.rotate(Voice) == rotation.Rotated(anew=20)
    assert rotation.keys_in_use() == {rotated: 20}
