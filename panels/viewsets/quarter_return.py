"""Staff screens for the panel part of the quarterly return: for who sees to it for the whole council (decision 0068)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.functional import cached_property

from core.forms.seen import seen_anew
from core.overtaken import Overtaken
from core.row_numbers import row_number
from core.whole_council import WholeCouncilView, WholeCouncilWorkbench
from core.workbench import Screen, add_errors
from panels.forms.quarter_return import ReturnForm, as_filled
from panels.models import QuarterReturn
from panels.selectors import quarter_return as selectors
from panels.selectors.quarter_counts import Quarter
from panels.selectors.quarter_return import Line
from panels.services import quarter_return as services
from panels.viewsets.to_pay import download

LABEL = "Quarterly return"


class _Return(WholeCouncilView, Screen):
    """What all these screens share."""

    right = selectors.VIEW
    header_icon = "table"
    up: Any = ((LABEL, reverse_lazy("quarter_return:index")),)


class Quarters(_Return):
    """Every quarter of which a form is known, and where it stands."""

    template_name = "panels/staff/return_quarters.html"
    page_title = LABEL
    up = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the quarters, each with its newest signed version."""
        signed = {one.begins_on: one for one in QuarterReturn.objects.filter(signed_on__isnull=False).order_by("number")}
        found = [(one, signed.get(one.first)) for one in selectors.quarters(self.today)]
        return super().get_context_data(quarters=found, today=self.today, **kwargs)


class _OfQuarter(_Return):
    """Screens of one quarter, which the address names by its first month. Anything else is not there."""

    @cached_property
    def quarter(self) -> Quarter:
        """The quarter."""
        found = selectors.quarter_called(self.kwargs["quarter"], self.today)
        if found is None:
            raise Http404
        return found

    @cached_property
    def versions(self) -> list[QuarterReturn]:
        """Its versions, the newest first; none while nobody filled anything in."""
        return list(QuarterReturn.objects.newest_of(self.quarter.first).select_related("signed_by"))

    @cached_property
    def version(self) -> QuarterReturn | None:
        """The version that is asked for, or the newest."""
        asked = self.request.GET.get("version") or self.request.POST.get("version")
        if not asked:
            return self.versions[0] if self.versions else None
        found = next((one for one in self.versions if one.number == row_number(asked)), None)
        if found is None:
            raise Http404
        return found

    @property
    def address(self) -> str:
        """Where the quarter is read."""
        return reverse("quarter_return:one", args=[self.quarter.key])


class OneQuarter(_OfQuarter):
    """One quarter: each code with its figure, how it is counted, its trap, and the way to where it comes from."""

    template_name = "panels/staff/return_quarter.html"

    def get_page_title(self) -> str:
        """Name the quarter."""
        return f"{LABEL}: {self.quarter.words}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return its lines, with the sources this reader may open."""
        found = selectors.lines(self.quarter, self.version, today=self.today)
        read = selectors.as_read_by(self.me, found)
        is_open = self.version is None or self.version.signed_on is None
        is_newest = self.version is None or self.version == self.versions[0]
        shown = {
            "quarter": self.quarter,
            "version": self.version,
            "versions": self.versions,
            "form_version": selectors.mapping_of(self.quarter, self.version).version,
            "lines": [(one, selectors.open_links(self.me, one.found.sources)) for one in read],
            "number_wrong": sum(1 for one in read if one.wrong),
            "digest": selectors.digest(found),
            "reads_all": len(read) == len(found),
            "is_over": self.quarter.last < self.today,
            "may_edit": is_open and self.may(selectors.EDIT),
            "may_sign": is_open and self.may(selectors.SIGN),
            "may_correct": is_newest and not is_open and self.may(selectors.EDIT),
        }
        return super().get_context_data(**{**kwargs, **shown})


