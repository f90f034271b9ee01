"""Where an invitation may go: to addresses that the council knows for its staff's, and never twice to one person."""

from datetime import timedelta
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub, Invitation
from core.rules.addresses import why_not_of_staff
from core.services import invitations
from tests.cast import give_role, make_user, sign_in
from tests.core.post import letters
from tests.core.signing_in import PASSWORD
from tests.core.test_invitations import invite, link_in_letter

OURS = ["ashmere.example", "partner.example"]


@pytest.mark.parametrize(
    ("email", "domains", "may"),
    [
        ("mo@ashmere.example", OURS, True),
        ("Mo@ASHMERE.example", OURS, True),
        ("mo@ashmere.example", ["@Ashmere.Example"], True),
        ("jo@partner.example", OURS, True),
        ("mo@private.example", OURS, False),
        ("mo@evil-ashmere.example", OURS, False),
        ("mo@ashmere.example.evil.example", OURS, False),
        ("ashmere.example@evil.example", OURS, False),
        ("mo@private.example", [], True),
    ],
)
def test_an_address_is_of_staff_by_its_whole_ending(email: str, domains: list[str], may: bool) -> None:
    assert (why_not_of_staff(email, domains=domains) == []) is may


def test_nobody_invites_a_private_mailbox_not_even_an_administrator(adam: User, elm: Hub, settings: Settings) -> None:
    settings.STAFF_EMAIL_DOMAINS = OURS
    mo = make_user("Mo")
    give_role(mo, RoleKind.HUB_MANAGER, elm)

    for person in (mo, adam):
        form = {"email": "mo@private.example", "hub": elm.pk, "kinds": [RoleKind.HUB_WORKER]}
        page = sign_in(person).post(reverse("invite"), form).text
        assert "addresses that end in @ashmere.example or @partner.example" in page
        assert "Use the person’s work address." in page

    assert letters() == []
    assert not Invitation.objects.exists()


def test_an_invitation_to_an_ending_that_was_taken_off_the_list_opens_nothing(client: Client, adam: User, settings: Settings) -> None:
    invitation = invite(adam, email="zoe@private.example")
    link = link_in_letter()
    settings.STAFF_EMAIL_DOMAINS = OURS

    assert client.post(link).status_code == 410
    with pytest.raises(ValidationError, match="work address"):
        invitations.send_again(invitation=invitation, by=adam)

    assert not User.objects.filter(email="zoe@private.example").exists()


@pytest.mark.parametrize("email", ["adam+second@ashmere.example", "Adam+eyes@Ashmere.example"])
def test_another_name_of_ones_own_mailbox_is_no_second_person(adam: User, email: str) -> None:
    with pytest.raises(ValidationError, match="has an account already"):
        invite(adam, email=email)


def test_an_invitation_is_not_sent_again_to_who_came_in_by_another_way(adam: User) -> None:
    invitation = invite(adam)
    assert len(letters()) == 1
    User.objects.create_user("zoe@ashmere.example")

    with pytest.raises(ValidationError, match="has an account already"):
        invitations.send_again(invitation=invitation, by=adam)

    assert len(letters()) == 1


def test_a_colleague_whose_name_begins_alike_is_another_person(adam: User) -> None:
    invite(adam, email="adams@ashmere.example")

    assert Invitation.objects.count() == 1


def test_nobody_moves_their_own_account_to_a_private_mailbox(client: Client, staff: User, settings: Settings) -> None:
    settings.STAFF_EMAIL_DOMAINS = OURS
    client.post(reverse("account_login"), {"login": staff.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    page = client.post(reverse("account_email"), {"email": "asha@private.example", "action_add": "1"}, follow=True)

    assert "addresses that end in @ashmere.example or @partner.example" in page.text
    assert letters() == []

    client.post(reverse("account_email"), {"email": "asha@partner.example", "action_add": "1"})
    assert [letter.to for letter in letters()] == [["asha@partner.example"]]


def test_of_two_invitations_at_the_same_moment_the_second_is_told_of_the_first(adam: User) -> None:
    with mock.patch.object(Invitation, "save", side_effect=IntegrityError), pytest.raises(ValidationError, match="invited already"):
        invite(adam)


def test_the_list_says_which_invitations_came_too_late(adam: User) -> None:
    invite(adam)
    office = sign_in(adam)

    assert "too late since" not in office.get(reverse("people")).text
    Invitation.objects.update(expires_at=timezone.now() - timedelta(hours=1))
    assert "too late since" in office.get(reverse("people")).text
