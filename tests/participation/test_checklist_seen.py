"""What Earshot can see by itself fills in what shows an answer. No answer is ever the machine's."""

import pytest
from django.test import Client

from accounts.models import User
from core.models import Hub
from participation.choices import Element, Said
from participation.forms.checklist import place_of, sealed
from participation.models import ChecklistAnswer, Engagement
from tests import builders
from tests.participation.listening import save_audience, say, tab, typed, untouched
from tests.participation.reaching import came, make_aim


def test_what_earshot_can_see_fills_in_what_shows_it_and_ticks_nothing(desk: Client, asked: Engagement) -> None:
    asked.decided_by = builders.make_post("Director of children’s services")
    asked.save()
    assert "Earshot can see: <bdi>Director of children’s services decides.</bdi>" in desk.get(tab(asked)).text

    sent = untouched(asked, Element.AUDIENCE) | typed("AU-P2", evidence="Half a senten") | {"use": "AU-P1:0"}
    page = desk.post(tab(asked), sent)

    assert "not saved yet" in page.text
    assert "Half a senten" in page.text
    assert not ChecklistAnswer.objects.exists()
    form = next(one for one in page.context["forms"] if one.item.id == "AU-P1")
    assert form["said"].value() == ""
    assert form.words_now() == ("Director of children’s services decides.", f"/admin/engagement/edit/{asked.pk}/")

    del sent["use"]
    page = desk.post(tab(asked), sent | {"AU-P1-kept": form["kept"].value()}, follow=True)

    kept = ChecklistAnswer.objects.get(item="AU-P1")
    assert (kept.said, kept.seen_text) == ("", "Director of children’s services decides.")
    assert "0 of 11 answered" in page.text


def test_no_answer_is_ever_the_machines(desk: Client, elm: Hub, asha: User, asked: Engagement) -> None:
    _let_earshot_see_much(elm, asha, asked)
    pressed = 0
    for element in Element:
        page = desk.get(tab(asked, element))
        for form in page.context["forms"]:
            for number in range(len(form.suggestions)):
                sent = untouched(asked, element) | {"use": f"{form.item.id}:{number}"}
                shown = desk.post(tab(asked, element), sent)
                filled = next(one for one in shown.context["forms"] if one.item.id == form.item.id)
                del sent["use"]
                desk.post(
                    tab(asked, element),
                    sent | {f"{form.item.id}-kept": filled["kept"].value(), f"{form.item.id}-seen": filled["seen"].value()},
                )
                pressed += 1

    assert pressed > 20
    assert ChecklistAnswer.objects.exclude(seen_text="").count() > 8
    assert set(ChecklistAnswer.objects.values_list("said", flat=True)) == {""}


def _let_earshot_see_much(elm: Hub, asha: User, asked: Engagement) -> None:
    asked.decided_by, asked.decided_at = builders.make_post("Director"), "Cabinet"
    asked.decided_on, asked.what_is_fixed, asked.methods = builders.today(), "The money.", ["survey"]
    asked.access_budget = 100
    asked.promise(builders.today())
    asked.save()
    came(asked, elm, asha, fathers=14)
    make_aim(asked, elm)
    survey = builders.make_open_survey(elm, engagement=asked)
    builders.make_entry_point(survey, elm)
    heard = builders.make_voice(elm, response=builders.make_response(survey))
    builders.make_theme(asked, voices=[heard], by=asha)
    for outcome in ("did", "no"):
        said = builders.make_you_said(elm, engagement=asked)
        builders.make_we_did(said, by=asha, outcome=outcome, published=True)
        said.tellings.create(how="poster", told_on=builders.today(), by=asha)


def test_what_earshot_saw_is_taken_away_again_by_a_button(desk: Client, asked: Engagement) -> None:
    row = say(asked, "AU-P1", Said.YES, "", seen_text="Director decides.", seen_href="/x/")
    sent = untouched(asked, Element.AUDIENCE) | typed(
        "AU-P1", was=row, said="yes", kept=sealed("Director decides.", "/x/", of=place_of(asked.pk, "AU-P1"))
    )

    page = desk.post(tab(asked), sent | {"drop": "AU-P1"})

    assert "Earshot could see" not in page.text
    assert next(one for one in page.context["forms"] if one.item.id == "AU-P1")["said"].value() == "yes"


def test_what_earshot_saw_of_one_thing_shows_nothing_of_another(desk: Client, asked: Engagement) -> None:
    for place in (place_of(asked.pk + 1, "AU-P1"), place_of(asked.pk, "AU-P2")):
        carried = sealed("Answers that came in: 200 to 499.", "/x/", of=place)
        page = save_audience(desk, asked, typed("AU-P1", said="yes", kept=carried))
        assert "Answers that came in: 200 to 499." not in page
    assert not asked.checklist.exists()


@pytest.mark.parametrize("pressed", ["AU-P1:99", "AU-P1:x", "AU-P1:" + "9" * 5000, "AU-P1"])
def test_a_suggestion_that_is_there_no_more_says_so(desk: Client, asked: Engagement, pressed: str) -> None:
    page = desk.post(tab(asked), untouched(asked, Element.AUDIENCE) | {"use": pressed})

    assert "Earshot sees something else for AU-P1 by now." in page.text
