"""Staff screens for reach: groups by hubs over a year, the same for one engagement, and whom it means to hear."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse, reverse_lazy

from core.forms.seen import seen_anew
from core.overtaken import Overtaken
from core.querysets import reach
from core.row_numbers import row_number
from core.workbench import Screen, Trail, Workbench, add_errors
from participation.forms.reach import AimForm, SentenceForm, as_kept, in_short
from participation.models import Aim, Engagement, GroupSentence
from participation.selectors import reach as selectors
from participation.selectors.reach_table import as_csv
from participation.services import reach as services

LABEL = "Reach"
YEARS_BACK = 2


class _Reach(Screen):
    """What all these screens share."""

    right = selectors.VIEW
    header_icon = "group"

    @property
    def up(self) -> Trail:
        """The screens above this one."""
        return ((LABEL, reverse_lazy("reach:index")),)

    def year(self) -> int:
        """Return the council's year that is asked for; this one, where none is or an odd one."""
        this = selectors.year_of(self.today)
        asked = row_number(self.request.GET.get("year") or self.request.POST.get("year"))
        return asked if asked and this - YEARS_BACK <= asked <= this else this


class GridOfYear(_Reach):
    """Groups by hubs over a year: who is still missing, and what is being done."""

    template_name = "participation/staff/reach.html"
    page_title = LABEL

    @property
    def up(self) -> Trail:
        """Nothing: it is the first."""
        return ()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the grid, or lead on to the engagement that was chosen on it."""
        chosen = row_number(request.GET.get("engagement"))
        return redirect("reach:one", pk=chosen) if chosen else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the grid."""
        year, this = self.year(), selectors.year_of(self.today)
        return super().get_context_data(
            grid=selectors.grid_of_year(self.me, year=year),
            year=year,
            years=[(one, f"April {one} to March {one + 1}") for one in range(this, this - YEARS_BACK - 1, -1)],
            engagements=Engagement.objects.visible_to(self.me, selectors.VIEW).values_list("pk", "title"),
            may_take_out=reach(self.me, selectors.VIEW) is None,
            may_list=reach(self.me, "priority_group.edit") is None,
            may_edit=False,
            **kwargs,
        )


