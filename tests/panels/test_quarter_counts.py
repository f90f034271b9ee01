"""What the quarterly return counts by itself, from what, and what it says where it cannot know."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from core.models import Hub
from feedback.choices import Outcome
from feedback.models import WeDid
from panels.choices import MemberKind, PanelKind
from panels.models import Panel
from participation.choices import Degree, Method
from tests import builders
from tests.families import make_person
from tests.panels.paneling import make_member, make_panel
from tests.panels.returning import last_quarter, line, met, slips
from tests.participation.reaching import make_activity

LONG_AGO = timedelta(days=300)


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """The parents of Elm, on whose panel three had been long before the quarter ended."""
    panel = make_panel(elm, started_on=builders.today() - timedelta(days=700))
    for name in ("Ola Nowak", "Sam Reed", "Ines Costa"):
        make_member(panel, make_person(elm, name), joined_on=last_quarter().first - LONG_AGO)
    return panel


def test_meetings_that_were_held_in_the_quarter_are_counted_and_no_others(panel: Panel, elm: Hub) -> None:
    quarter = last_quarter()
    first = met(panel, quarter.first)
    met(panel, quarter.last)
    met(panel, quarter.last + timedelta(days=1))
    met(panel, quarter.first - timedelta(days=1))
    met(panel, quarter.first, state="off", called_off_because="Snow")
    met(make_panel(elm, kind=PanelKind.YOUTH), quarter.first)

    found = line("SPCP05")

    assert found.value == 2
    assert found.found.sources[0].href.endswith(f"/{first.pk}/")


def test_a_meeting_of_which_nobody_said_whether_it_was_is_not_counted_and_asked_about(panel: Panel) -> None:
    met(panel, last_quarter().first, state="planned")

    found = line("SPCP05")

    assert found.value == 0
    assert "Nobody said whether the meeting" in found.found.remarks[0]


def test_members_are_those_on_the_last_day_who_are_parents_and_carers(panel: Panel, elm: Hub) -> None:
    quarter, early = last_quarter(), last_quarter().first
    make_member(panel, make_person(elm, "A Nurse"), joined_on=early, kind=MemberKind.PROFESSIONAL)
    make_member(panel, make_person(elm, "Left Before"), joined_on=early - LONG_AGO, stage="left", left_on=quarter.last)
    make_member(panel, make_person(elm, "Left After"), joined_on=early, stage="left", left_on=quarter.last + timedelta(days=1))
    make_member(panel, make_person(elm, "Came Later"), joined_on=quarter.last + timedelta(days=1))
    make_member(make_panel(elm, kind=PanelKind.BOARD), make_person(elm, "On A Board"), joined_on=early)

    assert line("SPCP07").value == 4


def test_who_is_on_two_panels_is_counted_in_each_and_that_is_said(panel: Panel, elm: Hub) -> None:
    twice = panel.memberships.select_related("person")[0]
    make_member(make_panel(elm, "Dads"), twice.person, joined_on=last_quarter().first)

    found = line("SPCP07")

    assert found.value == 4
    assert found.found.remarks == ("On more than one panel, and counted in each: 1.",)


def test_breakdowns_add_the_last_rounds_of_all_panels_as_they_were_typed(panel: Panel, elm: Hub) -> None:
    other = make_panel(elm, "Dads")
    slips(panel, last_quarter().first, sex={"female": 9})
    slips(panel, sex={"female": 2, "not_said": 1}, ethnicity={"asian": 1})
    slips(other, sex={"female": 1, "male": 1})
    slips(other, last_quarter().last + timedelta(days=1), sex={"male": 30})

    assert line("SPCP08").value == "yes"
    assert line("SPCP08a").value == {"female": 3, "male": 1, "other": 0, "not_said": 1}
    assert line("SPCP10a").parts[0] == ("Asian or Asian British", 1)


def test_rather_not_say_alone_is_not_holding_it_and_gives_no_breakdown(panel: Panel) -> None:
    slips(panel, sex={"not_said": 3})
    assert line("SPCP08").value == "no"
    assert line("SPCP08a").value is None
    assert not line("SPCP08a").wrong


def test_without_slips_earshot_does_not_know_what_is_held_elsewhere_and_the_panel_is_named(panel: Panel, elm: Hub) -> None:
    """“What Earshot cannot know has no figure” (decision 0068): a no is somebody’s to say."""
    assert line("SPCP08").value is None
    assert line("SPCP08").wrong == ("Not answered yet. Fill it in.",)
    slips(make_panel(elm, "Dads"), sex={"not_said": 1})
    assert line("SPCP08").value is None, "one panel is still not counted"
    assert line("SPCP08a").value is None
    assert "has closed no round of slips" in line("SPCP08a").found.remarks[0]


def test_an_old_round_is_said_to_be_old(panel: Panel) -> None:
    slips(panel, last_quarter().last - timedelta(days=400), sex={"female": 3})
    assert "was last counted on" in line("SPCP08a").found.remarks[0]


def test_members_under_18_stay_in_the_count_and_out_of_the_bands_and_the_comments_say_so(panel: Panel, elm: Hub) -> None:
    """Two young parents on a panel of their own, and one among adults who said so on a slip (domain reference 3.8, the trap)."""
    workers = {"coordinator": builders.make_post("A", hub=elm), "second_reader": builders.make_post("B", hub=elm)}
    young = make_panel(elm, "Young parents", is_of_under_18s=True, **workers)
    for name in ("Kay", "Lou"):
        make_member(young, make_person(elm, name), joined_on=last_quarter().first)
    slips(panel, sex={"female": 3}, age={"25-34": 2})
    slips(young, sex={"female": 2}, age={"18-24": 2})  # ticked by mistake

    assert line("SPCP07").value == 5
    assert line("SPCP09a").parts[0] == ("18 to 24", 0)
    assert line("SPCP09a").total == 2
    assert line("COMMENTS").value.startswith("3 panel members are counted in SPCP07 and in no age band")


@pytest.mark.parametrize(
    "counts",
    [
        {"sex": {"female": 3}, "age": {"25-34": 2}, "ethnicity": {"asian": 2}},  # a slip lost its ethnic group
        {"sex": {"female": 2}, "age": {"25-34": 3}},
        {"sex": {"female": 3}},  # nobody's age was counted
    ],
)
def test_where_the_questions_do_not_add_up_nobody_is_called_a_child(counts: dict[str, Any], panel: Panel) -> None:
    slips(panel, **counts)

    found = line("COMMENTS")

    assert found.value == "The totals of SPCP08a, SPCP09a and SPCP10a differ: some answers are missing."
    assert found.found.remarks == (f"The questions on the slips of {panel} do not add up to one another. Begin a new round.",)


def test_comments_are_empty_where_the_figures_say_it_all(panel: Panel) -> None:
    assert line("COMMENTS").value == ""


def test_a_route_is_ticked_by_what_took_place_in_the_quarter(panel: Panel, elm: Hub) -> None:
    quarter = last_quarter()
    met(panel, quarter.last)
    make_activity(elm, held_on=quarter.first, kind=Method.DROP_IN)
    make_activity(elm, held_on=quarter.last + timedelta(days=1), kind=Method.ART)
    make_activity(elm, held_on=quarter.first, kind=Method.VISIT, called_off_because="Snow")
    make_activity(elm, held_on=quarter.first, kind=Method.WORKSHOP)  # of nothing that is decided together

    assert line("SPCP04").value == ["panel", "drop_in"]


def test_a_workshop_is_co_design_where_it_is_decided_together(elm: Hub) -> None:
    engagement = builders.make_engagement(elm, claimed_degree=Degree.COUNCIL_BEGAN)
    make_activity(elm, engagement=engagement, held_on=last_quarter().first, kind=Method.WORKSHOP)
    assert line("SPCP04").value == ["co_design"]


def test_a_survey_that_families_could_answer_in_the_quarter_is_a_route(elm: Hub) -> None:
    builders.make_open_survey(elm)
    assert "survey" not in line("SPCP04").value, "it was put out today"

    survey = builders.make_survey(elm)
    version = builders.make_version(survey, published_at=noon(last_quarter().first))
    survey.current_version, survey.state = version, "open"
    survey.save()
    assert "survey" in line("SPCP04").value


@pytest.mark.parametrize(("outcome", "value"), [(Outcome.DID, "yes"), (Outcome.NO, None)])
def test_a_change_counts_by_a_published_answer_that_names_it(elm: Hub, asha: User, outcome: str, value: str | None) -> None:
    said = builders.make_you_said(elm)
    answer = builders.make_we_did(said, by=asha, outcome=outcome)
    WeDid.objects.filter(pk=answer.pk).update(published_at=noon(last_quarter().first))

    assert line("SPCP06").value == value, "without one Earshot says nothing: that is not a no"


def noon(day: date) -> datetime:
    """Return the middle of a day."""
    return timezone.make_aware(datetime(day.year, day.month, day.day, 12))
