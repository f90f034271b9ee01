"""Equality impact records: the list, one record with its fourteen lines as one form, and the same on paper."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.functional import cached_property

from core.forms.seen import seen_anew
from core.row_numbers import row_number
from core.workbench import Workbench, add_errors
from participation.forms.equality import EngagementsForm, RecordForm, StartForm, line_forms
from participation.models import Engagement, EqualityRecord
from participation.selectors import equality as selectors
from participation.services import equality as services
from participation.viewsets import equality_acts as acts
from participation.viewsets.equality_acts import ONE, TITLE, EqualityScreen

PER_PAGE, MOST_OTHERS = 25, 10


class Records(EqualityScreen):
    """Every record the user may read, in its newest version."""

    template_name = "participation/staff/equality_records.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of records, and where each stands."""
        page = Paginator(selectors.records(self.me), PER_PAGE).get_page(self.request.GET.get("page"))
        shown = [(row, selectors.where_it_stands(row, is_published=row.is_published, today=self.today)) for row in page.object_list]
        return super().get_context_data(page=page, shown=shown, may_add=self.may(selectors.ADD), **kwargs)


class Start(EqualityScreen):
    """Begin a record."""

    right = selectors.ADD
    changes = True
    template_name = "participation/staff/equality_start.html"
    page_title = "Begin an equality record"

    @cached_property
    def engagement(self) -> Engagement | None:
        """What will rest on it, when the way led here from what it is missing in: theirs to change, or none."""
        asked = row_number(self.request.GET.get("engagement"))
        return selectors.engagements_to_join(self.me).filter(pk=asked).first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, begun with what its engagement says, and the records that it could rest on instead."""
        said = {"title": self.engagement.title, "hubs": list(self.engagement.hubs.all())} if self.engagement else {}
        kwargs.setdefault("form", StartForm(user=self.me, initial=said))
        others = EqualityRecord.objects.wholly_within(self.me, selectors.EDIT).filter(superseded_by=None) if self.engagement else ()
        return super().get_context_data(engagement=self.engagement, others=list(others[:MOST_OTHERS]), **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin it, or say what is wrong and keep what was typed."""
        form = StartForm(request.POST, user=self.me)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            record = self._begin(form)
        except ValidationError as error:  # a colleague was quicker: it rests on another one now
            add_errors(form, error)
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, "It has begun. Look at each group below.")
        return redirect(ONE, record.pk)

    @transaction.atomic
    def _begin(self, form: StartForm) -> EqualityRecord:
        record = services.start_record(record=form.save(commit=False), hubs=form.cleaned_data["hubs"], by=self.me)
        if self.engagement:
            services.choose_engagements(record=record, engagements=[self.engagement], by=self.me)
        return record


