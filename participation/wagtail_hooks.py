"""What this app puts into the staff's admin: the group "Engagements"."""

from typing import Any

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from participation.viewsets.activities import ActivityViewSet
from participation.viewsets.before import BeforeViewSet
from participation.viewsets.checklist import ChecklistViewSet
from participation.viewsets.council_items import CouncilItemViewSet
from participation.viewsets.engagements import EngagementViewSet, ExceptionViewSet
from participation.viewsets.equality import EqualityViewSet
from participation.viewsets.groups import GroupViewSet
from participation.viewsets.learning import LearningViewSet
from participation.viewsets.overview import OverviewWorkbench
from participation.viewsets.past import PastReportViewSet
from participation.viewsets.reach import ReachWorkbench


class Engagements(ViewSetGroup):
    """What the council asks about."""

    menu_label = "Engagements"
    menu_icon = "group"
    menu_order = 110
    items = (
        EngagementViewSet(),
        OverviewWorkbench(),
        BeforeViewSet(),
        PastReportViewSet(),
        ActivityViewSet(),
        ReachWorkbench(),
        ChecklistViewSet(),
        LearningViewSet(),
        EqualityViewSet(),
        GroupViewSet(),
        CouncilItemViewSet(),
    )


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
