"""The rights desk: what somebody asked of us about their data, its clock, and what came of it."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consent.choices import HowIdentified, HowReceived, PartVerdict, RightKind, Verdict, WhyLonger, WhyNotAll, WhyPaused
from consent.models.person import Person, new_code
from core.crypto import EncryptedTextField
from core.models import Hub
from core.querysets import HubOwnedQuerySet

FEWEST_LETTERS = 5


def new_reference(length: int = FEWEST_LETTERS) -> str:
    """Return random letters, which tell nothing of how many asked before: `services.rights.receive` takes more where five are taken."""
    return new_code(length)


class RightsRequestQuerySet(HubOwnedQuerySet["RightsRequest"]):
    """What people asked about their data."""

    def waiting(self) -> "RightsRequestQuerySet":
        """Return what has neither been done nor taken back."""
        return self.filter(done_on__isnull=True, withdrawn_on__isnull=True)


class RightsRequest(models.Model):
    """One thing that somebody asks about their data. Where it stands follows from the days below, so that no state can drift.

    `person` is who it is about, once we know. Names and words are in `RightsWords`. `outcome` lists what an erasing kept, or what
    an objection stopped on `stopped_on`, in words that name nobody: [{"what", "why", "until"}]; and, with `is_stopped`, what stopped being
    used because of it and what is out and cannot be called back.
    `set_aside_on`: they asked to be forgotten and a hold forbids it, so their erasing waits. `joined_on`: two records of theirs were joined
    while it waited, so that how we know who asks is asked anew. `copied_on`: the copy was taken as it was decided; a decision about a part
    since then empties it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=10, choices=RightKind.choices)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="rights_requests")
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=HowReceived.choices)
    language = models.CharField(max_length=8, default="en-gb", blank=True)
    received_on = models.DateField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    acknowledged_on = models.DateField(null=True, blank=True)
    identified_how = models.CharField(max_length=8, choices=HowIdentified.choices, blank=True)
    identified_on = models.DateField(null=True, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    longer_why = models.CharField(max_length=8, choices=WhyLonger.choices, blank=True)
    longer_on = models.DateField(null=True, blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    why_not_all = models.CharField(max_length=10, choices=WhyNotAll.choices, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.JSONField(default=list)
    number_erased = models.PositiveIntegerField(default=0)
    set_aside_on = models.DateField(null=True, blank=True)
    erased_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    copied_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    objects = RightsRequestQuerySet.as_manager()

    class Meta:
        ordering = ("received_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", decided_on__isnull=True, decided_by__isnull=True)
                | (~Q(verdict="") & Q(decided_on__isnull=False, decided_by__isnull=False)),
                name="a_decision_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["", Verdict.YES], why_not_all="")
                | (Q(verdict__in=[Verdict.PARTLY, Verdict.NO]) & ~Q(why_not_all="")),
                name="not_all_has_a_reason",
            ),
            models.CheckConstraint(condition=Q(done_on__isnull=True) | Q(decided_on__isnull=False), name="what_is_done_was_decided"),
            models.CheckConstraint(condition=Q(done_on__isnull=True) | Q(withdrawn_on__isnull=True), name="done_or_taken_back"),
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True) | Q(kind=RightKind.ERASURE, identified_on__isnull=False),
                name="only_who_is_known_is_erased",
            ),
            models.CheckConstraint(
                condition=Q(set_aside_on__isnull=True) | Q(kind=RightKind.ERASURE, decided_on__isnull=False),
                name="only_who_asked_to_be_forgotten_is_set_aside",
            ),
        ]

    def __str__(self) -> str:
        return f"R-{self.reference}"

    @property
    def about(self) -> Person | None:
        """The living record of who it is about, also where theirs was joined to it since; None while nobody is known."""
        return (self.person.merged_into or self.person) if self.person else None

    @property
    def what_stays(self) -> list[dict[str, Any]]:
        """What an erasing kept, each with `until_on` as a day, for the letter; of an objection, what was stopped."""
        mine = [one for one in self.outcome if not one.get("is_stopped")]
        return [one | {"until_on": date.fromisoformat(one["until"]) if one["until"] else None} for one in mine]

    @property
    def what_stopped(self) -> list[str]:
        """What is not used any more because of it, and what of it is out and cannot be called back, in words for the letter."""
        return [one["what"] for one in self.outcome if one.get("is_stopped")]

    @staticmethod
    def as_stopped(said: "Iterable[str]") -> list[dict[str, Any]]:
        """Return such words as `outcome` keeps them; said twice, they are kept once."""
        return [{"what": words, "why": "", "until": "", "is_stopped": True} for words in dict.fromkeys(said)]

    @property
    def is_waiting(self) -> bool:
        """Whether it is neither done nor taken back."""
        return self.done_on is None and self.withdrawn_on is None


class RightsPause(models.Model):
    """A time in which the clock of a request stands still, because we wait for them and not they for us."""

    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="pauses")
    why = models.CharField(max_length=8, choices=WhyPaused.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("from_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["request"], condition=Q(until_on__isnull=True), name="one_open_pause_at_a_time"),
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="a_pause_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.get_why_display()}, from {self.from_on}"


class RightsWords(models.Model):
    """What could tell who asked, encrypted.

    `who` as they told us, until it is done where their own record says it too; `asked` in their words; `answer` as the letter says it, or
    will.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(RightsRequest, on_delete=models.CASCADE, related_name="words")
    who = EncryptedTextField(default="")
    asked = EncryptedTextField(default="")
    answer = EncryptedTextField(default="")
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Words of {self.request_id}"


class PlaceSearched(models.Model):
    """Where somebody looked for what we hold, in or outside Earshot: a reasonable and proportionate search is shown, not claimed."""

    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="places")
    place = models.CharField(max_length=120)
    number_found = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("place", "pk")
        constraints = [models.UniqueConstraint(fields=["request", "place"], name="a_place_is_searched_once_for_a_request")]

    def __str__(self) -> str:
        return f"Searched on {self.on}"


class PartDecision(models.Model):
    """What the officer decided about one part of a copy that is not given unread.

    `part` is a digest of it, so a changed part is asked anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="parts")
    part = models.CharField(max_length=64)
    verdict = models.CharField(max_length=8, choices=PartVerdict.choices)
    instead = EncryptedTextField(default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "part"], name="one_decision_about_each_part")]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}"
