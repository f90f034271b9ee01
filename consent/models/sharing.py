"""What is agreed with a partner before anything is shared (domain 5.5), and what was shared (DESIGN promise 7)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consent.choices.sharing import AgreementStepKind, Basis, DataItem, HowOften, PartyRole, Special
from consent.choices.sharing_exports import LeftOut, WhyNow
from consent.models.partner import Partner
from core.crypto import EncryptedTextField
from core.models import Post


def _office(label: str) -> "models.CharField[str, str]":
    return models.CharField(label, max_length=200, blank=True)


def _words(label: str) -> "models.TextField[str, str]":
    return models.TextField(label, max_length=4_000, blank=True)


class SharingAgreement(models.Model):
    """One version of what is agreed with a partner. From `signed_at` on its terms are like stone (trigger): a change is a new version.

    `data_items` are codes of `DataItem`; `purpose_code` is the purpose that consent and exports name. Contacts are offices, no families.
    Where it stands on a day is `selectors.sharing.standing_of`: what moves after signing are `AgreementStep`s.
    """

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField(default=1)
    supersedes = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    our_role = models.CharField("the council is", max_length=10, choices=PartyRole.choices, default=PartyRole.CONTROLLER)
    their_role = models.CharField("the partner is", max_length=10, choices=PartyRole.choices, default=PartyRole.CONTROLLER)
    our_contact = _office("whom they ask at the council")
    their_contact = _office("whom we ask at the partner")
    our_officer = _office("the council’s data protection officer")
    their_officer = _office("the partner’s data protection officer")
    purpose_code = models.SlugField("purpose, as a code", max_length=40, blank=True)
    purpose = _words("what it is shared for")
    why_needed = _words("why that cannot be done without")
    data_items = models.JSONField("exactly which data", default=list, blank=True)
    people = _words("about whom")
    lawful_basis = models.CharField(max_length=12, choices=Basis.choices, blank=True)
    legal_power = _words("the law that lets the council do it")
    special = models.CharField("special category data", max_length=12, choices=Special.choices, blank=True)
    how_often = models.CharField(max_length=10, choices=HowOften.choices, blank=True)
    file_format = models.CharField("as what kind of file", max_length=80, blank=True)
    route = models.CharField("by which way", max_length=200, blank=True)
    access = _words("who at the partner may see it")
    rights_by = _words("who answers when somebody asks for their data")
    notice = _words("what families are told")
    security = _words("how it is kept safe")
    retention = _words("how long the partner keeps it, and how it is deleted")
    breach_steps = _words("what happens when something goes wrong")
    foi = _words("freedom of information")
    onward = _words("whether the partner may pass it on")
    termination = _words("how it ends, and what happens to the data then")
    dpia_link = models.URLField("data protection impact assessment", blank=True)
    privacy_notice = models.URLField("privacy notice", blank=True)
    owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="who looks after it")
    starts_on = models.DateField("in force from", null=True, blank=True)
    review_on = models.DateField("looked at again by", null=True, blank=True)
    document_digest = models.CharField(max_length=64, blank=True, editable=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)
    signed_at = models.DateTimeField(null=True, blank=True, editable=False)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("partner__name", "title", "-version")
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(
                    signed_at__isnull=False, signed_by__isnull=False, starts_on__isnull=False, review_on__isnull=False, owner__isnull=False
                ),
                name="a_signed_agreement_says_by_whom_and_until_when",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(review_on__isnull=True) | Q(review_on__gt=F("starts_on")),
                name="an_agreement_begins_before_its_review",
                violation_error_message="It must be looked at again after the day it begins.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"

    @property
    def items_in_words(self) -> list[str]:
        """The data items as people call them."""
        return [str(DataItem(code).label) for code in self.data_items if code in DataItem.values]


class AgreementDocument(models.Model):
    """The signed paper: a PDF or Word file, sealed, for who may see agreements. `SharingAgreement.document_digest` is its proof."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.OneToOneField(SharingAgreement, on_delete=models.CASCADE, related_name="document")
    kind = models.CharField(max_length=4)
    content = EncryptedTextField()
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Document of agreement {self.agreement_id}"


class AgreementStep(models.Model):
    """What happened to a signed agreement: looked at again, with the next day for it; or ended. Never changed or deleted (trigger)."""

    agreement = models.ForeignKey(SharingAgreement, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=AgreementStepKind.choices)
    on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=AgreementStepKind.ENDED, review_on__isnull=True)
                | Q(kind=AgreementStepKind.REVIEWED, review_on__gt=F("on")),
                name="a_review_says_when_the_next_one_is",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_step_of_an_agreement_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"


class SharingRecord(models.Model):
    """One time that data went to a partner: under which agreement, which items, about how many people; never who. Append-only (trigger).

    `left_out` counts, by a code, the people whose data was asked for and did not go. `file_digest` is the SHA-256 of the file that went.
    """

    agreement = models.ForeignKey(SharingAgreement, on_delete=models.PROTECT, related_name="records")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="records")
    data_items = models.JSONField(default=list)
    number_of_people = models.PositiveIntegerField()
    left_out = models.JSONField(default=dict)
    why_now = models.CharField(max_length=8, choices=WhyNow.choices, default=WhyNow.REGULAR)
    file_digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-shared_at", "-pk")

    def __str__(self) -> str:
        return f"Shared on {self.shared_at:%Y-%m-%d}"

    @property
    def number_left_out(self) -> int:
        """How many people were left out, for whatever reason."""
        return sum(self.left_out.values())

    @property
    def left_out_in_words(self) -> list[str]:
        """How many people were left out for which reason."""
        return [f"{LeftOut(code).label}: {number}" for code, number in self.left_out.items() if code in LeftOut.values]

    @property
    def items_in_words(self) -> list[str]:
        """The data items as people call them."""
        return [str(DataItem(code).label) for code in self.data_items if code in DataItem.values]
