"""What families asked for in another way, as staff act on it: late first, how to reach the family only where somebody opens it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import override

from consent.choices import Given, WhyNot
from consent.models import FormatRequest
from consent.selectors import formats as selectors
from consent.services import formats as services
from core import clocks
from core.gate import StaffView
from core.row_numbers import row_number
from core.text import normalise
from core.viewsets import Workbench

PER_PAGE, LONGEST_CODE = 25, 40
LIST = "format_requests:index"


class RequestList(StaffView):
    """The requests of my hubs that wait, the one promised first in front; or those that ended. A code said at the desk finds its own."""

    model = FormatRequest
    right = selectors.VIEW
    template_name = "consent/staff/requests.html"
    page_title = "Asked in another way"
    header_icon = "view"

    def post(self, request: HttpRequest) -> HttpResponse:
        """Lead to the request with a code. It is posted: no code stands in an address, which a desk's browser would keep."""
        typed = normalise(request.POST.get("code", ""))[:LONGEST_CODE]
        found = selectors.with_code(self.me, typed)
        return redirect("format_requests:one", pk=found.pk) if found else self.get(request, not_found=True, typed=typed)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show a page of the list."""
        ended = request.GET.get("state") == "ended"
        page = Paginator(selectors.requests_to_read(self.me, ended=ended), PER_PAGE).get_page(request.GET.get("page"))
        extra = "&state=ended" if ended else ""
        return self.render_to_response(self.get_context_data(page=page, ended=ended, extra=extra, **kwargs))


class OneRequest(StaffView):
    """One request: what, for whom to act, by when, and every act. Who may look may act: both rights go together."""

    model = FormatRequest
    row: FormatRequest
    right = selectors.VIEW
    right_to_act = selectors.EDIT
    template_name = "consent/staff/request.html"
    header_icon = "view"

    def get_page_title(self) -> str:
        """Return what was asked for."""
        return str(self.row.get_way_display())

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the list."""
        above = {"url": reverse(LIST), "label": "Asked in another way"}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_title()}]

    def rows(self) -> Any:
        """Bring hub and post along."""
        return super().rows().select_related("hub", "post__hub")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the request and what this person may do about it. How to reach the family is not among it."""
        row = self.row
        may_act = self.may(selectors.EDIT, hub_id=row.hub_id) if row.hub_id else self.may(selectors.EDIT)
        about = selectors.about(row.kind, row.key)
        with override(row.language):
            large_print = reverse("large_print", args=[row.kind, row.key]) if about else ""
        return super().get_context_data(
            asked=row,
            may_act=may_act and row.is_waiting,
            may_open=may_act and row.forgotten_on is None,
            large_print=large_print,
            posts=selectors.posts_to_choose(self.me, row, clocks.today()) if may_act and row.is_waiting else [],
            ways_given=Given.choices,
            reasons=WhyNot.choices,
            **kwargs,
        )


class OpenContact(OneRequest):
    """Show how to reach the family, and write down who looked. POST only: nothing shows it by the way, and no browser keeps it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the request once more, opened."""
        response = self.render_to_response(self.get_context_data(opened=services.open_contact(request=self.row, by=self.me)))
        response["Cache-Control"] = "no-store, private"
        return response


class _Act(OneRequest):
    """Something done to a request, by a button; a refusal shows the request again with what was typed."""

    http_method_names = ["post"]

    def act(self) -> str:
        """Do it and return the words that say so. Raises ValidationError with every reason why not."""
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Act, then lead to the request."""
        try:
            messages.success(request, self.act())
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(problems=error.messages, typed=request.POST.dict()))
        return redirect("format_requests:one", pk=pk)


class TakeInHand(_Act):
    """Somebody works on it now."""

    def act(self) -> str:
        """Say so."""
        services.take_in_hand(request=self.row, by=self.me)
        return "It is in hand."


class HandTo(_Act):
    """Let another post act."""

    def act(self) -> str:
        """Give it to a post that this person may choose; any other is not there."""
        post = selectors.posts_to_choose(self.me, self.row, clocks.today()).filter(pk=row_number(self.request.POST.get("post"))).first()
        if post is None:
            raise Http404
        services.hand_to(request=self.row, post=post, by=self.me)
        return f"Whose turn it is now: {post.with_hub}."


class Give(_Act):
    """The family has it."""

    def act(self) -> str:
        """End it."""
        services.give(request=self.row, given=self.request.POST.get("given", ""), by=self.me, today=clocks.today())
        return "It is given. How to reach the family is deleted in some weeks; the count stays."


class GiveUp(_Act):
    """It could not be given."""

    def act(self) -> str:
        """End it with its reason."""
        said = {name: self.request.POST.get(name, "") for name in ("why_not", "offered")}
        services.give_up(request=self.row, by=self.me, today=clocks.today(), **said)
        return "It has ended, with its reason."


class Slip(OneRequest):
    """The slip for the shelf: the code, what it is and until when; no name."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the slip as it goes to the printer."""
        return render(request, "consent/staff/slip.html", {"asked": self.row})


class FormatRequestViewSet(Workbench):
    """Requests for something in another way."""

    name = "format_requests"
    url_prefix = "another-way"
    model = FormatRequest
    resource = "format_request"
    icon = "view"
    menu_label = "Asked in another way"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/another-way/`."""
        made: Callable[[Any], Any] = self.construct_view
        return [
            path("", made(RequestList), name="index"),
            path("<uuid:pk>/", made(OneRequest), name="one"),
            path("<uuid:pk>/contact/", made(OpenContact), name="contact"),
            path("<uuid:pk>/in-hand/", made(TakeInHand), name="take"),
            path("<uuid:pk>/hand-to/", made(HandTo), name="hand_to"),
            path("<uuid:pk>/given/", made(Give), name="give"),
            path("<uuid:pk>/could-not/", made(GiveUp), name="give_up"),
            path("<uuid:pk>/slip/", made(Slip), name="slip"),
        ]
