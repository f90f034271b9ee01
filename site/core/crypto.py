"""Encrypted fields and keyed hashes: the only door to `cryptography`.

A stored value reads `e1:<key id>:<urlsafe base64 of nonce, ciphertext and tag>`. The associated data names the key, the model, the column
and the row, so a value moved to another row or column cannot be opened. Keys come from FIELD_KEYS as `id:base64,id:base64`; the first is
the current one. This protects backups, query logs and support copies; it is no defence against a taken-over application (security 5.3).
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models

if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
    _BytesField = models.TextField[bytes, bytes]
else:
    _TextField = _BytesField = models.TextField  # generic for mypy only

PREFIX = "e1:"
NONCE_BYTES = 12


class CannotOpen(Exception):
    """A stored value does not open: the key is missing, or the value was moved or changed."""


class Sealed(str):
    """A value as it stands in the database, not yet opened."""


@lru_cache(maxsize=4)
def _keys(setting: str) -> dict[str, bytes]:
    """Read FIELD_KEYS; raise ImproperlyConfigured with what to do."""
    keys: dict[str, bytes] = {}
    for part in filter(None, (piece.strip() for piece in setting.split(","))):
        name, _, encoded = part.partition(":")
        try:
            key = base64.urlsafe_b64decode(encoded)
        except ValueError:
            key = b""
        if not name or len(key) != 32:
            raise ImproperlyConfigured("FIELD_KEYS needs id:base64 pairs of 32 bytes each. Make one with `python manage.py new_field_key`.")
        keys[name] = key
    if not keys:
        raise ImproperlyConfigured("FIELD_KEYS is empty. Make a key with `python manage.py new_field_key`.")
    return keys


def current_key_id() -> str:
    """Return the id of the key that new values are sealed with."""
    return next(iter(_keys(settings.FIELD_KEYS)))


def key_ids() -> list[str]:
    """Return the ids of all keys, the current one first."""
    return list(_keys(settings.FIELD_KEYS))


def seal(text: str, *, where: str) -> str:
    """Encrypt a text for one place, named as `app.model|column|row`."""
    return seal_bytes(text.encode(), where=where)


def unseal(stored: str, *, where: str) -> str:
    """Decrypt a stored text of this very place. Raises CannotOpen."""
    return unseal_bytes(stored, where=where).decode()


def seal_bytes(plain: bytes, *, where: str) -> str:
    """Encrypt bytes for one place, such as a scan, in the same format as a text."""
    key_id = current_key_id()
    nonce = secrets.token_bytes(NONCE_BYTES)
    box = _cipher(_keys(settings.FIELD_KEYS)[key_id]).encrypt(nonce, plain, f"{key_id}|{where}".encode())
    return f"{PREFIX}{key_id}:{base64.urlsafe_b64encode(nonce + box).decode()}"


def unseal_bytes(stored: str, *, where: str) -> bytes:
    """Decrypt stored bytes of this very place. Raises CannotOpen."""
    try:
        _, key_id, encoded = stored.split(":", 2)
        raw = binascii.a2b_base64(encoded.replace("-", "+").replace("_", "/"))  # what base64.urlsafe_b64decode does, in a third of the time
        plain = _cipher(_keys(settings.FIELD_KEYS)[key_id]).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], f"{key_id}|{where}".encode())
    except (ValueError, KeyError, InvalidTag) as error:
        raise CannotOpen("This value does not open. Check that FIELD_KEYS still holds the key it was sealed with.") from error
    return plain


@lru_cache(maxsize=8)
def _cipher(key: bytes) -> AESGCM:
    """Return the cipher of a key. It remembers nothing of what it opens; making one takes longer than opening a name."""
    return AESGCM(key)


@lru_cache(maxsize=64)
def _sub_key(purpose: str, setting: str) -> bytes:
    """Derive one key for each purpose from the *last* field key, so that adding a new key in front keeps old hashes findable."""
    root = list(_keys(setting).values())[-1]
    return hmac.new(root, f"earshot|{purpose}".encode(), hashlib.sha256).digest()


def keyed_hash(purpose: str, text: str) -> str:
    """Return 64 hex digits that only somebody with our keys can make: for codes, tokens and blind indexes."""
    return hmac.digest(_sub_key(purpose, settings.FIELD_KEYS), text.encode(), "sha256").hex()


def blind_index(purpose: str, text: str) -> str:
    """Return a keyed hash for finding an encrypted value by equality; blanks and capitals do not count."""
    return keyed_hash(f"index|{purpose}", text.strip().casefold())


def open_stored(model: "type[models.Model]", column: str, pk: object, stored: str) -> str:
    """Return the text of a value that was read without its row, by `values_list`: for long lists, where making rows would take the time."""
    return unseal(stored, where=f"{model._meta.label_lower}|{column}|{pk}")


class _Encrypted:
    """What the encrypted fields have in common: sealed when saved, opened when first read, never searched.

    A field may not be a subclass of another of a different value, so they share this and say how a value is sealed and opened.
    """

    attname: str
    name: str

    def sealed(self, value: Any, where: str) -> str:
        """Return a value as it is stored."""
        raise NotImplementedError

    def opened(self, stored: str, where: str) -> Any:
        """Return a stored value as it was given."""
        raise NotImplementedError

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)  # type: ignore[misc]  # Django's field stands right of this one
        setattr(cls, name, _Opener(self))

    def where(self, instance: models.Model) -> str:
        """Name the place of a value, for its associated data."""
        return f"{instance._meta.label_lower}|{self.attname}|{instance.pk}"

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Sealed) and add:
            # A copy under a new key, of a value nobody read: better an error now than a row that never opens.
            self.opened(value, self.where(model_instance))
        if value is None or isinstance(value, Sealed):
            return value
        return Sealed(self.sealed(value, self.where(model_instance)))

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value is not None and not isinstance(value, Sealed):
            raise FieldError(f"{self.name} is encrypted. Save the object instead of updating rows in bulk.")
        return super().get_db_prep_save(value, connection)  # type: ignore[misc]  # as above

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted and cannot be searched. Use its blind index.")
        return super().get_lookup(lookup_name)  # type: ignore[misc]  # as above

    def value_to_string(self, obj: models.Model) -> str:
        return "(sealed)"


class EncryptedTextField(_Encrypted, _TextField):
    """A text that is encrypted at rest and opened when it is first read. Only on plain models with UUID keys (core/checks.py).

    It cannot be filtered, updated in bulk or ordered by: those raise FieldError. `values()` gives ciphertext.
    """

    def sealed(self, value: str, where: str) -> str:
        """Seal a text."""
        return seal(value, where=where)

    def opened(self, stored: str, where: str) -> str:
        """Open a text."""
        return unseal(stored, where=where)


class EncryptedBytesField(_Encrypted, _BytesField):
    """Bytes, such as a scan, sealed in the database like a text and under the same rules. Stored about a third longer than they are."""

    def sealed(self, value: bytes, where: str) -> str:
        """Seal bytes."""
        return seal_bytes(value, where=where)

    def opened(self, stored: str, where: str) -> bytes:
        """Open bytes."""
        return unseal_bytes(stored, where=where)


def encrypted_fields(model: type[models.Model]) -> list[str]:
    """Return the names of a model's encrypted fields."""
    return [field.name for field in model._meta.get_fields() if isinstance(field, _Encrypted)]


def encrypted_among(model: type[models.Model], names: Iterable[Any]) -> str:
    """Return, with commas, the encrypted fields of a model among names as Django writes them: `-text`, `text__icontains`."""
    asked = {str(name).lstrip("-").split("__")[0] for name in names}
    return ", ".join(name for name in encrypted_fields(model) if name in asked)


class _Opener:
    """Opens a sealed value the first time somebody reads it."""

    def __init__(self, field: _Encrypted) -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            value = instance.__dict__[name] = self.field.opened(value, self.field.where(instance))
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value
