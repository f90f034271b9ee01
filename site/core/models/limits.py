"""Counters for limits, where there is no Redis."""

from django.db import models


class LimitCount(models.Model):
    """How often a limited act was tried; the key is a hash, never an address."""

    key = models.CharField(max_length=128, primary_key=True)
    number_of_tries = models.BigIntegerField()
    expires_at = models.DateTimeField(db_index=True)
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.key


class SignInTries(models.Model):
    """When somebody tried to sign in: moments only; the key is a keyed hash (core/shared_cache.py)."""

    key = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "sign-in tries"

    def __str__(self) -> str:
        return self.key
