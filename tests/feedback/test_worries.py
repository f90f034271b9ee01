"""A worry about somebody: the number to ring first, sealed, put in front of who can act, and gone here once they have it."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.models import LegalHold
from core import outbox
from core.models import AuditEntry, Hub, Role
from core.questions import attention, retention_due, retention_end
from feedback.models import Concern
from feedback.services.concerns import act_on, hand_over, raise_concern
from tests.builders import make_brand, today
from tests.cast import sign_in

pytestmark = pytest.mark.django_db
WORDS = "She said that she cannot go home tonight."


def raised(by: User, hub: Hub | None = None, **fields: Any) -> Concern:
    row = raise_concern(key=uuid.uuid4(), words=WORDS, source="meeting", hub=hub, by=by)
    if fields:
        Concern.objects.filter(pk=row.pk).update(**fields)
        row.refresh_from_db()
    return row


def waits_for(user: User) -> list[str]:
    return [one.text for found in attention.answers(user=user, today=today()) for one in found if "worry" in one.text]


def test_the_number_to_ring_stands_first_and_whoever_works_here_may_raise_one(ben: User, sol: User, elm: Hub) -> None:
    make_brand(safeguarding_phone="01632 960999", safeguarding_hours="Monday to Friday")
    desk, address = sign_in(ben), reverse("raise_worry:index")

    page = desk.get(address).text
    assert page.index("01632 960999") < page.index("What did you see or hear?")
    assert page.index('href="tel:999"') < page.index("What did you see or hear?")
    sent = {"key": str(uuid.uuid4()), "words": WORDS, "source": "session", "hub": elm.pk}
    for _ in range(2):  # sent twice, it is one
        answer = desk.post(address, sent, follow=True)

    assert "The safeguarding lead and deputy are being told" in answer.text
    assert "nobody has said yet that they act on it" in answer.text
    assert Concern.objects.get().words == WORDS


def test_where_nobody_acts_on_worries_who_raised_one_is_told_to_ring(ben: User, elm: Hub) -> None:
    sent = {"key": str(uuid.uuid4()), "words": WORDS, "source": "session", "hub": elm.pk}

    page = sign_in(ben).post(reverse("raise_worry:index"), sent, follow=True).text

    assert "nobody was told of it: ring now" in page
    assert "are being told" not in page
    assert Concern.objects.get().words == WORDS


def test_whose_words_a_hold_keeps_is_not_said_to_be_deleted(ben: User, sol: User, priya: User, elm: Hub) -> None:
    held, free = raised(ben, elm), raised(ben, elm)
    LegalHold.objects.create(name="Case", reason="A court.", code="concern_words", record=str(held.pk), from_on=today(), placed_by=priya)
    desk, said = sign_in(sol), {"end": "taken", "reference": "CS-1"}

    assert "A legal hold keeps its words" in desk.post(reverse("worries:one", args=[held.pk]), said, follow=True).text
    assert "Its words are deleted here" in desk.post(reverse("worries:one", args=[free.pk]), said, follow=True).text


def test_what_is_acted_on_and_not_handed_over_within_a_day_is_late(ben: User, sol: User, elm: Hub) -> None:
    row = raised(ben, elm)
    act_on(concern=row, by=sol)
    for hours, is_late in ((23, False), (25, True)):
        Concern.objects.update(raised_at=timezone.now() - timedelta(hours=hours))
        (waits,) = [one for found in attention.answers(user=sol, today=today()) for one in found if "worry" in one.text]
        assert waits.is_late is is_late, hours


def test_a_worry_of_no_hub_is_told_to_everybody_who_acts(ben: User, sol: User, dee: User) -> None:
    raised(ben)
    outbox.drain()

    assert sorted(one.to[0] for one in mail.outbox) == sorted([sol.email, dee.email])


def test_nobody_reads_or_changes_a_worry_by_sending_its_key(ben: User, petra: User) -> None:
    row = raised(petra)
    with pytest.raises(ValidationError, match="This form was used before"):
        raise_concern(key=row.pk, words="Mine", source="other", hub=None, by=ben)
    row.refresh_from_db()
    assert row.words == WORDS


def test_an_empty_worry_is_refused_in_words_and_a_long_one_is_kept_in_its_box(ben: User) -> None:
    desk, address = sign_in(ben), reverse("raise_worry:index")
    assert "Say what you saw or heard" in desk.post(address, {"key": str(uuid.uuid4()), "words": " ", "source": "other"}).text

    long = "a word " * 700
    page = desk.post(address, {"key": str(uuid.uuid4()), "words": long, "source": "other"}).text

    assert "longer than 4,000 letters" in page
    assert long.strip() in page
    assert not Concern.objects.exists()


def test_its_words_are_sealed_in_the_table(ben: User) -> None:
    raised(ben)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM feedback_concern")
        assert "go home" not in str(cursor.fetchone()[0])


def test_lead_and_deputy_are_told_at_once_without_a_word_of_it(ben: User, sol: User, dee: User, asha: User, elm: Hub) -> None:
    row = raised(ben, elm)
    outbox.drain()

    assert sorted(one.to[0] for one in mail.outbox) == sorted([sol.email, dee.email])
    for letter in mail.outbox:
        assert reverse("worries:one", args=[row.pk]) in letter.body
        assert "home tonight" not in f"{letter.subject} {letter.body}"
        assert elm.name not in letter.body


def test_a_deputy_of_another_hub_is_not_told_and_finds_nothing(ben: User, dee: User, elm: Hub, oak: Hub) -> None:
    row = raised(ben, oak)
    outbox.drain()

    assert mail.outbox == []
    assert sign_in(dee).get(reverse("worries:one", args=[row.pk])).status_code == 404


def test_only_who_acts_and_who_raised_it_read_it_and_each_reading_is_written_down(
    ben: User, asha: User, sol: User, priya: User, elm: Hub
) -> None:
    row = raised(ben, elm)
    address = reverse("worries:one", args=[row.pk])
    for other in (asha, priya):
        assert sign_in(other).get(address).status_code == 404

    assert WORDS in sign_in(ben).get(address).text
    row.refresh_from_db()
    assert row.seen_at is None  # who raised it is not who acts on it
    assert WORDS in sign_in(sol).get(address).text
    row.refresh_from_db()
    assert row.seen_at is None  # reading is not acting
    assert AuditEntry.objects.filter(verb="feedback.concern.open").count() == 2


def test_what_waits_too_long_is_seen_by_who_acts_and_by_who_raised_it(ben: User, sol: User, elm: Hub) -> None:
    raised(ben, elm)
    assert len(waits_for(sol)) == 1
    assert waits_for(ben) == []

    Concern.objects.update(raised_at=timezone.now() - timedelta(minutes=61))

    assert "nobody has said that they act on it" in waits_for(sol)[0]
    assert "Nobody has said that they act on the worry that you raised" in waits_for(ben)[0]
    assert "home tonight" not in " ".join(waits_for(sol) + waits_for(ben))
    assert "Late" in sign_in(sol).get(reverse("worries:index")).text


def test_only_who_says_that_they_act_on_it_has_seen_it_and_it_is_late_until_then(ben: User, sol: User, dee: User, elm: Hub) -> None:
    row = raised(ben, elm, raised_at=timezone.now() - timedelta(minutes=61))
    address, desk = reverse("worries:one", args=[row.pk]), sign_in(sol)
    assert "I have read it and act on it" in desk.get(address).text
    assert "Late" in sign_in(dee).get(reverse("worries:index")).text
    assert waits_for(ben) != []
    assert "I have read it" not in sign_in(ben).get(address).text
    assert sign_in(ben).post(address, {"act_on": "1"}).status_code == 404

    assert "acts on it, since" in desk.post(address, {"act_on": "1"}, follow=True).text
    act_on(concern=row, by=dee)  # the first one's it stays

    row.refresh_from_db()
    assert row.seen_by == sol
    assert waits_for(ben) == []
    assert AuditEntry.objects.filter(verb="feedback.concern.act_on").count() == 1


def test_nobody_acts_on_what_they_raised_themselves(sol: User, elm: Hub) -> None:
    row = raised(sol, elm)
    with pytest.raises(ValidationError, match="You raised it"):
        act_on(concern=row, by=sol)
    page = sign_in(sol).get(reverse("worries:one", args=[row.pk])).text
    assert "act_on" not in page
    assert "Hand it over" not in page, "a form that would be refused"
    assert "You raised it, so somebody else acts on it. If nobody does, ring." in page


def test_what_is_about_a_colleague_is_rung_and_not_written_here(ben: User) -> None:
    make_brand(safeguarding_phone="01632 960999")
    page = sign_in(ben).get(reverse("raise_worry:index")).text
    said = "Is it about somebody who works here, or about the safeguarding lead? Do not write it here: ring"
    assert page.index(said) < page.index("01632 960999", page.index(said)) < page.index("What did you see or hear?")


def test_who_acts_no_more_is_written_to_no_more(ben: User, sol: User, dee: User, elm: Hub) -> None:
    row = raised(ben, elm)
    outbox.put("feedback.write_about_worry", str(row.pk), dee.pk, key=f"{row.pk}-{dee.pk}")
    Role.objects.filter(user=dee).delete()

    outbox.drain()

    assert [one.to[0] for one in mail.outbox] == [sol.email]


def test_handed_over_its_words_are_gone_for_everybody_and_the_row_says_where(ben: User, sol: User, elm: Hub) -> None:
    row = raised(ben, elm)
    desk, address = sign_in(sol), reverse("worries:one", args=[row.pk])
    refused = desk.post(address, {"end": "taken", "reference": ""})
    assert "Write the number that it has in the case system" in refused.text

    desk.post(address, {"end": "taken", "reference": "LCS-4711"})

    row.refresh_from_db()
    assert row.words_are_gone
    assert "LCS-4711" in desk.get(address).text
    assert sign_in(ben).get(address).status_code == 404
    assert waits_for(sol) == []


def test_nobody_hands_over_what_they_raised_themselves(sol: User, dee: User, elm: Hub) -> None:
    row = raised(sol, elm)

    with pytest.raises(ValidationError, match="You raised it"):
        hand_over(concern=row, end="none", reference="", by=sol)

    hand_over(concern=row, end="none", reference="", by=dee)


def test_who_does_not_act_on_worries_hands_nothing_over(ben: User, asha: User, elm: Hub) -> None:
    row = raised(ben, elm)
    with pytest.raises(PermissionDenied):
        hand_over(concern=row, end="none", reference="", by=asha)
    assert sign_in(ben).post(reverse("worries:one", args=[row.pk]), {"end": "none"}).status_code == 404


def test_a_hold_keeps_the_words_until_it_is_lifted_and_retention_ends_them(ben: User, sol: User, priya: User, elm: Hub) -> None:
    row = raised(ben, elm)
    hold = LegalHold.objects.create(name="Case", reason="A court.", code="concern_words", from_on=today(), placed_by=priya)

    hand_over(concern=row, end="taken", reference="LCS-1", by=sol)
    row.refresh_from_db()
    assert row.words == WORDS
    due = [key for found in retention_due.answers(code="concern_words", counted_until=today()) if found for key in found]
    assert due == [str(row.pk)]

    hold.delete()
    ended = [one for one in retention_end.answers(code="concern_words", key=str(row.pk), today=today()) if one]
    row.refresh_from_db()
    assert [one.why_kept for one in ended] == [""]
    assert row.words_are_gone


def test_a_letter_that_comes_too_late_does_not_leave(ben: User, sol: User, elm: Hub) -> None:
    row = raised(ben, elm)
    hand_over(concern=row, end="known", reference="", by=sol)

    outbox.drain()

    assert mail.outbox == []
