"""Both views side by side: each element on its own, the gap in words, and nothing averaged away."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import override_settings
from django.utils.translation import override

from core.answers import FamiliesSaid
from core.models import Hub
from participation.choices import Degree, Element
from participation.rules.two_views import ElementView, families_degree, two_views, why_note_learning
from participation.selectors.two_views import two_views_of
from tests.builders import make_engagement, today

WELL = dict.fromkeys(Element.values, "yes")


def line(element: str, leaning: str, *, point: str = "end", degree: str = "") -> FamiliesSaid:
    words = {"yes": "Most said yes.", "no": "Half or more said no."}.get(leaning, "Too few people answered to say.")
    return FamiliesSaid(point, element, "Did the right people listen?", words, leaning, "10 to 19", degree)


def audience(staff: Mapping[str, str], *said: FamiliesSaid) -> ElementView:
    return next(one for one in two_views(staff, said).elements if one.element == "audience")


def test_the_gap_is_named_in_words() -> None:
    assert audience(WELL, line("audience", "mixed")).gaps == ("We thought that the right people listened. Families were not sure.",)
    assert audience(WELL, line("audience", "no")).gaps == ("We thought that the right people listened. Families said no.",)


def test_it_is_a_gap_too_where_families_thought_better_of_it() -> None:
    [gap] = audience({"audience": "mixed"}, line("audience", "yes")).gaps
    assert gap == "We thought that some of the right people listened. Families said yes."


def test_there_is_none_where_both_say_the_same() -> None:
    one = audience(WELL, line("audience", "yes"))
    assert (one.gaps, one.alike) == ((), True)


def test_too_few_answers_are_no_gap_and_no_agreement() -> None:
    one = audience(WELL, line("audience", ""))
    assert (one.gaps, one.alike) == ((), False)
    assert one.families[0].said.words == "Too few people answered to say."


def test_what_staff_did_not_say_is_not_filled_in_for_them() -> None:
    one = audience({}, line("audience", "no"))
    assert (one.we_said, one.gaps, one.alike) == ("We have not said yet what we think.", (), False)


@pytest.mark.parametrize("leaning", ["no", "mixed"])
def test_an_absent_audience_is_not_averaged_away(leaning: str) -> None:
    """Three good elements, and every other point of time, change nothing about the one that was not there."""
    good = [line(element, "yes", point=point) for element in Element.values for point in ("start", "middle", "end")]
    said = [one for one in good if (one.element, one.point) != ("audience", "end")] + [line("audience", leaning)]

    views = two_views(WELL, said)

    gaps = {one.element: one.gaps for one in views.elements}
    assert gaps["audience"]
    assert not any(gaps[element] for element in ("space", "voice", "influence"))
    assert [one.element for one in views.elements] == ["space", "voice", "audience", "influence"]
    assert not any("score" in name or "total" in name or "average" in name for name in dir(views))


def test_each_point_keeps_its_own_line() -> None:
    one = audience(WELL, line("audience", "yes", point="start"), line("audience", "no"))
    assert [(said.when, said.said.leaning) for said in one.families] == [("At the start", "yes"), ("At the end", "no")]
    assert one.gaps == ("We thought that the right people listened. Families said no.",)


def test_the_words_are_those_of_the_readers_language() -> None:
    with override("pl"):
        assert audience(WELL, line("audience", "no")).gaps == ("Sądziliśmy, że słuchali właściwi ludzie. Rodziny powiedziały: nie.",)


# --- How it was done ---------------------------------------------------------------------------------------------------------


def test_what_was_planned_what_staff_see_and_what_families_say_stand_side_by_side() -> None:
    views = two_views({}, [line("", "", degree="consulted")], claimed="council", achieved="council")

    assert [(one.who, one.words) for one in views.degrees][:2] == [
        ("What we said at the start", "The council started it, and we decided together"),
        ("What we think now", "The council started it, and we decided together"),
    ]
    assert views.degrees[2].who == "What families say"


def test_any_difference_is_worth_a_note_whichever_way_it_goes() -> None:
    assert why_note_learning(claimed="", staff="consulted", families="consulted") == []
    assert why_note_learning(claimed="council", staff="council", families="") == []
    [ours] = why_note_learning(claimed="", staff="council", families="consulted")
    assert ours == (
        "You say “Started by the council, decided together”, most families say “Consulted and informed”. "
        "What did they see that you did not?"
    )
    assert len(why_note_learning(claimed="lead", staff="consulted", families="informed")) == 2
    assert why_note_learning(claimed="", staff="consulted", families="lead")


def test_the_degree_of_families_is_the_one_most_chose() -> None:
    assert families_degree([line("audience", "no"), line("", "", degree=Degree.INFORMED)]) == "informed"
    assert families_degree([line("", "")]) == ""


# --- On a page ---------------------------------------------------------------------------------------------------------------


def page(staff: Mapping[str, str], *said: FamiliesSaid, **degrees: Any) -> str:
    html = render_to_string("participation/components/two_views.html", {"views": two_views(staff, said, **degrees)})
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_page_says_the_gap_the_words_and_the_band() -> None:
    text = page(WELL, line("audience", "no"), claimed="consulted")

    assert "We thought that the right people listened. Families said no." in text
    assert "At the end: Did the right people listen? Half or more said no. How many answered: 10 to 19." in text
    assert "Families were asked and told the result" in text


def test_the_page_says_when_families_said_nothing_yet() -> None:
    assert "Families have not said yet how they were listened to" in page(WELL)


def test_where_neither_side_said_anything_nothing_is_said_four_times() -> None:
    text = page({})

    assert "Families have not said yet how they were listened to" in text
    assert "We have not said yet what we think." not in text
    assert page({"audience": "yes"}).count("We have not said yet what we think.") == 3


def test_participation_asks_by_name_and_the_checklists_words_are_understood(elm: Hub) -> None:
    engagement = make_engagement(elm, claimed_degree="consulted", achieved_degree="informed")
    with override_settings(PROVIDERS={"engagement.families_view": ["tests.participation.test_two_views.no_from_everybody"]}):
        views = two_views_of(engagement, staff={"audience": "well shown", "space": "not said yet", "voice": "not yet"}, today=today())

    gaps = {one.element: one.gaps for one in views.elements}
    assert gaps["audience"] == ("We thought that the right people listened. Families said no.",)
    assert gaps["space"] == ()
    assert views.elements[1].we_said == "We did not think that families could say what matters to them."
    assert len(views.degrees) == 2


def no_from_everybody(*, engagement_id: int, today: object) -> list[FamiliesSaid]:
    return [line("audience", "no")]
