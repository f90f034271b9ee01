"""The public pages, and the pictures and documents on them."""

from home.models.accessibility import AccessibilityStatementPage
from home.models.front import HelpNowPage, HomePage, InfoPage
from home.models.hub_page import HubIndexPage, HubPage
from home.models.images import HubDocument, HubImage, HubRendition
from home.models.number_check import NumberCheck
from home.models.page_trail import PageTrail
from home.models.service_page import ServiceIndexPage, ServicePage, ServiceTime

__all__ = [
    "AccessibilityStatementPage",
    "HelpNowPage",
    "HomePage",
    "HubDocument",
    "HubImage",
    "HubIndexPage",
    "HubPage",
    "HubRendition",
    "InfoPage",
    "NumberCheck",
    "PageTrail",
    "ServiceIndexPage",
    "ServicePage",
    "ServiceTime",
]
