"""Putting out an alert: one form, looked at before it goes out, that begins and ends by itself."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.admin import messages

from core.gate import StaffView
from core.models import Hub
from home.forms.alerts import AlertForm
from home.models import Alert
from home.selectors import alerts as selectors
from home.services import alerts as services

LOOK, PUT_OUT = "look", "out"


class _Alerts(StaffView):
    right = services.RIGHT
    header_icon = "warning"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here."""
        up = [] if isinstance(self, Alerts) else [{"url": reverse("alerts"), "label": Alerts.page_title}]
        return [*self.breadcrumbs_items, *up, {"url": "", "label": str(self.get_page_title())}]

    def is_for_every_page(self) -> bool:
        """Return whether this person may put an alert on every page."""
        return selectors.may_put_out_everywhere(self.me, self.right)


class Alerts(_Alerts):
    """What stands on families' pages now, and what will."""

    template_name = "home/staff/alerts.html"
    page_title = "Alerts for families"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the alerts of this person that are not over."""
        now = timezone.now()
        rows = [(alert, alert.from_at <= now) for alert in selectors.alerts_not_over(self.me, self.right, now)]
        return super().get_context_data(rows=rows, **kwargs)


class WriteAlert(_Alerts):
    """Write an alert, look at it as families will, put it out. With a number in the address: change it."""

    template_name = "home/staff/alert_form.html"
    model = Alert

    def get_page_title(self) -> str:
        """Say which it is."""
        return "Change an alert" if self.row else "Write an alert"

    def rows(self) -> "QuerySet[Any]":
        """Return the alerts that are not over."""
        return super().rows().filter(until_at__gt=timezone.now())

    def form(self, data: Any = None) -> AlertForm:
        """Return the form, with what this person may choose."""
        hubs = Hub.objects.visible_to(self.me, self.right).order_by("name")
        return AlertForm(data, alert=self.row or Alert(), hubs=hubs, for_every_page=self.is_for_every_page())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, and what families would see when it was sent to be looked at."""
        kwargs.setdefault("form", self.form())
        return super().get_context_data(row=self.row, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it as families will see it; or put it out."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        alert = form.alert_as_written()
        if request.POST.get("go") != PUT_OUT:
            return self.render_to_response(self.get_context_data(form=form, looks=_as_families_see(request, alert), alert=alert))
        try:
            services.put_out(alert=alert, by=self.me)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
            return self.render_to_response(self.get_context_data(form=form))
        begun = alert.from_at <= timezone.now()
        messages.success(request, "Families see it now." if begun else "Families see it from the moment you chose. It shows itself.")
        return redirect("alerts")


def _as_families_see(request: HttpRequest, alert: Alert) -> list[tuple[str, str]]:
    """Return the piece of page with the alert in each language that has words of its own, English first: (language, page)."""
    notice, names = selectors.notice_of(alert), dict(settings.LANGUAGES)
    codes = [settings.LANGUAGE_CODE, *(code for code, words in notice.in_other_languages if words)]
    return [(names[code], _page_with(request, notice, code)) for code in codes]


def _page_with(request: HttpRequest, notice: Any, code: str) -> str:
    with override(code):
        return render_to_string("home/staff/alert_preview.html", {"alerts": [notice]}, request=request)


class EndAlert(_Alerts):
    """An alert ends now."""

    model = Alert
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End it."""
        try:
            services.end(alert=self.row, by=self.me)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "Families see it no more.")
        return redirect("alerts")
