"""How the checklist is read: four words, never one; said is not shown; and what a refusal says."""

from datetime import date

import pytest

from core.models import Hub
from participation import lundy
from participation.choices import Element, Said, Size, Stage, When
from participation.models import ChecklistAnswer, CouncilItem, Engagement
from participation.rules import checklist as rules
from participation.rules.checklist import Counts
from participation.selectors import checklist as selectors
from tests import builders
from tests.participation.listening import say, say_all


def _answer(**fields: object) -> ChecklistAnswer:
    return ChecklistAnswer(item="AU-P1", **fields)


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        (Counts(open=11), "not said yet"),
        (Counts(not_applicable=3, open=8), "not said yet"),
        (Counts(not_applicable=11), "not said yet"),
        (Counts(no=4, open=7), "not yet"),
        (Counts(yes=1, open=10), "not yet"),
        (Counts(yes=5, open=6), "not yet"),
        (Counts(yes=6, open=5), "partly"),
        (Counts(yes=11, unshown=11), "partly"),
        (Counts(yes=6, partly=5), "well shown"),
        (Counts(yes=10, no=1), "partly"),
        (Counts(partly=11), "partly"),
        (Counts(yes=4, partly=1, not_applicable=6), "well shown"),
        (Counts(), "not said yet"),
    ],
)
def test_an_element_is_put_into_a_word(counts: Counts, word: str) -> None:
    assert rules.element_word(counts) == word


def test_counts_are_said_in_words_and_never_as_a_share() -> None:
    counts = Counts(yes=5, partly=2, open=4, unshown=1)

    assert counts.progress == "7 of 11 answered"
    assert rules.in_words(counts) == "5 yes, 2 partly, 4 open; 1 said, not shown"
    assert rules.in_words(Counts()) == "nothing asked"


@pytest.mark.parametrize("missing", list(Element))
def test_a_missing_element_is_never_averaged_away(elm: Hub, missing: Element) -> None:
    engagement = builders.make_engagement(elm, stage=Stage.ANSWERING)
    say_all(engagement, but=(missing,))

    profile = selectors.profile_of(engagement)

    assert profile[missing].word == "not said yet"
    assert {one.word for element, one in profile.items() if element != missing} == {"well shown"}
    assert list(profile) == list(Element)  # four words are all there is: nothing sums them up


def test_nobody_is_late_with_what_has_not_come_yet(elm: Hub) -> None:
    engagement = builders.make_engagement(elm, stage=Stage.PLANNING)
    for one in lundy.items(when=When.PLANNING):
        say(engagement, one.id)

    assert {one.word for one in selectors.profile_of(engagement).values()} == {"well shown"}

    engagement.stage = Stage.OPEN
    assert selectors.profile_of(engagement)[Element.SPACE].words == "12 yes, 4 open"
    engagement.stage = Stage.ANSWERING
    assert selectors.profile_of(engagement)[Element.SPACE].words == "12 yes, 7 open"


def test_profiles_of_many_cost_two_queries(elm: Hub, django_assert_num_queries: object) -> None:
    many = [builders.make_engagement(elm, title=f"Question {n}") for n in range(12)]
    for one in many:
        say(one, "AU-P1", owner=builders.make_post(f"Lead {one.pk}", hub=elm), due_on=builders.today())

    with django_assert_num_queries(2):  # type: ignore[operator]  # pytest-django's own
        profiles = selectors.profiles_of(many)
        assert {profiles[one.pk][Element.AUDIENCE].words for one in many} == {"1 yes, 7 open"}


def test_what_is_open_leads_to_its_place(elm: Hub) -> None:
    engagement = builders.make_engagement(elm)
    for code in ("AU-P1", "AU-P2", "AU-P3", "AU-P4", "AU-P5", "IN-P1", "IN-P2", "IN-P4"):
        say(engagement, code, Said.NO, "")

    missing = selectors.open_items(engagement, elements=(Element.AUDIENCE, Element.INFLUENCE), stage=When.PLANNING)

    assert [one.text for one in missing] == [
        "Audience, AU-P6: How will those who decide hear families directly where they can: a panel item, a visit, a recording?",
        "Influence, IN-P3: When and how do we answer families, and who answers for it?",
    ]
    assert missing[0].href == f"/admin/checklist/{engagement.pk}/audience/#AU-P6"


