"""The register of what the council does with people's data: to read, to change, to print, and to take out as a table."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from consent.forms.activities import ActivityForm
from consent.models import ProcessingActivity
from consent.selectors import activities as selectors
from consent.services import activities as services
from core import clocks
from core.whole_council import WholeCouncilView, WholeCouncilWorkbench

LIST = "activities:index"
TITLE = "What we do with people’s data"


class _Register(WholeCouncilView):
    """What all these screens share."""

    right = selectors.VIEW
    header_icon = "list-ul"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the register."""
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": reverse(LIST), "label": TITLE}, items[-1]] if self.page_title != TITLE else items


class Register(_Register):
    """Every row; and the button that begins with what Earshot does."""

    template_name = "consent/staff/activities.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the rows."""
        return super().get_context_data(
            activities=selectors.activities(), not_begun=selectors.not_begun(), may_edit=self.may(selectors.EDIT), **kwargs
        )


class Begin(_Register):
    """Put in what Earshot does."""

    http_method_names = ["post"]
    right = selectors.EDIT

    def post(self, request: HttpRequest) -> HttpResponse:
        """Put in what is not there yet."""
        number = services.begin(by=self.me)
        messages.success(request, f"{number} put in. Read each, and change what is not so at your council.")
        return redirect(LIST)


class Add(_Register):
    """A row of the register."""

    right = selectors.EDIT
    template_name = "consent/staff/activity_form.html"
    page_title = "One thing we do with people’s data"

    def activity(self) -> ProcessingActivity:
        """Return what the form is about."""
        return ProcessingActivity()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", ActivityForm(instance=self.activity()))
        return super().get_context_data(activity=self.row, **kwargs)

    def post(self, request: HttpRequest, **address: int) -> HttpResponse:
        """Keep it, or say what is wrong and keep what was typed."""
        form = ActivityForm(request.POST, instance=self.activity())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        services.save_activity(activity=form.save(commit=False), by=self.me)
        messages.success(request, "The register is kept.")
        return redirect(LIST)


class Edit(Add):
    """Change a row."""

    model = ProcessingActivity

    def activity(self) -> ProcessingActivity:
        """Return the row."""
        return ProcessingActivity.objects.get(pk=self.row.pk)


class Delete(Edit):
    """Take a row off."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **address: int) -> HttpResponse:
        """Take it off."""
        services.delete_activity(activity=self.row, by=self.me)
        messages.success(request, "It is off the register. The audit trail keeps that it was there.")
        return redirect(LIST)


class Printed(_Register):
    """The whole register on paper, as a regulator asks for it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it as it goes to the printer."""
        rows = [(activity.name, selectors.in_words(activity)) for activity in selectors.activities()]
        return render(request, "consent/staff/activities_print.html", {"rows": rows, "today": clocks.today()})


class AsTable(_Register):
    """The register for a spreadsheet. POST: who took it is written down."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Hand it over as a download."""
        services.note_export(by=self.me)
        response = HttpResponse("".join(selectors.as_csv()), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="register-{clocks.today()}.csv"'
        response["Cache-Control"] = "no-store, private"
        return response


class ActivityViewSet(WholeCouncilWorkbench):
    """The register of processing activities."""

    name = "activities"
    url_prefix = "activities"
    model = ProcessingActivity
    resource = "activity"
    icon = "list-ul"
    menu_label = TITLE

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/activities/`."""
        made: Callable[[Any], Any] = self.construct_view
        return [
            path("", made(Register), name="index"),
            path("begin/", made(Begin), name="begin"),
            path("new/", made(Add), name="add"),
            path("print/", made(Printed), name="print"),
            path("table/", made(AsTable), name="table"),
            path("<int:pk>/", made(Edit), name="edit"),
            path("<int:pk>/delete/", made(Delete), name="delete"),
        ]
