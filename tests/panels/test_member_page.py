"""One member's page: how to reach them and how not to, what to arrange, what they learned; nothing is lost or written over."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices import SafeThere
from core.models import AuditEntry, Hub
from panels.choices import Capacity, HowAgreed, Stage
from panels.models import MemberNote, Membership, StandingNeed, Terms, TermsAgreement, Training
from panels.selectors.member_copy import held_about
from panels.services import members as services
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.membering import make_need, make_note
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel
from tests.participation.reaching import words

DAY, YEAR = timedelta(days=1), timedelta(days=365)


@pytest.fixture
def ola(elm: Hub) -> Membership:
    return make_member(make_panel(elm), make_person(elm, "Ola Nowak", email="ola@family.example", phone="07700 900123"))


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


def read(client: Client, member: Membership) -> str:
    return words(client.get(reverse("members:one", args=[member.pk])))


def do(client: Client, member: Membership, act: str, **said: Any) -> str:
    return words(client.post(reverse(f"members:{act}", args=[member.pk]), said, follow=True))


def test_the_page_says_how_to_reach_them_and_opens_no_address(desk: Client, ola: Membership) -> None:
    page = read(desk, ola)

    assert "Ola Nowak" in page
    assert "ola@family.example" not in page
    assert "900123" not in page
    assert "Show how to reach them" in page


@pytest.mark.parametrize(
    ("safe", "said"),
    [
        (SafeThere.ONLY_RING, "Do not write. Only ring"),
        (SafeThere.IN_PERSON, "Do not ring and do not write."),
        (SafeThere.NOT_ASKED, "Nobody asked yet whether it is safe to write."),
    ],
)
def test_how_not_to_reach_them_stands_first(desk: Client, ola: Membership, safe: str, said: str) -> None:
    assert ola.person
    ola.person.safe = safe
    ola.person.save(update_fields=["safe"])

    assert said in read(desk, ola)


def test_what_stands_about_them_is_changed_and_the_trail_has_no_words(desk: Client, elm: Hub, ola: Membership) -> None:
    said = {"seen": 1, "kind": "co_chair", "capacity": "represents", "speaks_for": "Dads’ group", "joined_on": str(ola.joined_on)}

    do(desk, ola, "change", **said, term_until_on=str(today() + YEAR), knows_best=elm.pk)

    ola.refresh_from_db()
    assert (ola.kind, ola.capacity, ola.speaks_for, ola.knows_best, ola.version) == ("co_chair", "represents", "Dads’ group", elm, 2)
    entry = AuditEntry.objects.get(verb="panels.membership.change")
    assert "speaks_for" in entry.facts
    assert "Dads" not in entry.facts


def test_whom_to_ring_and_how_old_their_children_are_stand_on_the_page_and_in_their_copy(desk: Client, elm: Hub, ola: Membership) -> None:
    said = {"seen": 1, "kind": "member", "capacity": "lived", "joined_on": str(ola.joined_on)}
    page = desk.post(reverse("members:change", args=[ola.pk]), said | {"ring_first": "Jan 60-83-71 31926819"}).text
    assert "we keep no bank details here" in page

    do(desk, ola, "change", **said, ring_first="Jan, 07700 900555", childrens_ages=["11-15", "0-1"])

    shown = read(desk, ola)
    assert "If something happens at a meeting, ring Jan, 07700 900555" in shown
    assert "How old their children are Under 2, 11 to 15" in shown
    assert ola.person
    held = [row for one in held_about(ola.person.pk) for row in one.rows]
    assert (f"Whom we ring if something happens to you: {ola.panel}", "Jan, 07700 900555") in held
    assert (f"How old your children are: {ola.panel}", "Under 2, 11 to 15") in held


def test_the_second_who_edits_is_told_and_nothing_is_lost(desk: Client, ola: Membership) -> None:
    said = {"kind": "member", "capacity": "lived", "joined_on": str(ola.joined_on)}
    do(desk, ola, "change", **said, seen=1, speaks_for="Twins.")

    page = desk.post(reverse("members:change", args=[ola.pk]), {**said, "seen": 1, "speaks_for": "Premature twins."})

    assert "A colleague changed this while you had it open." in words(page)
    assert "Twins." in page.text
    assert "Premature twins." in page.text
    ola.refresh_from_db()
    assert ola.speaks_for == "Twins."
    do(desk, ola, "change", **said, seen=2, speaks_for="Premature twins.")
    ola.refresh_from_db()
    assert ola.speaks_for == "Premature twins.", "once they read it, they may"


def test_who_represents_says_whom_and_days_are_in_order(desk: Client, ola: Membership) -> None:
    before = {"joined_on": str(ola.panel.started_on - DAY), "term_until_on": str(ola.panel.started_on - YEAR)}

    page = do(desk, ola, "change", seen=1, kind="member", capacity=Capacity.REPRESENTING, speaks_for="", **before)

    assert "Say for which group or organisation they speak." in page
    assert "Nobody joined it before." in page
    assert "Their time ends after it began." in page
    ola.refresh_from_db()
    assert ola.version == 1


def test_what_to_arrange_is_written_down_confirmed_and_dropped(desk: Client, ola: Membership) -> None:
    assert "no illness, no diagnosis" in read(desk, ola), "what, and never why"

    page = do(desk, ola, "add_need", kind="interpreter", detail="Polish, from the start")
    assert "Polish, from the start" in page

    StandingNeed.objects.update(confirmed_on=today() - YEAR)
    assert "That was a year ago or longer." in read(desk, ola)
    assert "That was a year ago or longer." not in do(desk, ola, "confirm_needs")
    assert StandingNeed.objects.get().confirmed_on == today()

    do(desk, ola, "drop_need", need=StandingNeed.objects.get().pk)
    assert not StandingNeed.objects.exists()
    assert "Polish" not in "".join(AuditEntry.objects.values_list("facts", flat=True))


def test_what_is_typed_into_a_refused_act_is_not_lost(desk: Client, ola: Membership) -> None:
    page = desk.post(reverse("members:add_need", args=[ola.pk]), {"kind": "food", "detail": "No nuts. " * 40}, follow=True)
    assert "at most 200 are kept" in words(page)
    assert "No nuts. No nuts." in page.text

    page = desk.post(reverse("members:add_note", args=[ola.pk]), {"note": "Long. " * 90}, follow=True)
    assert "at most 400 are kept" in words(page)
    assert "Long. Long." in page.text
    assert not StandingNeed.objects.exists()
    assert not MemberNote.objects.exists()


def test_a_part_of_somebody_else_is_not_there(desk: Client, petra: User, elm: Hub, ola: Membership) -> None:
    other = make_member(ola.panel, make_person(elm, "Kit"))
    need, note = make_need(other), make_note(other, by=petra)

    for act, name, row in (("drop_need", "need", need.pk), ("drop_note", "note", note.pk), ("drop_note", "note", "odd")):
        assert desk.post(reverse(f"members:{act}", args=[ola.pk]), {name: row}).status_code == 404
    assert StandingNeed.objects.exists()
    assert MemberNote.objects.exists()


def test_training_is_written_down_once_and_never_ahead(desk: Client, ola: Membership) -> None:
    for _ in range(2):
        page = do(desk, ola, "add_training", topic="figures", done_on=str(today()))
    assert Training.objects.count() == 1
    assert "Reading figures" in page

    assert "That day is still to come." in do(desk, ola, "add_training", topic="figures", done_on=str(today() + DAY))
    assert "Say on which day it was." in do(desk, ola, "add_training", topic="odd", done_on="2026-02-31")
    do(desk, ola, "drop_training", training=Training.objects.get().pk)
    assert not Training.objects.exists()


def test_a_note_comes_with_the_question_what_they_would_say(desk: Client, ola: Membership) -> None:
    assert "What would they say if they read it? They may ask for it." in read(desk, ola)

    page = do(desk, ola, "add_note", note="Prefers to be rung after school.")

    assert "Prefers to be rung after school." in page
    assert "Prefers" not in do(desk, ola, "drop_note", note=MemberNote.objects.get().pk)
    assert "after school" not in "".join(AuditEntry.objects.values_list("facts", flat=True))


def test_they_are_asked_again_when_the_panel_works_in_a_new_way(desk: Client, petra: User, ola: Membership) -> None:
    first = Terms.objects.create(panel=ola.panel, number=1, written_by=petra, adopted_on=today() - YEAR)
    assert "Ask whether they agree to it." in read(desk, ola)
    assert "Choose how they said so." in do(desk, ola, "agree", number=1, how=HowAgreed.THEMSELVES)
    page = do(desk, ola, "agree", number=1, how="phone")
    assert "Agreed to version 1" in page
    assert "Ask whether they agree to it." not in page

    Terms.objects.create(panel=ola.panel, number=2, written_by=petra, adopted_on=today())
    assert "The panel works by version 2 now" in read(desk, ola)
    assert "The panel adopted version 2 meanwhile." in do(desk, ola, "agree", number=1, how="phone")
    assert list(TermsAgreement.objects.values_list("terms", flat=True)) == [first.pk]


def test_a_break_has_an_end_and_they_come_back(desk: Client, ola: Membership) -> None:
    assert "Choose a day to come." in do(desk, ola, "take_break", until=str(today()))
    assert "A break takes a year at most." in do(desk, ola, "take_break", until=str(today() + 2 * YEAR))
    assert "Say until when." in do(desk, ola, "take_break", until="")

    assert "They take a break until" in do(desk, ola, "take_break", until=str(today() + 30 * DAY))
    assert Membership.objects.filter(pk=ola.pk).who_come().count() == 0, "nobody asks them to a meeting"

    do(desk, ola, "put_on")
    ola.refresh_from_db()
    assert (ola.stage, ola.break_until_on) == (Stage.ON, None)
    assert "They are on the panel already" in do(desk, ola, "put_on")


def test_induction_ends(desk: Client, elm: Hub) -> None:
    member = make_member(make_panel(elm), stage=Stage.INDUCTION)

    do(desk, member, "put_on")

    member.refresh_from_db()
    assert member.stage == Stage.ON


def test_they_may_say_so_themselves(ola: Membership) -> None:
    services.take_break(member=ola, until=today() + DAY, by=None, today=today())

    assert AuditEntry.objects.get(verb="panels.membership.take_break").actor == "system"
    with pytest.raises(ValidationError):
        services.agree(member=ola, how=HowAgreed.THEMSELVES, number=1, by=None, today=today())


def test_meetings_and_consents_stand_on_the_page(desk: Client, ola: Membership) -> None:
    ola.invitations.create(meeting=make_meeting(ola.panel, starts_at=in_days(7), title="Opening times"))

    page = read(desk, ola)

    assert "Opening times: no answer yet" in page
    assert "All of it, with the exact words" in page


def test_a_panel_of_under_18s_says_who_the_only_contact_is(desk: Client, elm: Hub) -> None:
    worker, second = make_post("Youth worker", hub=elm), make_post("Second worker", hub=elm)
    panel = make_panel(elm, is_of_under_18s=True, coordinator=worker, second_reader=second)

    page = read(desk, make_member(panel, make_person(elm, "Kit", is_young=True, decided_by="Her mum", says_may_decide=True)))

    assert f"{worker.with_hub} is their only contact" in page


def test_nobody_is_on_a_panel_twice_and_a_training_stands_once(ola: Membership) -> None:
    Training.objects.create(membership=ola, topic="roles", done_on=today())
    for again in (
        lambda: make_member(ola.panel, ola.person),
        lambda: Training.objects.create(membership=ola, topic="roles", done_on=today()),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            again()


def test_a_panel_whose_first_day_was_put_right_shuts_no_page(elm: Hub, petra: User) -> None:
    member = make_member(make_panel(elm, started_on=today()))
    said = {"kind": member.kind, "capacity": member.capacity, "joined_on": member.joined_on, "knows_best": elm}
    services.change_member(member=member, said=said, seen=member.version, by=petra, today=today())
    member.refresh_from_db()
    assert member.knows_best == elm