class OneRecord(EqualityScreen):
    """One version: a form as long as it is written, to read once it is signed."""

    right_to_act = selectors.EDIT
    template_name = "participation/staff/equality_record.html"
    page_title = ""

    def get_page_title(self) -> str:
        """Return what is decided, and which version this is."""
        return str(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the record, its forms for who may change it, and what can be done."""
        may_edit = EqualityRecord.objects.wholly_within(self.me, selectors.EDIT).filter(pk=self.row.pk).exists()
        may_sign = EqualityRecord.objects.wholly_within(self.me, selectors.SIGN).filter(pk=self.row.pk).exists()
        lines, publication = selectors.lines_of(self.row), selectors.publication_of(self.row)
        if may_edit and not self.row.signed_on and "form" not in kwargs:
            kwargs["form"] = RecordForm(instance=self.row, user=self.me)
            kwargs["line_forms"] = line_forms(lines, selectors.posts_to_choose(self.me))
        facts = {
            "record": self.row,
            "hubs": list(self.row.hubs.all()),
            "lines": lines,
            "publication": publication,
            "stands": selectors.where_it_stands(self.row, is_published=publication is not None, today=self.today),
            "missing": [] if self.row.signed_on else selectors.why_not_sign(self.row, today=self.today),
            "next": selectors.next_of(self.row),
            "before": self.row.supersedes,
            "may_edit": may_edit,
            "may_note": selectors.lines_to_note(lines, self.me, today=self.today) if self.row.signed_on else set(),
            "may_sign": may_sign,
        }
        return super().get_context_data(**facts, **self._engagements(may_edit), **kwargs)

    def _engagements(self, may_edit: bool) -> dict[str, Any]:
        """Return the engagements that rest on it, and the form for who may change that."""
        resting = list(self.row.engagements.visible_to(self.me, "engagement.view").order_by("title"))
        offered = selectors.engagements_to_join(self.me) if may_edit else None
        form = EngagementsForm(offered=offered, initial={"engagements": [one.pk for one in resting]}) if may_edit else None
        return {"resting": resting, "engagements_form": form}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep all of it, half done or not; or say what is wrong and keep what was typed."""
        lines, typed = selectors.lines_of(self.row), EqualityRecord.objects.get(pk=pk)
        form = RecordForm(request.POST, instance=typed, user=self.me)
        forms = line_forms(lines, selectors.posts_to_choose(self.me), request.POST)
        stands_now: list[tuple[str, str]] = []
        if all([form.is_valid(), *(one.is_valid() for one in forms)]):
            said = {one.about.key: one.said() for one in forms}
            try:
                services.save_record(
                    record=typed, hubs=form.cleaned_data["hubs"], lines=said, by=self.me, seen=form.cleaned_data["seen"] or 0
                )
            except ValidationError as refused:
                add_errors(form, refused)
                stands_now = self._stands_now(form)
            else:
                self.say("It is kept.")
                return redirect(ONE, pk)
        return self.render_to_response(self.get_context_data(form=form, line_forms=forms, stands_now=stands_now))

    def _stands_now(self, form: RecordForm) -> list[tuple[str, str]]:
        """Return what a colleague's version says; the form is told of it, so that it can be kept once it was read."""
        now = EqualityRecord.objects.get(pk=self.row.pk)
        seen_anew(form, now.edited_count)
        head = [(str(form[name].label), str(getattr(now, name))) for name in services.HEAD if getattr(now, name)]
        lines = [
            (str(line.about.name), f"{line.get_effect_display()}. {line.evidence} {line.mitigation}")
            for line in selectors.lines_of(now)
            if line.effect or line.evidence or line.mitigation
        ]
        return head + lines


class Printed(EqualityScreen):
    """The record on paper, as a committee gets it."""

    page_title = "Print"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it as it goes to the printer."""
        publication = selectors.publication_of(self.row)
        facts = {
            "record": self.row,
            "hubs": list(self.row.hubs.all()),
            "lines": selectors.lines_of(self.row),
            "stands": selectors.where_it_stands(self.row, is_published=publication is not None, today=self.today),
            "publication": publication,
            "today": self.today,
        }
        return render(request, "participation/staff/equality_print.html", facts)


class EqualityViewSet(Workbench):
    """Equality impact records."""

    name = "equality"
    url_prefix = "equality"
    model = EqualityRecord
    resource = "equality"
    icon = "group"
    menu_label = TITLE

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/equality/`."""
        made: Callable[[Any], Any] = self.construct_view
        return [
            path("", made(Records), name="index"),
            path("new/", made(Start), name="new"),
            path("<int:pk>/", made(OneRecord), name="one"),
            path("<int:pk>/print/", made(Printed), name="print"),
            path("<int:pk>/sign/", made(acts.Sign), name="sign"),
            path("<int:pk>/publish/", made(acts.Publish), name="publish"),
            path("<int:pk>/new-version/", made(acts.NewVersion), name="new_version"),
            path("<int:pk>/drop/", made(acts.Drop), name="drop"),
            path("<int:pk>/engagements/", made(acts.Join), name="join"),
            path("<int:pk>/done/<int:line>/", made(acts.Done), name="done"),
        ]
