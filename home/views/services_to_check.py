"""What wants checking, on a phone: the facts of each service, and one tap that says they are still right."""

from datetime import date
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin import messages

from core import clocks
from core.gate import StaffView
from core.querysets import reach
from home.models import ServicePage
from home.selectors import kept_true as selectors
from home.services import kept_true as services

PER_PAGE = 20
DONE = "services_to_check.done"


class _OfServices(StaffView):
    right = selectors.RIGHT
    header_icon = "check"

    def rows(self) -> Any:
        """Return the services somebody may say of that they are right."""
        return selectors.services_in_reach(self.me, clocks.today())

    def back(self, **more: str) -> HttpResponse:
        """Lead back to the list as it stood."""
        kept = {name: self.request.POST[name] for name in ("show", "due") if self.request.POST.get(name)} | more
        return redirect(f"{reverse('services_to_check')}{'?' if kept else ''}{urlencode(kept)}")


class ServicesToCheck(_OfServices):
    """The services to keep right, oldest check first: those that are mine, or all in reach."""

    template_name = "home/staff/services_to_check.html"
    page_title = "Services to check"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of the list, each service with how its check stands."""
        today, asked = clocks.today(), self.request.GET
        mine = selectors.services_kept_by(self.me, today)
        is_all = asked.get("show") == "all"
        is_due = asked.get("due") == "now"
        services_shown = self.rows() if is_all else mine
        shown = selectors.services_to_check(services_shown, today) if is_due else services_shown
        page = Paginator(selectors.in_order_of_checks(shown), PER_PAGE).get_page(asked.get("page"))
        extra = "".join(f"&{name}={value}" for name, value, so in (("show", "all", is_all), ("due", "now", is_due)) if so)
        return super().get_context_data(
            page=page,
            rows=[_Row(service, may_edit) for service, may_edit in selectors.with_leave_to_edit(page.object_list, self.me)],
            is_all=is_all,
            is_due=is_due,
            extra=extra,
            number_due=selectors.services_to_check(services_shown, today).count(),
            months=selectors.months(),
            done=self._done(),
            may_add=reach(self.me, "page.edit") is None,
            **kwargs,
        )

    def _done(self) -> dict[str, str] | None:
        """Return what was pressed just now, so that it can be taken back: {title, pk, mark}."""
        mark = self.request.GET.get("done", "")
        found = _read(mark)
        service = self.rows().filter(pk=found["pk"], checked_on=clocks.today()).first() if found else None
        return {"title": service.title, "pk": service.pk, "mark": mark} if service else None


class _Row:
    """One service as the list shows it."""

    def __init__(self, service: ServicePage, may_edit: bool) -> None:
        self.service = service
        self.times = list(service.times.all())
        self.standing = selectors.standing_of(service, clocks.today())
        self.is_checked_today = service.checked_on == clocks.today()
        self.may_edit = may_edit
        self.asked_on = getattr(getattr(service, "reminder", None), "provider_asked_on", None)


class StillRight(_OfServices):
    """Everything on the page is right today: one tap."""

    model = ServicePage
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say so, and lead back to the list, where it can be taken back."""
        before = services.still_right(service=self.row, by=self.me, today=clocks.today())
        mark = signing.dumps({"pk": self.row.pk, "by": self.me.pk, "before": before.isoformat() if before else ""}, salt=DONE)
        return self.back(done=mark)


class TakeBack(_OfServices):
    """That was the wrong button."""

    model = ServicePage
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put the day of the check before back."""
        found = _read(request.POST.get("mark", ""))
        try:
            if not found or (found["pk"], found["by"]) != (self.row.pk, self.me.pk):
                raise ValidationError(["That was too long ago to take back here. Change the day in the page itself."])
            before = date.fromisoformat(found["before"]) if found["before"] else None
            services.take_back(service=self.row, before=before, by=self.me)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"Taken back. “{self.row.title}” counts as checked when it was before.")
        return redirect("services_to_check")


class AskProvider(_OfServices):
    """Send who runs a service a link."""

    model = ServicePage
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask them."""
        try:
            services.ask_provider(service=self.row, by=self.me, today=clocks.today())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"They get a letter now. When they say that “{self.row.title}” is right, the page shows the new day.")
        return self.back()


def _read(mark: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = signing.loads(mark, salt=DONE, max_age=24 * 60 * 60)
    except signing.BadSignature:
        return None
    return found
