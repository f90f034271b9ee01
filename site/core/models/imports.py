"""Lists that were brought in: who, when, what became of each record. Reports live for 90 days, uploads for a day (core/imports)."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.imports.choices import ImportState, Outcome


class ImportRun(models.Model):
    """One file, tried and perhaps brought in. `done_to` is the last record of it that is written, should the worker be cut off."""

    kind = models.CharField(max_length=30)
    source = models.CharField(max_length=80, blank=True, help_text="Whose list it is, such as the name of a directory.")
    state = models.CharField(max_length=8, choices=ImportState.choices, default=ImportState.UPLOADED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(default=timezone.now, help_text="When somebody, or the worker, last did a piece of it.")
    file_name = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)
    columns = models.JSONField(default=dict, help_text="Which of their columns is which of ours.")
    options = models.JSONField(default=dict)
    number_read = models.PositiveIntegerField(default=0)
    done_to = models.PositiveIntegerField(default=0)
    failed = models.CharField(max_length=400, blank=True, help_text="Why it could not be read.")
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.file_name


class ImportPiece(models.Model):
    """A piece of an uploaded file, packed. It is in no store that could serve it, and goes when the import is done or a day old."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    packed = models.BinaryField()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="a_piece_of_an_import_stands_once")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.number}"


class ImportLine(models.Model):
    """What became, or would become, of one record. `subject` names what was written, `before` what it was, `after` a mark of what it is."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    subject = models.CharField(max_length=60, blank=True)
    before = models.JSONField(default=dict)
    after = models.CharField(max_length=64, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("number", "pk")
        indexes = [models.Index(fields=["run", "number"], name="lines_of_an_import")]

    def __str__(self) -> str:
        return f"{self.number}: {self.name}"


class ImportRemark(models.Model):
    """One thing that somebody should know about a record."""

    line = models.ForeignKey(ImportLine, on_delete=models.CASCADE, related_name="remarks")
    code = models.CharField(max_length=30)
    words = models.CharField(max_length=500)
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.words
