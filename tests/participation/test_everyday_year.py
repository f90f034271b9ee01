"""Everyday listening is looked at once a year; what was said stays, year by year; and what is due comes to whoever holds the post."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from core import clocks
from core.models import AuditEntry, Hub, Post
from participation import lundy
from participation.choices import Said, Stage
from participation.models import ChecklistAnswer, CouncilItem, Engagement, EverydayLook
from participation.provides import checklist as provides
from participation.provides import what_waits
from participation.selectors import checklist as selectors
from participation.services.everyday import renew_everyday
from tests import builders
from tests.cast import sign_in
from tests.participation.listening import say, typed


@pytest.fixture
def everyday(elm: Hub, elm_manager: Post) -> Engagement:
    """Elm's everyday listening, which nobody has looked at for thirteen months."""
    opened_on = clocks.months_after(builders.today(), -13)
    return builders.make_everyday_engagement(elm, who_acts=elm_manager, opened_on=opened_on)


def year(engagement: Engagement) -> str:
    """Return the address of the short form."""
    return f"/admin/checklist/{engagement.pk}/year/"


def filled(post: Post, **changed: str) -> dict[str, str]:
    """Return the short form with everything said."""
    sent = {"who_acts": str(post.pk), "weeks": "5", "leaves_out": "Whoever never comes in."}
    for item in lundy.short_form():
        sent |= typed(item.id, said="yes", evidence=f"This shows {item.id}.")
    return sent | changed


def test_after_a_year_it_comes_back_to_who_acts(asha: User, everyday: Engagement) -> None:
    waits = what_waits(user=asha, today=builders.today())

    assert [(one.text, one.href) for one in waits] == [
        ("“Everyday listening at Elm”: look at it once a year, with five short answers", year(everyday))
    ]
    assert waits[0].why == "You hold Family hub manager at Elm."
    everyday.renewed_on = builders.today() - timedelta(days=300)
    everyday.save()
    assert what_waits(user=asha, today=builders.today()) == []


def test_the_short_form_renews_it_for_a_year_and_keeps_what_was_said(asha: User, everyday: Engagement, elm_manager: Post) -> None:
    desk = sign_in(asha)
    page = desk.get(year(everyday)).text
    assert all(item.question in page and why in page for item, why in zip(lundy.short_form(), lundy.SHORT_FORM.values(), strict=True))

    page = desk.post(year(everyday), filled(elm_manager), follow=True).text

    assert "Kept for this year." in page
    assert "This shows SP-P3." in page
    everyday.refresh_from_db()
    assert (everyday.renewed_on, everyday.answer_within_weeks, everyday.leaves_out) == (builders.today(), 5, "Whoever never comes in.")
    assert everyday.promises[-1]["weeks"] == 5
    look = EverydayLook.objects.get()
    assert look.answers["AU-P1"] == {"said": "yes", "evidence": "This shows AU-P1."}
    assert {one.word for one in selectors.profile_of(everyday).values()} == {"well shown"}
    assert what_waits(user=asha, today=builders.today()) == []
    assert AuditEntry.objects.filter(verb="participation.engagement.renew", actor=f"staff:{asha.pk}").count() == 1


def test_each_year_stays_readable_and_a_second_press_makes_no_second_year(asha: User, everyday: Engagement, elm_manager: Post) -> None:
    desk = sign_in(asha)
    desk.post(year(everyday), filled(elm_manager, leaves_out="Last year’s words."))
    EverydayLook.objects.update(looked_on=builders.today() - timedelta(days=370))

    for _ in range(2):
        desk.post(year(everyday), filled(elm_manager, leaves_out="This year’s words."))

    page = desk.get(year(everyday)).text
    assert "Last year’s words." in page
    assert EverydayLook.objects.count() == 2


def test_a_colleagues_newer_year_is_shown_beside_mine(asha: User, everyday: Engagement, elm_manager: Post) -> None:
    desk, mine = sign_in(asha), filled(elm_manager, **{"SP-P3-evidence": "I wrote this."})
    desk.post(year(everyday), filled(elm_manager))  # a colleague, after mine was opened

    page = desk.post(year(everyday), mine)

    assert "Somebody else saved while you were writing" in page.text
    assert "I wrote this." in page.text
    assert "This shows SP-P3." in page.text
    assert EverydayLook.objects.get().answers["SP-P3"]["evidence"] == "This shows SP-P3."
    seen = next(form for form, _ in page.context["forms"] if form.item.id == "SP-P3")["seen"].value()
    assert "Kept for this year." in desk.post(year(everyday), mine | {"SP-P3-seen": seen}, follow=True).text
    assert EverydayLook.objects.get().answers["SP-P3"]["evidence"] == "I wrote this."


