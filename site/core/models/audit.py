"""The audit trail: entries nobody can edit unseen, and the seals over them (DESIGN promise 14)."""

from django.db import models


class AuditEntry(models.Model):
    """One consequential act. Holds ids, codes and field names, never what a family said or a person's name.

    Append-only by trigger (core/append_only.py). `actor` is a stable pseudonym such as `staff:12`, so erasing a person edits nothing.
    `at` and `facts` are stored as text, so that re-hashing never depends on a database's round trip.
    """

    at = models.CharField(max_length=32)
    actor = models.CharField(max_length=40)
    verb = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    hub_id = models.BigIntegerField(null=True)
    facts = models.TextField(default="{}")
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["subject"]), models.Index(fields=["verb"])]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"


class AuditSeal(models.Model):
    """A hash over a batch of entries and the seal before it, made by the worker."""

    number = models.PositiveBigIntegerField(unique=True)
    sealed_at = models.CharField(max_length=32)
    number_of_entries = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Seal {self.number}"


class SealedEntry(models.Model):
    """Which seal holds an entry. A join table, because an entry that commits late must not slip under an older seal."""

    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, primary_key=True, related_name="sealed")
    seal = models.ForeignKey(AuditSeal, on_delete=models.PROTECT, related_name="entries")
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.entry_id} in {self.seal_id}"
