"""You said: what families said in plain words, with an owner and a day."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from accounts.models import User
from core.models import AuditEntry, Hub, Post
from core.overtaken import Overtaken
from feedback.models import Theme, YouSaid
from feedback.services import you_said as services
from feedback.services.you_said import edit_you_said, raise_you_said
from tests.builders import end_theme, make_engagement, make_theme, make_voice, make_you_said, today


def facts(elm: Hub, post: Post, by: User, **changed: Any) -> dict[str, Any]:
    usual = {
        "engagement": changed.pop("engagement", None) or make_engagement(elm),
        "text": "The front door is too heavy for a buggy.",
        "topic": "places",
        "hubs": [elm],
        "owner": post,
        "heard_from_on": today() - timedelta(days=20),
        "heard_until_on": today(),
        "answer_by_on": today() + timedelta(weeks=6),
        "by": by,
        "today": today(),
    }
    return usual | changed


def test_a_you_said_is_raised_from_what_people_talked_about(elm: Hub, asha: User, elm_manager: Post) -> None:
    engagement = make_engagement(elm)
    comment = make_voice(elm)
    theme = make_theme(engagement, voices=[comment], by=asha)

    said = raise_you_said(**facts(elm, elm_manager, asha, engagement=engagement, themes=[theme], voices=[comment]))

    assert said.reference == f"YS-{today().year}-001"
    assert list(said.hubs.all()) == [elm]
    assert list(said.themes.all()) == [theme]
    entry = AuditEntry.objects.get(verb="feedback.you_said.raise")
    assert (entry.actor, entry.hub_id) == (f"staff:{asha.pk}", elm.pk)
    assert "buggy" not in entry.facts


def test_references_count_up_past_a_thousand(elm: Hub, asha: User, elm_manager: Post) -> None:
    year = today().year
    engagement = make_engagement(elm)
    make_you_said(elm, reference=f"YS-{year}-999", engagement=engagement)
    thousandth = raise_you_said(**facts(elm, elm_manager, asha, engagement=engagement))
    next_one = raise_you_said(**facts(elm, elm_manager, asha, engagement=engagement))

    assert [thousandth.reference, next_one.reference] == [f"YS-{year}-1000", f"YS-{year}-1001"]


def test_who_loses_the_race_for_a_reference_takes_the_next(
    elm: Hub, asha: User, elm_manager: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = today().year
    make_you_said(elm, reference=f"YS-{year}-001")
    stale = iter([f"YS-{year}-001", f"YS-{year}-001", f"YS-{year}-002"])  # what somebody saw before the other one committed
    monkeypatch.setattr(services, "_next_reference", lambda _: next(stale))

    assert raise_you_said(**facts(elm, elm_manager, asha)).reference == f"YS-{year}-002"


@pytest.mark.django_db(transaction=True)
def test_ten_people_raise_at_once_and_every_reference_is_its_own(elm: Hub, asha: User, elm_manager: Post) -> None:
    engagement = make_engagement(elm)

    def work() -> None:
        try:
            raise_you_said(**facts(elm, elm_manager, asha, engagement=engagement))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(YouSaid.objects.values_list("reference", flat=True)) == [f"YS-{today().year}-{n:03}" for n in range(1, 11)]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "Sam on 07700 900123 said it"}, "text"),
        ({"heard_until_on": today() - timedelta(days=90)}, "heard_until_on"),
        ({"answer_by_on": today() - timedelta(days=90)}, "answer_by_on"),
    ],
)
def test_it_is_not_raised_without_plain_words_and_days_in_order(
    elm: Hub, asha: User, elm_manager: Post, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as raised:
        raise_you_said(**facts(elm, elm_manager, asha, **changed))

    assert list(raised.value.message_dict) == [field]
    assert not YouSaid.objects.exists()


def test_the_first_day_given_for_an_answer_is_no_later_than_families_were_told(elm: Hub, asha: User, elm_manager: Post) -> None:
    told = today() + timedelta(days=10)
    engagement = make_engagement(elm, answer_by_on=told)

    with pytest.raises(ValidationError, match=f"Families were told {told:%-d %B %Y}. Give that day, or an earlier one."):
        raise_you_said(**facts(elm, elm_manager, asha, engagement=engagement, answer_by_on=told + timedelta(days=1)))
    assert not YouSaid.objects.exists()

    assert raise_you_said(**facts(elm, elm_manager, asha, engagement=engagement, answer_by_on=told)).answer_by_on == told


def test_two_people_cannot_save_over_each_other(elm: Hub, asha: User) -> None:
    said = make_you_said(elm)
    edit_you_said(you_said=said, seen_count=0, hubs=[elm], by=asha, text="Asha wrote this first.")

    with pytest.raises(Overtaken) as raised:
        edit_you_said(you_said=said, seen_count=0, hubs=[elm], by=asha, text="And this came late.")

    assert isinstance(raised.value.theirs, YouSaid)
    assert raised.value.theirs.text == "Asha wrote this first."
    assert YouSaid.objects.get().text == "Asha wrote this first."


def test_the_day_of_an_answer_does_not_move_past_what_families_were_told(elm: Hub, asha: User) -> None:
    late_on = today() - timedelta(days=2)
    said = make_you_said(elm, engagement=make_engagement(elm, answer_by_on=late_on), answer_by_on=late_on)

    with pytest.raises(ValidationError, match="so the day does not move past it"):
        edit_you_said(you_said=said, seen_count=0, hubs=[elm], by=asha, answer_by_on=today() + timedelta(days=30))

    assert YouSaid.objects.get().answer_by_on == late_on


def test_a_slip_of_the_pen_in_the_day_is_put_right_and_the_trail_has_both(elm: Hub, asha: User) -> None:
    told = today() + timedelta(days=30)
    slip = today() + timedelta(days=3)
    said = make_you_said(elm, engagement=make_engagement(elm, answer_by_on=told), answer_by_on=slip)

    edit_you_said(you_said=said, seen_count=0, hubs=[elm], by=asha, answer_by_on=told)

    facts = AuditEntry.objects.get(verb="feedback.you_said.edit").facts
    assert f"answer_by_on: {slip} to {told}" in facts
    assert '"changed":["answer_by_on"]' in facts


def test_what_families_have_read_stays_and_only_the_owner_changes(elm: Hub, asha: User, head_of_early_help: Post) -> None:
    said = make_you_said(elm, published_on=today())

    with pytest.raises(ValidationError, match="Families have read this"):
        edit_you_said(you_said=said, seen_count=0, hubs=[elm], by=asha, text="Something else.")
    edit_you_said(you_said=said, seen_count=0, hubs=[elm], by=asha, text=said.text, owner=head_of_early_help)

    said.refresh_from_db()
    assert said.owner == head_of_early_help


def test_typed_words_are_kept_as_plain_text(elm: Hub, asha: User, elm_manager: Post) -> None:
    said = raise_you_said(**facts(elm, elm_manager, asha, text="The door\u202e is\x00 heavy\r\n<b>"))

    assert said.text == "The door is heavy\n<b>"


def test_nothing_is_raised_from_a_theme_that_ended_meanwhile(elm: Hub, asha: User, elm_manager: Post) -> None:
    engagement = make_engagement(elm)
    as_it_was_read = make_theme(engagement, "The park")
    end_theme(Theme.objects.get())

    with pytest.raises(ValidationError, match="“The park” is closed"):
        raise_you_said(**facts(elm, elm_manager, asha, engagement=engagement, themes=[as_it_was_read]))

    assert not YouSaid.objects.exists()


def test_nobody_raises_what_other_hubs_families_said(elm: Hub, oak: Hub, asha: User, ben: User, cara: User, elm_manager: Post) -> None:
    engagement = make_engagement(elm)
    foreign: list[dict[str, Any]] = [
        {"by": ben},
        {"by": cara},
        {"hubs": [elm, oak]},
        {"voices": [make_voice(oak)]},
        {"themes": [make_theme(make_engagement(oak))]},
    ]

    for changed in foreign:
        with pytest.raises(PermissionDenied):
            raise_you_said(**facts(elm, elm_manager, asha, engagement=engagement) | changed)

    assert not YouSaid.objects.exists()


def test_nobody_changes_what_is_not_wholly_theirs(elm: Hub, oak: Hub, asha: User, ben: User, cara: User) -> None:
    said, shared = make_you_said(elm), make_you_said(elm, oak)

    for row, by, hubs in ((said, ben, [elm]), (said, cara, [elm]), (shared, asha, [elm]), (said, asha, [elm, oak])):
        with pytest.raises(PermissionDenied):
            edit_you_said(you_said=row, seen_count=0, hubs=hubs, by=by, text="Something else.")

    assert not YouSaid.objects.filter(text="Something else.").exists()
