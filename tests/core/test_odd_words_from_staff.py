"""What the forms of places, posts and people say to odd words and impossible answers: plain words, never the name of a database rule."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub, Post
from tests.cast import sign_in

# What staff fill in on one form of ours or Wagtail's, so that the database's rule may be the first to refuse it.
ON_A_FORM = ["core.Hub", "core.OpeningTime", "core.Post", "feedback.YouSaid", "home.ServiceTime"]


@pytest.fixture
def desk(adam: User) -> Client:
    return sign_in(adam)


def test_a_second_post_of_a_title_is_refused_in_plain_words(desk: Client, elm: Hub) -> None:
    Post.objects.create(title="Hub manager", hub=elm)

    page = desk.post(reverse("post:add"), {"title": "Hub manager", "hub": elm.pk}).text

    assert "This hub has a post of that title already." in page
    assert "is violated" not in page


@pytest.mark.parametrize(
    ("post", "words"),
    [
        ({"title": "A", "away_from_on": "2026-11-20", "away_until_on": "2026-11-19"}, "The last day away comes before the first"),
        ({"title": "Head of early help"}, "The council has a post of that title already."),
    ],
)
def test_an_impossible_post_is_refused_in_plain_words(db: None, post: dict[str, str], words: str) -> None:
    Post.objects.create(title="Head of early help")

    with pytest.raises(ValidationError) as refused:
        Post(**post).full_clean()

    assert words in " ".join(refused.value.messages)


@pytest.mark.parametrize("label", ON_A_FORM)
def test_every_rule_of_the_database_that_a_form_can_meet_has_words_of_its_own(label: str) -> None:
    rules = [rule for rule in apps.get_model(label)._meta.constraints if not _says_it_itself(rule)]

    assert rules
    assert [rule.name for rule in rules if "is violated" in str(rule.violation_error_message)] == []


def _says_it_itself(rule: models.BaseConstraint) -> bool:
    """Return whether Django has words for it: a plain unique field."""
    return isinstance(rule, models.UniqueConstraint) and bool(rule.fields) and rule.condition is None


@pytest.mark.parametrize("typed", ["A\x00sha", "\x00", "Asha\u202e"])
def test_an_odd_search_for_people_finds_or_finds_nothing(desk: Client, asha: User, typed: str) -> None:
    page = desk.get("/admin/people/", {"q": typed})

    assert page.status_code == 200
    assert f"/admin/people/{asha.pk}/" in page.text
