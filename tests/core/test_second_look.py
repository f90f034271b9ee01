"""Four eyes, kept honest: who may give a second look, who may not, and what they are told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core import second_look
from core.choices import LookMethod, LookState, RoleKind
from core.models import AuditEntry, Hub, SecondLook
from feedback.models import WeDid
from tests.builders import make_we_did, make_you_said
from tests.cast import give_role, make_user

pytestmark = pytest.mark.django_db
NEEDS = "we_did.publish"
Asks = Callable[..., SecondLook]


@pytest.fixture
def answer(elm: Hub, asha: User) -> WeDid:
    """Asha's answer at Elm."""
    return make_we_did(make_you_said(elm), by=asha)


@pytest.fixture
def asks(answer: WeDid, asha: User) -> Asks:
    """Asha asks for a second look at her answer."""

    def ask(**changes: object) -> SecondLook:
        facts: dict[str, Any] = {"about": answer, "digest": "d" * 64, "by": asha, "needs": NEEDS} | changes
        return second_look.ask(**facts)

    return ask


def a_day_later(look: SecondLook) -> SecondLook:
    """Move a look's asking a day into the past."""
    look.asked_at = timezone.now() - timedelta(hours=24, seconds=1)
    look.save(update_fields=["asked_at"])
    return look


def test_another_person_with_the_right_agrees(asks: Asks, answer: WeDid, dev: User) -> None:
    look = asks()
    assert not second_look.is_agreed(answer, "d" * 64)

    second_look.agree(look=look, by=dev, needs=NEEDS)

    assert second_look.is_agreed(answer, "d" * 64)
    look = SecondLook.objects.get()
    assert (look.state, look.method, look.looked_by) == (LookState.AGREED, LookMethod.ROLE, dev)


def test_a_changed_word_needs_a_new_look(asks: Asks, answer: WeDid, dev: User) -> None:
    second_look.agree(look=asks(), by=dev, needs=NEEDS)

    assert not second_look.is_agreed(answer, "e" * 64)


def test_nobody_agrees_to_their_own_words(asks: Asks, asha: User) -> None:
    look = asks()

    with pytest.raises(ValidationError, match="Somebody else has to give it"):
        second_look.agree(look=look, by=asha, needs=NEEDS)

    assert SecondLook.objects.get().state == LookState.ASKED


def test_the_right_counts_only_at_the_hubs_it_is_about(asks: Asks, cara: User) -> None:
    assert second_look.why_not_agree(asks(), cara, NEEDS) == [
        "Your role does not let you give a second look to this. Ask somebody who may publish for every hub it is about."
    ]


def test_an_answer_of_two_hubs_takes_somebody_who_serves_both(elm: Hub, oak: Hub, asha: User, cara: User, dev: User) -> None:
    shared = make_we_did(make_you_said(elm, oak), by=dev)
    look = second_look.ask(about=shared, digest="d" * 64, by=dev, needs=NEEDS)

    assert second_look.why_not_agree(look, asha, NEEDS)
    give_role(asha, RoleKind.ENGAGEMENT_LEAD, oak)
    assert second_look.why_not_agree(look, asha, NEEDS) == []


@pytest.mark.parametrize("who", ["ben", "adam", "priya", "edie", "nora"])
def test_a_role_without_the_right_is_refused(asks: Asks, who: str, request: pytest.FixtureRequest) -> None:
    assert second_look.why_not_agree(asks(), request.getfixturevalue(who), NEEDS)


def test_somebody_who_left_is_refused(asks: Asks, dev: User) -> None:
    dev.is_active = False
    dev.save()

    assert second_look.why_not_agree(asks(), dev, NEEDS) == ["Your account is closed."]


def test_what_was_looked_at_once_is_not_looked_at_again(asks: Asks, dev: User) -> None:
    look = asks()
    second_look.agree(look=look, by=dev, needs=NEEDS)

    with pytest.raises(ValidationError, match="looked at already"):
        second_look.send_back(look=look, by=dev, remark="No.")


def test_asking_again_withdraws_the_older_question(asks: Asks, answer: WeDid, dev: User) -> None:
    older = asks()
    newer = asks(digest="e" * 64)

    assert "its words have changed since" in second_look.why_not_agree(SecondLook.objects.get(pk=older.pk), dev, NEEDS)[0]
    second_look.agree(look=newer, by=dev, needs=NEEDS)
    assert second_look.is_agreed(answer, "e" * 64)
    assert not second_look.is_agreed(answer, "d" * 64)


