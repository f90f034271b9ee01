"""What this app puts into the staff's admin: the group "Families' voice" and what the survey builder needs."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from feedback.viewsets.concerns import RaiseWorryViewSet, WorriesViewSet
from feedback.viewsets.entry_points import EntryPointViewSet
from feedback.viewsets.ratings import RatingViewSet
from feedback.viewsets.surveys import SurveyViewSet
from feedback.viewsets.themes import ThemeViewSet
from feedback.viewsets.voices import VoiceViewSet
from feedback.viewsets.you_said import YouSaidViewSet


class FamiliesVoice(ViewSetGroup):
    """Asking, hearing and answering."""

    menu_label = "Families’ voice"
    menu_icon = "comment"
    menu_order = 100
    items = (
        SurveyViewSet(),
        RatingViewSet(),
        EntryPointViewSet(),
        VoiceViewSet(),
        ThemeViewSet(),
        YouSaidViewSet(),
        WorriesViewSet(),
        RaiseWorryViewSet(),
    )


@hooks.register("register_admin_viewset")
def families_voice() -> FamiliesVoice:
    """Put the group into the menu."""
    return FamiliesVoice()


@hooks.register("insert_editor_js")
def builder_script() -> str:
    """Load the "then go to" lists and the question numbers."""
    return format_html('<script src="{}" defer></script>', static("js/staff-builder.js"))


@hooks.register("insert_global_admin_css")
def staff_styles() -> str:
    """Load the few styles that our staff screens add to Wagtail's."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/staff.css"))


@hooks.register("register_icons")
def icons(names: list[str]) -> list[str]:
    """Add the faces of the face question."""
    return [*names, "feedback/icons/faces.svg"]


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name the steps of a survey's life in its history."""
    actions.register_action("feedback.open", "Open to families", "Opened to families")
    actions.register_action("feedback.put_out", "Put changes out", "Put the changes out as a new version")
    actions.register_action("feedback.close", "Close", "Closed to families")