class FillIn(_OfQuarter):
    """One question, filled in by a person: beside it what Earshot counted, which it stands in place of."""

    right = selectors.EDIT
    changes = True
    template_name = "panels/staff/return_fill_in.html"

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return (*super().up, (self.quarter.words, self.address))

    @cached_property
    def line(self) -> Line:
        """The line of the code in the address, of the newest version; 404 where the form asks no such thing."""
        found = selectors.lines(self.quarter, self.versions[0] if self.versions else None, today=self.today)
        line = next((one for one in found if one.asks.code == self.kwargs["code"]), None)
        if line is None:
            raise Http404
        return line

    def get_page_title(self) -> str:
        """Name the code."""
        return f"Fill in {self.line.asks.code}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form; of what is signed off, the quarter as it was sent."""
        if self.versions and self.versions[0].signed_on:
            return redirect(self.address)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form with what stands."""
        if "form" not in kwargs:
            entry = self.line.entry
            begun = as_filled(self.line.asks, self.line.value) | {"seen": entry.pk if entry else 0, "why": entry.why if entry else ""}
            kwargs["form"] = ReturnForm(asks=self.line.asks, initial=begun)
        return super().get_context_data(**{**kwargs, "quarter": self.quarter, "line": self.line})

    def post(self, request: HttpRequest, quarter: str, code: str) -> HttpResponse:
        """Keep it, or say what to mend and keep what was typed."""
        form, stands_now = ReturnForm(request.POST, asks=self.line.asks), list[tuple[str, str]]()
        if form.is_valid():
            said = {"value": form.value, "why": form.cleaned_data["why"], "seen": form.cleaned_data["seen"] or 0}
            try:
                services.fill_in(quarter=self.quarter, code=code, by=self.me, today=self.today, **said)
            except Overtaken as error:
                form.add_error(None, error)
                seen_anew(form, error.theirs.pk if error.theirs else 0)
                stands_now = [("What stands there now", self.line.words)]
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say(f"{code} is kept, with your name and today’s date.")
                return redirect(self.address)
        return self.render_to_response(self.get_context_data(form=form, stands_now=stands_now))


class _Act(_OfQuarter):
    """Something done to a quarter by a button, and back to it."""

    changes = True
    http_method_names = ["post"]

    def act(self) -> str:
        """Do it and return the words that say so. Raises ValidationError with every reason why not."""
        raise NotImplementedError

    def post(self, request: HttpRequest, quarter: str, code: str = "") -> HttpResponse:
        """Act, then show the quarter again."""
        try:
            self.say(self.act())
        except ValidationError as error:
            self.say_why_not(error)
        return redirect(self.address)


class TakeBack(_Act):
    """What Earshot counted stands again."""

    right = selectors.EDIT

    def act(self) -> str:
        """Take back what a person filled in."""
        code = self.kwargs["code"]
        services.take_back(quarter=self.quarter, code=code, by=self.me, today=self.today)
        return f"{code} is taken back. What Earshot counted stands again."


class SignOff(_Act):
    """The quarter is signed off."""

    right = selectors.SIGN

    def act(self) -> str:
        """Sign it, or say every reason why not."""
        services.sign_off(quarter=self.quarter, seen=self.request.POST.get("seen", ""), by=self.me, today=self.today)
        return "Signed off. These figures stay as they are now. Type them into the form of the department, and leave them nowhere else."


class Correct(_Act):
    """Something was wrong: the next version begins."""

    right = selectors.EDIT

    def act(self) -> str:
        """Begin it."""
        row = services.begin_correction(quarter=self.quarter, by=self.me)
        return f"Version {row.number} is open. What was sent stays as version {row.number - 1}."


class TakeOut(_OfQuarter):
    """The return as a table for a spreadsheet, marked, and noted in the trail."""

    http_method_names = ["post"]

    def is_looking(self) -> bool:
        """It shows what the screen shows, and changes nothing."""
        return True

    def post(self, request: HttpRequest, quarter: str) -> HttpResponse:
        """Hand it over as a download."""
        row = self.version
        found = selectors.as_read_by(self.me, selectors.lines(self.quarter, row, today=self.today))
        number = row.number if row else 1
        services.note_export(quarter=self.quarter, number=number, by=self.me)
        table = "".join(selectors.as_csv(found, self.quarter, row))
        return download(table.encode(), "text/csv; charset=utf-8", f"quarterly-return-{self.quarter.key}-version-{number}.csv")


class QuarterReturnWorkbench(WholeCouncilWorkbench):
    """The quarterly return of the whole council."""

    name = "quarter_return"
    url_prefix = "panels/return"
    model = QuarterReturn
    resource = "quarter_return"
    icon = "table"
    menu_label = LABEL

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/panels/return/`."""
        made = self.construct_view
        return [
            path("", made(Quarters), name="index"),
            path("<str:quarter>/", made(OneQuarter), name="one"),
            path("<str:quarter>/sign/", made(SignOff), name="sign"),
            path("<str:quarter>/correct/", made(Correct), name="correct"),
            path("<str:quarter>/table/", made(TakeOut), name="table"),
            path("<str:quarter>/<str:code>/", made(FillIn), name="fill_in"),
            path("<str:quarter>/<str:code>/take-back/", made(TakeBack), name="take_back"),
        ]
