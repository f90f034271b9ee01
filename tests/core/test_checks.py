"""A model that would leak does not get past `manage.py`."""

import uuid
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import models
from django.test.utils import isolate_apps
from wagtail.models import Page, PreviewableMixin, RevisionMixin
from wagtail.search import index

from core.checks import indexed, leaking, records_keep_to_themselves
from core.crypto import EncryptedTextField
from core.models import Hub
from core.viewsets import HubScopedViewSet
from feedback.models import Voice


def said(messages: Any) -> list[str]:
    """Return the numbers of what was found."""
    return [message.id for message in messages]


def test_our_own_models_pass() -> None:
    assert records_keep_to_themselves(None) == []
    call_command("check")


def test_a_record_that_wagtail_would_watch_is_refused() -> None:
    with isolate_apps("core"):

        class Watched(models.Model):  # noqa: DJ008  a model made to be refused
            class Meta:
                app_label = "core"

        class Quiet(models.Model):  # noqa: DJ008  a model made to be let through
            wagtail_reference_index_ignore = True

            class Meta:
                app_label = "core"

    assert said(indexed(Watched)) == ["earshot.E301"]
    assert "core.Watched would have each save written down" in next(indexed(Watched)).msg
    assert said(indexed(Quiet)) == []
    assert said(indexed(Page)) == []


def test_only_our_own_apps_are_asked() -> None:
    assert records_keep_to_themselves([apps.get_app_config("wagtailcore"), apps.get_app_config("auth")]) == []


class Sealed(models.Model):
    """What the leaking models below begin with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    secret = EncryptedTextField()

    class Meta:
        abstract = True


def model(*bases: type, meta: dict[str, Any] | None = None, **attributes: Any) -> type[models.Model]:
    """Make a model out of the way of the real ones."""
    with isolate_apps("core"):
        options = type("Meta", (), {"app_label": "core", **(meta or {})})
        made: type[models.Model] = type("Made", bases, {"__module__": __name__, "Meta": options, **attributes})
        return made


def test_a_plain_model_with_a_uuid_passes() -> None:
    assert said(leaking(model(Sealed))) == []
    assert said(leaking(Voice)) == []
    assert said(leaking(Hub)) == []


@pytest.mark.parametrize("mixin", [PreviewableMixin, RevisionMixin])
def test_a_model_that_keeps_copies_is_refused(mixin: type) -> None:
    assert said(leaking(model(mixin, Sealed))) == ["earshot.E302"]


def test_a_page_is_refused() -> None:
    page = model(Page, page_ptr=models.OneToOneField(Page, models.CASCADE, parent_link=True, primary_key=True), secret=EncryptedTextField())

    assert said(leaking(page)) == ["earshot.E302", "earshot.E303"]


def test_a_counted_key_is_refused() -> None:
    assert said(leaking(model(Sealed, id=models.BigAutoField(primary_key=True)))) == ["earshot.E303"]


@pytest.mark.parametrize("field", [index.SearchField("secret"), index.AutocompleteField("secret"), index.FilterField("secret")])
def test_an_encrypted_field_in_the_search_index_is_refused(field: Any) -> None:
    assert said(leaking(model(index.Indexed, Sealed, search_fields=[field]))) == ["earshot.E304"]


def test_sorting_by_ciphertext_is_refused() -> None:
    assert said(leaking(model(Sealed, meta={"ordering": ["-secret"]}))) == ["earshot.E305"]


@pytest.mark.parametrize(
    "made",
    [
        {"meta": {"indexes": [models.Index(fields=["secret"], name="i")]}},
        {"meta": {"constraints": [models.UniqueConstraint(fields=["secret"], name="u")]}},
        {"secret": EncryptedTextField(unique=True)},
        {"secret": EncryptedTextField(db_index=True)},
    ],
)
def test_an_index_on_ciphertext_is_refused(made: dict[str, Any]) -> None:
    assert said(leaking(model(Sealed, **made))) == ["earshot.E306"]


@pytest.mark.parametrize(
    "asked",
    [
        {"search_fields": ["text"]},
        {"search_fields": ("survey__title", "text")},
        {"list_filter": ["text"]},
        {"list_filter": {"text": ["icontains"]}},
        {"ordering": "-text"},
        {"list_export": ["text"]},
    ],
)
def test_a_staff_screen_that_would_search_ciphertext_is_not_made(asked: dict[str, Any]) -> None:
    with pytest.raises(ImproperlyConfigured, match="by text, which is encrypted"):
        HubScopedViewSet("tried", model=Voice, resource="voice", form_fields=["week"], **asked)


def test_a_staff_screen_may_show_what_it_opens() -> None:
    HubScopedViewSet("tried", model=Voice, resource="voice", form_fields=["week"], list_display=["text"], search_fields=["week"])
