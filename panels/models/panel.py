"""A panel: people with a say, of a hub, a part of the council or the whole of it."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from core import clocks
from core.models import Hub, Locality, Post
from core.querysets import HubOwnedQuerySet, reach
from panels.choices import PanelKind
from panels.choices.panels import LONGEST_WHY

M = TypeVar("M", bound=models.Model)


def _reached(user: User, right: str) -> Q | None:
    """Return which panels somebody reaches with a right; None for all of them, an empty condition for none.

    A panel of a locality needs the right at all of its hubs, one of the council for the whole council: a coordinator at one hub meets no
    name from another. But whoever acts for the post that looks after a panel, or that reads every message of it with the named worker,
    reaches it with the right held anywhere.
    """
    hubs = reach(user, right)
    if hubs is None:
        return None
    if not hubs:
        return Q(pk__in=[])
    elsewhere = Hub.objects.exclude(pk__in=hubs).values("locality")
    theirs = Post.objects.acted_for_by(user, clocks.today()).values("pk")
    whole_locality = Q(locality__hubs__in=hubs) & ~Q(locality__in=elsewhere)
    return Q(hub__in=hubs) | whole_locality | Q(coordinator__in=theirs) | Q(second_reader__in=theirs)


class PanelQuerySet(HubOwnedQuerySet["Panel"]):
    """Panels, in the words of the field. Who sees one may change it: see `_reached`."""

    def visible_to(self, user: User, right: str) -> Self:
        """Return the panels that somebody reaches with a right."""
        reached = _reached(user, right)
        return self if reached is None else self.filter(pk__in=self.model._default_manager.filter(reached).order_by().values("pk"))

    def wholly_within(self, user: User, right: str) -> Self:
        """Return the same: nobody sees a panel whose people are not theirs to look after."""
        return self.visible_to(user, right)

    def going_on(self, day: date) -> Self:
        """Return the panels that have not ended by a day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))


class OfPanelQuerySet(HubOwnedQuerySet[M]):
    """Rows of a panel: seen and changed by who reaches the panel. A subclass says `panel_path` where it is not `panel`."""

    hub_path = "panel__hub"
    panel_path = "panel"

    def visible_to(self, user: User, right: str) -> Self:
        """Return the rows of the panels that somebody reaches with a right."""
        if reach(user, right) is None:
            return self
        return self.filter(**{f"{self.panel_path}__in": Panel.objects.visible_to(user, right).order_by().values("pk")})

    def wholly_within(self, user: User, right: str) -> Self:
        """Return the same rows: see `PanelQuerySet`."""
        return self.visible_to(user, right)


class Panel(models.Model):
    """People who work with the council on how services are, and have a say (domain reference 3).

    With a `hub` it is that hub's, with a `locality` that part of the council's, with neither the whole council's. `coordinator` is the
    post that looks after it. A panel of under-18s has two posts: `coordinator` is the named worker, the only contact of its members, and
    `second_reader` reads every message with them.
    """

    title = models.CharField("what it is called", max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField("what it is", max_length=14, choices=PanelKind.choices, default=PanelKind.PARENT_CARER)
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="panels")
    locality = models.ForeignKey(Locality, null=True, blank=True, on_delete=models.PROTECT, related_name="panels")
    coordinator = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="panels_looked_after")
    is_of_under_18s = models.BooleanField("its members are under 18", default=False)
    second_reader = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="panels_read_with")
    about = models.TextField("what it is, in plain words", max_length=1_000, blank=True)
    who_for = models.TextField("who can join", max_length=600, blank=True)
    what_you_get = models.TextField("what members get", max_length=600, blank=True)
    when_it_meets = models.CharField("when and where it meets", max_length=200, blank=True)
    reply_to = models.EmailField("where replies to its letters go", blank=True)
    # What a community of practice is made of: what it cares about, who is in it, what it makes together.
    domain = models.TextField("what it cares about", max_length=600, blank=True)
    community = models.TextField("who is in it", max_length=600, blank=True)
    practice = models.TextField("what it makes and shares", max_length=600, blank=True)
    started_on = models.DateField("since when", default=clocks.today)
    ended_on = models.DateField(null=True, blank=True, editable=False)
    ended_because = models.CharField(max_length=LONGEST_WHY, blank=True, editable=False)
    wagtail_reference_index_ignore = True

    objects = PanelQuerySet.as_manager()

    class Meta:
        ordering = ("title",)
        constraints = [
            models.CheckConstraint(
                condition=Q(hub__isnull=True) | Q(locality__isnull=True),
                name="a_panel_is_of_one_place",
                violation_error_message="A panel is of a hub, or of a part of the council, or of the whole council. Choose one of them.",
            ),
            models.CheckConstraint(
                condition=Q(is_of_under_18s=False)
                | Q(coordinator__isnull=False, second_reader__isnull=False) & ~Q(coordinator=F("second_reader")),
                name="a_panel_of_under_18s_has_two_workers",
                violation_error_message="A panel of under-18s needs two posts: the named worker, and a second one who reads every message.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="a_panel_ends_after_it_began",
                violation_error_message="The panel cannot end before it began.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> str:
        """Where it is of, in words: Elm, North, or the whole council."""
        return self.hub.name if self.hub else self.locality.name if self.locality else "The whole council"
