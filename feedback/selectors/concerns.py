"""Worries, for who acts on them and for who raised them. Their words are opened on one screen and nowhere else."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from core.models import Role
from core.querysets import may, reach
from core.questions import Attention, LawsClock
from core.role_table import kinds_that_may
from feedback.models import Concern
from feedback.models.concern import ConcernQuerySet
from feedback.rules import concerns as rules

ADD, VIEW, EDIT = "concern.add", "concern.view", "concern.edit"
KIND = "concern_words"


def to_act_on(user: User, *, ended: bool = False) -> "QuerySet[Concern]":
    """Return the worries that somebody acts on: what waits, the oldest first; or what was handed over, the last first."""
    mine: ConcernQuerySet = visible_to_who_acts(user).select_related("hub", "raised_by", "seen_by", "ended_by").defer("words")
    return mine.filter(ended_at__isnull=False).order_by("-ended_at", "pk") if ended else mine.waiting()


def visible_to_who_acts(user: User) -> ConcernQuerySet:
    """Return the worries of a lead's or deputy's hubs. One of no hub is everybody's who acts."""
    hubs = reach(user, VIEW)
    if hubs is None:
        return Concern.objects.all()
    return Concern.objects.filter(Q(hub__in=hubs) | Q(hub__isnull=True)) if hubs else Concern.objects.none()


def raised_by(user: User) -> "QuerySet[Concern]":
    """Return what somebody raised themselves and may still read: from the hand-over on nobody reads it here."""
    return Concern.objects.filter(raised_by=user).waiting().select_related("hub")


def readable(user: User, pk: Any) -> Concern | None:
    """Return a worry for who acts on it, or for who raised it and waits; None for everybody else."""
    row = Concern.objects.filter(pk=pk).select_related("hub", "raised_by", "seen_by", "ended_by").first()
    if row is None:
        return None
    acts = may(user, VIEW) and visible_to_who_acts(user).filter(pk=row.pk).exists()
    return row if acts or (row.raised_by_id == user.pk and row.ended_at is None) else None


def who_acts(concern: Concern) -> "QuerySet[User]":
    """Return the leads and deputies whom a worry is told to: of its hub, and of the whole council."""
    at = Q(hub__isnull=True) | Q(hub=concern.hub_id) if concern.hub_id else Q()
    roles = Role.objects.filter(at, kind__in=kinds_that_may(VIEW))
    return User.objects.filter(pk__in=roles.values("user"), is_active=True).exclude(email="").order_by("pk")


def since_in_words(concern: Concern) -> str:
    """Return since when a worry waits: "10:40", or with its day where that is not today."""
    at = timezone.localtime(concern.raised_at)
    return at.strftime("%H:%M") if at.date() == timezone.localdate() else date_format(at, "j F, H:i")


def what_waits(user: User, today: date) -> list[Attention]:
    """Return the worries that wait for a lead or deputy, and those that they raised and nobody acts on. Never what they are."""
    now, found = timezone.now(), list[Attention]()
    if may(user, VIEW):
        for one in to_act_on(user):
            late = rules.is_late(one, now)
            nobodys = ": nobody has said that they act on it" if one.seen_at is None else ""
            text = f"A worry about somebody waits since {since_in_words(one)}{nobodys}"
            found.append(_line(one, text, "You act on worries.", late=late))
    for one in raised_by(user).filter(seen_at__isnull=True).defer("words"):
        if rules.is_late(one, now):
            text = f"Nobody has said that they act on the worry that you raised at {since_in_words(one)}: ring"
            found.append(_line(one, text, "You raised it.", late=True))
    return found


def _line(one: Concern, text: str, why: str, *, late: bool) -> Attention:
    raised_on = timezone.localdate(one.raised_at)
    return Attention(
        text=text, href=reverse("worries:one", args=[one.pk]), why=why, since_on=raised_on, is_late=late, clock=LawsClock.HOURS_LEFT
    )


def words_left(day: date) -> list[str]:
    """Return the ids of worries handed over by a day whose words are there still: a hold kept them."""
    rows = Concern.objects.filter(ended_at__date__lte=day, words__isnull=False).order_by("ended_at", "pk")
    return [str(pk) for pk in rows.values_list("pk", flat=True)]
