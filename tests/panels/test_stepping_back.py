"""Under “My panel” a member steps back, comes back by one tap, or leaves without a reason, and reads at once how it stands."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from core import clocks
from core.models import AuditEntry, Hub
from panels.choices import NeedKind, PanelKind, Reply, Stage
from panels.models import ExitNote, MeetingNeed, Membership, Panel
from panels.selectors.needs import to_book
from tests.builders import today
from tests.families import make_person
from tests.panels.at_my_panel import PAGE, at, phone_of
from tests.panels.meeting import make_need, make_reply, words
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def ola(elm: Hub) -> Membership:
    """Ola Nowak, on Elm's panel."""
    return make_member(make_panel(elm), make_person(elm))


def test_a_member_steps_back_for_a_while_and_comes_back_with_one_tap(ola: Membership) -> None:
    phone = phone_of(ola)

    page = words(phone.post(at("my_rest", ola), {"how_long": "13"}, follow=True))

    ola.refresh_from_db()
    assert (ola.stage, ola.break_until_on) == (Stage.BREAK, today() + timedelta(weeks=13))
    assert "You are taking a break" in page
    assert AuditEntry.objects.get(verb="panels.membership.take_break").actor == "system"
    phone.post(at("my_rest", ola), {"go": "back"})
    phone.post(at("my_rest", ola), {"go": "back"})  # a second thumb changes nothing
    ola.refresh_from_db()
    assert (ola.stage, ola.break_until_on) == (Stage.ON, None)
    assert AuditEntry.objects.filter(verb="panels.membership.put_on").count() == 1


def test_who_learns_the_panel_still_is_not_done_with_it_by_a_tap(elm: Hub) -> None:
    new = make_member(make_panel(elm), stage=Stage.INDUCTION)

    phone_of(new).post(at("my_rest", new), {"go": "back"})

    new.refresh_from_db()
    assert new.stage == Stage.INDUCTION


@pytest.mark.parametrize("typed", [{}, {"how_long": ""}, {"how_long": "99999"}, {"how_long": "x"}])
def test_without_saying_for_how_long_nothing_happens(typed: dict[str, str], ola: Membership) -> None:
    page = words(phone_of(ola).post(at("my_rest", ola), typed))

    assert "Choose for how long." in page
    ola.refresh_from_db()
    assert ola.stage == Stage.ON


def test_a_member_leaves_without_a_reason_and_the_page_thanks_them(ola: Membership) -> None:
    phone = phone_of(ola)
    leaving = words(phone.get(at("my_leave", ola)))
    assert "You need no reason" in leaving
    assert "After that only numbers stay, without your name." in leaving

    page = words(phone.post(at("my_leave", ola), {"words": ""}, follow=True))

    ola.refresh_from_db()
    assert (ola.stage, ola.left_on) == (Stage.LEFT, today())
    assert not ExitNote.objects.exists()
    assert "Thank you for all that you gave." in page
    assert phone.get(at("my_leave", ola)).status_code == 404


def test_what_they_say_on_leaving_is_kept_and_too_much_of_it_stays_in_its_box(ola: Membership) -> None:
    phone = phone_of(ola)

    page = phone.post(at("my_leave", ola), {"words": "x" * 1_001})
    assert "Please make this shorter: up to 1000 letters." in words(page)
    assert "x" * 1_001 in page.text
    phone.post(at("my_leave", ola), {"words": "Meet later in the day."})

    assert ExitNote.objects.get().words == "Meet later in the day."


def test_what_was_booked_for_who_leaves_by_themselves_is_on_the_list_to_call_off(ola: Membership, petra: User) -> None:
    """No member of staff reads what came of it, so the list of what to book says it; no word of theirs stays there."""
    meeting = make_meeting(ola.panel)
    make_need(meeting, ola, kind=NeedKind.INTERPRETER, detail="Polish", booked_on=today(), booked_by=petra)
    make_need(meeting, ola, kind=NeedKind.CHILDCARE)
    make_need(make_meeting(ola.panel, starts_at=in_days(-3), state="held"), ola, booked_on=today(), booked_by=petra)

    phone_of(ola).post(at("my_leave", ola), {})

    need = MeetingNeed.objects.get()
    assert (need.kind, need.detail) == (NeedKind.INTERPRETER, "")
    listed = [line for one in to_book(petra, now=timezone.now()) for kind in one.kinds for line in kind.lines]
    assert [(line.need, line.cancel) for line in listed] == [(need, True)]


def test_who_rests_reads_that_first_and_is_asked_in_bold_to_nothing(ola: Membership) -> None:
    asked, said = make_meeting(ola.panel), make_meeting(ola.panel, starts_at=in_days(14))
    make_reply(said, ola, Reply.YES)
    make_reply(make_meeting(ola.panel, starts_at=in_days(15), state="off", called_off_because="Snow"), ola, Reply.YES)
    make_reply(make_meeting(ola.panel, starts_at=in_days(16)), ola, Reply.NO)
    phone = phone_of(ola)
    assert "Does that still hold?" not in words(phone.get(PAGE))

    sent = phone.post(at("my_rest", ola), {"how_long": "13"})
    shown = phone.get(PAGE)

    assert sent.headers["Location"] == f"{PAGE}#stands-{ola.pk}"
    page = words(shown)
    assert f'id="stands-{ola.pk}"' in shown.text
    assert page.index("You are taking a break") < page.index("When we meet")
    assert f"You said you come on {clocks.day_in_words(in_days(14).date())}. Does that still hold?" in page
    assert page.count("Does that still hold?") == 1
    assert f'<a href="{at("my_meeting", ola, asked.pk)}">Can you come?' in shown.text


def test_who_comes_back_reads_that_they_are(ola: Membership) -> None:
    Membership.objects.filter(pk=ola.pk).update(stage=Stage.BREAK)
    phone = phone_of(ola)

    sent = phone.post(at("my_rest", ola), {"go": "back"})

    assert sent.headers["Location"] == f"{PAGE}?back={ola.pk}#stands-{ola.pk}"
    page = phone.get(sent.headers["Location"])
    assert "You are back." in words(page)
    assert f'id="stands-{ola.pk}"' in page.text
    assert "You are back." not in words(phone.get(PAGE))


@pytest.mark.parametrize(("kind", "is_on_show", "joins"), [("parents", True, True), ("board", True, False), ("parents", False, False)])
def test_who_left_is_led_to_where_they_read_of_it_and_can_ask_to_come_back(
    kind: str, is_on_show: bool, joins: bool, ola: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    Panel.objects.update(kind=PanelKind.BOARD if kind == "board" else PanelKind.PARENT_CARER)
    monkeypatch.setattr("panels.selectors.public.is_public", lambda panel: is_on_show)
    phone = phone_of(ola)

    sent = phone.post(at("my_leave", ola), {})
    page = phone.get(PAGE)

    assert sent.headers["Location"] == f"{PAGE}#stands-{ola.pk}"
    assert f'id="stands-{ola.pk}"' in page.text
    assert (f'href="/panels/{ola.panel.slug}/"' in page.text) == is_on_show
    assert (f'href="/panels/{ola.panel.slug}/join/"' in page.text) == joins
