"""An equality record on the screen: fourteen lines as one form that loses nothing, for who serves its hubs."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from core.choices import RoleKind
from core.models import AuditEntry, Hub
from participation.choices import Effect
from participation.equality import CHARACTERISTICS, KEYS
from participation.models import EqualityRecord
from participation.services import equality as services
from tests.cast import give_role, make_user, sign_in
from tests.participation.known import effects_of, make_equality

LIST = "/admin/equality/"
DAY = timedelta(days=1)


def address(record: EqualityRecord, act: str = "") -> str:
    return f"{LIST}{record.pk}/{act}"


def typed(hub: Hub, **fields: Any) -> dict[str, Any]:
    """Return what the one form sends; `disability="negative"` says the effect on a line."""
    head = {"title": "Where the baby clinic goes", "decision": "It moves.", "hubs": [hub.pk], "owner": "", "outcome": "", "seen": "0"}
    lines = {f"{key}-effect": "" for key in KEYS}
    return {**head, **lines, **fields}


@pytest.fixture
def record(elm: Hub) -> EqualityRecord:
    return make_equality(elm)


# --- Writing it ------------------------------------------------------------------------------------------------------------


def test_a_record_begins_with_every_group_waiting(asha: User, elm: Hub) -> None:
    page = sign_in(asha).post(f"{LIST}new/", {"title": "The café", "decision": "It closes on Mondays.", "hubs": [elm.pk]}, follow=True)

    record = EqualityRecord.objects.get()
    assert effects_of(record) == dict.fromkeys(KEYS, "")
    assert all(one.name in page.text for one in CHARACTERISTICS)
    assert "Before it can be signed:" in page.text
    assert AuditEntry.objects.filter(verb="participation.equality.start", hub_id=elm.pk).exists()


def test_half_done_is_kept_as_it_is(asha: User, elm: Hub, record: EqualityRecord) -> None:
    half = {
        "disability-effect": "negative",
        "disability-evidence": "Steps.",
        "rural-mitigation": "A bus?",
        "baseline": "We do not know yet.",
    }

    page = sign_in(asha).post(address(record), typed(elm, **half), follow=True)

    record.refresh_from_db()
    assert "It is kept." in page.text
    assert record.baseline == "We do not know yet."
    assert effects_of(record)["disability"] == Effect.NEGATIVE
    assert record.lines.get(characteristic="rural").mitigation == "A bus?"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "This field is required."),
        ({"disability-effect": "terrible"}, "Select a valid choice."),
        ({"rural-due_on": "soon"}, "Enter a valid date."),
        ({"age-owner": "9999999"}, "Select a valid choice."),
        ({"sex-evidence": "x" * 2_001}, "at most 2000 characters"),
        ({"review_on": "2026-99-99"}, "Enter a valid date."),
    ],
)
def test_a_slip_is_said_in_words_and_nothing_typed_is_lost(
    asha: User, elm: Hub, record: EqualityRecord, fields: dict[str, str], words: str
) -> None:
    page = sign_in(asha).post(address(record), typed(elm, **{"care-evidence": "By lantern light"}, **fields))

    assert words in page.text
    assert "By lantern light" in page.text
    assert not record.lines.exclude(evidence="").exists()


def test_odd_letters_break_nothing(asha: User, elm: Hub, record: EqualityRecord) -> None:
    odd = "مرحبا 👪 \x00 \u202e <b>"
    sign_in(asha).post(address(record), typed(elm, title=odd, decision=odd, **{"age-evidence": odd}))

    for act in ("", "print/"):
        page = sign_in(asha).get(address(record, act))
        assert page.status_code == 200
        assert "👪" in page.text
        assert "\x00" not in page.text


def test_what_a_colleague_wrote_meanwhile_is_shown_before_it_is_written_over(
    asha: User, hana: User, elm: Hub, record: EqualityRecord
) -> None:
    sign_in(hana).post(address(record), typed(elm, **{"age-evidence": "Hana knows."}))

    page = sign_in(asha).post(address(record), typed(elm, **{"age-evidence": "Asha knows."}))

    assert "A colleague changed this while you had it open." in page.text
    assert "Hana knows." in page.text
    assert "Asha knows." in page.text
    assert record.lines.get(characteristic="age").evidence == "Hana knows."
    sign_in(asha).post(address(record), typed(elm, seen="1", **{"age-evidence": "Asha knows."}))
    assert record.lines.get(characteristic="age").evidence == "Asha knows."


# --- Who -------------------------------------------------------------------------------------------------------------------


def test_another_hubs_record_is_not_there(cara: User, elm: Hub, record: EqualityRecord) -> None:
    client = sign_in(cara)

    assert record.title not in client.get(LIST).text
    for act in ("", "print/", "new-version/", "drop/", "engagements/", f"done/{record.lines.first().pk}/"):  # type: ignore[union-attr]  # it has lines
        assert client.post(address(record, act), typed(elm)).status_code in {404, 405}
        assert client.get(address(record, act)).status_code in {404, 405}


def test_a_line_of_another_record_is_not_there_either(asha: User, elm: Hub, oak: Hub, record: EqualityRecord) -> None:
    foreign = make_equality(oak).lines.first()
    assert foreign is not None

    assert sign_in(asha).post(address(record, f"done/{foreign.pk}/")).status_code == 404


def test_the_whole_councils_record_is_read_everywhere_and_changed_by_who_serves_everywhere(asha: User, cara: User) -> None:
    record = make_equality()
    lead = make_user("Lena")
    give_role(lead, RoleKind.ENGAGEMENT_LEAD)

    for reader in (asha, cara):
        assert "Keep all of it" not in sign_in(reader).get(address(record)).text
        assert sign_in(reader).post(address(record), {"title": "Mine"}).status_code == 404
    assert "Keep all of it" in sign_in(lead).get(address(record)).text


def test_another_hub_cannot_be_slipped_in(asha: User, elm: Hub, oak: Hub, record: EqualityRecord) -> None:
    page = sign_in(asha).post(address(record), typed(elm, hubs=[elm.pk, oak.pk]))

    assert "Select a valid choice" in page.text
    for hubs in ([oak], []):
        with pytest.raises(PermissionDenied):
            services.start_record(record=EqualityRecord(title="x"), hubs=hubs, by=asha)
        with pytest.raises(PermissionDenied):
            services.save_record(record=record, hubs=hubs, lines={}, by=asha)
