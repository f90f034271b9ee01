"""A test that commits leaves the database as new: migrations' own rows are back, triggers stand, nothing else is left."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from wagtail.models import Collection, GroupPagePermission, Locale, Page, Site

from core.models import AuditEntry, Locality
from tests.remembered import Change, put_back


@pytest.mark.django_db(transaction=True)
def test_what_migrations_made_is_there_again_after_a_test_that_committed() -> None:
    before = _own_rows()
    Locality.objects.create(name="North", slug="north")

    call_command("flush", interactive=False, verbosity=0, database="default", reset_sequences=False, allow_cascade=False)

    assert Locality.objects.count() == 0
    assert _own_rows() == before
    assert Page.objects.filter(depth=1).exists()


@pytest.mark.django_db(transaction=True)
def test_the_triggers_stand_again() -> None:
    call_command("flush", interactive=False, verbosity=0, database="default", reset_sequences=False, allow_cascade=False)
    AuditEntry.objects.create(at="2026-11-21T12:00:00Z", actor="system", verb="test", subject="core.Hub:1")

    with pytest.raises(IntegrityError):
        AuditEntry.objects.update(verb="something else")


@pytest.mark.django_db(transaction=True)
def test_new_rows_get_numbers_of_their_own_afterwards() -> None:
    root = Page.objects.get(depth=1)
    page = root.add_child(instance=Page(title="New", slug="new-page"))
    assert page.pk not in {root.pk, None}


def test_a_database_that_is_no_tests_own_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", "live")
    with pytest.raises(AssertionError, match="live is not a test database"):
        call_command("flush", interactive=False, verbosity=0, database="default")


def _own_rows() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in (Page, Site, Locale, Collection, Permission)}


def test_counters_never_go_back_with_rows_that_a_rollback_brings_back(db: None) -> None:
    one = GroupPagePermission.objects.select_related("page", "permission").order_by("pk").first()
    assert one is not None, "migrations made some"
    with transaction.atomic():
        GroupPagePermission.objects.all().delete()
        put_back([Change(GroupPagePermission, [], ["id"], [])])
        transaction.set_rollback(True)

    new = GroupPagePermission.objects.create(group=Group.objects.create(name="New"), page=one.page, permission=one.permission)

    assert new.pk != one.pk
