"""Before a check is too old, who runs a service is asked, then who keeps it reminded: once in four weeks, one letter for all."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from core.models import Hub, Role
from home.models import AccessibilityStatementPage, HomePage
from home.rules import is_overdue_a_check, oldest_check, right_until
from home.services.kept_true import remind, still_right
from tests.builders import today
from tests.cast import sign_in
from tests.core.post import letters
from tests.home.keeping import kept, post_of

GOOD = 183  # days of half a year


def sent(on: date | None = None) -> list[str]:
    """Remind as the worker does on a day; return to whom letters went."""
    before = len(letters())
    remind(on or today())
    return sorted(letter.to[0] for letter in letters()[before:])


@pytest.mark.parametrize("months", range(1, 13))
def test_a_check_holds_to_the_end_of_its_last_day_and_no_longer(months: int) -> None:
    for checked_on in (date(2026, 1, 31), date(2026, 2, 28), date(2027, 8, 31), date(2028, 2, 29)):
        last = right_until(checked_on, months)
        assert not is_overdue_a_check(checked_on, last, months)
        assert is_overdue_a_check(checked_on, last + timedelta(days=1), months)
        assert oldest_check(last, months) == checked_on
    assert is_overdue_a_check(None, today(), months)


def test_who_keeps_it_is_reminded_two_weeks_before_in_one_letter_for_all(ben: User, elm: Hub, front: HomePage) -> None:
    post = post_of(ben, elm)
    kept("Baby songs", elm, days=GOOD - 13, by=post)
    kept("Tots", elm, days=GOOD + 50, by=post)
    kept("Not yet", elm, days=GOOD - 14, by=post)

    assert sent() == [ben.email]

    (letter,) = letters()
    assert "2 pages that you keep right" in letter.body
    assert f"{reverse('services_to_check')}?due=now" in letter.body


def test_nobody_is_reminded_again_before_four_weeks(ben: User, elm: Hub, front: HomePage) -> None:
    kept("Baby songs", elm, days=GOOD, by=post_of(ben, elm))
    assert sent() == [ben.email]

    assert sent(today() + timedelta(days=27)) == []
    assert sent(today() + timedelta(days=28)) == [ben.email]


def test_who_runs_it_is_asked_a_week_before_who_keeps_it(ben: User, elm: Hub, front: HomePage) -> None:
    kept("Baby songs", elm, days=GOOD - 20, by=post_of(ben, elm), provider_email="tots@songs.example")

    assert sent() == ["tots@songs.example"]
    assert sent(today() + timedelta(days=1)) == []
    assert sent(today() + timedelta(days=7)) == []  # Ben's turn on the eighth day; the letter counts what is due when it leaves


def test_a_letter_whose_service_was_checked_meanwhile_does_not_leave(ben: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm, days=GOOD, by=post_of(ben, elm))
    remind(today())
    still_right(service=service, by=ben, today=today())

    assert letters() == []


def test_where_nobody_is_left_who_keeps_it_who_keeps_all_pages_is_reminded(ben: User, adam: User, elm: Hub, front: HomePage) -> None:
    kept("Baby songs", elm, days=GOOD, by=post_of(ben, elm))
    Role.objects.filter(user=ben).delete()

    assert sent() == [adam.email]


def test_while_somebody_is_away_who_stands_in_is_reminded(ben: User, hana: User, elm: Hub, front: HomePage) -> None:
    post = post_of(hana, elm)
    post.stand_in, post.away_from_on = post_of(ben, elm, "Hub worker"), today() - timedelta(days=1)
    post.save()
    kept("Baby songs", elm, days=GOOD, by=post)

    assert ben.email in sent()


def test_a_draft_is_nobodys_work(ben: User, elm: Hub, front: HomePage) -> None:
    kept("Baby songs", elm, days=GOOD + 1, by=post_of(ben, elm)).unpublish()

    assert sent() == []
    assert "Baby songs" not in sign_in(ben).get(reverse("needs_you")).text


def test_the_front_page_says_it_in_one_line(ben: User, elm: Hub, front: HomePage) -> None:
    post, home = post_of(ben, elm), reverse("wagtailadmin_home")
    kept("Baby songs", elm, days=GOOD - 3, by=post)
    assert "Is “Baby songs” still right?" in sign_in(ben).get(home).text

    kept("Tots", elm, days=GOOD + 1, by=post)

    page = sign_in(ben).get(home).text
    assert "2 services want checking: families are told of 1 that nobody has checked" in page
    assert "You keep these pages right." in page


def test_a_single_old_one_is_named_with_why_it_is_mine(ben: User, elm: Hub, front: HomePage) -> None:
    kept("Baby songs", elm, days=GOOD + 1, by=post_of(ben, elm))

    page = sign_in(ben).get(reverse("wagtailadmin_home")).text

    assert "Nobody has checked “Baby songs” for a while: is it still right?" in page
    assert "You hold Offer keeper at Elm." in page


def test_a_statement_to_review_waits_for_who_keeps_all_pages(adam: User, ben: User, front: HomePage) -> None:
    statement = AccessibilityStatementPage.objects.get()
    statement.review_by_on = today()
    statement.save_revision().publish()

    assert f"Review “{statement.title}”" in sign_in(adam).get(reverse("needs_you")).text
    assert f"Review “{statement.title}”" not in sign_in(ben).get(reverse("needs_you")).text
