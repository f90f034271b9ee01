"""The other bodies of a panel, and what is out with them."""

from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import User
from panels.models import BodyItem, OtherBody, Panel

SOON = timedelta(days=14)  # before papers are due


def bodies_of(panel: Panel) -> "QuerySet[OtherBody]":
    """Return a panel's other bodies with what was sent to each, those it works with first; two queries."""
    items = Prefetch("items", queryset=BodyItem.objects.order_by("-sent_on", "-pk"))
    return OtherBody.objects.filter(panel=panel).prefetch_related(items).order_by("ended_on", "name")


def papers_due(user: User, right: str, today: date) -> "QuerySet[OtherBody]":
    """Return the bodies that want papers within two weeks, or wanted them and have not met yet; for who reaches their panels."""
    mine = Panel.objects.visible_to(user, right).going_on(today).order_by().values("pk")
    near = Q(papers_by_on__lte=today + SOON) & (Q(next_meets_on__gte=today) | Q(next_meets_on__isnull=True, papers_by_on__gte=today))
    return OtherBody.objects.filter(near, panel__in=mine, ended_on__isnull=True).select_related("panel").order_by("papers_by_on", "pk")


def answers_due(user: User, right: str, today: date) -> "QuerySet[BodyItem]":
    """Return what is out, has no answer and was to be answered by now; for who reaches the panels."""
    mine = Panel.objects.visible_to(user, right).going_on(today).order_by().values("pk")
    late = BodyItem.objects.filter(body__panel__in=mine, body__ended_on__isnull=True, came_back="", answer_by_on__lt=today)
    return late.select_related("body__panel").order_by("answer_by_on", "pk")
