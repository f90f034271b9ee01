"""Roles: who gives and takes them, what Wagtail reads of them, and how somebody leaves."""

import threading
import time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from accounts.models import User
from core import audit
from core.choices import RoleKind
from core.models import AuditEntry, Hub, Role
from core.querysets import may
from core.role_table import IN_A_LINE, RIGHTS
from core.rules.roles import Giver, may_give_kind, what_clashes, why_not_take
from core.selectors.staff import giver_at
from core.services import accounts
from core.services.accounts import close_account, open_account
from core.services.roles import give_roles, take_role
from core.services.sessions import end_sessions
from core.sync import NAME
from tests.cast import give_role, make_user, sign_in
from tests.chance import without_chance


@pytest.fixture
def mo(elm: Hub) -> User:
    mo = make_user("Mo")
    give_role(mo, RoleKind.HUB_MANAGER, elm)
    return mo


def groups_of(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


# --- Giving and taking ----------------------------------------------------------------------------------------------------


def test_an_administrator_gives_a_role_on_the_persons_page(adam: User, nora: User, elm: Hub) -> None:
    page = sign_in(adam).post(reverse("person", args=[nora.pk]), {"kinds": [RoleKind.HUB_WORKER], "hub": elm.pk}, follow=True)

    assert "Hub worker, Elm" in page.text
    assert may(User.objects.get(pk=nora.pk), "voice.view", hub_id=elm.pk)
    entry = AuditEntry.objects.get(verb="core.role.give")
    assert (entry.actor, entry.subject, entry.hub_id) == (f"staff:{adam.pk}", audit.name_of(nora), elm.pk)


def test_nobody_gives_themselves_a_role(adam: User, mo: User, elm: Hub) -> None:
    for person, hub in ((adam, None), (mo, elm), (User.objects.create_superuser("root@ashmere.example"), None)):
        with pytest.raises(ValidationError, match="Nobody gives themselves a role"):
            give_roles(person=person, kinds=[RoleKind.CONTENT_EDITOR], hub=hub, by=person)

    page = sign_in(adam).post(reverse("person", args=[adam.pk]), {"kinds": [RoleKind.DATA_PROTECTION_OFFICER], "hub": ""}, follow=True)
    assert "Nobody gives themselves a role" in page.text
    assert adam.roles.count() == 1


def test_a_hub_manager_gives_and_takes_only_below_themselves_and_only_at_their_hub(
    mo: User, ben: User, asha: User, oak: Hub, elm: Hub
) -> None:
    give_roles(person=ben, kinds=[RoleKind.CONTENT_EDITOR], hub=elm, by=mo)
    take_role(role=ben.roles.get(kind=RoleKind.CONTENT_EDITOR), by=mo)
    for kind, hub in (
        (RoleKind.HUB_MANAGER, elm),
        (RoleKind.ENGAGEMENT_LEAD, elm),
        (RoleKind.HUB_WORKER, oak),
        (RoleKind.HUB_WORKER, None),
    ):
        with pytest.raises(ValidationError):
            give_roles(person=ben, kinds=[kind], hub=hub, by=mo)
    with pytest.raises(ValidationError, match="given above you"):
        take_role(role=asha.roles.get(), by=mo)


def test_a_role_is_taken_away_once_and_written_down_once(adam: User, ben: User) -> None:
    role = ben.roles.get()
    same = Role.objects.get(pk=role.pk)  # as a second click holds it
    take_role(role=role, by=adam)

    with pytest.raises(ValidationError, match="taken away already"):
        take_role(role=same, by=adam)

    assert AuditEntry.objects.filter(verb="core.role.take").count() == 1


def test_the_last_administrator_stays(adam: User, dev: User) -> None:
    page = sign_in(adam).post(reverse("take_role", args=[adam.pk, adam.roles.get().pk]), follow=True)
    assert "This is the last administrator" in page.text
    root = User.objects.create_superuser("root@ashmere.example")
    with pytest.raises(ValidationError, match="last administrator"):
        close_account(person=adam, by=root)

    give_roles(person=dev, kinds=[RoleKind.ADMINISTRATOR], hub=None, by=adam)
    take_role(role=adam.roles.get(), by=adam)

    assert not adam.roles.exists()


def test_an_administrator_whose_account_is_closed_does_not_count(adam: User, dev: User) -> None:
    give_roles(person=dev, kinds=[RoleKind.ADMINISTRATOR], hub=None, by=adam)
    close_account(person=dev, by=adam)

    with pytest.raises(ValidationError, match="last administrator"):
        take_role(role=adam.roles.get(), by=adam)


def test_a_role_taken_away_stops_at_the_next_click(adam: User, asha: User) -> None:
    hers = sign_in(asha)
    address = reverse("post:index")
    assert hers.get(address).status_code == 200

    take_role(role=asha.roles.get(), by=adam)

    assert hers.get(address).status_code != 200


@pytest.mark.parametrize("kind", RoleKind.values)
def test_a_kind_is_given_only_by_who_holds_all_it_may_do(kind: str) -> None:
    manager = Giver(RIGHTS[RoleKind.HUB_MANAGER])
    given = may_give_kind(manager, kind, whole_council=False)

    assert given == (kind in {RoleKind.CONTENT_EDITOR, RoleKind.HUB_WORKER, RoleKind.DECIDER})
    assert not may_give_kind(manager, kind, whole_council=True)
    assert may_give_kind(Giver(frozenset(), everywhere=True), kind, whole_council=True)
    assert kind in IN_A_LINE


def test_roles_that_clash_say_what_they_cost() -> None:
    assert "once a year" in what_clashes([RoleKind.ADMINISTRATOR, RoleKind.DATA_PROTECTION_OFFICER])[0]
    assert what_clashes([RoleKind.HUB_WORKER]) == []


def test_everybody_may_lay_down_a_role_of_their_own() -> None:
    nobody = Giver(frozenset())
    assert why_not_take(nobody, RoleKind.HUB_WORKER, whole_council=False, is_own=True, number_of_other_administrators=0) == []
    assert why_not_take(nobody, RoleKind.HUB_WORKER, whole_council=False, is_own=False, number_of_other_administrators=0)


def test_a_right_at_a_hub_is_not_a_right_elsewhere(mo: User, elm: Hub, oak: Hub) -> None:
    assert "voice.view" in giver_at(mo, elm.pk).rights_there
    assert giver_at(mo, oak.pk).rights_there == frozenset()
    assert giver_at(mo, None).rights_there == frozenset()


# --- Who sees whom --------------------------------------------------------------------------------------------------------


def test_a_hub_manager_sees_the_staff_of_their_hub_and_no_role_elsewhere(mo: User, ben: User, cara: User, adam: User, oak: Hub) -> None:
    give_role(ben, RoleKind.HUB_WORKER, oak)
    page = without_chance(sign_in(mo).get(reverse("people")).text)

    assert "Ben Example" in page
    assert "Cara" not in page
    assert "Adam" not in page
    assert "Oak" not in page
    assert "Oak" not in without_chance(sign_in(mo).get(reverse("person", args=[ben.pk])).text)
    for other in (cara, adam):
        assert sign_in(mo).get(reverse("person", args=[other.pk])).status_code == 404
        assert sign_in(mo).post(reverse("person", args=[other.pk]), {"kinds": [RoleKind.HUB_WORKER]}).status_code == 404


def test_an_administrator_sees_everybody_their_posts_and_their_last_sign_in(adam: User, asha: User, cara: User, elm_manager: Any) -> None:
    page = sign_in(adam).get(reverse("people")).text

    for words in ("Asha Example", "Cara Example", "Engagement lead, Elm", "Family hub manager", "Never"):
        assert words in page


def test_people_are_found_by_name_or_address(adam: User, asha: User, cara: User) -> None:
    page = sign_in(adam).get(reverse("people") + "?q=cara@").text

    assert "Cara Example" in page
    assert "Asha Example" not in page


def test_the_list_costs_the_same_for_two_people_and_for_forty(adam: User, elm: Hub, django_assert_max_num_queries: Any) -> None:
    for n in range(40):
        give_role(make_user(f"Person{n}"), RoleKind.HUB_WORKER, elm)
    client = sign_in(adam)
    client.get(reverse("people"))

    with django_assert_max_num_queries(16):
        client.get(reverse("people"))


@pytest.mark.parametrize("name", ["people", "invite"])
def test_who_has_nothing_to_do_with_staff_is_sent_away(ben: User, asha: User, name: str) -> None:
    for person in (ben, asha):
        assert sign_in(person).get(reverse(name)).status_code == 302


@pytest.mark.parametrize("key", ["is_superuser", "is_staff", "groups", "user_permissions"])
def test_no_form_about_people_takes_what_it_does_not_show(adam: User, nora: User, elm: Hub, key: str) -> None:
    sign_in(adam).post(reverse("person", args=[nora.pk]), {"kinds": [RoleKind.HUB_WORKER], "hub": elm.pk, key: "1"})

    nora.refresh_from_db()
    assert not nora.is_superuser
    assert not nora.is_staff
    assert all(name.startswith(NAME) for name in groups_of(nora))


# --- Leaving --------------------------------------------------------------------------------------------------------------


def test_a_leavers_account_is_closed_and_every_session_ends(adam: User, asha: User) -> None:
    first, second = sign_in(asha), sign_in(asha)
    others = sign_in(adam)

    page = others.post(reverse("close_account", args=[asha.pk]), follow=True)

    assert "signed out everywhere" in page.text
    assert "This account is closed" in page.text
    for hers in (first, second):
        assert hers.get("/admin/").headers["Location"].startswith("/account/login/")
        assert "_auth_user_id" not in hers.session
    assert others.get("/admin/").status_code == 200
    assert groups_of(asha) == set()
    assert AuditEntry.objects.filter(verb="accounts.account.close", subject=audit.name_of(asha)).exists()


def test_a_closed_account_opens_again_with_its_roles(adam: User, asha: User) -> None:
    close_account(person=asha, by=adam)
    open_account(person=asha, by=adam)

    asha.refresh_from_db()
    assert sign_in(asha).get("/admin/").status_code == 200
    assert asha.roles.count() == 1


def test_only_an_administrator_closes_accounts_and_never_their_own(adam: User, mo: User, ben: User) -> None:
    with pytest.raises(PermissionDenied):
        close_account(person=ben, by=mo)
    assert sign_in(mo).post(reverse("close_account", args=[ben.pk])).status_code == 302
    ben.refresh_from_db()
    assert ben.is_active
    with pytest.raises(ValidationError, match="your own account"):
        close_account(person=adam, by=adam)


def test_who_was_closed_a_moment_ago_closes_nobody(adam: User, dev: User, asha: User) -> None:
    give_roles(person=dev, kinds=[RoleKind.ADMINISTRATOR], hub=None, by=adam)
    close_account(person=User.objects.get(pk=adam.pk), by=dev)

    with pytest.raises(PermissionDenied):  # Adam's click was on its way: his own object still says that he works here
        close_account(person=asha, by=adam)

    asha.refresh_from_db()
    assert asha.is_active


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_close_each_other_at_once_do_not_both_succeed(
    adam: User, dev: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_roles(person=dev, kinds=[RoleKind.ADMINISTRATOR], hub=None, by=adam)

    def slowly(person: User) -> int:
        time.sleep(0.5)  # both are in before one is done
        return end_sessions(person)

    monkeypatch.setattr(accounts, "end_sessions", slowly)
    refused: list[type[Exception]] = []

    def close(person: User, by: User) -> None:
        try:
            close_account(person=person, by=by)
        except (ValidationError, PermissionDenied) as error:
            refused.append(type(error))
        finally:
            connection.close()

    pairs = [(adam, dev), (dev, adam)]
    threads = [threading.Thread(target=close, args=[User.objects.get(pk=one.pk), User.objects.get(pk=two.pk)]) for one, two in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert User.objects.filter(pk__in=[adam.pk, dev.pk], is_active=True).count() == 1
    assert refused == [PermissionDenied]


@pytest.mark.parametrize("name", ["close_account", "open_account"])
def test_looking_at_the_address_of_a_button_does_nothing(adam: User, asha: User, name: str) -> None:
    assert sign_in(adam).get(reverse(name, args=[asha.pk])).status_code == 302

    asha.refresh_from_db()
    assert asha.is_active
