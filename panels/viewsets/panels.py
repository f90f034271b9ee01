"""Staff screens for panels: the list, and one page from which everything about a panel is reached."""

from typing import Any

from django.forms import DateInput
from django.urls import URLPattern, path, reverse, reverse_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from core import clocks
from core.forms.marked import MarkedEdit
from core.viewsets import HubScopedViewSet, ListOfMine
from core.workbench import Act, Screen
from panels.forms.panels import PanelForm
from panels.models import Panel
from panels.selectors import joining
from panels.selectors import panels as selectors
from panels.selectors.member_part import members_part, ways_in
from panels.selectors.public import is_public
from panels.services import panels as services

LABEL = "Panels"
PANELS = ObjectList(
    [
        FieldPanel("title", heading="What it is called", help_text="Families read it."),
        FieldPanel(
            "kind", heading="What it is", help_text="A parent carer forum (SEND) is another body. Write it down under “Other bodies”."
        ),
        FieldRowPanel(
            [
                FieldPanel("hub", heading="Of which hub"),
                FieldPanel("locality", heading="Or of which part of the council", help_text="Neither: it is the whole council’s."),
            ]
        ),
        FieldPanel(
            "coordinator", heading="Who looks after it", help_text="A job title. Of under-18s: the named worker, their only contact."
        ),
        MultiFieldPanel(
            [
                FieldPanel("is_of_under_18s", heading="Its members are under 18"),
                FieldPanel("second_reader", heading="Who reads every message with the named worker", help_text="Another job title."),
            ],
            heading="Young people",
        ),
        MultiFieldPanel(
            [
                FieldPanel("about", heading="What it is, in plain words"),
                FieldPanel("who_for", heading="Who can join", help_text="Expecting, or caring for a child. Dads and grandparents too."),
                FieldPanel("what_you_get", heading="What members get", help_text="Fares, childcare, food, a thank-you, training."),
                FieldPanel(
                    "when_it_meets",
                    heading="When it meets",
                    help_text="Such as: every six weeks, Tuesdays at 10am. No room: names may stand beside it. Not shown of under-18s.",
                ),
            ],
            heading="What families read",
        ),
        MultiFieldPanel(
            [
                FieldPanel("domain", heading="What it cares about (its domain)"),
                FieldPanel("community", heading="Who is in it (the community)"),
                FieldPanel("practice", heading="What it makes and shares (the practice)"),
            ],
            heading="Only for a community of practice",
            classname="collapsed",
        ),
        FieldPanel(
            "reply_to",
            heading="Where replies to its letters go",
            help_text="An e-mail address of the office that a person reads, never a private one. Without it, that of “Look and words”.",
        ),
        FieldPanel("started_on", heading="Since when", widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d")),
    ],
    base_form_class=PanelForm,
)


def where_it_stands(panel: Panel) -> str:
    """Say in a list whether a panel goes on."""
    return "Ended" if panel.ended_on else "Goes on"


class AddPanel(generic.CreateView):
    """A new panel, and then to its page."""

    submit_button_label = "Keep it"

    def get_success_url(self) -> str:
        """Lead to its page."""
        return reverse("panel:one", args=[self.object.pk])


class EditPanel(MarkedEdit, generic.EditView):
    """Change what stands about a panel."""

    def held_now(self) -> Panel:
        """Hold it by the one lock of panels. The gate let this person in (core.gate)."""
        row = services.held(self.object, None)
        for name in ("slug", "ended_on", "ended_because"):  # what the form does not hold, and a colleague may have done this moment
            setattr(self.object, name, getattr(row, name))
        return row

    def get_success_url(self) -> str:
        """Back to its page."""
        return reverse("panel:one", args=[self.object.pk])


class OnePanel(Screen):
    """One panel: what it is, and the way to everything about it."""

    model = Panel
    row: Panel
    right = selectors.VIEW
    template_name = "panels/staff/panel.html"
    header_icon = "group"
    up = ((LABEL, reverse_lazy("panel:index")),)

    def rows(self) -> Any:
        """Join what the page reads."""
        return super().rows().select_related("hub", "locality", "coordinator__hub", "second_reader__hub")

    def get_page_title(self) -> str:
        """Return its title."""
        return self.row.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the panel and what may be done with it."""
        may = {
            "may_edit": selectors.EDIT,
            "sees_members": "member.view",
            "may_call": "meeting.add",
            "sees_who_would_join": joining.VIEW,
            "may_see_money": "claim.view",
        }
        may_do = {name: selectors.may_for(self.me, right, self.row) for name, right in may.items()}
        return super().get_context_data(
            panel=self.row,
            is_public=is_public(self.row),
            people=members_part(self.me, self.row),
            ways_in=ways_in(self.me, self.row),
            **may_do,
            **kwargs,
        )


class EndPanel(Act):
    """It ends."""

    model = Panel
    row: Panel
    right = selectors.EDIT
    page = "panel:one"

    def act(self) -> str:
        """End it, or say every reason why not."""
        services.end_panel(panel=self.row, because=self.request.POST.get("because", ""), by=self.me, on=clocks.today())
        return "It has ended. Nobody can join it any more."


class BeginAgain(EndPanel):
    """It goes on after all."""

    def act(self) -> str:
        """Take the ending back."""
        services.begin_again(panel=self.row, by=self.me)
        return "It goes on."


class PanelViewSet(HubScopedViewSet):
    """Panels that I look after."""

    model = Panel
    resource = "panel"
    name = "panel"
    url_prefix = "panels"
    menu_label = LABEL
    icon = "group"
    edit_handler = PANELS
    index_view_class = ListOfMine
    add_view_class, edit_view_class = AddPanel, EditPanel
    edit_template_name = "panels/staff/edit.html"
    list_filter = ["kind"]
    search_fields = ["title"]
    ordering = "title"
    list_select_related = ("hub", "locality", "coordinator__hub")
    list_display = [
        TitleColumn("title", label="Panel", get_url=lambda row: reverse("panel:one", args=[row.pk])),
        Column("get_kind_display", label="What it is", sort_key="kind"),
        Column("place", label="Of"),
        Column("coordinator", label="Looked after by", accessor=lambda row: row.coordinator.with_hub if row.coordinator else "Nobody yet"),
        Column("state", label="State", accessor=where_it_stands),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add its page; all behind the gate."""
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/", self.construct_view(OnePanel), name="one"),
            path("<int:pk>/end/", self.construct_view(EndPanel), name="end"),
            path("<int:pk>/begin-again/", self.construct_view(BeginAgain), name="begin_again"),
        ]
