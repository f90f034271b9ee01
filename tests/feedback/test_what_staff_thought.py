"""What staff thought of how they listened is kept when what families said can first be read: the gap stays, whatever staff say since."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from participation.choices import Element, Said, Stage
from participation.models import ChecklistAnswer, Engagement
from participation.provides.plain import words_in_plain
from participation.rules.two_views import ElementView
from participation.selectors import public
from participation.services.checklist import Given, mark, save_answers
from tests.builders import make_engagement, today
from tests.cast import sign_in
from tests.feedback.rating import end, open_rating, put_into_words, rate
from tests.participation.listening import say_all
from tests.participation.reaching import words

GAP = "We thought that the right people listened. Families said no."
SINCE = "Since changed to: We did not think that the right people listened."


@pytest.fixture
def rated(elm: Hub) -> Engagement:
    """The café: staff say that all went well, and families said that the right people did not listen; that can be read."""
    engagement = make_engagement(elm, title="The café", stage=Stage.ANSWERING, opened_on=today() - timedelta(days=90))
    say_all(engagement)
    survey = open_rating(engagement)
    rate(survey, 16, listened="no")
    end(survey)
    put_into_words()
    return Engagement.objects.get(pk=engagement.pk)


def say_otherwise(engagement: Engagement, by: User, said: str = Said.NO) -> None:
    rows = ChecklistAnswer.objects.filter(engagement=engagement, item__startswith="AU")
    save_answers(engagement=engagement, given=[Given(ChecklistAnswer(item=r.item, said=said, evidence="x"), mark(r)) for r in rows], by=by)


def audience(engagement: Engagement) -> ElementView:
    found = public.asked_about(engagement.slug, today=today())
    assert found
    assert found.views
    return next(one for one in found.views.elements if one.element == Element.AUDIENCE)


def test_a_gap_does_not_go_away_by_saying_something_else(rated: Engagement, asha: User, client: Client) -> None:
    assert (audience(rated).gaps, audience(rated).since) == ((GAP,), "")

    say_otherwise(rated, asha)

    assert (audience(rated).gaps, audience(rated).alike, audience(rated).since) == ((GAP,), False, SINCE)
    for page in (client.get(reverse("asked_about", args=[rated.slug])), sign_in(asha).get(reverse("learning:one", args=[rated.pk]))):
        assert f"{GAP} {SINCE[:17]}" in words(page).replace("  ", " ")
        assert SINCE in words(page)
    assert any(SINCE in line for one in words_in_plain(kind="asked_about", key=rated.slug) for line in one.points)


def test_staff_who_come_back_to_what_they_thought_changed_nothing(rated: Engagement, asha: User) -> None:
    say_otherwise(rated, asha)
    say_otherwise(rated, asha, Said.YES)

    assert audience(rated).since == ""


def test_before_families_can_be_read_staff_may_still_change_their_minds(elm: Hub, asha: User) -> None:
    engagement = make_engagement(elm, stage=Stage.ANSWERING)
    say_all(engagement)
    survey = open_rating(engagement)
    rate(survey, 16, listened="no")

    say_otherwise(engagement, asha)
    end(survey)
    put_into_words()

    assert audience(engagement).alike
    assert audience(engagement).since == ""


def test_the_first_that_looks_back_keeps_it_and_no_later_one(rated: Engagement, asha: User) -> None:
    say_otherwise(rated, asha)
    Engagement.objects.update(stage=Stage.CLOSED, closed_on=today() - timedelta(days=100))
    rated.refresh_from_db()
    later = open_rating(rated, "later")
    rate(later, 16, heard="no")
    end(later)

    put_into_words()

    rated.refresh_from_db()
    assert (rated.thought[Element.AUDIENCE], rated.thought_on) == ("well shown", today())
    assert audience(rated).since == SINCE


def test_what_families_said_at_the_start_keeps_nothing(elm: Hub) -> None:
    engagement = make_engagement(elm, stage=Stage.OPEN, opened_on=today(), starts_on=today(), ends_on=today() + timedelta(days=200))
    end(open_rating(engagement, "start"))

    assert put_into_words() == 1
    assert Engagement.objects.get(pk=engagement.pk).thought_on is None
