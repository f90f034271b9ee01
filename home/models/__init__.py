"""The public pages, and the pictures and documents on them."""

from home.models.accessibility import AccessibilityStatementPage
from home.models.alert import Alert
from home.models.closure import BankHolidayHabit, Closure
from home.models.front import HelpNowPage, HomePage, InfoPage
from home.models.getting_ready import MailTest, ReadyNote
from home.models.hub_page import HubIndexPage, HubPage
from home.models.images import HubDocument, HubImage, HubRendition
from home.models.kept_true import CheckReminder, WrongReport
from home.models.number_check import NumberCheck
from home.models.offer_page import OfferPage
from home.models.page_look import PageLook
from home.models.page_trail import PageTrail
from home.models.panel_page import PanelIndexPage, PanelPage
from home.models.parents_read import ParentsRead
from home.models.service_page import ServiceIndexPage, ServicePage, ServiceTime
from home.models.source_record import SourceRecord

__all__ = [
    "AccessibilityStatementPage",
    "Alert",
    "BankHolidayHabit",
    "CheckReminder",
    "Closure",
    "HelpNowPage",
    "HomePage",
    "HubDocument",
    "HubImage",
    "HubIndexPage",
    "HubPage",
    "HubRendition",
    "InfoPage",
    "MailTest",
    "NumberCheck",
    "OfferPage",
    "PageLook",
    "PageTrail",
    "PanelIndexPage",
    "PanelPage",
    "ParentsRead",
    "ReadyNote",
    "ServiceIndexPage",
    "ServicePage",
    "ServiceTime",
    "SourceRecord",
    "WrongReport",
]
