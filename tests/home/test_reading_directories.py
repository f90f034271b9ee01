"""What a directory's record says, in the words and fields of our pages; and what is remarked about what cannot be."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.imports.feeds import NOT_A_NUMBER
from home.rules.feeds import PROBLEMS, FoundService, read_service, services_in
from tests.home.feeds import at, location, older_service, service, weekly

TODAY = date(2026, 11, 28)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def read(**fields: Any) -> FoundService:
    return read_service(service(**fields), TODAY)


def codes(found: FoundService) -> set[str]:
    return {remark.code for remark in found.remarks}


def test_a_record_of_today_is_read_whole() -> None:
    found = read()
    assert found.remarks == []
    assert (found.source_id, found.title) == ("s-1", "Singing morning 1")
    assert found.fields == {
        "what_it_is": "Songs for babies and whoever brings them.",
        "web_address": "https://play.example/singing",
        "email": "sing@play.example",
        "phone": "01632 960001",
        "oldest": 4,
        "oldest_unit": "years",
        "cost": "free",
        "run_by": "Play Society",
        "how_to_get_it": "ask",
        "topic": "baby-and-toddler-groups",
        "category": "activities",
        "checked_on": date(2026, 1, 5),
    }
    [time] = found.times
    assert (time.when, time.weekday, time.place) == ("Tuesdays, 10am to 11:30am", 1, "Mill Hall, 1 Mill Lane, Elmham")
    assert time.site
    assert (time.site.postcode, time.site.may_be_ours) == ("EL1 2MH", True)


def test_the_older_nested_form_is_read_too() -> None:
    found = read_service(older_service(), TODAY)
    assert found.remarks == []
    wanted = {"oldest": 12, "cost": "paid", "cost_in_words": "£2 a family", "languages": "Polish", "who_for": "Dads and male carers"}
    assert wanted.items() <= found.fields.items()
    assert {
        "topic": "parenting",
        "access": "Step-free.",
        "how_to_get_it": "turn_up",
        "phone": "01632 960002",
    }.items() <= found.fields.items()
    assert [(time.when, time.weekday) for time in found.times] == [("Saturdays, 9am to 10:30am", 5)]


def test_names_of_people_are_never_read() -> None:
    assert "Persona" not in str(read())


def test_services_stand_in_organisations_and_at_places_too() -> None:
    inner = service()
    [turned] = services_in({"id": "sal-1", "location": location(), "service": inner})
    assert [turned["id"], turned["service_at_locations"][0]["location"]["name"]] == ["s-1", "Mill Hall"]
    [owned] = services_in({"id": "o-9", "name": "Owner", "services": [{"id": "s-2", "name": "Swim"}]})
    assert owned["organization"]["name"] == "Owner"
    assert list(services_in({"id": "t-1", "name": "Swim", "taxonomy": "sports", "term_uri": "x"})) == []


@pytest.mark.parametrize(
    ("fields", "code", "words"),
    [
        ({"minimum_age": 12, "maximum_age": 4}, "ages", "wrong way round"),
        ({"minimum_age": -1}, "ages", "minimum age -1 cannot be"),
        ({"maximum_age": NOT_A_NUMBER}, "ages", "a number nobody can read"),
        ({"minimum_age": "soon"}, "ages", "soon cannot be"),
        ({"assured_date": "2005-13-45"}, "date", "2005-13-45"),
        ({"assured_date": "2031-01-01"}, "date", "cannot be"),
        ({"url": "javascript:alert(1)"}, "web", "is no web address"),
        ({"email": "nobody"}, "email", "is no e-mail address"),
        ({"contacts": [{"phones": [{"number": "call us any time"}]}]}, "phone", "is no phone number"),
        ({"service_at_locations": [at(latitude=100)]}, "position", "latitude 100"),
        ({"service_at_locations": [at(longitude="east")]}, "position", "longitude east"),
        ({"service_at_locations": [at(address={"postal_code": "ABC 1234"})]}, "postcode", "ABC 1234"),
        ({"service_at_locations": [at(address={"country": "US"})]}, "country", "US"),
        ({"service_at_locations": [at(addresses=[])]}, "no-address", "Mill Hall"),
        ({"schedules": [weekly("XX")]}, "times", "names no day"),
        ({"schedules": [weekly(opens_at="25:00")]}, "times", "is no time"),
        ({"schedules": [weekly(opens_at="12:00", closes_at="09:00")]}, "times", "before it opens"),
        ({"schedules": [weekly(valid_to="2005-01-01")]}, "times-over", "1 January 2005"),
        ({"schedules": [weekly(valid_to="2005-13-45")]}, "date", "is no day"),
        ({"attributes": [{"taxonomy_term": {"term": "Falconry"}}]}, "no-topic", "Falconry"),
        ({"status": "defunct"}, "ended", "unpublish its page"),
        ({"status": "temporarily closed"}, "ended", "for a while"),
        ({"description": " "}, "no-description", "Write one or two"),
        ({"fees": "", "cost_options": []}, "no-cost", "make sure"),
        ({"fees": "", "cost_options": [{"amount": 3, "valid_to": "2020-12-31"}]}, "cost-over", "31 December 2020"),
        ({"name": "Long name " * 40}, "cut", "very long"),
    ],
)
def test_what_cannot_be_is_remarked_and_the_rest_is_kept(fields: dict[str, Any], code: str, words: str) -> None:
    found = read(**fields)
    assert any(remark.code == code and words in remark.words for remark in found.remarks), found.remarks
    assert found.title.startswith(("Singing morning 1", "Long name"))
    assert found.fields["run_by"] == "Play Society"
    assert codes(found) <= PROBLEMS.keys()


def test_a_script_in_a_description_is_left_out_and_its_words_are_kept() -> None:
    evil = (
        '<p onclick="go()">Songs &amp; <strong>tea</strong>.</p><script>steal()</script><img src=x onerror=go()>'
        '<a href="javascript:go()">here</a> <a href="https://play.example/">there</a><style>p{}</style>'
    )
    found = read(description=evil)
    assert "markup" in codes(found)
    assert found.fields["what_it_is"] == "Songs & tea. here there"
    rich = found.fields["what_happens"]
    assert 'href="https://play.example/"' in rich
    assert not any(word in rich for word in ("script", "steal", "onclick", "onerror", "<img", "javascript", "style", "<strong"))


def test_a_long_description_is_shortened_at_a_sentence_and_kept_whole_below() -> None:
    found = read(description="We sing together every week. " * 40)
    assert found.fields["what_it_is"].endswith("every week.")
    assert len(found.fields["what_it_is"]) <= 400
    assert found.fields["what_happens"].count("We sing") == 40


@pytest.mark.parametrize(
    ("schedule", "words", "weekday"),
    [
        (weekly("TH,FR"), "Thursdays and Fridays, 10am to 11:30am", None),
        (weekly("MO", interval=2), "Mondays, every other week, 10am to 11:30am", 0),
        (weekly("1TU", freq="MONTHLY"), "First Tuesday of the month, 10am to 11:30am", 1),
        (weekly("", description="Whenever the moon is full."), "Whenever the moon is full.", None),
        (weekly("MO", closes_at=None), "Mondays, from 10am", 0),
        (weekly("1MO,-1FR", freq="MONTHLY"), "First Monday and Last Friday of the month, 10am to 11:30am", None),
        ({"weekday": "Wednesday", "opens_at": "13:00", "closes_at": "14:00"}, "Wednesdays, 1pm to 2pm", 2),
        ({"weekday": "Thurs", "opens_at": "13:00", "closes_at": "14:00"}, "Thursdays, 1pm to 2pm", 3),
        ({"weekday": "weekends", "opens_at": "13:00"}, "Saturdays and Sundays, from 1pm", None),
    ],
)
def test_calendar_rules_become_words(schedule: dict[str, Any], words: str, weekday: int | None) -> None:
    [time] = read(schedules=[schedule]).times
    assert (time.when, time.weekday) == (words, weekday)


def test_weekdays_are_five_days_and_no_wednesday() -> None:
    [time] = read(schedules=[weekly("Weekdays")]).times
    assert (time.when, time.weekday) == ("Mondays, Tuesdays, Wednesdays, Thursdays and Fridays, 10am to 11:30am", None)


@pytest.mark.parametrize("words", ["Monthly", "Frequently", "Sunny", "Throughout"])
def test_a_word_that_begins_like_a_day_is_none_and_that_is_said(words: str) -> None:
    found = read(schedules=[weekly(words)])
    assert [(time.when, time.weekday) for time in found.times] == [("10am to 11:30am", None)]
    assert f"“{words}” names no day of the week that we know. Ask when it is." in [remark.words for remark in found.remarks]


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        ({"minimum_age": 0, "maximum_age": 0}, {"oldest": 0, "oldest_unit": "years"}),
        ({"minimum_age": None, "maximum_age": 0}, {"oldest": 0, "oldest_unit": "years"}),
        ({"minimum_age": 0.5, "maximum_age": 0}, {"youngest": 6, "youngest_unit": "months", "oldest": 0, "oldest_unit": "years"}),
        ({"minimum_age": 4.5, "maximum_age": 4}, {"youngest": 54, "youngest_unit": "months", "oldest": 4, "oldest_unit": "years"}),
        ({"minimum_age": 0, "maximum_age": 99}, {"youngest_unit": "years"}),
    ],
)
def test_until_the_first_birthday_is_not_for_all_ages(ages: dict[str, Any], said: dict[str, Any]) -> None:
    found = read(**ages)
    assert {name: value for name, value in found.fields.items() if name.startswith(("youngest", "oldest"))} == said
    assert codes(found) == set()


@pytest.mark.parametrize(
    ("fees", "options", "said"),
    [
        ("Free.", [], {"cost": "free"}),
        ("", [{"amount": 0}], {"cost": "free"}),
        ("£0.50 a session", [], {"cost": "paid", "cost_in_words": "£0.50 a session"}),
        ("Free for under 2s, £3 others", [{"amount": 0}], {"cost": "paid", "cost_in_words": "Free for under 2s, £3 others"}),
        ("", [{"amount": 0}, {"amount": 3}], {"cost": "paid", "cost_in_words": "£3"}),
    ],
)
def test_what_costs_something_for_some_is_not_free(fees: str, options: list[Any], said: dict[str, str]) -> None:
    found = read(fees=fees, cost_options=options)
    assert {name: value for name, value in found.fields.items() if name.startswith("cost")} == said


@pytest.mark.parametrize(
    ("access", "way"),
    [
        ("No booking needed", "turn_up"),
        ("without an appointment", "turn_up"),
        ("drop-in", "turn_up"),
        ("Walk in", "turn_up"),
        ("appointment", "book"),
        ("No drop-in: booking required", "book"),
        ("referral", "ask"),
        ("membership", "ask"),
    ],
)
def test_a_directory_that_wants_no_booking_is_not_booked(access: str, way: str) -> None:
    assert read(attending_access=access).fields["how_to_get_it"] == way


def test_a_service_online_has_no_street() -> None:
    found = read(service_at_locations=[{"location": {"id": "l", "location_type": "virtual", "name": "Zoom"}}])
    assert [(time.place, time.site) for time in found.times] == [("Online", None)]


def test_a_service_at_many_places_has_no_more_than_twenty_times() -> None:
    found = read(service_at_locations=[at(id=f"l-{n}", name=f"Hall {n}") for n in range(30)])
    assert len(found.times) == 20
    assert "cut" in codes(found)


@settings(deadline=None)  # a busy machine is no fault
@given(st.dictionaries(st.sampled_from([*service(), *older_service()]), ANYTHING, max_size=6))
def test_nothing_in_a_record_breaks_its_reading(fields: dict[str, Any]) -> None:
    for one in services_in(service(**fields)):
        found = read_service(one, TODAY)
        assert codes(found) <= PROBLEMS.keys()
        assert all(len(time.place) <= 120 and 0 < len(time.when) <= 160 for time in found.times)
        assert "\ud800" not in str(found.fields)
