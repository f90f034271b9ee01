"""Staff come in by invitation: 72 hours, once, and never above who invites."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest import mock

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import outbox
from core.choices import RoleKind
from core.models import AuditEntry, Hub, Invitation, OutboxItem, Role
from core.services import invitations
from tests.cast import give_role, sign_in
from tests.chance import without_chance
from tests.core.post import letters


@contextmanager
def later(**time: float) -> Iterator[None]:
    """Move the clock on."""
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(**time)):
        yield


def invite(by: User, *kinds: str, hub: Hub | None = None, email: str = "zoe@ashmere.example") -> Invitation:
    kinds = kinds or (RoleKind.HUB_WORKER,)
    return invitations.invite(email=email, first_name="Zoe", last_name="New", kinds=kinds, hub=hub, by=by)


def link_in_letter() -> str:
    found = re.search(r"https://localhost(/invitation/[0-9a-f]{64}/)", letters()[-1].body)
    assert found
    return found.group(1)


@pytest.fixture
def mo(elm: Hub) -> User:
    """Mo runs the hub Elm."""
    mo = User.objects.create_user("mo@ashmere.example", first_name="Mo")
    give_role(mo, RoleKind.HUB_MANAGER, elm)
    return mo


# --- From the form to the first sign-in -----------------------------------------------------------------------------------


def test_an_administrator_invites_and_the_invited_person_comes_in(client: Client, adam: User, elm: Hub) -> None:
    office = sign_in(adam)
    office.post(
        reverse("invite"),
        {"email": "Zoe@Ashmere.example", "first_name": "Zoe", "last_name": "New", "hub": elm.pk, "kinds": [RoleKind.HUB_WORKER]},
    )
    letter = letters()[-1]
    assert letter.to == ["zoe@ashmere.example"]
    assert letter.subject == "You are invited to Earshot"
    assert "Adam Example invites you" in letter.body
    assert "Your part: Hub worker, Elm." in letter.body

    page = client.get(link_in_letter())
    assert "You are invited" in page.text
    assert "reads their comments" in page.text
    page = client.post(link_in_letter(), follow=True)

    assert "Your account is ready" in page.text
    zoe = User.objects.get(email="zoe@ashmere.example")
    assert str(zoe) == "Zoe New"
    assert not zoe.has_usable_password()
    assert EmailAddress.objects.get(user=zoe).verified
    assert list(zoe.roles.values_list("kind", "hub__name")) == [(RoleKind.HUB_WORKER, "Elm")]
    client.post(reverse("account_request_login_code"), {"email": zoe.email})
    code = re.search(r"^(\w{3,4}-\w{3,4})$", letters()[-1].body, re.MULTILINE)
    assert code
    client.post(reverse("account_confirm_login_code"), {"code": code.group(1)})
    assert client.get("/admin/").status_code == 200


def test_looking_at_an_invitation_uses_nothing_up(client: Client, adam: User) -> None:
    invite(adam)
    link = link_in_letter()
    for _ in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200

    assert not User.objects.filter(email="zoe@ashmere.example").exists()


def test_an_invitation_works_once(client: Client, adam: User) -> None:
    invite(adam)
    link = link_in_letter()
    client.post(link)

    assert Client().get(link).status_code == 410
    assert Client().post(link).status_code == 410
    assert User.objects.filter(email="zoe@ashmere.example").count() == 1


def test_an_invitation_works_for_seventy_two_hours_and_no_longer(client: Client, adam: User) -> None:
    invite(adam)
    link = link_in_letter()

    with later(hours=71, minutes=59):
        assert client.get(link).status_code == 200
    with later(hours=72, minutes=1):
        page = client.post(link)
    assert page.status_code == 410
    assert "does not work any more" in page.text
    assert not User.objects.filter(email="zoe@ashmere.example").exists()


def test_a_password_reset_does_not_bring_an_old_invitation_back(client: Client, adam: User) -> None:
    invite(adam)
    link = link_in_letter()
    with later(hours=80):
        client.post(reverse("account_reset_password"), {"email": "zoe@ashmere.example"})
        client.post(reverse("account_request_login_code"), {"email": "zoe@ashmere.example"})

        assert len(letters()) == 1  # the invitation itself, and nothing since
        assert client.get(link).status_code == 410
    assert not User.objects.filter(email="zoe@ashmere.example").exists()


def test_a_made_up_link_opens_nothing(client: Client, adam: User) -> None:
    invite(adam)

    assert client.get(reverse("invitation", args=["0" * 64])).status_code == 410
    assert client.get(reverse("invitation", args=[Invitation.objects.get().token_hash])).status_code == 410


def test_the_link_stands_in_no_table(adam: User) -> None:
    invite(adam)
    token = link_in_letter().split("/")[-2]

    row = Invitation.objects.values().get()
    queued = OutboxItem.objects.filter(name="core.send_invitation").values().get()

    assert token not in f"{row}{queued}"
    assert "zoe@" not in str(queued)


def test_a_withdrawn_invitation_is_dead_and_its_letter_does_not_leave(client: Client, adam: User) -> None:
    first = invite(adam)
    invitations.withdraw(invitation=first, by=adam)
    assert letters() == []

    second = invite(adam)
    link = link_in_letter()
    sign_in(adam).post(reverse("withdraw_invitation", args=[second.pk]))

    assert client.post(link).status_code == 410


def test_sending_again_makes_a_fresh_link_and_kills_the_old_one(client: Client, adam: User) -> None:
    invitation = invite(adam)
    old = link_in_letter()
    with later(hours=60):
        sign_in(adam).post(reverse("send_invitation_again", args=[invitation.pk]))
        outbox.drain()
    new = link_in_letter()

    assert old != new
    assert client.get(old).status_code == 410
    with later(hours=100):
        assert client.get(new).status_code == 200


def test_an_expired_invitation_can_be_followed_by_a_new_one(adam: User) -> None:
    invite(adam)
    with pytest.raises(ValidationError, match="invited already"):
        invite(adam)
    with later(hours=73):
        invite(adam)

    assert Invitation.objects.filter(withdrawn_at__isnull=True).count() == 1


def test_somebody_who_works_here_already_is_not_invited(adam: User, ben: User) -> None:
    with pytest.raises(ValidationError, match="has an account already"):
        invite(adam, email="BEN@ashmere.example")


def test_an_invitation_dies_with_the_right_of_who_sent_it(client: Client, mo: User, elm: Hub) -> None:
    invite(mo, hub=elm)
    link = link_in_letter()
    mo.roles.all().delete()

    assert client.post(link).status_code == 410
    assert not User.objects.filter(email="zoe@ashmere.example").exists()


def test_inviting_and_accepting_stand_in_the_audit_trail_without_an_address(client: Client, adam: User) -> None:
    invite(adam)
    client.post(link_in_letter())

    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert [verb for verb in verbs if verb.startswith("core.")] == ["core.invitation.send", "core.role.give", "core.invitation.accept"]
    assert "zoe@" not in str(list(AuditEntry.objects.values()))


# --- Who may give what ----------------------------------------------------------------------------------------------------


def test_a_hub_manager_invites_workers_of_their_hub(mo: User, elm: Hub) -> None:
    invite(mo, RoleKind.HUB_WORKER, RoleKind.CONTENT_EDITOR, hub=elm)

    assert Invitation.objects.get().kinds == [RoleKind.HUB_WORKER, RoleKind.CONTENT_EDITOR]


ABOVE = [RoleKind.ADMINISTRATOR, RoleKind.HUB_MANAGER, RoleKind.ENGAGEMENT_LEAD, RoleKind.DATA_PROTECTION_OFFICER, RoleKind.FINANCE]


@pytest.mark.parametrize("kind", ABOVE)
def test_a_hub_manager_cannot_give_more_than_they_hold(mo: User, elm: Hub, kind: str) -> None:
    with pytest.raises(ValidationError, match="may do more than you may yourself"):
        invite(mo, kind, hub=elm)


def test_a_hub_manager_cannot_invite_beyond_their_hub(mo: User, oak: Hub) -> None:
    with pytest.raises(ValidationError, match="may do more"):
        invite(mo, hub=oak)
    with pytest.raises(ValidationError, match="at your hub only"):
        invite(mo, hub=None)


@pytest.mark.parametrize(
    "extra", [{"hub": ""}, {"kinds": [RoleKind.ADMINISTRATOR]}, {"is_superuser": "on", "kinds": [RoleKind.HUB_MANAGER]}]
)
def test_what_a_hub_managers_form_does_not_offer_is_not_taken(mo: User, elm: Hub, oak: Hub, extra: dict[str, object]) -> None:
    page = sign_in(mo).get(reverse("invite"))
    assert "Elm" in page.text
    assert "Oak" not in without_chance(page.text)
    assert "The whole council" not in page.text
    assert "Administrator:" not in page.text

    sign_in(mo).post(reverse("invite"), {"email": "zoe@ashmere.example", "hub": elm.pk, "kinds": [RoleKind.HUB_WORKER], **extra})

    assert not Invitation.objects.exists()


def test_who_may_not_invite_finds_no_form(asha: User, ben: User, elm: Hub) -> None:
    for person in (asha, ben):
        assert sign_in(person).get(reverse("invite")).status_code == 302
        with pytest.raises(PermissionDenied):
            invite(person, hub=elm)


def test_another_hubs_invitation_is_not_there(mo: User, adam: User, oak: Hub) -> None:
    theirs = invite(adam, hub=oak)
    councils = invite(adam, hub=None, email="yan@ashmere.example")
    office = sign_in(mo)

    assert "zoe@" not in office.get(reverse("people")).text
    for invitation in (theirs, councils):
        for name in ("withdraw_invitation", "send_invitation_again"):
            assert office.post(reverse(name, args=[invitation.pk])).status_code == 404
        with pytest.raises(PermissionDenied):
            invitations.withdraw(invitation=invitation, by=mo)


# --- The form explains ----------------------------------------------------------------------------------------------------


def test_a_ready_made_set_ticks_the_boxes(adam: User) -> None:
    page = sign_in(adam).get(reverse("invite") + "?preset=small-council").text

    ticked = set(re.findall(r'value="(\w+)"[^>]*checked', page))
    assert ticked == {RoleKind.CONTENT_EDITOR, RoleKind.ENGAGEMENT_LEAD, RoleKind.PANEL_COORDINATOR, RoleKind.ADMINISTRATOR}


def test_roles_that_clash_are_explained_before_anything_is_sent(adam: User) -> None:
    form = {"email": "zoe@ashmere.example", "hub": "", "kinds": [RoleKind.ADMINISTRATOR, RoleKind.DATA_PROTECTION_OFFICER]}
    office = sign_in(adam)

    page = office.post(reverse("invite"), form)
    assert "With one person in both, nobody does" in page.text
    assert not Invitation.objects.exists()
    office.post(reverse("invite"), {**form, "understood": "on"})

    assert Invitation.objects.count() == 1


def test_a_role_for_the_whole_council_is_not_given_at_a_hub(adam: User, elm: Hub) -> None:
    page = sign_in(adam).post(reverse("invite"), {"email": "zoe@ashmere.example", "hub": elm.pk, "kinds": [RoleKind.ADMINISTRATOR]})

    assert "Administrator is a role for the whole council" in page.text


def test_every_kind_has_one_line_on_the_form(adam: User) -> None:
    page = sign_in(adam).get(reverse("invite")).text

    assert all(label in page for label in RoleKind.labels)
    assert Role.objects.filter(user=adam).count() == 1
