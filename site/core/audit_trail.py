"""The audit trail as a staff screen: newest first, each entry in plain words, for the data protection officer."""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from core.audit_words import Line, bounds_of, in_words, lines
from core.models import AuditEntry
from core.questions import record_with_code
from core.viewsets import HubScopedViewSet, ListOfMine


def _verbs() -> list[tuple[str, str]]:
    verbs = AuditEntry.objects.order_by("verb").values_list("verb", flat=True).distinct()
    return sorted(((verb, in_words(verb)) for verb in verbs), key=lambda choice: choice[1])


class AuditFilters(WagtailFilterSet):
    """What was done, to what, on which day."""

    verb = django_filters.ChoiceFilter(label="What was done", choices=_verbs, widget=forms.Select)
    subject = django_filters.CharFilter(label="About", method="about", help_text="Such as P-7K3F, R-7K3FQ, or feedback.WeDid:12.")
    day = django_filters.DateFilter(label="Day", method="on_day", widget=forms.DateInput(attrs={"type": "date"}))

    class Meta:
        model = AuditEntry
        fields = ("verb", "subject")

    def about(self, entries: "QuerySet[AuditEntry]", name: str, typed: str) -> "QuerySet[AuditEntry]":
        """Return the entries about whatever has this code, or that name it beside the act; else those whose own name has these letters."""
        coded = [found for found in record_with_code.answers(typed=typed) if found.names]
        if not coded:
            return entries.filter(subject__icontains=typed.strip())
        is_named = Q(subject__in=[one for found in coded for one in found.names])
        for code in (one for found in coded for one in found.codes):
            is_named |= Q(facts__contains=f'"{code}"')
        return entries.filter(is_named)

    def on_day(self, entries: "QuerySet[AuditEntry]", name: str, day: date) -> "QuerySet[AuditEntry]":
        """Return the entries of one day here."""
        first, following = bounds_of(day)
        return entries.filter(at__gte=first, at__lt=following)


class AuditList(ListOfMine):
    """The trail. A page costs as many queries however long it is: entries, their number, staff, hubs, posts, codes by their kind."""

    page_title = "Audit trail"
    header_icon = "history"
    default_ordering = "-pk"

    def get_base_queryset(self) -> Any:
        """Return the entries with their seals."""
        return super().get_base_queryset().select_related("sealed__seal")

    def get_table(self, object_list: Any) -> Any:
        """Put the page into words once."""
        self.lines: dict[int, Line] = lines(object_list)
        return super().get_table(object_list)

    @cached_property
    def columns(self) -> list[Column]:
        """When, who, what, about what, where, details, seal."""
        return [
            Column("at", label="When", accessor=self._when),
            Column("who", label="Who", accessor=lambda entry: self.lines[entry.pk].who),
            Column("did", label="Did what", accessor=lambda entry: self.lines[entry.pk].did),
            TitleColumn("about", label="About", accessor=lambda entry: self.lines[entry.pk].about, get_url=self._all_about),
            Column("where", label="Where", accessor=lambda entry: self.lines[entry.pk].where),
            Column("details", label="Details", accessor=lambda entry: self.lines[entry.pk].details),
            Column("seal", label="Seal", accessor=lambda entry: self.lines[entry.pk].seal),
        ]

    def _when(self, entry: AuditEntry) -> str:
        at = self.lines[entry.pk].at
        return date_format(at, "j M Y, H:i:s") if at else entry.at

    def _all_about(self, entry: AuditEntry) -> str:
        return f"{reverse('audit:index')}?subject={self.lines[entry.pk].code or entry.subject}"

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer the check."""
        return [HeaderButton("Is the trail whole?", url=reverse("audit_seals"), icon_name="lock")]


class AuditTrail(HubScopedViewSet):
    """Only a list: entries are made by acts, and nobody changes or deletes one."""

    model = AuditEntry
    resource = "audit"
    name = "audit"
    icon = "history"
    menu_label = "Audit trail"
    menu_hook = "register_reports_menu_item"
    menu_order = 100
    list_per_page = 50
    index_view_class = AuditList
    filterset_class = AuditFilters
    form_fields: list[str] = []  # there is no form

    def closed_addresses(self) -> set[str]:
        """Return every stock address but the list's two."""
        return {"add", "edit", "delete", "copy", "history", "history_results", "usage", "inspect", "reorder"}