def test_the_councils_own_items_stand_beside_ours_and_stay_where_they_were_answered(elm: Hub) -> None:
    first, second = builders.make_engagement(elm), builders.make_engagement(elm)
    own = CouncilItem.objects.create(
        code="AU-P+1", element="audience", when="planning", question="Did a councillor come?", since_on=date(2026, 1, 5)
    )
    say(first, "AU-P+1")
    CouncilItem.objects.filter(pk=own.pk).update(is_active=False)

    sheets = selectors.sheets([first, second])

    mine = [item.id for item in sheets[first.pk] if item.element == Element.AUDIENCE and item.when == When.PLANNING]
    assert mine == ["AU-P1", "AU-P2", "AU-P3", "AU-P4", "AU-P5", "AU-P6", "AU-P+1"]
    assert "AU-P+1" not in [item.id for item in sheets[second.pk]]


def test_everyday_listening_is_asked_five_items(elm: Hub) -> None:
    assert [item.id for item in selectors.sheet(builders.make_everyday_engagement(elm))] == list(lundy.SHORT_FORM)


@pytest.mark.parametrize(
    ("answer", "reasons"),
    [
        (_answer(said="n_a"), ["Say why it does not apply here."]),
        (_answer(said="n_a", evidence="  "), ["Say why it does not apply here."]),
        (_answer(said="n_a", evidence="Nobody else decides."), []),
        (_answer(said="yes"), []),  # said, not shown: honest, and not refused
        (_answer(link="javascript:alert(1)"), ["A link begins with https://. Copy it from your browser’s address line."]),
        (_answer(link="HTTPS://ashmere.example/paper"), []),
        (_answer(due_on=date(2027, 1, 4)), ["A day needs a job title: choose who sees to it, or take the day away."]),
        (_answer(due_on=date(27, 1, 4), owner_id=1), ["Look at the year again."]),
    ],
)
def test_what_cannot_be_said_says_why(answer: ChecklistAnswer, reasons: list[str]) -> None:
    assert [problem.text for problem in rules.why_not_say(answer)] == reasons


@pytest.mark.parametrize(
    ("said", "fields", "unshown"),
    [
        ("yes", {}, True),
        ("partly", {}, True),
        ("no", {}, False),
        ("", {}, False),
        ("yes", {"evidence": "Minutes."}, False),
        ("yes", {"link": "https://x.example"}, False),
        ("partly", {"seen_text": "Answers published: 3."}, False),
    ],
)
def test_a_yes_that_nothing_shows_is_called_so(said: str, fields: dict[str, str], unshown: bool) -> None:
    assert _answer(said=said, **fields).is_unshown is unshown


def test_everyday_listening_is_renewed_only_with_everything_said() -> None:
    everyday = Engagement(size=Size.EVERYDAY, stage=Stage.PLANNING)

    reasons = [one.text for one in rules.why_not_renew(everyday, who_acts=None, weeks=27, leaves_out=" ", answers={})]

    assert reasons[:4] == [
        "It does not listen yet: open it to families first.",
        "Choose who acts on what families say.",
        "Say within how many weeks families are answered: 1 to 26.",
        "Say whether asking this way could leave someone out. If not, say why not.",
    ]
    assert len(reasons) == 9
    assert reasons[4].startswith("Answer this too: Who is usually missing")
    standard = Engagement(size=Size.STANDARD)
    assert [one.text for one in rules.why_not_renew(standard, who_acts=None, weeks=1, leaves_out="", answers={})] == [
        "Only everyday listening has the short form."
    ]
