"""What this app puts into the staff's admin: the group "Consent and sharing"."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from consent.viewsets.activities import ActivityViewSet
from consent.viewsets.breaches import BreachViewSet, ReportViewSet
from consent.viewsets.formats import FormatRequestViewSet
from consent.viewsets.information import InformationViewSet
from consent.viewsets.ledger import ConsentLedgerViewSet
from consent.viewsets.ledger_uses import TakeDownViewSet
from consent.viewsets.people import PersonViewSet
from consent.viewsets.purposes import PurposeViewSet
from consent.viewsets.retention import RetentionViewSet
from consent.viewsets.rights import RightsViewSet
from consent.viewsets.sharing import SharingViewSet


class ConsentAndSharing(ViewSetGroup):
    """What families trust us with."""

    menu_label = "Consent and sharing"
    menu_icon = "lock"
    menu_order = 120
    items = (
        FormatRequestViewSet(),
        PersonViewSet(),
        ConsentLedgerViewSet(),
        TakeDownViewSet(),
        RightsViewSet(),
        ReportViewSet(),
        BreachViewSet(),
        PurposeViewSet(),
        SharingViewSet(),
        RetentionViewSet(),
        ActivityViewSet(),
        InformationViewSet(),
    )


@hooks.register("register_admin_viewset")
def consent_and_sharing() -> ConsentAndSharing:
    """Put the group into the menu."""
    return ConsentAndSharing()
