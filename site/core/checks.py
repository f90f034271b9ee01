"""What a model of ours must not do by oversight. Every `manage.py` command says it before anything runs.

E301  Wagtail would write down each save of a record, with its exact time, and ask seven queries for it (DESIGN 2).
E302-E306  An encrypted field would leak: through a revision, a preview kept as plain text, the search index, or a sorted list
(tried-core §0.4-0.6, §2).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core import checks
from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Page, PreviewableMixin, RevisionMixin

from core.crypto import encrypted_among, encrypted_fields

OURS = frozenset({"accounts", "core", "consent", "participation", "feedback", "panels", "home", "demo"})
_WAGTAILS_OWN = (Page, AbstractImage, AbstractRendition, AbstractDocument)
_KEEPS_COPIES = (Page, RevisionMixin, PreviewableMixin)


@checks.register(checks.Tags.models)
def records_keep_to_themselves(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Check every model of ours that is asked about."""
    found: list[checks.CheckMessage] = []
    for config in app_configs if app_configs is not None else apps.get_app_configs():
        if config.label in OURS:
            for model in config.get_models():
                found += [*indexed(model), *leaking(model)]
    return found


def indexed(model: type[models.Model]) -> Iterator[checks.CheckMessage]:
    """Yield an error when Wagtail would watch this model's saves."""
    if not issubclass(model, _WAGTAILS_OWN) and not getattr(model, "wagtail_reference_index_ignore", False):
        yield _error(301, model, "would have each save written down by Wagtail, with its time.", "wagtail_reference_index_ignore = True")


def leaking(model: type[models.Model]) -> Iterator[checks.CheckMessage]:
    """Yield an error for each way in which an encrypted field of this model would come out."""
    sealed = encrypted_fields(model)
    if not sealed:
        return
    shown = ", ".join(sealed)
    if issubclass(model, _KEEPS_COPIES):
        yield _error(302, model, f"keeps revisions or previews, which would copy or overwrite {shown}.", "Use a plain model.")
    if not isinstance(model._meta.pk, models.UUIDField):
        yield _error(303, model, f"has no UUID as its key, so {shown} cannot be sealed before the first save.", "Give it a UUIDField key.")
    if named := encrypted_among(model, (getattr(one, "field_name", one) for one in getattr(model, "search_fields", ()))):
        yield _error(304, model, f"puts {named} into the search index as plain text.", "Take it out of search_fields.")
    if named := encrypted_among(model, model._meta.ordering or ()):
        yield _error(305, model, f"is ordered by {named}, which sorts ciphertext.", "Sort in Python after opening.")
    indexes = [name for index in model._meta.indexes for name in index.fields]
    uniques = [name for one in model._meta.constraints if isinstance(one, models.UniqueConstraint) for name in one.fields]
    keyed = [field.name for field in model._meta.fields if field.unique or getattr(field, "db_index", False)]
    if named := encrypted_among(model, [*indexes, *uniques, *keyed]):
        yield _error(306, model, f"has an index on {named}, and no two ciphertexts are equal.", "Use core.crypto.blind_index.")


def _error(number: int, model: type[models.Model], says: str, hint: str) -> checks.CheckMessage:
    return checks.Error(f"{model._meta.label} {says}", hint=hint, obj=model, id=f"earshot.E{number}")
