"""A new password: by a link in the post, or by hand."""

import re
from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.core.post import letters
from tests.core.signing_in import signed_in


def test_a_reset_link_names_our_own_address_whatever_host_was_asked(client: Client, staff: User) -> None:
    evil = client.post(reverse("account_reset_password"), {"email": staff.email}, headers={"Host": "evil.example"})
    client.post(reverse("account_reset_password"), {"email": staff.email}, headers={"X-Forwarded-Host": "evil.example"})

    assert evil.status_code == 400
    assert [re.findall(r"https?://[^/\s]+", letter.body)[0] for letter in letters()] == ["https://localhost"]


def test_a_password_set_by_link_neither_signs_in_nor_touches_the_second_step(client: Client, staff: User) -> None:
    client.post(reverse("account_reset_password"), {"email": staff.email})
    link = re.search(r"https://localhost(/\S+)", letters()[-1].body)
    assert link

    page = client.get(link.group(1), follow=True)
    page = client.post(page.redirect_chain[-1][0], {"password1": "four loud badgers", "password2": "four loud badgers"}, follow=True)

    assert "Your password is set" in page.text
    assert not signed_in(client)
    staff.refresh_from_db()
    assert staff.check_password("four loud badgers")


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("earshot12345", "easy to guess here"),
        ("Family-Hub-2026", "easy to guess here"),
        ("otter badger", ""),
        ("otterbadger", "at least 12 characters"),
        ("qwertyuiop123456789", ""),
        ("1q2w3e4r5t6y", "too common"),
        ("asha.example", "too similar"),
    ],
)
def test_a_password_that_others_would_guess_is_refused_and_says_why(client: Client, staff: User, password: str, words: str) -> None:
    client.post(reverse("account_reset_password"), {"email": staff.email})
    link = re.search(r"https://localhost(/\S+)", letters()[-1].body)
    assert link
    page = client.get(link.group(1), follow=True)

    page = client.post(page.redirect_chain[-1][0], {"password1": password, "password2": password}, follow=True)

    staff.refresh_from_db()
    assert words in page.text
    assert staff.check_password(password) is not bool(words)


@pytest.mark.parametrize(("minutes", "works"), [(59, True), (61, False)])
def test_a_link_for_a_new_password_works_for_the_hour_that_its_letter_names(client: Client, staff: User, minutes: int, works: bool) -> None:
    client.post(reverse("account_reset_password"), {"email": staff.email})
    letter = letters()[-1].body
    link = re.search(r"https://localhost(/\S+)", letter)
    assert link
    assert "works for an hour, once" in letter

    with mock.patch.object(PasswordResetTokenGenerator, "_now", return_value=datetime.now() + timedelta(minutes=minutes)):
        page = client.get(link.group(1), follow=True)

    assert ("This link does not work any more" not in page.text) is works


def test_a_link_that_the_post_could_not_bring_within_its_hour_is_not_sent(client: Client, staff: User) -> None:
    client.post(reverse("account_reset_password"), {"email": staff.email})

    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(minutes=61)):
        assert letters() == []