def test_what_is_missing_is_said_at_its_place_and_nothing_typed_is_lost(asha: User, everyday: Engagement, elm_manager: Post) -> None:
    sent = filled(elm_manager, weeks="90", leaves_out="")
    sent |= {"AU-P1-said": "", "AU-P1-evidence": "Half said."} | {"IN-A1-said": "n_a", "IN-A1-evidence": ""}

    page = sign_in(asha).post(year(everyday), sent).text

    assert "Not saved yet" in page
    assert "less than or equal to 26" in page
    assert "This field is required." in page
    assert "Say why it does not apply here." in page
    assert "Half said." in page
    page = sign_in(asha).post(year(everyday), filled(elm_manager, **{"AU-P1-said": ""})).text
    assert '<a href="#AU-P1">AU-P1</a>: Answer this too' in page
    assert not EverydayLook.objects.exists()
    assert not ChecklistAnswer.objects.exists()


def test_who_may_not_change_it_reads_it(ben: User, cara: User, asha: User, everyday: Engagement, elm_manager: Post) -> None:
    sign_in(asha).post(year(everyday), filled(elm_manager))

    page = sign_in(ben).get(year(everyday)).text
    assert "This shows SP-P3." in page
    assert "Keep this year" not in page
    for answer in (sign_in(cara).get(year(everyday)), sign_in(cara).post(year(everyday), filled(elm_manager))):
        assert answer.status_code == 404
    with pytest.raises(PermissionDenied):
        renew_everyday(engagement=everyday, by=cara, who_acts=elm_manager, weeks=5, leaves_out="x", answers={})


def test_only_everyday_listening_has_a_year_and_it_has_no_tabs(asha: User, elm: Hub, everyday: Engagement) -> None:
    desk, standard = sign_in(asha), builders.make_engagement(elm)

    assert desk.get(year(standard)).status_code == 404
    assert desk.post(f"/admin/checklist/{everyday.pk}/space/", typed("SP-P3", said="yes")).status_code == 404  # no way past the year
    assert desk.get(f"/admin/checklist/{everyday.pk}/space/").url == year(everyday)  # type: ignore[attr-defined]  # a redirect
    with pytest.raises(ValidationError):
        renew_everyday(engagement=standard, by=asha, who_acts=None, weeks=None, leaves_out="", answers={})


# --- What is due --------------------------------------------------------------------------------------------------------------


def test_items_that_are_due_come_to_whoever_holds_the_post(asha: User, elm: Hub, elm_manager: Post) -> None:
    today = builders.today()
    asked = builders.make_engagement(elm, title="Longer opening")
    say(asked, "IN-P3", Said.NO, "Not yet.", owner=elm_manager, due_on=today - timedelta(days=3))
    say(asked, "AU-P2", "", "", owner=elm_manager, due_on=today + timedelta(days=5))
    say(asked, "AU-P3", Said.YES, "Done.", owner=elm_manager, due_on=today - timedelta(days=9))
    say(asked, "AU-P6", "", "", owner=elm_manager, due_on=today + timedelta(days=60))

    (waits,) = provides.what_waits(user=asha, today=today)

    assert waits.text == "“Longer opening”: 2 items of the checklist are to do, the first is 3 days late"
    assert (waits.href, waits.is_late) == (f"/admin/checklist/{asked.pk}/influence/#IN-P3", True)
    assert [(one.post_id, one.text) for one in provides.what_hangs(post_ids=frozenset({elm_manager.pk}), today=today)] == [
        (elm_manager.pk, "sees to 3 items of how well you listen")
    ]


def test_an_item_of_the_councils_own_is_due_too_and_nobody_elses_comes_to_me(asha: User, ben: User, elm: Hub, elm_manager: Post) -> None:
    today = builders.today()
    CouncilItem.objects.create(code="SP-D+1", element="space", when="during", question="Warm?", since_on=today)
    asked = builders.make_engagement(elm, title="Longer opening", stage=Stage.PLANNING)
    say(asked, "SP-D+1", "", "", owner=elm_manager, due_on=today)

    (waits,) = provides.what_waits(user=asha, today=today)

    assert waits.text.startswith("“Longer opening”: one item of the checklist is due by")
    assert waits.href.endswith("/space/#SP-D+1")
    assert provides.what_waits(user=ben, today=today) == []


def test_every_reason_against_an_item_is_said_and_not_the_last_alone(asha: User, everyday: Engagement, elm_manager: Post) -> None:
    answers = {item.id: ChecklistAnswer(item=item.id, said="yes", evidence="Shown.") for item in lundy.short_form()}
    answers["AU-P1"].link, answers["AU-P1"].due_on = "minutes.docx", builders.today()

    with pytest.raises(ValidationError) as refused:
        renew_everyday(engagement=everyday, by=asha, who_acts=elm_manager, weeks=5, leaves_out="Nobody: it hangs in town.", answers=answers)

    assert [reason[:12] for reason in refused.value.message_dict["AU-P1"]] == ["A link begin", "A day needs "]
