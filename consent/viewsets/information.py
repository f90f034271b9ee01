"""What somebody asks of the council under the Freedom of Information Act: the list, taking in, and every address."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from consent.forms.information import TakeInForm
from consent.models import InformationRequest
from consent.selectors import information as selectors
from consent.services import information as services
from consent.viewsets.information_extract import EXTRACT_ACTS, Extract, Printed
from consent.viewsets.information_item import Drop, OneItem
from consent.viewsets.information_view import ONE, REQUEST_ACTS, TITLE, InformationView, OneRequest
from core import clocks
from core.whole_council import WholeCouncilWorkbench

PER_PAGE = 25


class RequestList(InformationView):
    """What waits with its clock, or what was answered."""

    template_name = "consent/staff/information.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of the list."""
        answered, today = self.request.GET.get("state") == "answered", clocks.today()
        page = Paginator(selectors.requests(answered=answered), PER_PAGE).get_page(self.request.GET.get("page"))
        shown = [selectors.standing_of(request, today) for request in page.object_list]
        extra = "&state=answered" if answered else ""
        may_act = self.may(selectors.EDIT)
        return super().get_context_data(page=page, shown=shown, answered=answered, extra=extra, may_act=may_act, **kwargs)


class TakeIn(InformationView):
    """Take in a request."""

    right = selectors.EDIT
    template_name = "consent/staff/information_take_in.html"
    page_title = "Take in a request"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", TakeInForm())
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take it in, or say what is wrong and keep what was typed."""
        form = TakeInForm(request.POST)
        if form.is_valid():
            try:
                taken = services.take_in(by=self.me, today=clocks.today(), **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "Taken in. Look for what answers it.")
                return redirect(ONE, pk=taken.pk)
        return self.render_to_response(self.get_context_data(form=form))


class InformationViewSet(WholeCouncilWorkbench):
    """Requests under the Freedom of Information Act."""

    name = "information"
    url_prefix = "freedom-of-information"
    model = InformationRequest
    resource = "information"
    icon = "doc-full"
    menu_label = TITLE

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/freedom-of-information/`."""
        made: Callable[[Any], Any] = self.construct_view
        acts = {**REQUEST_ACTS, **EXTRACT_ACTS}
        return [
            path("", made(RequestList), name="index"),
            path("new/", made(TakeIn), name="add"),
            path("<uuid:pk>/", made(OneRequest), name="one"),
            path("<uuid:pk>/answer/", made(Extract), name="extract"),
            path("<uuid:pk>/print/", made(Printed), name="print"),
            *(path(f"<uuid:pk>/{name.replace('_', '-')}/", made(act), name=name) for name, act in acts.items()),
            path("<uuid:pk>/things/<str:number>/", made(OneItem), name="item"),
            path("<uuid:pk>/things/<str:number>/off/", made(Drop), name="drop"),
        ]
