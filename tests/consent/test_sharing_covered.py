"""What an agreement covers and why not; reminders before its review; what was shared stays as it was written."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent import provides
from consent.choices.retention import BY_CODE
from consent.models import Partner, SharingRecord, SharingReminder
from consent.selectors.sharing import covering
from consent.services import retention, retention_tables
from consent.services import sharing as services
from core import outbox
from core.models import PostHolder
from tests import builders
from tests.cast import sign_in
from tests.consent.retention_people import looked_at
from tests.consent.sharing_people import draft, leo, owner_post, partner, signed, signed_long_ago
from tests.feedback.desk import words

__all__ = ["leo"]
pytestmark = pytest.mark.django_db
TODAY, DAY = builders.today(), timedelta(days=1)


def why(at: Partner, purpose: str = "parent-forum", items: tuple[str, ...] = ("name",), on: Any = None) -> str:
    """Return why nothing covers it; empty when something does."""
    return " ".join(covering(at, purpose, items, on or TODAY).reasons)


# --- Covering -------------------------------------------------------------------------------------------------------------


def test_an_agreement_in_force_covers_its_partner_purpose_and_items(leo: User, priya: User) -> None:
    agreement = signed(leo, priya)
    assert covering(agreement.partner, "parent-forum", ["name", "phone"], TODAY).agreement == agreement
    assert why(agreement.partner) == ""


def test_every_reason_is_said_by_name(leo: User, priya: User) -> None:
    agreement = signed(leo, priya)
    assert "does not cover: E-mail address, Their hub." in why(agreement.partner, items=("name", "email", "hub"))
    assert "is for another purpose: parent-forum." in why(agreement.partner, "research")
    assert why(agreement.partner, items=()) == "Say which data is to be shared."
    assert why(partner("Health trust")) == "There is no agreement with Health trust."
    assert "does not cover: shoe_size" in why(agreement.partner, items=("shoe_size",))


def test_a_draft_covers_nothing(leo: User) -> None:
    assert "version 1: draft." in why(draft(leo).partner)


def test_on_its_review_day_it_covers_and_the_day_after_nothing(leo: User, priya: User) -> None:
    agreement = signed(leo, priya, starts_on=TODAY + 3 * DAY, review_on=TODAY + 30 * DAY)
    at = agreement.partner
    assert "signed, not in force yet" in why(at, on=TODAY + 2 * DAY)
    assert why(at, on=TODAY + 3 * DAY) == ""
    assert why(at, on=TODAY + 30 * DAY) == ""
    assert "review due: nothing is shared" in why(at, on=TODAY + 31 * DAY)


def test_looked_at_again_it_covers_once_more(leo: User, priya: User) -> None:
    agreement = signed_long_ago(leo, priya, starts_on=TODAY - 400 * DAY, review_on=TODAY - 35 * DAY)
    assert "review due" in why(agreement.partner)
    services.step(agreement=agreement, kind="reviewed", reason="Still so.", review_on=TODAY + 90 * DAY, by=priya, today=TODAY)
    assert why(agreement.partner) == ""
    assert "review due" in why(agreement.partner, on=TODAY + 91 * DAY)


def test_what_ended_covers_nothing_from_that_day(leo: User, priya: User) -> None:
    agreement = signed(leo, priya)
    services.step(agreement=agreement, kind="ended", reason="Closed.", review_on=None, by=priya, today=TODAY)
    assert "version 1: ended." in why(agreement.partner)


def test_a_partner_that_ended_gets_nothing(leo: User, priya: User) -> None:
    agreement = signed(leo, priya)
    agreement.partner.ended_on = TODAY
    agreement.partner.save()
    assert why(agreement.partner) == f"{agreement.partner} has ended."


def test_a_newer_version_takes_the_place_of_the_old(leo: User, priya: User) -> None:
    old = signed(leo, priya)
    new = services.new_version(agreement=old, by=leo)
    new.starts_on, new.review_on, new.data_items = TODAY + DAY, TODAY + 90 * DAY, ["name"]
    services.write_agreement(agreement=new, by=leo)
    services.ask_for_signature(agreement=new, by=leo, today=TODAY)
    services.sign(agreement=new, by=priya, today=TODAY)

    assert covering(old.partner, "parent-forum", ["name", "phone"], TODAY).agreement == old
    tomorrow = covering(old.partner, "parent-forum", ["name", "phone"], TODAY + DAY)
    assert tomorrow.agreement is None
    assert "replaced by a newer version" in " ".join(tomorrow.reasons)
    assert covering(old.partner, "parent-forum", ["name"], TODAY + DAY).agreement == new


# --- Reminders ------------------------------------------------------------------------------------------------------------


def remind(day: Any) -> int:
    """Let the chore of one day run and the letters leave; return how many did."""
    before = len(mail.outbox)
    services.remind(day)
    outbox.drain()
    return len(mail.outbox) - before


def test_its_post_is_reminded_60_30_and_7_days_before_once_each(leo: User, priya: User) -> None:
    signed(leo, priya, review_on=TODAY + 100 * DAY)
    review = TODAY + 100 * DAY

    letters = [remind(review - days * DAY) for days in (61, 60, 59, 31, 30, 29, 8, 7, 6, 0)]

    assert letters == [0, 1, 0, 0, 1, 0, 0, 1, 0, 0]
    assert {letter.to[0] for letter in mail.outbox} == {leo.email}
    assert not any("forum" in f"{letter.subject} {letter.body}".lower() for letter in mail.outbox), "the letter names nobody"


def test_days_that_were_missed_make_one_letter(leo: User, priya: User) -> None:
    signed(leo, priya, review_on=TODAY + 5 * DAY)
    assert [remind(TODAY), remind(TODAY)] == [1, 0]
    assert SharingReminder.objects.count() == 3


def test_an_agreement_that_nobody_looks_after_reminds_who_signs(leo: User, priya: User) -> None:
    signed(leo, priya, review_on=TODAY + 40 * DAY)
    PostHolder.objects.all().delete()

    assert remind(TODAY) == 1

    assert mail.outbox[-1].to == [priya.email]


def test_what_nobody_could_be_told_is_told_when_somebody_is_there(leo: User, priya: User) -> None:
    agreement = signed(leo, priya, review_on=TODAY + 40 * DAY)
    PostHolder.objects.all().delete()
    priya.roles.all().delete()
    assert remind(TODAY) == 0
    assert agreement.owner is not None
    PostHolder.objects.create(post=agreement.owner, user=leo, from_on=TODAY - DAY)
    assert remind(TODAY) == 1


def test_it_stands_on_the_front_page_of_who_holds_the_post_and_then_of_who_signs(leo: User, priya: User, dev: User) -> None:
    agreement = signed(leo, priya, review_on=TODAY + 40 * DAY)
    (line,) = provides.what_is_agreed(user=leo, today=TODAY)
    assert (line.due_on, line.is_late, line.why) == (TODAY + 40 * DAY, False, "You hold Head of family hubs.")
    assert f"with {agreement.partner} again" in line.text
    assert provides.what_is_agreed(user=priya, today=TODAY) == provides.what_is_agreed(user=dev, today=TODAY) == []

    late = TODAY + 41 * DAY
    assert [one.is_late for one in provides.what_is_agreed(user=priya, today=late)] == [True]
    assert provides.what_is_agreed(user=dev, today=late) == []


def test_what_ended_reminds_nobody(leo: User, priya: User) -> None:
    agreement = signed(leo, priya, review_on=TODAY + 5 * DAY)
    services.step(agreement=agreement, kind="ended", reason="Closed.", review_on=None, by=priya, today=TODAY)
    assert remind(TODAY) == 0
    assert provides.what_is_agreed(user=leo, today=TODAY) == []


def test_what_a_post_looks_after_is_named_when_it_is_handed_over(leo: User, priya: User) -> None:
    ended = signed(leo, priya)
    services.step(agreement=ended, kind="ended", reason="Closed.", review_on=None, by=priya, today=TODAY)
    old = signed(leo, priya, at=partner("Health trust"))
    new = services.new_version(agreement=old, by=leo)
    new.starts_on, new.review_on = TODAY, TODAY + 90 * DAY
    services.write_agreement(agreement=new, by=leo)

    def hangs() -> list[str]:
        return [one.text for one in provides.what_hangs(post_ids=frozenset({owner_post(leo).pk}), today=TODAY)]

    assert hangs() == ["looks after 2 agreements with partners"]
    services.ask_for_signature(agreement=new, by=leo, today=TODAY)
    services.sign(agreement=new, by=priya, today=TODAY)
    assert hangs() == ["looks after 1 agreement with partners"]


# --- What was shared --------------------------------------------------------------------------------------------------------


@pytest.fixture
def record(leo: User, priya: User) -> SharingRecord:
    """Twelve names that went to the forum; three people were left out."""
    owner_post(leo)
    agreement = signed(leo, priya)
    facts: dict[str, Any] = {"data_items": ["name"], "number_of_people": 12, "left_out": {"no_consent": 2, "not_safe": 1}}
    when = timezone.now()
    return SharingRecord.objects.create(
        agreement=agreement, partner=agreement.partner, file_digest="a" * 64, by=leo, shared_at=when, **facts
    )


def test_what_was_shared_is_on_the_list_with_counts_and_nobodys_name(priya: User, record: SharingRecord) -> None:
    page = words(sign_in(priya).get(reverse("sharing:records")))
    assert "Ashmere Parent Carer Forum" in page
    assert " 12 " in page
    assert " 3 " in page


def test_what_was_shared_is_never_changed_or_deleted(record: SharingRecord) -> None:
    def raw(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    for refused in (
        record.save,
        record.delete,
        lambda: SharingRecord.objects.update(number_of_people=1),
        lambda: raw("UPDATE consent_sharingrecord SET number_of_people = 1"),
        lambda: raw("DELETE FROM consent_sharingrecord"),
    ):
        with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
            refused()


def test_it_is_ended_after_its_time_when_the_officer_approves(priya: User, record: SharingRecord) -> None:
    later = TODAY.replace(year=TODAY.year + 7, day=1)
    run = retention.approve(kind=BY_CODE["sharing_records"], seen=looked_at("sharing_records", 1, later), by=priya, today=later)
    assert retention_tables.carry_out(run, later).number_done == 1
    assert not SharingRecord.objects.exists()
