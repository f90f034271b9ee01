"""Begin from an earlier engagement: what was said then stands beside what is said now, and counts for nothing by itself."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from core.models import Hub
from participation.choices import Element, Said, When
from participation.models import ChecklistAnswer, Engagement
from participation.selectors import checklist as selectors
from participation.services.checklist import Given, carry_over, mark, save_answers
from tests import builders
from tests.cast import sign_in
from tests.participation.listening import say, typed, untouched


@pytest.fixture
def earlier(elm: Hub) -> Engagement:
    """Last year's, with two answers."""
    row = builders.make_engagement(elm, title="Opening times last year")
    say(row, "AU-P1", Said.PARTLY, "The head was told.")
    say(row, "SP-P6", Said.YES, "Phone and paper.")
    return row


@pytest.fixture
def now(elm: Hub) -> Engagement:
    """This year's."""
    return builders.make_engagement(elm, title="Opening times this year")


def test_carried_over_answers_stand_beside_and_count_for_nothing(asha: User, earlier: Engagement, now: Engagement) -> None:
    desk = sign_in(asha)
    begin = f"/admin/checklist/{now.pk}/begin-from/"
    assert "Opening times last year" in desk.get(begin).text

    page = desk.post(begin, {"earlier": earlier.pk}, follow=True).text

    assert "What was said to 2 items stands beside them now." in page
    assert "Last time, in “Opening times last year”: <strong>Yes</strong>" in page
    assert "0 of 19 answered" in page
    assert {one.word for one in selectors.profile_of(now).values()} == {"not said yet"}
    assert "AU-P1" in [one.text[10:15] for one in selectors.open_items(now, elements=(Element.AUDIENCE,), stage=When.PLANNING)]


def test_saying_the_same_is_a_press_and_a_save_and_a_difference_is_said(asha: User, earlier: Engagement, now: Engagement) -> None:
    desk, audience = sign_in(asha), f"/admin/checklist/{now.pk}/audience/"
    carry_over(engagement=now, earlier=earlier, by=asha)

    page = desk.post(audience, untouched(now, Element.AUDIENCE) | {"again": "AU-P1"})

    form = next(one for one in page.context["forms"] if one.item.id == "AU-P1")
    assert (form["said"].value(), form["evidence"].value()) == ("partly", "The head was told.")
    assert ChecklistAnswer.objects.get(engagement=now, item="AU-P1").said == ""

    sent = untouched(now, Element.AUDIENCE) | typed("AU-P1", said="yes", evidence="The head came.")
    page = desk.post(audience, sent, follow=True)

    assert "1 of 11 answered" in page.text
    assert "<strong>Partly</strong> (it differs now)" in page.text
    assert "it differs now" in desk.get(f"/admin/checklist/{now.pk}/print/").text


def test_what_is_said_already_is_not_touched(asha: User, earlier: Engagement, now: Engagement) -> None:
    say(now, "AU-P1", Said.NO, "Said this year.")

    assert carry_over(engagement=now, earlier=earlier, by=asha) == 2

    row = ChecklistAnswer.objects.get(engagement=now, item="AU-P1")
    assert (row.said, row.evidence, row.before_said, row.carried_from) == ("no", "Said this year.", "partly", earlier)


def test_another_hubs_engagement_is_neither_offered_nor_taken(asha: User, oak: Hub, earlier: Engagement, now: Engagement) -> None:
    foreign = builders.make_engagement(oak, title="Of Oak")
    say(foreign, "AU-P1", evidence="A secret of Oak.")
    desk = sign_in(asha)
    begin = f"/admin/checklist/{now.pk}/begin-from/"

    assert "Of Oak" not in desk.get(begin).text
    assert "Choose one of the list." in desk.post(begin, {"earlier": foreign.pk}).text
    with pytest.raises(PermissionDenied):
        carry_over(engagement=now, earlier=foreign, by=asha)
    with pytest.raises(PermissionDenied):
        carry_over(engagement=foreign, earlier=earlier, by=asha)
    assert not ChecklistAnswer.objects.filter(engagement=now).exists()


def test_what_cannot_be_carried_says_why(asha: User, elm: Hub, earlier: Engagement, now: Engagement) -> None:
    everyday = builders.make_everyday_engagement(elm)
    empty = builders.make_engagement(elm, title="Nothing said")
    say(everyday, "AU-P1")  # answered, and still no checklist to begin from
    say(empty, "AU-P1", said="", evidence="Begun, and not answered.")
    short_form = "Everyday listening has a short form of its own, once a year. Choose an engagement with the whole checklist."

    for engagement, before, words in (
        (earlier, earlier, "That is this engagement itself. Choose an earlier one."),
        (now, everyday, short_form),
        (everyday, earlier, short_form),
        (now, empty, "Nothing was answered there. Choose another one."),
    ):
        with pytest.raises(ValidationError) as refused:
            carry_over(engagement=engagement, earlier=before, by=asha)
        assert refused.value.messages == [words]
    assert not ChecklistAnswer.objects.filter(carried_from__isnull=False).exists()
    assert not ChecklistAnswer.objects.filter(engagement=now).exists()

    assert "Choose an engagement." in sign_in(asha).post(f"/admin/checklist/{now.pk}/begin-from/", {}).text


def test_a_service_refuses_who_may_not_and_what_cannot_be(asha: User, cara: User, now: Engagement) -> None:
    bad = Given(ChecklistAnswer(item="AU-P1", said="n_a"), mark(ChecklistAnswer()))

    with pytest.raises(PermissionDenied):
        save_answers(engagement=now, given=[bad], by=cara)
    with pytest.raises(ValidationError) as refused:
        save_answers(engagement=now, given=[bad], by=asha)
    assert refused.value.message_dict == {"AU-P1": ["Say why it does not apply here."]}
    unknown = Given(ChecklistAnswer(item="XX-P1", said="yes"), mark(ChecklistAnswer()))
    assert save_answers(engagement=now, given=[unknown], by=asha) == []