class AsTable(_Reach):
    """The grid for a spreadsheet, for who sees the whole council. POST: who took it is written down."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Hand it over as a download, with the numbers of the screen."""
        if reach(self.me, selectors.VIEW) is not None:
            raise PermissionDenied
        year = self.year()
        services.note_export(year=year, by=self.me)
        response = HttpResponse("".join(as_csv(selectors.grid_of_year(self.me, year=year))), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="reach-{year}-{year + 1}.csv"'
        response["Cache-Control"] = "no-store, private"
        return response


class ReachOfOne(_Reach):
    """Whom one engagement heard, and whom it means to hear."""

    model = Engagement
    row: Engagement
    template_name = "participation/staff/reach_one.html"

    def get_page_title(self) -> str:
        """Name the engagement."""
        return f"Who is heard: {self.row}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return its grid."""
        may_edit = Engagement.objects.wholly_within(self.me, selectors.EDIT).filter(pk=self.row.pk).exists()
        hubs = selectors.grid_of_engagement(self.me, self.row)
        waiting = GroupSentence.objects.filter(engagement=self.row, agreed_on__isnull=True).select_related("group", "hub")
        return super().get_context_data(
            engagement=self.row,
            grid=hubs,
            may_edit=may_edit,
            agreed=selectors.sentences_of(self.row).filter(hub__in=hubs.hubs),
            waiting=waiting if may_edit else [],
            **kwargs,
        )


class _OfAPlace(_Reach):
    """A form about one group at one hub of an engagement; only who may change the engagement sees it."""

    model = Engagement
    row: Engagement
    right = selectors.EDIT
    changes = True
    template_name = "participation/staff/of_a_place.html"
    rows_of: type[Aim] | type[GroupSentence] = Aim
    form_class: type[AimForm] | type[SentenceForm] = AimForm
    kept = dropped = intro = ""

    @property
    def up(self) -> Trail:
        """The screens above this one."""
        return (*super().up, (str(self.row), reverse("reach:one", args=[self.row.pk])))

    def standing(self, **where: Any) -> Any:
        """Return the row of this engagement that is meant; None when there is none."""
        return self.rows_of._default_manager.filter(engagement=self.row, **where).select_related("group", "hub").first()

    def asked(self) -> tuple[Any, dict[str, Any]]:
        """Return the row that the address means, and what the form begins with."""
        group, hub = (row_number(self.request.GET.get(name)) for name in ("group", "hub"))
        found = self.standing(group=group, hub=hub) if group and hub else None
        return found, as_kept(found) or {"group": group, "hub": hub}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        if "form" not in kwargs:
            kwargs["stands"], initial = self.asked()
            kwargs["form"] = self.form_class(engagement=self.row, me=self.me, row=kwargs["stands"], initial=initial)
        return super().get_context_data(engagement=self.row, intro=self.intro, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it, drop it, or say what to mend and keep what was typed."""
        number = row_number(request.POST.get("row_id"))
        stands = self.standing(pk=number) if number else None
        if number and stands is None and self.rows_of._default_manager.filter(pk=number).exists():
            raise Http404  # another engagement's
        if "drop" in request.POST:
            try:
                if stands:
                    self.drop(stands)
            except ValidationError as refused:
                self.say_why_not(refused)
                return redirect("reach:one", self.row.pk)
            return self._back(self.dropped)
        form = self.form_class(request.POST, engagement=self.row, me=self.me, row=stands)
        if number and stands is None:
            self._say_it_is_gone(form)
        elif form.is_valid():
            row = form.fill(stands or self.rows_of(engagement=self.row))  # type: ignore[arg-type]  # each form has its own rows
            try:
                self.keep(row, form.cleaned_data["seen"])
            except Overtaken as overtaken:
                self._show_theirs(form, overtaken)
            except ValidationError as error:
                add_errors(form, error)
            else:
                return self._back(self.kept)
        return self.render_to_response(self.get_context_data(form=form, stands=stands))

    def _show_theirs(self, form: AimForm | SentenceForm, overtaken: Overtaken) -> None:
        """Say what a colleague made of it since the page was opened; once it was read, what was typed can be kept."""
        if overtaken.theirs is None:
            return self._say_it_is_gone(form)
        add_errors(form, overtaken)
        form.add_error(None, f"It says now: {in_short(overtaken.theirs)}")
        return seen_anew(form, selectors.mark_of_row(overtaken.theirs))

    def _say_it_is_gone(self, form: AimForm | SentenceForm) -> None:
        """Say that a colleague took it away meanwhile. What was typed stays, and can be kept as a new one."""
        form.add_error(None, "A colleague took this away while you wrote. What you typed is still here: keep it, and it stands again.")
        for name in ("row_id", "seen"):
            seen_anew(form, "", field=name)

    def keep(self, row: Any, seen: str) -> None:
        """Keep the row by its service."""
        raise NotImplementedError

    def drop(self, row: Any) -> None:
        """Take the row away by its service."""
        raise NotImplementedError

    def _back(self, words: str) -> HttpResponse:
        self.say(words)
        return redirect("reach:one", pk=self.row.pk)


class SetAim(_OfAPlace):
    """Whom we mean to hear, how, and what is done about the gap."""

    page_title = "Whom we mean to hear"
    kept, dropped = "The aim is kept.", "The aim is taken away."

    def keep(self, row: Aim, seen: str) -> None:
        """Keep the aim."""
        services.keep_aim(aim=row, by=self.me, seen=seen)

    def drop(self, row: Aim) -> None:
        """Take the aim away."""
        services.drop_aim(aim=row, by=self.me)


class WriteSentence(_OfAPlace):
    """What a small group says of itself."""

    page_title = "In their own words"
    rows_of, form_class = GroupSentence, SentenceForm
    kept, dropped = "Their sentence is kept.", "Their sentence is taken away."
    intro = (
        "Where a number may not be shown, a group can say in a sentence how it was heard. They say it and they agree to it; "
        "how many they are is not kept. They may take it back at any time."
    )

    def keep(self, row: GroupSentence, seen: str) -> None:
        """Keep the sentence."""
        services.keep_sentence(sentence=row, by=self.me, seen=seen)

    def drop(self, row: GroupSentence) -> None:
        """Take the sentence away."""
        services.drop_sentence(sentence=row, by=self.me)


class ReachWorkbench(Workbench):
    """Who is heard, and who is missing."""

    name = "reach"
    url_prefix = "reach"
    model = Engagement
    resource = "reach"
    icon = "group"
    menu_label = LABEL

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/reach/`."""
        return [
            path("", self.construct_view(GridOfYear), name="index"),
            path("table/", self.construct_view(AsTable), name="table"),
            path("<int:pk>/", self.construct_view(ReachOfOne), name="one"),
            path("<int:pk>/aim/", self.construct_view(SetAim), name="aim"),
            path("<int:pk>/sentence/", self.construct_view(WriteSentence), name="sentence"),
        ]
