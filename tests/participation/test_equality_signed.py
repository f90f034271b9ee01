"""An equality record is signed by somebody who did not write it, then is like stone; a correction is the next version."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub
from participation.choices import Effect, EqualityOutcome
from participation.equality import KEYS
from participation.models import EqualityLine, EqualityRecord
from participation.selectors.equality import next_of
from participation.services import equality as services
from participation.services.equality import LineSaid
from tests.builders import make_engagement, make_post, today
from tests.cast import give_role, sign_in
from tests.participation.known import effects_of, fill_in, hold, make_equality, sign

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


@pytest.fixture
def harmed(record: EqualityRecord, asha: User) -> LineSaid:
    """A harm with an answer: a minibus by next month."""
    return LineSaid(
        Effect.NEGATIVE, "Two families cannot walk so far.", "A minibus on Tuesdays.", make_post("Transport officer"), today() + 20 * DAY
    )


# --- Signing ---------------------------------------------------------------------------------------------------------------


def test_a_decider_reads_all_of_it_and_signs_as_their_post(dev: User, asha: User, record: EqualityRecord, harmed: LineSaid) -> None:
    fill_in(record, by=asha, lines={"disability": harmed}, outcome=EqualityOutcome.ADJUST)
    post = hold(dev, make_post("Director of children’s services"))
    client = sign_in(dev)

    page = client.get(address(record, "sign/"))
    assert "A minibus on Tuesdays." in page.text
    signed = client.post(address(record, "sign/"), {"signed_as": post.pk, "seen": "1"}, follow=True)

    record.refresh_from_db()
    assert "It is signed. Nothing in this version can change any more." in signed.text
    assert (record.signed_on, record.signed_as, record.signed_by) == (today(), post, dev)
    assert "Signed as Director of children’s services" in signed.text
    assert "Keep all of it" not in signed.text


def test_what_is_missing_is_listed_with_its_place_and_nothing_is_signed(dev: User, record: EqualityRecord) -> None:
    post = hold(dev, make_post("Director"))
    client = sign_in(dev)

    page = client.post(address(record, "sign/"), {"signed_as": post.pk, "seen": "0"})

    assert "Choose what it comes to." in page.text
    assert f'href="{address(record)}#line-rural"' in page.text
    record.refresh_from_db()
    assert record.signed_on is None


def test_nobody_signs_what_they_wrote(dev: User, asha: User, elm: Hub, record: EqualityRecord) -> None:
    give_role(asha, RoleKind.DECIDER, elm)
    fill_in(record, by=asha)

    with pytest.raises(ValidationError) as refused:
        sign(record, by=asha)

    assert refused.value.messages == ["You wrote in this version. Somebody else signs it."]
    assert "You wrote in this version." in sign_in(asha).get(address(record, "sign/")).text


def test_nobody_signs_as_a_post_that_is_not_theirs(dev: User, asha: User, record: EqualityRecord) -> None:
    fill_in(record, by=asha)
    hold(dev, make_post("Director"))
    other = make_post("Chief executive")

    page = sign_in(dev).post(address(record, "sign/"), {"signed_as": other.pk, "seen": "1"})

    assert "Select a valid choice" in page.text
    with pytest.raises(ValidationError):
        services.sign_record(record=record, signed_as=other, by=dev, today=today())


def test_who_does_not_decide_does_not_sign(asha: User, cara: User, record: EqualityRecord) -> None:
    fill_in(record)

    for person in (asha, cara):
        with pytest.raises(PermissionDenied):
            sign(record, by=person)
    assert sign_in(asha).get(address(record, "sign/")).status_code == 302


def test_what_changed_since_it_was_read_is_not_signed_unread(dev: User, asha: User, record: EqualityRecord) -> None:
    fill_in(record, by=asha)
    post = hold(dev, make_post("Director"))
    fill_in(record, by=asha, decision="It closes for good.")

    page = sign_in(dev).post(address(record, "sign/"), {"signed_as": post.pk, "seen": "1"})

    assert "A colleague changed it since you read it. Read it again, then sign." in page.text


def test_a_signed_version_and_its_lines_are_like_stone(dev: User, asha: User, elm: Hub, record: EqualityRecord) -> None:
    sign(fill_in(record, by=asha), by=dev)

    page = sign_in(asha).post(address(record), typed(elm, title="Otherwise"))
    assert "This version is signed, so nothing in it can change." in page.text
    for rows, change in ((EqualityRecord.objects, {"title": "x"}), (EqualityLine.objects, {"effect": "positive"})):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        EqualityLine.objects.all().delete()
    with pytest.raises(ValidationError):
        services.drop_draft(record=record, by=asha)


# --- The next version ------------------------------------------------------------------------------------------------------


def test_a_correction_is_a_new_version_and_the_old_one_stays_readable(dev: User, asha: User, elm: Hub, record: EqualityRecord) -> None:
    engagement = make_engagement(elm)
    services.choose_engagements(record=record, engagements=[engagement], by=asha)
    sign(fill_in(record, by=asha, lines={"age": LineSaid(Effect.POSITIVE, "Closer to school.")}), by=dev)
    client = sign_in(asha)

    page = client.post(address(record, "new-version/"), follow=True)

    new = next_of(record)
    assert new is not None
    assert "Where the baby clinic goes, version 2" in page.text
    assert (new.version, new.decision, new.signed_on, new.review_on) == (2, "The clinic moves to Maple Road.", None, None)
    assert effects_of(new) == effects_of(record)
    engagement.refresh_from_db()
    assert engagement.equality_record == record, "it rests on the signed one until the next is signed"
    assert "The next version" in client.get(address(record)).text
    assert "The version before" in client.get(address(new)).text
    assert "The next version has begun already." in client.post(address(record, "new-version/"), follow=True).text

    sign(fill_in(new, by=asha), by=dev)
    engagement.refresh_from_db()
    assert engagement.equality_record == new
    assert client.get(LIST).text.count("Where the baby clinic goes") == 1
    assert client.get(address(record)).status_code == 200


def test_what_is_not_signed_has_no_next_version(asha: User, record: EqualityRecord) -> None:
    page = sign_in(asha).post(address(record, "new-version/"), follow=True)

    assert "This version is not signed yet. Change it as it is." in page.text


def test_a_version_begun_by_mistake_can_be_deleted_unless_something_rests_on_it(asha: User, elm: Hub, record: EqualityRecord) -> None:
    client = sign_in(asha)
    engagement = make_engagement(elm)
    client.post(address(record, "engagements/"), {"engagements": [engagement.pk]})

    assert "An engagement rests on this record. Take it off first." in client.post(address(record, "drop/"), follow=True).text
    client.post(address(record, "engagements/"), {})
    assert "It is deleted." in client.post(address(record, "drop/"), follow=True).text
    assert not EqualityRecord.objects.exists()
