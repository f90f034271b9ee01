"""What this app puts into the staff's admin: the group "Panels"."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from core.viewsets import HubScoped
from panels.viewsets.annual_report import AnnualReportViewSet
from panels.viewsets.bodies import BodiesViewSet
from panels.viewsets.booking import BookingViewSet
from panels.viewsets.claims import ClaimsViewSet
from panels.viewsets.dates import PanelDatesViewSet
from panels.viewsets.interests import InterestViewSet
from panels.viewsets.invitations import InvitationViewSet
from panels.viewsets.meetings import MeetingViewSet
from panels.viewsets.members import MembersViewSet
from panels.viewsets.messages import MessageViewSet, PanelMessagesViewSet
from panels.viewsets.money import PanelMoneyViewSet
from panels.viewsets.panel_members import PanelMembersViewSet
from panels.viewsets.panels import PanelViewSet
from panels.viewsets.polls import TimePollViewSet
from panels.viewsets.quarter_return import QuarterReturnWorkbench
from panels.viewsets.questions import PanelQuestionViewSet
from panels.viewsets.readings import ReadingsViewSet
from panels.viewsets.shown import ShownViewSet
from panels.viewsets.support_log import SupportLogViewSet
from panels.viewsets.terms import TermsViewSet


class Panels(ViewSetGroup):
    """Parents and carers with a say."""

    menu_label = "Panels"
    menu_icon = "group"
    menu_order = 115
    items = (
        PanelViewSet(),
        MeetingViewSet(),
        BookingViewSet(),
        InterestViewSet(),
        ClaimsViewSet(),
        PanelMoneyViewSet(),
        QuarterReturnWorkbench(),
    )


@hooks.register("register_admin_viewset")
def panels() -> Panels:
    """Put the group into the menu."""
    return Panels()


@hooks.register("register_admin_viewset")
def behind_a_panel() -> list[HubScoped]:
    """Open what is reached from a panel's own page, or a meeting's, and needs no line in the menu."""
    return [
        TermsViewSet(),
        BodiesViewSet(),
        AnnualReportViewSet(),
        ShownViewSet(),
        ReadingsViewSet(),
        PanelMembersViewSet(),
        MembersViewSet(),
        SupportLogViewSet(),
        InvitationViewSet(),
        PanelDatesViewSet(),
        TimePollViewSet(),
        PanelMessagesViewSet(),
        MessageViewSet(),
        PanelQuestionViewSet(),
    ]
