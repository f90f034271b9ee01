"""A staff act: make the page of a panel, and go on to edit it. The way here stands on the panel's own page (panels/staff/panel.html)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from core.workbench import Act
from home.services.panel_pages import make_panel_page
from panels.models import Panel


class MakePanelPage(Act):
    """Make it as a draft, or open the one that is there."""

    model = Panel
    row: Panel
    right = "panel.edit"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make it, and lead on to where it is edited, or back to the panel for who edits no pages."""
        page = make_panel_page(self.row, by=self.me)
        if page.permissions_for_user(self.me).can_edit():
            return redirect("wagtailadmin_pages:edit", page.pk)
        if page.live:
            said = "Its page is there, and families read it. Ask whoever edits your pages to change it."
            messages.success(request, said, buttons=[messages.button(page.get_url(request) or "", "Read it")])
        else:
            self.say("Its page is there, as a draft. Ask whoever edits your pages to read and publish it.")
        return redirect(reverse("panel:one", args=[pk]))