def test_a_slip_in_the_right_is_noticed(asks: Asks, answer: WeDid, asha: User, dev: User) -> None:
    look = asks()

    with pytest.raises(ValueError, match=r"needs we_did\.publish, not we_did\.edit"):
        second_look.agree(look=look, by=dev, needs="we_did.edit")
    with pytest.raises(KeyError, match="No role holds"):
        asks(needs="we_did.publsh")


def test_sending_back_says_what_should_change(asks: Asks, dev: User) -> None:
    look = asks()

    with pytest.raises(ValidationError, match="Say what should change"):
        second_look.send_back(look=look, by=dev, remark=" ")
    second_look.send_back(look=look, by=dev, remark="It names a child.")

    look = SecondLook.objects.get()
    assert (look.state, look.remark, look.looked_by) == (LookState.SENT_BACK, "It names a child.", dev)


def test_nobody_sends_back_their_own(asks: Asks, asha: User, cara: User) -> None:
    look = asks()
    for user in (asha, cara):
        with pytest.raises(ValidationError):
            second_look.send_back(look=look, by=user, remark="No.")


def test_only_who_asked_takes_it_back(asks: Asks, asha: User, dev: User) -> None:
    look = asks()
    with pytest.raises(ValidationError, match="Only the colleague who asked"):
        second_look.withdraw(look=look, by=dev)

    second_look.withdraw(look=look, by=asha)

    assert SecondLook.objects.get().state == LookState.WITHDRAWN


class TestAlone:
    """Somebody alone in a role."""

    def test_waits_for_the_officers_leave(self, asks: Asks, asha: User) -> None:
        assert second_look.why_not_agree(a_day_later(asks()), asha, NEEDS) == [
            "You asked for this second look yourself. Somebody else has to give it."
        ]

    def test_sleeps_on_it(self, asks: Asks, asha: User, priya: User) -> None:
        second_look.allow_self(needs=NEEDS, by=priya)
        look = asks()

        reasons = second_look.why_not_agree(look, asha, NEEDS)

        ready = timezone.localtime(look.asked_at + timedelta(hours=24))
        assert reasons == [f"Sleep on it. You can check your own words from {ready:%A %-d %B, %H:%M}."]

    def test_agrees_after_a_day_and_it_is_recorded_as_such(self, asks: Asks, answer: WeDid, asha: User, priya: User) -> None:
        second_look.allow_self(needs=NEEDS, by=priya)

        second_look.agree(look=a_day_later(asks()), by=asha, needs=NEEDS)

        assert second_look.is_agreed(answer, "d" * 64)
        assert SecondLook.objects.get().method == LookMethod.SELF_AFTER_A_DAY
        assert '"method":"self"' in AuditEntry.objects.get(verb="core.second_look.agree").facts

    def test_is_not_alone_while_a_colleague_may_look(self, asks: Asks, asha: User, priya: User, dev: User, cara: User) -> None:
        second_look.allow_self(needs=NEEDS, by=priya)

        assert second_look.why_not_agree(a_day_later(asks()), asha, NEEDS) == [
            "Dev Example may give it: you can check your own words only where nobody else may."
        ]

    def test_keeps_the_right_that_it_takes(self, asks: Asks, asha: User, priya: User) -> None:
        second_look.allow_self(needs=NEEDS, by=priya)
        look = a_day_later(asks())
        asha.roles.update(kind=RoleKind.HUB_WORKER)
        fresh = User.objects.get(pk=asha.pk)

        assert second_look.why_not_agree(look, fresh, NEEDS) == ["Your role does not let you give a second look to this."]

    def test_loses_it_when_the_officer_stops_it(self, asks: Asks, asha: User, priya: User) -> None:
        second_look.allow_self(needs=NEEDS, by=priya)
        second_look.stop_allowing_self(needs=NEEDS, by=priya)

        assert second_look.why_not_agree(a_day_later(asks()), asha, NEEDS)

    def test_changed_words_begin_the_day_again(self, asks: Asks, asha: User, priya: User) -> None:
        second_look.allow_self(needs=NEEDS, by=priya)
        a_day_later(asks())

        assert "Sleep on it" in second_look.why_not_agree(asks(digest="e" * 64), asha, NEEDS)[0]

    @pytest.mark.parametrize("resource", sorted(second_look.NEVER_ONESELF))
    def test_never_for_quotes_photos_money_or_sharing(self, asks: Asks, asha: User, priya: User, resource: str) -> None:
        second_look.allow_self(needs=NEEDS, by=priya)
        look = a_day_later(asks())
        look.needs = f"{resource}.publish"

        assert "nobody may check themselves" in second_look.why_not_agree(look, asha, f"{resource}.publish")[0]

    @pytest.mark.parametrize("who", ["asha", "dev", "adam"])
    def test_only_the_officer_gives_leave(self, who: str, request: pytest.FixtureRequest) -> None:
        user = request.getfixturevalue(who)
        with pytest.raises(ValidationError, match="Only the data protection officer"):
            second_look.allow_self(needs=NEEDS, by=user)

    def test_no_leave_for_what_nobody_may_check_themselves(self, priya: User) -> None:
        with pytest.raises(ValidationError, match="Nobody may check themselves"):
            second_look.allow_self(needs="quote.publish", by=priya)

    def test_giving_and_stopping_leave_are_in_the_trail_once_each(self, priya: User) -> None:
        for _ in range(2):
            second_look.allow_self(needs=NEEDS, by=priya)
        second_look.stop_allowing_self(needs=NEEDS, by=priya)
        second_look.stop_allowing_self(needs=NEEDS, by=priya)

        verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", "actor"))
        assert verbs == [("core.second_look.allow_self", f"staff:{priya.pk}"), ("core.second_look.stop_self", f"staff:{priya.pk}")]


