"""How a panel works: written heading by heading, adopted like stone, agreed to by members."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from core.models import Hub, PostHolder
from core.questions import attention
from panels.models import Panel, Terms, TermsAgreement
from panels.selectors.terms import in_force
from panels.services.terms import adopt_terms, agree, write_terms
from panels.terms_template import HEADINGS
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.paneling import make_member, make_panel

pytestmark = pytest.mark.django_db
WHOLE = {one.key: f"We say {one.key}." for one in HEADINGS}


def adopted(panel: Panel, by: User, **words: str) -> Terms:
    draft = write_terms(panel=panel, words=WHOLE | words, review_on=None, by=by)
    return adopt_terms(terms=draft, on=today(), by=by, today=today())


def test_there_are_the_eighteen_headings_of_the_reference() -> None:
    assert len(HEADINGS) == 18
    assert len({one.key for one in HEADINGS}) == 18


def test_a_draft_is_kept_half_written_and_not_adopted_before_every_heading_says_something(petra: User, elm: Hub) -> None:
    panel, desk = make_panel(elm), sign_in(petra)

    desk.post(reverse("terms:write", args=[panel.pk]), {"purpose": "To listen.", "seen": "0"})
    page = desk.post(reverse("terms:adopt", args=[panel.pk]), {"on": str(today()), "seen": "1.1"})

    assert "Not said yet:" in page.text
    assert "Safeguarding" in page.text
    assert "Name and purpose" not in page.text.split("Not said yet:")[1][:60]
    assert in_force(panel) is None
    assert Terms.objects.get().words == {"purpose": "To listen."}


def test_a_save_that_is_refused_says_so_above_the_long_form(petra: User, elm: Hub) -> None:
    address, desk = reverse("terms:write", args=[make_panel(elm).pk]), sign_in(petra)
    said = "Nothing is lost. Look at what is marked below."

    page = desk.post(address, {"purpose": "To listen.", "review_on": "soon", "seen": "0"})

    assert page.text.index(said) < page.text.index("To listen.")
    assert said not in desk.get(address).text


def test_a_day_of_review_that_is_past_leads_back_to_the_draft(petra: User, elm: Hub) -> None:
    panel = make_panel(elm)
    write_terms(panel=panel, words=WHOLE, review_on=today() - timedelta(days=1), by=petra)

    page = sign_in(petra).post(reverse("terms:adopt", args=[panel.pk]), {"on": str(today()), "seen": "1.1"}).text

    assert "must come after the day it is adopted. Change it in the draft." in page
    assert f'href="{reverse("terms:write", args=[panel.pk])}">Change the draft first</a>' in page


def test_what_was_adopted_is_like_stone_and_a_change_is_the_next_version(petra: User, elm: Hub) -> None:
    panel = make_panel(elm)
    first = adopted(panel, petra)
    with pytest.raises(IntegrityError), transaction.atomic():
        Terms.objects.filter(pk=first.pk).update(words={})

    page = sign_in(petra).get(reverse("terms:write", args=[panel.pk]))
    assert "We say purpose." in page.text  # the next one begins with the words that hold
    second = write_terms(panel=panel, words=WHOLE | {"purpose": "Anew."}, review_on=None, by=petra)

    assert (second.number, in_force(panel)) == (2, first)
    adopt_terms(terms=second, on=today(), by=petra, today=today())
    assert in_force(panel) == second


@pytest.mark.parametrize(("days", "words"), [(1, "still to come"), (-500, "had not begun")])
def test_a_panel_does_not_adopt_on_an_odd_day(petra: User, elm: Hub, days: int, words: str) -> None:
    draft = write_terms(panel=make_panel(elm), words=WHOLE, review_on=None, by=petra)

    with pytest.raises(ValidationError, match=words):
        adopt_terms(terms=draft, on=today() + timedelta(days=days), by=petra, today=today())


def test_a_colleague_who_wrote_meanwhile_is_not_written_over(petra: User, elm: Hub) -> None:
    panel = make_panel(elm)
    write_terms(panel=panel, words={"purpose": "Theirs."}, review_on=None, by=petra)

    page = sign_in(petra).post(reverse("terms:write", args=[panel.pk]), {"purpose": "Mine.", "seen": "0"})
    assert "Theirs." in page.text
    assert "Mine." in page.text
    assert Terms.objects.get().words == {"purpose": "Theirs."}

    sign_in(petra).post(reverse("terms:write", args=[panel.pk]), {"purpose": "Mine.", "seen": page.context["form"].data["seen"]})
    assert Terms.objects.get().words == {"purpose": "Mine."}


def test_what_is_too_long_is_said_and_kept_in_its_box(petra: User, elm: Hub) -> None:
    long = "word " * 500

    page = sign_in(petra).post(reverse("terms:write", args=[make_panel(elm).pk]), {"purpose": long, "seen": "0"})

    assert "Say it shorter" in page.text
    assert long.strip() in page.text
    assert not Terms.objects.exists()


def test_members_who_agreed_are_written_down_once_and_asked_again_at_the_next_version(petra: User, elm: Hub) -> None:
    panel = make_panel(elm)
    ola, sam = make_member(panel), make_member(panel, make_person(elm, "Sam Hill"))
    adopted(panel, petra)
    desk, sent = sign_in(petra), {"who": [str(ola.pk)], "on": str(today()), "how": "phone"}

    desk.post(reverse("terms:agree", args=[panel.pk]), sent)
    desk.post(reverse("terms:agree", args=[panel.pk]), sent)
    page = desk.get(reverse("terms:one", args=[panel.pk])).text

    assert TermsAgreement.objects.count() == 1
    assert "Ola Nowak" in page
    assert "This version" in page
    assert "Not yet: ask them" in page
    adopted(panel, petra, purpose="Anew.")
    page = desk.get(reverse("terms:one", args=[panel.pk])).text
    first = reverse("terms:version", args=[panel.pk, 1])
    assert f'<a href="{first}">Version 1</a> only: ask again' in page
    assert "We say purpose." in desk.get(first).text
    assert desk.get(reverse("terms:version", args=[panel.pk, 7])).status_code == 404
    assert desk.get(reverse("terms:version", args=[panel.pk, 99_999])).status_code == 404
    assert sam.agreements.count() == 0


def test_nobody_adopts_what_a_colleague_wrote_meanwhile(petra: User, elm: Hub) -> None:
    panel, desk = make_panel(elm), sign_in(petra)
    address = reverse("terms:adopt", args=[panel.pk])
    write_terms(panel=panel, words=WHOLE, review_on=None, by=petra)
    seen = desk.get(address).context["form"]["seen"].value()
    write_terms(panel=panel, words=WHOLE | {"purpose": "Written meanwhile."}, review_on=None, by=petra)

    page = desk.post(address, {"on": str(today()), "seen": seen})

    assert "A colleague changed this while you had it open" in page.text
    assert "Written meanwhile." in page.text
    assert in_force(panel) is None
    desk.post(address, {"on": str(today()), "seen": page.context["form"]["seen"].value()})
    assert in_force(panel) is not None


def test_nobody_is_said_to_agree_to_a_version_that_they_have_not_read(petra: User, elm: Hub) -> None:
    panel, desk = make_panel(elm), sign_in(petra)
    ola, address = make_member(panel), reverse("terms:agree", args=[panel.pk])
    adopted(panel, petra)
    number = desk.get(address).context["form"]["number"].value()
    adopted(panel, petra, purpose="Anew.")
    sent = {"who": [str(ola.pk)], "on": str(today()), "how": "phone"}

    page = desk.post(address, {**sent, "number": str(number)})

    assert "The panel adopted version 2 meanwhile" in page.text
    assert not TermsAgreement.objects.exists()
    desk.post(address, {**sent, "number": page.context["form"]["number"].value()})
    assert TermsAgreement.objects.get().terms == in_force(panel)


def test_nobody_agrees_for_another_panel_or_to_what_was_not_adopted(petra: User, elm: Hub) -> None:
    panel, other = make_panel(elm), make_panel(elm, "Another")
    stranger = make_member(other)
    draft = write_terms(panel=panel, words=WHOLE, review_on=None, by=petra)
    said: dict[str, Any] = {"terms": draft, "on": today(), "how": "paper", "by": petra, "today": today()}
    with pytest.raises(ValidationError, match="not adopted"):
        agree(members=[make_member(panel, make_person(elm, "Sam Hill"))], **said)

    adopt_terms(terms=draft, on=today(), by=petra, today=today())
    draft.refresh_from_db()

    with pytest.raises(ValidationError, match="another panel"):
        agree(members=[stranger], **said)


def test_a_lead_of_another_hub_writes_nothing(cara: User, elm: Hub) -> None:
    with pytest.raises(PermissionDenied):
        write_terms(panel=make_panel(elm), words=WHOLE, review_on=None, by=cara)


def test_names_of_members_stay_with_who_may_read_them(asha: User, dev: User, elm: Hub, petra: User) -> None:
    panel = make_panel(elm)
    make_member(panel)
    adopted(panel, petra)

    assert "Ola Nowak" in sign_in(asha).get(reverse("terms:one", args=[panel.pk])).text
    assert "Ola Nowak" not in sign_in(dev).get(reverse("terms:one", args=[panel.pk])).text


def test_who_looks_after_a_panel_is_asked_to_look_again_when_its_day_has_come(petra: User, elm: Hub) -> None:
    post = make_post("Panel coordinator", hub=elm)
    PostHolder.objects.create(post=post, user=petra, from_on=today())
    panel = make_panel(elm, coordinator=post)
    draft = write_terms(panel=panel, words=WHOLE, review_on=today() - timedelta(days=1), by=petra)
    adopt_terms(terms=draft, on=today() - timedelta(days=90), by=petra, today=today())

    waits = [one.text for found in attention.answers(user=petra, today=today()) for one in found]
    assert f"Look again at how “{panel}” works" in waits

    adopted(panel, petra)
    waits = [one.text for found in attention.answers(user=petra, today=today()) for one in found]
    assert f"Look again at how “{panel}” works" not in waits
