"""Job titles: what the public sees instead of a person's name."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from core.models.hub import Hub
from core.querysets import HubOwnedQuerySet


class PostQuerySet(HubOwnedQuerySet["Post"]):
    """Posts of a hub, or of the whole council when they have none."""

    def for_choosing(self, user: User, right: str) -> Self:
        """Return the posts of the user's hubs and those of the whole council: a head of service may own what a hub heard."""
        mine = self.model._default_manager.visible_to(user, right).values("pk")
        return self.filter(Q(pk__in=mine) | Q(hub__isnull=True))

    def held_by(self, user: User, day: date) -> Self:
        """Return the posts that somebody holds on a day."""
        return self.filter(pk__in=PostHolder.objects.on(day).filter(user=user).values("post"))

    def away_on(self, day: date) -> Self:
        """Return the posts whose holder is away on a day."""
        return self.filter(Q(away_until_on__isnull=True) | Q(away_until_on__gte=day), away_from_on__lte=day)

    def acted_for_by(self, user: User, day: date) -> Self:
        """Return the posts that somebody acts for on a day: those they hold, and those that are away and whose stand-in they are."""
        held = self.model._default_manager.held_by(user, day).values("pk")
        away = self.model._default_manager.away_on(day).filter(stand_in__in=held).values("pk")
        return self.filter(Q(pk__in=held) | Q(pk__in=away))


class Post(models.Model):
    """A job title with its holders. Every owner, decider and lead is a post; the public sees only the title."""

    title = models.CharField(max_length=120)
    hub = models.ForeignKey(
        Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="posts", help_text="Empty means the whole council."
    )
    stand_in = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="stands_in_for")
    away_from_on = models.DateField(null=True, blank=True)
    away_until_on = models.DateField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ("title",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(stand_in=F("id")),
                name="a_post_does_not_stand_in_for_itself",
                violation_error_message="A post cannot stand in for itself. Choose another one, or none.",
            ),
            models.CheckConstraint(
                condition=Q(away_until_on__isnull=True) | Q(away_from_on__isnull=False, away_until_on__gte=F("away_from_on")),
                name="away_ends_after_it_begins",
                violation_error_message="The last day away comes before the first, or the first is missing.",
            ),
            models.UniqueConstraint(
                fields=["title", "hub"],
                condition=Q(hub__isnull=False),
                name="one_post_of_a_title_at_a_hub",
                violation_error_message="This hub has a post of that title already. Give this one another, or use the one there is.",
            ),
            models.UniqueConstraint(
                fields=["title"],
                condition=Q(hub__isnull=True),
                name="one_post_of_a_title_for_the_council",
                violation_error_message="The council has a post of that title already. Give this one another, or use the one there is.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_away_on(self, day: date) -> bool:
        """Return whether the holder is away on a day; an absence without a last day goes on."""
        return self.away_from_on is not None and self.away_from_on <= day and (self.away_until_on is None or day <= self.away_until_on)

    @property
    def with_hub(self) -> str:
        """The title as staff tell posts apart: two hubs may have one of the same title. Families read the title alone, but in minutes."""
        return f"{self.title}, {self.hub.name}" if self.hub else self.title

    @property
    def at_hub(self) -> str:
        """The title inside a sentence for staff: Family hub manager at Elm."""
        return f"{self.title} at {self.hub.name}" if self.hub else self.title


class PostHolderQuerySet(models.QuerySet["PostHolder"]):
    """Who holds what, and when."""

    def on(self, day: date) -> Self:
        """Return who holds a post on a day."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day)


class PostHolder(models.Model):
    """Somebody holds a post from a day on, and perhaps until a day. `given_by` put them there; `taken_over_from` handed it over."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="holders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="posts_held")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    taken_over_from = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    wagtail_reference_index_ignore = True

    objects = PostHolderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="a_post_is_left_after_it_is_taken"
            ),
            models.UniqueConstraint(fields=["post", "user"], condition=Q(until_on__isnull=True), name="one_post_is_held_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post} from {self.from_on}"
