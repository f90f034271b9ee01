"""What this app puts into the staff's admin: the group "Engagements"."""

from typing import Any

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from participation.viewsets.engagements import EngagementViewSet, ExceptionViewSet
from participation.viewsets.learning import LearningViewSet


class Engagements(ViewSetGroup):
    """What the council asks about."""

    menu_label = "Engagements"
    menu_icon = "group"
    menu_order = 110
    items = (EngagementViewSet(), LearningViewSet())


@hooks.register("register_admin_viewset")
def engagements() -> Engagements:
    """Put the group into the menu."""
    return Engagements()


@hooks.register("register_admin_viewset")
def exceptions() -> ExceptionViewSet:
    """Let a second person look at an exception; it needs no line in the menu."""
    return ExceptionViewSet()


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name the steps of an engagement's life in its history."""
    actions.register_action("participation.open", "Open", "Opened")
    actions.register_action("participation.move", "Go on", "Went on, or a step back")
    actions.register_action("participation.close", "Close", "Closed")
