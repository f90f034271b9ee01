"""What do I need to book for Tuesday? One screen over all meetings to come, the same for one, and a tick for each thing."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from wagtail.admin.menu import MenuItem

from core import clocks
from core.gate import row_or_404
from core.viewsets import Workbench
from core.workbench import Screen
from panels.forms.agenda import NeedForm
from panels.models import Meeting, MeetingNeed, Membership
from panels.rules.needs import pounds_in
from panels.selectors import coming
from panels.selectors import meetings as selectors
from panels.selectors import needs as needs_read
from panels.services import needs as services
from panels.viewsets.of_meeting import ActOnRow, FormOfMeeting, OfMeeting

LABEL = "To book"
ALL = "booking:index"


class ToBook(Screen):
    """Everything that is to be booked for the meetings to come, the next first."""

    right = selectors.EDIT
    template_name = "panels/staff/to_book.html"
    header_icon = "list-ul"
    page_title = "What do I need to book?"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the meetings with what is to be booked."""
        return super().get_context_data(bookings=needs_read.to_book(self.me, now=timezone.now()), back="all", **kwargs)


class ToBookForOne(OfMeeting):
    """The same for one meeting."""

    template_name = "panels/staff/to_book.html"
    page_title = "What do I need to book?"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the meeting with what is to be booked."""
        return super().get_context_data(bookings=needs_read.bookings(self.me, [self.row]), back="", **kwargs)


class AddNeed(FormOfMeeting):
    """Something to arrange, by hand."""

    page_title = "Something to arrange"
    kept = "It is on the list."
    leads_to = "meeting:needs"

    def form(self, data: Any = None, files: Any = None) -> NeedForm:
        """Return the form, with who is on the panel."""
        rows = Membership.objects.filter(panel=self.row.panel_id).on_the_panel().select_related("person__merged_into")
        return NeedForm(data, members=coming.in_order(coming.member_shown(self.me, one) for one in rows))

    def keep(self, form: NeedForm) -> None:
        """Put it on the list."""
        said = form.cleaned_data
        membership = Membership.objects.get(pk=UUID(said["member"]))
        services.add_need(meeting=self.row, membership=membership, kind=said["kind"], detail=said["detail"], by=self.me)


class Book(ActOnRow):
    """It is booked, and what it cost."""

    page = "meeting:needs"

    def below(self) -> Any:
        """Return what is to be arranged for this meeting."""
        return MeetingNeed.objects.filter(meeting=self.row).select_related("meeting__panel")

    def post(self, request: HttpRequest, pk: int, sub: Any = None) -> HttpResponse:
        """Act, and lead back to the row on the list that the button stood on: a thumb has scrolled there."""
        self.sub = row_or_404(self.below(), sub)
        there = reverse(ALL) if request.POST.get("back") == "all" else reverse(self.page, args=[pk])
        try:
            self.say(self.act())
        except ValidationError as error:
            self.say_why_not(error)
            self.keep_typed(there)
        return redirect(f"{there}#need-{sub}")

    def act(self) -> str:
        """Tick it off."""
        try:
            spent = pounds_in(self.request.POST.get("spent", ""))
        except ValueError as error:
            raise ValidationError([str(error)]) from None
        seen = self.request.POST.get("seen", "")
        services.book(need=self.sub, spent=spent, by=self.me, on=clocks.today(), seen=seen)
        return f"Booked: {self.sub.get_kind_display()}."


class Unbook(Book):
    """It is not booked after all."""

    def act(self) -> str:
        """Take the tick away."""
        services.unbook(need=self.sub, by=self.me)
        return "It is to be booked again."


class RemoveNeed(Book):
    """It is not needed."""

    def act(self) -> str:
        """Take it off the list."""
        services.remove_need(need=self.sub, by=self.me)
        return "It is off the list."


SCREENS: tuple[tuple[str, type, str], ...] = (
    ("needs/", ToBookForOne, "needs"),
    ("needs/new/", AddNeed, "add_need"),
    ("needs/<uuid:sub>/book/", Book, "book"),
    ("needs/<uuid:sub>/unbook/", Unbook, "unbook"),
    ("needs/<uuid:sub>/remove/", RemoveNeed, "remove_need"),
)


class BookingViewSet(Workbench):
    """What is to be booked, over all my panels: in the menu of who calls their meetings, and of nobody who only looks."""

    name = "booking"
    url_prefix = "booking"
    model = Meeting
    resource = "meeting"
    icon = "list-ul"
    menu_label = LABEL

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """Return the menu entry, hidden from who may not change a meeting."""
        policy = self.permission_policy

        class Entry(MenuItem):
            def is_shown(self, request: HttpRequest) -> bool:
                return policy.user_has_permission(request.user, "change")

        return Entry(self.menu_label, self.menu_url, name=self.name, icon_name=self.menu_icon, order=order or self.menu_order)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the address below `/admin/booking/`."""
        return [path("", self.construct_view(ToBook), name="index")]
