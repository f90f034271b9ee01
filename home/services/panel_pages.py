"""Making the page of a panel."""

from django.db import transaction

from accounts.models import User
from core import audit
from home.models import HomePage, PanelIndexPage, PanelPage
from home.services.pages import put_below
from panels.models import Panel

INDEX = {
    "title": "Parents with a say",
    "slug": "panels",
    "show_in_menus": True,
    "introduction": "Parents and carers who help us make things better. You can join, for as little time as you have.",
}


@transaction.atomic
def make_panel_page(panel: Panel, *, by: User | None = None, live: bool = False) -> PanelPage:
    """Make the page of a panel below /panels/, as a draft unless it is `live`, or return the one it has. The page tree must stand.

    The page of all panels is made with the first of them.
    """
    existing: PanelPage | None = PanelPage.objects.filter(panel=panel).first()
    if existing:
        return existing
    index = PanelIndexPage.objects.first()
    if index is None:
        index = PanelIndexPage(**INDEX)
        put_below(HomePage.objects.get(), index)
    page = PanelPage(panel=panel, title=panel.title, slug=panel.slug)
    put_below(index, page, live=live)
    audit.record("home.panel_page.make", page, by=by, hub_id=panel.hub_id)
    return page