def test_the_trail_holds_each_step_and_not_the_words(asks: Asks, asha: User, dev: User) -> None:
    second_look.send_back(look=asks(words="canary words"), by=dev, remark="canary remark")

    entries = list(AuditEntry.objects.order_by("pk"))
    assert [(entry.verb, entry.actor) for entry in entries] == [
        ("core.second_look.ask", f"staff:{asha.pk}"),
        ("core.second_look.send_back", f"staff:{dev.pk}"),
    ]
    assert not any("canary" in entry.facts for entry in entries)


def test_the_database_refuses_a_look_at_ones_own(asks: Asks, asha: User) -> None:
    look = asks()
    with pytest.raises(IntegrityError):
        SecondLook.objects.filter(pk=look.pk).update(state="agreed", method="role", looked_by=asha, looked_at=timezone.now())


def test_what_waits_for_me(asks: Asks, elm: Hub, oak: Hub, asha: User, cara: User, dev: User, ben: User) -> None:
    at_elm = asks(colleague=ben)
    at_oak = second_look.ask(about=make_we_did(make_you_said(oak), by=cara), digest="d" * 64, by=cara, needs=NEEDS)

    assert second_look.waiting_for(dev) == [at_elm, at_oak]
    assert second_look.waiting_for(ben) == [at_elm]
    assert second_look.waiting_for(asha) == []
    assert second_look.waiting_for(cara) == []
    second_look.agree(look=at_elm, by=dev, needs=NEEDS)
    assert second_look.waiting_for(dev) == [at_oak]


def test_what_waits_costs_the_same_for_one_and_for_twenty(
    elm: Hub, asha: User, dev: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(20):
        second_look.ask(about=make_we_did(make_you_said(elm), by=asha), digest="d" * 64, by=asha, needs=NEEDS)

    with django_assert_num_queries(3):
        assert len(second_look.waiting_for(dev)) == 20


def test_the_latest_look_is_told_whatever_became_of_it(asks: Asks, answer: WeDid, dev: User) -> None:
    assert second_look.latest(answer) is None
    second_look.send_back(look=asks(), by=dev, remark="Say when.")

    found = second_look.latest(answer)
    assert found is not None
    assert found.remark == "Say when."


def test_a_named_colleague_must_be_somebody_else_who_works_here(asks: Asks, asha: User, nora: User) -> None:
    left = make_user("Left")
    give_role(left, RoleKind.HUB_WORKER)
    left.is_active = False
    left.save()

    with pytest.raises(ValidationError, match="another person"):
        asks(colleague=asha)
    for colleague in (nora, left):
        with pytest.raises(ValidationError, match="does not work with Earshot"):
            asks(colleague=colleague)
