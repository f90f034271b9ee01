"""Why the council uses what it knows of families, and the exact words in which it asked or told them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language_info

from accounts.models import User
from consent.choices import RIGHTS_OF, Audience, Basis, Right, Special, UsedIn
from core.querysets import HubOwnedQuerySet, may, reach


class PurposeQuerySet(HubOwnedQuerySet["Purpose"]):
    """Purposes are the whole council's: staff of a hub read all of them, and only who serves the whole council changes one."""

    def visible_to(self, user: User, right: str) -> "PurposeQuerySet":
        """Return every purpose for who holds the right anywhere."""
        return self if may(user, right) else self.none()

    def wholly_within(self, user: User, right: str) -> "PurposeQuerySet":
        """Return every purpose for who holds the right for the whole council."""
        return self if reach(user, right) is None else self.none()

    def in_use(self) -> "PurposeQuerySet":
        """Return the purposes that have not ended."""
        return self.filter(ended_on__isnull=True)

    def shown(self) -> "PurposeQuerySet":
        """Return the purposes of which families are only told."""
        return self.exclude(basis=Basis.CONSENT)

    def asked(self) -> "PurposeQuerySet":
        """Return the purposes for which a yes is needed."""
        return self.filter(basis=Basis.CONSENT)


class Purpose(models.Model):
    """One thing that the council does with what it knows of somebody, such as "Use a photo of you": never two things in one.

    `key` is how code calls the ones that every council begins with. A purpose whose basis is consent is asked; any other is only shown,
    with its basis and what people can do about it. `for_a_partner` says that each decision names one partner. `stops_in_one_step` is for
    what people may stop at once without a reason although nobody asked them for a yes. One that has ended stays: people decided on it.
    """

    key = models.SlugField(max_length=40, unique=True, editable=False)
    title = models.CharField(max_length=80, unique=True)
    about = models.TextField(help_text="What we do and why, as families read it.")
    basis = models.CharField(max_length=12, choices=Basis.choices)
    special = models.CharField(max_length=14, choices=Special.choices, default=Special.NONE, blank=True)
    controllers = models.TextField(blank=True)
    recipients = models.TextField(blank=True)
    channels = models.JSONField(default=list, blank=True)
    kept = models.CharField(max_length=200, blank=True)
    ends_when = models.CharField(max_length=200, blank=True)
    good_for_months = models.PositiveSmallIntegerField(null=True, blank=True)
    for_a_partner = models.BooleanField(default=False)
    stops_in_one_step = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    objects = PurposeQuerySet.as_manager()

    class Meta:
        ordering = ("title",)
        constraints = [
            models.CheckConstraint(condition=Q(for_a_partner=False) | Q(basis=Basis.CONSENT), name="only_what_is_asked_names_a_partner"),
            models.CheckConstraint(
                condition=Q(stops_in_one_step=False) | ~Q(basis=Basis.CONSENT), name="what_is_asked_is_stopped_by_changing_a_mind"
            ),
            models.CheckConstraint(condition=~Q(special=Special.EXPLICIT) | Q(basis=Basis.CONSENT), name="an_explicit_yes_is_a_yes"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_asked(self) -> bool:
        """Whether families are asked for a yes; anything else they are only told."""
        return self.basis == Basis.CONSENT

    @property
    def basis_in_short(self) -> str:
        """Its basis without what that means: "Public task"."""
        return self.get_basis_display().partition(":")[0]

    @property
    def rights(self) -> tuple[Right, ...]:
        """What its basis lets people do."""
        return RIGHTS_OF[self.basis]

    @property
    def channels_in_words(self) -> str:
        """Where it is used, in words."""
        return ", ".join(UsedIn(one).label for one in self.channels if one in UsedIn.values)


class WordingQuerySet(models.QuerySet["Wording"]):
    """Versions of words."""

    def published(self) -> "WordingQuerySet":
        """Return the words that families may read."""
        return self.filter(published_at__isnull=False)

    def newest(self) -> "WordingQuerySet":
        """Return the published words that no published words have taken the place of."""
        return self.published().exclude(pk__in=self._replaced())

    def current(self) -> "WordingQuerySet":
        """Return the words that families read: the newest, without translations of English words that were replaced."""
        renders_what_holds = Q(translates__isnull=False) & ~Q(translates__in=self._replaced())
        return self.newest().filter(Q(language=settings.LANGUAGE_CODE) | renders_what_holds)

    def _replaced(self) -> "models.QuerySet[Wording, Any]":
        return self.model._default_manager.filter(published_at__isnull=False, supersedes__isnull=False).values("supersedes")


class Wording(models.Model):
    """The exact words of a purpose in one language for one audience; frozen when published (core/append_only.py).

    A correction is a new version that `supersedes` this one. `digest` is the SHA-256 of what families read, so that a copy on paper can be
    compared. "{partner}" stands for the partner's name. `controllers` and `recipients` are those of the day it was published. Words that
    were translated go out only when a person has checked them: `checker` says who read them, `checked_by` is who on the staff says so, and
    `translates` is the English version they were checked against. When that one is replaced, families read English again.
    """

    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="wordings")
    language = models.CharField(max_length=8, default=settings.LANGUAGE_CODE)
    audience = models.CharField(max_length=6, choices=Audience.choices, default=Audience.ADULTS)
    number = models.PositiveSmallIntegerField(default=1)
    question = models.CharField(max_length=200)
    text = models.TextField()
    yes = models.CharField(max_length=80, blank=True)
    no = models.CharField(max_length=80, blank=True)
    controllers = models.TextField(blank=True)
    recipients = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    supersedes = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by")
    translates = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="translations")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checker = models.CharField(max_length=120, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ("language", "audience", "-number")
        constraints = [
            models.UniqueConstraint(fields=["purpose", "language", "audience", "number"], name="one_wording_of_each_number"),
            models.UniqueConstraint(
                fields=["purpose", "language", "audience"], condition=Q(published_at__isnull=True), name="one_draft_of_each_wording"
            ),
            models.CheckConstraint(condition=Q(published_at__isnull=True) | ~Q(digest=""), name="published_words_have_a_digest"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(language=settings.LANGUAGE_CODE) | Q(checked_on__isnull=False),
                name="a_translation_is_checked_before_families_read_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language_in_words}, for {self.get_audience_display().lower()}, version {self.number}"

    @property
    def language_in_words(self) -> str:
        """The name of its language, as that language writes it."""
        return dict(settings.LANGUAGES).get(self.language, self.language)

    @property
    def direction(self) -> str:
        """Which way its language runs, on a page that may run the other way."""
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    @property
    def is_published(self) -> bool:
        """Whether families may read it."""
        return self.published_at is not None

    @property
    def is_translation(self) -> bool:
        """Whether it is in another language than the one it was first written in."""
        return self.language != settings.LANGUAGE_CODE

    def filled(self, partner: Any = None) -> dict[str, str]:
        """Return the words as somebody reads them, with the name of the partner in its place: question, text, yes, no."""
        name = partner.name if partner else "{partner}"
        return {part: getattr(self, part).replace("{partner}", name) for part in ("question", "text", "yes", "no")}
